"""Banners with files of their slot's size."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from articles.models import Banner, Slot
from articles.models.banners import SIZES
from tests.published import NOW


def drawn(width, height, kind="PNG", colour=(10, 90, 120)) -> bytes:
    """Return the bytes of an image of one colour."""
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind)
    return file.getvalue()


@pytest.fixture
def banner(db):
    """Return a maker of banners: `banner("Жәрмеңке", slot=Slot.LIST, has_narrow=True)`."""

    def make(name="Жәрмеңке", *, slot=Slot.STORY, has_narrow=False, **fields):
        wide, narrow = SIZES[slot]
        one = Banner(
            **{
                "name": name,
                "slot": slot,
                "advertiser": "«Дала» банкі",
                "link": "https://bank.example/kk?from=site",
                "alt_text": "Несие он күнде беріледі",
                "shows_from": NOW - timedelta(days=2),
                **fields,
            }
        )
        for part, size in (("image", wide), ("narrow", narrow)):
            if part == "image" or has_narrow:
                file = ContentFile(drawn(size.width, size.height), name=f"{part}{name}.png")
                setattr(one, part, file)
                setattr(one, f"{part}_width", size.width)
                setattr(one, f"{part}_height", size.height)
        one.save()
        return one

    return make
