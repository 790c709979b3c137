"""Tags found by what is typed and by what a story says, whatever the keyboard."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.models import Tag, TagUse
from articles.tags import counting, filing, suggesting
from tests.published import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def tags(db):
    """Return a maker of tags that are kept to be found: `tags("су", "мектеп")`."""

    def make(*names):
        made = Tag.called(names)
        filing.file_missing()
        return made

    return make


def offered(typed, **how):
    return [each.name for each in suggesting.beginning(typed, **how)]


@pytest.mark.parametrize(
    "typed",
    [
        "Қазақ",
        "қазақст",
        "казак",
        "Qazaqs",
        "QAZAQ",
        "rfpfr",
        "Қaзaқ",
        "«Қазақ",
        "#қазақ",
        "қазақстан",
    ],
)
def test_a_tag_is_found_whatever_the_keyboard(tags, typed):
    tags("Қазақстан", "Мектеп", "Су")
    assert offered(typed) == ["Қазақстан"]


def test_a_name_drawn_in_latin_letters_is_found(tags):
    tags("НАТО")
    assert offered("HAT") == ["НАТО"]


@pytest.mark.parametrize("typed", ["", " ", "…", "«", "\ud800", "\x00", "%", "_", "' OR 1=1"])
def test_what_is_no_word_finds_nothing(tags, typed):
    tags("Қазақстан")
    assert offered(typed) == []


def test_names_that_begin_so_come_before_those_with_such_a_word(tags, publish):
    tags("Ауыл мектебі", "Мектеп", "Мектеп киімі")
    for number in range(3):
        publish(f"Хабар {number}", tags=["Ауыл мектебі"])
    counting.count()
    assert offered("мект") == ["Мектеп", "Мектеп киімі", "Ауыл мектебі"]


def test_the_most_used_of_the_last_year_come_first(tags, publish):
    tags("Су тасқыны", "Су", "Су спорты")
    for number in range(9):
        publish(f"Ескі {number}", hours=-24 * 365 * 8, tags=["Су спорты"])
    for number in range(3):
        publish(f"Жаңа {number}", tags=["Су тасқыны"])
    counting.count()
    assert offered("су") == ["Су", "Су тасқыны", "Су спорты"]  # What was typed whole stands first.
    assert [each.stories for each in suggesting.beginning("су")] == [0, 3, 9]


def test_a_retired_tag_is_not_offered_and_a_merged_one_leads_to_its_target(tags):
    old, whole, gone = tags("Университет", "Жоғары оқу орны", "Унитаз")
    Tag.objects.filter(pk=old.pk).update(merged_into=whole)
    Tag.objects.filter(pk=gone.pk).update(is_retired=True)
    filing.file(Tag.objects.all())
    [found] = suggesting.beginning("уни")
    assert (found.name, found.by) == ("Жоғары оқу орны", "Университет")


def test_what_the_field_has_is_not_offered_again(tags):
    tags(*(f"Су {number}" for number in range(30)))
    have = [f"су {number}" for number in range(20)]
    assert len(offered("су", but=have)) == 8
    assert not {name.lower() for name in offered("су", but=have)} & set(have)


def test_the_text_names_its_tags_in_any_form(tags):
    tags("Мектеп", "Ауыл шаруашылығы", "Шаруашылық", "Астана", "Қар")
    found = suggesting.in_text(
        ["Ауылда мектептер ашылды", "Ауыл шаруашылығына көмек беріледі", "<p>Қарлы Астанада</p>"],
        language="kk",
    )
    assert [each.name for each in found] == ["Мектеп", "Ауыл шаруашылығы", "Астана", "Шаруашылық"]


def test_the_words_of_another_language_have_its_stems(tags):
    tags("Школа", "Мектеп")
    found = suggesting.in_text(["В школах прошли уроки"], language="ru")
    assert [each.name for each in found] == ["Школа"]
    assert suggesting.in_text(["В школах"], language="жоқ") == []


def test_a_text_has_not_what_the_field_has(tags):
    tags("Мектеп", "Астана")
    found = suggesting.in_text(["Астанада мектеп ашылды"], language="kk", but=["МЕКТЕП"])
    assert [each.name for each in found] == ["Астана"]


def test_new_names_are_told_from_those_in_other_letters(tags):
    tags("НАТО", "Мектеп")
    assert suggesting.new_among(["HATO", "мектеп", "Жаңасы", "…"]) == ["Жаңасы"]


def test_suggestions_cost_the_same_however_many_tags_there_are(tags, django_assert_max_num_queries):
    tags(*(f"Қала {number} көшесі" for number in range(600)))
    with django_assert_max_num_queries(3):
        assert len(offered("қа")) == 8
    with django_assert_max_num_queries(8):
        suggesting.in_text(["қала " * 5_000], language="kk")


@given(st.text(max_size=80))
@settings(deadline=None)
def test_anything_may_be_typed(text):
    suggesting.beginning(text, but=[text])
    suggesting.in_text([text], language="kk")
    suggesting.new_among([text])


# --- Counting -----------------------------------------------------------------------------


def use(name) -> TagUse:
    return TagUse.objects.get(tag__name=name)


def test_each_story_counts_once_whatever_its_editions(tags, publish):
    tags("Су", "Көл")
    first = publish("Су келді", tags=["Су"], until=-0.5, ended_as="superseded")
    counting.count()
    publish("Су тағы келді", article=first.article, tags=["Су", "Көл"], hours=-0.5)
    publish("Су көп", tags=["Су"], hours=-0.2)
    assert counting.count() == 3
    assert counting.count() == 0
    assert (use("Су").stories, use("Көл").stories) == (2, 1)


def test_counting_again_gives_what_was_counted_one_by_one(tags, publish):
    tags("Су", "Көл")
    for hours in (-900_00, -5_000, -1):
        publish(f"Хабар {hours}", hours=hours, tags=["Су", "Көл"][: 1 + (hours > -6_000)])
    counting.count()
    before = {
        each.tag_id: (each.stories, each.last_used_at, each.worth) for each in TagUse.objects.all()
    }
    TagUse.objects.update(stories=7, worth=1)
    counting.count_all_again()
    for each in TagUse.objects.all():
        stories, last, worth = before[each.tag_id]
        assert (each.stories, each.last_used_at) == (stories, last)
        assert each.worth == pytest.approx(worth)


def test_half_a_year_halves_what_a_story_counts():
    young = counting.worth(NOW)
    old = counting.worth(NOW - counting.HALF_LIFE)
    assert young - old == pytest.approx(1)
    assert counting.together(old, old) == pytest.approx(young)
    assert counting.together(0, young) == young
    assert counting.worth(NOW - timedelta(days=365 * 900)) == 0


def test_an_approval_keeps_its_new_tags_and_counts_them(
    write, journalist, editor, django_capture_on_commit_callbacks
):

    story = write(journalist, tags=Tag.called(["Жаңа тег"]))
    with django_capture_on_commit_callbacks(execute=True):
        workflow.approve(story, by=editor)
    assert use("Жаңа тег").stories == 1
    assert offered("жаңа") == ["Жаңа тег"]


def test_a_tag_that_was_saved_late_is_kept_too(tags):
    [_first, late, _last] = tags("Су", "Көл", "Өзен")
    TagUse.objects.filter(tag=late).delete()
    assert filing.file_missing() == 1
    assert offered("көл") == ["Көл"]
