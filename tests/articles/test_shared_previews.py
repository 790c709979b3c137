"""Links to a story for somebody outside: who makes them, what they show, how they end."""

from datetime import timedelta

import pytest

from articles import shared_previews, workflow
from articles.models import Article, Opinion, Redaction, SharedPreview, Version
from articles.refusals import NotAllowed, Overtaken, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(clock, write, journalist):
    return write(journalist, headline="Көпір ашылды", lead="Алғашқы сөз")


def made(article, by, **how):
    return shared_previews.make(article, by=by, **{"lasts": "day", **how})


def found(token, clock):
    return shared_previews.find(token, at=clock.now)


def test_only_the_digest_of_a_link_is_kept(article, editor, clock):
    shared, token = made(article, editor)
    assert len(token) == 43
    assert found(token, clock) == shared
    kept = SharedPreview.objects.values().get()
    assert token not in str(kept)
    assert (kept["made_by_id"], kept["version"], kept["opened"]) == (editor.pk, 1, 0)
    for other in (token[:-1], f"{token}x", "x" * 43, "", kept["digest"], f"{token[:-1]}\n"):
        assert found(other, clock) is None


@pytest.mark.parametrize(("lasts", "hours"), [("hour", 1), ("day", 24), ("days", 72)])
def test_a_link_ends_by_itself(article, editor, clock, lasts, hours):
    _shared, token = made(article, editor, lasts=lasts)
    clock.tick(hours=hours, seconds=-1)
    assert found(token, clock)
    clock.tick(seconds=1)
    assert found(token, clock) is None


def test_a_link_lasts_as_long_as_is_offered(article, editor):
    for lasts in ("", "year", "3"):
        with pytest.raises(Refused):
            made(article, editor, lasts=lasts)


def test_who_may_publish_may_show_and_withdraw(article, journalist, chief, editor, person, clock):
    shared, token = made(article, chief)
    for user in (journalist, person("photo_editor"), person("journalist")):
        with pytest.raises(NotAllowed):
            made(article, user)
        with pytest.raises(NotAllowed):
            shared_previews.withdraw(shared, by=user)
    assert found(token, clock)
    shared_previews.withdraw(shared, by=editor)
    shared_previews.withdraw(shared, by=chief)
    assert found(token, clock) is None
    shared.refresh_from_db()
    assert shared.withdrawn_by == editor


def test_what_is_written_later_does_not_show_through(article, editor, journalist, rewrite, clock):
    shared, _token = made(article, editor)
    rewrite(article, by=journalist, lead="Жаңа сөз", headline="Көпір жабылды")
    shown = shared_previews.as_shown(shared)
    assert (shown.headline, shown.lead) == ("Көпір ашылды", "Алғашқы сөз")
    assert Article.objects.get().lead == "Жаңа сөз"
    assert [(each.is_open, each.is_behind) for each in shared_previews.of(article)] == [
        (True, True)
    ]
    newer, _token = made(Article.objects.get(), editor)
    assert shared_previews.as_shown(newer).lead == "Жаңа сөз"


def test_every_field_of_a_version_is_shown_as_it_was(article, editor, clock, photo, category):
    article.photo, article.embargoed_until = photo, clock.after(hours=2)
    article.source_name, article.age_mark = "Aqorda.resmi", 12
    article.save()
    from articles.writing import content_of

    Version.objects.update(content=content_of(article))
    Article.objects.update(photo=None, category=None, embargoed_until=None, age_mark=0)
    shown = shared_previews.as_shown(made(article, editor)[0])
    assert content_of(shown) == Version.objects.get().content
    assert (shown.photo, shown.category) == (photo, category)


@pytest.mark.parametrize("verb", ["hold", "kill", "redact", "spike"])
def test_a_story_that_is_stopped_is_shown_to_nobody(article, editor, chief, clock, verb):
    if verb != "spike":
        workflow.approve(article, by=editor)
    _shared, token = made(article, editor)
    clock.tick()
    how = {"note": "Тексеру"} if verb != "spike" else {}
    how |= {"fields": ["lead"]} if verb == "redact" else {}
    getattr(workflow, verb)(Article.objects.get(), by=chief, **how)
    assert found(token, clock) is None
    assert [each.is_open for each in shared_previews.of(Article.objects.get())] == [False]
    if verb == "redact":
        # What is left may be shown anew.
        clock.now = Redaction.objects.get().at + timedelta(seconds=1)
        assert found(made(Article.objects.get(), editor)[1], clock)
    else:
        with pytest.raises(NotAllowed):
            made(Article.objects.get(), editor)


def test_a_removal_of_the_text_takes_what_was_said_of_it(article, editor, chief, clock):
    workflow.approve(article, by=editor)
    shared, _token = made(article, editor, asks=True)
    shared_previews.give_opinion(shared, opinion="returns", name="Асан", note="«Алғашқы сөз» қате")
    workflow.redact(Article.objects.get(), by=chief, note="Сот", fields=["body"])
    shared.refresh_from_db()
    assert (shared.answer, shared.note) == (Opinion.RETURNS, "")


def test_links_of_a_story_are_few(article, editor, monkeypatch, clock):
    monkeypatch.setattr(shared_previews, "MOST_OPEN", 2)
    first, _token = made(article, editor)
    made(article, editor, lasts="hour")
    with pytest.raises(Refused):
        made(article, editor)
    shared_previews.withdraw(first, by=editor)
    made(article, editor)
    clock.tick(hours=2)
    made(article, editor)


def test_an_opinion_is_given_once_and_moves_nothing(article, editor, clock):
    shared, _token = made(article, editor, asks=True)
    before = Article.objects.values().get()
    shared_previews.give_opinion(shared, opinion="approves", name=" Асан  Үсенов ", note="Дұрыс\0")
    assert (shared.answer, shared.answered_by_name, shared.note) == (
        "approves", "Асан Үсенов", "Дұрыс",
    )  # fmt: skip
    assert shared.answered_at == clock.now
    with pytest.raises(Overtaken):
        shared_previews.give_opinion(shared, opinion="returns", name="Асан", note="Жоқ")
    assert Article.objects.values().get() == before
    assert not article.decisions.exists()
    assert SharedPreview.objects.get().answer == "approves"


@pytest.mark.parametrize(
    "said",
    [{"opinion": ""}, {"opinion": "publish"}, {"name": " "}, {"name": "а" * 101},
     {"note": "а" * 2001}, {"opinion": "returns", "note": " \n"}],
)  # fmt: skip
def test_half_an_opinion_is_refused_with_a_sentence(article, editor, said):
    shared, _token = made(article, editor, asks=True)
    with pytest.raises(Refused) as refusal:
        shared_previews.give_opinion(
            shared, **{"opinion": "approves", "name": "Асан", "note": "", **said}
        )
    assert refusal.value.sentences
    assert SharedPreview.objects.get().answer == ""


def test_no_opinion_is_taken_where_none_was_asked_for(article, editor):
    shared, _token = made(article, editor)
    with pytest.raises(NotAllowed):
        shared_previews.give_opinion(shared, opinion="approves", name="Асан", note="")
