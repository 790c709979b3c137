"""Saving words: the next version of the desk's copy, or, when somebody was first, a kept text."""

import hashlib
import json
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from kazakh.alphabet import visible

from . import markup, redaction, search, workflow
from .models import Article, KeptText, Status, Verb, Version, WhyKept
from .models.story import STORY_FIELDS
from .refusals import NotAllowed, Overtaken

#: Fields whose change is writing: what readers read, not where it is filed.
PRINTED = ("headline", "lead", "body", "dateline", "photo_caption", "source_name")
#: Fields of a form that are nobody's text.
_NOT_TEXT = ("csrfmiddlewaretoken", "desk_seal", "based_on")


def content_of(article: Article) -> dict:
    """Return everything a version keeps of a working copy, as JSON can hold it."""
    content = {}
    for name in (*STORY_FIELDS, "body", "slug", "ed_note", "due_at", "planned_for"):
        field = article._meta.get_field(name)
        value = field.value_from_object(article)
        if isinstance(value, datetime):
            # One moment is one text, whatever zone the form it came from was in.
            value = value.astimezone(UTC)
        content[name] = value.isoformat() if hasattr(value, "isoformat") else value
    content["tags"] = sorted(article.tags.values_list("name", flat=True))
    content["topics"] = sorted(article.topics.values_list("pk", flat=True))
    content["further_regions"] = sorted(article.further_regions.values_list("pk", flat=True))
    content["contributions"] = [
        list(row)
        for row in article.contributions.order_by("order", "pk").values_list(
            "author_id", "role", "share", "is_printed"
        )
    ]
    return content


def begin(article: Article, *, by, based_on: int):
    """Win the right to save over `based_on`, or raise `Overtaken` or `NotAllowed`.

    A verb given meanwhile (sent back, approved) is no other text: only a later *save* by
    somebody overtakes. Runs inside the transaction of the save, before anything is written.
    """
    moved = ("status", "stopped", "submitted_at", "correction_kind", "correction_note")
    fresh = Article.objects.only("version", "slug", "owner", "assignee", *moved).get(pk=article.pk)
    if not workflow.may_write(by, fresh):
        raise NotAllowed(_("This story no longer takes changes from you."))
    if fresh.version != based_on and article.versions.filter(number__gt=based_on).exists():
        raise Overtaken(_("Somebody saved this story while you were writing."))
    workflow.claim(fresh)
    article.version = fresh.version + 1
    # What verbs moved since the form was opened stays moved.
    for name in moved:
        setattr(article, name, getattr(fresh, name))
    last = article.versions.order_by("-number").first()
    if last is not None and article.slug == last.content.get("slug"):
        article.slug = fresh.slug


def prepare(article: Article):
    """Put a text into the form in which it is stored, before it is compared or saved."""
    article.headline = " ".join(visible(article.headline).split())
    article.lead = "\n".join(" ".join(line.split()) for line in article.lead.splitlines()).strip()
    article.body = markup.clean(article.body)


def finish(article: Article, *, by) -> Version:
    """Keep the saved text as a version; an approved story that changed becomes a draft again."""
    content = content_of(article)
    last = article.versions.order_by("-number").first()
    is_writing = last is None or any(last.content.get(n) != content[n] for n in PRINTED)
    if article.status == Status.APPROVED and _is_changed(article, last, content):
        workflow.reopen(article, by=by)
    search.put_article(article)
    return Version.objects.create(
        article=article, number=article.version, by=by, content=content, is_writing=is_writing
    )


def _is_changed(article: Article, last: Version | None, content: dict) -> bool:
    """Tell whether a text differs from the approved one; approval may have given its address."""
    if last is None or last.content == content:
        return last is None
    approved = article.editions.order_by("-number").values_list("slug", flat=True).first()
    kept = {name: last.content.get(name) for name in content}
    return {**kept, "slug": approved} != content


def keep(post, *, by, article: Article | None, why: WhyKept, based_on: int = 0) -> KeptText:
    """Keep a posted text that could not be saved, once, for its author alone.

    Takes the posted fields as they came (a QueryDict); files cannot be kept.
    """
    fields = {name: values for name, values in sorted(post.lists()) if name not in _NOT_TEXT}
    # What the law removed while this was being written does not come back through here.
    for removed in article.decisions.filter(verb=Verb.REDACT) if article else ():
        if removed.details.get("version", 0) > based_on:
            fields = redaction.scrub(
                fields,
                language=article.language,
                fields=removed.details["fields"],
                photo=removed.details["photo"],
            )
    digest = hashlib.sha256(
        json.dumps([article and article.pk, by.pk, fields], ensure_ascii=True).encode()
    ).hexdigest()
    known = KeptText.objects.filter(by=by, digest=digest, settled_at=None).first()
    return known or KeptText.objects.create(
        article=article,
        by=by,
        why=why,
        based_on=based_on,
        content={"post": fields},
        digest=digest,
    )


def settle(kept: KeptText, *, article: Article | None = None):
    """Note that the author has dealt with a kept text; it is no longer offered.

    A text that began on a blank form belongs to the `article` it became from now on, so that
    whatever is removed from that is removed from it.
    """
    kept.settled_at = timezone.now()
    kept.article = kept.article or article
    kept.save(update_fields=["settled_at", "article"])
