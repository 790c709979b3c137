"""The tray beside the front page: the stories that may be put on it, newest or found by words."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import attention, front_page, makeup, moments, search, time_machine
from articles.models import Article, Category, Commercial, Edition, Language
from articles.rows import COLUMNS
from media import pictures

#: Stories in the tray, and among them those that are still to appear; a place's choices without
#: a script, on top and in a section.
SHOWN, AHEAD = 40, 20
CHOICES, OF_SECTION = 120, 30
LONGEST = 200


@dataclass(frozen=True)
class Candidate:
    """A story that may be put on the page, as the tray and a card show it."""

    pk: int
    headline: str
    at: datetime
    section: int | None
    photo: str
    is_ahead: bool
    embargoed_until: datetime | None

    @property
    def line(self) -> str:
        """How a list names it."""
        when = moments.at_desk(self.at)
        when = _("from %(time)s") % {"time": when} if self.is_ahead else when
        if self.embargoed_until:
            embargo = _("Embargo until %(time)s")
            when += f" · {embargo % {'time': moments.at_desk(self.embargoed_until)}}"
        return f"{when} · {self.headline}"


def answer(request):
    """Answer the tray's question with its stories alone."""
    if not front_page.may_compose(request.user):
        raise PermissionDenied
    language = spoken(request.GET)
    words = request.GET.get("q", "")
    found = candidates(request.user, language, words, embargoes(language))
    context = {"candidates": found, "asked": words.strip()}
    return TemplateResponse(request, "desk/_front_tray.html", context)


def spoken(data) -> str:
    """Return the language of the page that a question or a form is about."""
    language = data.get("language", "")
    return language if language in Language.values else Language.KAZAKH


def embargoes(language: str) -> dict[int, datetime]:
    """Return until when stories of a language are under embargo: those few, in one query."""
    stories = Article.objects.filter(language=language)
    rows = attention.embargoed(stories, timezone.now())
    return dict(rows.values_list("pk", "embargoed_until"))


def candidates(user, language: str, words: str, embargoed: dict[int, datetime]) -> list[Candidate]:
    """Return the stories of the tray: those to come, then the newest; or those that answer."""
    now = timezone.now()
    if words := words.strip()[:LONGEST]:
        return _shown(_answers(user, language, words, now), now, embargoed)
    newest = _news(language).visible(now).newest_first(at=now).only(*COLUMNS)[:SHOWN]
    return _shown([*_ahead(user, language, now)[:AHEAD], *newest], now, embargoed)


def _news(language):
    return Edition.objects.filter(language=language, commercial=Commercial.NONE)


def _ahead(user, language, now) -> list[Edition]:
    """Return what is scheduled, for whoever may open it at the desk."""
    if not time_machine.may_look(user):
        return []
    rows = _news(language).scheduled(now).only(*COLUMNS)
    return list(rows[:CHOICES])


def _answers(user, language, words, now) -> list[Edition]:
    """Return what answers the desk's search, in its order, of what readers see or will."""
    editions = _news(language).visible(now)
    if time_machine.may_look(user):
        editions = _news(language).shown_or_to_be(now)
    # What readers have is asked of the first answers alone: of every story it would be a scan.
    answers = search.at_the_desk(Article.objects.all(), words).stories
    found = list(answers.values_list("pk", flat=True)[: SHOWN * 10])
    rows = editions.filter(article__in=found).only(*COLUMNS)
    seen: dict[int, Edition] = {}
    for each in rows.order_by("visible_from"):
        seen.setdefault(each.article_id, each)
    return [seen[pk] for pk in found if pk in seen][:SHOWN]


def _shown(editions: list[Edition], now, embargoed) -> list[Candidate]:
    photos = pictures.at_desk(each.photo_id for each in editions)
    seen: dict[int, Candidate] = {}
    for each in editions:
        seen.setdefault(each.article_id, candidate(each, photos, now, embargoed))
    return list(seen.values())


def candidate(
    edition: Edition, photos: dict, now: datetime, embargoed: dict[int, datetime]
) -> Candidate:
    """Return a story with the smallest file of its photo."""
    files = photos[edition.photo_id].files if edition.photo_id in photos else []
    small = min(files, key=lambda file: file.width, default=None)
    return Candidate(
        edition.article_id,
        edition.headline,
        edition.published_at,
        edition.section_id,
        pictures.address(small) if small else "",
        # One that had appeared before is no news to come.
        edition.published_at > now,
        embargoed.get(edition.article_id),
    )


def choices(
    user,
    language: str,
    sections: list[Category],
    *,
    placed: set[int],
    found: list[Candidate],
    embargoed: dict[int, datetime],
) -> tuple[dict[int | None, list[tuple[int, str]]], dict[int, str]]:
    """Return what each place offers without a script, and the names of what is placed already.

    By section (None: on top). What was `found` by words is offered, too.
    """
    now = timezone.now()
    visible = _news(language).visible(now)
    newest = list(visible.newest_first(at=now).only(*COLUMNS)[:CHOICES])
    ahead = _ahead(user, language, now)
    lengths = {section.pk: OF_SECTION for section in sections}
    of_sections = makeup.newest_of_sections(visible, lengths, now)
    stories = _candidates([*newest, *ahead], now, embargoed)
    offered = {None: _lines([*found, *stories])}
    for section in sections:
        own = [*found, *_candidates(of_sections.get(section.pk, []), now, embargoed), *stories]
        own = [each for each in own if each.section == section.pk]
        offered[section.pk] = _lines(own)
    names = dict(offered[None])
    for lines in offered.values():
        names |= lines
    if rest := placed - names.keys():
        rows = visible.filter(article__in=rest).only(*COLUMNS)
        names |= _lines(_candidates(rows, now, embargoed))
    for pk in placed - names.keys():
        # What stands there and is gone from the site can be seen, and has to be exchanged.
        names[pk] = _("№ %(number)s, readers do not see it now") % {"number": pk}
    return {section: list(lines.items()) for section, lines in offered.items()}, names


def headlines(numbers, now) -> dict[int, str]:
    """Return the headlines of stories that readers have or will have, by their numbers."""
    if not numbers:
        return {}
    rows = Edition.objects.shown_or_to_be(now).filter(article__in=numbers)
    return dict(rows.order_by("-visible_from").values_list("article_id", "headline"))


def _candidates(editions, now, embargoed) -> list[Candidate]:
    return [candidate(each, {}, now, embargoed) for each in editions]


def _lines(stories: list[Candidate]) -> dict[int, str]:
    lines: dict[int, str] = {}
    for each in stories:
        lines.setdefault(each.pk, each.line)
    return lines
