"""A story that arrives: what is planned of its line, whether it is new to us, how it is written."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from articles import markup, originals, workflow, writing
from articles.models import (
    Article,
    ArticleTag,
    Contribution,
    OldAddress,
    Region,
    Status,
    Stopped,
    Tag,
    Topic,
    Version,
)
from articles.refusals import Refused
from kazakh.alphabet import fold

from .told import Told
from .values import BadLine


@dataclass
class Plan:
    """A line and what it means here: the story it is (None: a new one), every name looked up."""

    number: int
    told: Told
    article: Article | None = None
    imported: Version | None = None  # the last version that an import wrote
    fields: dict = field(default_factory=dict)
    tags: list[Tag] | None = None
    topics: list[Topic] = field(default_factory=list)
    further_regions: list[Region] = field(default_factory=list)
    parts: list[dict] = field(default_factory=list)
    new_photos: list = field(default_factory=list)
    waits: bool = False  # for its original, which did not come yet


def has_same_tags(plan: Plan) -> bool:
    """Tell whether a line names the tags it named before, whatever the desk made of them since."""
    if plan.imported is None:
        return False
    named = {fold(each.name)[:120] for each in plan.told.tags}
    return named == {fold(name)[:120] for name in plan.imported.content["tags"]}


def is_news(plan: Plan) -> bool:
    """Tell whether a line says something that the last import did not say."""
    if plan.imported is None:
        return True
    before, said = plan.imported.content, {}
    for name, value in plan.fields.items():
        value = getattr(value, "pk", value)
        said[name] = value.isoformat() if isinstance(value, datetime) else value
    said["topics"] = sorted(topic.pk or 0 for topic in plan.topics)
    said["further_regions"] = sorted(region.pk for region in plan.further_regions)
    said["contributions"] = [
        [part["author"].pk, part["role"], part["share"], part["is_printed"]] for part in plan.parts
    ]
    if plan.tags is not None:
        said["tags"] = sorted(tag.name for tag in plan.tags)
    return any(before.get(name) != value for name, value in said.items())


def leave_to_the_desk(plan: Plan):
    """Raise BadLine for a story that people at the desk took over since its last import."""
    article = plan.article
    if article.stopped == Stopped.KILLED:
        raise BadLine("killed at the desk, left alone")
    if article.stopped == Stopped.HELD:
        raise BadLine("held at the desk, left alone")
    if article.redactions.exists():
        raise BadLine("redacted by law, left alone")
    since = plan.imported.number if plan.imported else 0
    saved = article.versions.filter(number__gt=since, by__isnull=False)
    if article.status != Status.APPROVED or saved.exists():
        raise BadLine("changed at the desk since, left alone")


def leave_with_its_original(original: Article | None):
    """Raise BadLine for a translation whose original people at the desk stopped: they decide."""
    if original is not None and original.stopped:
        raise BadLine(f"translation_of: the original is {original.stopped} at the desk, left alone")


def write(plan: Plan, *, source: str) -> list[str]:
    """Write one story with its version and its edition; return warnings.

    Runs inside the caller's transaction. Raises Overtaken if somebody saves it right now.
    """
    now = timezone.now()
    original = plan.fields["translation_of"]
    follows = originals.last_edition(original) if original else None
    # Another line of the same batch may have taken the place.
    said = Article(pk=plan.article and plan.article.pk, **plan.fields)
    if original and (faults := originals.faults(said)):
        raise Refused(more=faults)
    if plan.article is None:
        article = Article(
            imported_from=source,
            imported_id=plan.told.id,
            follows=follows,
            version=1,
            created_at=now,
            modified_at=now,
            **plan.fields,
        )
        article.slug = plan.told.slug or article.make_slug()
        article.save(force_insert=True)
    else:
        article = workflow.claim(plan.article)
        for name, value in plan.fields.items():
            setattr(article, name, value)
        article.follows = follows
        article.modified_at = now
        article.save()
        article.article_tags.all().delete()
        article.contributions.all().delete()
        article.further_regions.clear()
        article.topics.clear()
    ArticleTag.objects.bulk_create(ArticleTag(content_object=article, tag=tag) for tag in plan.tags)
    Contribution.objects.bulk_create(Contribution(article=article, **part) for part in plan.parts)
    if plan.further_regions:
        article.further_regions.set(plan.further_regions)
    if plan.topics:
        article.topics.set(plan.topics)
    writing.finish(article, by=None)
    workflow.admit(article, published_at=plan.told.published_at, now=now)
    return _lead_here(article, plan.told.paths)


def _lead_here(article, paths) -> list[str]:
    """Let old addresses lead to a story, unless they lead to another one already."""
    if not paths:
        return []
    taken = dict(OldAddress.objects.filter(path__in=paths).values_list("path", "article_id"))
    OldAddress.objects.bulk_create(
        OldAddress(path=path, article=article) for path in paths if path not in taken
    )
    if any(owner != article.pk for owner in taken.values()):
        return ["its old address already leads to another story"]
    return []


def renumbered(body: str, numbers: dict[int, int]) -> str:
    """Return a cleaned body with other numbers on its photos; those without one are taken out."""
    for number in markup.photo_ids(body):
        if number not in numbers:
            body = markup.without_photo(body, number)
    return re.sub(
        r'(?<=<figure data-photo=")\d+(?=">)', lambda found: str(numbers[int(found[0])]), body
    )
