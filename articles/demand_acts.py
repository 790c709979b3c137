"""What is done to a story for a demand: words offered to its verbs, a part of the text, a photo.

Nothing here moves a story: a change is saved as a version of the working copy, as any writing is,
and readers have it when an editor gives the verb.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from media.models import Photo

from . import markup, merging, writing
from .models import (
    Article,
    Ask,
    CorrectionKind,
    Decision,
    Demand,
    DemandAct,
    Edition,
    EditionPhoto,
    Redaction,
    Stopped,
    Verb,
)
from .moments import day_line
from .refusals import NotAllowed, Overtaken, Refused
from .workflow import may_write

#: Which fields a removal by law blanks, as far as a demand itself tells: the others are chosen.
_WHOLE = ("headline", "lead", "body", "dateline", "photo_caption", "source_name", "tags")
#: Decisions that may have been given for a demand.
_FOR_DEMANDS = (Verb.HOLD, Verb.RELEASE, Verb.CORRECT, Verb.KILL, Verb.REDACT, Verb.UNSCHEDULE)


def paper_line(demand: Demand) -> str:
    """Name the paper of a demand, as a legal basis is named: «Сот актісі № 12, 20 қараша»."""
    parts = [str(demand.get_paper_display())]
    if demand.paper_number:
        parts[0] += f" № {demand.paper_number}"
    if demand.paper_date:
        parts.append(day_line(demand.paper_date))
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def words_for(demand: Demand, verb: Verb, article: Article) -> dict:
    """Return what a verb's page is filled in with for a demand: its note, its kind, its fields.

    What readers will read is offered in the language of the story; the editor has the last word.
    """
    paper = paper_line(demand)
    if verb is Verb.CORRECT:
        return _correction(demand, article.language)
    if verb is Verb.REDACT:
        longest = Redaction._meta.get_field("basis").max_length
        is_whole = Ask.WHOLE in demand.asks
        return {
            "note": paper[:longest],
            "fields": _WHOLE if is_whole else (),
            "photo": article.photo_id if is_whole or Ask.PHOTO in demand.asks else None,
        }
    if verb in (Verb.HOLD, Verb.KILL):
        said = _("Demand № %(number)s") % {"number": demand.pk}
        return {"note": f"{said}: {paper}"}
    return {}


def _correction(demand: Demand, language: str) -> dict:
    asks = set(demand.asks)
    with translation.override(language):
        if asks & {Ask.REFUTATION, Ask.REPLY}:
            # What is refuted only the house can say.
            return {"kind": CorrectionKind.REFUTATION, "note": ""}
        if Ask.PHOTO in asks:
            said = _("A photo was removed at the demand of those it concerns.")
        else:
            said = _("A part of the text was removed at the demand of those it concerns.")
    return {"kind": CorrectionKind.WITHDRAWAL, "note": said}


# --- A part of the text -------------------------------------------------------------------


def shown(article: Article) -> Edition | None:
    """Return the edition that readers have of a story; of a held one what they had last."""
    now = timezone.now()
    seen = article.editions.visible(now).first()
    seen = seen or article.editions.seen(now).order_by("-number").first()
    return seen and Edition.objects.select_related("text").get(pk=seen.pk)


def paragraphs(edition: Edition) -> list[str]:
    """Return the body of an edition block by block, in the order that they are chosen by."""
    return markup.blocks(edition.text.body)


def has_other_changes(article: Article, edition: Edition) -> bool:
    """Tell whether the working copy holds words that would appear together with a change."""
    return markup.clean(article.body) != markup.clean(edition.text.body) or any(
        getattr(article, name) != getattr(edition, name) for name in ("headline", "lead")
    )


def remove_paragraphs(article: Article, *, edition: int, chosen: set[int], by):
    """Take blocks of what readers see out of the working copy; colleagues' other changes stay.

    Refuses where readers have another text by now, or a colleague changed the same block.
    """
    current = shown(article)
    if current is None or current.pk != edition:
        raise Overtaken(_("Readers have another text by now: choose again."))
    before = paragraphs(current)
    chosen = {place for place in chosen if 0 <= place < len(before)}
    if not chosen:
        raise Refused(_("Choose the paragraphs that are to go."))
    left = [block for place, block in enumerate(before) if place not in chosen]
    body = merging.merged(before, left, markup.blocks(article.body))
    if body is None:
        raise Refused(
            _("The working copy says something else there: take the words out of it by hand.")
        )
    _save(article, by=by, body="".join(body))


# --- A photo ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """A photo of a story: whether its working copy holds it, and whether readers see it there."""

    photo: Photo
    is_written: bool
    is_seen: bool


def photos_of_all(stories: list[Article], *, at: datetime) -> dict[int, list[Held]]:
    """Return the photos of stories, the main one first, then those that readers alone still have.

    Two queries for all of them.
    """
    written = {story.pk: _written(story) for story in stories}
    seen = defaultdict(list)
    rows = EditionPhoto.objects.visible(at).filter(article__in=written).order_by("pk")
    for story, pk in rows.values_list("article", "photo"):
        seen[story].append(pk)
    found = Photo.objects.in_bulk(
        {pk for of in (written, seen) for held in of.values() for pk in held}
    )
    return {
        story: [
            Held(found[pk], pk in held, pk in seen[story])
            for pk in dict.fromkeys([*held, *seen[story]])
            if pk in found
        ]
        for story, held in written.items()
    }


def _written(article: Article) -> list[int]:
    """Return the photos that a working copy holds, the main one first."""
    return [pk for pk in (article.photo_id, *markup.photo_ids(article.body)) if pk]


def remove_photo(article: Article, *, photo: int, by):
    """Take a photo out of the working copy; from other stories, and the library, it is not gone."""
    if photo not in _written(article):
        raise Refused(_("The photo no longer stands in the working copy."))
    fields = {"body": markup.without_photo(markup.clean(article.body), photo)}
    if article.photo_id == photo:
        fields |= {"photo": None, "photo_caption": ""}
    _save(article, by=by, **fields)


def _save(article: Article, *, by, **fields):
    """Save words of a story as its next version, as the writing form does."""
    if not may_write(by, article):
        raise NotAllowed(_("This story no longer takes changes from you."))
    for name, value in fields.items():
        setattr(article, name, value)
    with transaction.atomic():
        writing.prepare(article)
        writing.begin(article, by=by, based_on=article.version)
        article.modified_at = timezone.now()
        article.save()
        writing.finish(article, by=by)


def next_verb(article: Article) -> Verb | None:
    """Return the verb by which readers get a change; None of a story that is held or never seen."""
    if article.stopped != Stopped.NO or not article.editions.seen().exists():
        return None
    return Verb.CORRECT


def since(demand: Demand):
    """Return what was decided about its stories since a demand came, and is not noted with it."""
    rows = Decision.objects.filter(
        article__in=demand.stories.all(), at__gte=demand.received_at, verb__in=_FOR_DEMANDS
    )
    noted = DemandAct.objects.filter(demand=demand).values("decision")
    return rows.exclude(pk__in=noted).select_related("by", "article").order_by("-id")[:20]
