"""Saving over a colleague's newer version: what the two changed apart is put together.

A form is posted whole, with the old words of every field its writer did not touch. Those are not
the writer's: what a colleague saved in them meanwhile comes in. Bodies are put together block by
block. Where both changed the same words nothing is decided here: the writer's text is kept as it
came and shown beside what stands, put together anew each time, so that only what met is asked.
"""

from typing import NamedTuple

from django.contrib import messages
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import markup, merging, redaction, versions
from articles.merging import Meeting
from articles.models import Article, Version

from . import persons, posted


class Merged(NamedTuple):
    """A form with what others saved: which fields came in, and which both changed."""

    post: QueryDict
    brought: list[str]
    met: list[str]


def put_together(request, article: Article) -> bool:
    """Bring what colleagues saved since a form was opened into what it posted, if nothing collides.

    The form then counts as opened on the newest version (`request.sealed`), and True is returned.
    """
    sealed = request.sealed
    _leave_out_removed(request, article)
    since = article.versions.filter(number__gt=sealed.version).select_related("by")
    latest = since.order_by("-number").first()
    base = versions.standing_at(article, sealed.version)
    if latest is None or base is None:
        return False
    merged = merge(request.POST, article, base=base, latest=latest)
    if merged.met:
        return False
    request.POST = merged.post
    request.sealed = sealed._replace(version=latest.number)
    if merged.brought:
        who = {persons.name(each.by) for each in since if each.by and each.by != request.user}
        named = f" {', '.join(sorted(who))}." if who else ""
        messages.info(request, f"{said(merged)}{named}")
    return True


def _leave_out_removed(request, article: Article):
    """Take out of a posted form what the law removed after it was opened, and say so."""
    before = dict(request.POST.lists())
    fields, left_out = redaction.since(article, request.sealed.version, before)
    if not left_out:
        return
    request.POST = request.POST.copy()
    for name, values in fields.items():
        request.POST.setlist(name, values)
    if "headline" in left_out and "slug" in fields:
        # The address that the removal gave it, not one made of the words that stand there now.
        request.POST["slug"] = article.slug
    names = [versions.label(name) for name in left_out if name in versions.PARTS]
    said = _(
        "The law had something removed from this story meanwhile. What this form held there was"
        " left out: %(fields)s."
    )
    messages.warning(request, said % {"fields": ", ".join(map(str, names))})


def merge(
    post, article: Article, *, base: Version, latest: Version, where_they_meet=Meeting.MINE
) -> Merged:
    """Put into a posted form all that was saved from `base` to `latest` and that it did not change.

    Where both changed one field the form's stands; of the paragraphs of a body that both changed,
    what `where_they_meet` says.
    """
    post = post.copy()
    brought, met = [], []
    for name, theirs in latest.content.items():
        if base.content.get(name) == theirs or not posted.holds(name, post):
            continue
        if posted.is_same(name, post, base.content):
            posted.put(name, theirs, post, article)
            brought.append(name)
        elif posted.is_same(name, post, latest.content):
            if name == posted.SIGNED:
                # The same people, in the rows that stand now.
                posted.put(name, theirs, post, article)
        elif name == "body":
            post[name], is_whole = _bodies(base, post[name], latest, where_they_meet)
            (brought if is_whole else met).append(name)
        else:
            if name == posted.SIGNED:
                posted.put(name, posted.rows(post), post, article)
            met.append(name)
    return Merged(post, brought, met)


def said(merged: Merged) -> str:
    """Say what came into a form."""
    fields = ", ".join(str(versions.label(name)) for name in merged.brought)
    return capfirst(_("Saved meanwhile and put together with yours: %(fields)s.")
                    % {"fields": fields})  # fmt: skip


def _bodies(base, typed: str, latest, where_they_meet) -> tuple[str, bool]:
    """Return a body with the changes of both, and whether they met nowhere."""
    before, mine, theirs = (
        markup.blocks(text) for text in (base.content["body"], typed, latest.content["body"])
    )
    blocks = merging.merged(before, mine, theirs)
    if blocks is not None:
        return "".join(blocks), True
    return "".join(merging.merged(before, mine, theirs, where_they_meet=where_they_meet)), False
