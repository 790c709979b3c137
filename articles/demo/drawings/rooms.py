"""Indoors: school, library, museum and desk."""

from math import sin
from random import Random

from PIL import Image

from . import canvas as c
from .canvas import Canvas, mix, smooth
from .nature import cloud, horn_ornament

SPINES = (c.BRICK, c.TEAL, c.GOLD, c.DUSK, c.CORAL, c.MOSS, c.PLUM, c.SAND, c.DEEP, c.ROSE)


def window(sheet: Canvas, x: float, y: float, w: float, h: float) -> None:
    """Daylight, hills and a frame."""
    sheet.box(x - 16, y - 16, w + 32, h + 32, c.PAPER, c.SAND, curve=6)
    sheet.box(x, y, w, h, c.SKY, c.CREAM)
    for n, tone in enumerate((c.SAGE, c.OLIVE)):
        line = [
            (x + w * t / 6, y + h * (0.62 + n * 0.16) + 14 * sin(t * 1.7 + n * 2)) for t in range(7)
        ]
        sheet.hill(line, tone, mix(tone, c.MOSS, 0.4), base=y + h)
    cloud(sheet, x + w * 0.4, y + h * 0.3, min(w, h) * 0.14, c.SNOW, 0.9)
    sheet.box(x + w / 2 - 5, y, 10, h, c.PAPER)
    sheet.box(x, y + h * 0.45, w, 9, c.PAPER)
    sheet.box(x - 28, y + h + 14, w + 56, 20, c.PAPER, c.SAND, curve=4)


def shelf_of_books(sheet: Canvas, seed: int, x: float, foot: float, w: float, tall: float) -> None:
    """Spines of uneven height, one now and then leaning."""
    dice = Random(seed)
    end = x + w
    while x < end - 14:
        wide = min(dice.uniform(16, 38), end - x)
        high = tall * dice.uniform(0.68, 0.96)
        tone = dice.choice(SPINES)
        sheet.box(x, foot - high, wide - 2, high, mix(tone, c.INK, 0.1), curve=2)
        sheet.box(x + wide * 0.72, foot - high, wide * 0.2, high, mix(tone, c.INK, 0.28))
        if wide > 20:
            band = mix(tone, c.CREAM, 0.6)
            sheet.box(x + 3, foot - high * 0.86, wide - 8, 4, band)
            sheet.box(x + 3, foot - high * 0.24, wide - 8, 4, band)
        x += wide
        if dice.random() < 0.06:
            x += 16


def lying_book(sheet: Canvas, x: float, foot: float, w: float, thick: float, tone: str) -> None:
    sheet.box(x, foot - thick, w, thick, tone, mix(tone, c.INK, 0.2), curve=thick * 0.22)
    sheet.box(x + w * 0.06, foot - thick * 0.82, w * 0.95, thick * 0.64, c.PAPER, c.SAND, curve=4)
    for n in (0.36, 0.55, 0.72):
        sheet.line([(x + w * 0.1, foot - thick * n), (x + w, foot - thick * n)], "#dcc7a0", 1.5)


def tabletop(sheet: Canvas, top: float, tone: str = c.EARTH) -> None:
    sheet.box(-5, top, 1610, 1010 - top, mix(tone, c.SAND, 0.2), mix(tone, c.UMBER, 0.6))
    sheet.box(-5, top, 1610, 8, mix(tone, c.CREAM, 0.45))
    for n in range(7):
        y = top + 40 + n * 44
        line = smooth([(-20, y), (400, y + 10 - n * 3), (900, y - 8), (1620, y + 8)])
        sheet.line(line, mix(tone, c.UMBER, 0.35), 1.8)


def classroom() -> Image.Image:
    sheet = Canvas("#e9dcc0")
    sheet.sky("#f1e6cb", "#e2d0ac", until=720)
    window(sheet, 1150, 130, 340, 360)
    sheet.box(110, 110, 900, 420, c.EARTH, c.UMBER, curve=10)
    sheet.box(130, 130, 860, 380, c.FOREST, "#3d6557", curve=4)
    chalk = "#dfe8dc"
    for n, (a, b) in enumerate(((190, 420), (190, 520), (190, 360))):
        sheet.line(
            smooth(
                [
                    (a + k * 26, 196 + n * 54 + 9 * sin(k * 1.9 + n))
                    for k in range((b - a) // 26 + 1)
                ]
            ),
            chalk,
            4.5,
        )
    sheet.line([(640, 440), (860, 440), (750, 240), (640, 440)], chalk, 4.5)
    sheet.line([(750, 240), (750, 440)], chalk, 3)
    sheet.arc((800, 180, 930, 310), 0, 360, chalk, 4)
    horn_ornament(sheet, 290, 470, 90, chalk)
    sheet.box(110, 524, 900, 18, c.EARTH)
    for n, tone in enumerate((c.SNOW, c.GOLD, c.SKY)):
        sheet.box(200 + n * 60, 514, 42, 11, tone, curve=5)
    sheet.box(-5, 640, 1610, 370, "#c99b66", "#8a6241")
    for n in range(15):
        sheet.line([(n * 118 - 40, 640), (n * 180 - 480, 1000)], "#b28453", 2)
    for row, (y, size) in enumerate(((640, 0.72), (790, 1.0))):
        for n in range(4 if row == 0 else 3):
            x = 60 + n * 410 + row * 130
            wide = 300 * size
            for leg in (0.08, 0.9):
                sheet.box(x + wide * leg, y + 20, 12 * size, 170 * size, c.SLATE)
            sheet.box(
                x + wide * 0.1, y + 24, wide * 0.8, 70 * size, mix(c.TEAL, c.INK, 0.1 + 0.1 * row)
            )
            sheet.poly(
                [(x, y), (x + wide, y), (x + wide + 20, y + 30 * size), (x - 20, y + 30 * size)],
                c.GOLD,
                c.STRAW,
            )
            tones = (c.BRICK, c.TEAL, c.PLUM, c.CORAL)
            lying_book(sheet, x + 40 * size, y + 8, 110 * size, 20 * size, tones[n % 4])
            lying_book(
                sheet, x + 48 * size, y + 8 - 20 * size, 96 * size, 18 * size, tones[(n + 2) % 4]
            )
            if n % 2 == 0:
                sheet.oval(x + 226 * size, y - 14 * size, 20 * size, 0, c.CORAL, c.BRICK)
                sheet.line(
                    [(x + 226 * size, y - 32 * size), (x + 232 * size, y - 46 * size)], c.UMBER, 4
                )
            else:
                sheet.box(
                    x + 206 * size, y - 34 * size, 40 * size, 42 * size, c.LAGOON, c.DEEP, curve=4
                )
                for k in range(3):
                    sheet.line(
                        [
                            (x + (216 + k * 10) * size, y - 34 * size),
                            (x + (208 + k * 18) * size, y - 76 * size),
                        ],
                        tones[k],
                        5 * size,
                    )
    sheet.poly([(1150, 490), (1490, 490), (1250, 1000), (640, 1000)], c.PAPER, alpha=0.12)
    return sheet.done()


def books() -> Image.Image:
    sheet = Canvas("#d9c6a4")
    sheet.sky("#d7c3a3", "#efe0c2", until=760)
    window(sheet, 820, 90, 620, 520)
    curtain = [(700, 40), (800, 40), (790, 300), (730, 660), (660, 660)]
    sheet.blob(curtain, c.CORAL, c.BRICK)
    sheet.blob([(1460, 40), (1600, 20), (1610, 680), (1540, 670), (1480, 320)], c.CORAL, c.BRICK)
    tabletop(sheet, 720)
    sheet.oval(470, 846, 330, 26, c.UMBER, alpha=0.4)
    stack = (
        (210, 500, 76, c.TEAL),
        (240, 440, 62, c.BRICK),
        (200, 500, 70, c.GOLD),
        (260, 400, 54, c.PLUM),
        (230, 430, 62, c.MOSS),
    )
    foot = 846.0
    for x, wide, thick, tone in stack:
        lying_book(sheet, x, foot, wide, thick, tone)
        foot -= thick
    sheet.oval(430, foot - 52, 58, 54, c.CORAL, c.BRICK)
    sheet.oval(408, foot - 76, 16, 10, c.PAPER, alpha=0.6)
    sheet.line([(430, foot - 100), (438, foot - 134)], c.UMBER, 7)
    sheet.blob(
        [(440, foot - 122), (486, foot - 150), (506, foot - 128), (462, foot - 110)],
        c.OLIVE,
        c.MOSS,
    )
    sheet.poly([(800, 880), (1060, 846), (1080, 850), (1080, 930), (820, 966)], c.PAPER, c.SAND)
    sheet.poly([(1080, 850), (1100, 846), (1370, 880), (1350, 966), (1080, 930)], c.SNOW, c.CREAM)
    for n in range(4):
        sheet.line([(840, 898 + n * 15), (1040, 870 + n * 15)], c.STONE, 2.5)
        sheet.line([(1120, 870 + n * 15), (1320, 898 + n * 15)], c.STONE, 2.5)
    sheet.oval(1280, 830, 90, 14, c.UMBER, alpha=0.35)
    sheet.box(1210, 660, 140, 168, c.LAGOON, c.DEEP, curve=14)
    horn_ornament(sheet, 1280, 790, 66, c.CREAM)
    for n, (tone, lean) in enumerate(((c.GOLD, -44), (c.BRICK, -16), (c.SNOW, 14), (c.CORAL, 46))):
        x = 1240 + n * 27
        sheet.line([(x, 664), (x + lean, 540 - (n % 2) * 30)], tone, 13)
        sheet.oval(x + lean, 536 - (n % 2) * 30, 7, 9, c.UMBER)
    sheet.box(1210, 654, 140, 18, mix(c.LAGOON, c.SNOW, 0.4), curve=9)
    return sheet.done()


def library() -> Image.Image:
    sheet = Canvas("#4a3a42")
    sheet.sky("#5a4650", "#3c313d")
    for bay in range(4):
        left = 20 + bay * 400
        sheet.box(left, 30, 370, 700, "#7d5741", "#593f36", curve=4)
        for row in range(5):
            top = 54 + row * 134
            sheet.box(left + 18, top, 334, 120, "#3b2d33", "#4b3838")
            shelf_of_books(sheet, bay * 10 + row, left + 22, top + 120, 326, 114)
            sheet.box(left + 18, top + 118, 334, 12, "#9a6f4d", "#6b4a3a")
    sheet.line([(1128, 720), (1210, 70)], "#b98a5b", 10)
    sheet.line([(1196, 720), (1262, 70)], "#b98a5b", 10)
    for n in range(9):
        t = n / 8.6
        sheet.line([(1130 + 80 * t, 690 - 610 * t), (1200 + 60 * t, 690 - 610 * t)], "#a2764c", 8)
    sheet.box(-5, 726, 1610, 290, "#4b3740", "#2e2632")
    sheet.glow(520, 660, 520, c.GOLD, 0.5)
    sheet.poly([(170, 800), (1180, 800), (1290, 862), (60, 862)], "#b98557", "#8c5f41")
    sheet.box(60, 862, 1230, 30, "#6d4a39", "#54382f")
    for x in (110, 1196):
        sheet.box(x, 890, 44, 120, "#5b3d33")
    sheet.oval(520, 826, 96, 14, c.UMBER, alpha=0.6)
    sheet.box(470, 808, 100, 18, c.GOLD, c.EARTH, curve=8)
    sheet.line([(520, 810), (520, 690)], c.GOLD, 11)
    sheet.poly([(450, 616), (590, 616), (650, 706), (390, 706)], c.TEAL, c.DEEP)
    sheet.poly([(390, 706), (650, 706), (640, 718), (400, 718)], c.CREAM)
    sheet.poly([(400, 718), (640, 718), (780, 830), (260, 830)], c.CREAM, alpha=0.16)
    sheet.poly([(640, 842), (760, 806), (840, 818), (830, 856)], c.PAPER, c.SAND)
    sheet.poly([(840, 818), (930, 806), (1040, 842), (830, 856)], c.SNOW, c.CREAM)
    for n in range(3):
        sheet.line([(700 + n * 8, 836 - n * 8), (800, 840 - n * 8)], c.STONE, 2)
        sheet.line([(870, 840 - n * 8), (980 - n * 10, 836 - n * 8)], c.STONE, 2)
    lying_book(sheet, 190, 838, 190, 34, c.BRICK)
    lying_book(sheet, 206, 804, 160, 28, c.TEAL)
    return sheet.done()


def laptop() -> Image.Image:
    sheet = Canvas("#cfdcd8")
    sheet.sky("#b8d0d0", "#e8e6d4", until=720)
    window(sheet, 80, 80, 340, 400)
    sheet.box(1130, 190, 400, 20, c.EARTH)
    shelf_of_books(sheet, 5, 1150, 190, 240, 120)
    sheet.box(1440, 130, 60, 60, c.CORAL, c.BRICK, curve=8)
    for side in (-1, 0, 1):
        sheet.blob(
            [
                (1470, 134),
                (1470 + side * 44 - 14, 84),
                (1470 + side * 58, 30),
                (1470 + side * 34 + 16, 86),
            ],
            c.OLIVE,
            c.MOSS,
        )
    tabletop(sheet, 700, "#b98a5e")
    sheet.oval(800, 868, 520, 30, c.UMBER, alpha=0.35)
    sheet.box(400, 230, 800, 540, c.INK, c.NIGHT, curve=26)
    sheet.box(428, 256, 744, 468, "#24324f", "#1a2540", curve=6)
    dice = Random(17)
    tones = (c.LAGOON, c.GOLD, c.CORAL, c.SAGE, c.MIST, c.ROSE)
    sheet.box(428, 256, 120, 468, "#1c2743")
    for n in range(9):
        sheet.box(446, 300 + n * 44, dice.uniform(40, 84), 10, c.SLATE, curve=5)
    indent = 0
    for n in range(14):
        x = 580 + indent * 34
        for _ in range(dice.choice((1, 2, 3))):
            wide = dice.uniform(40, 130)
            if x + wide > 930:
                break
            sheet.box(x, 292 + n * 30, wide, 11, dice.choice(tones), curve=5)
            x += wide + 14
        indent = max(0, min(3, indent + dice.choice((-1, 0, 1, 1))))
    sheet.box(950, 290, 196, 150, c.DEEP, c.TEAL, curve=8)
    horn_ornament(sheet, 1048, 416, 100, c.CREAM)
    for n, high in enumerate((60, 100, 76, 130, 110, 160)):
        sheet.box(960 + n * 31, 690 - high, 20, high, tones[n % 6], curve=3)
    sheet.poly([(340, 770), (1260, 770), (1360, 856), (240, 856)], "#c7d0d6", c.STONE)
    sheet.poly([(430, 782), (1170, 782), (1216, 824), (384, 824)], c.SLATE)
    for row in range(3):
        for n in range(15):
            sheet.box(426 - row * 14 + n * (50 + row * 1.6), 786 + row * 13, 42, 9, c.INK, curve=2)
    sheet.box(690, 832, 220, 18, "#aeb8c0", curve=4)
    sheet.box(240, 856, 1120, 14, "#8a949d", curve=7)
    sheet.box(1372, 730, 110, 130, c.PAPER, c.SAND, curve=18)
    sheet.arc((1456, 758, 1520, 826), 270, 90, c.SAND, 12)
    sheet.box(1372, 770, 110, 14, c.TEAL)
    for n in range(3):
        steam = smooth(
            [(1400 + n * 28, 716), (1392 + n * 28, 684), (1408 + n * 28, 656), (1398 + n * 28, 624)]
        )
        sheet.line(steam, c.SNOW, 3)
    sheet.poly([(70, 830), (270, 800), (320, 900), (100, 940)], c.GOLD, c.STRAW)
    sheet.poly([(84, 832), (264, 806), (308, 892), (108, 930)], c.PAPER)
    sheet.line([(130, 850), (250, 830)], c.STONE, 3)
    sheet.line([(138, 872), (262, 850)], c.STONE, 3)
    sheet.line([(160, 920), (330, 812)], c.BRICK, 10)
    return sheet.done()
