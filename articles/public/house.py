"""The house's own pages: who publishes this, what its people wrote beside the news, the regions."""

from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from articles import filling, markup, own_links
from articles.models import IMPRINT, HousePage, Region
from articles.pages import answer

from . import lists
from .answers import for_readers, masthead_for


def _page(masthead, template, name, *, at, title, about, **context):
    """Answer with a page that has one address in each language; `route` completes it.

    `title` and `about` are what those are told who are shown the address.
    """
    language, route = masthead.language, context.pop("route", {})
    told = context.pop("told", None)

    def here(code):
        if told is not None and code not in told:
            return reverse("front", kwargs={"language": code})
        return reverse(name, kwargs={**route, "language": code})

    return answer(
        template,
        masthead.context(here, told=told)
        | lists.told(masthead, title, about)
        | {"canonical": here(language), "logo": masthead.logo()}
        | context,
    )


@for_readers
def imprint(request, *, at, language):
    """Who publishes this, as the law wants it said."""
    masthead = masthead_for(language, at)
    page = HousePage.objects.filter(slug=IMPRINT, is_retired=False).first()
    text = own_links.alive(page.body_in(language), at=at) if page else ""
    body = filling.fill(text, {}, language=language)
    with translation.override(language):
        title, house = gettext("About the publisher"), masthead.house
        about = ". ".join(filter(None, (house.name, house.owner, house.chief_editor)))
    return _page(
        masthead, "public/imprint.html", "imprint", at=at, title=title, about=about, body=body
    )


@for_readers
def page(request, *, at, language, slug):
    """A page that the house wrote; in a language it was not written in there is none."""
    masthead = masthead_for(language, at)
    this = HousePage.objects.filter(slug=slug, is_retired=False).first()
    if this is None or slug == IMPRINT or not this.body_in(language):
        raise Http404
    with translation.override(language):
        name = this.name
    body = own_links.alive(this.body_in(language), at=at)
    return _page(
        masthead, "public/house_page.html", "page", at=at, route={"slug": slug}, title=name,
        about=markup.plain(body), heading=name,
        body=filling.fill(body, {}, language=language), frames=(frames := filling.frames(body)),
        parts_of_page=["embeds"] if frames else [],
        told={code for code in masthead.house.languages if this.body_in(code)},
    )  # fmt: skip


@for_readers
def regions(request, *, at, language):
    """Every region with what lies in it, each a way to its news."""
    masthead = masthead_for(language, at)
    with translation.override(language):
        order = [*Region.by_name(), "pk"]
    tree: dict[int, tuple] = {}
    places = list(Region.objects.filter(is_retired=False).order_by(*order))
    for place in places:
        if place.parent_id is None:
            tree[place.pk] = (place, [])
    for place in places:
        if place.parent_id in tree:
            tree[place.parent_id][1].append(place)
    with translation.override(language):
        title = gettext("Regions")
        about = ", ".join(place.name for place, _below in tree.values())
    return _page(
        masthead, "public/regions.html", "regions", at=at, title=title, about=about,
        tree=list(tree.values()),
    )  # fmt: skip
