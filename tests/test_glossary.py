"""The glossary: every term is said as it says, and what it avoids is said nowhere."""

import csv
import re

import pytest
from django.apps import apps
from django.db.models import Model
from django.utils import translation

import articles.models
from articles import workflow
from articles.models.taxonomy import RegionKind
from articles.roles import StaffRole
from newsroom.admin import Desk
from tests.catalogues import (
    OF_PACKAGES,
    OURS,
    ROOT,
    catalogue,
    messages,
    plain,
    said_by_packages,
    said_in_sources,
    told,
)


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


def avoided(language: str) -> re.Pattern:
    """Return what finds the words, or beginnings of words, that the glossary avoids."""
    words = {word for row in glossary() for word in row[f"avoid_{language}"].split(";") if word}
    assert len(words) >= 15
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\w*", re.IGNORECASE)


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_message_says_what_the_glossary_avoids(language):
    words = avoided(language)
    for folder, domain in ((OURS, "django"), (OF_PACKAGES, "django"), (OF_PACKAGES, "djangojs")):
        for entry in messages(catalogue(folder, language, domain)):
            if entry.said[0] not in MEANT:
                assert not [form for form in entry.forms if words.search(plain(form))], entry.key
    # What a package says in its own Russian counts as well.
    with translation.override(language):
        said = {key: told(key) for key in said_by_packages()}
    assert {key: text for key, text in said.items() if words.search(plain(text))} == {}


def test_our_english_says_nothing_that_the_glossary_avoids():
    words = avoided("en")
    found = {
        key: path
        for key, path in said_in_sources().items()
        if key[1] not in MEANT and any(words.search(plain(text)) for text in key[1:])
    }
    assert found == {}
