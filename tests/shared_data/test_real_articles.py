"""Real news through the whole way: lines, stories, pages, lines again.

The texts belong to their agencies and are no part of the project: they lie in a folder of their
own, which the environment variable NEWSROOM_TEST_DATA names.
"""

import gzip
import hashlib
import json
import os
import re
from datetime import datetime, timedelta
from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from articles import workflow
from articles.models import Article, Category, Edition, Tag
from tests.articles.exchange.emptied import empty

DATA = Path(os.environ.get("NEWSROOM_TEST_DATA", "no-such-folder"))
ARTICLES, SEED = DATA / "kk_articles_dev.jsonl.gz", DATA / "seed_page.txt"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(
        not (ARTICLES.is_file() and SEED.is_file()),
        reason="left out: the real articles and the seed page (NEWSROOM_TEST_DATA names no folder"
        " that holds them)",
    ),
]

ALMATY = ZoneInfo("Asia/Almaty")


@pytest.fixture
def clock(monkeypatch):
    """Stop the time; `clock.now` may be set to a later moment."""

    class Clock:
        now = datetime(2026, 7, 29, 18, 0, tzinfo=ALMATY)

    stopped = Clock()
    monkeypatch.setattr(timezone, "now", lambda: stopped.now)
    return stopped


@pytest.fixture(autouse=True)
def numbered_from_one(db):
    """Stories of the tests before took numbers, and addresses hold them."""
    empty()


def take(file) -> str:
    """Import a file; return what the command says at its end."""
    out = StringIO()
    call_command("import_articles", file, stdout=out)
    return out.getvalue()


def pages(client) -> str:
    """Return one digest of every public page."""
    digest = hashlib.sha256()
    addresses = [reverse(name, kwargs={"language": "kk"}) for name in ("front", "latest")]
    addresses += [
        reverse("section", kwargs={"slug": slug, "language": "kk"})
        for slug in Category.objects.order_by("slug").values_list("slug", flat=True)
    ]
    addresses += [
        reverse("tag", kwargs={"slug": slug, "language": "kk"})
        for slug in Tag.objects.order_by("slug").values_list("slug", flat=True)[:40]
    ]
    addresses += [
        reverse("article", args=edition)
        for edition in Edition.objects.visible()
        .order_by("article_id")
        .values_list("article_id", "slug")
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        digest.update(address.encode() + answer.content)
    return digest.hexdigest()


def write(path, lines):
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    return path


@pytest.fixture
def real():
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


# --- The two hundred articles -------------------------------------------------------------


def test_all_come_in_and_a_second_import_changes_nothing(clock, client, real, tmp_path):
    assert take(ARTICLES).startswith("200 new, 0 changed, 0 unchanged, 0 refused")
    before = pages(client)
    editions = list(Edition.objects.order_by("pk").values_list("pk", "visible_until"))
    clock.now += timedelta(minutes=1)
    assert take(ARTICLES).startswith("0 new, 0 changed, 200 unchanged, 0 refused")
    assert list(Edition.objects.order_by("pk").values_list("pk", "visible_until")) == editions
    clock.now -= timedelta(minutes=1)
    assert pages(client) == before
    # One changed body, one new edition.
    clock.now += timedelta(minutes=2)
    real[77]["body"] += "\nТолықтырылды."
    said = take(write(tmp_path / "changed.jsonl.gz", real))
    assert said.startswith("0 new, 1 changed, 199 unchanged, 0 refused")
    assert Edition.objects.count() == 201
    edition = Edition.objects.get(number=2)
    assert edition.article.imported_id == real[77]["id"]
    assert edition.text.plain.endswith("Толықтырылды.")
    assert edition.visible_from == clock.now


def test_old_addresses_lead_to_the_stories(clock, client, real):
    take(ARTICLES)
    for line in real[::40]:
        path = line["url"].removeprefix("https://").partition("/")[2]
        answer = client.get(f"/{path}")
        assert answer.status_code == 301
        assert f"/news/{Article.objects.get(imported_id=line['id']).pk}-" in answer["Location"]


def test_run_that_stopped_in_the_middle_ends_as_one_that_did_not(
    clock, client, real, tmp_path, monkeypatch
):
    take(ARTICLES)
    whole = pages(client)
    empty()

    class PlugPulled(BaseException):
        """Nothing in the import catches this."""

    admit, admitted = workflow.admit, []

    def stop_at_the_hundredth(article, **when):
        admitted.append(article)
        if len(admitted) == 100:
            raise PlugPulled
        return admit(article, **when)

    monkeypatch.setattr(workflow, "admit", stop_at_the_hundredth)
    with pytest.raises(PlugPulled):
        take(ARTICLES)
    monkeypatch.setattr(workflow, "admit", admit)
    stopped_at = Article.objects.count()
    assert 0 < stopped_at < 100
    assert take(ARTICLES).startswith(f"{200 - stopped_at} new, 0 changed, {stopped_at} unchanged")
    # Numbers that a rolled back batch took are taken on PostgreSQL; nothing else may differ.
    numbered = Article.objects.order_by("pk").values_list("imported_id", flat=True)
    assert list(numbered) == [line["id"] for line in real]
    assert Edition.objects.count() == 200
    empty()
    take(write(tmp_path / "half.jsonl.gz", real[:100]))
    take(ARTICLES)
    assert pages(client) == whole


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz"])
def test_export_into_an_emptied_newsroom_is_identical(clock, client, tmp_path, name):
    take(ARTICLES)
    before = pages(client)
    (tmp_path / "second").mkdir()
    first, second = tmp_path / name, tmp_path / "second" / name
    call_command("export_articles", first, stdout=StringIO())
    empty()
    assert take(first).startswith("200 new")
    call_command("export_articles", second, stdout=StringIO())
    assert first.read_bytes() == second.read_bytes()
    assert pages(client) == before


# --- The seed page ------------------------------------------------------------------------

MONTHS = {"ақпан": 2, "шілде": 7}


def moment(dateline: str) -> datetime:
    """Read «29 шiлде, 15:38»; the saved page has a Latin i in its months and no year."""
    day, month, hour, minute = re.match(r"(\d+) (\w+), (\d+):(\d+)", dateline).groups()
    month = MONTHS[month.replace("i", "і")]
    return datetime(2026, month, int(day), int(hour), int(minute), tzinfo=ALMATY)


def seed_lines(folder: Path) -> list[dict]:
    """Make import lines of the saved page: its story, and the nine that stand below it."""
    said = [line.strip() for line in SEED.read_text(encoding="utf-8").splitlines() if line.strip()]
    agency = said.index("JQ-Aqparat")
    credit, listed = said[agency + 1], said[agency + 2 :]
    picture = BytesIO()
    Image.new("RGB", (1600, 1000), "steelblue").save(picture, "JPEG")
    (folder / "seed.jpg").write_bytes(picture.getvalue())
    of_house = {"category": "Саясат", "region": "turkistan", "tags": ["Түркістан"]}
    story = {
        "id": "seed",
        "headline": said[0],
        "published_at": moment(said[1]).isoformat(),
        "lead": said[2],
        "body": "\n".join(said[3:agency]),
        "agency": said[agency],
        "photo": {"file": "seed.jpg", "credit": credit, "alt": "Кездесу"},
        **of_house,
    }
    nine = [
        {
            "id": f"listed-{number}",
            "headline": headline,
            "published_at": moment(dateline).isoformat(),
            **of_house,
        }
        for number, (dateline, headline) in enumerate(
            zip(listed[::2], listed[1::2], strict=True), 1
        )
    ]
    assert len(nine) == 9
    today = {"published_at": "2026-07-29T16:00:00+05:00", **of_house}
    others = [
        {"id": "killed", "headline": "Жойылған қазақ-өзбек хабары", **today},
        {"id": "held", "headline": "Тоқтатылған қазақ-өзбек хабары", **today},
        {
            "id": "future",
            "headline": "Ертеңгі қазақ-өзбек хабары",
            **(today | {"published_at": "2026-07-29T18:00:01+05:00"}),
        },
        {
            "id": "russian",
            "headline": "Казахско-узбекское сотрудничество развивается",
            "language": "ru",
            "translation_of": "seed",
            **today,
        },
        {"id": "paid", "headline": "Қазақ-өзбек жарнамасы", "commercial": "advertising", **today},
    ]
    return [*nine[::-1], story, *others]


def test_seed_page_stands_as_it_was_saved(clock, client, chief, tmp_path):
    lines = seed_lines(tmp_path)
    said = take(write(tmp_path / "seed.jsonl.gz", lines))
    assert said.startswith("15 new, 0 changed, 0 unchanged, 0 refused")
    clock.now -= timedelta(hours=1)
    workflow.hold(Article.objects.get(imported_id="held"), by=chief)
    workflow.kill(Article.objects.get(imported_id="killed"), by=chief, note="Расталмады")
    clock.now += timedelta(hours=1)

    story = Article.objects.get(imported_id="seed")
    slug = "qazaq-ozbek-yntymaqtastygy-barlyq-salada-qarqyndy-damyp-keledi"
    assert client.get(f"/news/{story.pk}-basqa/")["Location"] == f"/news/{story.pk}-{slug}/"
    answer = client.get(f"/news/{story.pk}-{slug}/")
    assert answer.status_code == 200
    page = answer.content.decode()
    text = words(page)

    seed = next(line for line in lines if line["id"] == "seed")
    assert seed["headline"] in text
    assert "19 ақпан, 18:53" in text
    assert seed["lead"] in text
    for paragraph in seed["body"].split("\n"):
        assert paragraph in text
    assert "JQ-Aqparat" in text
    assert "Сурет: Aqorda.resmi" in text

    below = re.search(r'<section class="[^"]*related.*?</section>', page, re.DOTALL)[0]
    found = [words(item) for item in re.findall(r"<li>(.*?)</li>", below, re.DOTALL)]
    wanted = lines[8::-1]
    assert found == [f"{dateline(line)} {line['headline']}" for line in wanted]
    assert "шiлде" not in page
    assert found[0].startswith("29 шілде, 15:38")


def dateline(line) -> str:
    at = datetime.fromisoformat(line["published_at"])
    return f"{at.day} шілде, {at:%H:%M}"


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
