"""Photos sent to the library, and the two words each of them needs: whose it is, what it shows."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles import photographs
from kazakh.alphabet import legible
from media import changing, credits
from media.intake import AlreadyHere, digest_of, take_in
from media.models import Photo, PhotoCredit
from media.validators import read

from ..forged import number
from . import grid

#: A browser without scripts sends all files at once; more are refused with a sentence.
AT_ONCE = 40


@require_POST
def send(request):
    """Take in the files of a form: by script one at a time, without scripts all of them."""
    if not request.user.has_perm("media.add_photo"):
        raise PermissionDenied
    sent = request.FILES.getlist("file")
    if _by_script(request):
        return _answer(request, sent[0] if sent else None)
    came, refused = [], []
    if not sent:
        messages.warning(request, _("Choose at least one photo."))
    if len(sent) > AT_ONCE:
        messages.error(
            request,
            _("Send %(limit)s photos at a time at most; the first ones were taken.")
            % {"limit": AT_ONCE},
        )
    for file in sent[:AT_ONCE]:
        try:
            photo, is_new = receive(file, by=request.user)
        except ValidationError as refusal:
            refused.append(f"«{_shown(file)}»: {' '.join(refusal.messages)}")
        else:
            came.append(photo.pk)
            if not is_new:
                messages.info(request, _known(photo))
    if came:
        done = ngettext("%(count)s photo came in.", "%(count)s photos came in.", len(came))
        messages.success(request, done % {"count": len(came)})
    for sentence in refused:
        messages.error(request, sentence)
    return redirect(reverse("admin:media_photo_changelist") + "?state=mine")


def receive(file, *, by, **words) -> tuple[Photo, bool]:
    """Return the photo of a file and whether it is new; the same bytes are the same photo.

    A new one is given `words`, a known one keeps its own. Raises ValidationError with a
    sentence: no photo, or one that was withdrawn here.
    """
    data = read(file)
    known = Photo.objects.filter(digest=digest_of(data)).order_by("pk").first()
    if known is None:
        try:
            return take_in(data, by=by, once=True, **words), True
        except AlreadyHere as here:
            known = here.photo
    if known.withdrawn_at is not None:
        raise ValidationError(changing.withdrawn(known))
    return known, False


@require_POST
def words(request, pk):
    """Give a photo its credit, its alt text or both from its card in the grid."""
    photo = get_object_or_404(Photo, pk=pk)
    alt_text = _typed(request, "alt_text", 1000)
    try:
        _say(photo, alt_text, request)
    except ValidationError as refusal:
        if _by_script(request):
            return JsonResponse({"refused": " ".join(refusal.messages)}, status=422)
        messages.error(request, _with_words(refusal, alt_text))
    if _by_script(request):
        return JsonResponse({"card": grid.card(photo, request)})
    return redirect(f"{_back(request)}#photo-{photo.pk}")


@transaction.atomic
def _say(photo, alt_text, request):
    """Write the words of a card into its photo, whatever others say of it at the same moment."""
    photo = Photo.objects.held().get(pk=photo.pk)
    if refusal := changing.refusal(photo, request.user):
        raise ValidationError(refusal)
    credit = number(request.POST.get("credit", ""))
    named = PhotoCredit.objects.filter(pk=credit).first() if credit else None
    # A card asks for what a photo lacks: what somebody has said meanwhile is changed on the sheet.
    if named and photo.copied_from_id is None and photo.credit not in (None, named):
        raise ValidationError(_meanwhile(credits.names(photo.credit)))
    if named:
        photo.credit, photo.is_legacy = named, False
    # What is offered from the caption is nobody's decision when a credit's button is pressed.
    if alt_text and not (credit and alt_text == photo.caption[:1000].strip()):
        if not legible(alt_text):
            raise ValidationError(no_words())
        if legible(photo.alt_text) not in ("", legible(alt_text)):
            raise ValidationError(_meanwhile(photo.alt_text))
        photo.alt_text = alt_text
    photographs.keep(photo)


def _meanwhile(said) -> str:
    return _("Somebody changed this while you were writing; now it is: “%(now)s”.") % {"now": said}


def _answer(request, file):
    if file is None:
        return JsonResponse({"refused": _("Choose at least one photo.")}, status=422)
    try:
        photo, is_new = receive(file, by=request.user)
    except ValidationError as refusal:
        return JsonResponse({"refused": " ".join(refusal.messages)}, status=422)
    note = "" if is_new else _known(photo)
    return JsonResponse({"id": photo.pk, "card": grid.card(photo, request, note=note)})


def no_words() -> str:
    """Say that an alt text of signs alone is none."""
    return _("An alt text says what the photo shows: this has no letter and no digit.")


def _with_words(refusal, typed) -> str:
    """Return a refusal together with what was typed: the page that is shown next has it no more."""
    said = " ".join(refusal.messages)
    return f"{said} «{typed}»" if legible(typed) else said


def _known(photo) -> str:
    return _("Photo № %(number)s is in the library already: it was not taken in twice.") % {
        "number": photo.pk
    }


def _typed(request, name, limit) -> str:
    return request.POST.get(name, "").replace("\x00", "").strip()[:limit]


def _shown(file) -> str:
    """Return a file's name as it may be shown: short, and without marks that turn the line."""
    name = "".join(letter for letter in (file.name or "") if letter.isprintable())
    return name[-60:] or "?"


def _by_script(request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _back(request) -> str:
    """Return the list that a card was pressed in; only the questions of our own list."""
    query = request.POST.get("asked", "")
    where = reverse("admin:media_photo_changelist")
    return f"{where}?{query}" if query.isprintable() and query and len(query) < 2000 else where
