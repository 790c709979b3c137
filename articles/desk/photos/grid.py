"""The grid of the library: photos newest first, found by words, credit, place and date."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from articles import printings
from kazakh.alphabet import legible
from media import changing, credits, finding, pictures, printed
from media.models import Photo, PhotoCredit

from ..forged import number, only_numbers

PAGE = 40
#: Credits offered under a photo that has none: the person's own last ones, then the ready ones.
OWN, READY = 4, 8
STATES = (
    ("", _("All photos")),
    ("mine", _("Sent in by me")),
    ("uncredited", _("Without a credit")),
    ("undescribed", _("Without alt text")),
    ("ending", _("Rights end soon")),
    ("ended", _("Rights have ended")),
    ("synthetic", _("Made or altered with AI")),
    ("withdrawn", _("Withdrawn")),
)


class Day(forms.DateField):
    """A day as the browser's own calendar gives it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **options):
        super().__init__(required=False, input_formats=["%Y-%m-%d"], **options)


class Question(forms.Form):
    """What one looks for in the library; what cannot be read is left aside."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    credit = forms.ModelChoiceField(PhotoCredit.objects.all(), label=_("Credit"), required=False)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    since = Day(label=pgettext_lazy("a day", "From"))
    until = Day(label=pgettext_lazy("a day", "To"))
    state = forms.ChoiceField(label=_("Show"), choices=STATES, required=False)

    def __init__(self, asked, *, site):
        super().__init__(only_numbers(asked))
        self.fields["credit"].widget = AutocompleteSelect(
            Photo._meta.get_field("credit"), site, attrs={"data-placeholder": ""}
        )
        self.fields["credit"].widget.choices = self.fields["credit"].choices


@dataclass
class Card:
    """One photo as the grid shows it."""

    photo: Photo
    src: str
    line: str
    uses: int
    may_change: bool
    lacks_credit: bool
    #: A blurred copy has the credit of its original.
    asks_for_maker: bool
    lacks_alt: bool
    is_over: bool
    is_synthetic: bool


def page(request, site) -> dict:
    """Return what the grid shows for a request."""
    question = Question(request.GET, site=site)
    question.is_valid()
    now = timezone.now()
    photos = found(question.cleaned_data, by=request.user, at=now)
    if before := number(request.GET.get("before", "")):
        photos = photos.filter(pk__lt=before)
    rows = list(_shown(photos).order_by("-pk")[: PAGE + 1])
    older = request.GET.copy()
    if len(rows) > PAGE:
        rows.pop()
        older["before"] = str(rows[-1].pk)
    else:
        older = None
    return {
        "question": question,
        "is_asked": any(request.GET.get(name) for name in question.fields),
        "cards": cards(rows, by=request.user, at=now),
        "offered": offered(request.user),
        "older": older and older.urlencode(),
        "is_later_page": bool(before),
    }


def found(asked: dict, *, by, at: datetime):
    """Return the photos that answer a question of the library."""
    photos = Photo.objects.all()
    match asked.get("state"):
        case "mine":
            photos = photos.filter(uploaded_by=by)
        case "uncredited":
            photos = photos.indebted()
        case "undescribed":
            photos = photos.filter(alt_text="", withdrawn_at=None)
        case "ending":
            photos = photos.filter(
                withdrawn_at=None, rights_until__gt=at, rights_until__lte=at + printings.AHEAD
            )
        case "ended":
            photos = photos.filter(rights_until__lte=at, withdrawn_at=None)
        case "synthetic":
            photos = photos.filter(is_synthetic=True)
        case "withdrawn":
            photos = photos.exclude(withdrawn_at=None)
    if asked.get("state") != "withdrawn":
        photos = photos.filter(withdrawn_at=None)
    if credit := asked.get("credit"):
        photos = photos.filter(credit=credit)
    photos = finding.at_place(photos, asked.get("place") or "")
    photos = finding.between(photos, asked.get("since"), asked.get("until"))
    return finding.by_words(photos, asked.get("q") or "")


def _shown(photos):
    """Read photos with all that their cards show."""
    return photos.select_related("credit", "uploaded_by").prefetch_related("renditions")


def cards(photos: list[Photo], *, by, at: datetime) -> list[Card]:
    """Return the cards of photos that were read as `_shown` reads them."""
    in_print = printed.among(photo.pk for photo in photos)
    counts = printings.live_counts(photos, at)
    language = get_language()
    return [
        Card(
            photo=photo,
            src=pictures.smallest(photo),
            line=credits.line(photo.credit, language),
            uses=counts.get(photo.pk, 0),
            may_change=changing.may_change(photo, by, is_printed=photo.pk in in_print),
            lacks_credit=photo.credit_id is None,
            asks_for_maker=photo.credit_id is None and photo.copied_from_id is None,
            lacks_alt=not legible(photo.alt_text),
            is_over=photo.rights_until is not None and photo.rights_until <= at,
            is_synthetic=photo.is_synthetic,
        )
        for photo in photos
    ]


def card(photo: Photo, request, **more) -> str:
    """Return the HTML of one card, for a page that is open already."""
    photos = list(_shown(Photo.objects.filter(pk=photo.pk)))
    [made] = cards(photos, by=request.user, at=timezone.now())
    context = {"card": made, "offered": offered(request.user), **more}
    return render_to_string("desk/photos/_card.html", context, request)


def offered(user) -> list[tuple[int, str]]:
    """Return the credits offered with one tap: a person's last ones, then the ready lines."""
    language = get_language()
    last = (
        Photo.objects.filter(uploaded_by=user, credit__is_retired=False)
        .order_by("-pk")
        .values_list("credit", flat=True)[:50]
    )
    own = list(dict.fromkeys(last))[:OWN]
    ready = PhotoCredit.objects.filter(photographer="", source="", is_retired=False)
    wanted = [*own, *(pk for pk in ready.order_by("pk").values_list("pk", flat=True)[:READY])]
    known = PhotoCredit.objects.in_bulk(wanted)
    return [(pk, credits.line(known[pk], language)) for pk in dict.fromkeys(wanted)]
