"""Saving over a colleague's newer version: what the two changed apart is put together.

A form is posted whole, with the old words of every field its writer did not touch. Those are not
the writer's: what a colleague saved in them meanwhile comes in. Bodies are put together block by
block. Where both changed the same words nothing is decided here: the writer's text is kept and
shown beside what stands.
"""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import markup, merging, versions
from articles.models import Article

from . import kept, persons
from .forged import Moment

#: What a form holds in several parts: whoever changed these meanwhile is not overwritten unseen.
IN_PARTS = ("embargoed_until", "expires_at", "due_at", "planned_for", "contributions")
_PARTS = ("due_at_0", "due_at_1")

#: Choices of several: where none is chosen a browser posts nothing.
SEVERAL = ("further_regions", "topics")


def put_together(request, article: Article) -> bool:
    """Bring what colleagues saved since a form was opened into what it posted, if nothing collides.

    The form then counts as opened on the newest version (`request.sealed`), and True is returned.
    """
    sealed = request.sealed
    since = article.versions.filter(number__gt=sealed.version).select_related("by")
    latest = since.order_by("-number").first()
    base = versions.standing_at(article, sealed.version)
    if latest is None or base is None:
        return False
    post = request.POST.copy()
    brought = []
    for name, theirs in latest.content.items():
        if base.content.get(name) == theirs or not _is_posted(name, post):
            continue
        if name == "due_at" and _has_its_own(post, base.content):
            for part, value in zip(_PARTS, _in_parts(theirs), strict=True):
                post[part] = value
            brought.append(name)
            continue
        if name in IN_PARTS:
            return False
        posted = post.getlist(name)
        if kept.is_same(name, posted, base.content):
            post.setlist(name, _as_posted(name, theirs))
            brought.append(name)
        elif not kept.is_same(name, posted, latest.content):
            if name != "body" or (body := _bodies(base, posted[0], latest)) is None:
                return False
            post[name] = body
            brought.append(name)
    request.POST = post
    request.sealed = sealed._replace(version=latest.number)
    if brought:
        who = {persons.name(each.by) for each in since if each.by and each.by != request.user}
        fields = ", ".join(str(Article._meta.get_field(name).verbose_name) for name in brought)
        said = _("Saved meanwhile and put together with yours: %(fields)s.") % {"fields": fields}
        named = f" {', '.join(sorted(who))}." if who else ""
        messages.info(request, f"{capfirst(said)}{named}")
    return True


def _is_posted(name: str, post) -> bool:
    """Tell whether a form holds a field: what it does not hold, it does not overwrite."""
    if name in IN_PARTS:
        return any(key == name or key.startswith((f"{name}_", f"{name}-")) for key in post)
    return name in post or name in SEVERAL


def _has_its_own(post, content) -> bool:
    """Tell whether the due time of a form is the one that it was opened with."""
    try:
        posted = Moment(required=False).clean([post.get(part, "") for part in _PARTS])
    except ValidationError:
        return False
    before = content.get("due_at")
    # A form shows no seconds.
    before = before and datetime.fromisoformat(before).replace(second=0, microsecond=0)
    return (posted and posted.replace(second=0, microsecond=0)) == before


def _in_parts(moment: str | None) -> tuple[str, str]:
    if moment is None:
        return "", ""
    local = timezone.localtime(datetime.fromisoformat(moment))
    return f"{local:%Y-%m-%d}", f"{local:%H:%M:%S}"


def _bodies(base, posted: str, latest) -> str | None:
    """Return a body with the changes of both, block by block; None where they met."""
    before, mine, theirs = (
        markup.blocks(text) for text in (base.content["body"], posted, latest.content["body"])
    )
    blocks = merging.merged(before, mine, theirs)
    return None if blocks is None else "".join(blocks)


def _as_posted(name: str, value) -> list[str]:
    if name == "tags":
        return [", ".join(value)]
    if isinstance(value, list):
        return [str(each) for each in value]
    return ["" if value is None else str(value)]
