"""What no form of ours sends, made harmless before Django's widgets meet it.

The searching selects look up whatever was posted when they draw a refused form again, and fall
over a value that is no number; a moment in the year 1 cannot be stored in any zone.
"""

import re
from datetime import UTC, datetime

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.utils.translation import gettext_lazy as _

CHOICES = re.compile(
    r"(category|region|further_regions|topics|agency|photo|translation_of|owner|assignee"
    r"|portrait|logo|credit|user|parent|merged_into|editor|groups|new_credit"
    r"|contributions-\d+-(author|id|article))$"
)
MOMENTS = re.compile(
    r"(embargoed_until|expires_at|due_at|planned_for|starts_at|ends_at|taken_at|rights_until"
    r"|withdrawn_at|last_login|date_joined)(_[01])?$"
)
#: The question of a list, and that of a searching select.
SEARCHES = ("q", "term")
_SHORT, _LONGEST, _WORDS = 60, 1_000, 40
_NO_WORDS = re.compile(
    r"password|csrf|seal|opened|token|login|username|_FORMS$|^next$|^asked$", re.IGNORECASE
)
# Values of lists are a single word of English.
_WORD = re.compile(r"[^\W\d_]{3}.*\s|[^\x00-\x7f]{3}", re.DOTALL)
_MOST_WORDS = 60
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)


def only_numbers(data, model=None):
    """Return posted or asked data in which every choice is a number; 0, which nothing has, else.

    What has the name of a choice and is words in the form's own `model` stays as it was typed.
    """
    bad = {
        name
        for name in data
        if CHOICES.match(name)
        and not all(map(_is_choice, data.getlist(name)))
        and not _is_words(name, model)
    }
    if not bad:
        return data
    data = data.copy()
    for name in bad:
        data.setlist(name, [value if _is_choice(value) else "0" for value in data.getlist(name)])
    return data


def _is_words(name: str, model) -> bool:
    """Tell whether a model has a field of this name that chooses nothing (the house's owner)."""
    try:
        return model is not None and not model._meta.get_field(name).is_relation
    except FieldDoesNotExist:
        return False


def without_nul(data):
    """Return posted or asked data without NULs: nobody types one, and PostgreSQL stores none."""
    bad = [name for name in data if any("\x00" in value for value in data.getlist(name))]
    if not bad:
        return data
    data = data.copy()
    for name in bad:
        data.setlist(name, [value.replace("\x00", "") for value in data.getlist(name)])
    return data


def without_blank_ways(asked):
    """Return a question without an empty `_to_field`: no field has no name."""
    if asked.get("_to_field", "x").strip():
        return asked
    asked = asked.copy()
    del asked["_to_field"]
    return asked


def words_of(data) -> list[str]:
    """Return what a person wrote into a posted form: no numbers, no keys, never a password."""
    written = []
    for name in data:
        if name.startswith("_") or _NO_WORDS.search(name):
            continue
        written += [text for value in data.getlist(name) if _WORD.search(text := value.strip())]
    return written[:_MOST_WORDS]


def in_reason(asked):
    """Return a question with as many words as a list can be searched for.

    Django makes a condition of each word and field; SQLite takes a thousand of them.
    """
    long = {name: asked[name] for name in SEARCHES if len(asked.get(name, "")) > _SHORT}
    if not long:
        return asked
    asked = asked.copy()
    for name, text in long.items():
        asked[name] = " ".join(text[:_LONGEST].split()[:_WORDS])
    return asked


def without_moments(asked):
    """Return a question without times: no link of ours fills in the time of a blank form."""
    bad = [name for name in asked if MOMENTS.match(name)]
    if not bad:
        return asked
    asked = asked.copy()
    for name in bad:
        del asked[name]
    return asked


def _is_choice(value) -> bool:
    return not value or value == "0" or bool(number(value))


def number(text: str) -> int:
    """Read an id as an address or a form gives it; 0, which nothing has, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


#: A story by its number, by its address on the site, or as a list of ours names it.
_STORY = re.compile(r"(?:.*/news/|\s*[№#]?\s*)(\d{1,17})(?:[-/\s].*)?", re.DOTALL)


def story_number(text: str) -> int:
    """Read which story is named, by its number or its address; 0 where none is."""
    match = _STORY.fullmatch(text)
    return number(match[1]) if match else 0


class MomentInput(AdminSplitDateTime):
    """Two fields, each named for who does not see the words before it."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for part, said in zip(self.widgets, (_("Day"), _("Hour")), strict=True):
            part.attrs["aria-label"] = said


class Moment(forms.SplitDateTimeField):
    """A day and a time of our age, in the site's zone."""

    widget = MomentInput
    earliest = EARLIEST

    def clean(self, value):
        moment = super().clean(value)
        if moment is not None and not self.earliest <= moment <= LATEST:
            raise ValidationError(
                _("Give a day between %(first)s and %(last)s.")
                % {"first": self.earliest.year, "last": LATEST.year}
            )
        return moment


class Taken(Moment):
    """When a photo was taken: in any year since there are photographs."""

    earliest = datetime(1826, 1, 1, tzinfo=UTC)
