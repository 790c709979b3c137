from itertools import combinations

import pytest
from PIL import Image, ImageChops, ImageStat

from articles.demo import read
from articles.demo.drawings import DRAWINGS, draw


@pytest.fixture(scope="module")
def pictures() -> dict[str, Image.Image]:
    return {name: draw(name) for name in DRAWINGS}


def test_there_are_pictures_enough():
    assert len(DRAWINGS) >= 26


def test_every_photo_has_its_drawing_and_every_drawing_its_photo():
    assert sorted(photo["drawing"] for photo in read().photos) == sorted(DRAWINGS)


@pytest.mark.parametrize("name", DRAWINGS)
def test_picture_is_sixteen_hundred_by_a_thousand_in_colour(pictures, name):
    assert (pictures[name].size, pictures[name].mode) == ((1600, 1000), "RGB")


@pytest.mark.parametrize("name", DRAWINGS)
def test_picture_holds_more_than_a_background(pictures, name):
    assert max(ImageStat.Stat(pictures[name]).stddev) > 20


def test_no_two_pictures_are_the_same(pictures):
    small = {name: picture.resize((32, 20)) for name, picture in pictures.items()}
    for one, other in combinations(small, 2):
        assert ImageChops.difference(small[one], small[other]).getbbox(), (one, other)


def test_drawing_twice_gives_the_same_picture(pictures):
    assert pictures["library"].tobytes() == draw("library").tobytes()


def test_unknown_drawing_is_refused():
    with pytest.raises(KeyError):
        draw("nothing")
