"""What grows, rises and drifts in many of the pictures."""

from math import cos, pi, sin
from random import Random

from . import canvas as c
from .canvas import Canvas, Colour, Point, mix


def ridge(seed: int, y: float, swing: float, count: int = 7) -> list[Point]:
    """A rolling skyline from edge to edge."""
    dice = Random(seed)
    step = (c.WIDTH + 160) / (count - 1)
    return [(-80 + n * step, y + dice.uniform(-swing, swing)) for n in range(count)]


def range_of_peaks(
    sheet: Canvas,
    peaks: list[Point],
    base: float,
    dark: Colour,
    light: Colour,
    snow: Colour = "",
    seed: int = 1,
) -> None:
    """Mountains with a lit and a shaded side, and snow that breaks off in teeth."""
    dice = Random(seed)
    for x, y in sorted(peaks, key=lambda peak: peak[1], reverse=True):
        rise = base - y
        left, right = x - rise * dice.uniform(1.0, 1.25), x + rise * dice.uniform(1.0, 1.3)
        spur = x + rise * dice.uniform(0.02, 0.14)
        edge = [
            (x + rise * 0.05 * dice.uniform(-1, 1) + (spur - x) * t, y + rise * t)
            for t in (0.18, 0.36, 0.55, 0.78)
        ]
        crag = [(x + (left - x) * t, y + rise * t + dice.uniform(-14, 14)) for t in (0.3, 0.6)]
        sheet.poly([(x, y), *crag, (left, base), (right, base)], light, mix(light, dark, 0.45))
        sheet.poly([(x, y), *edge, (spur, base), (right, base)], dark, mix(dark, light, 0.25))
        if not snow:
            continue
        deep = rise * dice.uniform(0.3, 0.4)
        teeth = 7
        lit = [(x, y)]
        for n in range(teeth + 1):
            t = n / teeth
            low = deep * (1.0 if n % 2 else 0.66) * dice.uniform(0.85, 1.1)
            lit.append((x + (left - x) / rise * deep * (1 - t), y + max(low, deep * (1 - t))))
        sheet.poly(lit, snow)
        shade = [(x, y)]
        for n in range(teeth + 1):
            t = n / teeth
            low = deep * (1.0 if n % 2 else 0.6) * dice.uniform(0.85, 1.1)
            shade.append((x + (right - x) / rise * deep * t, y + max(low, deep * t)))
        sheet.poly(shade, mix(snow, dark, 0.38))


def cloud(sheet: Canvas, x: float, y: float, size: float, colour: Colour, alpha: float) -> None:
    """A flat-bottomed cloud."""
    curve = [
        (-1.5, 0), (-1.35, -0.22), (-0.9, -0.3), (-0.62, -0.58), (-0.1, -0.7), (0.32, -0.46),
        (0.75, -0.5), (1.08, -0.26), (1.45, -0.18), (1.6, 0), (0.6, 0.05), (-0.6, 0.05),
    ]  # fmt: skip
    sheet.blob([(x + a * size, y + b * size) for a, b in curve], colour, alpha=alpha)


def fir(sheet: Canvas, x: float, foot: float, tall: float, colour: Colour) -> None:
    light = mix(colour, c.SAGE, 0.22)
    sheet.box(x - tall * 0.025, foot - tall * 0.12, tall * 0.05, tall * 0.12, c.UMBER)
    for n in range(4):
        low = foot - tall * (0.08 + 0.2 * n)
        high = low - tall * 0.36
        half = tall * (0.21 - 0.038 * n)
        sheet.poly([(x, high), (x - half, low), (x, low + tall * 0.02)], light)
        sheet.poly([(x, high), (x + half, low), (x, low + tall * 0.02)], colour)


def poplar(sheet: Canvas, x: float, foot: float, tall: float, colour: Colour) -> None:
    half = tall * 0.1
    sheet.box(x - tall * 0.012, foot - tall * 0.2, tall * 0.024, tall * 0.2, c.UMBER)
    crown = [
        (x, foot - tall), (x + half * 0.8, foot - tall * 0.66), (x + half, foot - tall * 0.36),
        (x + half * 0.5, foot - tall * 0.1), (x - half * 0.5, foot - tall * 0.1),
        (x - half, foot - tall * 0.36), (x - half * 0.8, foot - tall * 0.66),
    ]  # fmt: skip
    sheet.blob(crown, mix(colour, c.SAND, 0.3), mix(colour, c.INK, 0.25))


def tree(sheet: Canvas, x: float, foot: float, tall: float, colour: Colour) -> None:
    """A broad crown made of lit and shaded clumps."""
    sheet.poly(
        [
            (x - tall * 0.04, foot), (x - tall * 0.018, foot - tall * 0.5),
            (x + tall * 0.018, foot - tall * 0.5), (x + tall * 0.04, foot),
        ],
        c.UMBER,
    )  # fmt: skip
    dark, light = mix(colour, c.INK, 0.22), mix(colour, c.SAND, 0.3)
    clumps = [(-0.2, -0.5, 0.19), (0.2, -0.52, 0.2), (0, -0.7, 0.24), (0.02, -0.48, 0.2)]
    for a, b, r in clumps:
        sheet.oval(x + a * tall, foot + b * tall, r * tall, r * tall * 0.9, dark)
    for a, b, r in clumps[:3]:
        sheet.oval(x + (a - 0.04) * tall, foot + (b - 0.05) * tall, r * tall * 0.8, 0, colour)
    sheet.oval(x - 0.1 * tall, foot - 0.78 * tall, 0.11 * tall, 0, light)
    sheet.oval(x - 0.25 * tall, foot - 0.57 * tall, 0.08 * tall, 0, light)


def tufts(
    sheet: Canvas, seed: int, top: float, colour: Colour, count: int = 70, tall: float = 34
) -> None:
    """Feather grass that grows larger towards the viewer."""
    dice = Random(seed)
    rows = sorted(dice.uniform(top, c.HEIGHT + 10) for _ in range(count))
    for y in rows:
        near = 0.35 + (y - top) / (c.HEIGHT - top)
        x = dice.uniform(-20, c.WIDTH + 20)
        for _ in range(3):
            lean = dice.uniform(-0.2, 0.75) * tall * near
            high = y - tall * near * dice.uniform(0.7, 1.2)
            wide = 2.6 * near
            sheet.poly([(x - wide, y), (x + wide, y), (x + lean, high)], colour)


def snowfall(sheet: Canvas, seed: int, count: int = 240) -> None:
    dice = Random(seed)
    for _ in range(count):
        sheet.oval(
            dice.uniform(0, c.WIDTH),
            dice.uniform(0, c.HEIGHT),
            dice.choice((1.6, 2.2, 3, 4.6)),
            0,
            c.SNOW,
            alpha=dice.uniform(0.5, 0.95),
        )


def horn_ornament(sheet: Canvas, x: float, y: float, size: float, colour: Colour) -> None:
    """The ram's horn of Kazakh felt: two curls on a stem."""
    for side in (-1, 1):
        curl = []
        for n in range(26):
            turn = n / 25
            angle = pi * (0.5 + 1.65 * turn)
            radius = size * (0.42 - 0.24 * turn)
            curl.append(
                (
                    x + side * (size * 0.42 + radius * cos(angle)),
                    y - size * 0.2 - radius * sin(angle),
                )
            )
        sheet.line(curl, colour, size * 0.13)
    sheet.poly([(x, y - size * 0.9), (x - size * 0.12, y - size * 0.62),
                (x, y - size * 0.4), (x + size * 0.12, y - size * 0.62)], colour)  # fmt: skip


def person(sheet: Canvas, x: float, foot: float, tall: float, coat: Colour, hat: Colour) -> None:
    """A figure seen from afar."""
    sheet.box(x - tall * 0.09, foot - tall * 0.42, tall * 0.07, tall * 0.42, c.INK, curve=3)
    sheet.box(x + tall * 0.02, foot - tall * 0.42, tall * 0.07, tall * 0.42, c.INK, curve=3)
    sheet.box(x - tall * 0.15, foot - tall * 0.8, tall * 0.3, tall * 0.48, coat, curve=tall * 0.1)
    sheet.oval(x, foot - tall * 0.89, tall * 0.085, tall * 0.1, "#dba983")
    sheet.box(x - tall * 0.1, foot - tall * 1.01, tall * 0.2, tall * 0.1, hat, curve=tall * 0.05)
