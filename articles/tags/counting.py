"""How often tags are used, and how lately: counted from editions, with no job to run.

Each story counts once for a tag, whatever became of it later. Its worth fades by half in half a
year; as the power of 2 that the sum of all is, it has to be written only when a story is added.
An approval counts the rows that came since; `manage.py count_tags` an archive that came at once.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import log2

from django.db import transaction
from django.db.models import Count, Max, Min, OuterRef, Subquery
from django.db.models.functions import TruncMonth

from articles.models import EditionTag, TagBeginning, TagsCounted, TagUse

from . import filing

#: In so long a time a story comes to count half as much.
HALF_LIFE = timedelta(days=182)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Rows that one approval counts, and that a command counts in one transaction.
AT_ONCE = 500


def worth(moment: datetime, stories: int = 1) -> float:
    """Return what stories of a moment count, as a power of 2; those of before 1970 as of then."""
    return max((moment - _EPOCH) / HALF_LIFE, 0.0) + log2(stories)


def together(one: float, other: float) -> float:
    """Return the worth of two; 0 is that of none."""
    if not one or not other:
        return one or other
    high, low = max(one, other), min(one, other)
    return high + log2(1 + 2 ** (low - high))


def catch_up():
    """Keep the tags and count the stories that came since: called after an approval committed."""
    filing.file_missing(limit=filing.BATCH)
    count(limit=AT_ONCE, waits=False)


def count(*, limit: int | None = None, waits: bool = True) -> int:
    """Count the rows that were not counted yet, in order; return how many they were.

    Of two processes one counts; the other waits for it, or turns away where it `waits` for nobody.
    """
    counted = 0
    while limit is None or counted < limit:
        with transaction.atomic():
            TagsCounted.objects.get_or_create(pk=1)
            mark = TagsCounted.objects.select_for_update(skip_locked=not waits).filter(pk=1).first()
            if mark is None:
                break
            waiting = EditionTag.objects.filter(pk__gt=mark.row).order_by("pk")
            columns = ("pk", "article", "tag", "published_at", "edition__number")
            if not (rows := list(waiting.values_list(*columns)[:AT_ONCE])):
                break
            _add(rows, before=mark.row)
            TagsCounted.objects.filter(pk=1).update(row=rows[-1][0])
        counted += len(rows)
    return counted


def _add(rows, *, before: int):
    """Count each story once for a tag, however many editions it has."""
    again = {article for _pk, article, _tag, _at, number in rows if number > 1}
    earlier = EditionTag.objects.filter(edition__article__in=again, pk__lte=before)
    seen = set(earlier.values_list("article", "tag"))
    found: dict[int, list[datetime]] = {}
    for _pk, article, tag, at, _number in rows:
        if (article, tag) not in seen:
            seen.add((article, tag))
            found.setdefault(tag, []).append(at)
    # In one order always, as every writer of these rows takes them.
    uses = TagUse.objects.select_for_update().filter(tag__in=found).order_by("tag")
    changed = []
    for use in uses:
        for at in found[use.tag_id]:
            use.stories += 1
            use.worth = together(use.worth, worth(at))
            use.last_used_at = max(filter(None, (use.last_used_at, at)))
        changed.append(use)
    _keep(changed)


def count_again(tags: Iterable[int]):
    """Count some tags, by their ids, from the beginning."""
    with transaction.atomic():
        TagsCounted.objects.get_or_create(pk=1)
        mark = TagsCounted.objects.select_for_update().get(pk=1)
        tags = list(tags)
        # What the mark has not reached yet is counted when it does.
        rows = EditionTag.objects.filter(tag__in=tags, pk__lte=mark.row)
        _set(tags, _by_months(rows))


def count_all_again():
    """Count every tag from the beginning, with the site up: a portion in each transaction."""
    last = EditionTag.objects.aggregate(last=Max("pk"))["last"] or 0
    TagsCounted.objects.update_or_create(pk=1, defaults={"row": last})
    of_months = _by_months(EditionTag.objects.filter(pk__lte=last))
    every = list(TagUse.objects.order_by("tag").values_list("tag", flat=True))
    for first in range(0, len(every), AT_ONCE):
        with transaction.atomic():
            _set(every[first : first + AT_ONCE], of_months)
    # Approvals may have counted meanwhile on what was put right only now.
    later = EditionTag.objects.filter(pk__gt=last).values_list("tag", flat=True)
    count_again(set(later))


def _by_months(rows) -> dict[int, list]:
    """Return for each tag how many stories it has of each month, when, and the last of them."""
    found: dict[int, list] = {}
    months = rows.annotate(month=TruncMonth("published_at")).values_list("tag", "month")
    for tag, _month, stories, first, last in months.annotate(
        Count("article", distinct=True), Min("published_at"), Max("published_at")
    ).order_by():
        found.setdefault(tag, []).append((stories, first + (last - first) / 2, last))
    return found


def _set(tags: list[int], of_months: dict[int, list]):
    uses = list(TagUse.objects.select_for_update().filter(tag__in=tags).order_by("tag"))
    for use in uses:
        use.stories, use.worth, use.last_used_at = 0, 0.0, None
        for stories, middle, last in of_months.get(use.tag_id, ()):
            use.stories += stories
            use.worth = together(use.worth, worth(middle, stories))
            use.last_used_at = max(filter(None, (use.last_used_at, last)))
    _keep(uses)


def _keep(uses: list[TagUse]):
    TagUse.objects.bulk_update(uses, ["stories", "worth", "last_used_at"], batch_size=AT_ONCE)
    now = TagUse.objects.filter(tag=OuterRef("tag")).values("worth")
    TagBeginning.objects.filter(tag__in=[use.tag_id for use in uses]).update(worth=Subquery(now))
