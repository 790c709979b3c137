"""A posted writing form read as what a version holds, and what a version holds written into it.

A form holds moments in two parts, those who signed a story in rows, and nothing at all where of
several nothing is chosen: here is how each of them is told apart, compared and put in.
"""

from datetime import UTC, date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import markup
from articles.models import Article, Tag
from kazakh.alphabet import sort_key

from .forged import Moment, number

#: What a form holds as a day and an hour.
MOMENTS = ("embargoed_until", "expires_at", "due_at")
#: Choices of several: where none is chosen a browser posts nothing.
SEVERAL = ("further_regions", "topics")
#: Choices of one thing that has a number.
ONE = (
    "category", "region", "agency", "photo", "translation_of", "owner", "assignee",
)  # fmt: skip
SIGNED = "contributions"
_TOTAL = f"{SIGNED}-TOTAL_FORMS"
#: No form of ours draws more rows.
_MOST_ROWS = 40


def holds(name: str, post) -> bool:
    """Tell whether a form holds a field: what it does not hold, it does not overwrite."""
    if name == SIGNED:
        return _TOTAL in post
    if name in MOMENTS:
        return f"{name}_0" in post or f"{name}_1" in post
    # Of several nothing is posted where nothing is chosen: a whole form holds them all the same.
    return name in post or (name in SEVERAL and _TOTAL in post)


def is_same(name: str, post, content: dict, *, typed: str | None = None) -> bool:
    """Tell whether a form holds in a field what a version does (or what was `typed` for it)."""
    stored = content.get(name)
    if name in MOMENTS or name == "planned_for":
        try:
            return _minute(_time(name, post)) == _minute(_stored_time(name, stored))
        except ValidationError:
            return False
    if name == SIGNED:
        return rows(post) == [list(row) for row in stored or ()]
    values = post.getlist(name)
    if name == "tags":
        keys = {Tag.key(tag) for tag in _first(values).split(",")} - {""}
        return keys == {Tag.key(tag) for tag in stored or ()}
    if isinstance(stored, list):
        return sorted(filter(None, values)) == sorted(map(str, stored))
    if name == "slug" and not _first(values):
        return True  # Made from the headline.
    texts = [] if typed is None else [typed]
    # A version of before assignments were kept names nobody.
    texts.append("" if stored is None else str(stored))
    return any(_normal(name, _first(values)) == _normal(name, text) for text in texts)


def value(name: str, post):
    """Return what a form holds in a field, as a version would; nothing where it cannot be read."""
    if name in MOMENTS or name == "planned_for":
        try:
            time = _time(name, post)
        except ValidationError:
            return None
        return time and (time.astimezone(UTC) if name in MOMENTS else time).isoformat()
    if name == SIGNED:
        return rows(post)
    if name in SEVERAL:
        return sorted(filter(None, map(number, post.getlist(name))))
    text = _first(post.getlist(name))
    if name == "tags":
        return sorted(filter(None, (" ".join(tag.split()) for tag in text.split(","))))
    if name in ONE:
        return number(text) or None
    if name == "urgency":
        return number(text)
    return markup.clean(text) if name == "body" else text


def put(name: str, stored, post, article: Article | None):
    """Write into a form (a QueryDict that may be changed) what a version holds in a field."""
    if name in MOMENTS:
        post[f"{name}_0"], post[f"{name}_1"] = _in_parts(stored)
    elif name == SIGNED:
        _put_rows([list(row) for row in stored or ()], post, article)
    elif name == "tags":
        post[name] = ", ".join(sorted(stored, key=sort_key))
    elif isinstance(stored, list):
        post.setlist(name, [str(each) for each in stored])
    else:
        post[name] = "" if stored is None else str(stored)


# --- Times ------------------------------------------------------------------------------------


def _time(name: str, post) -> datetime | date | None:
    if name in MOMENTS:
        return Moment(required=False).clean([post.get(f"{name}_{part}", "") for part in (0, 1)])
    return forms.DateField(required=False).clean(post.get(name, ""))


def _stored_time(name: str, stored: str | None) -> datetime | date | None:
    if not stored:
        return None
    return datetime.fromisoformat(stored) if name in MOMENTS else date.fromisoformat(stored)


def _minute(time):
    # A form shows no seconds.
    return time.replace(second=0, microsecond=0) if isinstance(time, datetime) else time


def _in_parts(stored: str | None) -> tuple[str, str]:
    if not stored:
        return "", ""
    local = timezone.localtime(datetime.fromisoformat(stored))
    return f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}"


# --- Those who signed -------------------------------------------------------------------------


def rows(post) -> list[list]:
    """Return who signs a story by its form: author, role, share, whether printed; in order."""
    found = []
    for at in range(min(number(post.get(_TOTAL, "")), _MOST_ROWS)):
        author, role, share, order, is_printed, is_gone = (
            post.get(f"{SIGNED}-{at}-{part}", "")
            for part in ("author", "role", "share", "order", "is_printed", "DELETE")
        )
        if author and not is_gone:
            row = [number(author), role, number(share), is_printed not in ("", "False", "0")]
            found.append((number(order), at, row))
    return [row for _order, _at, row in sorted(found)]


def _put_rows(wanted: list[list], post, article: Article | None):
    """Put in who signs: in the rows that stand, with those that are to go ticked, then in new ones.

    Rows that a colleague took away are not asked for by their numbers any more.
    """
    for key in [key for key in post if key.startswith(f"{SIGNED}-")]:
        del post[key]
    standing = [*article.contributions.order_by("order", "pk")] if article and article.pk else []
    is_as_it_stands = [_row(each) for each in standing] == wanted
    left = {(row[0], row[1]): (order, row) for order, row in enumerate(wanted)}
    lines = []
    for each in standing:
        order, row = left.pop((each.author_id, each.role), (each.order, None))
        order = each.order if is_as_it_stands or row is None else order
        line = _line(row or _row(each), order) | {"id": each.pk, "article": article.pk}
        lines.append(line if row else line | {"DELETE": "on"})
    lines += [_line(row, order) for order, row in left.values()]
    numbers = {"TOTAL": len(lines), "INITIAL": len(standing), "MIN_NUM": 0, "MAX_NUM": 1000}
    for name, many in numbers.items():
        post[f"{SIGNED}-{name}_FORMS"] = str(many)
    for at, line in enumerate(lines):
        for part, text in line.items():
            post[f"{SIGNED}-{at}-{part}"] = str(text)


def _row(contribution) -> list:
    return [
        contribution.author_id, contribution.role, contribution.share, contribution.is_printed
    ]  # fmt: skip


def _line(row: list, order: int) -> dict:
    author, role, share, is_printed = row
    line = {"author": author, "role": role, "share": share, "order": order}
    return line | {"is_printed": "on"} if is_printed else line


def _first(values: list[str]) -> str:
    return values[0] if values else ""


def _normal(name, text):
    return markup.clean(text) if name == "body" else " ".join(text.split())
