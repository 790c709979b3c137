"""Things on a table: the court, the press desk and the surgery."""

from math import cos, pi, sin

from PIL import Image

from . import canvas as c
from .canvas import Canvas, mix, smooth
from .nature import horn_ornament
from .rooms import lying_book, tabletop, window


def court_scales() -> Image.Image:
    sheet = Canvas("#3b4460")
    sheet.sky("#4b5677", "#6c7190", "#a3949b", until=760)
    for x in (40, 330, 1180, 1470):
        sheet.box(x, 60, 110, 680, "#8d92a8", "#5a6080", across=True)
        for n in range(4):
            sheet.box(x + 16 + n * 24, 60, 7, 680, "#5f6685")
        sheet.box(x - 18, 30, 146, 36, "#9ba0b4", "#6d7391", curve=6)
        sheet.box(x - 18, 700, 146, 36, "#7f859f", "#5a6080", curve=4)
    sheet.glow(760, 380, 520, c.PEACH, 0.55)
    tabletop(sheet, 730, "#80553f")
    sheet.oval(760, 876, 260, 26, c.NIGHT, alpha=0.45)
    sheet.box(600, 838, 320, 36, c.GOLD, "#9a6a2c", curve=14)
    sheet.box(660, 806, 200, 36, mix(c.GOLD, c.CREAM, 0.2), "#a8742f", curve=10)
    sheet.poly(
        [(744, 810), (776, 810), (770, 230), (750, 230)],
        mix(c.GOLD, c.CREAM, 0.4),
        "#9a6a2c",
        across=True,
    )
    for y in (360, 600):
        sheet.oval(760, y, 24, 15, c.GOLD, "#a8742f")
    sheet.oval(760, 206, 32, 0, mix(c.GOLD, c.CREAM, 0.5), "#a8742f")
    beam = smooth(
        [(440, 300), (560, 262), (680, 268), (760, 246), (840, 242), (960, 222), (1080, 250)]
    )
    sheet.line(beam, c.GOLD, 15)
    for x, y, drop in ((440, 300, 300), (1080, 250, 300)):
        sheet.oval(x, y, 15, 0, c.GOLD)
        low = y + drop
        for end in (x - 130, x, x + 130):
            sheet.line([(x, y), (end, low)], c.SAND, 3)
        bowl = [(x - 150, low), (x + 150, low)]
        bowl += [(x + 150 * cos(t), low + 64 * sin(t)) for t in (n * pi / 24 for n in range(25))]
        sheet.poly(bowl, mix(c.GOLD, c.CREAM, 0.3), "#8d6128")
        sheet.oval(x, low, 150, 17, "#f1cf86", c.STRAW)
        sheet.oval(x, low + 3, 128, 10, "#9a6a2c")
    sheet.oval(1320, 900, 190, 22, c.NIGHT, alpha=0.45)
    sheet.box(1180, 860, 270, 40, "#6b3f30", "#4a2c28", curve=14)
    sheet.box(1200, 838, 230, 26, "#8d5638", "#6b3f30", curve=10)
    sheet.line([(1300, 790), (1560, 700)], "#7d4a33", 20)
    head = [(1226, 726), (1330, 690), (1376, 820), (1272, 856)]
    sheet.poly(head, "#a5663f", "#6b3f30")
    sheet.poly([(1250, 718), (1270, 711), (1316, 841), (1296, 848)], c.GOLD, c.STRAW)
    sheet.poly([(1288, 704), (1308, 698), (1354, 828), (1334, 834)], c.GOLD, c.STRAW)
    lying_book(sheet, 110, 896, 370, 64, c.BRICK)
    lying_book(sheet, 136, 832, 330, 56, c.DEEP)
    lying_book(sheet, 124, 776, 300, 48, c.PLUM)
    return sheet.done()


def microphones() -> Image.Image:
    sheet = Canvas("#2f5563")
    sheet.sky("#2d5a68", "#3f7a80", "#6aa3a0")
    for row in range(4):
        for n in range(7):
            horn_ornament(
                sheet,
                120 + n * 226 + row % 2 * 113,
                170 + row * 190,
                70,
                "#3c7078" if row < 2 else "#4f8a8c",
            )
    sheet.glow(800, 320, 620, c.CREAM, 0.4)
    sheet.poly([(190, 690), (1410, 690), (1470, 760), (130, 760)], "#b9804f", "#8f5d3d")
    sheet.poly([(150, 760), (1450, 760), (1400, 1010), (200, 1010)], "#96633f", "#5f3f33")
    sheet.box(560, 800, 480, 150, "#7d4f38", "#69402f", curve=8)
    horn_ornament(sheet, 800, 920, 110, c.GOLD)
    for side in (-1, 1):
        sheet.poly(
            [
                (800 + side * 130, 868),
                (800 + side * 170, 834),
                (800 + side * 210, 868),
                (800 + side * 170, 902),
            ],
            c.GOLD,
        )
    stems = (
        (340, 700, 430, 380, c.BRICK, 1.0), (560, 704, 600, 300, c.GOLD, 1.1),
        (800, 706, 800, 240, c.INK, 1.25),
        (1040, 704, 1000, 310, c.TEAL, 1.1), (1270, 700, 1170, 390, c.CORAL, 1.0),
    )  # fmt: skip
    for foot_x, foot_y, x, y, tone, size in stems:
        sheet.oval(foot_x, foot_y + 12, 62, 15, c.NIGHT, c.INK)
        stem = smooth(
            [(foot_x, foot_y), (foot_x + (x - foot_x) * 0.15, foot_y - 140), (x, y + 150 * size)]
        )
        sheet.line(stem, c.SLATE, 11)
        sheet.poly(
            [
                (x - 26 * size, y + 60 * size),
                (x + 26 * size, y + 60 * size),
                (x + 18 * size, y + 210 * size),
                (x - 18 * size, y + 210 * size),
            ],
            c.SLATE,
            c.NIGHT,
            across=True,
        )
        sheet.box(
            x - 48 * size, y + 66 * size, 96 * size, 62 * size, tone, mix(tone, c.INK, 0.3), curve=7
        )
        sheet.oval(x, y + 97 * size, 19 * size, 0, c.PAPER, alpha=0.9)
        sheet.oval(x, y, 58 * size, 72 * size, mix(c.STONE, c.SNOW, 0.35), c.INK)
        for k in range(-3, 4):
            bend = 44 * size * (1 - (k / 4.4) ** 2) ** 0.5
            sheet.line(
                [(x - bend, y + k * 16 * size), (x + bend, y + k * 16 * size)],
                mix(c.SLATE, c.INK, 0.3),
                2,
            )
        for k in (-1, 0, 1):
            sheet.line(
                [(x + k * 22 * size, y - 58 * size), (x + k * 26 * size, y + 58 * size)],
                mix(c.SLATE, c.INK, 0.3),
                2,
            )
        sheet.box(x - 60 * size, y + 20 * size, 120 * size, 14 * size, c.MIST, c.STONE, curve=6)
        sheet.oval(x - 20 * size, y - 32 * size, 16 * size, 20 * size, c.SNOW, alpha=0.35)
    return sheet.done()


def vaccination() -> Image.Image:
    sheet = Canvas("#d6e6e3")
    sheet.sky("#b4d3d2", "#e6eee6", until=700)
    window(sheet, 1080, 90, 400, 400)
    sheet.box(110, 110, 420, 460, c.SNOW, "#c3d5d6", curve=10)
    sheet.line([(320, 116), (320, 564)], "#a9bfc2", 4)
    for side in (0, 1):
        sheet.box(134 + side * 200, 136, 166, 408, "#cfe2e1", c.LAGOON, curve=4)
        for row in range(3):
            sheet.box(134 + side * 200, 262 + row * 120, 166, 8, c.SNOW)
            for n in range(4):
                tone = (c.TEAL, c.CORAL, c.GOLD, c.DUSK)[(n + row + side) % 4]
                sheet.box(
                    142 + side * 200 + n * 40,
                    206 + row * 120,
                    30,
                    56,
                    tone,
                    mix(tone, c.INK, 0.2),
                    curve=5,
                )
                sheet.box(147 + side * 200 + n * 40, 196 + row * 120, 20, 12, c.SNOW)
    sheet.box(654, 130, 320, 230, c.PAPER, c.MIST, curve=8)
    sheet.oval(720, 210, 34, 0, c.TEAL)
    sheet.line([(704, 210), (716, 224), (738, 196)], c.SNOW, 8)
    for n in range(4):
        sheet.box(776, 186 + n * 34, 160 - n % 2 * 40, 9, c.STONE, curve=4)
    tabletop(sheet, 690, "#8fb4b4")
    sheet.oval(800, 900, 560, 34, c.DEEP, alpha=0.35)
    sheet.poly([(300, 770), (1300, 770), (1400, 880), (200, 880)], c.SNOW, "#b6c9cd")
    sheet.box(200, 880, 1200, 22, "#9db3b9", curve=10)
    for n, (x, tone) in enumerate(((360, c.TEAL), (500, c.CORAL), (640, c.GOLD))):
        tall = 210 + n % 2 * 24
        sheet.oval(x, 838, 62, 13, c.SLATE, alpha=0.35)
        sheet.box(x - 52, 836 - tall, 104, tall, "#f2fbfb", "#a4c6cc", curve=22, alpha=0.95)
        sheet.box(
            x - 46,
            836 - tall * 0.62,
            92,
            tall * 0.58,
            mix(tone, c.SNOW, 0.55),
            mix(tone, c.SNOW, 0.2),
            curve=18,
        )
        sheet.box(x - 52, 836 - tall * 0.56, 104, 74, c.PAPER)
        sheet.box(x - 40, 836 - tall * 0.5, 80, 9, tone, curve=4)
        sheet.box(x - 40, 836 - tall * 0.41, 54, 7, c.STONE, curve=3)
        sheet.box(x - 28, 802 - tall, 56, 40, c.STONE, c.SLATE, curve=5)
        sheet.box(x - 36, 786 - tall, 72, 26, tone, mix(tone, c.INK, 0.25), curve=7)
        sheet.box(x - 40, 850 - tall, 12, tall * 0.28, c.SNOW, curve=6, alpha=0.8)

    def at(along: float, off: float) -> tuple[float, float]:
        angle = -0.34
        return (
            770 + along * cos(angle) - off * sin(angle),
            826 + along * sin(angle) + off * cos(angle),
        )

    sheet.oval(1010, 852, 260, 12, c.SLATE, alpha=0.3)
    sheet.line([at(-90, 0), at(10, 0)], c.SLATE, 4)
    sheet.poly([at(0, -12), at(40, -22), at(40, 22), at(0, 12)], c.CORAL, c.BRICK)
    sheet.poly([at(40, -42), at(370, -42), at(370, 42), at(40, 42)], "#f4fbfb", "#b4d0d4")
    sheet.poly(
        [at(48, -34), at(230, -34), at(230, 34), at(48, 34)], mix(c.TEAL, c.SNOW, 0.45), c.LAGOON
    )
    sheet.poly([at(230, -36), at(254, -36), at(254, 36), at(230, 36)], c.INK)
    for n in range(9):
        sheet.line([at(70 + n * 32, 40), at(70 + n * 32, 16 if n % 2 else 4)], c.SLATE, 3)
    sheet.poly([at(370, -64), at(390, -64), at(390, 64), at(370, 64)], c.MIST, c.STONE)
    sheet.poly([at(390, -12), at(500, -12), at(500, 12), at(390, 12)], c.SNOW, c.STONE)
    sheet.poly([at(500, -48), at(520, -48), at(520, 48), at(500, 48)], c.MIST, c.STONE)
    for x, y in ((1180, 836), (1240, 820), (1290, 842)):
        sheet.oval(x, y, 40, 30, c.PAPER, c.MIST)
    return sheet.done()


def ballot_box() -> Image.Image:
    sheet = Canvas("#dfe7e4")
    sheet.sky("#b6ced3", "#e9e7d8", until=740)
    for n in range(3):
        x = 90 + n * 520
        sheet.box(x, 180, 380, 470, c.TEAL, c.DEEP, curve=4)
        sheet.blob(
            [
                (x, 184),
                (x + 190, 196),
                (x + 380, 184),
                (x + 372, 650),
                (x + 190, 640),
                (x + 8, 650),
            ],
            "#b8564a",
            "#84393a",
        )
        for k in range(7):
            sheet.line([(x + 30 + k * 54, 196), (x + 24 + k * 55, 640)], "#7a3436", 3)
        sheet.box(x - 14, 166, 408, 28, c.PAPER, c.SAND, curve=6)
    for x in (40, 560, 1080, 1560):
        sheet.box(x - 6, 100, 12, 560, c.STONE)
    tabletop(sheet, 730, "#a97f5a")
    sheet.oval(800, 906, 380, 30, c.UMBER, alpha=0.45)
    sheet.poly([(480, 470), (1120, 470), (1090, 900), (510, 900)], c.SNOW, "#b4c4cc")
    sheet.poly([(980, 470), (1120, 470), (1090, 900), (970, 900)], c.STONE, alpha=0.35)
    sheet.poly([(480, 470), (560, 400), (1040, 400), (1120, 470)], "#ffffff", c.MIST)
    sheet.poly([(660, 446), (680, 424), (920, 424), (940, 446)], c.INK)
    sheet.poly([(684, 436), (716, 170), (924, 190), (916, 440)], c.PAPER, c.CREAM)
    for n in range(3):
        y = 222 + n * 58
        sheet.box(740, y, 30, 30, c.SLATE, curve=3)
        sheet.box(745, y + 5, 20, 20, c.PAPER, curve=2)
        sheet.box(786, y + 6, 106 - n * 14, 7, c.STONE, curve=3)
        sheet.box(786, y + 19, 70, 5, c.STONE, curve=2)
    sheet.line([(746, 292), (756, 304), (776, 274)], c.BRICK, 8)
    hand = [
        (914, 250),
        (960, 216),
        (1060, 206),
        (1210, 150),
        (1290, 250),
        (1120, 320),
        (1000, 334),
        (930, 310),
    ]
    sheet.blob(hand, "#e0ae88", "#c78f69")
    sheet.blob([(880, 262), (930, 246), (980, 258), (968, 288), (900, 292)], "#e6b892", "#cf9a74")
    sheet.poly([(1170, 120), (1640, -60), (1640, 200), (1256, 300)], c.INK, c.DUSK)
    sheet.poly([(1150, 132), (1196, 112), (1278, 288), (1236, 312)], c.SNOW, c.MIST)
    sheet.oval(800, 690, 110, 0, c.TEAL, c.DEEP)
    sheet.line([(744, 694), (786, 738), (862, 640)], c.SNOW, 22)
    return sheet.done()
