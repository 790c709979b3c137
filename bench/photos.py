"""Photos of 24 megapixels: how much of plain Pillow's speed is left when we do the same encodes.

Twenty pictures of our own making come in as an upload does; beside each, in turn, Pillow opens
the same file, shrinks it and writes the same formats, widths and crops, and nothing else.
"""

import os
import time
from collections.abc import Iterator
from io import BytesIO
from statistics import median

PHOTOS, WIDTH, HEIGHT = 20, 6000, 4000
#: AVIF costs ten times as much: fewer photos tell enough.
AVIF = 4


def measure() -> Iterator[tuple]:
    """Yield megapixels a second of CPU, ours and Pillow's, and what the files come to."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    os.environ.setdefault("SECRET_KEY", "bench")
    django.setup()
    data = originals()
    ours, theirs, share, number = [], [], [], 0
    for each in data:
        begun = time.process_time()
        made = by_us(each)
        between = time.process_time()
        by_pillow(each, [one.wanted for one in made])
        ours.append(between - begun)
        theirs.append(time.process_time() - between)
        share.append(sum(len(one.data) for one in made) / len(each))
        number = max(number, len(made))
    pixels = WIDTH * HEIGHT / 1_000_000
    ratio = median(b / a for a, b in zip(ours, theirs, strict=True))
    yield "megapixels a second, ours", pixels / median(ours), "MP/s", "", True
    yield "megapixels a second, plain Pillow", pixels / median(theirs), "MP/s", "", True
    yield "ours of plain Pillow", ratio, "", ">= 0.9", ratio >= 0.9
    yield "files of a photo, at most", number, "", "<= 14", number <= 14
    yield "their bytes, of the original's", max(share), "", "<= 1.2", max(share) <= 1.2
    yield f"{len(data)} photos come in", sum(ours), "s CPU", "", True
    yield from in_the_background(data[:AVIF])


def in_the_background(data: list[bytes]) -> Iterator[tuple]:
    """Yield the same of AVIF, which the worker makes where the house wants it."""
    from media import encoding, labels, renditions, validators
    from media.models import Photo, PhotoCredit

    packet = labels.packet_of(Photo(credit=PhotoCredit(photographer="Әлия Қуанышқызы")))
    ours, theirs = [], []
    for each in data:
        begun = time.process_time()
        picture = validators.decode(each)
        list(encoding.encode(picture, renditions.LATER, packet=packet))
        between = time.process_time()
        by_pillow(each, renditions.LATER)
        ours.append(between - begun)
        theirs.append(time.process_time() - between)
    ratio = median(b / a for a, b in zip(ours, theirs, strict=True))
    yield "AVIF of a photo, by the worker", median(ours), "s CPU", "", True
    yield "AVIF, ours of plain Pillow", ratio, "", ">= 0.9", ratio >= 0.9


def originals() -> list[bytes]:
    """Return JPEGs as cameras write them: large, with grain."""
    from PIL import Image

    fractal = Image.effect_mandelbrot((WIDTH, HEIGHT), (-2.2, -1.2, 0.8, 1.2), 60).convert("RGB")
    made = []
    for number in range(PHOTOS):
        grain = Image.effect_noise((WIDTH // 4, HEIGHT // 4), 40 + number).convert("RGB")
        picture = Image.blend(fractal, grain.resize(fractal.size), 0.35)
        file = BytesIO()
        picture.save(file, "JPEG", quality=90)
        made.append(file.getvalue())
    return made


def by_us(data: bytes) -> list:
    """Do what an upload does, but for storing."""
    from media import metadata, renditions, validators
    from media.models import Photo, PhotoCredit

    picture = validators.decode(data)
    account = metadata.read(picture.image)
    photo = Photo(
        size=len(data), width=picture.width, height=picture.height, told=account.said(),
        credit=PhotoCredit(photographer="Әлия Қуанышқызы", source="JQ-Aqparat"),
    )  # fmt: skip
    return renditions.first(photo, picture)


def by_pillow(data: bytes, wanted) -> None:
    """Do the same encodes as a script of ten lines does."""
    from PIL import Image, ImageOps

    from media import encoding

    image = Image.open(BytesIO(data))
    image.draft("RGB", (encoding.WIDEST, encoding.WIDEST))
    image = ImageOps.exif_transpose(image.convert("RGB"))
    for each in wanted:
        shape = encoding.CROPS.get(each.crop, image.width / image.height)
        sized = ImageOps.fit(image, (each.width, round(each.width / shape)))
        sized.save(BytesIO(), **encoding.OPTIONS[each.format], quality=encoding.GOOD[each.format])
