"""Photos for the writing form: those the library has, and one sent along with a story."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import JsonResponse
from django.utils.translation import get_language

from media import credits
from media.intake import BadPhoto, take_in
from media.models import Photo, PhotoCredit

ABOUT = ("new_photographer", "new_source", "new_credit", "new_caption", "new_alt_text")


def photos(request):
    """Answer the editor's photo dialog: the newest photos, or those whose words hold `q`."""
    if not request.user.has_perm("media.view_photo"):
        raise PermissionDenied
    found = Photo.objects.printable().select_related("credit").order_by("-pk")
    if words := request.GET.get("q", "").replace("\x00", "").strip()[:100]:
        found = found.filter(
            Q(caption__icontains=words)
            | Q(alt_text__icontains=words)
            | Q(credit__photographer__icontains=words)
            | Q(credit__source__icontains=words)
        )
    if (number := request.GET.get("id", "")).isdecimal() and len(number) < 18:
        found = found.filter(pk=int(number))
    found = found.prefetch_related("renditions")[:40]
    return JsonResponse({"photos": [_described(photo) for photo in found]})


def _described(photo) -> dict:
    return {
        "id": photo.pk,
        "src": thumbnail(photo),
        "label": photo.caption or photo.alt_text or f"№ {photo.pk}",
        "credit": credits.line(photo.credit, get_language()),
        "ready": bool(photo.credit_id and photo.alt_text),
    }


def thumbnail(photo) -> str:
    """Return the address of a photo's smallest rendition, or ""."""
    made = sorted(photo.renditions.all(), key=lambda each: each.width)
    return made[0].file.url if made else ""


def take_sent(request):
    """Take in the photo sent with a story, before the story is saved.

    It is the library's from now on, whatever becomes of the save: the posted form is changed to
    name it, so that a text which must be kept keeps its photo too. A refusal is put on
    `request.photo_refusal` for the form.
    """
    if not request.user.has_perm("media.add_photo"):
        return
    post = request.POST.copy()
    about = {name: post.get(name, "").replace("\x00", "").strip() for name in ABOUT}
    try:
        with transaction.atomic():
            photo = take_in(
                request.FILES["new_photo"],
                by=request.user,
                credit=_credit(about),
                caption=about["new_caption"][:500],
                alt_text=about["new_alt_text"][:300],
            )
    except BadPhoto as refusal:
        request.photo_refusal = refusal
        return
    post["photo"] = str(photo.pk)
    for name in ABOUT:
        post.pop(name, None)
    request.FILES.pop("new_photo")
    request.POST = post


def _credit(about) -> PhotoCredit | None:
    """Return the credit that was typed or chosen; a known one is found, not made twice."""
    names = {
        "photographer": about["new_photographer"][:200],
        "source": about["new_source"][:200],
    }
    if not any(names.values()):
        number = about["new_credit"]
        if not number.isdecimal() or len(number) > 17:
            return None
        return PhotoCredit.objects.filter(pk=int(number)).first()
    credit, _new = PhotoCredit.objects.get_or_create(
        folded=PhotoCredit.key(**names), defaults=names
    )
    return credit
