"""The social card: a headline, a house and a photo's credit on 1200 by 630 pixels.

Pure drawing: words and pixels in, a JPEG out. Lines are broken by their measured width; the
headline shrinks before it is cut, and the credit is never left out.
"""

import hashlib
import re
from dataclasses import astuple, dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from media import labels

WIDTH, HEIGHT = 1200, 630
#: Raise it when the design changes: cards drawn before are then drawn again.
VERSION = 1
_MARGIN = 60
_FONTS = Path(__file__).parent / "fonts"
_HEADLINE = {False: "NotoSerif-Bold.ttf", True: "NotoNaskhArabic-Bold.ttf"}
_STRONG = {False: "NotoSans-Bold.ttf", True: "NotoNaskhArabic-Bold.ttf"}
_PLAIN = {False: "NotoSans-Regular.ttf", True: "NotoNaskhArabic-Regular.ttf"}
#: Pillow's wheels join and turn Arabic letters by raqm; built without it, it prints them one by
#: one from the left, so such a card is drawn without a direction rather than not at all.
_HAS_RAQM = features.check("raqm")
_INK, _QUIET, _NIGHT = (255, 255, 255), (222, 230, 235), (12, 22, 30)
#: How dark the photo is made behind letters: white under it still gives 7:1 to white letters.
_SHADE = 0.74
_ENOUGH = 4.5
#: Messengers fetch a card of this many bytes at once; a photo full of grain is pressed harder.
_MOST, _QUALITIES = 250_000, (85, 72, 55)
_LONGEST = 600
_LONELY = re.compile(r"(?<=:) +/ +|^ */ +| +/ *$")
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]"
)


@dataclass(frozen=True)
class Words:
    """What a card says, in the language and the script of its page."""

    headline: str
    agency: str = ""
    credit: str = ""
    section: str = ""
    language: str = "kk"
    is_rtl: bool = False


def can_name(words: Words) -> bool:
    """Tell whether a card has the letters and the room for its credit, every one of them.

    A photo whose maker cannot be named on it is not drawn.
    """
    page = _Page(None, words, (0, 0, 0), has_photo=True)
    return page.has_whole_credit()


def digest(words: Words, photo_name: str, accent: str) -> str:
    """Return what a finished card is known by: the same words and photo, the same digest."""
    said = "\x1f".join(map(str, (VERSION, *astuple(words), photo_name, accent)))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:32]


def draw(
    words: Words,
    photo: Image.Image | None = None,
    *,
    packet: bytes = b"",
    focus: tuple[float, float] = (0.5, 0.5),
    accent: str = "#1b4f72",
) -> bytes:
    """Return a card as a JPEG, with `packet` (XMP) in it; never raises for odd words."""
    colour = _colour(accent)
    ground = _filled(photo, focus) if photo else Image.new("RGB", (WIDTH, HEIGHT), _dark(colour))
    page = _Page(ground, words, colour, has_photo=photo is not None)
    page.draw()
    for quality in _QUALITIES:
        file = BytesIO()
        page.image.save(file, "JPEG", quality=quality, optimize=True)
        if file.tell() <= _MOST:
            break
    return labels.labelled(file.getvalue(), "jpeg", packet)


class _Page:
    """One card being drawn, from its lower edge up."""

    def __init__(self, ground, words, accent, *, has_photo):
        self.image, self.words, self.accent = ground, words, accent
        self.has_photo, self.is_rtl = has_photo, words.is_rtl
        self.room = WIDTH - 2 * _MARGIN

    def draw(self):
        foot, foot_height = self._foot()
        bottom = HEIGHT - 44 - foot_height - 26
        section = self._face(_STRONG, 27)
        above = 56 if self.words.section else 0
        most = bottom - 50 - above
        if self.has_photo:
            most = min(most, 300)  # The photo keeps the upper half.
        face, lines, step = self._headline(most)
        top = bottom - step * len(lines)
        if not self.has_photo:
            top -= (top - above - 50) // 2
        if self.has_photo:
            self._shade(top - above)
        pen = ImageDraw.Draw(self.image)
        if self.words.section:
            line = self._cut(_clean(self.words.section), section, self.room - 40)
            self._section(pen, line, section, top - above)
        for number, line in enumerate(lines):
            self._write(pen, line, face, top + number * step, _INK)
        for line, face, y, at_end, ink in foot:
            self._write(pen, line, face, y, ink, at_end=at_end)

    def has_whole_credit(self) -> bool:
        """Tell whether nothing of the credit is left out."""
        lines = [line for line, _face, _y, at_end, _ink in self._foot()[0] if at_end]
        return _letters("".join(lines)) == _letters(self.words.credit)

    # --- The parts ------------------------------------------------------------------------

    def _headline(self, height):
        """Return the largest face in which the headline has room, its lines and their step."""
        text = _clean(self.words.headline)
        for size in range(82, 39, -3):
            face = self._face(_HEADLINE, size)
            step = round(size * (1.45 if self.is_rtl else 1.2))
            lines = self._lines(text, face, self.room)
            if len(lines) * step <= height and len(lines) <= 5:
                return face, lines, step
        most = max(1, height // step)
        return face, self._some(lines, most, face), step

    def _foot(self):
        """Return the lines below: the house on one side, the credit on the other, and a height."""
        small = self._face(_PLAIN, 22)
        # Of a name in letters that the face lacks the sign between two names would be left.
        credit = _LONELY.sub(" ", self._shown(_clean(self.words.credit), small)).strip()
        strong = self._face(_STRONG, 30)
        agency = _clean(self.words.agency)
        house = self.room - (min(self._long(credit, small), self.room * 0.6) + 40 if credit else 0)
        lines = []
        if credit:
            room = self.room - min(self._long(agency, strong), house) - 40 if agency else self.room
            for size in (22, 19, 16):
                small = self._face(_PLAIN, size)
                if len(self._lines(credit, small, room)) <= (1 if size == 22 else 3):
                    break
            lines = self._some(self._lines(credit, small, room), 4, small)
        height = max(40, 30 * len(lines))
        base = HEIGHT - 44 - height
        foot = [
            (line, small, base + height - 30 * (len(lines) - number) + 2, True, _QUIET)
            for number, line in enumerate(lines)
        ]
        if agency:
            line = self._cut(agency, strong, house)
            foot.append((line, strong, base + height - 40, False, _INK))
        return foot, height

    def _section(self, pen, line, face, y):
        wide = self._long(line, face)
        left = WIDTH - _MARGIN - wide - 28 if self.is_rtl else _MARGIN
        pen.rectangle((left, y, left + wide + 28, y + 42), fill=_dark(self.accent, on=_INK))
        if not self.has_photo:
            pen.rectangle((left, y, left + wide + 28, y + 42), outline=_QUIET)
        x = left + 14 + (wide if self.is_rtl else 0)
        self._text(pen, (x, y + 21), line, face, _INK, "rm" if self.is_rtl else "lm")

    def _shade(self, top):
        """Darken the photo behind the letters, softly above them."""
        ramp = max(1, min(170, top))
        column = Image.new("L", (1, HEIGHT))
        for y in range(HEIGHT):
            share = 1 if y >= top - 14 else max(0, 1 - (top - 14 - y) / ramp)
            column.putpixel((0, y), round(255 * _SHADE * share))
        self.image.paste(_NIGHT, mask=column.resize((WIDTH, HEIGHT)))
        pen = ImageDraw.Draw(self.image)
        pen.rectangle((0, HEIGHT - 10, WIDTH, HEIGHT), fill=self.accent)

    # --- Letters --------------------------------------------------------------------------

    def _face(self, names, size):
        return _face(names[self.is_rtl], size)

    def _write(self, pen, line, face, y, ink, *, at_end=False):
        is_right = self.is_rtl is not at_end
        x = WIDTH - _MARGIN if is_right else _MARGIN
        self._text(pen, (x, y), line, face, ink, "ra" if is_right else "la")

    def _text(self, pen, place, line, face, ink, anchor):
        pen.text(place, self._shown(line, face), font=face, fill=ink, anchor=anchor, **self._way())

    def _way(self) -> dict:
        if not _HAS_RAQM:
            return {}
        return {"direction": "rtl" if self.is_rtl else "ltr", "language": "kk"}

    def _long(self, text, face) -> float:
        return face.getlength(self._shown(text, face), **self._way())

    def _shown(self, text, face) -> str:
        """Leave out letters that the face lacks: nothing is better than a box."""
        return "".join(letter for letter in text if letter.isspace() or _has(face, letter))

    def _lines(self, text, face, room) -> list[str]:
        """Break a text between words, and a word that is longer than a line anywhere."""
        lines, line = [], ""
        for word in self._shown(text, face).split(" "):
            longer = f"{line} {word}" if line else word
            if self._long(longer, face) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            while self._long(word, face) > room:
                fits = self._fits(word, face, room)
                lines.append(word[:fits])
                word = word[fits:]
            line = word
        return [*lines, line] if line else lines

    def _fits(self, word, face, room) -> int:
        """Return how many letters of a word fit into a line, at least one."""
        low, high = 1, len(word)
        while low < high:
            middle = (low + high + 1) // 2
            if self._long(word[:middle], face) <= room:
                low = middle
            else:
                high = middle - 1
        return low

    def _some(self, lines, most, face) -> list[str]:
        """Return at most so many lines; what is left out is told by «…»."""
        if len(lines) <= most:
            return lines
        kept = lines[:most]
        words = kept[-1].split(" ")
        while len(words) > 1 and self._long(" ".join(words) + "…", face) > self.room:
            words.pop()
        return [*kept[:-1], self._cut(" ".join(words).rstrip(" ,.;:–-") + "…", face, self.room)]

    def _cut(self, text, face, room) -> str:
        if self._long(text, face) <= room:
            return text
        room -= self._long("…", face)
        return text[: self._fits(text, face, room)].rstrip() + "…"


@cache
def _face(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FONTS / name, size)


@cache
def _has(face, letter: str) -> bool:
    """Tell whether a face has a letter: another picture than that of a letter nobody has."""
    missing, mask = face.getmask("\U0010fffd"), face.getmask(letter)
    return mask.size != missing.size or bytes(mask) != bytes(missing)


def _clean(text: str) -> str:
    return re.sub("[ \t]+", " ", _UNPRINTABLE.sub(" ", text[:_LONGEST])).strip()


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _filled(photo: Image.Image, focus) -> Image.Image:
    """Cut a photo to the shape of a card, its focal point as near the middle as can be."""
    shape = WIDTH / HEIGHT
    wide = min(photo.width, photo.height * shape)
    high = wide / shape
    left = min(max(focus[0] * photo.width - wide / 2, 0), photo.width - wide)
    # The letters stand below: what matters is kept in the upper half.
    top = min(max(focus[1] * photo.height - high * 0.36, 0), photo.height - high)
    box = (left, top, left + wide, top + high)
    return photo.convert("RGB").resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS, box=box)


def _colour(accent: str) -> tuple[int, int, int]:
    try:
        return ImageColor.getrgb(accent)[:3]
    except ValueError:
        return ImageColor.getrgb("#1b4f72")


def _dark(colour, on=_INK) -> tuple[int, int, int]:
    """Return a colour made so dark that letters of `on` can be read on it (WCAG 1.4.3)."""
    while contrast(colour, on) < _ENOUGH:
        colour = tuple(int(part * 0.92) for part in colour)
    return colour


def contrast(one, other) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    lights = sorted(map(_light, (one, other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _light(colour) -> float:
    parts = [part / 255 for part in colour]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
