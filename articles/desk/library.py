"""Photos for the writing form: those the library has, and one sent along with a story."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles import photographs
from media import credits, finding, pictures
from media.models import Photo, PhotoCredit

from .forged import number
from .photos.sending import receive

#: More photos than a text is ever asked about at once.
MOST_ASKED = 300
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
        "ready": bool(photo.credit_id and photo.alt_text),
    }


def in_the_story(article):
    """Return the main photo of a story with its credit and what it still lacks, to be shown."""
    if article is None or article.photo is None:
        return _("No photo yet.")
    photo = article.photo
    lacks = [
        word
        for word, is_there in (
            (_("no credit"), photo.credit_id),
            (_("no alt text"), photo.alt_text),
        )
        if not is_there
    ]
    return format_html(
        '<img src="{}" alt="{}" class="thumbnail"><br>{}{}',
        pictures.smallest(photo),
        photo.alt_text,
        credits.line(photo.credit, get_language()),
        format_html(' <span class="embargo">{}</span>', ", ".join(lacks)) if lacks else "",
    )


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


def _new(request, sent, about) -> Photo:
    if not request.user.has_perm("media.add_photo"):
        raise ValidationError(_("Your role does not allow this."))
    words = {
        "credit": _credit(about),
        "caption": about["new_caption"][:500],
        "alt_text": about["new_alt_text"][:300],
    }
    photo, is_new = receive(sent, by=request.user, **words)
    if not is_new and photo.may_be_changed_by(request.user):
        # The library has it already; what was typed about it is still new.
        for name, said in words.items():
            setattr(photo, name, said or getattr(photo, name))
        photographs.keep(photo)
    return photo


def _told(request, post, about) -> Photo:
    """Give the photo that the story has already what was typed about it."""
    photo = Photo.objects.filter(pk=number(post.get("photo", ""))).first()
    if photo is None:
        raise ValidationError(_("Choose or send the photo that these words are about."))
    if not photo.may_be_changed_by(request.user):
        said = (
            _("Photo № %(number)s is in print: an editor or a photo editor changes its words.")
            if photo.uploaded_by_id == request.user.pk
            else _("Photo № %(number)s was sent in by somebody else: ask them, or a photo editor.")
        )
        raise ValidationError(said % {"number": photo.pk})
    if credit := _credit(about):
        photo.credit, photo.is_legacy = credit, False
    photo.caption = about["new_caption"][:500] or photo.caption
    photo.alt_text = about["new_alt_text"][:300] or photo.alt_text
    photographs.keep(photo)
    return photo


def _credit(about) -> PhotoCredit | None:
    """Return the credit that was typed or chosen; a known one is found, not made twice."""
    names = {
        "photographer": about["new_photographer"][:200],
        "source": about["new_source"][:200],
    }
    if not any(names.values()):
        return PhotoCredit.objects.filter(pk=number(about["new_credit"])).first()
    credit, _new = PhotoCredit.objects.get_or_create(
        folded=PhotoCredit.key(**names), defaults=names
    )
    return credit
