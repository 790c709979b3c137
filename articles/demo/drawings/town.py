"""The city: towers, streets and lights."""

from math import cos, pi, sin
from random import Random

from PIL import Image

from . import canvas as c
from .canvas import Canvas, mix
from .nature import (
    cloud,
    person,
    snowfall,
    tree,
)


def block(
    sheet: Canvas, x: float, foot: float, wide: float, tall: float, wall: str, pane: str, seed: int
) -> None:
    """A house of flats; about every third window is lit or shaded otherwise."""
    dice = Random(seed)
    sheet.box(x, foot - tall, wide, tall, wall, mix(wall, c.INK, 0.14))
    sheet.box(x + wide * 0.78, foot - tall, wide * 0.22, tall, mix(wall, c.INK, 0.18))
    step = 30
    for row in range(int((tall - 24) // step)):
        for column in range(int((wide * 0.74) // 28)):
            tone = pane if dice.random() < 0.62 else mix(pane, wall, 0.6)
            sheet.box(x + 12 + column * 28, foot - tall + 18 + row * step, 14, 17, tone)


def _tower(sheet: Canvas, x: float, foot: float, tall: float, metal: str, ball: str) -> None:
    """A slender tower that opens like branches and holds a golden globe."""
    for side in (-1, 1):
        for spread in (0.2, 0.5, 0.8):
            stem = [
                (x + side * (10 + 66 * spread * t**3.2 + 24 * (1 - t) ** 2), foot - tall * 0.86 * t)
                for t in (n / 12 for n in range(13))
            ]
            sheet.line(stem, metal, 5.5)
    sheet.box(x - 15, foot - tall * 0.84, 30, tall * 0.84, metal, mix(metal, c.INK, 0.3))
    for n in range(1, 7):
        y = foot - tall * 0.12 * n
        sheet.line([(x - 20, y), (x + 20, y)], mix(metal, c.INK, 0.25), 3)
    sheet.oval(x, foot - tall * 0.9, 60, 0, mix(ball, c.PAPER, 0.4), ball)
    sheet.arc((x - 60, foot - tall * 0.9 - 60, x + 60, foot - tall * 0.9 + 60), 20, 120, c.STRAW, 5)
    for side in (-1, 1):
        spikes = [(x + side * 52, foot - tall * 0.84), (x + side * 82, foot - tall * 1.0)]
        sheet.line(spikes, metal, 5)
        sheet.line(
            [(x + side * 36, foot - tall * 0.8), (x + side * 66, foot - tall * 0.93)], metal, 4
        )


def _skyline(sky: tuple[str, ...], far: str, near: tuple[str, ...], pane: str) -> Canvas:
    sheet = Canvas()
    sheet.sky(*sky, until=760)
    dice = Random(40)
    x = -20.0
    while x < 1620:
        wide, tall = dice.uniform(60, 120), dice.uniform(120, 330)
        sheet.box(x, 740 - tall, wide, tall, far, mix(far, sky[-1], 0.5))
        x += wide + dice.uniform(-8, 16)
    x, n = -30.0, 0
    while x < 1620:
        wide = dice.choice((118, 146, 174))
        tall = dice.uniform(200, 440)
        if not 640 < x + wide / 2 < 960:
            block(sheet, x, 780, wide, tall, near[n % len(near)], pane, n)
        n += 1
        x += wide + dice.uniform(8, 40)
    return sheet


def _embankment(sheet: Canvas, water: tuple[str, str], green: str, light: str) -> None:
    sheet.hill([(-80, 770), (800, 762), (1680, 770)], green, mix(green, c.INK, 0.25))
    for n in range(26):
        tree(sheet, 20 + n * 63, 812 + (n * 17) % 14, 66 + (n * 41) % 34, mix(green, c.MOSS, 0.4))
    sheet.box(-5, 826, 1610, 26, mix(c.STONE, green, 0.3), mix(c.SLATE, green, 0.3))
    sheet.box(-5, 850, 1610, 160, *water)
    dice = Random(77)
    for _ in range(60):
        y = dice.uniform(862, 992)
        x, wide = dice.uniform(0, 1600), dice.uniform(30, 130)
        sheet.box(x, y, wide, 3.4, light, curve=1.7, alpha=dice.uniform(0.15, 0.5))


def skyline() -> Image.Image:
    sky = ("#5f9fbf", c.SKY, c.CREAM)
    sheet = _skyline(sky, "#a3bcc7", (c.SAND, c.MIST, "#c9a58a", c.LAGOON, c.PAPER), c.SLATE)
    cloud(sheet, 300, 150, 120, c.SNOW, 0.85)
    cloud(sheet, 1260, 120, 140, c.SNOW, 0.8)
    _tower(sheet, 800, 790, 600, c.SNOW, c.GOLD)
    _embankment(sheet, (c.LAGOON, c.DEEP), c.OLIVE, c.SNOW)
    return sheet.done()


def skyline_night() -> Image.Image:
    sky = (c.NIGHT, c.DUSK, c.PLUM, "#a86f7d")
    sheet = _skyline(sky, "#46496f", ("#2c365c", "#33315a", "#27335a", "#3c3a63"), c.GOLD)
    dice = Random(6)
    for _ in range(120):
        x, y = dice.uniform(0, 1600), dice.uniform(0, 300)
        sheet.oval(x, y, dice.choice((1.2, 1.8, 2.6)), 0, c.CREAM, alpha=dice.uniform(0.4, 1))
    sheet.glow(1330, 170, 190, c.CREAM, 0.35)
    sheet.oval(1330, 170, 54, 0, c.CREAM)
    sheet.oval(1308, 160, 48, 0, "#303c66")
    sheet.glow(800, 250, 240, c.GOLD, 0.5)
    _tower(sheet, 800, 790, 600, "#b9bdd6", c.GOLD)
    _embankment(sheet, (c.DUSK, c.NIGHT), "#2d3a55", c.GOLD)
    return sheet.done()


def snowy_street() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#4d5f88", "#8493b0", "#cdbfc4", "#ecd5c4", until=700)
    for n, (x, wide, tall) in enumerate(
        ((-30, 240, 430), (190, 190, 330), (1180, 210, 350), (1370, 280, 460))
    ):
        wall = ("#8c6a70", "#a78279", "#9b7379", "#7d6474")[n]
        block(sheet, x, 760, wide, tall, wall, c.GOLD, 30 + n)
        sheet.blob(
            [
                (x - 12, 762 - tall),
                (x + wide / 2, 738 - tall),
                (x + wide + 12, 762 - tall),
                (x + wide / 2, 774 - tall),
            ],
            c.SNOW,
        )
    for n in range(6):
        sheet.box(420 + n * 130, 560 + (n * 37) % 50, 120, 200, "#a9a3b8", "#cfc3c8")
    sheet.hill([(-80, 740), (800, 720), (1680, 740)], "#dfe3ea", "#aeb9cf")
    sheet.poly([(740, 720), (860, 720), (1260, 1000), (340, 1000)], "#9fa9c2", "#7d89a8")
    for t in (0.18, 0.8):
        sheet.poly(
            [(740 + 120 * t, 720), (746 + 120 * t, 720), (362 + 920 * t, 1000),
             (322 + 920 * t, 1000)], "#6f7b9c",
        )  # fmt: skip
    for x, foot, tall in ((470, 780, 210), (1130, 780, 210), (230, 860, 370), (1370, 860, 370)):
        sheet.glow(x, foot - tall, tall * 0.62, c.GOLD, 0.75)
        sheet.line([(x, foot), (x, foot - tall)], c.INK, tall * 0.026)
        sheet.poly(
            [
                (x - tall * 0.06, foot - tall),
                (x + tall * 0.06, foot - tall),
                (x + tall * 0.04, foot - tall * 0.88),
                (x - tall * 0.04, foot - tall * 0.88),
            ],
            c.CREAM,
        )
        sheet.poly(
            [
                (x - tall * 0.08, foot - tall),
                (x + tall * 0.08, foot - tall),
                (x, foot - tall * 1.07),
            ],
            c.INK,
        )
    for x, foot, tall in ((590, 762, 120), (1010, 762, 120), (90, 880, 330), (1510, 880, 330)):
        tree(sheet, x, foot, tall, "#c6d2e2")
    sheet.hill([(-80, 860), (200, 870), (420, 1010)], c.SNOW, "#b9c4d8")
    sheet.hill([(1180, 1010), (1400, 872), (1680, 860)], c.SNOW, "#b9c4d8")
    person(sheet, 690, 870, 130, c.BRICK, c.SNOW)
    person(sheet, 752, 866, 92, c.TEAL, c.GOLD)
    snowfall(sheet, 19)
    return sheet.done()


def patrol_car() -> Image.Image:
    sheet = Canvas()
    sheet.sky("#2c3a66", "#6b5b86", "#c0808a", c.PEACH, until=640)
    for n, x in enumerate(range(-20, 1600, 170)):
        block(
            sheet,
            x,
            640,
            150,
            150 + (n * 83) % 190,
            ("#4a4a74", "#564d76", "#3f456e")[n % 3],
            c.GOLD,
            n,
        )
    sheet.box(-5, 630, 1610, 60, "#6f6a86", "#57567a")
    for n in range(9):
        tree(sheet, 70 + n * 190, 672, 150, "#3f5a66")
    sheet.box(-5, 680, 1610, 330, "#4b4f6d", "#2a3050")
    for n in range(8):
        sheet.poly(
            [(n * 230 - 40, 905), (n * 230 + 90, 905), (n * 230 + 76, 922), (n * 230 - 60, 922)],
            c.CREAM,
            alpha=0.7,
        )
    sheet.glow(700, 460, 300, "#6fa8ff", 0.6)
    sheet.glow(890, 460, 300, "#ff7566", 0.55)
    sheet.oval(800, 846, 560, 26, c.NIGHT, alpha=0.6)
    body = [(262, 800), (256, 700), (300, 650), (520, 628), (640, 528), (700, 508), (960, 508),
            (1050, 530), (1180, 632), (1330, 660), (1360, 720),
            (1352, 800), (1300, 830), (330, 830)]  # fmt: skip
    sheet.poly(body, c.SNOW, "#c3cede")
    sheet.poly([(258, 720), (1360, 720), (1356, 772), (258, 772)], "#2f63a8", "#23508f")
    sheet.box(258, 778, 1096, 8, c.GOLD)
    sheet.poly([(560, 630), (660, 546), (706, 530), (806, 530), (806, 634)], "#35456b", "#7fa3bd")
    sheet.poly([(830, 530), (956, 530), (1032, 550), (1130, 634), (830, 634)], "#35456b", "#7fa3bd")
    sheet.poly([(700, 548), (740, 540), (680, 628), (630, 628)], c.SNOW, alpha=0.3)
    sheet.line([(818, 520), (818, 826)], "#9fb0c4", 3)
    sheet.box(850, 662, 50, 10, c.STONE, curve=5)
    sheet.box(560, 662, 50, 10, c.STONE, curve=5)
    sheet.box(690, 474, 110, 36, "#3f7be0", "#6fa8ff", curve=12)
    sheet.box(800, 474, 110, 36, "#e2604f", "#ff8b7a", curve=12)
    sheet.box(672, 504, 256, 10, c.INK, curve=5)
    sheet.blob([(1300, 668), (1344, 676), (1356, 706), (1310, 700)], c.PAPER, c.GOLD)
    sheet.glow(1420, 700, 170, c.CREAM, 0.7)
    sheet.box(254, 690, 34, 40, c.BRICK, curve=8)
    star = [
        (
            640 + (34 if n % 2 == 0 else 15) * sin(n * pi / 5),
            746 - (34 if n % 2 == 0 else 15) * cos(n * pi / 5),
        )
        for n in range(10)
    ]
    sheet.poly(star, c.GOLD)
    for x in (460, 1160):
        sheet.oval(x, 812, 84, 0, "#161d33")
        sheet.oval(x, 812, 50, 0, "#c3cede", c.SLATE)
        sheet.oval(x, 812, 16, 0, c.INK)
    return sheet.done()
