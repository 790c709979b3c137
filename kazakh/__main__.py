"""`python -m kazakh VERB`: one item a line in, one result a line out, UTF-8 in any locale.

A line that cannot be done gives an empty line, its reason on standard error, and exit code 1
at the end. A new verb is one row of VERBS.
"""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import BinaryIO, NamedTuple
from zoneinfo import ZoneInfo

from kazakh.alphabet import fold, sort_key
from kazakh.dates import date_line
from kazakh.homoglyphs import repair
from kazakh.latin import Scheme
from kazakh.scripts import arabic, latin
from kazakh.slugs import slug
from kazakh.spelling import KNOWN, Words, hints
from kazakh.terms import terms

Result = str | ValueError
Run = Callable[[Iterable[str], Namespace], Iterable[Result]]


class Verb(NamedTuple):
    help: str
    run: Run
    add_options: Callable[[ArgumentParser], None] = lambda parser: None


def each(function: Callable[..., str]) -> Run:
    """Make a verb of a function of one line; it says ValueError for a line it cannot do."""
    return each_with_options(lambda line, options: function(line))


def each_with_options(function: Callable[[str, Namespace], str]) -> Run:
    """Make a verb of a function of one line and the verb's options."""

    def run(lines: Iterable[str], options: Namespace) -> Iterator[Result]:
        for line in lines:
            try:
                yield function(line, options)
            except ValueError as reason:
                yield reason

    return run


def in_order(lines: Iterable[str], options: Namespace) -> list[str]:
    return sorted(lines, key=sort_key)


def dated(line: str, options: Namespace) -> str:
    moment, now = aware(line.strip()), options.now or datetime.now(UTC)
    try:
        return date_line(moment.astimezone(options.zone), now=now.astimezone(options.zone))
    except OverflowError:
        raise ValueError(f"outside the years 1 to 9999 in that zone: {line}") from None


def moment(text: str) -> datetime:
    try:
        return aware(text)
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error


def aware(text: str) -> datetime:
    """Read an ISO 8601 moment; ValueError without an offset, since the zone would be a guess."""
    moment = datetime.fromisoformat(text)
    if moment.utcoffset() is None:
        raise ValueError(f"a moment without a time zone: {text}")
    return moment


def zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ArgumentTypeError(f"no such time zone: {name}") from None


def in_latin(line: str, options: Namespace) -> str:
    return latin(line, options.scheme)


def latin_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--scheme", choices=list(Scheme), default=Scheme.OF_2018, help="default: %(default)s"
    )


def date_options(parser: ArgumentParser) -> None:
    parser.add_argument("--now", type=moment, help="ISO moment with an offset; the clock if absent")
    parser.add_argument("--zone", type=zone, default="Asia/Almaty", help="default: %(default)s")


def lexicon(path: str) -> Words:
    """Read a file of words, one a line, each with a tab and the number of stories that have it."""
    counts: dict[str, int] = {}
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                written, _tab, count = line.strip().partition("\t")
                if count and not (count.isascii() and count.isdecimal()):
                    raise ArgumentTypeError(f"{path}, line {number}: no number of stories: {count}")
                word = fold(written)
                counts[word] = counts.get(word, 0) + int(count or KNOWN)
    except (OSError, UnicodeDecodeError) as reason:
        raise ArgumentTypeError(f"no list of words: {path} ({reason})") from None
    return Words(counts)


def spelled(line: str, options: Namespace) -> str:
    return "\t".join(
        f"{hint.start}-{hint.end} {hint.word} → {' | '.join(hint.suggestions)}"
        for hint in hints(line, options.lexicon)
    )


def spell_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--lexicon",
        type=lexicon,
        metavar="FILE",
        help="known words, each with a tab and its number of stories; without it only what stands"
        " twice and spaces before commas are seen",
    )


VERBS = {
    "slug": Verb("the ASCII part of an address", each(slug)),
    "fold": Verb("the key under which two spellings are one word", each(fold)),
    "latin": Verb("the text in Latin letters", each_with_options(in_latin), latin_options),
    "arabic": Verb("the text in Arabic letters (töte jazu)", each(arabic)),
    "terms": Verb("what a search keeps of the words, in their order", each(terms)),
    "repair": Verb("look-alike letters put right", each(repair)),
    "spell": Verb(
        "hints of spelling, with tabs between", each_with_options(spelled), spell_options
    ),
    "date": Verb("the date line of an ISO moment", each_with_options(dated), date_options),
    "sort": Verb("the lines in Kazakh order", in_order),
}


def main(arguments: list[str], source: BinaryIO, results: BinaryIO, reasons: BinaryIO) -> int:
    """Do one verb from `source` to `results` and give the exit code."""
    options = _parser().parse_args(arguments)
    lines = (line.rstrip(b"\r\n").decode("utf-8", "surrogateescape") for line in source)
    exit_code = 0
    for number, result in enumerate(VERBS[options.verb].run(lines, options), start=1):
        if isinstance(result, ValueError):
            exit_code = 1
            reasons.write(f"line {number}: {result}\n".encode("utf-8", "backslashreplace"))
            result = ""
        results.write(result.encode("utf-8", "surrogateescape") + b"\n")
    results.flush()
    return exit_code


def _parser() -> ArgumentParser:
    parser = ArgumentParser(prog="python -m kazakh", description="Kazakh, one item a line.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, verb in VERBS.items():
        verb.add_options(verbs.add_parser(name, help=verb.help, description=verb.help))
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer, sys.stderr.buffer))
    except BrokenPipeError:  # Whoever read the results has seen enough (`| head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
