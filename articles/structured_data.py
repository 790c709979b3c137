"""What a page tells machines in JSON-LD: so far, whose its photos are (schema.org ImageObject).

The same names as under the photos, in the language and the script of the page.
"""

import json
from collections.abc import Iterable

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from media import credits, labels
from media.pictures import Picture

from . import scripts

#: Ends a script or begins a comment in it, whatever a caption holds.
_UNSAFE = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028",
           0x2029: "\\u2029"}  # fmt: skip


def photos(shown: Iterable[Picture], *, language: str, script: scripts.Script) -> SafeString:
    """Return the script element that tells of these photos; "" where there is none."""
    objects = [_photo(picture, language, script) for picture in shown]
    if not objects:
        return mark_safe("")
    return element(objects[0] if len(objects) == 1 else {"@graph": objects})


def element(told: dict) -> SafeString:
    """Return a JSON-LD element that no text in it can break out of."""
    written = json.dumps({"@context": "https://schema.org", **told}, ensure_ascii=False)
    return mark_safe(f'<script type="application/ld+json">{written.translate(_UNSAFE)}</script>')  # noqa: S308


def _photo(picture: Picture, language: str, script: scripts.Script) -> dict:
    photo, credit = picture.photo, picture.photo.credit
    figure = picture.figure(language)
    letters = scripts.letters(script)
    told = {
        "@type": "ImageObject",
        "contentUrl": f"{settings.SITE_URL}{figure.src}",
        "width": figure.width,
        "height": figure.height,
        "creditText": letters(credits.said(credit, language)),
        "copyrightNotice": letters(photo.copyright_notice),
        "license": labels.rights_page(photo),
        "acquireLicensePage": photo.licensor_url or credits.link(credit),
    }
    if credit and credit.photographer:
        told["creator"] = {"@type": "Person", "name": letters(credit.photographer)}
    elif credit and credit.source:
        told["creator"] = {"@type": "Organization", "name": letters(credit.source)}
    return {name: value for name, value in told.items() if value}
