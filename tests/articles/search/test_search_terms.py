"""Terms: the same for both databases, and never more of them than these can hold."""

import re

from hypothesis import given
from hypothesis import strategies as st

from articles.models import Edition
from articles.search.terms import BYTES, GAP, PLACES, WORDS, of_edition
from tests.published import NOW


def made(headline="Тақырып", *, plain="", language="kk", **fields):
    parts = {"tags": (), "people": (), "places": (), **fields}
    edition = Edition(
        headline=headline, language=language, category_id=3, section_id=2, published_at=NOW
    )
    return of_edition(edition, plain=plain, **parts)


def places(terms) -> dict[str, set[int]]:
    """Read a tsvector as PostgreSQL does."""
    found = re.findall(r"'([^']+)'(?::([\d,]+))?", terms.for_postgresql())
    return {term: {int(n) for n in where.split(",") if n} for term, where in found}


def test_words_stand_in_their_order():
    terms = made("Су келді", plain="Жол салынды")
    assert terms.placed[2] == terms.placed[-1] == GAP
    assert GAP not in terms.placed[:2]


def test_a_headline_is_marked():
    terms = made("Су", plain="Жол")
    assert f"^{terms.placed[0]}" in terms.others
    assert not any(term == f"^{terms.placed[2]}" for term in terms.others)


def test_what_answers_are_narrowed_to_stands_among_the_terms():
    terms = made(places=[7, 8])
    assert {"@c2", "@c3", "@r7", "@r8", "@m202607"} <= set(terms.others)


def test_tags_and_names_are_found_too():
    names = made("x", tags=["Білім"], people=["Айгүл Сапарқызы"])
    assert len(names.placed) > len(made("x").placed) + 2


def test_both_databases_are_given_the_same():
    terms = made("Су келді, су кетті", plain="Жаңа жол " * 9)
    assert set(terms.for_sqlite().split()) - {GAP} == set(places(terms))
    for place, term in enumerate(terms.for_sqlite().split()[: len(terms.placed)], start=1):
        assert term == GAP or place in places(terms)[term]


def test_a_word_has_no_more_places_than_postgresql_keeps():
    terms = made(plain="су " * 400)
    assert max(map(len, places(terms).values())) == PLACES
    assert terms.placed.count(terms.placed[2]) <= PLACES


def test_a_book_of_strange_words_still_fits():
    letters = "абвгдежзик"
    words = " ".join("".join(letters[int(d)] for d in f"{n:09}") * 6 for n in range(12_000))
    terms = made(plain=words)
    assert len(terms.placed) <= WORDS + 20
    assert len(terms.for_postgresql().encode()) < 1_048_575
    assert BYTES < 1_048_575


@given(st.text(max_size=200), st.text(max_size=300), st.sampled_from(["kk", "ru", "en"]))
def test_any_text_makes_terms_that_both_databases_read_alike(headline, plain, language):
    terms = made(headline, plain=plain, language=language)
    for term in (*terms.placed, *terms.others):
        assert re.fullmatch(r"_|[_~^@:\w]+", term)
        assert not re.search(r"[\s'\"\\\x00\ud800-\udfff]", term)
        # FTS5 folds the case of ASCII alone: ours are folded before.
        assert term == term.lower() or not term.isascii()
