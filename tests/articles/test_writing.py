"""Saving words: versions, who was first, and texts that are kept for their authors."""

from datetime import UTC, timezone
from datetime import timedelta as delta

import pytest
from django.http import QueryDict

from articles import workflow, writing
from articles.models import Article, KeptText, Status, Version, WhyKept
from articles.refusals import NotAllowed, Overtaken


def posted(**fields) -> QueryDict:
    """Return a form as it is posted."""
    post = QueryDict(mutable=True)
    post.update({"csrfmiddlewaretoken": "x", "desk_seal": "y", **fields})
    return post


def test_each_save_is_a_version_with_everything_of_the_story(write, journalist, rewrite):
    article = write(journalist, tags=[])
    version = rewrite(article, by=journalist, lead="Екінші")
    assert (version.number, version.by, version.is_writing) == (2, journalist, True)
    assert version.content["lead"] == "Екінші"
    assert {"headline", "body", "tags", "topics", "contributions", "slug"} <= set(version.content)
    article.refresh_from_db()
    assert article.version == 2


@pytest.mark.parametrize(
    ("field", "value", "is_writing"),
    [
        ("headline", "Басқа тақырып", True),
        ("body", "<p>Басқа мәтін.</p>", True),
        ("dateline", "Талғар", True),
        ("photo_caption", "Көпір", True),
        ("urgency", 1, False),
        ("ed_note", "Ертең шығару керек", False),
    ],
)
def test_writing_is_what_readers_read(write, journalist, editor, rewrite, field, value, is_writing):
    article = write(journalist)
    assert rewrite(article, by=editor, **{field: value}).is_writing == is_writing
    assert (editor.pk in workflow.writers(article)) == is_writing


def test_a_text_is_stored_in_one_form(write, journalist, rewrite):
    article = write(journalist)
    rewrite(
        article,
        by=journalist,
        headline="  Бір \n екі\t",
        lead=" Бір  екі \r\n  үш ",
        body="<div onclick=alert(1)>Мәтін<script>alert(1)</script></div>",
    )
    article.refresh_from_db()
    assert (article.headline, article.lead) == ("Бір екі", "Бір екі\nүш")
    assert article.body == "<p>Мәтін</p>"


def test_a_stale_save_is_overtaken_and_changes_nothing(write, journalist, editor, rewrite):
    article = write(journalist)
    mine = Article.objects.get(pk=article.pk)
    rewrite(article, by=editor, lead="Редактордың сөзі")
    with pytest.raises(Overtaken):
        rewrite(mine, by=journalist, based_on=1, lead="Тілшінің сөзі")
    assert Article.objects.get().lead == "Редактордың сөзі"
    assert Version.objects.count() == 2


def test_a_verb_given_meanwhile_is_no_other_text(write, journalist, editor, rewrite):
    """The journalist goes on writing while the story is submitted and sent back."""
    article = write(journalist)
    mine = Article.objects.get(pk=article.pk)
    workflow.submit(article, by=journalist)
    workflow.send_back(article, by=editor, note="Нақтылаңыз")
    rewrite(mine, by=journalist, based_on=1, lead="Нақтыланды")
    fresh = Article.objects.get()
    assert (fresh.lead, fresh.status) == ("Нақтыланды", Status.DRAFT)


def test_what_verbs_moved_meanwhile_stays_moved(write, journalist, editor, rewrite, clock):
    article = write(journalist, headline="Бастапқы тақырып", slug="bastapqy-taqyryp")
    mine = Article.objects.get(pk=article.pk)
    rewrite(article, by=journalist, headline="Соңғы тақырып")
    mine.refresh_from_db()
    workflow.submit(article, by=journalist)
    rewrite(mine, by=journalist, based_on=2, lead="Жаңа")
    fresh = Article.objects.get()
    assert (fresh.status, fresh.submitted_at) == (Status.SUBMITTED, clock.now)
    # The approval gave the story another address; a form opened before it does not take it back.
    mine.refresh_from_db()
    workflow.approve(Article.objects.get(), by=editor)
    rewrite(mine, by=journalist, based_on=mine.version, lead="Тағы")
    assert Article.objects.get().slug == "songy-taqyryp"


def test_an_approved_story_changed_over_a_stale_form_is_a_draft_again(
    write, journalist, editor, rewrite
):
    article = write(journalist)
    mine = Article.objects.get(pk=article.pk)
    workflow.approve(article, by=editor)
    rewrite(mine, by=journalist, based_on=1, lead="Кеш келген сөз")
    assert Article.objects.get().status == Status.DRAFT
    assert article.editions.visible().get().lead != "Кеш келген сөз"


def test_the_zone_of_a_form_is_no_change_of_the_text(write, journalist, editor, rewrite, clock):
    """A moment read from a form and the same one read from the database are one moment."""
    article = write(journalist, expires_at=clock.after(days=1).astimezone(UTC))
    workflow.approve(article, by=editor)
    almaty = article.expires_at.astimezone(timezone(delta(hours=5)))
    rewrite(article, by=journalist, expires_at=almaty)
    assert article.status == Status.APPROVED


@pytest.mark.parametrize("close", ["spike", "kill"])
def test_a_closed_story_takes_no_words(write, journalist, editor, chief, rewrite, close):
    article = write(journalist)
    if close == "spike":
        workflow.spike(article, by=journalist)
    else:
        workflow.approve(article, by=editor)
        workflow.kill(article, by=chief, note="Дерек расталмады")
    with pytest.raises(NotAllowed):
        rewrite(article, by=journalist, lead="Кеш")


def test_nobody_writes_in_another_persons_story_but_editors(write, journalist, person, rewrite):
    article = write(journalist)
    for role in ("journalist", "photo_editor"):
        with pytest.raises(NotAllowed):
            rewrite(article, by=person(role), lead="Бөтен сөз")
    assert Article.objects.get().lead != "Бөтен сөз"


class TestKeptTexts:
    """What could not be saved is kept once, as it was posted, for its author alone."""

    def keep(self, article, user, based_on=1, **fields):
        return writing.keep(
            posted(**fields), by=user, article=article, why=WhyKept.OVERTAKEN, based_on=based_on
        )

    def test_a_text_is_kept_as_it_was_posted(self, write, journalist):
        text = self.keep(write(journalist), journalist, lead="Менің сөзім", tags="мектеп, бала")
        assert text.content == {"post": {"lead": ["Менің сөзім"], "tags": ["мектеп, бала"]}}

    def test_the_same_text_is_kept_once_until_it_is_settled(self, write, journalist, editor):
        article = write(journalist)
        first = self.keep(article, journalist, lead="Сөз")
        assert self.keep(article, journalist, lead="Сөз") == first
        assert self.keep(article, journalist, lead="Басқа") != first
        assert self.keep(article, editor, lead="Сөз") != first
        writing.settle(first)
        assert self.keep(article, journalist, lead="Сөз") != first
        assert KeptText.objects.count() == 4

    def test_a_story_that_was_never_saved_is_kept_too(self, journalist):
        text = writing.keep(
            posted(headline="Жаңа"), by=journalist, article=None, why=WhyKept.SIGNED_OUT
        )
        assert text.article is None

    def test_what_the_law_removed_meanwhile_is_not_kept(self, write, journalist, chief, photo):
        article = write(journalist, photo=photo)
        workflow.redact(article, by=chief, note="Сот шешімі", fields=["lead"], photo=photo)
        stale = self.keep(
            article,
            journalist,
            headline="Тақырып",
            lead="Өшірілген сөз",
            photo=str(photo.pk),
            photo_caption="Бала мектепте",
            body=f'<p>Мәтін.</p><figure data-photo="{photo.pk}"></figure>',
        )
        assert stale.content["post"] == {
            "headline": ["Тақырып"],
            "lead": [""],
            "photo": [""],
            "photo_caption": [""],
            "body": ["<p>Мәтін.</p>"],
        }
        later = self.keep(article, journalist, based_on=article.version, lead="Жаңа сөз")
        assert later.content["post"]["lead"] == ["Жаңа сөз"]
