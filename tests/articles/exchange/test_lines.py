"""Files are read a line at a time, whatever is in them, and written the same way twice."""

import gzip
import json
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.exchange import lines, told
from articles.exchange.values import BadLine, moment, path, written


def test_plain_and_gzipped_files_read_the_same(tmp_path):
    text = '\ufeff{"id": 1}\n\n{"id": "ә"}'.encode()
    plain, packed = tmp_path / "a.jsonl", tmp_path / "odd-name"
    plain.write_bytes(text)
    packed.write_bytes(gzip.compress(text))
    wanted = [(1, b'{"id": 1}\n'), (3, '{"id": "ә"}'.encode())]
    for file in (plain, packed):
        assert [(line.number, line.raw) for line in lines.read(file)] == wanted


def test_archive_that_breaks_off_gives_what_it_has_and_says_so(tmp_path):
    file = tmp_path / "a.jsonl.gz"
    packed = gzip.compress(b'{"id": 1}\n' * 50_000, compresslevel=0)
    file.write_bytes(packed[: len(packed) // 2])
    *good, bad = lines.read(file)
    assert len(good) > 1000
    assert "broken" in bad.problem


def test_endless_line_is_read_past_in_little_memory(tmp_path, monkeypatch):
    monkeypatch.setattr(lines, "MAX_LINE", 100_000)
    file = tmp_path / "a.jsonl"
    file.write_bytes(b"x" * 20_000_000 + b'\n{"id": 1}\n')
    tracemalloc.start()
    first, second = lines.read(file)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "longer than" in first.problem
    assert second.raw == b'{"id": 1}\n'
    assert peak < 2_000_000


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_same_lines_give_the_same_bytes(tmp_path, name):
    made = []
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        file = tmp_path / folder / name
        with lines.writer(file) as write:
            write({"id": "ә", "tags": ["б"]})
        made.append(file.read_bytes())
        assert [line.raw for line in lines.read(file)] == ['{"id": "ә", "tags": ["б"]}\n'.encode()]
    assert made[0] == made[1]


def test_moment_is_written_as_it_is_read():
    for said in ("2026-02-19T18:53:00.123456+05:00", "2023-06-01T00:00:00+06:00"):
        assert written(moment(said, "date")) == said


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("https://old.kz/news/1", "/news/1"),
        ("/2026/%D2%9B%D0%B0%D0%B7/", "/2026/қаз/"),
        ("https://old.kz?p=1", "/?p=1"),
        ("//old.kz/a", "/a"),
    ],
)
def test_old_address_is_kept_as_a_request_will_ask_for_it(address, wanted):
    assert path(address, "url") == wanted


_texts = st.text(st.characters(codec=None), max_size=40)
_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=8,
)
_KEYS = [
    "id",
    "headline",
    "title",
    "lead",
    "body",
    "published_at",
    "date",
    "category",
    "region",
    "further_regions",
    "tags",
    "topics",
    "agency",
    "bylines",
    "photo",
    "photos",
    "language",
    "lang",
    "url",
    "source",
    "source_url",
    "dateline",
    "genre",
    "origin",
    "commercial",
    "urgency",
    "age_mark",
    "embargoed_until",
    "expires_at",
    "translation_of",
    "photo_caption",
    "slug",
]


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(_KEYS), _values), st.booleans())
def test_no_line_makes_reading_fail_otherwise_than_with_a_reason(said, is_complete):
    if is_complete:
        said |= {"id": "1", "headline": "Т", "published_at": "2026-02-19"}
    try:
        told.read(json.dumps(said).encode())
    except BadLine as error:
        assert str(error)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail_otherwise_than_with_a_reason(raw):
    with pytest.raises(BadLine):
        told.read(raw)
