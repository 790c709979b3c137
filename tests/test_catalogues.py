"""The catalogues: complete, alike in form to what they translate, and in good Kazakh."""

import gettext as standard_gettext
import json
import re
from collections import Counter
from datetime import datetime

import pytest
from django.template.defaultfilters import date
from django.utils import formats, translation
from django.utils.timesince import timesince

from kazakh.dates import MONTHS, WEEKDAYS_SHORT
from kazakh.homoglyphs import repair
from tests.catalogues import (
    CATALOGUES,
    OF_PACKAGES,
    OURS,
    ROOT,
    catalogue,
    messages,
    name_of,
    plain,
    read,
    said_by_packages,
    said_in_python,
    said_in_scripts,
    said_in_sources,
    said_in_template,
    told,
)
from tests.screens import PUNCTUATION, noting_what_is_missed

KAZAKH_LETTER = re.compile("[әғіңөұүһқ]", re.IGNORECASE)
CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")

#: Russian words that are Kazakh ones too; any other in a Kazakh message is an oversight, and a
#: message is the same in both languages only where it is made of these.
SHARED_WITH_RUSSIAN = set(
    "абзац автор авторы адвокат байт баннер браузер веб галерея гб да домен индекс камера кб"
    " код коды лид лицензия материал материалы мб минус минут наиболее не он пб редактор"
    " редакция сайт сб сеанс логотип орган планшет портрет секунд совместимый спам ср сюжет там"
    " тб те тег телефон файл файлы фактор фотогалерея фотограф фоторедактор фоторепортаж"
    " репортаж хэш цифр экран эмбарго яндекс миллион миллиард триллион квадриллион квинтиллион"
    " секстиллион септиллион октиллион нониллион дециллион гугол алматы".split()
)
#: What a package says in Latin letters, or in none, in every language.
SAME_IN_ENGLISH = {"…", ":", ", ", "IPv4", "IPv6", "%(truncated_text)s…"}

each_catalogue = pytest.mark.parametrize("path", CATALOGUES, ids=name_of)
each_language = pytest.mark.parametrize("language", ["kk", "ru"])


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


@each_language
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


# --- What packages say ---------------------------------------------------------------------


def test_everything_a_package_may_say_is_in_our_kazakh():
    # Django's own Kazakh is half done and partly wrong: what we do not say, it would.
    folders = (OURS, OF_PACKAGES)
    have = {entry.key for folder in folders for entry in messages(catalogue(folder, "kk"))}
    said = said_by_packages()
    assert len(said) > 800
    assert {key for key in said if key not in have and key[1] not in PUNCTUATION} == set()


def test_everything_a_package_may_say_is_in_russian(monkeypatch):
    missed = noting_what_is_missed("ru", monkeypatch)
    with translation.override("ru"):
        for context, *said in said_by_packages():
            told((context, *said))
    assert set(missed.words) - PUNCTUATION == set()


@each_language
def test_everything_the_scripts_say_is_in_the_catalogue_of_the_browser(
    language, client, journalist
):
    client.force_login(journalist)
    client.cookies["django_language"] = language
    have = _words_of_the_browser(client)
    said = said_in_scripts()
    assert len(said) > 100
    assert {words: place for words, place in said.items() if words not in have} == {}


def _words_of_the_browser(client) -> dict:
    script = client.get("/admin/jsi18n/").content.decode()
    return json.loads(re.search(r"newcatalog = (\{.*?\n  \});", script, re.DOTALL)[1])


# --- Alike in form -------------------------------------------------------------------------


def placeholders(text: str) -> Counter:
    """Count the placeholders of a message, named and by position."""
    return Counter(re.findall(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}", text))


def tags(text: str) -> list:
    """Return the tags of a message, in their order."""
    return re.findall(r"<[^>]*>", text)


def mark_at_the_end(text: str) -> str:
    """Return the mark that ends a message, within or without its quotation marks."""
    text = text.rstrip().replace("...", "…").rstrip('”»"')
    return text[-1:] if text[-1:] in set(".…?!:,") else ""


@each_catalogue
def test_placeholders_agree(path):
    for entry in messages(path):
        allowed = [placeholders(text) for text in entry.said]
        for form in entry.forms:
            if len(entry.said) == 1:
                assert placeholders(form).keys() == allowed[0].keys(), entry.key
                # Those without a name are filled in their order.
                for nameless in ("%s", "%d", "%r", "{}"):
                    assert placeholders(form)[nameless] == allowed[0][nameless], entry.key
            else:
                assert placeholders(form) in allowed, entry.key
            assert "%%" not in form or "%%" in entry.said[0], entry.key


@each_catalogue
def test_tags_and_the_space_around_a_message_agree(path):
    for entry in messages(path):
        for form in entry.forms:
            assert tags(form) == tags(entry.said[0]), entry.key
            for edge in (slice(None, 1), slice(-1, None)):
                said, answered = entry.said[0][edge], form[edge]
                assert (said if said.isspace() else "") == (
                    answered if answered.isspace() else ""
                ), entry.key


#: Abbreviations, not sentences; a question that we put as a statement, and the other way round.
ENDS_OTHERWISE = {
    "Photo No.", "6 a.m.", "6 p.m.", "What to look for",
    "%(name)s with ID “%(key)s” doesn’t exist. Perhaps it was deleted?",
}  # fmt: skip


@each_catalogue
def test_a_message_ends_as_what_it_translates(path):
    for entry in messages(path):
        if entry.context != "abbrev. month" and entry.said[0] not in ENDS_OTHERWISE:
            for form in entry.forms:
                assert mark_at_the_end(form) == mark_at_the_end(entry.said[0]), entry.key


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


# --- In good Kazakh and Russian --------------------------------------------------------------


@each_catalogue
def test_no_word_mixes_scripts_and_marks_are_ours(path):
    for entry in messages(path):
        for form in entry.forms:
            assert repair(form) == form
            assert not re.search("[“”„\"—]| - |'", plain(form)), form


#: Names that stand with a capital inside a sentence.
NAMES = {"Алматы", "Қазақстан", "Казахстан", "Казахстана", "КАТО", "ИИ", "Азаматтық", "Гражданском"}
_CAPITAL_INSIDE = re.compile(r"(?<=[а-яёәғіңөұүһқ,] )[А-ЯЁӘҒІҢӨҰҮҺҚ]\w*")


@each_catalogue
def test_only_a_sentence_and_a_name_begin_with_a_capital(path):
    for entry in messages(path):
        for form in entry.forms:
            assert set(_CAPITAL_INSIDE.findall(plain(form))) <= NAMES, entry.key


@each_catalogue
def test_people_are_spoken_to_politely(path):
    familiar = re.compile(
        r"\b(сен|сенің|саған|сені|сенде|сенен|ты|тебя|тебе|тобой|твой|твоя|твоё|твои)\b",
        re.IGNORECASE,
    )
    for entry in messages(path):
        assert not [form for form in entry.forms if familiar.search(form)], entry.key


_PLACEHOLDER = r"(?:%\(\w+\)[sdr]|%[sdr]|\{\w*\})"
#: Case endings of a noun: which of them is right depends on a word that is not known here.
_ENDING = "[ғгқкнт][аеы]|[ндт][ыі]|[ндт][ыі]ң|[ндт][аеы]н|[дт][аеы]|[мбп]ен|мын|сың|мын"


def test_no_kazakh_ending_hangs_on_a_word_that_is_not_known():
    hangs = re.compile(rf"{_PLACEHOLDER}»?-?(?:{_ENDING})\b", re.IGNORECASE)
    assert hangs.search("%(name)s-ға") and hangs.search("«%s»дан")
    assert not hangs.search("%(number)s-нұсқа")
    for folder in (OURS, OF_PACKAGES):
        for entry in messages(catalogue(folder, "kk")):
            assert not [form for form in entry.forms if hangs.search(form)], entry.key


def test_a_kazakh_noun_after_a_number_stays_singular():
    several = re.compile(
        r"(?:%\((?:\w*count|num|number|limit\w*|max|min\w*)\)[sd]|%d|(?<![–\d])\d+)"
        r" \w+(?:лар|лер|дар|дер|тар|тер)\b"
    )
    assert several.search("%(count)s материалдар") and not several.search("%(count)s материал")
    for folder in (OURS, OF_PACKAGES):
        for domain in ("django", "djangojs"):
            if (path := catalogue(folder, "kk", domain)).exists():
                for entry in messages(path):
                    assert not [form for form in entry.forms if several.search(form)], entry.key


def words_of(text: str) -> set[str]:
    """Return the words of a message that have a Cyrillic letter."""
    return {word.lower() for word in WORD.findall(plain(text)) if CYRILLIC.search(word)}


def test_no_kazakh_is_russian_or_english_by_oversight():
    for folder, domain in ((OURS, "django"), (OF_PACKAGES, "django"), (OF_PACKAGES, "djangojs")):
        for entry in messages(catalogue(folder, "kk", domain)):
            with translation.override("ru"):
                russian = told(entry.key)
            for form in entry.forms:
                assert form != russian or words_of(form) <= SHARED_WITH_RUSSIAN, entry.key
            if set(entry.forms) & set(entry.said) and plain(entry.forms[0]).strip():
                assert entry.forms[0] in SAME_IN_ENGLISH, entry.key


def test_no_russian_word_stands_in_a_kazakh_message():
    russian, kazakh = set(), {}
    for path in CATALOGUES:
        for entry in messages(path):
            for form in entry.forms:
                if "/ru/" in path.as_posix():
                    russian |= words_of(form)
                else:
                    kazakh |= dict.fromkeys(words_of(form), entry.key)
    with translation.override("ru"):
        for key in said_by_packages():
            russian |= words_of(told(key))
    shared = {word for word in kazakh.keys() & russian if not KAZAKH_LETTER.search(word)}
    oversights = {word for word in shared - SHARED_WITH_RUSSIAN if len(word) > 1}
    assert {word: kazakh[word] for word in oversights} == {}


def test_nothing_is_kazakh_in_english_or_russian():
    # Django falls back to the language of the site, Kazakh, and spares English alone.
    everything = messages(catalogue(OURS, "kk")) + messages(catalogue(OF_PACKAGES, "kk"))
    for entry in everything:
        with translation.override("en"):
            assert told(entry.key) == entry.said[-1]
        if not any(KAZAKH_LETTER.search(text) for text in entry.said):
            with translation.override("ru"):
                assert not KAZAKH_LETTER.search(told(entry.key)), entry.key


# --- Numbers and dates -----------------------------------------------------------------------


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
    words = _words_of_the_browser(client)
    english = [datetime(2026, month, 1).strftime("%B") for month in range(1, 13)]
    assert [words[month] for month in english] == list(MONTHS)
    assert (words["Now"], words["Today"], words["Cancel"]) == ("Қазір", "Бүгін", "Бас тарту")
    days = [text for key, text in words.items() if key.startswith("one letter ")]
    assert sorted(days) == sorted(WEEKDAYS_SHORT)


@each_language
def test_numbers_have_a_decimal_comma_and_hard_spaces(language):
    with translation.override(language):
        assert formats.number_format(1234567.5, force_grouping=True) == "1\xa0234\xa0567,5"
        assert formats.get_format("FIRST_DAY_OF_WEEK") == 1
