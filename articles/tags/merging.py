"""Several tags become one: their addresses lead to it for ever, their stories follow it.

The merge itself is a moment: from it on the names mean one tag, and the old addresses redirect.
The rows of stories follow in batches, newest first, by whoever is there: the press of the button
moves some, the worker the rest; with no worker the screen says what is left and goes on.
Nothing is undone, and who did it stays on record.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from articles import search
from articles.models import (
    Article,
    ArticleTag,
    Edition,
    EditionTag,
    Language,
    Tag,
    TagMerge,
)
from articles.refusals import Refused

from . import counting, filing

#: Rows moved in one transaction: the terms of search of their stories are made anew.
BATCH = 100
#: No more tags at once, and no more is counted of what will move than this.
MOST, COUNTED = 30, 10_000


def merge(tags: Iterable[Tag], *, into: Tag, by) -> Tag:
    """Put tags into another one, and note who did; return the one.

    Raises Refused where a colleague was first, or where there is nothing to merge. What is merged
    into this tag already is left as it is: pressed twice, it is done once.
    """
    wanted = {tag.pk for tag in tags} - {into.pk}
    if not wanted:
        raise Refused(_("Choose a tag other than the one they become."))
    if len(wanted) > MOST:
        raise Refused(_("Merge thirty tags at once at most."))
    with transaction.atomic():
        # All of them, in one order: two merges that cross wait, and the second sees the first.
        rows = Tag.objects.select_for_update().filter(pk__in={*wanted, into.pk})
        locked = {tag.pk: tag for tag in rows.order_by("pk")}
        target = locked.get(into.pk)
        if target is None or len(locked) <= len(wanted):
            raise Refused(_("There is no such tag any more."))
        if target.merged_into_id:
            raise Refused(_("“%(name)s” was merged into another tag meanwhile.") % _named(target))
        if target.is_retired:
            raise Refused(_("“%(name)s” is retired: restore it first.") % _named(target))
        del locked[target.pk]
        for tag in list(locked.values()):
            if tag.merged_into_id == target.pk:
                del locked[tag.pk]
            elif tag.merged_into_id:
                raise Refused(_("“%(name)s” was merged into another tag meanwhile.") % _named(tag))
        moved = list(locked.values())
        # Whoever was merged into one of these comes along: no address leads over two.
        Tag.objects.filter(merged_into__in=moved).update(merged_into=target)
        for tag in moved:
            tag.merged_into = target
        Tag.objects.bulk_update(moved, ["merged_into"])
        TagMerge.objects.bulk_create([TagMerge(tag=tag, into=target, by=by) for tag in moved])
        filing.file([*moved, target])
    return target


def _named(tag):
    return {"name": tag.name.strip("«»")}


def will_move(tags: Iterable[Tag]) -> dict[int, tuple[int, int]]:
    """Return for each tag the editions and the working copies that have it, up to `COUNTED`."""
    counts = {}
    for tag in tags:
        editions = EditionTag.objects.filter(tag=tag).order_by().values("pk")[:COUNTED]
        stories = ArticleTag.objects.filter(tag=tag).order_by().values("pk")[:COUNTED]
        counts[tag.pk] = (editions.count(), stories.count())
    return counts


def unmoved() -> list[Tag]:
    """Return the merged tags that stories still carry, in the order of their names."""
    rows = Tag.objects.filter(merged_into__isnull=False).filter(
        Q(Exists(EditionTag.objects.filter(tag=OuterRef("pk"))))
        | Q(Exists(ArticleTag.objects.filter(tag=OuterRef("pk"))))
    )
    return list(rows.select_related("merged_into").order_by("filed_as", "pk"))


def move(tag_id: int, *, batches: int = 1) -> bool:
    """Let the newest stories of a merged tag follow it; return whether any are left."""
    return all(_move(tag_id) for _number in range(batches))


def _move(tag_id: int) -> bool:
    with transaction.atomic():
        tag = Tag.objects.filter(pk=tag_id, merged_into__isnull=False).first()
        if tag is None:
            return False
        is_more = _move_editions(tag)
        is_more = _move_articles(tag) or is_more
    if not is_more:
        counting.count_again([tag.pk, tag.merged_into_id])
    return is_more


def _move_editions(tag: Tag) -> bool:
    rows: list[tuple[int, int]] = []
    for language in Language.values:
        # By the index of readers' lists: the newest are right first.
        of = EditionTag.objects.filter(tag=tag, language=language)
        newest = of.order_by("-published_at", "-article").values_list("pk", "edition")
        rows += newest[: BATCH - len(rows)]
    if not rows:
        return False
    editions = [edition for _pk, edition in rows]
    both = EditionTag.objects.filter(edition__in=editions, tag=tag.merged_into_id)
    twice = set(both.values_list("edition", flat=True))
    EditionTag.objects.filter(pk__in=[pk for pk, edition in rows if edition in twice]).delete()
    EditionTag.objects.filter(pk__in=[pk for pk, edition in rows if edition not in twice]).update(
        tag=tag.merged_into_id
    )
    search.put_editions(Edition.objects.filter(pk__in=editions))
    return True


def _move_articles(tag: Tag) -> bool:
    rows = list(
        ArticleTag.objects.filter(tag=tag)
        .order_by("-pk")
        .values_list("pk", "content_object")[:BATCH]
    )
    if not rows:
        return False
    articles = [article for _pk, article in rows]
    both = ArticleTag.objects.filter(content_object__in=articles, tag=tag.merged_into_id)
    twice = set(both.values_list("content_object", flat=True))
    ArticleTag.objects.filter(pk__in=[pk for pk, article in rows if article in twice]).delete()
    ArticleTag.objects.filter(pk__in=[pk for pk, article in rows if article not in twice]).update(
        tag=tag.merged_into_id
    )
    search.put_articles(Article.objects.filter(pk__in=articles))
    return True


def latest(most: int = 20) -> list[TagMerge]:
    """Return the last merges, newest first."""
    rows = TagMerge.objects.select_related("tag", "into", "by").order_by("-pk")
    return list(rows[:most])
