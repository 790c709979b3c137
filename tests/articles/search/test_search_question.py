"""Questions: whatever is typed becomes one, and neither database sees anything but our terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.search.question import LONGEST, NEEDS, REFUSALS, Any, Begun, Phrase, begun, read


def asked(text, language="kk"):
    return read(text, language=language).strict


def test_each_word_is_needed():
    assert len(asked("су қоймасы").needs) == 2
    assert all(isinstance(need, Any) for need in asked("су қоймасы").needs)


@pytest.mark.parametrize("text", ["«су қоймасы»", '"су қоймасы"', "“су қоймасы”", "„су қоймасы“"])
def test_any_quotation_marks_make_a_phrase(text):
    *words, phrase = asked(text).needs
    assert len(words) == 2
    assert isinstance(phrase, Phrase)
    assert len(phrase.terms) == 2


@pytest.mark.parametrize("text", ['"су қоймасы', 'су" қоймасы', "су «қоймасы", '"" су қоймасы "'])
def test_an_open_quotation_mark_is_nothing(text):
    assert len(asked(text).needs) == 2
    assert not any(isinstance(need, Phrase) for need in asked(text).needs)


def test_a_phrase_of_one_word_is_a_word():
    assert asked("«су»") == asked("су")


@pytest.mark.parametrize("text", ["су -тасқын", "су −тасқын", "-тасқын су"])
def test_a_minus_before_a_word_refuses_it(text):
    assert len(asked(text).needs) == 1
    assert asked(text).refuses == asked("x -тасқын").refuses
    assert len(asked(text).refuses) == 1


def test_a_hyphen_inside_a_word_and_a_lone_dash_refuse_nothing():
    assert asked("іс-шара – 2026").refuses == ()
    assert len(asked("іс-шара – 2026").needs) == 3


def test_a_phrase_can_be_refused():
    (refused,) = asked("су -«су қоймасы»").refuses
    assert isinstance(refused, Phrase)


@pytest.mark.parametrize("text", ["", " ", "-", "«»", "!!! ...", "🙂", "\x00", "\ud800", "- - -"])
def test_what_holds_no_word_asks_nothing(text):
    assert not asked(text)
    assert read(text, language="kk").loose is None or not read(text, language="kk").loose


def test_only_refusals_ask_nothing():
    assert not asked("-су")


def test_no_more_is_read_than_anybody_means():
    many = " ".join(f"сөз{n}" for n in range(60)) + " " + " ".join(f"-жоқ{n}" for n in range(60))
    assert len(asked(many).needs) <= NEEDS
    assert len(asked("су " + many).refuses) <= REFUSALS
    assert asked("а" * 10_000) == asked("а" * LONGEST)


def test_russian_and_english_are_asked_in_their_own_terms():
    assert asked("школы", "ru") == asked("школах", "ru")
    assert asked("ёлка", "ru") == asked("елка", "ru")
    assert asked("elections", "en") == asked("election", "en")
    assert asked("школы", "ru") != asked("школы", "kk")


def test_the_last_word_of_a_question_may_be_a_beginning():
    question = begun(asked("су қойма"), "су қойма", language="kk")
    assert isinstance(question.needs[-1], Begun)
    assert isinstance(question.needs[0], Any)
    for whole in ("су қойма ", "су қо", ""):
        question = begun(asked(whole), whole, language="kk")
        assert not any(isinstance(need, Begun) for need in question.needs)


@given(st.text(max_size=400), st.sampled_from(["kk", "ru", "en"]))
def test_any_text_is_read_and_written_for_both_databases(text, language):
    strict, loose = (getattr(read(text, language=language), kind) for kind in ("strict", "loose"))
    for question in (strict, loose, begun(strict, text, language=language)):
        if not question:
            continue
        for each in (question, question.in_headlines(), question.elsewhere().narrowed("@c1")):
            for written in (each.for_sqlite(), each.for_postgresql()):
                assert "\0" not in written
                assert written.encode()
                assert written.count("(") == written.count(")")
            assert each.for_sqlite().count('"') % 2 == 0
            assert each.for_postgresql().count("'") % 2 == 0
            assert "''" not in each.for_postgresql()


@pytest.mark.parametrize("text", ["ъ", "ь", "ъ ь", "хцъ", '"ъ ь"', "-ъ су", "'", "ё'"])
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_word_of_signs_alone_asks_for_no_term_of_nothing(text, language):
    asked = read(text, language=language)
    for question in filter(None, (asked.strict, asked.loose)):
        assert "''" not in question.for_postgresql()
        assert '""' not in question.for_sqlite()
