"""What stands behind the address of a film or a post, and what of it a browser may frame."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles import embeds

KNOWN = {
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10": ("YouTube", "film", "embed/dQw4w9WgXcQ?"),
    "https://m.youtube.com/watch?app=m&v=dQw4w9WgXcQ": ("YouTube", "film", "embed/dQw4w9WgXcQ?"),
    "https://youtu.be/dQw4w9WgXcQ?si=1": ("YouTube", "film", "embed/dQw4w9WgXcQ?"),
    "https://www.youtube.com/shorts/dQw4w9WgXcQ": ("YouTube", "upright", "embed/dQw4w9WgXcQ?"),
    "https://t.me/s/qaznews/123": ("Telegram", "post", "t.me/qaznews/123?embed=1"),
    "https://t.me/qaznews/123": ("Telegram", "post", "t.me/qaznews/123?embed=1"),
    "https://www.instagram.com/reel/Cabc_-123/": ("Instagram", "post", "p/Cabc_-123/embed"),
    "https://x.com/aqorda/status/1234567890123": ("X", "post", "id=1234567890123"),
    "https://twitter.com/aqorda/status/1234567890123": ("X", "post", "id=1234567890123"),
    "https://www.tiktok.com/@a.b/video/7123456789012345678": (
        "TikTok", "upright", "player/v1/7123456789012345678"),
    "https://www.facebook.com/aqorda/videos/123/": ("Facebook", "film", "aqorda%2Fvideos%2F123%2F"),
    "https://www.facebook.com/aqorda/posts/pfbid0": ("Facebook", "post", "posts%2Fpfbid0"),
}  # fmt: skip


@pytest.mark.parametrize("url", KNOWN)
def test_a_film_or_post_is_known_by_its_address(url):
    name, shape, frame = KNOWN[url]
    read = embeds.read(url)
    assert (read.name, read.shape) == (name, shape)
    assert frame in read.frame
    assert read.frame.startswith(read.origin + "/")
    assert read.url == url


@pytest.mark.parametrize(
    "url",
    [
        "https://t.me/qaznews",
        "https://youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/?https://youtu.be/dQw4w9WgXcQ",
        "https://www.youtube.com/watch?v=",
        "https://tengrinews.kz/video/1",
    ],
)
def test_any_other_address_is_a_link_alone(url):
    read = embeds.read(url)
    assert read.frame == read.origin == read.shape == ""
    assert read.name == urlsplit(url).hostname.removeprefix("www.")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "", "https://", "ftp://a.kz/b", "http://[::1"]
)
def test_what_is_no_address_of_the_web_is_nothing(url):
    assert embeds.read(url) is None


ORIGINS = {house.origin for house in embeds.HOUSES}


@given(st.sampled_from(sorted(KNOWN)), st.text(max_size=40))
def test_no_address_frames_anything_but_the_houses_we_know(url, more):
    for address in (url + more, url[:-3] + more):
        read = embeds.read(address)
        if read is not None and read.frame:
            assert read.origin in ORIGINS
            parts = urlsplit(read.frame)
            assert f"{parts.scheme}://{parts.netloc}" == read.origin
            assert not set(read.frame) & set("<>\"' \n")
