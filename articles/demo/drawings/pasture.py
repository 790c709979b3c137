"""Horses and yurts."""

from itertools import pairwise
from math import sin
from random import Random

from PIL import Image

from . import canvas as c
from .canvas import Canvas, Point, mix
from .nature import cloud, fir, horn_ornament, person, range_of_peaks, ridge, tree, tufts


def _horse(sheet: Canvas, x: float, y: float, size: float, colour: str, mane: str) -> None:
    """A galloping horse that faces right."""

    def at(points: list[Point]) -> list[Point]:
        return [(x + a * size, y + b * size) for a, b in points]

    far = mix(colour, c.INK, 0.35)
    for leg in (
        [(-0.62, -0.1), (-0.92, 0.22), (-1.2, 0.42), (-1.28, 0.55)],
        [(0.52, 0.0), (0.9, 0.2), (0.86, 0.5), (0.96, 0.6)],
    ):
        _leg(sheet, at(leg), size, far)
    tail = [(-0.82, -0.32), (-1.15, -0.5), (-1.6, -0.4), (-1.78, -0.18), (-1.4, -0.24),
            (-1.1, -0.2), (-0.84, -0.12)]  # fmt: skip
    sheet.blob(at(tail), mane)
    body = [
        (-0.92, -0.22), (-0.75, -0.45), (-0.4, -0.46), (0.05, -0.38), (0.4, -0.46),
        (0.66, -0.78), (0.9, -1.08), (1.04, -1.2), (1.16, -1.1), (1.36, -0.86), (1.42, -0.74),
        (1.32, -0.68), (1.12, -0.78), (0.98, -0.62), (0.86, -0.3), (0.72, 0.02), (0.4, 0.14),
        (-0.05, 0.1), (-0.45, 0.04), (-0.7, 0.12), (-0.9, 0.02),
    ]  # fmt: skip
    sheet.blob(at(body), mix(colour, c.PEACH, 0.25), mix(colour, c.INK, 0.2))
    for leg in (
        [(-0.68, 0.0), (-0.7, 0.34), (-1.0, 0.56), (-1.06, 0.7)],
        [(0.6, 0.02), (1.05, 0.02), (1.3, 0.3), (1.42, 0.32)],
    ):
        _leg(sheet, at(leg), size, mix(colour, c.INK, 0.12))
    sheet.poly(at([(1.0, -1.14), (1.03, -1.36), (1.1, -1.14)]), colour)
    hair = [(1.04, -1.22), (0.8, -1.2), (0.45, -0.98), (0.12, -0.84), (0.3, -0.74), (0.2, -0.58),
            (0.46, -0.6), (0.62, -0.72), (0.82, -0.96)]  # fmt: skip
    sheet.blob(at(hair), mane)
    sheet.oval(x + 1.12 * size, y - 1.0 * size, size * 0.028, 0, c.NIGHT)


def _leg(sheet: Canvas, joints: list[Point], size: float, colour: str) -> None:
    widths = (0.24, 0.13, 0.1)
    for (one, two), wide in zip(pairwise(joints), widths, strict=True):
        sheet.line([one, two], colour, size * wide)


def horses() -> Image.Image:
    sheet = Canvas()
    sheet.sky(c.DUSK, c.PLUM, c.ROSE, c.PEACH, until=600)
    sheet.glow(330, 500, 460, c.SAND, 0.6)
    sheet.oval(330, 480, 72, 0, c.CREAM, c.PEACH)
    sheet.hill(ridge(36, 500, 46, 9), "#94708c", "#c98a84")
    sheet.hill(ridge(37, 550, 30, 8), "#7b5f7c", "#b57c74")
    sheet.haze(520, 680, c.PEACH, 0.45)
    sheet.hill(ridge(31, 600, 22), "#b07c5c", c.EARTH)
    sheet.hill(ridge(32, 700, 24), c.EARTH, c.UMBER)
    sheet.hill(ridge(33, 800, 22), mix(c.UMBER, c.EARTH, 0.3), "#3a2c33")
    for x, y in ((330, 800), (640, 815), (1000, 830), (250, 840)):
        for n in range(5):
            sheet.oval(x - n * 34, y - 6 * (n % 3), 54 - n * 4, 22, c.PEACH, alpha=0.16)
    _horse(sheet, 430, 660, 128, "#8a5636", "#3b2a2e")
    _horse(sheet, 830, 640, 150, "#c98f57", c.CREAM)
    _horse(sheet, 1190, 690, 168, "#54393a", "#221e2b")
    tufts(sheet, 6, 840, "#2b2430", 80, 48)
    return sheet.done()


def _yurt(sheet: Canvas, x: float, foot: float, size: float, trim: str) -> None:
    sheet.oval(x, foot + 4, size * 1.22, size * 0.11, c.FOREST, alpha=0.4)
    wall = [
        (x - size, foot),
        (x - size * 1.02, foot - size * 0.62),
        (x + size * 1.02, foot - size * 0.62),
        (x + size, foot),
    ]
    sheet.poly(wall, c.SNOW, mix(c.SAND, c.STONE, 0.4), across=True)
    roof = [(-1.06, -0.6), (-0.82, -0.9), (-0.5, -1.14), (-0.22, -1.27), (0.22, -1.27),
            (0.5, -1.14), (0.82, -0.9), (1.06, -0.6)]  # fmt: skip
    sheet.poly(
        [(x + a * size, foot + b * size) for a, b in roof],
        "#ffffff",
        mix(c.SAND, c.STONE, 0.35),
        across=True,
    )
    crown = [(-0.24, -1.25), (-0.16, -1.35), (0.16, -1.35), (0.24, -1.25)]
    sheet.poly([(x + a * size, foot + b * size) for a, b in crown], trim)
    band = [(-1.06, -0.6), (1.06, -0.6), (1.03, -0.48), (-1.03, -0.48)]
    sheet.poly([(x + a * size, foot + b * size) for a, b in band], trim)
    for n in range(-4, 5):
        a = n * 0.23
        sheet.poly(
            [(x + (a - 0.07) * size, foot - 0.54 * size), (x + a * size, foot - 0.59 * size),
             (x + (a + 0.07) * size, foot - 0.54 * size), (x + a * size, foot - 0.49 * size)],
            c.SAND,
        )  # fmt: skip
    for a in (-0.62, 0.62):
        sheet.line(
            [(x + a * size * 0.3, foot - 1.27 * size), (x + a * size, foot - 0.6 * size)],
            trim,
            size * 0.03,
        )
        horn_ornament(sheet, x + a * size * 1.02, foot - 0.1 * size, size * 0.28, trim)
    sheet.box(x - size * 0.25, foot - size * 0.56, size * 0.5, size * 0.56, c.UMBER, curve=4)
    sheet.box(
        x - size * 0.21, foot - size * 0.52, size * 0.42, size * 0.52, c.BRICK, "#8a3a30", curve=3
    )
    sheet.box(x - size * 0.012, foot - size * 0.52, size * 0.024, size * 0.52, c.UMBER)
    for a in (-0.105, 0.105):
        sheet.poly(
            [(x + (a - 0.06) * size, foot - 0.3 * size), (x + a * size, foot - 0.42 * size),
             (x + (a + 0.06) * size, foot - 0.3 * size), (x + a * size, foot - 0.18 * size)],
            c.GOLD,
        )  # fmt: skip


def yurt() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#5b9dbb", c.SKY, c.MIST, until=620)
    cloud(sheet, 420, 170, 130, c.SNOW, 0.85)
    cloud(sheet, 1300, 220, 100, c.SNOW, 0.7)
    range_of_peaks(
        sheet,
        [(120, 340), (470, 260), (880, 220), (1240, 280), (1540, 240)],
        640,
        "#5f7f97",
        "#93aebb",
        c.SNOW,
        12,
    )
    sheet.haze(480, 650, c.MIST, 0.75)
    sheet.hill(ridge(51, 610, 26), c.MOSS, c.OLIVE)
    for n in range(24):
        fir(sheet, 30 + n * 67, 640 + (n * 53) % 26, 70 + (n * 31) % 40, c.FOREST)
    sheet.hill(ridge(52, 690, 22), c.SAGE, c.OLIVE)
    _yurt(sheet, 1240, 740, 92, c.TEAL)
    sheet.hill(
        [(-80, 760), (500, 730), (1100, 780), (1680, 760)], mix(c.SAGE, c.OLIVE, 0.4), c.MOSS
    )
    _yurt(sheet, 640, 850, 240, c.BRICK)
    for x, tall, coat, hat in ((960, 118, c.TEAL, c.SNOW), (1010, 84, c.CORAL, c.BRICK)):
        person(sheet, x, 860, tall, coat, hat)
    tufts(sheet, 15, 870, c.FOREST, 70, 32)
    dice = Random(3)
    for _ in range(60):
        x, y = dice.uniform(0, 1600), dice.uniform(880, 990)
        sheet.oval(x, y, 5, 0, dice.choice((c.CORAL, c.GOLD, c.SNOW, c.ROSE)))
    return sheet.done()


def yurt_festival() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#77b3c6", c.MIST, c.CREAM, until=640)
    sheet.glow(800, 300, 560, c.PAPER, 0.7)
    sheet.hill(ridge(61, 560, 24), "#9fbba3", c.SAGE)
    for n in range(22):
        tree(
            sheet,
            20 + n * 76,
            600,
            70 + (n * 29) % 34,
            mix(c.SAGE, c.ROSE if n % 3 == 0 else c.OLIVE, 0.6),
        )
    sheet.hill([(-80, 600), (800, 585), (1680, 600)], c.SAGE, c.OLIVE)
    for x, trim in ((190, c.TEAL), (590, c.PLUM), (1000, c.BRICK), (1410, c.TEAL)):
        _yurt(sheet, x, 690, 150, trim)
    sheet.poly([(0, 720), (1600, 720), (1600, 1000), (0, 1000)], c.SAND, mix(c.EARTH, c.SAND, 0.5))
    coats = (c.BRICK, c.TEAL, c.GOLD, c.PLUM, c.CORAL, c.DEEP)
    dice = Random(9)
    for n in range(20):
        x = 40 + n * 80 + dice.uniform(-26, 26)
        sheet.oval(x, 800 + (n * 47) % 120, 34, 7, c.UMBER, alpha=0.3)
        person(
            sheet,
            x,
            800 + (n * 47) % 120,
            96 + (n * 47) % 120 * 0.5,
            coats[n % 6],
            (c.SNOW, c.UMBER, c.BRICK)[n % 3],
        )
    flags = (c.BRICK, c.GOLD, c.TEAL, c.CORAL, c.SNOW)
    for row in (0, 1):
        rope = [(x, 120 + row * 110 + 46 * sin(x / 255 + row * 1.8)) for x in range(-20, 1641, 20)]
        sheet.line(rope, c.SLATE, 2.5)
        for n, (x, y) in enumerate(rope[::3]):
            sheet.poly([(x, y), (x + 40, y + 1), (x + 20, y + 54)], flags[(n + row) % 5])
    return sheet.done()
