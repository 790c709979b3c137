"""Cases of a real page: its date lines, addresses, scripts, and the words that must find it.

The page belongs to its agency and is no part of the project: it lies in the folder that
NEWSROOM_TEST_DATA names, beside the cases.
"""

import json
import os
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from articles import moments
from articles.search import find
from kazakh.scripts import latin
from kazakh.slugs import slug

DATA = Path(os.environ.get("NEWSROOM_TEST_DATA", "no-such-folder"))
CASES, SEED = DATA / "cases.json", DATA / "seed_page.txt"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not (CASES.is_file() and SEED.is_file()),
        reason="left out: the cases of a real page (NEWSROOM_TEST_DATA names no folder that holds"
        " them)",
    ),
]


def cases(kind):
    if not CASES.is_file():
        return [pytest.param(None, id="left out")]
    every = json.loads(CASES.read_text(encoding="utf-8"))["cases"]
    return [pytest.param(each, id=each["id"]) for each in every if each["kind"] == kind]


@pytest.mark.parametrize("case", cases("date_line"))
def test_date_lines(case, settings):
    given = case["input"]
    zone = ZoneInfo(given["time_zone"])
    with timezone.override(zone):
        moment, now = (datetime.fromisoformat(given[name]) for name in ("published_at", "now"))
        text = moments.date_line(moment, now=now, language=given["lang"])
        assert text == case["expect"]["text"]
        assert moments.iso(moment) == case["expect"]["datetime_attr"]


@pytest.mark.parametrize("case", cases("slug"))
def test_addresses(case):
    assert slug(case["input"]) == case["expect"]


@pytest.mark.parametrize("case", cases("latin"))
def test_latin_of_both_alphabets(case):
    for scheme in ("2018", "2021"):
        written = [latin(text, scheme) for text in case["input"].values()]
        assert written == case["expect"][f"scheme_{scheme}"]


@pytest.mark.parametrize("case", cases("search"))
def test_every_question_finds_the_story(case, now, publish):
    told = case["article"]
    if isinstance(told, str):
        # The page above its list of other stories, which follows the credit of the photo.
        lines = [line for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
        ends = next(n for n, line in enumerate(lines) if line.startswith("Сурет:")) + 1
        told = {"headline": lines[0], "body": "".join(f"<p>{each}</p>" for each in lines[1:ends])}
    edition = publish(told["headline"][:300], body=told.get("body", "<p>–</p>"))
    publish("Мүлде басқа хабар")

    def found(question):
        answers = find(question, language="kk", at=now.moment).editions
        return [answer.pk for answer in answers]

    for question in case["queries"]:
        assert found(question) == [edition.pk], question
    for question in case.get("must_not", []):
        assert found(question) == [], question
