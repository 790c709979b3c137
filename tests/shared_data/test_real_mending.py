"""Real news is mended sparingly: no letter is lost, a mended text is left alone.

The texts belong to their agencies and are no part of the project: they lie in a folder of their
own, which the environment variable NEWSROOM_TEST_DATA names.
"""

import gzip
import json
import os
import re
from pathlib import Path

import pytest

from articles import markup
from articles.tidying import Kind, Left, mend

DATA = Path(os.environ.get("NEWSROOM_TEST_DATA", "no-such-folder"))
ARTICLES = DATA / "kk_articles_dev.jsonl.gz"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not ARTICLES.is_file(),
        reason="left out: the real articles (NEWSROOM_TEST_DATA names no folder that holds them)",
    ),
]


@pytest.fixture(scope="module")
def bodies():
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        return [markup.clean(json.loads(line)["body"]) for line in lines]


def letters(html):
    return re.sub(r"\W", "", markup.plain(html))


def test_real_news_loses_no_letter_and_is_mended_once(bodies):
    for body in bodies:
        mended, _found = mend("body", body, language="kk", left=Left())
        assert len(letters(mended)) == len(letters(body))
        assert mend("body", mended, language="kk", left=Left()) == (mended, [])


def test_real_news_holds_no_debris_and_few_wrong_letters(bodies):
    found = [each for body in bodies for each in mend("body", body, language="kk", left=Left())[1]]
    words = sum(len(markup.plain(body).split()) for body in bodies)
    assert not [each for each in found if each.kind == Kind.MESSENGER]
    assert len([each for each in found if each.kind == Kind.LETTERS]) < words / 1000
