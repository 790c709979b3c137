"""Removal by law: words or a photo go from every copy we keep, a tombstone stays."""

import hashlib
import json

from django.utils.translation import gettext as _

from . import markup
from .models import Article, EditionPhoto, EditionText, KeptText, Redaction, Version
from .refusals import Refused

#: The fields of words that may be blanked; "body" is the whole text.
FIELDS = (
    "headline", "lead", "body", "dateline", "source_name", "source_url", "photo_caption",
    "correction_note", "ed_note",
)
#: What stands where a headline stood: a story cannot be without one.
REMOVED = {
    "kk": "Заң талабымен алынып тасталды",
    "ru": "Удалено по требованию закона",
    "en": "Removed as the law requires",
}


def remove(article: Article, *, fields, photo, basis, by) -> dict:
    """Blank fields and take out a photo everywhere; return what the decision records.

    Reaches the working copy, every edition and its text, every version and every kept text.
    Called by `workflow.redact` inside its transaction.
    """
    fields = [name for name in FIELDS if name in set(fields)]
    if not fields and photo is None:
        raise Refused(_("Name what is to be removed: fields, or a photo."), field="fields")
    before = {name: getattr(article, name) for name in fields}
    digest = hashlib.sha256(
        json.dumps([before, photo and photo.digest], sort_keys=True, default=str).encode()
    ).hexdigest()
    blanks = {name: "" for name in fields}
    if "headline" in blanks:
        blanks["headline"] = REMOVED[article.language]
    _blank(article, blanks)
    if photo is not None:
        _take_out(article, photo)
    Redaction.objects.create(
        article=article, fields=fields, photo=photo, basis=basis, by=by, digest=digest
    )
    return {"fields": fields, "photo": photo.pk if photo else None, "digest": digest}


def _blank(article, blanks):
    if not blanks:
        return
    Article.objects.filter(pk=article.pk).update(**blanks)
    shared = {name: value for name, value in blanks.items() if name not in ("body", "ed_note")}
    if shared:
        article.editions.update(**shared)
    texts = EditionText.objects.filter(edition__article=article)
    if "body" in blanks:
        texts.update(body="", html="", plain="", terms="")
    else:
        texts.update(terms="")
    if "headline" in blanks:
        slug = f"{article.pk}"
        Article.objects.filter(pk=article.pk).update(slug=slug)
        article.editions.update(slug=slug)
        # Their paths spell the headline.
        article.old_addresses.all().delete()
    for version in Version.objects.filter(article=article):
        version.content = {**version.content, **blanks}
        version.save(update_fields=["content"])
    for kept in KeptText.objects.filter(article=article):
        post = kept.content.get("post", {})
        post |= {name: [value] for name, value in blanks.items() if name in post}
        kept.content = {**kept.content, "post": post}
        kept.save(update_fields=["content"])


def _take_out(article, photo):
    if article.photo_id == photo.pk:
        Article.objects.filter(pk=article.pk).update(photo=None, photo_caption="")
    body = markup.without_photo(article.body, photo.pk)
    Article.objects.filter(pk=article.pk).exclude(body="").update(
        body=body if article.body else ""
    )
    article.editions.filter(photo=photo).update(photo=None, photo_caption="")
    for text in EditionText.objects.filter(edition__article=article):
        text.body = markup.without_photo(text.body, photo.pk)
        text.html = ""
        text.save(update_fields=["body", "html"])
    EditionPhoto.objects.filter(edition__article=article, photo=photo).delete()
    for version in Version.objects.filter(article=article):
        content = version.content
        content["body"] = markup.without_photo(content.get("body", ""), photo.pk)
        if content.get("photo") == photo.pk:
            content |= {"photo": None, "photo_caption": ""}
        version.save(update_fields=["content"])
    for kept in KeptText.objects.filter(article=article):
        post = kept.content.get("post", {})
        if post.get("body"):
            post["body"] = [markup.without_photo(markup.clean(post["body"][0]), photo.pk)]
        if post.get("photo") == [str(photo.pk)]:
            post |= {"photo": [""], "photo_caption": [""]}
        kept.save(update_fields=["content"])
