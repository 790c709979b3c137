"""Where people meet: the old square, the bazaar, the clinic."""

from math import cos, pi, sin

from PIL import Image

from . import canvas as c
from .canvas import Canvas, mix, smooth
from .nature import (
    cloud,
    person,
    poplar,
    ridge,
    tree,
)


def turkistan() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#6f7fae", "#c39aa2", c.PEACH, c.CREAM, until=760)
    sheet.glow(800, 560, 620, c.PAPER, 0.7)
    cloud(sheet, 260, 200, 110, c.CREAM, 0.5)
    cloud(sheet, 1370, 270, 90, c.CREAM, 0.5)
    sheet.hill(ridge(71, 700, 12), "#c59a86", c.SAND)
    brick, shade = "#d7a874", "#a8774f"
    sheet.oval(1010, 372, 120, 130, "#7fc4c4", c.DEEP, across=True)
    sheet.box(900, 380, 220, 120, c.LAGOON, c.DEEP, across=True)
    for n in range(9):
        x = 900 + n * 26.5
        sheet.line([(x, 500), (1010 + (x - 1010) * 0.9, 350), (1010, 244)], c.DEEP, 2)
    sheet.line([(1010, 244), (1010, 206)], c.GOLD, 5)
    sheet.oval(1010, 204, 9, 0, c.GOLD)
    sheet.box(886, 440, 248, 34, c.TEAL, c.DEEP, across=True)
    sheet.box(880, 470, 420, 280, brick, shade, across=True)
    sheet.box(300, 520, 360, 230, brick, mix(brick, shade, 0.4), across=True)
    sheet.oval(420, 520, 74, 66, "#7fc4c4", c.DEEP, across=True)
    sheet.box(520, 300, 470, 450, brick, mix(brick, shade, 0.35), across=True)
    for x in (492, 956):
        sheet.box(x, 270, 66, 480, mix(brick, c.CREAM, 0.2), shade, curve=16, across=True)
        for n in range(6):
            sheet.box(x, 306 + n * 74, 66, 12, c.TEAL)
    sheet.box(520, 300, 470, 26, c.TEAL, c.DEEP)
    arch = [(590, 750), (590, 500)]
    arch += [
        (755 - 165 * cos(t), 500 - 140 * sin(t) ** 0.9) for t in (n * pi / 40 for n in range(1, 20))
    ]
    arch += [(1510 - x, y) for x, y in reversed(arch)]
    sheet.poly(arch, "#8a5d48", "#4d3a44")
    inner = [(755 + (x - 755) * 0.72, 750 + (y - 750) * 0.72) for x, y in arch]
    sheet.poly(inner, "#6a4741", c.INK)
    sheet.poly([(700, 750), (700, 650), (755, 600), (810, 650), (810, 750)], c.TEAL, c.DEEP)
    for n in range(7):
        x = 1150 + n % 4 * 36
        sheet.box(x, 540 + n // 4 * 90, 20, 46, c.UMBER, curve=10)
    for n in range(5):
        sheet.box(330 + n * 34, 600, 18, 50, c.UMBER, curve=9)
    for n in range(24):
        sheet.poly([(536 + n * 18.6, 330), (545 + n * 18.6, 344), (554 + n * 18.6, 330)], c.TEAL)
    sheet.poly([(0, 748), (1600, 748), (1600, 1000), (0, 1000)], c.SAND, "#b98d68")
    sheet.poly([(700, 748), (810, 748), (1160, 1000), (360, 1000)], c.CREAM, c.SAND, alpha=0.8)
    for x, tall in ((80, 300), (190, 250), (1390, 280), (1500, 330)):
        poplar(sheet, x, 850, tall, c.MOSS)
    for x in (60, 250, 1330, 1480):
        sheet.blob(
            [(x - 90, 880), (x - 50, 830), (x, 842), (x + 50, 826), (x + 96, 880), (x, 896)],
            c.OLIVE,
            c.FOREST,
        )
    for n, x in enumerate((600, 660, 860, 940)):
        person(
            sheet,
            x,
            830 + n * 18,
            92 + n * 6,
            (c.TEAL, c.BRICK, c.PLUM, c.CREAM)[n],
            (c.SNOW, c.UMBER)[n % 2],
        )
    return sheet.done()


def bazaar() -> Image.Image:
    sheet = Canvas()
    sheet.sky(c.SKY, c.CREAM, c.SAND, until=420)
    for n in range(7):
        x = n * 240 - 40
        sheet.box(
            x, 120 + (n * 67) % 90, 210, 420, mix(c.SAND, c.EARTH, 0.15 + (n % 3) * 0.12), c.SAND
        )
        for k in range(3):
            sheet.box(x + 30 + k * 58, 190 + (n * 67) % 90, 30, 48, c.SLATE, curve=15, alpha=0.6)
    sheet.box(-5, 470, 1610, 540, "#c79a70", "#8b6248")
    stripes = ((c.BRICK, c.CREAM), (c.TEAL, c.CREAM), (c.GOLD, c.PAPER))
    goods = (
        (c.GOLD, c.OLIVE, c.BRICK), (c.CORAL, "#7a3f5d", c.GOLD), (c.BRICK, c.SAGE, c.CORAL),
    )  # fmt: skip
    for stall, ((dark, pale), fruit) in enumerate(zip(stripes, goods, strict=True)):
        left = 30 + stall * 530
        sheet.box(left + 10, 400, 460, 300, "#6c4a41", "#4b3540")
        for post in (left + 6, left + 462):
            sheet.box(post, 330, 14, 500, c.UMBER)
        coat = (c.DEEP, c.PLUM, c.MOSS)[stall]
        sheet.box(left + 170, 500, 150, 210, coat, mix(coat, c.INK, 0.3), curve=54)
        sheet.oval(left + 245, 466, 42, 48, "#d9a47c", "#c08a66")
        if stall == 1:
            sheet.blob([(left + 196, 470), (left + 206, 414), (left + 245, 398), (left + 284, 414),
                        (left + 294, 470), (left + 282, 440), (left + 245, 428), (left + 208, 440)],
                       c.SNOW, c.MIST)  # fmt: skip
        else:
            sheet.box(left + 202, 412, 86, 34, (c.UMBER, c.INK, c.TEAL)[stall], curve=14)
        for n in range(8):
            x = left - 14 + n * 63
            tone = dark if n % 2 == 0 else pale
            sheet.poly(
                [(x + 26 - n * 3, 270), (x + 82 - n * 3, 270), (x + 63, 372), (x, 372)],
                tone,
                mix(tone, c.INK, 0.12),
            )
            sheet.oval(x + 31.5, 372, 31.5, 26, mix(tone, c.INK, 0.1))
        for box in range(3):
            x = left + 12 + box * 156
            colour = fruit[box]
            radius = 26 if box != 1 else 19
            for row in range(3):
                for n in range(int(140 // (radius * 1.55))):
                    cx = x + 14 + radius * 0.7 + n * radius * 1.5 + row % 2 * 8
                    cy = 690 - row * radius * 0.9
                    sheet.oval(cx, cy, radius, radius * 0.94, mix(colour, c.INK, 0.12))
                    sheet.oval(cx - radius * 0.16, cy - radius * 0.2, radius * 0.7, 0, colour)
                    sheet.oval(
                        cx - radius * 0.34,
                        cy - radius * 0.4,
                        radius * 0.2,
                        0,
                        mix(colour, c.PAPER, 0.7),
                    )
            sheet.box(x, 694, 148, 120, "#b98754", "#8d6242", curve=6)
            for k in (728, 766):
                sheet.box(x, k, 148, 5, "#6f4b36")
            sheet.poly([(x + 46, 716), (x + 102, 716), (x + 102, 756), (x + 46, 756)], c.PAPER)
            sheet.box(x + 56, 730, 36, 5, c.SLATE)
            sheet.box(x + 56, 742, 24, 4, c.STONE)
    sheet.haze(800, 1120, c.UMBER, 0.5)
    for x, y, tone in (
        (180, 900, c.STRAW),
        (330, 930, c.GOLD),
        (1230, 915, c.OLIVE),
        (1390, 900, c.SAGE),
        (1490, 940, c.OLIVE),
    ):
        sheet.oval(x + 10, y + 42, 104, 20, c.INK, alpha=0.25)
        sheet.oval(x, y, 98, 58, mix(tone, c.PAPER, 0.25), mix(tone, c.UMBER, 0.3))
        for n in (-2, -1, 0, 1, 2):
            sheet.arc(
                (
                    x - 90 + abs(n) * 8,
                    y - 12 - n * 20 - 24,
                    x + 90 - abs(n) * 8,
                    y + 12 - n * 4 + 24,
                ),
                20,
                160,
                mix(tone, c.UMBER, 0.4),
                2,
            )
    return sheet.done()


def hospital() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#74b3c4", c.MIST, c.CREAM, until=620)
    cloud(sheet, 250, 170, 110, c.SNOW, 0.85)
    cloud(sheet, 1340, 130, 120, c.SNOW, 0.8)
    sheet.hill(ridge(81, 530, 24), "#9dbba9", c.SAGE)
    for n in range(10):
        tree(sheet, 40 + n * 172, 640, 190 + (n * 47) % 60, c.OLIVE)
    sheet.box(330, 330, 940, 330, c.PAPER, c.SAND)
    sheet.box(310, 310, 980, 34, c.TEAL, c.DEEP, curve=6)
    for row in (0, 1):
        for n in range(8):
            x = 372 + n * 112
            if row == 1 and 2 < n < 5:
                continue
            sheet.box(x, 376 + row * 140, 72, 92, c.SNOW, curve=4)
            sheet.box(x + 6, 382 + row * 140, 60, 80, c.LAGOON, c.MIST)
            sheet.line([(x + 36, 382 + row * 140), (x + 36, 460 + row * 140)], c.SNOW, 4)
    sheet.box(694, 500, 212, 24, c.TEAL, curve=4)
    sheet.box(712, 524, 176, 136, c.DEEP, c.INK)
    sheet.line([(800, 524), (800, 660)], c.LAGOON, 4)
    sheet.oval(800, 268, 70, 0, c.SNOW)
    sheet.box(786, 226, 28, 84, c.TEAL, curve=4)
    sheet.box(758, 254, 84, 28, c.TEAL, curve=4)
    sheet.hill([(-80, 660), (800, 650), (1680, 664)], c.SAGE, c.MOSS)
    sheet.poly(
        [(690, 656), (910, 656), (1180, 1000), (420, 1000)], c.SAND, mix(c.SAND, c.EARTH, 0.35)
    )
    sheet.oval(800, 952, 330, 30, c.UMBER, alpha=0.4)
    sheet.arc((700, 660, 900, 880), 185, 355, c.UMBER, 20)
    sheet.box(510, 740, 580, 210, "#a8593f", "#7a3a30", curve=46)
    sheet.box(510, 740, 580, 78, "#bb6a48", "#9c4f3a", curve=38)
    sheet.box(510, 806, 580, 8, "#6b3029")
    sheet.oval(800, 856, 62, 0, c.PAPER, c.SAND)
    sheet.box(788, 818, 24, 76, c.TEAL, curve=4)
    sheet.box(762, 844, 76, 24, c.TEAL, curve=4)
    for x in (600, 964):
        sheet.box(x, 790, 38, 46, c.GOLD, c.STRAW, curve=6)
    tube = [(1010, 752), (1080, 700), (1150, 760), (1160, 860), (1210, 910), (1290, 890)]
    sheet.line(smooth(tube), c.INK, 12)
    sheet.oval(1304, 886, 34, 0, c.STONE, c.SLATE)
    sheet.oval(1304, 886, 20, 0, c.MIST)
    return sheet.done()
