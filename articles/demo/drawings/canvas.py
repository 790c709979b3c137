"""A sheet to draw on: 1600 by 1000, drawn at twice the size so that edges come out smooth."""

from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from PIL import Image, ImageChops, ImageColor, ImageDraw

WIDTH, HEIGHT = 1600, 1000
SCALE = 2

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Colour = str

# One palette for every picture.
INK = "#22304a"
NIGHT = "#1b2742"
DUSK = "#3d4a75"
PLUM = "#6b4b74"
ROSE = "#c56f78"
CORAL = "#e8895f"
PEACH = "#f4b98a"
SAND = "#f1cf9c"
CREAM = "#f9ead0"
PAPER = "#fdf6e7"
GOLD = "#e8b04a"
STRAW = "#d99f3f"
EARTH = "#9a6b43"
UMBER = "#5e4334"
BRICK = "#b24f3b"
SAGE = "#a8b98b"
OLIVE = "#7d9157"
MOSS = "#4f6f4a"
FOREST = "#2f4f45"
TEAL = "#2f8088"
LAGOON = "#63a9ad"
DEEP = "#1f5763"
SKY = "#9dc9d3"
MIST = "#d5e5e2"
SNOW = "#f6f6f2"
STONE = "#8f98a3"
SLATE = "#5a6678"


class Canvas:
    """Shapes with flat colour or a soft gradient, light, haze; `done` gives the picture."""

    def __init__(self, paper: Colour = CREAM) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), paper)
        self.pen = ImageDraw.Draw(self.image)

    def sky(self, *colours: Colour, until: float = HEIGHT) -> None:
        """Spread colours evenly from the top edge down."""
        strip = _strip(colours).resize((WIDTH * SCALE, round(until * SCALE)), Image.BILINEAR)
        self.image.paste(strip, (0, 0))

    def poly(
        self,
        points: Sequence[Point],
        fill: Colour,
        to: Colour = "",
        *,
        alpha: float = 1,
        across: bool = False,
    ) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        xs, ys = zip(*points, strict=True)
        self._paint(
            (min(xs), min(ys), max(xs), max(ys)),
            lambda pen, dx, dy, ink: pen.polygon([(x - dx, y - dy) for x, y in scaled], fill=ink),
            fill,
            to,
            alpha,
            across,
        )

    def box(
        self,
        x: float,
        y: float,
        w: float,
        h: float,
        fill: Colour,
        to: Colour = "",
        *,
        curve: float = 0,
        alpha: float = 1,
        across: bool = False,
    ) -> None:
        edges = [n * SCALE for n in (x, y, x + w, y + h)]

        def shape(pen: ImageDraw.ImageDraw, dx: float, dy: float, ink: Colour | int) -> None:
            place = (edges[0] - dx, edges[1] - dy, edges[2] - dx - 1, edges[3] - dy - 1)
            pen.rounded_rectangle(place, curve * SCALE, fill=ink)

        self._paint((x, y, x + w, y + h), shape, fill, to, alpha, across)

    def oval(
        self,
        x: float,
        y: float,
        rx: float,
        ry: float = 0,
        fill: Colour = INK,
        to: Colour = "",
        *,
        alpha: float = 1,
        across: bool = False,
    ) -> None:
        """An oval about its centre; a circle when one radius is given."""
        ry = ry or rx
        box = (x - rx, y - ry, x + rx, y + ry)

        def shape(pen: ImageDraw.ImageDraw, dx: float, dy: float, ink: Colour | int) -> None:
            edges = [n * SCALE for n in box]
            pen.ellipse((edges[0] - dx, edges[1] - dy, edges[2] - dx, edges[3] - dy), fill=ink)

        self._paint(box, shape, fill, to, alpha, across)

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=fill, width=max(1, round(width * SCALE)), joint="curve")
        radius = width * SCALE / 2
        if radius > 2:
            for x, y in (scaled[0], scaled[-1]):
                self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)

    def arc(self, box: Box, start: float, end: float, fill: Colour, width: float) -> None:
        scaled = [n * SCALE for n in box]
        self.pen.arc(scaled, start, end, fill=fill, width=round(width * SCALE))

    def hill(
        self, points: Sequence[Point], fill: Colour, to: Colour = "", *, base: float = HEIGHT
    ) -> None:
        """Ground under a smooth line that runs through the points."""
        top = smooth(points)
        self.poly([*top, (top[-1][0], base), (top[0][0], base)], fill, to)

    def blob(self, points: Sequence[Point], fill: Colour, to: Colour = "", **how: float) -> None:
        """A closed shape with a smooth outline."""
        self.poly(smooth(points, closed=True), fill, to, **how)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float) -> None:
        side = round(radius * 2 * SCALE)
        light = Image.radial_gradient("L").point(
            [round(255 * strength * max(0, 1 - v / 180) ** 1.4) for v in range(256)]
        )
        place = (round((x - radius) * SCALE), round((y - radius) * SCALE))
        spread = (*place, place[0] + side, place[1] + side)
        self.image.paste(colour, spread, light.resize((side, side)))

    def haze(self, top: float, bottom: float, colour: Colour, strength: float) -> None:
        """Mist that thickens through a band and thins again before its end."""
        ramp = [round(255 * strength * min(n / 23, (31 - n) / 8)) for n in range(32)]
        mask = Image.frombytes("L", (1, 32), bytes(ramp))
        size = (WIDTH * SCALE, round((bottom - top) * SCALE))
        self.image.paste(
            colour,
            (0, round(top * SCALE), size[0], round(top * SCALE) + size[1]),
            mask.resize(size, Image.BILINEAR),
        )

    def done(self) -> Image.Image:
        """The picture in its real size, with the tooth of paper."""
        return ImageChops.soft_light(self.image.reduce(SCALE), _grain())

    def _paint(
        self,
        box: Box,
        shape: Callable[[ImageDraw.ImageDraw, float, float, Colour | int], None],
        fill: Colour,
        to: Colour,
        alpha: float,
        across: bool,
    ) -> None:
        if not to and alpha >= 1:
            shape(self.pen, 0, 0, fill)
            return
        left, top = (int(max(-20 * SCALE, n * SCALE - 1)) for n in box[:2])
        right = int(min((WIDTH + 20) * SCALE, box[2] * SCALE + 2))
        bottom = int(min((HEIGHT + 20) * SCALE, box[3] * SCALE + 2))
        size = (right - left, bottom - top)
        if min(size) <= 0:
            return
        mask = Image.new("L", size, 0)
        shape(ImageDraw.Draw(mask), left, top, round(255 * alpha))
        if to:
            strip = _strip((fill, to))
            if across:
                strip = strip.transpose(Image.Transpose.ROTATE_90)
            self.image.paste(strip.resize(size, Image.BILINEAR), (left, top), mask)
        else:
            self.image.paste(fill, (left, top, right, bottom), mask)


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 12) -> list[Point]:
    """A Catmull-Rom line through the points."""
    if closed:
        walk = [points[-1], *points, points[0], points[1]]
    else:
        walk = [points[0], *points, points[-1]]
    line: list[Point] = []
    for (x0, y0), (x1, y1), (x2, y2), (x3, y3) in zip(
        walk, walk[1:], walk[2:], walk[3:], strict=False
    ):
        for step in range(steps):
            t = step / steps
            line.append((_between(x0, x1, x2, x3, t), _between(y0, y1, y2, y3, t)))
    if not closed:
        line.append(points[-1])
    return line


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """A colour between two; share is how much of the other."""
    pairs = zip(ImageColor.getrgb(one), ImageColor.getrgb(other), strict=True)
    return "#{:02x}{:02x}{:02x}".format(*(round(a + (b - a) * share) for a, b in pairs))


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def _strip(colours: Sequence[Colour]) -> Image.Image:
    """A column of 128 steps through the colours; scaled up it is a gradient."""
    steps = 128
    column = Image.new("RGB", (1, steps))
    last = len(colours) - 1
    for row in range(steps):
        place = row / (steps - 1) * last
        first = min(int(place), last - 1) if last else 0
        after = colours[min(first + 1, last)]
        column.putpixel((0, row), ImageColor.getrgb(mix(colours[first], after, place - first)))
    return column


@cache
def _grain() -> Image.Image:
    noise = Image.frombytes("L", (WIDTH, HEIGHT), Random(7).randbytes(WIDTH * HEIGHT))
    return noise.point([121 + value // 18 for value in range(256)]).convert("RGB")
