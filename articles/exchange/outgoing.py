"""Stories into lines that `incoming` reads: what readers have, or will have, of each story."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db.models import Exists, F, OuterRef, Q

from articles import markup
from articles.models import AgeMark, Article, Category, Edition, Role, Stopped, Story
from media.models import Photo

from . import arrivals, values

BATCH = 200
#: Withdrawn before its moment: nobody ever saw it.
_EMPTY = Q(visible_until=F("visible_from"))
_CREDIT = ("photographer", "source", "line_kk", "line_ru", "line_en", "link", "licence", "terms")
_PHOTO = (
    "caption", "headline", "keywords", "taken_where", "copyright_notice", "usage_terms",
    "instructions",
)  # fmt: skip
_PHOTO += ("rights_url", "licensor", "licensor_url")
#: Plain fields that a line leaves out where they say what they say of every story.
_PLAIN = ("lead", "dateline", "source_name", "source_url", "photo_caption", "origin", "genre")
_PLAIN += ("commercial", "urgency")
_NAMES = {"source_name": "source"}


class Export:
    """One run. Photos are copied into `folder`; `say(text)` hears what was left out.

    `counts` has what was written, stopped (held or killed, left out) and changes_ahead.
    """

    def __init__(self, folder: Path, *, at: datetime, source: str = "", say=lambda text: None):
        self.folder, self.at, self.source, self.say = folder, at, source, say
        self.counts = {"written": 0, "stopped": 0, "ahead": 0, "photos": 0}
        self._copied = set()
        self._sources = list(
            Article.objects.exclude(imported_from=None)
            .values_list("imported_from", flat=True)
            .distinct()
        )

    def lines(self) -> Iterator[dict]:
        """Yield the stories as lines: originals before their translations, else as they came."""
        stopped = Article.objects.exclude(stopped=Stopped.NO)
        stopped = stopped.filter(imported_from=self.source) if self.source else stopped
        self.counts["stopped"] = stopped.count()
        stories = self._stories()
        for is_translation in (False, True):
            last, part = 0, stories.exclude(translation_of=None)
            if not is_translation:
                part = stories.filter(translation_of=None)
            while batch := list(part.filter(pk__gt=last).order_by("pk")[:BATCH]):
                last = batch[-1].pk
                yield from self._batch(batch)

    def _batch(self, articles):
        chosen = self._chosen(articles)
        editions = (
            Edition.objects.filter(pk__in=chosen.values())
            .select_related("text", "agency", "category__parent", "region", "photo__credit")
            .prefetch_related(
                "edition_tags__tag__merged_into",
                "edition_regions__region__parent",
                "edition_topics__topic",
                "edition_bylines__author",
                "article__old_addresses",
            )
            .order_by("article_id")
        )
        editions = list(editions)
        ids = self._ids([*articles, *self._originals(editions)])
        for edition in editions:
            self.counts["written"] += 1
            yield self._line(edition, ids)

    def _chosen(self, articles) -> dict[int, int]:
        """Return of each article the edition that readers have or had last, else the coming one.

        A change that is approved for later is left out: an import would open it at once.
        """
        chosen, coming = {}, {}
        rows = (
            Edition.objects.filter(article__in=articles)
            .exclude(_EMPTY)
            .order_by("article_id", "number")
            .values_list("article_id", "pk", "visible_from")
        )
        for article, pk, visible_from in rows:
            (chosen if visible_from <= self.at else coming)[article] = pk
        self.counts["ahead"] += len(chosen.keys() & coming.keys())
        return coming | chosen

    def _originals(self, editions):
        return self._stories().filter(
            pk__in={edition.translation_of_id for edition in editions} - {None}
        )

    def _stories(self):
        stories = Article.objects.filter(
            Exists(Edition.objects.filter(article=OuterRef("pk")).exclude(_EMPTY)),
            stopped=Stopped.NO,
        )
        return stories.filter(imported_from=self.source) if self.source else stories

    def _ids(self, articles) -> dict[int, str]:
        """Return the ids of articles: the imported one, unless two sources use the same."""
        own = {f"article-{article.pk}" for article in articles}
        imported = {article.imported_id for article in articles} - {None}
        taken = {}
        for found in Article.objects.filter(
            imported_from__in=self._sources, imported_id__in=own | imported
        ).values_list("imported_id", "imported_from"):
            taken.setdefault(found[0], []).append(found[1])
        ids = {}
        for article in articles:
            if article.imported_id is None:
                identity = f"article-{article.pk}"
                ids[article.pk] = f"own:{identity}" if identity in taken else identity
            elif len(taken[article.imported_id]) > 1 and not self.source:
                ids[article.pk] = f"{article.imported_from}:{article.imported_id}"
            else:
                ids[article.pk] = article.imported_id
        return ids

    # --- A line ---------------------------------------------------------------------------

    def _line(self, edition, ids) -> dict:
        said = {
            "id": ids[edition.article_id],
            "language": edition.language,
            "published_at": values.written(edition.published_at),
            "headline": edition.headline,
            "slug": edition.slug if edition.slug != _made(edition) else "",
        }
        for name in _PLAIN:
            value = getattr(edition, name)
            default = Story._meta.get_field(name).get_default()
            said[_NAMES.get(name, name)] = "" if value == default else value
        said["age_mark"] = AgeMark(edition.age_mark).label if edition.age_mark else ""
        for name in ("embargoed_until", "expires_at"):
            moment = getattr(edition, name)
            said[name] = values.written(moment) if moment else ""
        body, photos = self._body(edition.text.body)
        said |= {
            "body": body,
            "category": _category(edition.category),
            "region": edition.region.code if edition.region else "",
            "further_regions": _further(edition),
            "tags": [
                _tag(row.tag.merged_into or row.tag)
                for row in sorted(edition.edition_tags.all(), key=_pk)
            ],
            "topics": [
                _named(row.topic, "name_ru", "name_en", *_descriptions)
                for row in sorted(edition.edition_topics.all(), key=_pk)
            ],
            "agency": _agency(edition.agency),
            "bylines": [_part(row) for row in sorted(edition.edition_bylines.all(), key=_pk)],
            "photo": self._photo(edition.photo) if edition.photo else "",
            "photos": photos,
            "translation_of": ids.get(edition.translation_of_id, ""),
            "url": sorted(old.path for old in edition.article.old_addresses.all()),
        }
        if len(said["url"]) == 1:
            [said["url"]] = said["url"]
        return {name: value for name, value in said.items() if value not in ("", [], {}, None)}

    def _body(self, body) -> tuple[str, list]:
        """Return a body whose photos are numbered from 1, and the photos under these numbers."""
        numbers, photos = {}, []
        known = Photo.objects.select_related("credit").in_bulk(markup.photo_ids(body))
        for pk in markup.photo_ids(body):
            if pk in known and (told := self._photo(known[pk])):
                numbers[pk] = len(photos) + 1
                photos.append({"ref": numbers[pk], **told})
        return arrivals.renumbered(body, numbers), photos

    def _photo(self, photo) -> dict:
        """Copy a photo's original and return what a line says of it; {} if it cannot be given."""
        if photo.withdrawn_at is not None or not (name := self._copy(photo)):
            return {}
        said = {"file": name}
        if photo.credit is not None:
            credit = {key: getattr(photo.credit, key) for key in _CREDIT}
            said["credit"] = {key: value for key, value in credit.items() if value}
        said |= {"alt": photo.alt_text} | {key: getattr(photo, key) for key in _PHOTO}
        for key in ("taken_at", "rights_until"):
            moment = getattr(photo, key)
            said[key] = values.written(moment) if moment else ""
        if (photo.focal_x, photo.focal_y) != (0.5, 0.5):
            said["focal"] = [photo.focal_x, photo.focal_y]
        said |= {"is_synthetic": photo.is_synthetic, "is_described": True}
        return {key: value for key, value in said.items() if value}

    def _copy(self, photo) -> str:
        name = photo.original.name.rpartition("/")[2]
        if name in self._copied:
            return name
        try:
            with photo.original.open("rb") as original:
                data = original.read()
        except OSError:
            self.say(f"the file of photo {photo.pk} is missing; its stories go without it")
            return ""
        self.folder.mkdir(exist_ok=True)
        (self.folder / name).write_bytes(data)
        self._copied.add(name)
        self.counts["photos"] += 1
        return name


_descriptions = tuple(f"description_{language}" for language in ("kk", "ru", "en"))


def _pk(row) -> int:
    return row.pk


def _made(edition) -> str:
    return Article(headline=edition.headline).make_slug()


def _named(row, *more) -> dict:
    said = {"name": getattr(row, "name_kk", None) or row.name, "slug": row.slug}
    said |= {name: getattr(row, name) for name in more}
    return {name: value for name, value in said.items() if value}


def _category(category: Category | None) -> dict:
    if category is None:
        return {}
    said = _named(category, "name_ru", "name_en", "colour", "order")
    default = Category._meta.get_field("related_days").default
    if category.related_days != default:
        said["related_days"] = category.related_days
    if category.parent is not None:
        said["parent"] = _category(category.parent)
    return said


def _tag(tag):
    return tag.name if tag.slug == tag.slugify(tag.name) else {"name": tag.name, "slug": tag.slug}


def _further(edition) -> list[str]:
    """Return the codes of the regions beside the main one, without those a district implies."""
    regions = {row.region_id: row.region for row in edition.edition_regions.all()}
    implied = {edition.region_id} | {region.parent_id for region in regions.values()}
    return sorted(region.code for pk, region in regions.items() if pk not in implied)


def _agency(agency):
    if agency is None:
        return ""
    return {"name": agency.name, "link": agency.link} if agency.link else agency.name


def _part(row) -> dict:
    said = _named(row.author, "biography")
    if row.role != Role.AUTHOR:
        said["role"] = row.role
    if row.share != 100:
        said["share"] = row.share
    if not row.is_printed:
        said["printed"] = False
    return said
