"""Removal by law: words or a photo go from every copy we keep, a tombstone stays."""

import hashlib
import json

from django.db.models import F
from django.utils.translation import gettext as _

from . import markup, search, social, tasks
from .models import (
    Article,
    BreakingBand,
    Comment,
    EditionPhoto,
    EditionTag,
    EditionText,
    KeptText,
    PlannedEvent,
    ReaderNote,
    Redaction,
    SharedPreview,
    Verb,
    Version,
    WhyKept,
)
from .refusals import Refused

#: The fields of words that may be blanked; "body" is the whole text.
FIELDS = (
    "headline", "lead", "body", "dateline", "source_name", "source_url", "photo_caption",
    "correction_note", "ed_note", "tags",
)  # fmt: skip
#: What stands where a headline stood: a story cannot be without one.
REMOVED = {
    "kk": "Заң талабымен алынып тасталды",
    "ru": "Удалено по требованию закона",
    "en": "Removed as the law requires",
}


def remove(article: Article, *, fields, photo, basis, by) -> dict:
    """Blank fields and take out a photo everywhere; return what the decision records.

    Reaches the working copy, every edition and its text, every version and kept text, live
    entries, the event it was begun from, what readers wrote of it and what colleagues said of it.
    Called by `workflow.redact` inside its transaction.
    """
    unknown = set(fields) - set(FIELDS)
    fields = [name for name in FIELDS if name in set(fields)]
    if unknown or (not fields and photo is None):
        raise Refused(_("Name what is to be removed: fields, or a photo."), field="fields")
    longest = Redaction._meta.get_field("basis").max_length
    if len(basis) > longest:
        raise Refused(
            _("Name the legal basis in %(number)s letters at most.") % {"number": longest},
            field="note",
        )
    before = {
        name: sorted(article.tags.names()) if name == "tags" else getattr(article, name)
        for name in fields
    }
    digest = hashlib.sha256(
        json.dumps([before, photo and photo.digest], sort_keys=True, default=str).encode()
    ).hexdigest()
    _blank(article, _blanks(fields, article.language))
    if photo is not None:
        _take_out(article, photo)
    # A report counts anew what is left.
    article.editions.update(characters=None)
    # Texts as they were typed stand nowhere else, and neither do the words left as typed.
    KeptText.objects.filter(article=article, why=WhyKept.AS_TYPED).delete()
    Article.objects.filter(pk=article.pk).update(left_as_typed={})
    # A card shows the words and the photo, and lies in a file of its own.
    social.remove(article.editions.values("pk"))
    for pk in article.editions.visible().values_list("pk", flat=True):
        tasks.draw_cards.enqueue(pk)
    search.put_editions(article.editions.all())
    search.put_article(Article.objects.get(pk=article.pk))
    for kept in KeptText.objects.filter(article=article):
        post = scrub(
            kept.content.get("post", {}),
            language=article.language,
            fields=fields,
            photo=photo and photo.pk,
        )
        kept.content = {**kept.content, "post": post}
        kept.save(update_fields=["content"])
    Redaction.objects.create(
        article=article, fields=fields, photo=photo, basis=basis, by=by, digest=digest
    )
    return {
        "fields": fields,
        "photo": photo.pk if photo else None,
        "digest": digest,
        # Texts written over an earlier version may still hold what was removed.
        "version": article.version,
    }


def since(article: Article, version: int, post: dict) -> tuple[dict, list[str]]:
    """Return a form that was opened on a version without what the law removed later.

    With it the names of the fields in which something was left out. An older form holds the
    removed words as if its writer had typed them.
    """
    left_out = set()
    for removed in article.decisions.filter(verb=Verb.REDACT).order_by("id"):
        if removed.details.get("version", 0) > version:
            fields, photo = removed.details["fields"], removed.details["photo"]
            scrubbed = scrub(post, language=article.language, fields=fields, photo=photo)
            left_out |= {name for name in scrubbed if scrubbed[name] != post[name]}
            post = scrubbed
    return post, sorted(left_out - {"slug"})


def scrub(post: dict, *, language: str, fields=(), photo: int | None = None) -> dict:
    """Return a posted form without what was removed: fields blanked, a photo taken out."""
    post = dict(post)
    blanks = _blanks(fields, language) | ({"slug": ""} if "headline" in fields else {})
    post |= {name: [value] for name, value in blanks.items() if name in post}
    if photo is not None:
        if post.get("body"):
            post["body"] = [markup.without_photo(markup.clean(post["body"][0]), photo)]
        if post.get("photo") == [str(photo)]:
            post |= {"photo": [""], "photo_caption": [""]}
    return post


def _blanks(fields, language) -> dict:
    blanks = dict.fromkeys(fields, "")
    if "headline" in blanks:
        blanks["headline"] = REMOVED[language]
    return blanks


def _blank(article, blanks):
    if not blanks:
        return
    if "headline" in blanks:
        # The address spells the headline, and so do the paths it had before.
        blanks = {**blanks, "slug": f"{article.pk}"}
        article.old_addresses.all().delete()
    if "tags" in blanks:
        # From this story: the tag itself may stand on others, and has no page without any.
        article.tags.clear()
        EditionTag.objects.filter(edition__article=article).delete()
    # Colleagues quote what they speak of; the whole of what they said goes with the text, or with
    # the notes of the desk.
    comments = Comment.objects.filter(article=article)
    comments.update(passage="")
    if {"body", "ed_note"} & blanks.keys():
        comments.update(words="")
    words = {name: value for name, value in blanks.items() if name != "tags"}
    if words:
        Article.objects.filter(pk=article.pk).update(**words)
    shared = {
        name: value for name, value in blanks.items() if name not in ("body", "ed_note", "tags")
    }
    if shared:
        article.editions.update(**shared)
    if {"headline", "lead", "body"} & set(blanks):
        # A band that led to the story said the same in fewer words.
        BreakingBand.objects.filter(article=article).update(words="")
    texts = EditionText.objects.filter(edition__article=article)
    if "body" in blanks:
        texts.update(body="", html="", plain="")
        article.live_entries.update(headline="", text="", photo=None)
        ReaderNote.objects.filter(edition__article=article).update(passage="", words="")
        # Whoever was shown the story may have quoted it.
        SharedPreview.objects.filter(article=article).update(note="")
        # Of the photos only the main one is still printed.
        EditionPhoto.objects.filter(edition__article=article).exclude(
            photo=F("edition__photo")
        ).delete()
    _blank_event(article, blanks)
    if "correction_note" in blanks:
        # The same sentence stands with the decision; it is the one thing ever taken from there.
        article.decisions.filter(verb=Verb.CORRECT).update(note="")
    for version in Version.objects.filter(article=article):
        kept = {name: value for name, value in blanks.items() if name in version.content}
        if "tags" in kept:
            kept["tags"] = []
        version.content = {**version.content, **kept}
        version.save(update_fields=["content"])


def _blank_event(article, blanks):
    """Take the words from the event of the planning that the story was begun from."""
    words = {"what": blanks["headline"]} if "headline" in blanks else {}
    if {"body", "ed_note"} & blanks.keys():
        words["note"] = ""
    if {"body", "dateline"} & blanks.keys():
        words["place"] = ""
    if words:
        PlannedEvent.objects.filter(story=article).update(**words, version=F("version") + 1)


def _take_out(article, photo):
    if article.photo_id == photo.pk:
        Article.objects.filter(pk=article.pk).update(photo=None, photo_caption="")
    body = markup.without_photo(article.body, photo.pk)
    # Not where the whole text was removed in the same breath.
    Article.objects.filter(pk=article.pk).exclude(body="").update(body=body)
    article.editions.filter(photo=photo).update(photo=None, photo_caption="")
    for text in EditionText.objects.filter(edition__article=article):
        text.body = markup.without_photo(text.body, photo.pk)
        # Its caption was among the words.
        text.plain = markup.plain(text.body)
        text.html = ""
        text.save(update_fields=["body", "html", "plain"])
    EditionPhoto.objects.filter(edition__article=article, photo=photo).delete()
    article.live_entries.filter(photo=photo).update(photo=None)
    for version in Version.objects.filter(article=article):
        content = version.content
        content["body"] = markup.without_photo(content.get("body", ""), photo.pk)
        if content.get("photo") == photo.pk:
            content |= {"photo": None, "photo_caption": ""}
        version.save(update_fields=["content"])
