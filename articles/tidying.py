"""Mending a text on its way in: look-alike letters, what messengers add, the signs of print.

Letters and signs are mended in Kazakh stories alone; Russian and English ones only lose
decorative letters and characters that nobody sees. What was mended can be taken back: then the
story remembers it, and the same is not mended again.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from django.db import models

from kazakh import homoglyphs, messengers, typography
from kazakh.alphabet import one_line
from kazakh.galley import Edit, Galley, mended

from .models import Article, Language
from .runs import Block, Lines

#: What is mended, in the order of the form.
FIELDS = ("headline", "lead", "body", "dateline", "source_name", "photo_caption")
#: Lines at the end of a text that are looked at for the tail of a channel's post.
_LONGEST_TAIL = 8
_ROUNDS = 6
_WORD = re.compile(r"\w+")


class Kind(models.TextChoices):
    """Why something was mended."""

    MESSENGER = "messenger"
    LETTERS = "letters"
    SIGNS = "signs"


class Mended(NamedTuple):
    """One thing that was mended: in which field, why, from what to what."""

    field: str
    kind: Kind
    before: str
    after: str


@dataclass
class Left:
    """What a writer took back of the mending of a story: words, and whole kinds of mending."""

    words: set[str] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, article: Article) -> "Left":
        """Read what a story remembers."""
        stored = article.left_as_typed or {}
        words = {word for each in stored.get("words", ()) for word in _spoilt(each)}
        return cls(words, set(stored.get("kinds", ())))

    def holds(self, chunk: str) -> bool:
        """Tell whether a word that was taken back stands in a chunk, whatever signs are at it."""
        return bool(self.words) and not self.words.isdisjoint(_words(chunk))

    def add(self, mended: list[Mended]) -> dict:
        """Return, for a story to remember, all this and what is taken back now.

        A letter is left in its word alone: a slip elsewhere is still mended. Signs and the
        debris of messengers hang together, so the whole kind is left. A tag is one tag in
        whatever letters it is typed: its mending is not taken back.
        """
        mended = [each for each in mended if each.field != "tags"]
        letters = (each.before for each in mended if each.kind == Kind.LETTERS)
        words = self.words.union(*map(_spoilt, letters))
        kinds = self.kinds | {each.kind.value for each in mended if each.kind != Kind.LETTERS}
        return {"words": sorted(words), "kinds": sorted(kinds)}


def _words(text: str) -> list[str]:
    """Return the words of a text as they are compared: without signs and what nobody sees."""
    plain = " ".join(map(messengers.plain_word, unicodedata.normalize("NFC", text).split()))
    return _WORD.findall(plain)


def _spoilt(text: str) -> set[str]:
    """Return the words in a piece of text that a mending of letters would change."""
    words = _words(text)
    return {word for word in words if homoglyphs.repair(word) != word} or set(words)


def mend(name: str, text: str, *, language: str, left: Left) -> tuple[str, list[Mended]]:
    """Mend the text of one field; return it with what was mended."""
    if name == "body":
        lines = Lines(text)
        found = _mend(lines.blocks, name, language, left)
        return (lines.html(), found) if found else (text, found)
    block = Block([text], is_prose=True)
    found = _mend([block], name, language, left)
    mended_text = block.runs[0].strip() if found else text
    limit = Article._meta.get_field(name).max_length
    if not mended_text or (limit and len(mended_text) > max(limit, len(text))):
        # A set text may be longer by a space: what does not fit stays as it was typed.
        return text, []
    return mended_text, found


def mend_tag(name: str, *, language: str) -> str:
    """Mend the name of a tag: letters alone, so that a tag is not made in two scripts."""
    galley = Galley(name)
    galley.mend_words(messengers.plain_word)
    if language == Language.KAZAKH:
        galley.mend_words(homoglyphs.repair)
    return galley.text


def mended_tags(names: str, *, language: str) -> list[Mended]:
    """Return what is mended in tags, given as they were typed: with commas between them."""
    typed = filter(None, (one_line(name) for name in names.split(",")))
    found = []
    for name in typed:
        now = mend_tag(name, language=language)
        # In Russian and English nothing but what a messenger drew is mended.
        is_drawn = now == mend_tag(name, language=Language.ENGLISH)
        if now != name:
            found.append(Mended("tags", Kind.MESSENGER if is_drawn else Kind.LETTERS, name, now))
    return found


def _mend(blocks: list[Block], name: str, language: str, left: Left) -> list[Mended]:
    """Mend blocks in place; again while one kind of mending lets another see something new."""
    found = []
    for _round in range(_ROUNDS):
        if not (now := _mend_once(blocks, name, language, left)):
            break
        found += now
    return found


def _mend_once(blocks: list[Block], name: str, language: str, left: Left) -> list[Mended]:
    is_kazakh = language == Language.KAZAKH
    found = []
    if Kind.MESSENGER not in left.kinds:
        rule = _plain
        if is_kazakh:
            lines = (line for block in blocks for line in "".join(block.runs).split("\n"))
            keeps_ticks = any(map(messengers.says_no, lines))
            rule = partial(_without_bullets, keeps_ticks=keeps_ticks)
        found += _each(blocks, name, Kind.MESSENGER, rule)
        if is_kazakh:
            found += _cut_tail(blocks, name)
    if is_kazakh:

        def repair(chunk):
            return chunk if left.holds(chunk) else homoglyphs.repair(chunk)

        found += _each(blocks, name, Kind.LETTERS, lambda galley: galley.mend_words(repair))
        if Kind.SIGNS not in left.kinds:
            found += _each(blocks, name, Kind.SIGNS, typography.set_type)
    return found


def _each(blocks, name, kind, rule) -> list[Mended]:
    found = []
    for block in blocks:
        block.runs[:], changes = mended(block.runs, rule)
        found += (Mended(name, kind, *change) for change in changes)
    return found


def _plain(galley: Galley) -> None:
    galley.mend_words(messengers.plain_word)


def _without_bullets(galley: Galley, *, keeps_ticks: bool) -> None:
    _plain(galley)
    edits, start = [], 0
    for line in galley.text.split("\n"):
        text = line.lstrip()
        if length := messengers.bullet(text, keeps_ticks=keeps_ticks):
            begin = start + len(line) - len(text)
            edits.append(Edit(begin, begin + length, ""))
        start += len(line) + 1
    galley.mend(edits)


def _cut_tail(blocks: list[Block], name: str) -> list[Mended]:
    """Take from the end of a text the lines that only lead to a channel; never all of it."""
    found, cuts = [], []
    for block in reversed(blocks):
        lines = "".join(block.runs).split("\n")
        if not any(line.strip() for line in lines):
            continue
        if not block.is_prose:
            break
        leads_to_channels = all(map(messengers.is_channel, block.links))
        kept = len(lines)
        while kept and (
            not lines[kept - 1].strip()
            or (leads_to_channels and messengers.is_tail(lines[kept - 1]))
        ):
            kept -= 1
        gone = [line.strip() for line in lines[kept:] if line.strip()]
        if kept:
            if lines[kept - 1].rstrip().endswith(":"):
                return []  # «Өтінімді мына ботқа жіберіңіз:» leads to what follows.
            end = messengers.hashtags(lines[kept - 1])
            gone[:0] = filter(None, [lines[kept - 1][end:].strip()])
            lines[kept - 1] = lines[kept - 1][:end]
        if gone:
            cuts.append((block, len("\n".join(lines[:kept]))))
            found[:0] = [Mended(name, Kind.MESSENGER, line, "") for line in gone]
        if kept:
            break
    else:
        return []  # Nothing but such lines: then they are what the writer has to say.
    if len(found) > _LONGEST_TAIL:
        return []
    for block, length in cuts:
        block.runs[:] = _cut(block.runs, length)
    return found


def _cut(runs: list[str], length: int) -> list[str]:
    """Return as many runs with the first `length` characters of them all."""
    cut = []
    for run in runs:
        cut.append(run[: max(0, length)])
        length -= len(run)
    return cut


def is_seen(mended: Mended) -> bool:
    """Tell whether a change can be seen on paper: a letter put together from two cannot."""
    return unicodedata.normalize("NFC", mended.before) != mended.after
