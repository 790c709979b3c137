"""Trains, ships and aircraft."""

from random import Random

from PIL import Image

from . import canvas as c
from .canvas import Canvas, mix
from .nature import cloud, person, ridge, tufts


def _train(sky: tuple[str, ...], ground: tuple[str, ...], pane: tuple[str, str]) -> Canvas:
    sheet = Canvas()
    sheet.sky(*sky, until=640)
    sheet.glow(1240, 480, 460, c.PAPER, 0.6)
    sheet.oval(1240, 470, 56, 0, c.PAPER, alpha=0.9)
    sheet.hill(ridge(91, 530, 40), mix(ground[0], sky[-1], 0.7), mix(ground[0], sky[-1], 0.4))
    sheet.hill(ridge(92, 590, 26), mix(ground[0], sky[-1], 0.35), ground[0])
    sheet.haze(540, 720, sky[-1], 0.4)
    sheet.hill([(-80, 640), (800, 630), (1680, 640)], ground[0], ground[1])
    for x in range(60, 1600, 300):
        sheet.line([(x, 760), (x, 330)], c.INK, 7)
        sheet.line([(x, 360), (x + 90, 350)], c.INK, 5)
    sheet.line([(-10, 366), (1610, 366)], c.INK, 2)
    sheet.line([(-10, 352), (1610, 344)], c.INK, 1.6)
    sheet.poly([(-10, 770), (1610, 770), (1610, 846), (-10, 860)], "#8d8279", c.SLATE)
    for n in range(46):
        sheet.poly(
            [(n * 38 - 60, 806), (n * 38 - 40, 806), (n * 38 - 50, 826), (n * 38 - 74, 826)],
            c.UMBER,
        )
    for y in (800, 822):
        sheet.line([(-10, y), (1610, y)], c.MIST, 4)
    for left in (640, 1120, 1600):
        sheet.box(left - 40, 700, 90, 60, c.INK)
    for left in (660, 1140):
        sheet.box(left, 540, 470, 230, c.SNOW, "#c9d3d8", curve=18)
        sheet.box(left, 688, 470, 54, c.TEAL, c.DEEP)
        sheet.box(left, 678, 470, 8, c.GOLD)
        for n in range(6):
            sheet.box(left + 34 + n * 70, 584, 50, 66, *pane, curve=10)
        sheet.box(left + 8, 570, 16, 160, c.STONE, curve=4)
        sheet.box(left + 40, 524, 390, 20, c.SLATE, curve=8)
    nose = [(90, 770), (84, 720), (130, 640), (210, 566), (300, 540), (650, 540), (650, 770)]
    sheet.poly(nose, c.SNOW, "#c9d3d8")
    sheet.poly([(84, 742), (92, 704), (106, 688), (650, 688), (650, 742)], c.TEAL, c.DEEP)
    sheet.poly([(118, 678), (650, 678), (650, 686), (112, 686)], c.GOLD)
    sheet.poly([(150, 650), (222, 578), (300, 562), (300, 650)], c.INK, c.LAGOON)
    for n in range(4):
        sheet.box(346 + n * 74, 584, 52, 66, *pane, curve=10)
    sheet.box(300, 524, 320, 20, c.SLATE, curve=8)
    sheet.line([(420, 524), (390, 440), (470, 372)], c.INK, 6)
    sheet.line([(410, 370), (530, 366)], c.INK, 6)
    sheet.oval(128, 724, 15, 0, c.PAPER)
    sheet.glow(110, 724, 150, c.CREAM, 0.7)
    for x in (200, 290, 480, 570, 730, 820, 1000, 1080, 1210, 1300, 1480, 1560):
        sheet.oval(x, 780, 30, 0, c.NIGHT)
        sheet.oval(x, 780, 14, 0, c.STONE)
    sheet.box(80, 758, 1530, 14, c.INK, curve=7)
    sheet.hill([(-80, 850), (400, 862), (1000, 846), (1680, 860)], ground[1], ground[2])
    tufts(sheet, 29, 870, mix(ground[2], c.SAND, 0.35), 90, 48)
    return sheet


def railway() -> Image.Image:
    return _train(
        ("#5f9fbd", c.SKY, c.CREAM), ("#c9a865", "#b08c4d", "#7a6238"), (c.LAGOON, c.MIST)
    ).done()


def railway_evening() -> Image.Image:
    return _train(
        (c.NIGHT, c.DUSK, c.ROSE, c.PEACH), ("#7a5a5e", "#4f4052", "#2a2740"), (c.CREAM, c.GOLD)
    ).done()


def _crane(sheet: Canvas, x: float, foot: float, size: float, colour: str) -> None:
    def at(a: float, b: float) -> tuple[float, float]:
        return (x + a * size, foot + b * size)

    for a in (-0.3, 0.3):
        sheet.line([at(a, 0), at(a * 0.7, -1.5)], colour, size * 0.075)
    for n in range(4):
        b = -0.3 * n - 0.1
        sheet.line([at(-0.28, b), at(0.24, b - 0.3)], colour, size * 0.03)
    sheet.line([at(-0.32, -0.5), at(0.32, -0.5)], colour, size * 0.05)
    sheet.line([at(-0.75, -1.5), at(1.7, -1.5)], colour, size * 0.085)
    sheet.line([at(0, -1.5), at(0.05, -2.15)], colour, size * 0.06)
    sheet.line([at(0.05, -2.15), at(1.6, -1.52)], colour, size * 0.026)
    sheet.line([at(0.05, -2.15), at(-0.7, -1.52)], colour, size * 0.026)
    sheet.box(x - 0.72 * size, foot - 1.5 * size, 0.3 * size, 0.24 * size, colour, curve=3)
    sheet.box(x + 0.1 * size, foot - 1.46 * size, 0.22 * size, 0.24 * size, c.INK, curve=3)
    sheet.line([at(1.25, -1.48), at(1.25, -0.8)], c.INK, size * 0.014)
    sheet.box(x + 1.0 * size, foot - 0.82 * size, 0.5 * size, 0.2 * size, c.GOLD, c.STRAW)


def sea_port() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#4f94b0", c.SKY, c.CREAM, until=560)
    sheet.glow(300, 380, 420, c.PAPER, 0.8)
    cloud(sheet, 520, 160, 120, c.SNOW, 0.8)
    cloud(sheet, 1330, 110, 100, c.SNOW, 0.7)
    sheet.box(-5, 540, 1610, 470, "#5fa5ad", c.DEEP)
    sheet.hill([(-80, 530), (300, 500), (560, 530), (700, 548)], "#b79f88", "#a3917f", base=548)
    dice = Random(13)
    for _ in range(70):
        y = dice.uniform(556, 960)
        sheet.box(
            dice.uniform(-40, 1600),
            y,
            dice.uniform(40, 60 + (y - 540) * 0.4),
            4,
            c.MIST,
            curve=2,
            alpha=0.35,
        )
    tones = (c.BRICK, c.GOLD, c.TEAL, c.CORAL, c.DUSK, c.SAGE)
    sheet.box(860, 700, 760, 60, "#a79c92", c.SLATE)
    for row in range(3):
        for n in range(7 - row):
            tone = tones[(n * 2 + row) % 6]
            x, y = 1000 + n * 92 + row * 20, 650 - row * 50
            sheet.box(x, y, 86, 48, tone, mix(tone, c.INK, 0.2))
            for k in range(1, 6):
                sheet.line([(x + k * 14, y + 4), (x + k * 14, y + 44)], mix(tone, c.INK, 0.25), 2)
    for x, size, tone in ((1440, 190, c.BRICK), (1080, 215, c.CORAL)):
        _crane(sheet, x, 700, size, tone)
    hull = [(70, 650), (960, 650), (930, 800), (890, 836), (180, 836), (120, 780)]
    sheet.poly(hull, c.INK, c.NIGHT)
    sheet.poly([(128, 790), (932, 790), (890, 836), (180, 836)], c.BRICK, "#843a30")
    sheet.poly([(74, 664), (958, 664), (956, 674), (78, 674)], c.SNOW)
    for row in range(3):
        for n in range(6 if row < 2 else 4):
            tone = tones[(n + row * 2 + 1) % 6]
            x, y = 310 + n * 96, 600 - row * 52
            sheet.box(x, y, 90, 50, tone, mix(tone, c.INK, 0.2))
            for k in range(1, 6):
                sheet.line([(x + k * 15, y + 4), (x + k * 15, y + 46)], mix(tone, c.INK, 0.25), 2)
    sheet.box(120, 500, 160, 150, c.SNOW, c.MIST, curve=6)
    sheet.box(104, 456, 192, 54, c.SNOW, c.MIST, curve=6)
    for n in range(5):
        sheet.box(118 + n * 34, 468, 26, 24, c.INK)
    for n in range(4):
        sheet.oval(146 + n * 36, 560, 9, 0, c.LAGOON)
        sheet.oval(146 + n * 36, 606, 9, 0, c.LAGOON)
    sheet.poly([(170, 456), (176, 396), (230, 396), (236, 456)], c.CORAL, c.BRICK)
    sheet.poly([(-10, 836), (1610, 820), (1610, 1000), (-10, 1000)], c.TEAL, c.DEEP, alpha=0.55)
    for _ in range(26):
        sheet.box(
            dice.uniform(60, 940),
            dice.uniform(832, 870),
            dice.uniform(50, 120),
            5,
            c.SNOW,
            curve=2,
            alpha=0.5,
        )
    for x, y, s in ((620, 300, 30), (700, 340, 22), (520, 350, 18)):
        sheet.line(
            [
                (x - s, y - s * 0.4),
                (x - s * 0.4, y - s * 0.55),
                (x, y),
                (x + s * 0.4, y - s * 0.55),
                (x + s, y - s * 0.4),
            ],
            c.SNOW,
            4,
        )
    return sheet.done()


def airport() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#5a86ad", "#a9bcc6", c.PEACH, c.CREAM, until=700)
    sheet.glow(300, 560, 460, c.PAPER, 0.8)
    cloud(sheet, 480, 160, 120, c.SNOW, 0.6)
    cloud(sheet, 1200, 210, 100, c.SNOW, 0.5)
    sheet.hill(ridge(101, 620, 16), "#b3a793", c.SAND)
    roof = [(860, 520), (1000, 470), (1240, 450), (1480, 476), (1700, 520), (1700, 660), (860, 660)]
    sheet.poly(roof, c.TEAL, c.DEEP)
    sheet.box(880, 548, 740, 112, c.MIST, c.LAGOON)
    for n in range(18):
        sheet.line([(890 + n * 42, 548), (890 + n * 42, 660)], c.SNOW, 4)
    sheet.box(1330, 250, 46, 400, c.PAPER, c.STONE, across=True)
    sheet.poly([(1296, 250), (1410, 250), (1426, 186), (1280, 186)], c.INK, c.LAGOON)
    sheet.box(1274, 172, 158, 20, c.PAPER, curve=8)
    sheet.line([(1353, 172), (1353, 110)], c.SLATE, 5)
    sheet.box(-5, 656, 1610, 360, "#a79f98", "#6a6a78")
    sheet.poly([(-10, 900), (1610, 850), (1610, 872), (-10, 926)], c.GOLD, alpha=0.8)
    sheet.oval(660, 828, 520, 26, c.INK, alpha=0.35)
    sheet.poly([(1080, 560), (1170, 360), (1240, 352), (1214, 580)], c.TEAL, c.DEEP)
    sheet.poly([(1130, 590), (1270, 540), (1320, 548), (1200, 622)], "#aebcc6", c.STONE)
    body = [(120, 690), (150, 628), (230, 590), (330, 578), (1040, 566), (1230, 572), (1180, 640),
            (1020, 716), (860, 742), (280, 746), (170, 732)]  # fmt: skip
    sheet.blob(body, "#ffffff", "#b9c6ce")
    sheet.poly(
        [(128, 704), (1060, 690), (1020, 716), (860, 742), (280, 746), (170, 732)], c.TEAL, c.DEEP
    )
    sheet.poly([(170, 640), (214, 604), (272, 594), (262, 640)], c.INK, c.SLATE)
    for n in range(20):
        sheet.box(360 + n * 35, 624, 16, 24, c.DUSK, curve=7)
    for x in (312, 1082):
        sheet.box(x, 612, 30, 66, c.MIST, curve=8)
    sheet.poly([(560, 690), (820, 690), (980, 850), (900, 856)], "#d5dee3", c.STONE)
    sheet.box(560, 730, 170, 76, c.SNOW, c.STONE, curve=36)
    sheet.oval(572, 768, 22, 36, c.INK)
    for x in (290, 700, 780):
        sheet.line([(x, 740), (x, 810)], c.SLATE, 9)
        sheet.oval(x, 818, 22, 0, c.NIGHT)
    for n, x in enumerate((1290, 1380, 1450)):
        person(
            sheet, x, 800 + n * 12, 110, (c.BRICK, c.DEEP, c.GOLD)[n], (c.UMBER, c.SNOW, c.INK)[n]
        )
        sheet.box(x + 24, 764 + n * 12, 26, 36, (c.INK, c.CORAL, c.TEAL)[n], curve=4)
    return sheet.done()
