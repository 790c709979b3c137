"""Reports at the desk: whose rows one sees, what one may ask, and files no headline can harm."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from defusedxml import ElementTree
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from articles import readership, spreadsheets, workflow
from articles.models import Article, Author, Contribution, EditionByline
from articles.roles import StaffRole
from articles.spreadsheets import Sheet

pytestmark = pytest.mark.django_db
REPORTS = "/admin/articles/article/reports/"
#: As the desk's first language has them.
with translation.override("kk"):
    SUM, UNSIGNED = capfirst(gettext("in all")), gettext("No byline")
JULY = "since=2026-07-01&until=2026-07-31"
#: What spreadsheets take for formulas, and what hides one from a careless reader.
HOSTILE = [
    "=1+1", "+7 701 000 00 00", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x.example","Төлем")',
    "=cmd|' /C calc'!A0", "\t=1+1", "\r=1+1", "  =1+1", "\xa0=1+1", "＝1+1", "−5 градус",
    'a";=1+1;"', "a;=1+1", "a,=1+1", "жол\n=1+1",
]  # fmt: skip


def of(author) -> str:
    return f"{REPORTS}{author.pk}/"


@pytest.fixture
def aigul(journalist):
    return Author.objects.create(name="Айгүл", slug="aigul", user=journalist)


@pytest.fixture
def asqar(db):
    return Author.objects.create(name="Асқар", slug="asqar")


@pytest.fixture
def stories(now, publish, aigul, asqar):
    """Two stories of Айгүл in July, one of them with Асқар, and one of June."""
    publish("Бірінші", authors=[(aigul, "author")], lead="", body="<p>Он екі әріп</p>")
    both = publish("Екінші", authors=[(aigul, "author"), (asqar, "translator")], hours=-30,
                   genre="interview", language="ru", origin="translation")  # fmt: skip
    for model in (Contribution, EditionByline):
        model.objects.filter(article=both.article, author=asqar).update(share=50)
    publish("Маусымдағы", authors=[(aigul, "author")], hours=-24 * 40)
    return both


def cells(page: str) -> list[list[str]]:
    """Return the table of a screen, row by row."""
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    return [
        [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(
            r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]  # fmt: skip


def book(content: bytes) -> list[list[tuple[str, str]]]:
    """Return the cells of a workbook's sheet as (type, value), row by row."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with ZipFile(BytesIO(content)) as file:
        texts = [
            "".join(each.itertext())
            for each in ElementTree.fromstring(file.read("xl/sharedStrings.xml"))
        ]
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    rows = []
    for row in sheet.iter(f"{space}row"):
        found = []
        for cell in row:
            assert cell.find(f"{space}f") is None
            value = cell.findtext(f"{space}v") or ""
            kind = cell.get("t", "n")
            found.append((kind, texts[int(value)] if kind == "s" else value))
        rows.append(found)
    return rows


def lines(content: bytes) -> list[list[str]]:
    """Return a CSV of ours as Excel of a Kazakh computer reads it."""
    import csv

    text = content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(text.removeprefix("\ufeff").splitlines(keepends=True), delimiter=";"))


# --- Whose rows ---------------------------------------------------------------------------


@pytest.mark.parametrize("role", [StaffRole.EDITOR, StaffRole.CHIEF_EDITOR])
def test_editors_see_everyones_rows(client, person, stories, role):
    client.force_login(person(role))
    names = [row[0] for row in cells(client.get(f"{REPORTS}?{JULY}").content.decode())]
    assert names[1:] == ["Айгүл", "Асқар", SUM]


def test_a_journalist_sees_their_own_rows_alone(client, journalist, stories, aigul, asqar):
    client.force_login(journalist)
    for asked in (JULY, f"{JULY}&author={asqar.pk}"):
        page = client.get(f"{REPORTS}?{asked}").content.decode()
        assert [row[0] for row in cells(page)][1:] == ["Айгүл", SUM]
        assert "Асқар" not in page
        for kind in ("csv", "xlsx"):
            sheet = client.get(f"{REPORTS}?{asked}&as={kind}").content
            table = book(sheet) if kind == "xlsx" else lines(sheet)
            assert "Асқар" not in str(table)
            assert "Айгүл" in str(table)
    assert client.get(of(aigul)).status_code == 200
    assert client.get(of(asqar)).status_code == 403
    assert client.get(f"{of(asqar)}?as=csv").status_code == 403
    assert client.get(f"{REPORTS}987654321/").status_code == 403


def test_who_is_no_author_and_no_editor_has_no_reports(client, person, stories):
    for role in (StaffRole.JOURNALIST, StaffRole.PHOTO_EDITOR):
        client.force_login(person(role))
        assert client.get(REPORTS).status_code == 403
        assert REPORTS not in client.get("/admin/").content.decode()
    client.logout()
    assert client.get(REPORTS).status_code == 302


def test_a_photo_editor_who_signs_sees_their_own(client, picture_editor, now, publish):
    author = Author.objects.create(name="Ербол", slug="e", user=picture_editor)
    publish("Су", authors=[(author, "photographer")])
    client.force_login(picture_editor)
    assert REPORTS in client.get("/admin/").content.decode()
    assert cells(client.get(REPORTS).content.decode())[1][:2] == ["Ербол", "фотограф"]


def test_the_home_of_the_desk_leads_to_the_reports(client, editor, journalist, aigul):
    for who in (editor, journalist):
        client.force_login(who)
        assert f'href="{REPORTS}"' in client.get("/admin/").content.decode()


def test_an_unknown_author_is_no_page(client, editor, db):
    client.force_login(editor)
    for number in (987654321, 10**30):
        assert client.get(f"{REPORTS}{number}/").status_code == 404


# --- What is shown ------------------------------------------------------------------------


def test_the_table_of_authors(client, editor, stories, aigul):
    readership.add({(stories.article_id, timezone.localdate()): 1234}, at=timezone.now())
    client.force_login(editor)
    page = client.get(f"{REPORTS}?{JULY}").content.decode()
    table = cells(page)
    length = len("Бірінші") + len("Он екі әріп") + len("Екінші") + len("Мәтін осында.")
    assert table[1] == [
        "Айгүл", "автор", "2", f"{length}", f"{length}", "0,001", "жаңалық\xa01, сұхбат\xa01",
        "Қазақша\xa01, Русский\xa01", "өз материалымыз\xa01, аударма\xa01", "0", "1\xa0234", "",
    ]  # fmt: skip
    half = (len("Екінші") + len("Мәтін осында.")) / 2
    assert table[2][:5] == ["Асқар", "аудармашы", "1", f"{half * 2:.0f}", "10"]
    # Of the two authors' three parts two stories are left.
    assert table[3][:4] == [SUM, "", "2", f"{length}"]
    assert "01.07.2026 – 31.07.2026" in page
    assert f'href="{of(aigul)}?since=2026-07-01&amp;until=2026-07-31"' in page
    assert page.count('scope="col"') == 12
    assert '<caption id="report-caption">' in page
    assert 'aria-labelledby="report-caption" tabindex="0"' in page


def test_rows_may_be_sorted_by_any_number(client, editor, stories, publish, asqar):
    publish("Үшінші", authors=[(asqar, "translator")], lead="ұ" * 900)
    publish("Қолтаңбасыз материал", lead="ұ" * 1900)
    client.force_login(editor)

    def names(sort):
        page = client.get(f"{REPORTS}?{JULY}&o={sort}").content.decode()
        return [row[0] for row in cells(page)[1:-1]], page

    assert names("")[0] == ["Айгүл", "Асқар", UNSIGNED]
    assert names("characters")[0] == ["Асқар", "Айгүл", UNSIGNED]
    assert names("nonsense")[0] == names("")[0]
    assert 'aria-sort="descending"><a href="?since=2026-07-01' in names("characters")[1]
    assert 'aria-sort="ascending"' in names("")[1]


def test_the_stories_of_an_author(client, editor, stories, aigul, asqar):
    client.force_login(editor)
    page = client.get(f"{of(asqar)}?{JULY}").content.decode()
    length = len("Екінші") + len("Мәтін осында.")
    assert cells(page)[1] == [
        "Екінші", "28.07.2026", "аудармашы", "сұхбат", "Русский", "аударма", f"{length}", "50",
        "10", "0", "0", "",
    ]  # fmt: skip
    assert (
        f'<th scope="row" lang="ru"><a href="/admin/articles/article/{stories.article_id}/' in page
    )
    assert [row[0] for row in cells(client.get(f"{of(aigul)}?{JULY}").content.decode())[1:]] == [
        "Екінші", "Бірінші", SUM,
    ]  # fmt: skip


def test_a_headline_leads_where_its_reader_may_go(client, journalist, stories, aigul, address):
    client.force_login(journalist)
    page = client.get(f"{of(aigul)}?{JULY}").content.decode()
    # Not their own story at the desk: it is read as readers have it.
    assert f'href="{address(stories)}"' in page
    assert f"/admin/articles/article/{stories.article_id}/change/" not in page
    Article.objects.filter(pk=stories.article_id).update(owner=journalist)
    page = client.get(f"{of(aigul)}?{JULY}").content.decode()
    assert f"/admin/articles/article/{stories.article_id}/change/" in page
    assert client.get(reverse("admin:articles_article_change", args=[stories.article_id]))


def test_killed_stories_are_marked_last_and_bring_nothing(
    client, editor, chief, stories, aigul, journalist
):
    article = Article.objects.get(headline="Екінші")
    workflow.kill(article, by=chief, note="Қате")
    client.force_login(editor)
    table = cells(client.get(f"{REPORTS}?{JULY}").content.decode())
    assert table[1][2] == "1"
    assert table[1][-1] == "1"
    table = cells(client.get(f"{of(aigul)}?{JULY}").content.decode())
    assert [row[0] for row in table[1:]] == ["Бірінші", "Екінші", SUM]
    assert table[2][8] == "0"
    assert table[2][-1] == "сайттан алып тасталған"
    assert table[3][1] == "1"


@pytest.mark.parametrize(
    ("today", "month"),
    [("2026-07-29", ("2026-07-01", "2026-07-31")), ("2026-07-31", ("2026-07-01", "2026-07-31"))],
)
def test_without_a_period_it_is_this_month(client, editor, stories, now, today, month):
    now.move(days=int(today[-2:]) - 29)
    client.force_login(editor)
    for asked in ("", "?since=&until=", "?since=+"):
        answer = client.get(REPORTS + asked)
        shown = answer.context["asked"]
        assert (f"{shown.since}", f"{shown.until}") == month
    page = answer.content.decode()
    assert 'value="2026-07-01"' in page
    assert "?since=2026-06-01&amp;until=2026-06-30" in page


def test_one_day_alone_begins_or_ends_its_month(client, editor, db):
    client.force_login(editor)
    asked = client.get(f"{REPORTS}?since=2026-02-05").context["asked"]
    assert (f"{asked.since}", f"{asked.until}") == ("2026-02-05", "2026-02-28")
    asked = client.get(f"{REPORTS}?until=2026-02-05").context["asked"]
    assert (f"{asked.since}", f"{asked.until}") == ("2026-02-01", "2026-02-05")


def test_a_question_is_kept_by_every_link(client, editor, stories, sections):
    client.force_login(editor)
    asked = f"{JULY}&language=ru&genre=interview&origin=translation&commercial=none"
    answer = client.get(f"{REPORTS}?{asked}")
    page = answer.content.decode()
    assert [row[0] for row in cells(page)[1:]] == ["Айгүл", "Асқар", SUM]
    assert f'href="?{asked}&as=csv"'.replace("&", "&amp;") in page
    assert page.count("language=ru&amp;genre=interview") > 8
    assert answer.context["form"]["genre"].value() == "interview"


@pytest.mark.parametrize(
    "asked",
    ["since=бүгін", "since=2026-02-31", "until=31.13.2026", "since=2026-07-31&until=2026-07-01",
     "since=0001-01-01", "until=9999-12-31", "since=1899-12-31&until=2026-01-01",
     "since=\ud83d".encode("utf-8", "replace").decode(), "author=x", "author=0",
     "author=99999999999999999999", "language=de", "section=1%00", "genre=='", "origin=x",
     "commercial=%27%3B--", "since=" + "9" * 5000],
)  # fmt: skip
def test_what_makes_no_sense_gets_a_sentence_and_is_kept(client, editor, stories, asked):
    client.force_login(editor)
    for extra in ("", "&as=csv", "&as=xlsx"):
        answer = client.get(f"{REPORTS}?{asked}&origin=own{extra}" if "origin" not in asked
                            else f"{REPORTS}?{asked}{extra}")  # fmt: skip
        assert answer.status_code == 200
        page = answer.content.decode()
        assert 'class="errorlist"' in page
        assert "<table" not in page
        assert 'id="id_since"' in page
        if "origin" not in asked:
            assert '<option value="own" selected>' in page


def test_a_period_without_stories_says_so(client, editor, stories, aigul):
    client.force_login(editor)
    for way in (REPORTS, of(aigul)):
        page = client.get(f"{way}?since=2020-01-01&until=2020-01-31").content.decode()
        assert "<table" not in page
        assert "01.01.2020 – 31.01.2020" in page
        assert client.get(f"{way}?since=2020-01-01&until=2020-01-31&as=xlsx").status_code == 200
        assert client.get(f"{way}?since=2020-01-01&until=2020-01-31&as=csv").status_code == 200


@pytest.mark.parametrize("authors", [1, 12])
def test_a_screen_costs_the_same_for_many_as_for_few(
    client, editor, now, publish, django_assert_max_num_queries, authors
):
    for number in range(authors):
        author = Author.objects.create(name=f"А{number}", slug=f"a{number}")
        publish(f"Хабар {number}", authors=[(author, "author")], hours=-number - 1)
    client.force_login(editor)
    client.get(REPORTS)
    for way in (REPORTS, of(author)):
        with django_assert_max_num_queries(13):
            client.get(way)


# --- As files -----------------------------------------------------------------------------


def test_the_files_of_the_authors(client, editor, stories):
    client.force_login(editor)
    answer = client.get(f"{REPORTS}?{JULY}&as=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="report-2026-07-01-2026-07-31.csv"'
    )
    assert "no-store" in answer.headers["Cache-Control"]
    table = lines(answer.content)
    assert [row[:3] for row in table[1:]] == [
        ["Айгүл", "автор", "2"], ["Асқар", "аудармашы", "1"], [SUM, "", "2"],
    ]  # fmt: skip
    assert table[2][4:6] == ["9,5", "0,000"]
    assert table[0][9:11] == ["Жанры: жаңалық", "Жанры: сұхбат"]
    answer = client.get(f"{REPORTS}?{JULY}&as=xlsx")
    assert answer.headers["Content-Type"] == spreadsheets.XLSX
    same = book(answer.content)
    assert [value for _kind, value in same[0]] == table[0]
    assert same[2][0] == ("s", "Асқар")
    assert same[2][4] == ("n", "9.5")


def test_the_files_of_an_author(client, editor, stories, asqar):
    client.force_login(editor)
    answer = client.get(f"{of(asqar)}?{JULY}&as=csv")
    assert 'filename="report-asqar-2026-07-01-2026-07-31.csv"' in answer["Content-Disposition"]
    table = lines(answer.content)
    assert table[1][:4] == ["28.07.2026", f"{stories.article_id}", "Екінші", "аудармашы"]
    assert table[1][7:10] == ["19", "50", "9,5"]
    assert table[-1][0] == SUM
    same = book(client.get(f"{of(asqar)}?{JULY}&as=xlsx").content)
    assert same[1][0] == ("n", "46231")  # A day as Excel counts them.
    assert same[1][2] == ("s", "Екінші")


@pytest.mark.parametrize("headline", HOSTILE)
def test_a_headline_is_never_a_formula(client, editor, now, publish, aigul, headline):
    Author.objects.filter(pk=aigul.pk).update(name=headline)
    publish(headline, authors=[(aigul, "author")])
    client.force_login(editor)
    for way, place in ((f"{REPORTS}?{JULY}", 0), (f"{of(aigul)}?{JULY}", 2)):
        answer = client.get(f"{way}&as=csv").content
        text = answer.decode()
        shown = lines(answer)[1][place]
        assert shown.lstrip("'").replace("\r", "\n") == headline.replace("\r", "\n")
        assert not re.match(r"[\s\ufeff]*[=+\-@＝−]", shown)
        # Whatever parts its columns elsewhere, a formula stands behind a quotation mark.
        if headline.lstrip()[:1] in "=+-@":
            assert "\"'" + headline.replace('"', '""') in text
        kind, value = book(client.get(f"{way}&as=xlsx").content)[1][place]
        assert kind == "s"
        assert value.replace("_x000D_", "\r").replace("\r", "\n") == headline.replace("\r", "\n")


def test_numbers_are_numbers_and_ordinary_text_is_left_alone():
    assert spreadsheets.harmless("Су – тіршілік көзі") == "Су – тіршілік көзі"
    assert spreadsheets.harmless("") == ""
    assert spreadsheets.harmless("5-сынып") == "5-сынып"
    table = lines(spreadsheets.as_csv(Sheet("a", ["б"], [[-5], [None], ["г\0"]])))
    assert table == [["б"], ["-5"], [""], ["г"]]


@pytest.mark.parametrize("name", ["", "[a]:*?/\\'", "ұ" * 99, "01.07.2026 – 31.07.2026"])
def test_any_name_of_a_sheet_makes_a_workbook(name):
    made = spreadsheets.as_xlsx(Sheet(name, ["а"], [["ұ" * 40_000], [timezone.localdate()]]))
    assert len(book(made)[1][0][1]) == 32_767


def test_days_of_an_author_are_those_of_the_site(client, editor, now, publish, aigul):
    # An hour after midnight in the newsroom; in UTC it is the day before.
    publish("Түнгі", authors=[(aigul, "author")], hours=-17)
    client.force_login(editor)
    assert lines(client.get(f"{of(aigul)}?as=csv").content)[1][0] == "29.07.2026"


def test_what_is_asked_rarely_is_folded_until_it_is_asked(client, editor):
    client.force_login(editor)
    fold = re.compile(r'<details class="report-more"( open)?>')
    for asked, is_open in (
        ("", False),
        ("?author=", False),
        (f"?{JULY}", False),
        ("?genre=news", True),
    ):
        assert bool(fold.search(client.get(REPORTS + asked).content.decode())[1]) is is_open
