"""Related news by words: what two stories say, however rare, and never what readers may not see."""

import pytest
from django.core.management import call_command

from articles import pages, redaction, search
from articles.models import Article, Edition, EditionTerms
from articles.related import related
from articles.search import gist

pytestmark = pytest.mark.django_db

DAM = "Бөген қирап, ауылды су басты, тұрғындар көшірілді"


def text(words: str) -> dict:
    return {"body": f"<p>{words}</p>"}


@pytest.fixture
def crowd(publish):
    """Publish sixty stories of other things, so that the newest are not all there is."""
    made = []
    for number in range(60):
        word = "".join("абвгдежзик"[int(digit)] * 2 for digit in f"{number:02}")
        made.append(publish(f"Хабар {word}", hours=-2 - number / 10, **text(f"Мәтін {word}")))
    return made


def ids(found):
    return [one.edition.pk for one in found]


def test_the_same_words_bring_a_story_that_nothing_else_brings(now, publish, crowd):
    story = publish("Қалдайбұлақ бөгені қирады", **text(DAM))
    other = publish("Қалдайбұлақта құтқарушылар жұмыс істеп жатыр", hours=-24 * 5, **text(DAM))
    first = related(story, at=now.moment)[0]
    assert first.edition.pk == other.pk
    assert "word:қалдайбұлақ" in first.reasons


def test_a_form_of_a_word_is_the_word(now, publish):
    story = publish("Мұғалімдер жиналды", **text("Мұғалімдердің жалақысы туралы айтылды"))
    far = publish("Көпір салынды", hours=-2, **text("Өзеннің үстінен жаңа көпір өтті"))
    near = publish("Жаңа шешім", hours=-9, **text("Мұғалімге жалақыны өсіреді"))
    publish("Дала жаңбыры", hours=-3, **text("Егінге пайдалы ылғал түсті"))
    assert ids(related(story, at=now.moment))[0] == near.pk
    assert far.pk in ids(related(story, at=now.moment))


def test_words_of_what_readers_do_not_see_bring_nothing(now, publish, crowd):
    story = publish("Қалдайбұлақ бөгені қирады", **text(DAM))
    same = {"hours": -24 * 3, **text(DAM)}
    publish("Қалдайбұлақ: жойылған", until=-1, ended_as="killed", **same)
    publish("Қалдайбұлақ: ұсталған", until=-1, ended_as="held", **same)
    publish("Қалдайбұлақ: ертеңгі", **(same | {"hours": 2}))
    publish("Қалдайбұлақ: жарнама", commercial="advertising", **same)
    publish("Қалдайбұлақ по-русски", language="ru", **same)
    publish("Қалдайбұлақ: аударма", translation_of=story.article, **same)
    seen = publish("Қалдайбұлақ: жарайтын", **same)
    found = related(story, at=now.moment)
    assert found[0].edition.pk == seen.pk
    assert [one.edition.pk for one in found if "Қалдайбұлақ" in one.edition.headline] == [seen.pk]


def test_a_later_edition_stands_for_its_story(now, publish, crowd):
    story = publish("Қалдайбұлақ бөгені қирады", **text(DAM))
    first = publish("Қалдайбұлақ көшірілді", hours=-60, until=-50, ended_as="superseded",
                    **text(DAM))  # fmt: skip
    second = publish("Қалдайбұлақ түгел көшірілді", hours=-50, published=-60,
                     article=first.article)  # fmt: skip
    assert ids(related(story, at=now.moment))[0] == second.pk


def test_an_older_story_stands_among_newer_ones_only_for_its_words(now, publish, crowd):
    story = publish("Қалдайбұлақ бөгені қирады", tags=["су"], **text(DAM))
    older = publish("Қалдайбұлақ бөгенін жөндеу", hours=-24 * 9, tags=["су"], **text(DAM))
    publish("Ескі құдық", hours=-24 * 9, tags=["су"], **text("Бөтен әңгіме"))
    found = related(story, at=now.moment)
    week = [one for one in found if (now.moment - one.edition.published_at).days < 7]
    assert [one.edition.pk for one in found if one not in week] == [older.pk]
    assert len(found) == 9


def test_a_story_whose_words_are_not_made_has_its_news_by_ties(now, publish):
    story = publish("Оқылатын", tags=["су"], **text(DAM))
    tied = publish("Құдық қазылды", hours=-30, tags=["су"])
    publish("Басқа әңгіме", hours=-3)
    Edition.objects.update(gist=None)
    story.refresh_from_db()
    assert ids(related(story, at=now.moment))[0] == tied.pk


def test_index_search_makes_what_is_missing(publish):
    story = publish("Қалдайбұлақ бөгені қирады", tags=["су"], **text(DAM))
    made = bytes(Edition.objects.get(pk=story.pk).gist)
    Edition.objects.update(gist=None)
    EditionTerms.objects.update(made_by=2)
    call_command("index_search", verbosity=0)
    assert bytes(Edition.objects.get(pk=story.pk).gist) == made


def test_removed_words_leave_the_gist(publish, chief):
    story = publish("Қалдайбұлақ бөгені қирады", tags=["су"], **text("Құпиясөз деген сөз"))
    word = gist.number("құпиясөз")
    said = {each & ~gist.TIMES for each in gist.read(story.gist).words}
    assert said & {gist.number(term) for term in search.of_edition(
        story, plain="Құпиясөз", tags=(), people=(), places=()).placed}  # fmt: skip
    redaction.remove(
        Article.objects.get(pk=story.article_id), fields=["headline", "body", "tags"], photo=None,
        basis="сот шешімі", by=chief,
    )  # fmt: skip
    story.refresh_from_db()
    left = gist.read(story.gist)
    assert not left.tags
    assert word not in {each & ~gist.TIMES for each in left.words}
    assert not said & {each & ~gist.TIMES for each in left.words}


def test_the_preview_shows_what_the_page_will(now, publish, crowd, house):
    other = publish("Қалдайбұлақта құтқарушылар жүр", hours=-24 * 5, **text(DAM))
    page = pages.preview(Article(headline="Қалдайбұлақ бөгені қирады", **text(DAM)), at=now.moment)
    assert other.pk in [each.pk for each in page["related"]]


def test_a_gist_is_short_and_says_the_headline_first():
    words = [f"{a}{b}{c}сөз" for a in "абвгд" for b in "абвгд" for c in "абвгдежз"]
    terms = search.terms.Terms(("тақырып", "_", *words), ("^тақырып",), own=len(words) + 2)
    stored = gist.of(terms, [7, 3])
    read = gist.read(stored)
    assert len(stored) == 4 * (1 + gist.MOST + 2)
    assert read.tags == (3, 7)
    assert read.words[0] & ~gist.TIMES == gist.number("тақырып")
    assert gist.read(None) == gist.Gist()
