"""What a story must have before readers get it. A draft always saves; only approval asks."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from kazakh.alphabet import fold, legible
from media import lacking
from media.models import Photo

from . import markup, moments, originals
from .models import Article, Edition, EditionPhoto, Genre
from .refusals import Refused


def headline(article: Article):
    """Refuse a story without a headline."""
    if not legible(article.headline):
        raise Refused(_("A story needs a headline."), field="headline")


def ready(article: Article, opens: datetime):
    """Refuse a story that is not ready to be read from `opens` on, naming everything it lacks."""
    headline(article)
    # The photos are held: nobody empties one until the story that prints it is there.
    if lacks := list(_lacks(article, opens, Photo.objects.held())):
        raise Refused(more=lacks)


def lacks(article: Article, opens: datetime) -> list[tuple[str, str]]:
    """Return what a story lacks to be read from `opens` on: each the field and a sentence."""
    found = []
    try:
        headline(article)
    except Refused as refusal:
        found = refusal.sentences
    return [*found, *_lacks(article, opens, Photo.objects.all())]


def _lacks(article, opens, photos):
    yield from _category(article)
    yield from _translation(article)
    yield from _times(article, opens)
    yield from _photos(article, opens, photos)


def _category(article):
    # A flash is a headline alone; whatever else it needs can follow at the same address.
    if article.category_id is None and article.genre != Genre.FLASH:
        yield "category", _("Choose a category: the story has none.")


def _translation(article):
    # A draft of a translation begins as the original's text.
    if article.translation_of is None:
        return
    original = article.translation_of
    words = markup.plain(article.body).strip()
    if fold(words):
        if words == markup.plain(original.body).strip():
            yield (
                "body",
                _("The body is still the original's, word for word: translate it first."),
            )
    elif fold(article.headline) == fold(original.headline):
        # A flash has nothing else that could be told in the other language.
        yield (
            "headline",
            _("The headline is still the original's, word for word: translate it first."),
        )


def _times(article, opens):
    until = originals.embargo(article)
    if until and opens < until:
        yield (
            "at",
            _("The story is under embargo until %(time)s; it cannot appear before that.")
            % {"time": moments.at_desk(until)},
        )
    if article.expires_at and article.expires_at <= opens:
        yield (
            "expires_at",
            _("The story would expire at %(time)s, before it appears.")
            % {"time": moments.at_desk(article.expires_at)},
        )


def too_soon(article: Article) -> str:
    """Say that an approved text appears before the story's embargo ends; "" where none does.

    A translation is under its original's embargo too.
    """
    if (until := originals.embargo(article)) is None:
        return ""
    own = Q(article=article) | Q(article__translation_of=article)
    early = Edition.objects.scheduled().filter(own, visible_from__lt=until)
    if (first := early.order_by("visible_from").first()) is None:
        return ""
    return _(
        "The approved text of story № %(number)s appears at %(time)s, before this embargo ends."
        " First give it a later time, or take it off the schedule."
    ) % {"number": first.article_id, "time": moments.at_desk(first.visible_from)}


def _photos(article, opens, known):
    """Yield what the story's photos lack, each photo by its name.

    An imported photo without a credit is a debt, not a bar, in the story it came with; in any
    other story it is refused like every other.
    """
    main = [article.photo_id] if article.photo_id else []
    in_body = [pk for pk in markup.photo_ids(article.body) if pk not in main]
    photos = known.order_by("pk").in_bulk(main + in_body)
    debts = [pk for pk, photo in photos.items() if photo.is_legacy]
    printed = set()
    if debts:
        rows = EditionPhoto.objects.filter(photo_id__in=debts, edition__article=article.pk)
        printed = set(rows.values_list("photo_id", flat=True))
    for pk in main + in_body:
        field = "photo" if pk in main else "body"
        photo = photos.get(pk)
        if photo is None:
            yield field, _("There is no photo № %(number)s in the library.") % {"number": pk}
            continue
        for lack in lacking.lacks(photo, opens, is_debt=pk in printed):
            yield field, lack
