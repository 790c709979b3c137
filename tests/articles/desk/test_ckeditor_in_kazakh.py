"""CKEditor's words in Kazakh: all that our toolbar leads to, and none left in another language."""

import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from articles.desk.editors import CKEDITOR

ckeditor = pytest.importorskip("ckeditor")

# Names of keys are what is printed on the keys; `%1` and the like are filled in by the editor.
SAME = {"Backspace", "Enter", "Shift", "Ctrl", "Alt", "End", "Home", "Delete", "Command"}
SAME |= {"Абзац"}
SAME |= {f"F{number}" for number in range(1, 25)}


def flat(words, name=()):
    for key, said in words.items():
        if isinstance(said, dict):
            yield from flat(said, (*name, key))
        else:
            yield (*name, key), said


def packaged(language):
    lang = Path(ckeditor.__file__).parent / "static/ckeditor/ckeditor/lang" / f"{language}.js"
    words = json.loads(lang.read_text(encoding="utf-8-sig").split("]=", 1)[1].rstrip(";\n"))
    removed = CKEDITOR["removePlugins"].split(",")
    return dict(flat({part: said for part, said in words.items() if part not in removed}))


def kazakh():
    script = Path(finders.find("desk/editor/ckeditor_kk.js")).read_text(encoding="utf-8")
    return dict(flat(json.loads(script.split("export default", 1)[1].strip().rstrip(";"))))


def test_every_word_of_the_editor_is_there():
    assert set(kazakh()) == set(packaged("en"))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_word_was_left_in_another_language(language):
    others = packaged(language)
    left = {name: said for name, said in kazakh().items() if said == others[name]}
    assert set(left.values()) <= SAME


def test_what_the_editor_fills_in_is_kept():
    def places(said):
        return sorted(
            place
            for place in ("%1", "%2", "%current", "%latest", "%link", "${formats}", "{current}",
                          "{max}", "{percentage}")
            if place in said
        )  # fmt: skip

    english = packaged("en")
    assert {n: places(said) for n, said in kazakh().items()} == {
        n: places(said) for n, said in english.items()
    }
