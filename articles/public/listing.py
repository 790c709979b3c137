"""The page of a list, whatever it lists: its stories, the way on, its feeds."""

from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from articles import structured_data
from articles.pages import answer
from media import pictures

from . import feeds, lists, margins


def page(
    request, masthead, rows, *, at, name, title, feed="", known=None, every=None, crumbs=(),
    photo=None, until=None, template="public/list.html", extra=None, **route,
):  # fmt: skip
    """Answer with one page of a list, or with its `feed`.

    `name` and `route` are its address, `photo` one more photo to read (a portrait). `known` are
    the rows of every language: without one, the list does not exist for readers, since a tag, a
    topic or a name that only an unpublished story carries must not be told by its page. `every`
    are those rows of a list that exists without any story, too. `until` ends the list at a moment
    before `at`.
    """
    own = reverse(name, kwargs={**route, "language": masthead.language})
    if feed:
        if known is not None and not known.exists():
            raise Http404
        if until is not None:
            rows = lists.editions(rows, at=min(at, until))
        return feeds.answer(feed, rows, masthead, at=at, title=title, page=own)
    key = lists.position(request.GET.get("before"))
    found = lists.editions(rows, at=min(at, until or at), key=key, length=lists.LENGTH + 1)
    if known is not None and not found and not known.exists():
        raise Http404
    shown = found[: lists.LENGTH]
    wanted = [masthead.house.logo_id, photo, *(each.photo_id for each in shown)]
    photos = pictures.printable(wanted, at=at)
    portrait = photos.get(photo)

    # A later page is this one in other scripts, and the first in other languages.
    later = "" if key is None else f"?before={lists.write(key)}"

    def here(code):
        way = reverse(name, kwargs={**route, "language": code})
        return way + later if code == masthead.language else way

    following = lists.write(shown[-1].position) if len(found) > len(shown) else ""
    items = lists.items(shown, masthead, photos, lists.ROW)
    rows_of_all = every if known is None else known
    # Search engines are told of no page that has nothing on it.
    told = set()
    if key is None:
        told = lists.languages(rows_of_all, masthead.house.languages, at=at)
    context = masthead.context(here, told=told) | {
        "is_empty": not items,
        "title": title,
        "feeds": feeds.links(masthead, own, title),
        "crumbs": crumbs,
        "items": items,
        # A later page is another page, not the first once more.
        "canonical": own if key is None else "",
        "newest": own if key is not None else "",
        "next": f"{own}?before={following}" if following else "",
        "portrait": portrait and portrait.figure(masthead.language),
        "logo": masthead.logo(photos),
    }
    with translation.override(masthead.language):
        context |= lists.told(masthead, title or gettext("Latest news"), lists.headlines(items))
    # A later page is told of by the first.
    context["data"] = structured_data.trail(masthead, [*crumbs, (title, own)]) if title else ""
    context |= margins.of_list(masthead) | (extra or {})
    return margins.counted(answer(template, context), request.path, context)
