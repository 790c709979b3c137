"""What we got wrong and said so: every story that was corrected in public, latest first."""

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from articles.models import CorrectionKind, Edition, Position
from articles.pages import CHANGES, answer

from . import feeds, lists
from .answers import for_readers, masthead_for


@for_readers
def corrections(request, *, at, language, feed=""):
    """The corrections, withdrawals and refutations, each with its sentence and its story."""
    masthead = masthead_for(language, at)
    own = reverse("corrections", kwargs={"language": language})
    rows = Edition.objects.visible(at).filter(
        language=language, corrected_at__isnull=False, corrected_at__lte=at
    )
    key = lists.position(request.GET.get("before")) if not feed else None
    if key is not None:
        rows = rows.filter(corrected_at__lte=key.published_at).filter(
            Q(corrected_at__lt=key.published_at) | Q(article_id__lt=key.article_id)
        )
    rows = rows.order_by("-corrected_at", "-article_id").only(*lists.COLUMNS, "corrected_at")
    found = list(rows[: lists.LENGTH + 1])
    shown = found[: lists.LENGTH]
    with translation.override(language):
        title = gettext("Corrections")
    notes = _notes(shown, at)
    if feed:
        last = {pk: said[0] for pk, said in notes.items()}
        return feeds.answer(feed, shown, masthead, at=at, title=title, page=own, notes=last)

    def here(code):
        return reverse("corrections", kwargs={"language": code})

    following = ""
    if len(found) > len(shown):
        last = shown[-1]
        following = lists.write(Position(last.corrected_at, last.article_id))
    context = masthead.context(here) | {
        "what": "corrections",
        "items": [(edition, notes.get(edition.article_id, [])) for edition in shown],
        "feeds": feeds.links(masthead, own, title),
        "canonical": own if key is None else "",
        "newest": own if key is not None else "",
        "next": f"{own}?before={following}" if following else "",
        "logo": masthead.logo(),
    }
    with translation.override(language):
        about = gettext("Where we erred we say so: what was wrong, and when it was put right.")
        context |= lists.told(masthead, title, about)
    return answer("public/corrections.html", context)


def _notes(shown: list[Edition], at) -> dict[int, list]:
    """Read what was said of each story, the latest first; a released one says it once."""
    rows = Edition.objects.seen(at).filter(
        article__in=[edition.article_id for edition in shown],
        number__gt=1,
        correction_kind__in=CorrectionKind.public(),
    )
    notes: dict[int, list] = {}
    said = set()
    for pk, kind, words, moment in rows.order_by("visible_from").values_list(
        "article_id", "correction_kind", "correction_note", "visible_from"
    ):
        if words and (pk, kind, words) not in said:
            said.add((pk, kind, words))
            notes.setdefault(pk, []).insert(0, (CHANGES[kind], words, moment))
    return notes
