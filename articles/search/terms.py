"""The terms of a text: what the index keeps of it, written for either database.

Words in order, each by its first term, give phrases; every other term of a word stands beside
them without a place. A term of the headline stands once more with `^` before it, and what the
answers may be narrowed to (a section, a region, whose story) is a term with `@` before it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from articles import markup
from articles.models import Article, Contribution, Edition

from . import tongues

#: Raise it when the terms of a text or its gist change: `manage.py index_search` then makes both
#: again.
MADE_BY = 3
HEADLINE, NARROW = "^", "@"
#: Stands where no word is: between two parts of a text, and for what has no place any more.
GAP = "_"
#: What a tsvector can hold: words with a place, places of one word, bytes of all (1 MB).
WORDS, PLACES, BYTES = 10_000, 255, 800_000


@dataclass(frozen=True)
class Terms:
    """The terms of one text: those with a place, in order, and the others."""

    placed: tuple[str, ...]
    others: tuple[str, ...]
    #: How many of those with a place are the story's own words: its headline, lead and body.
    own: int = 0

    def for_sqlite(self) -> str:
        """Write them as FTS5 reads them: words between spaces."""
        return " ".join((*self.placed, *self.others))

    def for_postgresql(self) -> str:
        """Write them as a tsvector; no term of ours holds a quote or a backslash."""
        places: dict[str, list[str]] = {}
        for place, term in enumerate(self.placed, start=1):
            if term != GAP:
                places.setdefault(term, []).append(str(place))
        written = [f"'{term}':{','.join(where)}" for term, where in places.items()]
        written += [f"'{term}'" for term in self.others if term not in places]
        return " ".join(written)


class _Maker:
    """Takes the parts of a text one by one; stops quietly where a database would refuse more."""

    def __init__(self, language: str):
        self.language = language
        self.placed: list[str] = []
        self.others: dict[str, None] = {}
        self.times: dict[str, int] = {}
        self.bytes = 0

    def add(self, text: str, *, is_headline: bool = False):
        for word in tongues.words(text):
            if len(self.placed) >= WORDS or self.bytes >= BYTES:
                return
            terms = tongues.keys(self.language, word)
            self._place(terms[0] if terms else GAP)
            for term in terms[1:]:
                self.mark(term)
            if is_headline:
                for term in terms:
                    self.mark(HEADLINE + term)
        self._place(GAP)

    def _place(self, term: str):
        times = self.times.get(term, 0)
        if times == 0:
            self.bytes += len(term.encode()) + 8
        self.times[term] = times + 1
        self.bytes += 2
        self.placed.append(term if times < PLACES else GAP)

    def mark(self, term: str):
        if term not in self.others:
            self.bytes += len(term.encode()) + 8
            self.others[term] = None

    def made(self) -> Terms:
        return Terms(tuple(self.placed), tuple(sorted(self.others)))


def month(moment: datetime) -> str:
    """Return the term of the month (UTC) in which a story appeared."""
    moment = moment.astimezone(UTC)
    return f"{NARROW}m{moment.year:04}{moment.month:02}"


def _made(story, body: str, parts: Iterable[str], narrow: Iterable[str]) -> Terms:
    maker = _Maker(story.language)
    for term in narrow:
        maker.mark(term)
    maker.add(story.headline, is_headline=True)
    maker.add(story.lead)
    maker.add(body)
    own = len(maker.placed)
    for part in parts:
        maker.add(part)
    return replace(maker.made(), own=own)


def of_edition(
    edition: Edition, *, plain: str, tags: Iterable[str], people: Iterable[str], places: Iterable
) -> Terms:
    """Return the terms of an edition: `plain` is its body, `places` the ids of its regions."""
    sections = {edition.category_id, edition.section_id} - {None}
    narrow = [f"c{pk}" for pk in sorted(sections)] + [f"r{pk}" for pk in sorted(places)]
    parts = [edition.photo_caption, edition.dateline, edition.source_name]
    narrow = [*(NARROW + term for term in narrow), month(edition.published_at)]
    return _made(edition, plain, [*parts, *tags, *people], narrow)


def of_article(article: Article) -> Terms:
    """Return the terms of the desk's copy as it was saved."""
    parts = [
        article.photo_caption, article.dateline, article.source_name, article.ed_note,
        *article.tags.values_list("name", flat=True),
        *Contribution.objects.filter(article=article).values_list("author__name", flat=True),
    ]  # fmt: skip
    people = {article.owner_id, article.assignee_id} - {None}
    narrow = [f"{NARROW}u{pk}" for pk in sorted(people)]
    return _made(article, markup.plain(article.body), parts, narrow)
