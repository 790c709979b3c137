"""What readers find wrong: taken without a name or an address, in measure, and handled once."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import visible

from .models import Edition, Handled, ReaderNote
from .refusals import NotAllowed, Overtaken, Refused

LONGEST_PASSAGE, LONGEST_WORDS = 500, 1000
#: So many an hour are taken for one story, and in all: a flood is not read by anybody.
HOURLY_OF_STORY, HOURLY = 20, 200


def send(edition: Edition, *, passage: str, words: str) -> ReaderNote | None:
    """Keep a note for the desk; None where the same was said of this edition before.

    Raises Refused with a sentence for the reader: nothing was said, too much, too many.
    """
    passage, words = _text(passage), _text(words)
    if not passage and not words:
        raise Refused(_("Copy the passage, or say in a word what is wrong."), field="passage")
    if len(passage) > LONGEST_PASSAGE:
        raise Refused(
            _("Copy the sentence alone: %(number)s letters at most.") % {"number": LONGEST_PASSAGE},
            field="passage",
        )
    if len(words) > LONGEST_WORDS:
        raise Refused(
            _("Say it in %(number)s letters at most.") % {"number": LONGEST_WORDS}, field="words"
        )
    now = timezone.now()
    lately = ReaderNote.objects.filter(sent_at__gt=now - timedelta(hours=1))
    if (
        lately.filter(edition__article=edition.article_id)[:HOURLY_OF_STORY].count()
        >= HOURLY_OF_STORY
        or lately[:HOURLY].count() >= HOURLY
    ):
        raise Refused(
            _("Many notes came in this hour. Send yours a little later, or write to our mail.")
        )
    same = ReaderNote.objects.filter(edition=edition, passage=passage, words=words)
    if same.exists():
        return None
    return ReaderNote.objects.create(edition=edition, passage=passage, words=words, sent_at=now)


def _text(text: str) -> str:
    """Return what was typed without what nobody sees; its lines stay."""
    lines = (visible(line).strip() for line in text.replace("\0", "").splitlines())
    return "\n".join(lines).strip()


def handle(note: ReaderNote, *, by, as_: Handled):
    """Say what was done about a note; of two editors the second hears that it is done."""
    if not by.has_perm("articles.change_readernote"):
        raise NotAllowed(_("Your role does not allow this with readers' notes."))
    if as_ == Handled.WAITING:
        raise Refused(_("Say what was done about the note."))
    waiting = ReaderNote.objects.filter(pk=note.pk, handled_as=Handled.WAITING)
    if not waiting.update(handled_as=as_, handled_at=timezone.now(), handled_by=by):
        raise Overtaken(_("Somebody has handled this note already."))
    note.refresh_from_db()
