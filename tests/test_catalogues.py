"""The catalogues: complete, in whole words of one script, and in the words of the glossary.

Nothing here needs gettext: the .po files are read by a few lines below, the sources by `ast` and
by Django's own reading of templates.
"""

import ast
import csv
import gettext as standard_gettext
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.template.defaultfilters import date
from django.test import Client
from django.utils import translation
from django.utils.timesince import timesince
from django.utils.translation import trans_real
from django.utils.translation.template import templatize

import articles.models
from articles import workflow
from articles.models import Verb
from articles.models.taxonomy import RegionKind
from articles.roles import StaffRole
from kazakh.dates import MONTHS, WEEKDAYS_SHORT
from kazakh.homoglyphs import repair
from newsroom.admin import Desk

ROOT = settings.BASE_DIR
OURS, OF_PACKAGES = settings.LOCALE_PATHS
CATALOGUES = sorted(ROOT.glob("newsroom/locale*/*/LC_MESSAGES/*.po"))
KAZAKH_LETTER = re.compile("[әғіңөұүһқ]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)

#: Words that are the same in Kazakh and in Russian.
SAME_IN_RUSSIAN = {
    "Абзац", "Редакция", "редактор", "Редактор", "автор", "тег", "лид", "сюжет", "файл",
    "материал", "фотограф", "фоторедактор", "фоторепортаж", "Фоторепортаж",
}  # fmt: skip
#: What a package says in Latin letters, or in none, in every language.
SAME_IN_ENGLISH = {"…", ":", ", ", "IPv4", "IPv6"}


# --- Reading ------------------------------------------------------------------------------


@dataclass
class Entry:
    """One message of a catalogue: how the source says it, and how we do."""

    context: str
    said: tuple
    forms: list
    is_fuzzy: bool = False

    @property
    def key(self):
        return (self.context, *self.said)


_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def read(path: Path) -> list[Entry]:
    """Return the messages of a .po file, its header first."""
    entries, found, is_fuzzy, last = [], {}, False, ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if not line and found:
            said = tuple(found[name] for name in ("msgid", "msgid_plural") if name in found)
            forms = [text for name, text in found.items() if name.startswith("msgstr")]
            entries.append(Entry(found.get("msgctxt", ""), said, forms, is_fuzzy))
            found, is_fuzzy = {}, False
        elif line.startswith("#,"):
            is_fuzzy = is_fuzzy or "fuzzy" in line
        elif line and not line.startswith("#"):
            name = line.split('"', 1)[0].strip()
            last = name or last
            text = ast.literal_eval('"' + _STRING.search(line)[1] + '"')
            found[last] = found.get(last, "") + text
    return entries


def messages(path: Path) -> list[Entry]:
    return read(path)[1:]


SPEAKERS = {
    "gettext": (None, 0), "gettext_lazy": (None, 0), "gettext_noop": (None, 0),
    "ngettext": (None, 0, 1), "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1), "pgettext_lazy": (0, 1),
    "npgettext": (0, 1, 2), "npgettext_lazy": (0, 1, 2),
}  # fmt: skip


def said_in_python(path: Path):
    """Yield (context, message, …) for every call of a gettext function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = dict(SPEAKERS)
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            for name in node.names:
                if name.name in SPEAKERS:
                    known[name.asname or name.name] = SPEAKERS[name.name]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name in known:
                context, *places = known[name]
                texts = [ast.literal_eval(node.args[place]) for place in places]
                yield ("" if context is None else ast.literal_eval(node.args[context]), *texts)


_LITERAL = r"u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_CALL = re.compile(
    rf"\b(_|gettext|ngettext|pgettext|npgettext)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})?"
    rf"(?:\s*,\s*{_LITERAL})?"
)


def said_in_template(path: Path):
    """Yield (context, message, …) for every translate and blocktranslate."""
    for call in _CALL.finditer(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        name, *literals = call.groups()
        texts = [ast.literal_eval(literal) for literal in literals if literal]
        yield tuple(texts) if name.startswith(("p", "np")) else ("", *texts)


def said_in_sources() -> dict:
    """Return everything our code and templates say, with the file that says it."""
    said = {}
    for folder in ("articles", "media", "newsroom", "kazakh"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            said |= dict.fromkeys(said_in_python(path), path)
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in (".html", ".txt", ".xml", ".svg"):
            said |= dict.fromkeys(said_in_template(path), path)
    return said


def catalogue(folder, language, domain="django"):
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT / "newsroom"))


each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=name_of)


# --- Complete -----------------------------------------------------------------------------


def test_the_scan_of_the_sources_finds_every_way_of_saying_something(tmp_path):
    code = tmp_path / "code.py"
    code.write_text(
        "from django.utils.translation import gettext as _, npgettext, pgettext_lazy as p\n"
        '_("one" " and a half"); p("where", "two"); npgettext("c", "a day", "days", 2)\n'
    )
    assert set(said_in_python(code)) == {
        ("", "one and a half"), ("where", "two"), ("c", "a day", "days"),
    }  # fmt: skip
    page = tmp_path / "page.html"
    page.write_text(
        '{% translate "it\'s" %}{% translate "x" context "verb" %}{% firstof a _("News") %}'
        "{% blocktranslate count n=n %}a {{ n }}{% plural %}many {{ n }}{% endblocktranslate %}"
    )
    assert set(said_in_template(page)) == {
        ("", "it's"), ("verb", "x"), ("", "News"), ("", "a %(n)s", "many %(n)s"),
    }  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_everything_we_say_is_translated(language):
    have = {entry.key for entry in messages(catalogue(OURS, language))}
    missing = {key: path for key, path in said_in_sources().items() if key not in have}
    assert not missing, "make messages, then translate what is new"


def test_our_scripts_say_nothing_by_themselves():
    # Their words come in data attributes: our own `djangojs` catalogue would be one more to keep.
    scripts = (ROOT / "newsroom" / "assets").rglob("*.js")
    assert not [path.name for path in scripts if "gettext(" in path.read_text(encoding="utf-8")]


@each_catalogue
def test_no_message_is_empty_fuzzy_or_short_of_a_plural(path):
    header = read(path)[0].forms[0]
    count = int(re.search(r"nplurals=(\d)", header)[1])
    for entry in messages(path):
        assert not entry.is_fuzzy, entry.key
        assert all(form.strip() for form in entry.forms), entry.key
        assert len(entry.forms) == (count if len(entry.said) == 2 else 1), entry.key
    if "/kk/" in path.as_posix():
        assert "nplurals=2; plural=(n != 1);" in header


def placeholders(text: str) -> Counter:
    return Counter(re.findall(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}", text))


@each_catalogue
def test_placeholders_agree(path):
    for entry in messages(path):
        allowed = [placeholders(text) for text in entry.said]
        for form in entry.forms:
            if len(entry.said) == 1:
                assert placeholders(form).keys() == allowed[0].keys(), entry.key
                assert placeholders(form)["%s"] == allowed[0]["%s"], entry.key
            else:
                assert placeholders(form) in allowed, entry.key
            assert form.startswith("\n") == entry.said[0].startswith("\n"), entry.key
            assert re.findall(r"<[^>]*>", form) == re.findall(r"<[^>]*>", entry.said[0])


@each_catalogue
def test_the_compiled_catalogue_is_the_one_we_read(path):
    expected = {}
    for entry in messages(path):
        first = f"{entry.context}\x04{entry.said[0]}" if entry.context else entry.said[0]
        if len(entry.said) == 1:
            expected[first] = entry.forms[0]
        else:
            expected |= {(first, number): form for number, form in enumerate(entry.forms)}
    with path.with_suffix(".mo").open("rb") as file:
        compiled = standard_gettext.GNUTranslations(file)._catalog
    assert {key: text for key, text in compiled.items() if key != ""} == expected, "make messages"


# --- In good Kazakh -----------------------------------------------------------------------


def plain(text: str) -> str:
    return re.sub(r"<[^>]*>|%\(\w+\)[sdr]|%[sd]|\{\w*\}", "", text)


@each_catalogue
def test_no_word_mixes_scripts_and_marks_are_ours(path):
    for entry in messages(path):
        for form in entry.forms:
            assert repair(form) == form
            assert not re.search("[“”„\"—]| - |'", plain(form)), form


def test_no_kazakh_is_russian_or_english_by_oversight():
    russian = {entry.key: entry.forms for entry in messages(catalogue(OURS, "ru"))}
    for entry in messages(catalogue(OURS, "kk")):
        if entry.forms == russian[entry.key]:
            assert entry.forms[0] in SAME_IN_RUSSIAN
        assert CYRILLIC.search(entry.forms[0]) or not set(entry.forms) & set(entry.said)
    for domain in ("django", "djangojs"):
        for entry in messages(catalogue(OF_PACKAGES, "kk", domain)):
            if entry.forms[0] == entry.said[0] and plain(entry.forms[0]).strip():
                assert entry.forms[0] in SAME_IN_ENGLISH | {"%(truncated_text)s…"}


MOMENT = datetime(2026, 2, 19, 18, 53)


def test_kazakh_months_are_lower_case_wherever_django_prints_one():
    with translation.override("kk"):
        assert date(MOMENT, "DATETIME_FORMAT") == "19 ақпан 2026, 18:53"
        assert [date(datetime(2026, month, 1), "F") for month in range(1, 13)] == list(MONTHS)
        assert [date(datetime(2026, month, 1), "E") for month in range(1, 13)] == list(MONTHS)
        assert date(MOMENT, "N b") == "ақп. ақп"
        assert date(MOMENT, "l, D") == "бейсенбі, бс"
        assert timesince(MOMENT.replace(hour=16, minute=0), MOMENT) == "2\xa0сағат, 53\xa0минут"


def test_the_calendar_of_the_desk_speaks_kazakh(client, journalist):
    client.force_login(journalist)
    script = client.get("/admin/jsi18n/").content.decode()
    words = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])
    english = [datetime(2026, month, 1).strftime("%B") for month in range(1, 13)]
    assert [words[month] for month in english] == list(MONTHS)
    assert (words["Now"], words["Today"], words["Cancel"]) == ("Қазір", "Бүгін", "Бас тарту")
    days = [text for key, text in words.items() if key.startswith("one letter ")]
    assert sorted(days) == sorted(WEEKDAYS_SHORT)


# --- In the words of the glossary ---------------------------------------------------------


def glossary() -> list[dict]:
    with (ROOT / "docs" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def label(code: str) -> str:
    """Return how the catalogue in use names what a code of the glossary stands for."""
    name, _dot, part = code.partition(".")
    own = {"Desk": Desk, "StaffRole": StaffRole, "RegionKind": RegionKind}
    owner = own.get(name) or getattr(articles.models, name, None) or apps.get_model("media", name)
    if not part:
        return str(owner._meta.verbose_name)
    if issubclass(owner, Model):
        return str(owner._meta.get_field(part).verbose_name)
    named = getattr(owner, part)
    # «түзету: біз қателестік»: the term, then what it means.
    return str(getattr(named, "label", named)).partition(":")[0]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_catalogue_uses_the_words_of_the_glossary(language):
    rows = [row for row in glossary() if row["code"]]
    with translation.override(language):
        assert {row["code"]: label(row["code"]) for row in rows} == {
            row["code"]: row[language] for row in rows
        }


def test_the_glossary_names_every_verb_and_enough_of_the_rest():
    rows = glossary()
    assert len(rows) >= 60
    assert all(row["kk"] and row["ru"] and row["en"] for row in rows)
    assert {f"Verb.{verb.name}" for verb in workflow.MOVES} <= {row["code"] for row in rows}


def test_the_glossary_holds_the_words_the_desk_was_designed_with():
    words = {row["kk"] for row in glossary()}
    assert words >= {
        "материал", "жарияланған нұсқа", "Редакция", "өңір", "Жариялау", "Шығу уақытын белгілеу",
        "Түзетуге қайтару", "Уақытша алу", "Сайттан алып тастау", "Себетке салу", "түзету",
        "теріске шығару",
    }  # fmt: skip


#: Where a word that the glossary avoids is meant for something else.
MEANT = {"feature article", "age mark", "Age mark"}


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_message_says_what_the_glossary_avoids(language):
    avoided = {word for row in glossary() for word in row[f"avoid_{language}"].split()}
    assert len(avoided) >= 5
    words = re.compile(rf"\b(?:{'|'.join(sorted(avoided))})\w*", re.IGNORECASE)
    for folder in (OURS, OF_PACKAGES):
        for entry in messages(catalogue(folder, language)):
            if entry.said[0] not in MEANT:
                assert not [form for form in entry.forms if words.search(form)], entry.key


# --- In the language that was asked for ---------------------------------------------------


def told(entry: Entry) -> str:
    if len(entry.said) == 2:
        return translation.npgettext(entry.context or None, *entry.said, 5)
    return translation.pgettext(entry.context or None, entry.said[0])


def test_nothing_is_kazakh_in_english_or_russian():
    # Django falls back to the language of the site, Kazakh, and spares English alone.
    everything = messages(catalogue(OURS, "kk")) + messages(catalogue(OF_PACKAGES, "kk"))
    for entry in everything:
        with translation.override("en"):
            assert told(entry) == entry.said[-1]
        if not any(KAZAKH_LETTER.search(text) for text in entry.said):
            with translation.override("ru"):
                assert not KAZAKH_LETTER.search(told(entry)), entry.key


class Missed(standard_gettext.NullTranslations):
    """Stands behind a catalogue and notes what it did not know."""

    def __init__(self):
        super().__init__()
        self.words = []

    def gettext(self, message):
        self.words.append(message)
        return message

    def ngettext(self, msgid1, msgid2, n):
        self.words.append(msgid1)
        return msgid1 if n == 1 else msgid2


class Words(HTMLParser):
    """The words a page shows or says aloud."""

    SAID = {"title", "alt", "placeholder", "aria-label", "data-empty", "data-failed"}

    def __init__(self, html):
        super().__init__()
        self.texts, self.silent = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        given = dict(attrs)
        if given.get("type") in ("submit", "button") and tag == "input":
            self.texts.append(given.get("value") or "")
        self.texts += [text or "" for name, text in attrs if name in self.SAID]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)


#: Latin words that are right in any language: names, formats, keys, a language's own name.
LATIN = {
    "KK", "RU", "EN", "English", "JPEG", "PNG", "WebP", "AVIF", "GIF", "Aqorda", "resmi", "ninjs",
    "Mac", "Control", "Command", "Asia", "Almaty", "https", "tel", "news", "SSO", "LDAP",
    "Ctrl", "Alt", "Shift", "Creative", "Commons",
}  # fmt: skip
#: English that nobody sees: labels of hidden fields; how Django itself describes its icons.
UNSEEN = {"Desk", "seal", "Kept", "Search", "True", "False", "None"}
#: The only message that no language of ours needs: which marks end a label.
PUNCTUATION = {":?.!"}


@pytest.fixture
def screens(write, journalist, editor, chief, photo, on_duty):
    """Return the main screens of the desk, each with something on it, and who looks."""
    on_duty(editor)
    live = write(journalist, headline="Жаңа көпір ашылды", photo=photo)
    workflow.approve(live, by=editor)
    waiting = write(journalist, headline="Кітап көрмесі өтті")
    workflow.submit(waiting, by=journalist)
    story = f"/admin/articles/article/{waiting.pk}"
    return chief, [
        "/accounts/login/", "/admin/", "/admin/articles/article/", "/admin/articles/article/add/",
        f"{story}/change/", f"/admin/articles/article/{live.pk}/change/", f"{story}/history/",
        f"/admin/articles/article/{live.pk}/history/", "/admin/articles/article/queue/",
        "/admin/articles/article/flash/", "/admin/articles/article/kept/",
        *(f"{story}/verb/{verb}/" for verb in workflow.MOVES if verb in Verb.values),
        "/admin/media/photo/", "/admin/media/photo/add/", f"/admin/media/photo/{photo.pk}/change/",
        "/admin/media/photocredit/", "/admin/articles/house/1/change/", "/admin/articles/duty/",
        "/admin/articles/tag/", "/admin/articles/tag/add/", "/admin/auth/user/add/",
        f"/admin/auth/user/{journalist.pk}/change/", "/admin/password_change/", "/accounts/2fa/",
        "/accounts/logout/", "/accounts/password/change/",
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_screens_of_the_desk_hold_no_word_of_another_language(screens, language, monkeypatch):
    who, addresses = screens
    articles.models.House.objects.get_or_create(pk=1)
    missed = Missed()
    monkeypatch.setattr(trans_real.translation(language), "_fallback", missed)
    at_desk = Client()
    at_desk.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    left, english = {}, {}
    for number, address in enumerate(addresses):
        if number == 1:  # The first is the login itself.
            at_desk.force_login(who)
        missed.words.clear()
        answer = at_desk.get(address)
        assert answer.status_code == 200, address
        if words := set(missed.words) - PUNCTUATION - {""}:
            left[address] = words
        shown = " ".join(Words(answer.content.decode()).texts)
        names = {who.username, "tilshi", "redaktor", "bas", "photo", "editor0"}
        latin = set(re.findall(r"(?<![\w@/.\-])[A-Za-z]{2,}(?![\w@/*])", shown)) - LATIN - names
        if latin := latin - UNSEEN:
            english[address] = latin
    assert not left
    assert not english
