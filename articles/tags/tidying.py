"""Tags that nobody uses, and tags that are probably one: listed, retired, restored."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext_lazy as _

from articles.models import Tag, TagUse

from . import filing

#: A tag that no story had for so long is out of use.
LONG = timedelta(days=365)


class Kind(models.TextChoices):
    """Which tags are looked at."""

    NEVER = "never", _("On no story")
    ONCE = "once", _("Used once")
    LONG_AGO = "long_ago", _("Not used for a year")
    ALIKE = "alike", _("Look like one")
    RETIRED = "retired", _("Retired")


def unused(kind: Kind, *, at: datetime) -> QuerySet[TagUse]:
    """Return the uses of such tags, each list in the order of its index."""
    uses = TagUse.objects.select_related("tag")
    if kind is Kind.RETIRED:
        retired = uses.filter(tag__is_retired=True, tag__merged_into=None)
        return retired.order_by("tag__filed_as", "tag")
    offered = uses.filter(is_offered=True)
    if kind is Kind.LONG_AGO:
        old = offered.filter(stories__gt=0, last_used_at__lt=at - LONG)
        return old.order_by("last_used_at", "tag")
    return offered.filter(stories=1 if kind is Kind.ONCE else 0).order_by("-tag")


def alike(*, after: str = "", most: int = 20) -> list[list[TagUse]]:
    """Return groups of tags of the same words in other forms, letters or order, most used first.

    `after` is the likeness at which the page before ended.
    """
    offered = TagUse.objects.filter(is_offered=True, likeness__gt=after)
    twice = offered.values("likeness").annotate(number=Count("tag")).filter(number__gt=1)
    keys = list(twice.order_by("likeness").values_list("likeness", flat=True)[:most])
    groups: dict[str, list[TagUse]] = {key: [] for key in keys}
    rows = TagUse.objects.filter(is_offered=True, likeness__in=keys).select_related("tag")
    for use in rows.order_by("-stories", "tag"):
        groups[use.likeness].append(use)
    return list(groups.values())


def retire(tags: Iterable[int], *, gone: bool) -> list[Tag]:
    """Retire tags, or restore them; return those that were not so already. None is deleted."""
    with transaction.atomic():
        rows = Tag.objects.select_for_update().filter(pk__in=tags, merged_into=None)
        changed = list(rows.filter(is_retired=not gone).order_by("pk"))
        for tag in changed:
            tag.is_retired = gone
        Tag.objects.bulk_update(changed, ["is_retired"])
        filing.file(changed)
    return changed
