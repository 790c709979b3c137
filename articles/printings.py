"""Where a photo is printed, and which stories need another one."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Greatest

from media.models import Photo

from .models import Article, Author, Edition, EditionPhoto, House, Status
from .workflow.moves import may_see

#: The desk is told so long before that the right to print a photo ends.
AHEAD = timedelta(days=14)
#: So many of each kind are listed beside a photo.
FEW = 20


@dataclass
class Uses:
    """The stories of one photo: what readers see now, what they will, what is being written."""

    live: list[Edition] = field(default_factory=list)
    coming: list[Edition] = field(default_factory=list)
    written: list[Article] = field(default_factory=list)
    #: Those whose page shows it as their portrait, and the house whose logo it is.
    faces: list[Author | House] = field(default_factory=list)
    #: Stories that printed it once and show it no more.
    past: int = 0
    #: Stories to come that are not this person's to see.
    unnamed: int = 0


def uses(photo: Photo, at: datetime, *, by) -> Uses:
    """Return where a photo stands, newest first, at most `FEW` of each.

    Stories that readers do not have yet are named to whoever may open them; of the others a person
    (`by`) hears how many there are.
    """
    printed = EditionPhoto.objects.filter(photo=photo)
    live = Edition.objects.visible(at).filter(edition_photos__photo=photo)
    coming = Edition.objects.scheduled(at).filter(edition_photos__photo=photo)
    drafts = Article.objects.filter(
        Q(photo=photo) | Q(body__contains=f'data-photo="{photo.pk}"'),
        status__in=[Status.DRAFT, Status.SUBMITTED],
    )
    now_in = set(live.values_list("article", flat=True))
    once_in = set(printed.values_list("article", flat=True))
    every = list(coming.select_related("article")[:FEW])
    written = list(drafts.order_by("-modified_at")[:FEW])
    named = [each for each in every if may_see(by, each.article)]
    own = [each for each in written if may_see(by, each)]
    return Uses(
        live=list(live.newest_first(at=at)[:FEW]),
        coming=named,
        written=own,
        unnamed=len(every) - len(named) + len(written) - len(own),
        faces=faces([photo]),
        past=len(once_in - now_in),
    )


def faces(photos) -> list[Author | House]:
    """Return the house and the authors whose logo and portraits are among these photos."""
    return [
        *House.objects.filter(logo__in=photos),
        *Author.objects.filter(portrait__in=photos).order_by("pk")[:FEW],
    ]


def live_counts(photos, at: datetime) -> dict[int, int]:
    """Return in how many stories that readers see now each of these photos stands."""
    rows = EditionPhoto.objects.visible(at).filter(photo__in=[photo.pk for photo in photos])
    return dict(
        rows.order_by().values_list("photo").annotate(times=Count("article", distinct=True))
    )


def public_among(photos, at: datetime) -> dict[int, int | None]:
    """Return of each of some photos (a query of their ids) in how many stories readers see it.

    0 of one that is a portrait or the house's logo alone; None of one whose files nobody is given.
    """
    own = OuterRef("pk")
    shown = EditionPhoto.objects.visible(at).filter(photo=own).order_by().values("photo")
    found = Photo.objects.filter(pk__in=photos).annotate(
        times=Subquery(shown.annotate(times=Count("article", distinct=True)).values("times")),
        is_face=Exists(Author.objects.filter(portrait=own))
        | Exists(House.objects.filter(logo=own)),
    )
    told = {}
    for each in found.order_by("pk"):
        is_shown = each.is_printable(at) and (each.times or each.is_face)
        told[each.pk] = (each.times or 0) if is_shown else None
    return told


def printed_still(at: datetime):
    """Photos that a page which readers may see now names, whether or not they may be printed."""
    own = OuterRef("pk")
    return Photo.objects.filter(
        Exists(EditionPhoto.objects.visible(at).filter(photo=own))
        | Exists(Author.objects.filter(portrait=own))
        | Exists(House.objects.filter(logo=own))
    )


def ending(at: datetime):
    """Photos on pages of readers whose rights end soon, the nearest first."""
    return (
        printed_still(at)
        .filter(withdrawn_at=None, rights_until__gt=at, rights_until__lte=at + AHEAD)
        .order_by("rights_until")
    )


def wanting(at: datetime):
    """Rows of editions, visible or to come, that name a photo which may not be printed then.

    Newest first. Begins at the photos that are over, of which there are few.
    """
    over = Photo.objects.filter(Q(withdrawn_at__isnull=False) | Q(rights_until__isnull=False))
    ending = Q(photo__rights_until__lte=Greatest("edition__visible_from", Value(at)))
    return (
        EditionPhoto.objects.filter(photo__in=over)
        .filter(Q(edition__visible_until=None) | Q(edition__visible_until__gt=at))
        .exclude(edition__visible_until=F("edition__visible_from"))
        .filter(ending | Q(photo__withdrawn_at__isnull=False))
        .select_related("edition", "photo")
        .order_by("-published_at", "-article")
    )


def faces_wanting(at: datetime) -> list[Author | House]:
    """Return the authors, and the house, whose portrait or logo may no longer be printed."""
    return faces(Photo.objects.filter(Q(withdrawn_at__lte=at) | Q(rights_until__lte=at)))
