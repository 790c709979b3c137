"""Parts of a photo made out by nobody, on a copy: children, victims, witnesses, plates."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from media import pictures
from media.blurring import MOST, Box, blurred

#: The sides of a box as the form names them, in hundredths of the picture.
SIDES = ("left", "top", "width", "height")


def page(request, photo, site):
    """Show the picture with its boxes, or make the copy and go to it."""
    refusal = ""
    if request.method == "POST":
        try:
            copy = blurred(photo, boxes(request.POST), by=request.user)
        except ValidationError as error:
            refusal = " ".join(error.messages)
        except OSError:
            refusal = _("The original of this photo cannot be read.")
        else:
            messages.success(
                request,
                _("This is the copy: put it into the story in the place of photo № %(number)s.")
                % {"number": photo.pk},
            )
            return HttpResponseRedirect(reverse("admin:media_photo_change", args=[copy.pk]))
    picture = pictures.at_desk([photo.pk]).get(photo.pk)
    given = [dict(zip(SIDES, values, strict=True)) for values in _rows(request.POST)]
    context = {
        **site.each_context(request),
        "title": _("Blur parts of photo № %(number)s") % {"number": photo.pk},
        "opts": photo._meta,
        "photo": photo,
        "figure": picture and picture.figure(get_language()),
        "boxes": given or [dict.fromkeys(SIDES, "")],
        "refusal": refusal,
    }
    return TemplateResponse(
        request, "desk/photos/blur.html", context, status=422 if refusal else 200
    )


def boxes(post) -> list[Box]:
    """Read the boxes of a form, in hundredths; empty rows are left out."""
    found = []
    for values in _rows(post):
        if not any(value.strip() for value in values):
            continue
        try:
            found.append(Box(*(float(value.replace(",", ".")) / 100 for value in values)))
        except ValueError:
            raise ValidationError(_("Mark what is to be blurred inside the photo.")) from None
    return found


def _rows(post) -> list[tuple[str, ...]]:
    columns = [post.getlist(side) for side in SIDES]
    return list(zip(*columns, strict=False))[: MOST + 1]
