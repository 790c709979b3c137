"""The stadium, by day and under its lights."""

from random import Random

from PIL import Image

from . import canvas as c
from .canvas import Canvas, Colour, mix
from .nature import cloud


def _player(sheet: Canvas, x: float, foot: float, tall: float, shirt: Colour, lean: float) -> None:
    """A running footballer; a negative lean runs to the left."""
    hip = (x, foot - tall * 0.46)
    neck = (x + lean * tall * 0.14, foot - tall * 0.8)
    sheet.oval(x, foot, tall * 0.32, tall * 0.05, c.NIGHT, alpha=0.3)
    skin, wide = "#d9a47c", tall * 0.085
    back = [
        hip,
        (x - lean * tall * 0.12, foot - tall * 0.22),
        (x - lean * tall * 0.36, foot - tall * 0.16),
    ]
    front = [hip, (x + lean * tall * 0.17, foot - tall * 0.24), (x + lean * tall * 0.14, foot)]
    for leg in (back, front):
        sheet.line(leg, skin, wide)
        sheet.line(leg[1:], c.SNOW, wide * 0.9)
        sheet.line([hip, leg[1]], c.INK, wide * 1.5)
    arm = [neck, (neck[0] + lean * tall * 0.22, neck[1] + tall * 0.14)]
    other = [neck, (neck[0] - lean * tall * 0.22, neck[1] + tall * 0.12)]
    sheet.line(other, mix(shirt, c.INK, 0.25), wide)
    sheet.line([hip, neck], shirt, tall * 0.19)
    sheet.line(arm, mix(shirt, c.SNOW, 0.2), wide)
    sheet.oval(neck[0] + lean * tall * 0.05, neck[1] - tall * 0.12, tall * 0.085, tall * 0.1, skin)
    sheet.oval(
        neck[0] + lean * tall * 0.03, neck[1] - tall * 0.17, tall * 0.085, tall * 0.065, c.INK
    )


def _stadium(
    sky: tuple[str, ...], grass: tuple[str, str], stand: str, crowd: tuple[str, ...]
) -> Canvas:
    sheet = Canvas()
    sheet.sky(*sky, until=460)
    sheet.poly(
        [(-10, 250), (220, 200), (1380, 200), (1610, 250), (1610, 560), (-10, 560)],
        stand,
        mix(stand, c.INK, 0.35),
    )
    dice = Random(4)
    for row in range(13):
        y = 262 + row * 18.5
        for n in range(84):
            x = n * 19.4 + row % 2 * 9 + dice.uniform(-3, 3)
            if n % 21 in (0, 20):
                continue
            tone = dice.choice(crowd)
            sheet.oval(x, y + 9, 8, 9, tone)
            sheet.oval(x, y, 5, 0, mix("#d9a47c", sky[0], 0.2))
    sheet.poly(
        [
            (-10, 206),
            (240, 150),
            (1360, 150),
            (1610, 206),
            (1610, 244),
            (1370, 196),
            (230, 196),
            (-10, 244),
        ],
        c.SNOW,
        mix(c.STONE, sky[0], 0.4),
    )
    for n in range(9):
        x = 60 + n * 185
        sheet.line([(x, 200), (x, 500)], mix(c.STONE, stand, 0.4), 6)
    for n, tone in enumerate((c.TEAL, c.GOLD, c.BRICK, c.TEAL, c.DUSK, c.GOLD)):
        sheet.box(n * 270 - 10, 500, 268, 48, tone, mix(tone, c.INK, 0.2))
        sheet.box(n * 270 + 50, 518, 140, 10, c.SNOW, curve=5, alpha=0.8)
    sheet.poly([(0, 548), (1600, 548), (1600, 1000), (0, 1000)], *grass)
    for n in range(0, 16, 2):
        far, near = 800 + (n - 8) * 110, 800 + (n - 8) * 260
        sheet.poly(
            [(far, 548), (far + 110, 548), (near + 260, 1000), (near, 1000)], c.SNOW, alpha=0.08
        )
    chalk = mix(c.SNOW, grass[0], 0.12)
    sheet.line([(-10, 580), (1610, 580)], chalk, 4)
    sheet.line([(800, 580), (800, 1000)], chalk, 5)
    sheet.arc((520, 650, 1080, 840), 0, 360, chalk, 5)
    sheet.line([(-10, 640), (210, 640), (90, 860), (-10, 860)], chalk, 5)
    sheet.line([(1610, 640), (1390, 640), (1510, 860), (1610, 860)], chalk, 5)
    for x, foot, tall, shirt, lean in (
        (430, 690, 120, c.CORAL, 1), (1130, 680, 116, c.SNOW, -1), (610, 770, 150, c.SNOW, 1),
        (990, 820, 176, c.CORAL, -1), (1290, 900, 210, c.CORAL, -1), (300, 900, 214, c.SNOW, 1),
    ):  # fmt: skip
        _player(sheet, x, foot, tall, shirt, lean)
    sheet.oval(812, 846, 26, 6, c.NIGHT, alpha=0.35)
    sheet.oval(806, 822, 22, 0, c.SNOW, mix(c.STONE, c.SNOW, 0.5))
    for x, y in ((806, 822), (790, 814), (820, 812), (798, 836), (818, 834)):
        sheet.oval(x, y, 5, 0, c.INK)
    return sheet


def stadium() -> Image.Image:
    sheet = _stadium(
        ("#5f9fbf", c.SKY, c.MIST),
        ("#7fa35c", c.MOSS),
        "#7388a3",
        (c.BRICK, c.GOLD, c.SNOW, c.TEAL, c.CORAL, c.DUSK),
    )
    cloud(sheet, 320, 110, 90, c.SNOW, 0.85)
    cloud(sheet, 1240, 90, 100, c.SNOW, 0.8)
    return sheet.done()


def stadium_night() -> Image.Image:
    sheet = _stadium(
        (c.NIGHT, c.DUSK, c.PLUM),
        ("#5d9a67", "#2f6352"),
        "#35406b",
        ("#7a5c7e", "#8d8a5e", "#8b91ab", "#3f7480", "#98636a"),
    )
    for x in (120, 620, 980, 1480):
        sheet.line([(x, 210), (x, 90)], c.STONE, 9)
        sheet.box(x - 62, 38, 124, 62, c.SLATE, curve=6)
        for n in range(8):
            sheet.oval(x - 45 + n % 4 * 30, 54 + n // 4 * 30, 11, 0, c.PAPER)
        sheet.glow(x, 68, 250, c.CREAM, 0.9)
        sheet.poly(
            [(x - 50, 90), (x + 50, 90), (x + 330, 1000), (x - 330, 1000)], c.CREAM, alpha=0.05
        )
    return sheet.done()
