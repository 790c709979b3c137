"""Removal by law: from every copy we keep, with a tombstone."""

import json

import pytest
from django.core import serializers
from django.http import QueryDict

from articles import workflow, writing
from articles.models import (
    Article,
    Edition,
    EditionPhoto,
    EditionText,
    KeptText,
    OldAddress,
    Redaction,
    Tag,
    Version,
    WhyKept,
)
from articles.redaction import REMOVED
from articles.refusals import NotAllowed, Overtaken, Refused
from media.models import Photo

SECRET = "Құпиябек Жасырынов"


def everything_kept() -> str:
    """Return every row that holds a story's words, as one text."""
    models = (Article, Edition, EditionText, Version, KeptText, OldAddress)
    rows = [row for model in models for row in model.objects.all()]
    return json.dumps(serializers.serialize("python", rows), ensure_ascii=False, default=str)


@pytest.fixture
def story(write, journalist, editor, rewrite, clock, photo):
    """A story with the secret in every version, edition and kept text, changed and scheduled."""
    secret = {
        "headline": f"{SECRET} туралы",
        "lead": f"{SECRET} мектепте оқиды.",
        "body": f'<p>{SECRET}.</p><figure data-photo="{photo.pk}"><figcaption>{SECRET} суретте'
        "</figcaption></figure><p>Сабақ.</p>",
        "photo_caption": f"{SECRET} мектепте",
        "source_name": SECRET,
        "dateline": SECRET,
        "ed_note": SECRET,
    }
    article = write(journalist, photo=photo, tags=Tag.called(["Мектеп"]), **secret)
    article.slug = article.make_slug()
    article.save()
    article.old_addresses.create(path="/2020/qupiiabek-jasyrynov-turaly/")
    workflow.approve(article, by=editor)
    clock.tick()
    rewrite(article, by=journalist, lead=f"{SECRET} енді университетте.")
    workflow.correct(article, by=editor, kind="correction", note=f"{SECRET} 17 жаста.")
    clock.tick()
    rewrite(article, by=journalist, urgency=1)
    workflow.approve(article, by=editor, at=clock.after(hours=1))
    post = QueryDict(mutable=True)
    post.update({**secret, "photo": str(photo.pk), "slug": article.slug, "tags": "Мектеп"})
    writing.keep(post, by=journalist, article=article, why=WhyKept.OVERTAKEN, based_on=1)
    clock.tick()
    return article


ALL = [
    "headline", "lead", "body", "dateline", "source_name", "photo_caption", "correction_note",
    "ed_note",
]  # fmt: skip


def test_the_words_are_gone_from_every_copy(story, chief):
    assert SECRET in everything_kept()
    workflow.redact(story, by=chief, note="Сот шешімі № 7", fields=ALL)
    kept = everything_kept()
    assert "Құпиябек" not in kept
    assert "qupiiabek" not in kept, "addresses spell the headline"
    assert not story.decisions.filter(note__contains="Құпиябек").exists()
    story.refresh_from_db()
    assert story.headline == REMOVED["kk"]
    assert {edition.slug for edition in story.editions.all()} == {str(story.pk)}


def test_what_was_not_named_stays(story, chief):
    workflow.redact(story, by=chief, note="Сот шешімі № 7", fields=["lead"])
    edition = story.editions.visible().get()
    assert edition.lead == ""
    assert edition.headline == f"{SECRET} туралы"
    assert "Сабақ." in edition.text.plain
    assert "мектепте оқиды" not in everything_kept()


def test_no_interval_moves_and_no_version_goes(story, chief, clock):
    before = list(story.editions.order_by("pk").values_list("visible_from", "visible_until"))
    versions = story.versions.count()
    workflow.redact(story, by=chief, note="Сот шешімі № 7", fields=["headline", "body"])
    after = list(story.editions.order_by("pk").values_list("visible_from", "visible_until"))
    assert after == before
    assert story.versions.count() == versions + 1


def test_a_photo_is_taken_out_of_every_copy_with_its_caption(story, chief, photo):
    workflow.redact(story, by=chief, note="Сот шешімі № 7", photo=photo)
    story.refresh_from_db()
    assert story.photo is None
    assert f'data-photo="{photo.pk}"' not in everything_kept()
    assert "суретте" not in everything_kept(), "its caption was among the plain words"
    assert not EditionPhoto.objects.exists()
    assert not Edition.objects.exclude(photo=None).exists()
    assert "Сабақ." in story.editions.visible().get().text.body
    assert {post["photo"][0] for post in [KeptText.objects.get().content["post"]]} == {""}


def test_a_photo_is_taken_out_of_galleries_of_every_copy(
    write, journalist, editor, chief, rewrite, photo, clock
):
    others = [
        Photo.objects.create(
            original=f"aa/{n}.jpg", digest=str(n) * 64, width=9, height=9, credit=photo.credit,
            alt_text="Зал",
        )
        for n in (1, 2)
    ]  # fmt: skip
    first, second = (f'<figure data-photo="{each.pk}"></figure>' for each in others)
    told = f'<figure data-photo="{photo.pk}"><figcaption>{SECRET}</figcaption></figure>'
    article = write(journalist, body=f'<figure data-gallery="">{first}{told}</figure><p>Сабақ.</p>')
    workflow.approve(article, by=editor)
    clock.tick()
    three = f'<figure data-gallery="">{first}{told}{second}</figure><p>Сабақ.</p>'
    rewrite(article, by=journalist, body=three)
    workflow.approve(article, by=editor)
    assert EditionPhoto.objects.filter(photo=photo).count() == 2
    workflow.redact(article, by=chief, note="Сот шешімі № 7", photo=photo)
    assert "Құпиябек" not in everything_kept()
    article.refresh_from_db()
    assert article.body == f'<figure data-gallery="">{first}{second}</figure><p>Сабақ.</p>'
    bodies = EditionText.objects.order_by("pk").values_list("body", flat=True)
    assert list(bodies) == [f"{first}<p>Сабақ.</p>", article.body]
    assert not EditionPhoto.objects.filter(photo=photo).exists()


def test_with_the_whole_text_its_photos_are_no_longer_printed(
    write, journalist, editor, chief, photo
):
    article = write(journalist, body=f'<figure data-photo="{photo.pk}"></figure>')
    workflow.approve(article, by=editor)
    workflow.redact(article, by=chief, note="Сот шешімі", fields=["body"])
    assert not EditionPhoto.objects.exists()


def test_the_main_photo_stays_when_the_text_goes(story, chief, photo):
    workflow.redact(story, by=chief, note="Сот шешімі", fields=["body"])
    assert EditionPhoto.objects.filter(edition=story.editions.visible().get()).exists()


def test_text_and_photo_may_go_together(story, chief, photo):
    workflow.redact(story, by=chief, note="Сот шешімі", fields=["body"], photo=photo)
    story.refresh_from_db()
    assert (story.body, story.photo) == ("", None)
    assert set(EditionText.objects.values_list("body", flat=True)) == {""}


def test_a_tombstone_says_basis_who_and_what_but_not_the_words(story, chief):
    workflow.redact(story, by=chief, note=" Сот шешімі № 7 ", fields=["lead", "headline"])
    stone = Redaction.objects.get()
    assert (stone.article, stone.by, stone.basis) == (story, chief, "Сот шешімі № 7")
    assert stone.fields == ["headline", "lead"]
    assert len(stone.digest) == 64
    decision = story.decisions.latest("id")
    assert decision.details["digest"] == stone.digest
    assert SECRET not in json.dumps(decision.details, ensure_ascii=False)
    with pytest.raises(TypeError):
        stone.delete()


def test_a_form_opened_before_does_not_bring_the_words_back(story, chief, journalist, rewrite):
    mine = Article.objects.get(pk=story.pk)
    workflow.redact(story, by=chief, note="Сот шешімі № 7", fields=["lead"])
    with pytest.raises(Overtaken):
        rewrite(mine, by=journalist, based_on=mine.version, urgency=9)
    assert Article.objects.get().lead == ""


def test_the_story_goes_on_after_it(story, chief, journalist, editor, rewrite, clock):
    workflow.redact(story, by=chief, note="Сот шешімі № 7", fields=["headline"])
    rewrite(story, by=journalist, headline="Оқушы туралы")
    workflow.approve(story, by=editor)
    shown = story.editions.visible().get()
    assert (shown.headline, shown.slug) == ("Оқушы туралы", str(story.pk))


def test_a_hold_before_and_a_release_after_bring_nothing_back(story, chief, editor, clock):
    workflow.hold(story, by=editor)
    clock.tick()
    workflow.redact(story, by=chief, note="Сот шешімі № 7", fields=ALL)
    clock.tick()
    workflow.release(story, by=editor)
    assert "Құпиябек" not in everything_kept()
    assert story.editions.visible().get().headline == REMOVED["kk"]


def test_a_redactor_is_no_writer(story, chief):
    workflow.redact(story, by=chief, note="Сот шешімі № 7", fields=["lead"])
    assert chief.pk not in workflow.writers(story)


def test_a_killed_or_spiked_story_is_still_in_reach(story, chief, write, journalist):
    workflow.kill(story, by=chief, note="Дерек расталмады")
    workflow.redact(story, by=chief, note="Сот шешімі № 7", fields=ALL)
    draft = write(journalist, lead=SECRET)
    workflow.spike(draft, by=journalist)
    workflow.redact(draft, by=chief, note="Сот шешімі № 7", fields=["lead"])
    assert "Құпиябек" not in everything_kept()


@pytest.mark.parametrize(
    "more",
    [
        {"note": "", "fields": ["lead"]},
        {"note": "Сот шешімі"},
        {"note": "Сот шешімі", "fields": ["approved_by"]},
        {"note": "Сот шешімі", "fields": ["lead", "status"]},
        {"note": "ы" * 501, "fields": ["lead"]},
    ],
)
def test_what_is_not_said_plainly_removes_nothing(story, chief, more):
    before = everything_kept()
    with pytest.raises(Refused):
        workflow.redact(story, by=chief, **more)
    assert everything_kept() == before
    assert not Redaction.objects.exists()


def test_only_a_chief_removes(story, editor):
    with pytest.raises(NotAllowed):
        workflow.redact(story, by=editor, note="Сот шешімі", fields=["lead"])
