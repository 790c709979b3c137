"""The museum, the globe and the dombyra."""

from math import cos, sin

from PIL import Image

from . import canvas as c
from .canvas import Canvas, mix, smooth
from .nature import horn_ornament
from .rooms import shelf_of_books, tabletop


def museum() -> Image.Image:
    sheet = Canvas("#e5d6bd")
    sheet.sky("#cdb99d", "#eee2c9", until=740)
    sheet.box(-5, 0, 1610, 60, "#b39b80")
    for x in (330, 800, 1270):
        sheet.poly(
            [(x - 20, 60), (x + 20, 60), (x + 250, 740), (x - 250, 740)], c.PAPER, alpha=0.35
        )
        sheet.box(x - 26, 44, 52, 26, c.INK, curve=6)
    sheet.box(520, 140, 560, 330, c.GOLD, c.EARTH, curve=4)
    sheet.box(544, 164, 512, 282, c.PEACH, c.CREAM)
    sheet.oval(880, 270, 38, 0, c.CORAL)
    for n, tone in enumerate((c.ROSE, c.PLUM, c.DEEP)):
        line = [(544 + k * 64, 300 + n * 46 + 22 * sin(k * 1.3 + n * 2)) for k in range(9)]
        sheet.hill(line, tone, mix(tone, c.INK, 0.2), base=446)
    sheet.box(-5, 730, 1610, 280, "#a98562", "#74563f")
    sheet.box(-5, 716, 1610, 20, "#8d6c50")
    vessels = (
        (170, 1.0, c.BRICK, c.CREAM),
        (420, 0.8, c.TEAL, c.SAND),
        (1180, 0.86, c.GOLD, c.BRICK),
        (1430, 1.0, c.DEEP, c.SAND),
    )
    for x, size, tone, band in vessels:
        sheet.oval(x, 944, 150, 20, c.UMBER, alpha=0.4)
        sheet.box(x - 110, 700, 220, 244, c.PAPER, "#cbb897", across=True)
        sheet.box(x - 126, 682, 252, 26, c.SNOW, c.SAND, curve=4)
        _jug(sheet, x, 684, 230 * size, tone, band)
        sheet.box(x - 50, 800, 100, 44, c.SNOW)
        sheet.box(x - 36, 812, 72, 5, c.SLATE)
        sheet.box(x - 36, 824, 48, 4, c.STONE)
        glass = (x - 108, 684 - 300, 216, 300)
        sheet.box(*glass, c.MIST, alpha=0.22)
        sheet.poly([(x - 90, 400), (x - 50, 400), (x - 96, 660), (x - 112, 660)], c.SNOW, alpha=0.4)
        sheet.box(x - 112, 376, 224, 12, c.SLATE, curve=4)
    for x in (640, 960):
        sheet.box(x - 12, 780, 24, 150, c.GOLD, c.EARTH, across=True)
        sheet.oval(x, 776, 20, 0, c.GOLD)
        sheet.oval(x, 936, 40, 10, c.UMBER)
    rope = smooth([(640, 800), (720, 860), (800, 876), (880, 860), (960, 800)])
    sheet.line(rope, c.BRICK, 14)
    return sheet.done()


def _jug(sheet: Canvas, x: float, foot: float, tall: float, tone: str, band: str) -> None:
    half = [
        (0.14, -1.0),
        (0.12, -0.86),
        (0.11, -0.76),
        (0.3, -0.6),
        (0.38, -0.42),
        (0.33, -0.2),
        (0.2, -0.02),
    ]
    right = [(x + a * tall, foot + b * tall) for a, b in half]
    left = [(x - a * tall, foot + b * tall) for a, b in reversed(half)]
    sheet.arc(
        (x + 0.06 * tall, foot - 0.92 * tall, x + 0.42 * tall, foot - 0.46 * tall),
        250,
        70,
        mix(tone, c.INK, 0.2),
        tall * 0.05,
    )
    sheet.poly(
        [*smooth(right), *smooth(left)],
        mix(tone, c.CREAM, 0.2),
        mix(tone, c.INK, 0.35),
        across=True,
    )
    sheet.box(
        x - 0.17 * tall,
        foot - 1.02 * tall,
        0.34 * tall,
        0.05 * tall,
        mix(tone, c.CREAM, 0.3),
        curve=4,
    )
    for n in range(-3, 4):
        cx = x + n * 0.095 * tall
        sheet.poly(
            [
                (cx - 0.04 * tall, foot - 0.44 * tall),
                (cx, foot - 0.52 * tall),
                (cx + 0.04 * tall, foot - 0.44 * tall),
                (cx, foot - 0.36 * tall),
            ],
            band,
        )
    for b in (-0.56, -0.32):
        wide = 0.32 if b < -0.5 else 0.36
        sheet.line(
            [(x - wide * tall, foot + b * tall), (x + wide * tall, foot + b * tall)],
            band,
            tall * 0.016,
        )


def globe() -> Image.Image:
    sheet = Canvas("#3a4a68")
    sheet.sky("#42557a", "#6d7896", "#b9a79c", until=760)
    sheet.glow(640, 400, 620, c.PEACH, 0.45)
    sheet.box(1090, 120, 470, 600, "#6d4f45", "#4f3a3a", curve=6)
    for row in range(4):
        sheet.box(1110, 140 + row * 144, 430, 130, "#3c2f38")
        shelf_of_books(sheet, 60 + row, 1114, 270 + row * 144, 422, 118)
    tabletop(sheet, 730)
    sheet.oval(620, 880, 250, 26, c.UMBER, alpha=0.5)
    sheet.box(500, 850, 240, 30, c.GOLD, c.EARTH, curve=14)
    sheet.poly([(596, 850), (644, 850), (632, 740), (608, 740)], c.GOLD, c.EARTH, across=True)
    sheet.arc((306, 96, 934, 724), 60, 300, c.GOLD, 22)
    sheet.oval(620, 410, 280, 0, "#79c0cb", c.DEEP)
    lands = (
        [(430, 300), (520, 220), (640, 190), (760, 230), (830, 310), (800, 380),
         (720, 360), (690, 420), (620, 400), (560, 440), (500, 400), (450, 390)],
        [(470, 470), (560, 480), (610, 540), (580, 640), (530, 650), (480, 560)],
        [(720, 500), (800, 470), (850, 520), (800, 590), (730, 570)],
        [(380, 360), (410, 390), (400, 450), (366, 440)],
    )  # fmt: skip
    for land in lands:
        sheet.blob(land, c.SAND, c.OLIVE)
    sheet.oval(650, 285, 13, 0, c.BRICK)
    sheet.poly([(650, 250), (668, 268), (650, 300), (632, 268)], c.BRICK)
    for wide in (90, 190):
        sheet.arc((620 - wide, 130, 620 + wide, 690), 0, 360, "#a9d3d6", 1.6)
    for y, wide in ((250, 228), (330, 268), (410, 280), (490, 268), (570, 228)):
        sheet.arc((620 - wide, y - 22, 620 + wide, y + 22), 0, 180, "#a9d3d6", 1.6)
    sheet.oval(530, 290, 110, 90, c.SNOW, alpha=0.13)
    sheet.oval(620, 118, 16, 0, c.GOLD)
    sheet.poly([(860, 900), (1080, 850), (1130, 862), (1130, 930), (900, 968)], c.PAPER, c.SAND)
    sheet.poly([(1130, 862), (1190, 850), (1420, 900), (1380, 968), (1130, 930)], c.SNOW, c.CREAM)
    for n in range(4):
        sheet.line([(910, 908 + n * 13), (1090, 876 + n * 13)], c.STONE, 2.2)
        sheet.line([(1170, 876 + n * 13), (1360, 908 + n * 13)], c.STONE, 2.2)
    sheet.line([(180, 930), (420, 868)], c.CORAL, 14)
    sheet.poly([(420, 860), (450, 862), (424, 878)], c.SAND)
    return sheet.done()


def dombyra() -> Image.Image:
    sheet = Canvas("#5d3a3d")
    sheet.sky("#7d4a48", "#5a3540", "#3d2a3a")
    sheet.glow(820, 470, 640, c.PEACH, 0.5)
    for row in range(4):
        for n in range(8):
            x, y = 110 + n * 212 + row % 2 * 106, 170 + row * 240
            horn_ornament(sheet, x, y, 88, "#8a5552")
    sheet.box(-5, 880, 1610, 130, "#8a5f45", "#4e362f")
    for n in range(9):
        sheet.line([(n * 210 - 40, 884), (n * 250 - 210, 1000)], "#5d4033", 2.5)
    sheet.oval(650, 920, 330, 24, c.NIGHT, alpha=0.5)

    def at(along: float, off: float) -> tuple[float, float]:
        angle, size = -1.02, 0.89
        return (
            650 + size * (along * cos(angle) - off * sin(angle)),
            716 + size * (along * sin(angle) + off * cos(angle)),
        )

    drop = [(-235, 0), (-222, 90), (-160, 158), (-60, 176), (60, 140), (170, 74), (250, 26),
            (250, -26), (170, -74), (60, -140), (-60, -176), (-160, -158), (-222, -90)]  # fmt: skip
    sheet.blob([at(a * 1.05 - 4, b * 1.08 + 14) for a, b in drop], "#5b3527", "#3f2623")
    sheet.blob([at(a, b) for a, b in drop], "#e3a65f", "#b4703a")
    sheet.blob([at(a * 0.9, b * 0.86) for a, b in drop], "#ecb873", "#c98448")
    for off in (-96, -48, 48, 96):
        sheet.line([at(-190, off * 0.8), at(110, off * 0.7)], "#d79a55", 2)
    sheet.oval(*at(20, 0), 34, 0, "#3d2623")
    sheet.arc((*(n - 46 for n in at(20, 0)), *(n + 46 for n in at(20, 0))), 0, 360, "#7d4a2f", 5)
    sheet.poly([at(235, 24), at(235, -24), at(690, -17), at(690, 17)], "#6d4030", "#4b2c27")
    for n in range(14):
        along = 270 + n * 30 - n * n * 0.35
        sheet.line([at(along, 24), at(along, -24)], c.CREAM, 3)
    sheet.blob(
        [
            at(680, 20),
            at(690, -20),
            at(740, -32),
            at(830, -24),
            at(840, 0),
            at(830, 24),
            at(740, 32),
        ],
        "#8d5638",
        "#5b3528",
    )
    for along, side in ((730, 1), (770, -1)):
        sheet.line([at(along, 26 * side), at(along, 72 * side)], "#e3a65f", 9)
        sheet.oval(*at(along, 78 * side), 17, 0, "#c98448", "#7d4a2f")
    sheet.poly([at(-112, 44), at(-98, 44), at(-98, -44), at(-112, -44)], "#4b2c27")
    for off in (-9, 9):
        sheet.line([at(-190, off * 1.6), at(770, off * 0.8)], c.PAPER, 2)
    sheet.line([at(-225, 0), at(-200, 0)], "#4b2c27", 14)
    sheet.hill([(1130, 900), (1220, 874), (1400, 866), (1530, 900)], c.TEAL, c.DEEP, base=930)
    for n in range(5):
        sheet.poly(
            [
                (1190 + n * 64, 894),
                (1214 + n * 64, 878),
                (1238 + n * 64, 894),
                (1214 + n * 64, 912),
            ],
            c.GOLD,
        )
    return sheet.done()
