"""What a story held at a save, and for readers; and putting back what an earlier version held.

Putting back is writing: it makes the next version, by whoever puts back, under the rules of any
save. The address is not put back: it follows the headline until readers have seen it.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from media.models import Photo

from . import markup, translating, writing
from .models import Article, Author, Contribution, Edition, Region, Tag, Version
from .models.story import STORY_FIELDS
from .refusals import Refused

#: What a version holds, in the order of the writing form.
PARTS = (
    "headline", "lead", "body", "category", "region", "further_regions", "tags", "topics", "photo",
    "photo_caption", "agency", "dateline", "source_name", "source_url", "origin", "language",
    "translation_of", "genre", "commercial", "age_mark", "urgency", "embargoed_until",
    "expires_at", "contributions", "slug", "due_at", "planned_for", "ed_note",
)  # fmt: skip
#: Parts that are for those who may write any story.
OF_EDITORS = ("due_at", "planned_for", "slug", "commercial")
#: Parts that readers have nothing of.
OF_THE_DESK = ("due_at", "planned_for", "ed_note")
_NAMED = ("category", "region", "agency", "translation_of")


@dataclass
class Restored:
    """What was put back, as which version (None: all of it stood there already), and what not."""

    parts: list[str]
    version: Version | None
    stood_in: int
    left: list[str] = field(default_factory=list)


def standing_at(article: Article, number: int) -> Version | None:
    """Return the version that stood when a story was at a number: verbs count on, too."""
    return article.versions.filter(number__lte=number).order_by("-number").first()


def differing(before: dict, after: dict) -> list[str]:
    """Return the parts in which two contents differ, in the order of the form."""
    both = (name for name in PARTS if name in before and name in after)
    return [name for name in both if before[name] != after[name]]


def of_readers(edition: Edition, article: Article) -> dict:
    """Return what an edition holds, in the form of a version's content.

    Of further regions an edition keeps the places of its lists, each with the oblast above it:
    where those of the desk's copy come to the same, they are the same.
    """
    content = writing.content_of(article)
    held = {name: writing.plain(edition, name) for name in STORY_FIELDS}
    held |= {"body": edition.text.body, "slug": edition.slug}
    held["tags"] = sorted(edition.edition_tags.values_list("tag__name", flat=True))
    held["topics"] = sorted(edition.edition_topics.values_list("topic", flat=True))
    held["contributions"] = [
        list(row)
        for row in edition.edition_bylines.order_by("order", "pk").values_list(
            "author_id", "role", "share", "is_printed"
        )
    ]
    places = {row.region for row in edition.edition_regions.select_related("region")}
    own = [content["region"], *content["further_regions"]]
    tops = Region.objects.filter(pk__in=[pk for pk in own if pk]).values_list("pk", "parent")
    if {pk for pair in tops for pk in pair if pk} == {place.pk for place in places}:
        held["further_regions"] = content["further_regions"]
    else:
        above = {place.parent_id for place in places} | {edition.region_id, edition.oblast_id}
        held["further_regions"] = sorted(place.pk for place in places if place.pk not in above)
    return held


def restorable(article: Article, version: Version, *, by) -> list[str]:
    """Return the parts of a version that are others now and that this person may put back."""
    parts = differing(version.content, writing.content_of(article))
    return [name for name in parts if name != "slug" and _may_set(by, name)]


def _may_set(by, name: str) -> bool:
    return name not in OF_EDITORS or by.has_perm("articles.write_any")


def restore(
    article: Article, version: Version, *, by, based_on: int, parts: Collection[str] | None = None
) -> Restored:
    """Put parts of an earlier version (all of it) back into a story, as its next version.

    `based_on` is the version that the person looked at. Raises `Overtaken` or `NotAllowed` as any
    save does, and `Refused` where the rules of translations forbid what stood there. What is
    retired, merged or withdrawn since is not put back, and named in what is returned.
    """
    try:
        with transaction.atomic():
            last = article.versions.order_by("-number").values_list("number", flat=True).first()
            wanted = [
                name
                for name in restorable(article, version, by=by)
                if parts is None or name in parts
            ]
            putting = _Putting(article, version.content)
            done = putting.put(wanted)
            restored = Restored(done, None, last or 0, putting.left)
            if done:
                writing.prepare(article)
                translating.bind(article)
                writing.begin(article, by=by, based_on=based_on)
                article.modified_at = timezone.now()
                article.save()
                putting.relate()
                restored.version = writing.finish(article, by=by)
            return restored
    except IntegrityError as taken:
        raise Refused(
            _("The original has another translation into this language meanwhile.")
        ) from taken


class _Putting:
    """Parts of a version being put into a story: first its own fields, then what is related."""

    def __init__(self, article: Article, content: dict):
        self.article, self.content = article, content
        self.left: list[str] = []
        self._related: dict[str, list] = {}

    def put(self, names: Collection[str]) -> list[str]:
        """Set the fields of the story; return the parts that could be put back."""
        done = []
        for name in names:
            value = self.content[name]
            if name in _NAMED:
                is_put = self._named(name, value)
            elif name in ("tags", "topics", "further_regions", "contributions"):
                is_put = getattr(self, f"_{name}")(value)
            elif name == "photo":
                is_put = self._photo(value)
            elif name == "photo_caption" and "photo" in names and "photo" not in done:
                is_put = False  # It is of the photo that could not come back.
            else:
                is_put = self._plain(name, value)
            if is_put:
                done.append(name)
        return done

    def relate(self):
        """Set what stands in tables of its own."""
        for name, rows in self._related.items():
            if name == "contributions":
                self.article.contributions.all().delete()
                Contribution.objects.bulk_create(rows)
            else:
                getattr(self.article, name).set(rows)

    def _plain(self, name, value) -> bool:
        if name == "body":
            value = self._without_withdrawn(value)
        model_field = Article._meta.get_field(name)
        before = getattr(self.article, name)
        setattr(self.article, name, model_field.to_python(value))
        return name != "body" or before != value

    def _without_withdrawn(self, body: str) -> str:
        shown = markup.photo_ids(body)
        there = Photo.objects.filter(pk__in=shown, withdrawn_at=None).values_list("pk", flat=True)
        for pk in [pk for pk in shown if pk not in set(there)]:
            body = markup.without_photo(body, pk)
            said = _("Photo № %(number)s was withdrawn; it was left out of the body.")
            self.left.append(said % {"number": pk})
        return body

    def _named(self, name, value) -> bool:
        model = Article._meta.get_field(name).related_model
        found = model.objects.filter(pk=value).first() if value else None
        if value and found is None:
            self._stays(name, _("what stood there is gone"))
        elif getattr(found, "is_retired", False):
            self._stays(name, _("“%(name)s” is retired") % {"name": found})
        else:
            setattr(self.article, name, found)
            return True
        return False

    def _photo(self, value) -> bool:
        found = Photo.objects.filter(pk=value).first() if value else None
        if value and (found is None or found.withdrawn_at):
            self._stays("photo", _("photo № %(number)s was withdrawn") % {"number": value})
            return False
        self.article.photo = found
        return True

    def _tags(self, names) -> bool:
        tags = Tag.called(names)
        keys = {Tag.key(tag.name) for tag in tags}
        for name in names:
            if Tag.key(name) not in keys:
                into = next((tag.name for tag in Tag.called([name])), "")
                said = _("The tag “%(name)s” was merged into “%(into)s”.")
                self.left.append(said % {"name": name, "into": into})
        self._related["tags"] = tags
        return {tag.pk for tag in tags} != set(self.article.tags.values_list("pk", flat=True))

    def _topics(self, ids) -> bool:
        return self._several("topics", ids)

    def _further_regions(self, ids) -> bool:
        return self._several("further_regions", ids)

    def _several(self, name, ids) -> bool:
        model = Article._meta.get_field(name).related_model
        found = model.objects.in_bulk(ids)
        for pk in ids:
            if pk not in found:
                self._stays(name, _("what stood there is gone"))
            elif found[pk].is_retired:
                self._stays(name, _("“%(name)s” is retired") % {"name": found[pk]})
        rows = [each for each in found.values() if not each.is_retired]
        self._related[name] = rows
        now = set(getattr(self.article, name).values_list("pk", flat=True))
        return {each.pk for each in rows} != now

    def _contributions(self, rows) -> bool:
        # Who wrote a story wrote it, retired or not.
        authors = Author.objects.in_bulk({row[0] for row in rows})
        if any(row[0] not in authors for row in rows):
            self._stays("contributions", _("what stood there is gone"))
        self._related["contributions"] = [
            Contribution(
                article=self.article, author=authors[author], role=role, share=share,
                is_printed=is_printed, order=order,
            )
            for order, (author, role, share, is_printed) in enumerate(rows)
            if author in authors
        ]  # fmt: skip
        return True

    def _stays(self, name, why: str):
        said = _("%(part)s stays as it is: %(why)s.")
        self.left.append(said % {"part": capfirst(label(name)), "why": why})


def label(name: str) -> str:
    """Return what a part of a version is called at the desk."""
    return (
        _("Bylines") if name == "contributions" else str(Article._meta.get_field(name).verbose_name)
    )
