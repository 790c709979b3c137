"""A cleaned body filled with its photos, its galleries, and films and posts of other houses."""

from itertools import count

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from media import pictures

from . import embeds, markup


def fill(
    body: str,
    photos: dict[int, pictures.Picture],
    *,
    language: str,
    is_top: bool = False,
    is_page: bool = True,
) -> SafeString:
    """Fill a cleaned body with what its placeholders name.

    `is_top` says that no photo is above: one that opens the body is then loaded at once. Outside
    a page (`is_page`) nothing can be pressed open: a film is a link.
    """
    galleries = count(1)
    is_awaited = is_top and body.startswith(("<figure data-photo", "<figure data-gallery"))

    def told(pk, caption):
        nonlocal is_awaited
        is_first, is_awaited = is_awaited, False
        # Both captions are text that `markup.clean` let through.
        rich_caption = mark_safe(caption)  # noqa: S308
        figure = photos[pk].figure(language)
        return {"figure": figure, "rich_caption": rich_caption, "is_first": is_first}

    def photo(pk, caption):
        if pk not in photos:
            return ""
        return render_to_string("media/_photo.html", told(pk, caption) | {"place": "inside"})

    def gallery(shots):
        shots = [(pk, caption) for pk, caption in shots if pk in photos]
        if len(shots) < 2:
            return "".join(photo(pk, caption) for pk, caption in shots)
        slides = [told(pk, caption) for pk, caption in shots]
        return render_to_string(
            "public/_gallery.html", {"slides": slides, "number": next(galleries)}
        )

    def embed(url, caption):
        return card(url, caption, is_page=is_page)

    return mark_safe(markup.fill(body, photo=photo, embed=embed, gallery=gallery))  # noqa: S308


def card(url: str, caption: str, *, is_page: bool = True) -> str:
    """Return the card of a film or post; "" for an address that leads nowhere."""
    read = embeds.read(url)
    if read is None:
        return ""
    context = {"embed": read, "rich_caption": mark_safe(caption), "is_page": is_page}  # noqa: S308
    return render_to_string("public/_embed.html", context)


def frames(body: str) -> list[str]:
    """Return the origins whose frames a cleaned body may open."""
    read = (embeds.read(url) for url in markup.embeds(body))
    return [each.origin for each in read if each is not None and each.origin]


def opening(body: str) -> tuple[str, str]:
    """Take a film that opens a body apart from the rest, to stand where a photo would."""
    found = markup.opening_embed(body)
    if found is None:
        return "", body
    url, caption, rest = found
    read = embeds.read(url)
    if read is None or read.shape != "film":
        return "", body
    return card(url, caption), rest
