"""Comments on a story: by whom, about what, who is named, and what the law takes out of them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import comments, workflow
from articles.models import Comment, Mention, Notice, NoticeKind
from articles.refusals import NotAllowed, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def named(person):
    """Return a maker of people with names: `named("Айгүл", "Серікова", "editor")`."""

    def make(first, last, role="journalist"):
        user = person(role)
        user.first_name, user.last_name = first, last
        user.save()
        return user

    return make


def test_a_comment_is_kept_and_the_owner_is_told(write, journalist, editor):
    article = write(journalist)
    comment = comments.add(article, by=editor, words=" Санды\n тексер ", passage="алты  жүз")
    assert (comment.words, comment.passage) == ("Санды\nтексер", "алты жүз")
    notice = Notice.objects.get()
    assert (notice.to, notice.kind, notice.by) == (journalist, NoticeKind.COMMENTED, editor)


def test_nobody_is_told_of_their_own_comment(write, journalist):
    comments.add(write(journalist), by=journalist, words="Ертең жалғастырамын")
    assert not Notice.objects.exists()


def test_a_stranger_to_the_story_says_nothing_of_it(write, journalist, person):
    with pytest.raises(NotAllowed):
        comments.add(write(journalist), by=person(), words="Қызық екен")
    assert not Comment.objects.exists()


@pytest.mark.parametrize(
    "words",
    ["@Айгүл Серікова, қараңыз", "Қараңыз, @айгүл  серікова.", "@Айгүл Серіковаға жібердім",
     "(@Айгүл Серікова)", "@AYGUL"],
)  # fmt: skip
def test_a_colleague_is_named_however_the_name_is_written(write, journalist, named, words):
    aigul = named("Айгүл", "Серікова", "editor")
    aigul.username = "aygul"
    aigul.save()
    comments.add(write(journalist), by=journalist, words=words)
    assert Mention.objects.get().person == aigul
    assert Notice.objects.get().kind == NoticeKind.MENTIONED


def test_who_is_named_in_their_own_story_is_told_once(write, named, editor):
    owner = named("Асан", "Сапаров")
    comments.add(write(owner), by=editor, words="@Асан Сапаров, санды тексер")
    assert [each.kind for each in Notice.objects.all()] == [NoticeKind.MENTIONED]


def test_the_longest_name_is_the_one_that_is_meant(write, journalist, named):
    named("Асан", "", "editor")
    long = named("Асан", "Сапаров", "editor")
    comments.add(write(journalist), by=journalist, words="@Асан Сапаровтың сөзі")
    assert Mention.objects.get().person == long


def test_who_does_not_see_the_story_cannot_be_named(write, journalist, editor, named):
    named("Болат", "Оспан")
    with pytest.raises(Refused) as refused:
        comments.add(write(journalist), by=editor, words="@Болат Оспан, қара")
    assert "Болат Оспан" in str(refused.value)
    assert not Comment.objects.exists() and not Notice.objects.exists()


@pytest.mark.parametrize("words", ["@aqorda арнасында", "пошта: a@redaktor", "@ жоқ", "@@"])
def test_what_is_nobodys_name_is_a_word_like_any_other(write, journalist, editor, words):
    comments.add(write(journalist), by=journalist, words=words)
    assert not Mention.objects.exists()


def test_the_same_form_twice_is_one_comment(write, journalist, editor):
    article = write(journalist)
    first = comments.add(article, by=editor, words="Тексер", token="a" * 32)
    assert comments.add(article, by=editor, words="Тексер", token="a" * 32) == first
    assert Notice.objects.count() == 1
    assert comments.add(article, by=editor, words="Тексер", token="b" * 32) != first
    assert comments.add(article, by=editor, words="Тексерме", token="a" * 32) != first


@pytest.mark.parametrize("words", ["", " \n\t", "\u200b\u2060", "\0", "а" * 2001])
def test_nothing_and_too_much_are_refused(write, journalist, words):
    with pytest.raises(Refused):
        comments.add(write(journalist), by=journalist, words=words)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(words=st.text(max_size=300), passage=st.text(max_size=900), token=st.text(max_size=40))
def test_whatever_is_typed_is_kept_or_refused(write, journalist, words, passage, token):
    article = write(journalist)
    try:
        comment = comments.add(
            article, by=journalist, words=f"{words}@{words}", passage=passage, token=token
        )
    except Refused as refused:
        assert str(refused)
    else:
        comment.refresh_from_db()
        assert not {"\0", "\u200b", "\ud800"} & set(comment.words + comment.passage)


def test_words_are_never_changed_but_settled_and_opened_again(write, journalist, editor):
    comment = comments.add(write(journalist), by=editor, words="Тексер")
    comments.settle(comment, by=journalist)
    comments.settle(comment, by=editor)
    comment.refresh_from_db()
    assert comment.settled_by == journalist
    comments.reopen(comment, by=editor)
    comment.refresh_from_db()
    assert comment.settled_at is None and comment.settled_by is None
    comment.words = "Басқа"
    with pytest.raises(TypeError):
        comment.save()
    with pytest.raises(TypeError):
        comment.delete()


def test_a_stranger_settles_nothing(write, journalist, editor, person):
    comment = comments.add(write(journalist), by=editor, words="Тексер")
    with pytest.raises(NotAllowed):
        comments.settle(comment, by=person())


def test_a_removal_by_law_reaches_what_was_said(write, journalist, chief):
    article = write(journalist)
    comments.add(article, by=journalist, words="Құпиябек туралы", passage="Құпиябек")
    workflow.redact(article, by=chief, note="Сот шешімі", fields=["headline"])
    comment = Comment.objects.get()
    assert (comment.words, comment.passage) == ("Құпиябек туралы", "")
    workflow.redact(article, by=chief, note="Сот шешімі", fields=["body"])
    comment.refresh_from_db()
    assert comment.words == ""


def test_colleagues_are_those_who_see_the_story(write, journalist, editor, chief, person):
    stranger, photographer = person(), person("photo_editor")
    seeing = comments.colleagues(write(journalist))
    assert {each.pk for each in seeing} == {journalist.pk, editor.pk, chief.pk}
    assert stranger not in seeing and photographer not in seeing
