"""Photos for the writing form: those the library has, and one sent along with a story."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import photographs
from kazakh.alphabet import legible
from media import changing, credits, finding, pictures
from media.models import Photo, PhotoCredit

from .forged import number
from .photos.sending import receive

#: More photos than a text is ever asked about at once.
MOST_ASKED = 300
LONGEST = {
    "new_photographer": 200, "new_source": 200, "new_caption": 500, "new_alt_text": 300,
}  # fmt: skip
ABOUT = ("new_photographer", "new_source", "new_credit", "new_caption", "new_alt_text")


def photos(request):
    """Answer the editor's photo dialog: the newest photos, or those whose words hold `q`.

    The photos of a text are asked for by their numbers, `id=12&id=13`.
    """
    if not request.user.has_perm("media.view_photo"):
        raise PermissionDenied
    found = Photo.objects.printable().select_related("credit").order_by("-pk")
    if words := request.GET.get("q", "").replace("\x00", "").strip()[:100]:
        found = finding.by_words(found, words)
    if wanted := {number(each) for each in request.GET.getlist("id")[:MOST_ASKED]}:
        found = found.filter(pk__in=wanted)
    found = found.prefetch_related("renditions")[: len(wanted) or 40]
    return JsonResponse({"photos": [_described(photo) for photo in found]})


def _described(photo) -> dict:
    return {
        "id": photo.pk,
        "src": pictures.smallest(photo),
        "label": photo.caption or photo.alt_text or f"№ {photo.pk}",
        "caption": photo.caption,
        "credit": credits.line(photo.credit, get_language()),
        "ready": not _lacking(photo),
        "lacks": _lacking(photo),
    }


def _lacking(photo) -> str:
    """Return in a few words what keeps a photo from readers; "" if nothing does."""
    lacks = (
        (_("no credit"), photo.credit_id),
        (_("no alt text"), legible(photo.alt_text)),
        (_("may no longer be printed"), photo.is_printable()),
    )
    return ", ".join(word for word, is_there in lacks if not is_there)


def in_the_story(article):
    """Return the main photo of a story as `shown` does."""
    return shown(article.photo if article is not None else None)


def shown(photo: Photo | None, *, library: str = ""):
    """Return a photo with its credit and what it still lacks, and the button of another.

    `library` is where photos are listed, on a page that has no editor to say it.
    """
    context = {
        "photo": photo,
        "library": library,
        "src": pictures.smallest(photo) if photo else "",
        "credit": credits.line(photo.credit, get_language()) if photo else "",
        "lacks": _lacking(photo) if photo else "",
    }
    return render_to_string("desk/_main_photo.html", context)


def take_sent(request):
    """Take in the photo sent along, or the words typed about the one the story has, first of all.

    The photo is the library's from now on, whatever becomes of the save: the posted form is
    changed to name it, so that a text which must be kept keeps its photo too. A refusal is put
    on `request.photo_refusal` for the form.
    """
    post = request.POST.copy()
    about = {name: post.get(name, "").replace("\x00", "").strip() for name in ABOUT}
    sent = request.FILES.get("new_photo")
    if not sent and not any(about.values()):
        return
    try:
        _check(about)
        # Files are made before anything is written: SQLite has one writer.
        photo = _new(request, sent, about) if sent else _told(request, post, about)
    except ValidationError as refusal:
        request.photo_refusal = refusal
        return
    post["photo"] = str(photo.pk)
    for name in ABOUT:
        post.pop(name, None)
    request.FILES.pop("new_photo", None)
    request.POST = post


def _check(about):
    """Refuse words that are longer than the form takes: what is cut off would be lost."""
    for name, longest in LONGEST.items():
        if len(about[name]) > longest:
            model = Photo if name in ("new_caption", "new_alt_text") else PhotoCredit
            named = model._meta.get_field(name.removeprefix("new_")).verbose_name
            raise ValidationError(
                _("Too long: %(field)s has %(number)s letters, at most %(most)s are kept.")
                % {"field": named, "number": len(about[name]), "most": longest}
            )


def _new(request, sent, about) -> Photo:
    if not request.user.has_perm("media.add_photo"):
        raise ValidationError(_("Your role does not allow this."))
    words = {
        "credit": _credit(about),
        "caption": about["new_caption"],
        "alt_text": about["new_alt_text"],
    }
    photo, is_new = receive(sent, by=request.user, **words)
    if is_new or not any(words.values()):
        return photo
    return _known(request, photo, words)


@transaction.atomic
def _known(request, photo, words) -> Photo:
    # The library has it already; what was typed about it is still new.
    photo = Photo.objects.held().get(pk=photo.pk)
    if changing.may_change(photo, request.user):
        for name, said in words.items():
            setattr(photo, name, said or getattr(photo, name))
        photographs.keep(photo)
    else:
        typed = (str(words["credit"] or ""), words["caption"], words["alt_text"])
        said = _(
            "Photo № %(number)s is in the library already, with words of its own; only an editor or"
            " a photo editor changes those. What you typed about it was not taken: %(typed)s"
        )
        typed = " · ".join(filter(None, typed))
        messages.warning(request, said % {"number": photo.pk, "typed": f"«{typed}»"})
    return photo


@transaction.atomic
def _told(request, post, about) -> Photo:
    """Give the photo that the story has already what was typed about it."""
    photo = Photo.objects.held().filter(pk=number(post.get("photo", ""))).first()
    if photo is None:
        raise ValidationError(_("Choose or send the photo that these words are about."))
    if refusal := changing.refusal(photo, request.user):
        raise ValidationError(refusal)
    if credit := _credit(about):
        photo.credit, photo.is_legacy = credit, False
    photo.caption = about["new_caption"] or photo.caption
    photo.alt_text = about["new_alt_text"] or photo.alt_text
    photographs.keep(photo)
    return photo


def _credit(about) -> PhotoCredit | None:
    """Return the credit that was typed or chosen; a known one is found, not made twice."""
    typed = PhotoCredit.of(photographer=about["new_photographer"], source=about["new_source"])
    return typed or PhotoCredit.objects.filter(pk=number(about["new_credit"])).first()
