"""Works of power and water: panels, a factory, a canal, a river in flood."""

from math import cos, pi, sin
from random import Random

from PIL import Image

from . import canvas as c
from .canvas import Canvas, mix
from .nature import (
    cloud,
    person,
    poplar,
    ridge,
    tree,
    tufts,
)


def solar_wind() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#4f9bbd", c.SKY, c.CREAM, until=640)
    sheet.glow(1300, 190, 360, c.PAPER, 0.9)
    sheet.oval(1300, 190, 58, 0, c.PAPER)
    cloud(sheet, 360, 170, 130, c.SNOW, 0.8)
    sheet.hill(ridge(111, 560, 30), "#b9b58f", c.SAND)
    sheet.hill(ridge(112, 610, 22), "#c9ab6c", c.STRAW)
    for x, foot, tall, turn in (
        (240, 620, 330, 0.3),
        (560, 600, 250, 0.9),
        (880, 610, 300, 1.6),
        (1150, 600, 220, 0.1),
        (1470, 625, 380, 0.7),
    ):
        sheet.poly(
            [(x - 7, foot), (x + 7, foot), (x + 3, foot - tall), (x - 3, foot - tall)],
            c.SNOW,
            c.STONE,
            across=True,
        )
        for blade in range(3):
            angle = turn + blade * 2 * pi / 3
            dx, dy = cos(angle), sin(angle)
            top = foot - tall
            reach = tall * 0.5
            sheet.poly(
                [
                    (x, top),
                    (x + dx * reach * 0.25 - dy * 10, top + dy * reach * 0.25 + dx * 10),
                    (x + dx * reach, top + dy * reach),
                    (x + dx * 3, top + dy * 3),
                ],
                c.SNOW,
            )
        sheet.oval(x, foot - tall, 9, 0, c.STONE)
    sheet.hill([(-80, 640), (600, 630), (1680, 650)], c.STRAW, "#8a6b3e")
    for row in range(3):
        size = 0.62 + row * 0.26
        y = 720 + row * 104
        for n in range(-1, 7):
            x = n * 330 * size - row * 70
            wide, tall = 290 * size, 120 * size
            sheet.line([(x + wide * 0.3, y), (x + wide * 0.3, y + 50 * size)], c.SLATE, 7 * size)
            sheet.line([(x + wide * 0.8, y), (x + wide * 0.8, y + 50 * size)], c.SLATE, 7 * size)
            slab = [
                (x, y + 20 * size),
                (x + wide, y + 20 * size),
                (x + wide + 56 * size, y - tall),
                (x + 56 * size, y - tall),
            ]
            sheet.poly(slab, c.SNOW)
            inner = [
                (px + (4 if px < x + wide / 2 else -4), py + (3 if py < y else -4))
                for px, py in slab
            ]
            sheet.poly(inner, "#3f6d9c", c.NIGHT)
            for k in range(1, 6):
                a = x + wide * k / 6
                sheet.line([(a, y + 18 * size), (a + 56 * size, y - tall + 3)], "#7aa2c4", 1.6)
            for k in (1, 2, 3):
                b = y + 20 * size - (tall + 20 * size) * k / 4
                lean = 56 * size * k / 4
                sheet.line([(x + lean, b), (x + wide + lean, b)], "#7aa2c4", 1.6)
            sheet.poly(
                [
                    (x + wide * 0.5, y + 18 * size),
                    (x + wide * 0.66, y + 18 * size),
                    (x + wide * 0.66 + 56 * size, y - tall),
                    (x + wide * 0.5 + 56 * size, y - tall),
                ],
                c.SNOW,
                alpha=0.14,
            )
    tufts(sheet, 14, 900, c.UMBER, 50, 40)
    return sheet.done()


def factory() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#6a93ad", "#b9c7c6", c.SAND, c.PEACH, until=660)
    sheet.hill(ridge(121, 540, 40), "#a9a39c", "#c9b093")
    sheet.hill(ridge(122, 590, 26), "#b39472", "#a98862")
    for x, tall in ((330, 400), (440, 340), (1250, 360)):
        for n in range(6):
            sheet.oval(
                x + 26 + n * 42,
                660 - tall - 24 - n * 30,
                34 + n * 15,
                26 + n * 10,
                c.SNOW,
                alpha=0.34,
            )
        sheet.poly(
            [(x - 24, 680), (x + 24, 680), (x + 16, 660 - tall), (x - 16, 660 - tall)],
            "#c98a6a",
            "#7d4a41",
            across=True,
        )
        for k in (0, 1):
            sheet.box(x - 18, 670 - tall + k * 60, 36, 22, c.SNOW)
    sheet.box(130, 500, 620, 240, "#a86a54", "#7d4a44")
    for n in range(4):
        x = 130 + n * 155
        sheet.poly([(x, 500), (x + 155, 500), (x + 155, 410)], "#8f5749", "#a86a54")
        sheet.poly([(x + 20, 492), (x + 145, 492), (x + 145, 424)], c.LAGOON, c.SKY)
    for n in range(9):
        sheet.box(158 + n * 66, 556, 44, 70, c.GOLD if n % 4 == 1 else c.SLATE, c.DUSK, curve=4)
    sheet.box(790, 430, 420, 310, c.SAND, "#b78d68")
    sheet.box(776, 416, 448, 24, c.TEAL)
    for row in range(2):
        for n in range(6):
            sheet.box(820 + n * 64, 474 + row * 90, 42, 56, c.LAGOON, c.DUSK, curve=3)
    sheet.box(920, 640, 160, 100, c.INK, c.DUSK)
    for n in range(5):
        sheet.line([(920, 658 + n * 18), (1080, 658 + n * 18)], c.SLATE, 3)
    for x in (1330, 1460):
        sheet.box(x, 520, 110, 220, c.MIST, c.STONE, across=True)
        sheet.oval(x + 55, 520, 55, 24, c.SNOW)
        for k in (580, 650):
            sheet.line([(x, k), (x + 110, k)], c.STONE, 4)
    sheet.line([(1210, 540), (1300, 540), (1300, 600), (1330, 600)], c.CORAL, 14)
    sheet.box(-5, 736, 1610, 270, "#a58a70", "#5f5358")
    sheet.poly([(-10, 846), (1610, 836), (1610, 1000), (-10, 1000)], "#6d6670", "#3f3f52")
    for n in range(7):
        sheet.box(n * 250 - 20, 926, 120, 10, c.CREAM, alpha=0.7)
    sheet.oval(760, 888, 300, 18, c.NIGHT, alpha=0.5)
    sheet.box(500, 690, 400, 160, c.SNOW, c.MIST, curve=8)
    sheet.box(500, 770, 400, 20, c.TEAL)
    sheet.poly([(912, 730), (1000, 730), (1046, 796), (1056, 856), (912, 856)], c.CORAL, c.BRICK)
    sheet.poly([(930, 746), (992, 746), (1024, 796), (930, 796)], c.INK, c.LAGOON)
    sheet.box(494, 848, 560, 16, c.INK, curve=6)
    for x in (580, 670, 980):
        sheet.oval(x, 866, 36, 0, c.NIGHT)
        sheet.oval(x, 866, 17, 0, c.STONE)
    return sheet.done()


def canal() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#62a6bf", c.SKY, c.CREAM, until=520)
    cloud(sheet, 360, 150, 120, c.SNOW, 0.8)
    cloud(sheet, 1270, 190, 110, c.SNOW, 0.75)
    sheet.hill(ridge(131, 430, 34, 9), "#94afb5", c.MIST)
    sheet.haze(400, 560, c.CREAM, 0.5)
    sheet.hill([(-80, 500), (800, 490), (1680, 500)], c.SAGE, c.MOSS)
    for n in range(-14, 30):
        far = 800 + (n - 8) * 44
        near = 800 + (n - 8) * 300
        sheet.poly(
            [(far, 500), (far + 16, 500), (near + 120, 1000), (near, 1000)],
            "#58785a" if n % 2 else "#8ba263",
        )
    sheet.poly([(752, 498), (848, 498), (1290, 1000), (310, 1000)], "#d9cdb8", "#a4988b")
    sheet.poly([(764, 500), (836, 500), (1160, 1000), (440, 1000)], "#8b8178", "#6d665f")
    sheet.poly([(770, 504), (830, 504), (1110, 1000), (490, 1000)], c.SKY, c.DEEP)
    dice = Random(31)
    for _ in range(34):
        y = dice.uniform(540, 985)
        half = 30 + (y - 504) * 0.54
        x = 800 + dice.uniform(-0.7, 0.5) * half
        sheet.box(x, y, half * 0.3, 3 + (y - 500) * 0.006, c.SNOW, curve=2, alpha=0.45)
    for n in range(9):
        t = (n / 8) ** 1.9
        tall = 80 + 420 * t
        for side in (-1, 1):
            poplar(sheet, 800 + side * (70 + 640 * t), 508 + 330 * t, tall, c.MOSS)
    sheet.box(586, 640, 428, 26, c.STONE, c.SLATE)
    for x in (590, 780, 970):
        sheet.box(x, 560, 40, 130, "#cfc4b4", c.STONE)
    for x in (640, 830):
        sheet.box(x, 590, 120, 64, c.TEAL, c.DEEP)
        sheet.line([(x + 60, 590), (x + 60, 540)], c.INK, 7)
        sheet.oval(x + 60, 536, 22, 8, c.BRICK)
    person(sheet, 1236, 870, 190, c.BRICK, c.SAND)
    sheet.line([(1286, 720), (1256, 872)], c.UMBER, 8)
    return sheet.done()


def flood() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#4e5c74", "#7f8b99", "#b9bbb5", until=560)
    for x, y, size, alpha in (
        (220, 150, 190, 0.55),
        (700, 110, 230, 0.5),
        (1200, 170, 220, 0.55),
        (1500, 80, 160, 0.5),
    ):
        cloud(sheet, x, y, size, "#5d697d", alpha)
    sheet.hill(ridge(141, 470, 30), "#8a9691", "#9ba493")
    sheet.hill([(-80, 540), (400, 520), (900, 548), (1680, 530)], "#7f8b6a", c.MOSS)
    for x, wide, tall, roof in (
        (150, 180, 110, c.BRICK),
        (430, 150, 96, c.TEAL),
        (1110, 190, 116, c.BRICK),
        (1390, 160, 100, c.SLATE),
    ):
        sheet.box(x, 600 - tall, wide, tall + 40, c.PAPER, c.SAND)
        sheet.poly(
            [
                (x - 22, 602 - tall),
                (x + wide + 22, 602 - tall),
                (x + wide * 0.72, 530 - tall),
                (x + wide * 0.28, 530 - tall),
            ],
            roof,
            mix(roof, c.INK, 0.3),
        )
        for n in (0, 1):
            sheet.box(
                x + 28 + n * (wide - 96), 626 - tall, 40, 46, c.GOLD if n else c.DUSK, curve=3
            )
    for x, tall in (
        (90, 150),
        (370, 180),
        (640, 210),
        (720, 150),
        (1060, 190),
        (1340, 160),
        (1580, 190),
    ):
        tree(sheet, x, 626, tall, "#6f7d57")
    water = [(-80, 612), (260, 604), (700, 620), (1100, 606), (1680, 616)]
    sheet.hill(water, "#8d8f83", "#4f6468")
    dice = Random(23)
    for _ in range(90):
        y = dice.uniform(622, 900)
        wide = dice.uniform(40, 90 + (y - 600) * 0.5)
        sheet.box(
            dice.uniform(-60, 1600),
            y,
            wide,
            4,
            dice.choice((c.MIST, "#6b7b7d", c.SAND)),
            curve=2,
            alpha=0.4,
        )
    sheet.blob([(820, 700), (1010, 700), (990, 742), (850, 742)], c.CORAL, c.BRICK)
    sheet.blob([(840, 702), (992, 702), (976, 716), (856, 716)], c.UMBER)
    for n, x in enumerate((880, 940)):
        sheet.box(x - 17, 644, 34, 62, c.GOLD, c.CORAL, curve=12)
        sheet.oval(x, 630, 14, 16, "#d9a47c")
        sheet.box(x - 17, 610, 34, 16, (c.BRICK, c.INK)[n], curve=8)
    sheet.line([(960, 660), (1050, 760)], c.UMBER, 6)
    sheet.hill([(-80, 860), (500, 900), (1000, 880), (1680, 850)], "#6b5a4a", c.UMBER)
    for row in range(4):
        for n in range(13):
            x = n * 134 - 60 + row % 2 * 66
            y = 930 - row * 52 + 14 * sin(n * 0.9 + row)
            tone = mix("#d9c39a", c.EARTH, dice.uniform(0, 0.35))
            sheet.box(x, y, 142, 66, mix(tone, c.PAPER, 0.15), mix(tone, c.UMBER, 0.35), curve=28)
            sheet.line([(x + 24, y + 20), (x + 100, y + 18)], mix(tone, c.UMBER, 0.25), 2.4)
            sheet.poly(
                [(x + 132, y + 20), (x + 154, y + 10), (x + 152, y + 44), (x + 132, y + 40)],
                mix(tone, c.UMBER, 0.2),
            )
    for _ in range(130):
        x, y = dice.uniform(0, 1640), dice.uniform(0, 900)
        sheet.line([(x, y), (x - 9, y + 34)], "#c9d1d4", 1)
    return sheet.done()
