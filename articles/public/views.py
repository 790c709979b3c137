"""Stories and their lists: each begins at what is visible at one moment, finds and renders."""

import re

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse

from articles import scripts
from articles.models import (
    Author,
    Edition,
    EditionByline,
    EditionRegion,
    EditionTag,
    EditionTopic,
    Language,
    Region,
    Tag,
    Topic,
)
from articles.pages import ON_PAGE, address, answer, of_edition, of_entries
from articles.social import with_card

from . import listing, margins
from .answers import for_readers, masthead_for, not_there

# --- One story ----------------------------------------------------------------------------


@for_readers
def article(request, *, at, pk, slug=None):
    """A story at its address; at any other that has its id, the way to it."""
    edition = Edition.objects.visible(at).filter(article_id=pk).select_related(*ON_PAGE)
    edition = next(iter(with_card(edition)[:1]), None)
    if edition is None:
        not_there(pk, at=at)
    if scripts.active() is not scripts.CYRILLIC and edition.language != Language.KAZAKH:
        # Only Kazakh has other scripts: a whole address leads out of this one.
        return HttpResponsePermanentRedirect(settings.SITE_URL + address(pk, edition.slug))
    if slug != edition.slug:
        return HttpResponsePermanentRedirect(address(pk, edition.slug))
    before = request.GET.get("before", "")
    before = int(before) if re.fullmatch(r"[1-9][0-9]{0,17}", before, re.ASCII) else None
    context = of_edition(edition, at=at, before=before)
    if edition.language not in context["masthead"].house.languages:
        raise Http404
    context |= margins.of_story(context["masthead"], pk)
    response = answer("public/article.html", context)
    return margins.counted(response, request.path, context, article=pk)


@for_readers
def entries(request, *, at, pk):
    """The newest entries of a live story alone: what its page asks for while it is read."""
    edition = Edition.objects.visible(at).filter(article_id=pk).first()
    if edition is None:
        not_there(pk, at=at)
    if scripts.active() is not scripts.CYRILLIC and edition.language != Language.KAZAKH:
        raise Http404
    masthead_for(edition.language, at)
    return of_entries(edition, at=at)


# --- Lists --------------------------------------------------------------------------------


@for_readers
def latest(request, *, at, language, feed=""):
    """Everything, newest first."""
    masthead = masthead_for(language, at)
    every = Edition.objects.visible(at)
    rows = every.filter(language=language)
    return listing.page(request, masthead, rows, at=at, every=every, name="latest", title="",
                 feed=feed, extra={"what": "latest"})  # fmt: skip


@for_readers
def section(request, *, at, language, slug, feed=""):
    """A section with all of its subsections, or one subsection."""
    masthead = masthead_for(language, at)
    category = masthead.called(slug)
    if category is None:
        raise Http404
    every = Edition.objects.visible(at)
    every = every.filter(category=category) if category.parent else every.filter(section=category)
    rows = every.filter(language=language)
    extra = {
        "what": "section",
        "section": category,
        "below": [(each.name, _section(each, language)) for each in masthead.below(category)],
    }
    above = [category.parent] if category.parent else []
    crumbs = [(each.name, _section(each, language)) for each in above]
    return listing.page(
        request, masthead, rows, at=at, every=every, name="section", title=category.name,
        crumbs=crumbs, extra=extra, feed=feed, slug=slug,
    )  # fmt: skip


def _section(category, language):
    return reverse("section", kwargs={"slug": category.slug, "language": language})


@for_readers
def region(request, *, at, language, slug, district=None, feed=""):
    """An oblast or great city with all of its districts, or one district."""
    masthead = masthead_for(language, at)
    places = Region.objects.filter(
        Q(slug=slug, parent=None) | Q(parent__slug=slug, parent__parent=None)
    ).order_by(*Region.by_name(), "pk")
    oblast = next((place for place in places if place.parent_id is None), None)
    place = oblast
    if district is not None:
        place = next((p for p in places if p.parent_id and p.slug == district), None)
    if place is None or oblast is None:
        raise Http404
    every = EditionRegion.objects.visible(at).filter(region=place)
    rows = every.filter(language=language)
    route = {"slug": slug} if district is None else {"slug": slug, "district": district}

    def way(to=None):
        names = {"slug": slug, "language": language} | ({"district": to.slug} if to else {})
        return reverse("district" if to else "region", kwargs=names)

    below = [p for p in places if p.parent_id and not p.is_retired]
    extra = {
        "what": "region",
        "below": [(p.name, way(p)) for p in below] if district is None else [],
    }
    return listing.page(
        request, masthead, rows, at=at, every=every,
        name="region" if district is None else "district", title=place.name,
        crumbs=[(oblast.name, way())] if district is not None else [],
        extra=extra, feed=feed, **route,
    )  # fmt: skip


@for_readers
def tag(request, *, at, language, slug, feed=""):
    """The stories of a tag; a merged one leads to the tag it was merged into."""
    masthead = masthead_for(language, at)
    this = _known(Tag.objects.select_related("merged_into"), slug)
    rows = EditionTag.objects.visible(at)
    if (other := this.merged_into) is not None:
        if not rows.filter(tag=other).exists():
            raise Http404
        way = reverse("tag", kwargs={"slug": other.slug, "language": language})
        return HttpResponsePermanentRedirect(f"{way}feed.{feed}" if feed else way)
    rows = rows.filter(tag=this)
    return listing.page(request, masthead, rows.filter(language=language), at=at, known=rows,
                 name="tag", title=this.name, extra={"what": "tag"},
                 feed=feed, slug=slug)  # fmt: skip


@for_readers
def author(request, *, at, language, slug, feed=""):
    """A person's portrait, biography and stories."""
    masthead = masthead_for(language, at)
    this = _known(Author.objects, slug)
    # Who wrote and photographed one story stands in the list with it once.
    again = EditionByline.objects.filter(
        edition=OuterRef("edition"), author=this, is_printed=True, pk__lt=OuterRef("pk")
    )
    rows = EditionByline.objects.visible(at).filter(~Exists(again), author=this, is_printed=True)
    return listing.page(request, masthead, rows.filter(language=language), at=at, known=rows,
                 name="author", title=this.name, photo=this.portrait_id,
                 extra={"what": "author", "author": this}, feed=feed, slug=slug)  # fmt: skip


@for_readers
def topic(request, *, at, language, slug, feed=""):
    """A running story: what it is about, and all that was written."""
    masthead = masthead_for(language, at)
    this = _known(Topic.objects, slug)
    rows = EditionTopic.objects.visible(at).filter(topic=this)
    return listing.page(request, masthead, rows.filter(language=language), at=at, known=rows,
                 name="topic", title=this.name, extra={"what": "topic", "topic": this},
                 feed=feed, slug=slug)  # fmt: skip


def _known(rows, slug):
    found = rows.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


@for_readers
def anything(request, *, at, path=""):
    """An address that is none of ours, or was a story's before."""
    raise Http404
