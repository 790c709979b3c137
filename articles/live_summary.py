"""The draft of a summary: the entries of a live story, arranged as a body in the order of events.

Nothing is written here that nobody wrote: entries are put in order, each with its time, below an
empty paragraph where the editor tells how it ended. Readers and the working copy have none of it
until somebody saves it and somebody approves it.
"""

from datetime import datetime
from html import escape

from django.db import models
from django.utils import timezone, translation
from django.utils.datastructures import MultiValueDict
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kazakh import dates
from media.models import Photo

from . import live, markup, writing
from .models import Article, KeptText, LiveEntry, WhyKept
from .refusals import NotAllowed, Refused

#: More is no summary.
MOST = 300
#: Where the summary is to be written; a body that is saved without it has no such paragraph.
PLACE = "<p></p>"


class Which(models.TextChoices):
    """Which entries are arranged."""

    KEY = "key", gettext_lazy("the important entries")
    ALL = "all", gettext_lazy("all entries")


def choices(article: Article, *, at: datetime) -> list[tuple[Which, int]]:
    """Return what can be arranged of a live story, the first choice first, with its number."""
    rows = LiveEntry.objects.visible(at).filter(article=article)
    counted = rows.aggregate(every=models.Count("pk"), key=models.Count(
        "pk", filter=models.Q(is_key=True)
    ))  # fmt: skip
    found = [(Which.KEY, counted["key"]), (Which.ALL, counted["every"])]
    return [(which, number) for which, number in found if number]


def draft(article: Article, *, by, which: str, at: datetime) -> str:
    """Return a body: the place of the summary, what stands in the body, then the entries.

    What stands already is not put in twice. Raises Refused where there is nothing to arrange.
    """
    if not live.may_open(by, article) or article.stopped:
        raise NotAllowed(_("Your role does not allow this with this story."))
    if which not in Which.values:
        raise Refused(_("Say which entries are to be arranged."), field="which")
    rows = LiveEntry.objects.visible(at).filter(article=article).order_by("posted_at", "pk")
    if which == Which.KEY:
        rows = rows.filter(is_key=True)
    entries = list(rows[: MOST + 1])
    if not entries:
        raise Refused(_("There is no entry to arrange."), field="which")
    if len(entries) > MOST:
        raise Refused(
            _("More than %(number)s entries are no round-up: mark the important ones.")
            % {"number": MOST},
            field="which",
        )
    there = markup.blocks(article.body)
    photos = set(
        Photo.objects.printable(at)
        .filter(pk__in={entry.photo_id for entry in entries if entry.photo_id})
        .values_list("pk", flat=True)
    )
    told, known, day = [], set(there), None
    shows_days = len({timezone.localdate(entry.posted_at) for entry in entries}) > 1
    for entry in entries:
        blocks = _told(entry, photos)
        today = timezone.localdate(entry.posted_at)
        if not known.issuperset(blocks):
            if shows_days and today != day:
                told.append(f"<h3>{escape(_day(entry.posted_at, article.language))}</h3>")
                day = today
            told += blocks
    if not told:
        raise Refused(_("All of these entries stand in the text already."), field="which")
    heading = f"<h2>{escape(_heading(article.language))}</h2>"
    if heading not in there:
        told.insert(0, heading)
    return PLACE + "".join(there) + markup.clean("".join(told))


def propose(article: Article, *, by, which: str, at: datetime) -> KeptText:
    """Keep a draft beside the story for the person who asked, in place of the one before."""
    body = draft(article, by=by, which=which, at=at)
    kept = writing.keep(
        MultiValueDict({"body": [body]}),
        by=by,
        article=article,
        why=WhyKept.SUMMARY,
        based_on=article.version,
    )
    # An earlier one is nobody's words, and would only be offered beside this.
    earlier = KeptText.objects.filter(article=article, by=by, why=WhyKept.SUMMARY, settled_at=None)
    earlier.exclude(pk=kept.pk).delete()
    return kept


def _told(entry: LiveEntry, photos: set[int]) -> list[str]:
    """Return an entry as blocks of a body, in the one form: its time, its words, its photo."""
    time = f"{timezone.localtime(entry.posted_at):%H:%M}"
    lead = f"<strong>{time}</strong>"
    blocks = markup.blocks(entry.text)
    if entry.headline:
        blocks.insert(0, f"<p><strong>{time} · {escape(entry.headline, quote=False)}</strong></p>")
    elif blocks and blocks[0].startswith("<p>"):
        blocks[0] = f"<p>{lead} {blocks[0][len('<p>') :]}"
    else:
        blocks.insert(0, f"<p>{lead}</p>")
    if entry.photo_id in photos:
        blocks.append(f'<figure data-photo="{entry.photo_id}"></figure>')
    return markup.blocks("".join(blocks))


def _heading(language: str) -> str:
    with translation.override(language):
        return _("In the order of events")


def _day(moment: datetime, language: str) -> str:
    """Return the day of an entry in the language of its story, without the year."""
    local = timezone.localtime(moment)
    if language == "kk":
        return dates.day(local, now=local)
    with translation.override(language):
        return date_format(local, "j E")
