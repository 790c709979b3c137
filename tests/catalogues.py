"""Reading catalogues and what is to stand in them: no gettext is needed, nor Django's commands.

The .po files are read by a few lines, the sources by `ast` and by Django's own reading of
templates.
"""

import ast
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import allauth
import axes
import django
import django_prose_editor
import taggit
from django.conf import settings
from django.utils import translation
from django.utils.translation.template import templatize

ROOT = settings.BASE_DIR
OURS, OF_PACKAGES = settings.LOCALE_PATHS
CATALOGUES = sorted(ROOT.glob("newsroom/locale*/*/LC_MESSAGES/*.po"))


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


@cache
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
    """Return the messages of a .po file."""
    return read(path)[1:]


SPEAKERS = {
    "gettext": (None, 0), "gettext_lazy": (None, 0), "gettext_noop": (None, 0),
    "ngettext": (None, 0, 1), "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1), "pgettext_lazy": (0, 1),
    "npgettext": (0, 1, 2), "npgettext_lazy": (0, 1, 2),
}  # fmt: skip


def said_in_python(path: Path):
    """Yield (context, message, …) for every call of a gettext function with words of its own."""
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
                wanted = places if context is None else [context, *places]
                texts = [_literal(node.args, place) for place in wanted]
                if None not in texts:
                    yield ("", *texts) if context is None else tuple(texts)


def _literal(arguments, place):
    """Return the words written at a place of a call, or None: they are somebody else's then."""
    if place >= len(arguments):
        return None
    try:
        words = ast.literal_eval(arguments[place])
    except ValueError:
        return None
    return words if isinstance(words, str) else None


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


@cache
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


#: Where the packages that staff meet say something; what they say elsewhere no screen shows.
DJANGO = Path(django.__file__).parent
STAFF_MEET = [
    *(DJANGO / each for each in ("core", "db", "forms", "utils", "views")),
    *(
        DJANGO / "contrib" / each
        for each in ("admin", "auth", "contenttypes", "humanize", "messages", "sessions")
    ),
    *(Path(allauth.__file__).parent / each for each in ("account", "core", "mfa", "utils.py")),
    *(Path(allauth.__file__).parent / "templates" / each for each in ("account", "allauth", "mfa")),
    *(Path(each.__file__).parent for each in (axes, django_prose_editor, taggit)),
]
#: Django's page for a site without addresses, its list of a folder, and its own page of errors.
NEVER_SHOWN = {"default_urlconf.html", "technical_404.html", "technical_500.html"}
_IN_SCRIPT = re.compile(
    rf"\b(gettext|gettext_noop|ngettext|pgettext)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})?"
)


@cache
def said_by_packages() -> dict:
    """Return everything the packages in use may say on a screen, with the file that says it."""
    said = {}
    for place in STAFF_MEET:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if "tests" in path.parts or path.name in NEVER_SHOWN:
                continue
            if path.suffix == ".py":
                said |= dict.fromkeys(said_in_python(path), path)
            elif path.suffix in (".html", ".txt") and "templates" in path.parts:
                said |= dict.fromkeys(said_in_template(path), path)
    return said


@cache
def said_in_scripts() -> dict:
    """Return what the scripts of the desk's packages say, as the browser's catalogue names it."""
    sources = {}
    for path in (DJANGO / "contrib" / "admin" / "static").rglob("*.js"):
        if "vendor" not in path.parts:
            sources[path.name] = path.read_text(encoding="utf-8")
    # The editor is packed into one file; its map holds what it was written as.
    for path in (Path(django_prose_editor.__file__).parent / "static").rglob("*.js.map"):
        map_of_sources = json.loads(path.read_text(encoding="utf-8"))
        sources |= zip(map_of_sources["sources"], map_of_sources["sourcesContent"], strict=True)
    said = {}
    for place, source in sorted(sources.items()):
        for name, first, second in _IN_SCRIPT.findall(source):
            words = [ast.literal_eval(each) for each in (first, second) if each]
            said["\x04".join(words) if name == "pgettext" else words[0]] = place
    return said


def catalogue(folder: Path, language: str, domain="django") -> Path:
    """Return where a catalogue stands."""
    return folder / language / "LC_MESSAGES" / f"{domain}.po"


def name_of(path: Path) -> str:
    """Return the name of a catalogue as a failure should print it."""
    return str(path.relative_to(ROOT / "newsroom"))


def plain(text: str) -> str:
    """Return a message without its placeholders and tags."""
    return re.sub(r"<[^>]*>|%\(\w+\)[sdr]|%[sd]|\{\w*\}", "", text)


def told(key: tuple) -> str:
    """Return what the catalogue in use says for (context, message, …), of five where it counts."""
    context, *said = key
    if len(said) == 2:
        return (
            translation.npgettext(context, *said, 5) if context else translation.ngettext(*said, 5)
        )
    return translation.pgettext(context, *said) if context else translation.gettext(*said)
