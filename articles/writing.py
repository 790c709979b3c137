"""Saving words: the next version of the desk's copy, or, when somebody was first, a kept text."""

import hashlib
import json
import re
from collections.abc import Collection
from datetime import UTC, datetime

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from kazakh.alphabet import one_line, visible

from . import markup, redaction, requirements, search, tidying, workflow
from .models import Article, KeptText, Status, Version, WhyKept
from .models.story import STORY_FIELDS, Story
from .refusals import NotAllowed, Overtaken, Refused

#: Fields whose change is writing: what readers read, not where it is filed.
PRINTED = ("headline", "lead", "body", "dateline", "photo_caption", "source_name")
#: What a version keeps that makes no other text of an approved one.
_OF_THE_DESK = ("owner", "assignee", "due_at")
_PARAGRAPH = re.compile(r"<p>.*?</p>", re.DOTALL)
#: Fields of a form that are nobody's text.
_NOT_TEXT = ("csrfmiddlewaretoken", "desk_seal", "based_on")


def content_of(article: Article) -> dict:
    """Return everything a version keeps of a working copy, as JSON can hold it."""
    names = (*STORY_FIELDS, "body", "slug", "ed_note", "due_at", "planned_for")
    content = {name: plain(article, name) for name in names}
    # Not of the text: so that whoever saves over an assignment hears of it.
    content["owner"] = article.owner_id
    content["assignee"] = article.assignee_id
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


def plain(story: Story, name: str):
    """Return a field of a story's own as JSON can hold it: of the desk's copy, or of an edition."""
    value = story._meta.get_field(name).value_from_object(story)
    if isinstance(value, datetime):
        # One moment is one text, whatever zone the form it came from was in.
        value = value.astimezone(UTC)
    return value.isoformat() if hasattr(value, "isoformat") else value


def begin(article: Article, *, by, based_on: int):
    """Win the right to save over `based_on`, or raise `Overtaken`, `NotAllowed` or `Refused`.

    A verb given meanwhile (sent back, approved) is no other text: only a later *save* by
    somebody overtakes. Runs inside the transaction of the save, before anything is written.
    """
    moved = ("status", "stopped", "submitted_at", "correction_kind", "correction_note")
    known = ("version", "slug", "owner", "assignee", "embargoed_until")
    fresh = Article.objects.only(*known, *moved).get(pk=article.pk)
    if not workflow.may_write(by, fresh):
        raise NotAllowed(_("This story no longer takes changes from you."))
    if fresh.version != based_on and article.versions.filter(number__gt=based_on).exists():
        raise Overtaken(_("Somebody saved this story while you were writing."))
    workflow.claim(fresh)
    is_new_embargo = article.embargoed_until != fresh.embargoed_until
    if is_new_embargo and (said := requirements.too_soon(article)):
        # Asked once more: it was scheduled while the form was looked at.
        raise Refused(said, field="embargoed_until")
    article.version = fresh.version + 1
    # What verbs moved since the form was opened stays moved.
    for name in moved:
        setattr(article, name, getattr(fresh, name))
    last = article.versions.order_by("-number").first()
    if last is not None and article.slug == last.content.get("slug"):
        article.slug = fresh.slug


def prepare(article: Article):
    """Put a text into the form in which it is stored, before it is compared or saved."""
    article.headline = headline(article.headline)
    article.lead = "\n".join(one_line(line) for line in article.lead.splitlines()).strip()
    article.body = markup.clean(article.body)


def headline(text: str) -> str:
    """Return a headline as it is stored: on one line, with nothing unseen in it."""
    return one_line("\xa0".join(visible(part) for part in text.split("\xa0")))


def tidy(article: Article, *, but: Collection[str] = ()) -> dict[str, str]:
    """Mend what was written since the last version; return those texts as they were typed.

    Words that this save does not change are not touched: they would become the words of whoever
    only files the story; in another language they are other words. `but` names fields that stay
    as they are. An import is a faithful copy and never comes here.
    """
    last = article.versions.order_by("-number").first() if article.pk else None
    before = last.content if last and last.content.get("language") == article.language else {}
    left, typed = tidying.Left.of(article), {}
    for name in tidying.FIELDS:
        text = getattr(article, name)
        if before.get(name) == text or name in but:
            continue
        mended, _found = tidying.mend(name, text, language=article.language, left=left)
        if mended != text:
            typed[name] = text
            setattr(article, name, mended)
    return typed


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


def keep_as_typed(article: Article, typed: dict, *, by):
    """Keep what a save mended as it was typed, until the same person saves the story again."""
    KeptText.objects.filter(article=article, by=by, why=WhyKept.AS_TYPED).delete()
    if typed:
        KeptText.objects.create(
            article=article,
            by=by,
            why=WhyKept.AS_TYPED,
            based_on=article.version,
            content={"post": {name: [text] for name, text in typed.items()}},
        )


def as_typed(article: Article, *, by) -> KeptText | None:
    """Return what this person's last save of the story mended, if it did.

    Others may have saved since: what they left as it was mended can still be put back.
    """
    last = article.versions.filter(by=by).order_by("-number").values_list("number", flat=True)[:1]
    return KeptText.objects.filter(
        article=article, by=by, why=WhyKept.AS_TYPED, based_on__in=list(last), settled_at=None
    ).first()


def mended_in(kept: KeptText, article: Article) -> list[tidying.Mended]:
    """Return what was mended in a text that is kept as it was typed."""
    left, found = tidying.Left.of(article), []
    # By the rules of the language it was saved in, whatever it is changed to now.
    language = article.versions.get(number=kept.based_on).content["language"]
    for name, [text] in kept.content["post"].items():
        if name == "tags":
            found += tidying.mended_tags(text, language=language)
        else:
            found += tidying.mend(name, text, language=language, left=left)[1]
    return [each for each in found if tidying.is_seen(each)]


def put_back(article: Article, *, by) -> tuple[set[str], set[str]]:
    """Put into a text that is about to be saved what this person had typed before it was mended.

    Returns the fields that are as they were typed now, and those that were written on since:
    their words are left as they come, with what had been taken out of them at their end. What was
    mended is not mended again. A tag stays: it is one tag in whatever letters it is typed. Raises
    Overtaken where this person has saved the story since.
    """
    kept = as_typed(article, by=by)
    if kept is None:
        raise Overtaken(_("The story was saved since; the text as it was typed is gone."))
    found = mended_in(kept, article)
    typed = {name: text for name, [text] in kept.content["post"].items() if name != "tags"}
    mended = article.versions.get(number=kept.based_on).content
    done = {name for name in typed if getattr(article, name) == mended[name]}
    for name in done:
        setattr(article, name, typed[name])
    for name in typed.keys() - done:
        for line in _cut_from(name, getattr(article, name), found):
            _append(article, name, line, typed[name])
    article.left_as_typed = tidying.Left.of(article).add(found)
    return done, typed.keys() - done


def _cut_from(name: str, text: str, found: list[tidying.Mended]) -> list[str]:
    """Return what was taken out of a field, as it was typed, and is not there again."""
    own = [each for each in found if each.field == name]
    lines = []
    for each in own:
        if not each.after:
            line = each.before
            # What stood for a bullet before it went first.
            for earlier in own:
                if earlier.after and line.startswith(earlier.after):
                    line = earlier.before + line.removeprefix(earlier.after)
            lines.append(line.strip())
    there = {line.strip() for line in markup.plain(text).splitlines()}
    return [
        line
        for line in lines
        if visible(line).strip() and line not in there and not text.rstrip().endswith(f" {line}")
    ]


def _append(article: Article, name: str, line: str, typed: str):
    """Put a line at the end of a field; where it has no room, at the end of the body.

    A paragraph of a body comes as it was typed, with its links.
    """
    if name != "body":
        limit = Article._meta.get_field(name).max_length
        longer = f"{getattr(article, name)} {line}".strip()
        if limit is None or len(longer) <= limit:
            setattr(article, name, longer)
            return
    paragraphs = _PARAGRAPH.findall(typed) if name == "body" else []
    whole = (each for each in paragraphs if markup.plain(each).strip() == line)
    article.body = markup.clean(article.body + next(whole, f"<p>{escape(line)}</p>"))


def _is_changed(article: Article, last: Version | None, content: dict) -> bool:
    """Tell whether a text differs from the approved one; approval may have given its address."""
    if last is None:
        return True
    content = {name: value for name, value in content.items() if name not in _OF_THE_DESK}
    if {**last.content, **content} == last.content:
        return False
    approved = article.editions.order_by("-number").values_list("slug", flat=True).first()
    kept = {name: last.content.get(name) for name in content}
    return {**kept, "slug": approved} != content


def keep(post, *, by, article: Article | None, why: WhyKept, based_on: int = 0) -> KeptText:
    """Keep a posted text that could not be saved, once, for its author alone.

    Takes the posted fields as they came (a QueryDict); files cannot be kept.
    """
    fields = _fields(post, article, based_on)
    digest = _digest(article and article.pk, by.pk, fields)
    known = KeptText.objects.filter(by=by, digest=digest, settled_at=None).first()
    return known or KeptText.objects.create(
        article=article,
        by=by,
        why=why,
        based_on=based_on,
        content={"post": fields},
        digest=digest,
    )


def autosave(
    post, *, by, article: Article | None, based_on: int, form: str, at: datetime
) -> KeptText:
    """Keep what stands in a form that is being written in, in place of what it held before.

    Never the story itself. `form` tells the forms of one person apart: two windows of one story
    are two texts.
    """
    digest = _digest("autosave", by.pk, form)
    held = {
        "article": article,
        "based_on": based_on,
        "content": {"post": _fields(post, article, based_on)},
        "at": at,
    }
    texts = KeptText.objects.filter(by=by, why=WhyKept.AUTOSAVE, digest=digest, settled_at=None)
    if texts.update(**held):
        return texts.first()
    return KeptText.objects.create(by=by, why=WhyKept.AUTOSAVE, digest=digest, **held)


def is_kept(post, *, by, article: Article | None, based_on: int) -> bool:
    """Tell whether these very words were kept for a person before, dealt with or not."""
    words = _words(_fields(post, article, based_on))
    texts = KeptText.objects.filter(by=by, article=article).exclude(why=WhyKept.AS_TYPED)
    return any(_words(each.content.get("post", {})) == words for each in texts.order_by("-at")[:20])


def _words(fields: dict) -> dict:
    """Return what a form holds, without its buttons and what it says of itself."""
    own = ("brought", "discard", "kept")
    return {
        name: values
        for name, values in fields.items()
        if any(values) and name not in own and not name.startswith("_")
    }


def forget_autosave(*, by, form: str):
    """Let go of what a form held while it was written in: it was saved, or is as it was opened."""
    digest = _digest("autosave", by.pk, form)
    KeptText.objects.filter(by=by, why=WhyKept.AUTOSAVE, digest=digest, settled_at=None).delete()


def _fields(post, article: Article | None, based_on: int) -> dict[str, list[str]]:
    # Without NULs, which PostgreSQL does not store and nobody types.
    fields = {
        name: [value.replace("\x00", "") for value in values]
        for name, values in sorted(post.lists())
        if name not in _NOT_TEXT
    }
    # What the law removed while this was being written does not come back through here.
    return redaction.since(article, based_on, fields)[0] if article else fields


def _digest(*parts) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def fingerprint(kept: KeptText) -> str:
    """Return by what a kept text is known to be as it was when a form was filled from it."""
    return _digest("filled", kept.content)[:16]


def settle(kept: KeptText, *, article: Article | None = None, filled: str | None = None):
    """Note that the author has dealt with a kept text; it is no longer offered.

    A text that began on a blank form belongs to the `article` it became from now on, so that
    whatever is removed from that is removed from it. Where the form was `filled` with other words
    than it holds by now (a browser brought more of it), it waits on, beside the story.
    """
    kept.article = kept.article or article
    texts = KeptText.objects.filter(pk=kept.pk)
    if filled is None or filled == fingerprint(kept):
        kept.settled_at = timezone.now()
        # As it was read: what comes in this moment is not dealt with.
        done = texts.filter(at=kept.at).update(settled_at=kept.settled_at, article=kept.article)
        if done:
            return
        kept.settled_at = None
    texts.filter(settled_at=None).update(article=kept.article)
