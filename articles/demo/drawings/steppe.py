"""Steppe, mountains and fields."""

from random import Random

from PIL import Image

from . import canvas as c
from .canvas import Canvas, mix
from .nature import cloud, fir, range_of_peaks, ridge, tree, tufts


def steppe_sunset() -> Image.Image:
    sheet = Canvas()
    sheet.sky(c.PLUM, c.ROSE, c.CORAL, c.PEACH, c.SAND, until=640)
    sheet.glow(1010, 560, 620, c.PAPER, 0.6)
    for x, y, size in ((330, 210, 120), (760, 130, 80), (1330, 250, 150)):
        cloud(sheet, x, y, size, c.SAND, 0.4)
    sheet.oval(1010, 560, 84, 0, c.PAPER, c.SAND)
    sheet.hill(ridge(3, 590, 26), mix(c.ROSE, c.PLUM, 0.4), c.CORAL)
    sheet.hill(ridge(8, 650, 30), mix(c.PLUM, c.CORAL, 0.35), c.EARTH)
    sheet.haze(600, 700, c.PEACH, 0.35)
    sheet.hill(ridge(5, 720, 30), "#8d5a4c", c.UMBER)
    sheet.poly([(1010, 700), (1060, 700), (520, 1000), (300, 1000)], c.PEACH, c.EARTH, alpha=0.55)
    sheet.hill([(-80, 800), (300, 770), (640, 850), (960, 930), (1680, 1010)], c.UMBER, c.NIGHT)
    tree(sheet, 330, 800, 250, "#54404a")
    tufts(sheet, 11, 800, mix(c.UMBER, c.PEACH, 0.35), 70, 46)
    return sheet.done()


def steppe_morning() -> Image.Image:
    sheet = Canvas()
    sheet.sky(c.LAGOON, c.SKY, c.MIST, c.CREAM, until=620)
    sheet.glow(420, 520, 520, c.PAPER, 0.8)
    sheet.oval(420, 500, 62, 0, c.PAPER)
    cloud(sheet, 1180, 190, 130, c.SNOW, 0.75)
    cloud(sheet, 760, 290, 80, c.SNOW, 0.55)
    sheet.hill(ridge(21, 560, 40), "#9dbdbb", c.MIST)
    sheet.haze(520, 640, c.CREAM, 0.7)
    sheet.hill(ridge(22, 640, 34), "#8fae92", c.SAGE)
    sheet.haze(620, 740, c.CREAM, 0.6)
    sheet.hill(ridge(24, 740, 34), c.SAGE, c.OLIVE)
    river = [(980, 730), (1040, 735), (880, 800), (1120, 880), (900, 1000), (600, 1000),
             (860, 885), (760, 800)]  # fmt: skip
    sheet.blob(river, c.MIST, c.LAGOON)
    sheet.hill([(-80, 840), (260, 830), (520, 930), (640, 1010)], c.OLIVE, c.MOSS)
    sheet.hill([(1000, 1010), (1200, 900), (1460, 850), (1680, 830)], c.OLIVE, c.MOSS)
    for x, foot, tall in ((1360, 880, 190), (1480, 870, 240), (120, 850, 210)):
        tree(sheet, x, foot, tall, c.MOSS)
    tufts(sheet, 4, 860, c.FOREST, 60, 36)
    return sheet.done()


def _alatau(sky: tuple[str, ...], wood: tuple[str, ...], meadow: tuple[str, str]) -> Canvas:
    sheet = Canvas()
    sheet.sky(*sky, until=700)
    cloud(sheet, 300, 190, 110, c.SNOW, 0.7)
    cloud(sheet, 1330, 150, 140, c.SNOW, 0.6)
    far = [(160, 330), (520, 280), (900, 300), (1250, 260), (1560, 330)]
    range_of_peaks(sheet, far, 640, "#7f9bb0", "#a9c0c9", c.SNOW, 4)
    sheet.haze(440, 640, c.MIST, 0.75)
    near = [(60, 400), (420, 330), (790, 190), (1130, 360), (1480, 300)]
    range_of_peaks(sheet, near, 720, "#50708c", "#86a3b3", c.SNOW, 9)
    sheet.haze(540, 740, c.MIST, 0.7)
    sheet.hill(ridge(14, 690, 36), wood[0], wood[1])
    dice = Random(5)
    for _ in range(46):
        x = dice.uniform(0, 1600)
        y = dice.uniform(710, 770)
        fir(sheet, x, y, dice.uniform(60, 110), mix(wood[1], c.INK, 0.15))
    sheet.hill(ridge(15, 800, 30), *meadow)
    return sheet


def alatau() -> Image.Image:
    sheet = _alatau(
        ("#5f9fbd", c.SKY, c.MIST), (c.MOSS, c.FOREST), (mix(c.OLIVE, c.SAGE, 0.4), c.MOSS)
    )
    for x, foot, tall in ((110, 960, 330), (250, 985, 250), (1380, 980, 300), (1510, 950, 360)):
        fir(sheet, x, foot, tall, c.FOREST)
    tufts(sheet, 8, 850, c.FOREST, 60, 30)
    return sheet.done()


def alatau_autumn() -> Image.Image:
    sheet = _alatau(
        ("#7aa9b8", "#c9d6cd", c.CREAM),
        ("#b98a45", "#6e6a43"),
        (c.STRAW, mix(c.EARTH, c.STRAW, 0.3)),
    )
    leaves = (c.GOLD, c.CORAL, c.STRAW, c.BRICK, c.GOLD)
    dice = Random(12)
    for n in range(13):
        x = 40 + n * 128 + dice.uniform(-30, 30)
        tree(sheet, x, 850 + dice.uniform(-20, 30), dice.uniform(130, 190), leaves[n % 5])
    for x, tall, colour in ((130, 390, c.GOLD), (1480, 430, c.CORAL), (1320, 320, c.STRAW)):
        tree(sheet, x, 1000, tall, colour)
    tufts(sheet, 18, 890, c.UMBER, 60, 34)
    return sheet.done()


def wheat_harvest() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#6fb0c4", c.SKY, c.CREAM, until=500)
    cloud(sheet, 340, 180, 140, c.SNOW, 0.85)
    cloud(sheet, 1120, 130, 110, c.SNOW, 0.75)
    cloud(sheet, 1480, 260, 90, c.SNOW, 0.6)
    sheet.hill(ridge(41, 450, 20), "#8fae9a", c.SAGE)
    for n in range(18):
        tree(sheet, 20 + n * 92, 478, 64 + (n * 37) % 30, c.MOSS)
    sheet.hill([(-80, 470), (500, 455), (1100, 480), (1680, 460)], "#ecc66b", c.STRAW)
    for n in range(-9, 26):
        x = 700 + (n - 8) * 46
        sheet.poly(
            [(x, 500), (x + 20, 500), (n * 260 - 1290, 1000), (n * 260 - 1380, 1000)],
            "#d9a748",
        )  # fmt: skip
    sheet.poly([(760, 640), (1700, 560), (1700, 800), (900, 800)], "#f0d48e", alpha=0.6)
    _combine(sheet, 560, 640)
    sheet.hill([(-80, 830), (400, 870), (1000, 850), (1680, 880)], "#d39a3c", "#8d6230")
    dice = Random(2)
    for _ in range(110):
        x, y = dice.uniform(-10, 1610), dice.uniform(900, 1060)
        tall = dice.uniform(80, 140)
        lean = dice.uniform(-12, 26)
        sheet.line([(x, y), (x + lean, y - tall)], "#e7bb5e", 2.4)
        for n in range(5):
            side = 5 if n % 2 else -5
            sheet.oval(x + lean + side, y - tall - n * 9 + 6, 5, 9, "#f3d283")
    return sheet.done()


def _combine(sheet: Canvas, x: float, y: float) -> None:
    for n in range(8):
        sheet.oval(x + 420 + n * 40, y + 110 - n * 8, 60 + n * 6, 0, c.CREAM, alpha=0.2)
    sheet.oval(x + 190, y + 176, 300, 18, c.UMBER, alpha=0.35)
    sheet.poly(
        [(x + 60, y - 40), (x + 380, y - 40), (x + 400, y + 90), (x + 40, y + 90)],
        c.BRICK,
        "#8a3a30",
    )
    sheet.poly(
        [(x + 150, y - 110), (x + 390, y - 110), (x + 370, y - 40), (x + 170, y - 40)],
        c.CORAL,
        c.BRICK,
    )
    sheet.poly([(x + 10, y - 150), (x + 140, y - 150), (x + 150, y - 10), (x - 6, y - 10)], c.INK)
    sheet.poly(
        [(x + 22, y - 138), (x + 128, y - 138), (x + 134, y - 24), (x + 12, y - 24)],
        c.SKY,
        c.LAGOON,
    )
    sheet.oval(x + 78, y - 78, 20, 0, "#c99872")
    sheet.box(x + 56, y - 62, 46, 40, c.SLATE, curve=12)
    sheet.box(x, y - 164, 152, 18, c.SAND, curve=8)
    sheet.line([(x + 360, y - 60), (x + 500, y - 150), (x + 540, y - 140)], c.GOLD, 22)
    sheet.poly([(x + 20, y + 40), (x + 60, y + 90), (x - 60, y + 130), (x - 90, y + 110)], c.SLATE)
    sheet.box(x - 170, y + 92, 130, 62, c.GOLD, c.STRAW, curve=10)
    for n in range(6):
        sheet.line([(x - 172 + n * 24, y + 72), (x - 160 + n * 24, y + 150)], c.BRICK, 5)
    sheet.line([(x - 178, y + 72), (x - 40, y + 72)], c.BRICK, 6)
    for wheel, radius in ((110, 78), (350, 52)):
        sheet.oval(x + wheel, y + 172 - radius, radius, 0, c.NIGHT)
        sheet.oval(x + wheel, y + 172 - radius, radius * 0.58, 0, c.GOLD, c.STRAW)
        sheet.oval(x + wheel, y + 172 - radius, radius * 0.2, 0, c.UMBER)


def cotton() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#79b4c2", c.SKY, c.CREAM, until=470)
    sheet.glow(1250, 200, 420, c.PAPER, 0.7)
    sheet.hill(ridge(46, 380, 40, 9), "#9db7bf", c.MIST)
    sheet.hill(ridge(47, 420, 20, 8), "#8aa89f", c.SAGE)
    sheet.haze(360, 520, c.CREAM, 0.5)
    sheet.hill([(-80, 455), (600, 445), (1680, 460)], c.OLIVE, c.FOREST)
    dice = Random(8)
    for row in range(11):
        y = 480 + row * row * 3.6 + row * 8
        puff = 4 + row * 1.7
        for _ in range(90 - row * 5):
            x = dice.uniform(-10, 1610)
            lift = dice.uniform(-puff, puff)
            sheet.oval(
                x, y + lift + puff * 0.4, puff * 1.5, puff, mix(c.MOSS, c.FOREST, dice.random())
            )
            sheet.oval(x, y + lift, puff, puff * 0.8, c.SNOW)
    sheet.haze(840, 1000, c.FOREST, 0.75)
    for x, y, size in ((420, 640, 150), (820, 780, 110), (1190, 700, 132), (160, 860, 100)):
        _boll(sheet, x, y, size)
    return sheet.done()


def _boll(sheet: Canvas, x: float, y: float, size: float) -> None:
    sheet.line([(x + size * 0.1, y + size * 0.6), (x + size * 0.3, 1040)], c.UMBER, size * 0.1)
    for side in (-1, 1):
        leaf = [(x + side * size * 0.2, y + size), (x + side * size * 1.1, y + size * 0.66),
                (x + side * size * 1.5, y + size * 1.1),
                (x + side * size * 0.8, y + size * 1.4)]  # fmt: skip
        sheet.blob(leaf, c.OLIVE, c.FOREST)
    for a, b in ((-0.98, 0.1), (0.98, 0.14), (-0.5, 0.82), (0.55, 0.84)):
        husk = [(x, y + size * 0.5), (x + a * size * 0.7, y + b * size - 8),
                (x + a * size * 1.12, y + b * size + size * 0.1),
                (x + a * size * 0.5, y + size * 0.75)]  # fmt: skip
        sheet.blob(husk, c.EARTH, c.UMBER)
    for a, b, r in ((-0.45, 0.15, 0.5), (0.45, 0.18, 0.5), (0, -0.22, 0.52), (0, 0.42, 0.5)):
        sheet.oval(
            x + a * size,
            y + b * size,
            r * size,
            r * size * 0.94,
            c.PAPER,
            mix(c.MIST, c.STONE, 0.2),
        )
    for a, b in ((-0.5, 0.05), (0.38, 0.05), (-0.05, -0.38), (-0.05, 0.3)):
        sheet.oval(x + a * size, y + b * size, size * 0.2, size * 0.14, "#ffffff", alpha=0.8)
