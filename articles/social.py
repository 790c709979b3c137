"""The cards of stories: drawn by the worker, used only while they say what the page says.

A card names the story, the house and the photo's maker. What it was drawn from stands in its
digest; a page whose words, photo or credit have changed gives another digest and does without,
until the worker has drawn the next one. So no old credit and no withdrawn photo is ever shown.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone, translation
from PIL import Image

from media import credits, encoding, files, labels, pictures, renditions
from media.models import Photo
from media.pictures import Picture

from . import cards, scripts
from .masthead import Masthead
from .models import Edition, SocialCard

#: The card of a story whose section has no colour of its own.
ACCENT = "#1b4f72"
FOLDER = "cards"


def with_card(editions: QuerySet) -> QuerySet:
    """Read editions together with their cards in the script of the page at hand."""
    script = scripts.active().prefix.strip("/")
    own = FilteredRelation("cards", condition=Q(cards__script=script))
    return editions.annotate(card=own).select_related("card")


def address(edition: Edition, picture: Picture | None, masthead: Masthead) -> str:
    """Return the address of a story's card, or "" while there is none that says what it says.

    Takes an edition that was read `with_card`; another has none.
    """
    card = getattr(edition, "card", None)
    if card is None or card.digest != _digest(edition, picture, masthead):
        return ""
    return pictures.address(card)


def shown(drawn: QuerySet, at: datetime) -> QuerySet:
    """Narrow cards to those of stories that readers may see, over a photo they may see too.

    A file is named after its bytes: the card of an edition and of the next one, where nothing on
    it has changed, are one file, and every row of it is asked.
    """
    edition = Edition.objects.visible(at).filter(pk=OuterRef("edition"))
    # The right to print it may have ended since the card was drawn.
    over = Photo.objects.printable(at).filter(pk=OuterRef("edition__photo"))
    return drawn.filter(Exists(edition)).filter(Q(has_photo=False) | Exists(over))


def draw(edition: Edition, *, at: datetime | None = None) -> int:
    """Draw the cards of an edition that it lacks, in each script of the house; return how many."""
    at, drawn = at or timezone.now(), 0
    with translation.override(edition.language):
        masthead = Masthead(edition.language, at)
        offered = scripts.offered(masthead.house)
        # A card of tomorrow's story is drawn today: its photo as of the moment it opens.
        opens = max(at, edition.visible_from)
        picture = pictures.printable([edition.photo_id], at=opens).get(edition.photo_id)
        for script in offered if edition.language == "kk" else [scripts.CYRILLIC]:
            with scripts.override(script):
                drawn += _draw(edition, picture, masthead)
    return drawn


def remove(editions) -> None:
    """Take the cards of editions away, files and all."""
    cards_of = SocialCard.objects.filter(edition__in=editions)
    names = list(cards_of.values_list("file", flat=True))
    cards_of.delete()
    transaction.on_commit(lambda: files.delete_unnamed(files.renditions(), names))


def _draw(edition, picture, masthead) -> int:
    script = masthead.script.prefix.strip("/")
    digest = _digest(edition, picture, masthead)
    before = SocialCard.objects.filter(edition=edition, script=script).first()
    if before and before.digest == digest:
        return 0
    if picture and not cards.can_name(_words(edition, picture, masthead)):
        picture = None
    packet = labels.packet_of(picture.photo) if picture else b""
    focus = (picture.photo.focal_x, picture.photo.focal_y) if picture else (0.5, 0.5)
    data = cards.draw(
        _words(edition, picture, masthead),
        _image(picture),
        packet=packet,
        focus=focus,
        accent=_accent(edition, masthead),
    )
    name = f"{FOLDER}/{encoding.filename(data, 'jpeg')}"
    storage = files.renditions()
    is_new = renditions.put(storage, name, data)
    with transaction.atomic():
        # It may have been withdrawn while the card was drawn.
        if picture and not Photo.objects.held().filter(pk=picture.photo.pk, withdrawn_at=None):
            if is_new:
                transaction.on_commit(lambda: files.delete_unnamed(storage, [name]))
            return 0
        SocialCard.objects.update_or_create(
            edition=edition,
            script=script,
            defaults={"digest": digest, "file": name, "has_photo": picture is not None},
        )
        if before and before.file.name != name:
            transaction.on_commit(lambda: files.delete_unnamed(storage, [before.file.name]))
    return 1


def _words(edition, picture, masthead) -> cards.Words:
    letters = scripts.letters(masthead.script)
    credit = picture.photo.credit if picture else None
    section = masthead.category(edition.section_id)
    agency = edition.agency.name if edition.agency else masthead.house.name
    return cards.Words(
        headline=letters(edition.headline),
        agency=letters(agency),
        credit=letters(credits.line(credit, edition.language)),
        section=letters(section.name) if section else "",
        language=masthead.tag,
        is_rtl=masthead.script.is_rtl,
    )


def _digest(edition, picture, masthead) -> str:
    # Of the photo what is seen of it: another label in its files changes no card.
    shown = picture and picture.photo
    photo = f"{shown.digest} {shown.focal_x:.2f} {shown.focal_y:.2f}" if shown else ""
    return cards.digest(_words(edition, picture, masthead), photo, _accent(edition, masthead))


def _accent(edition, masthead) -> str:
    section = masthead.category(edition.section_id)
    return (section and section.colour) or ACCENT


def _image(picture) -> Image.Image | None:
    """Return the pixels of a photo from the smallest of its files that fills a card."""
    if picture is None:
        return None
    whole = [row for row in picture.files if not row.crop and row.format in ("jpeg", "webp")]
    enough = [row for row in whole if row.width >= cards.WIDTH]
    row = min(enough, key=lambda row: row.width) if enough else max(whole, key=lambda r: r.width)
    with row.file.open("rb") as file:
        image = Image.open(file)
        image.load()
    return image.convert("RGB")
