"""What a story must have before readers get it: refused with the field and the photo named."""

import pytest

from articles import workflow
from articles.models import Genre
from articles.refusals import Refused
from media.models import Photo, PhotoCredit


def refusal(article, editor, **more):
    """Return what approval says is lacking: [(field, sentence)]."""
    with pytest.raises(Refused) as refused:
        workflow.approve(article, by=editor, **more)
    article.refresh_from_db()
    return refused.value.sentences


@pytest.fixture
def bare(db):
    """Return a maker of photos that lack something."""

    def make(**fields):
        number = Photo.objects.count()
        return Photo.objects.create(
            **{"original": f"aa/{number}.jpg", "digest": f"{number}" * 64, "caption": "Көпір"}
            | fields
        )

    return make


@pytest.mark.parametrize("headline", ["", "   ", "\u200b\u200e\u00ad"])
def test_a_headline_that_nobody_can_see_is_none(write, journalist, editor, headline):
    article = write(journalist, headline=headline)
    assert [field for field, _sentence in refusal(article, editor)] == ["headline"]


def test_a_story_needs_a_category(write, journalist, editor):
    article = write(journalist, category=None)
    assert [field for field, _sentence in refusal(article, editor)] == ["category"]


def test_a_flash_is_a_headline_alone_and_grows_at_the_same_address(
    write, journalist, editor, category, rewrite
):
    article = write(journalist, genre=Genre.FLASH, category=None, lead="", body="")
    workflow.approve(article, by=editor)
    slug = article.editions.get().slug
    story = {"genre": Genre.NEWS, "category": category, "lead": "Толық", "body": "<p>Мәтін.</p>"}
    rewrite(article, by=journalist, **story)
    workflow.approve(article, by=editor)
    assert article.editions.visible().get().slug == slug


def test_a_photo_without_a_credit_is_named(write, journalist, editor, bare):
    photo = bare(alt_text="Өзен үстіндегі көпір")
    article = write(journalist, photo=photo)
    ((field, sentence),) = refusal(article, editor)
    assert field == "photo"
    assert f"№ {photo.pk} «Көпір»" in sentence


def test_everything_that_is_lacking_is_said_at_once(write, journalist, editor, bare):
    main, inside = bare(), bare(caption="")
    article = write(
        journalist,
        category=None,
        photo=main,
        body=f'<p>Мәтін.</p><figure data-photo="{inside.pk}"></figure>',
    )
    sentences = refusal(article, editor)
    assert [field for field, _sentence in sentences] == [
        "category", "photo", "photo", "body", "body",
    ]  # fmt: skip
    assert f"№ {inside.pk}" in sentences[-1][1]


def test_photos_of_a_gallery_are_asked_for_credit_and_alt_text(
    write, journalist, editor, photo, bare
):
    lacking, gone = bare(alt_text="Көпір"), photo.pk + 1000
    article = write(
        journalist,
        body=f'<figure data-gallery=""><figure data-photo="{photo.pk}"></figure>'
        f'<figure data-photo="{lacking.pk}"></figure><figure data-photo="{gone}"></figure>'
        "</figure><p>Мәтін.</p>",
    )
    (credit, missing) = refusal(article, editor)
    assert credit[0] == missing[0] == "body"
    assert f"№ {lacking.pk} «Көпір»" in credit[1]
    assert str(gone) in missing[1]


@pytest.mark.parametrize("alt_text", ["", "  "])
def test_a_photo_without_an_alt_text_is_refused(write, journalist, editor, bare, alt_text):
    credit = PhotoCredit.objects.create(source="Aqorda.resmi")
    article = write(journalist, photo=bare(credit=credit, alt_text=alt_text))
    assert [field for field, _sentence in refusal(article, editor)] == ["photo"]


def test_a_photo_that_is_not_in_the_library_is_refused(write, journalist, editor):
    article = write(journalist, body='<p>Мәтін.</p><figure data-photo="987654"></figure>')
    ((field, sentence),) = refusal(article, editor)
    assert field == "body"
    assert "987654" in sentence


def test_a_photo_in_the_main_place_and_in_the_body_is_named_once(write, journalist, editor, bare):
    photo = bare(alt_text="Көпір")
    article = write(journalist, photo=photo, body=f'<figure data-photo="{photo.pk}"></figure>')
    assert [field for field, _sentence in refusal(article, editor)] == ["photo"]


def test_a_photo_whose_rights_end_before_the_story_opens_is_refused(
    write, journalist, editor, photo, clock
):
    photo.rights_until = clock.after(hours=2)
    photo.save()
    article = write(journalist, photo=photo)
    ((field, _sentence),) = refusal(article, editor, at=clock.after(hours=2))
    assert field == "photo"
    workflow.approve(article, by=editor, at=clock.after(hours=1))


def test_a_withdrawn_photo_is_refused(write, journalist, editor, photo, clock):
    photo.withdrawn_at = clock.now
    photo.save()
    assert [f for f, _s in refusal(write(journalist, photo=photo), editor)] == ["photo"]


def test_an_imported_debt_does_not_bar_its_old_story_but_any_new_use(
    write, journalist, editor, bare, clock, rewrite
):
    debt = bare(is_legacy=True)
    old = write(journalist, photo=debt, imported_from="old", imported_id="1")
    workflow.admit(old, published_at=clock.after(days=-30), now=clock.now)
    clock.tick()
    rewrite(old, by=journalist, lead="Түзелген лид.")
    workflow.correct(old, by=editor, kind="minor")
    assert old.editions.visible().get().photo == debt

    new = write(journalist, photo=debt)
    assert [field for field, _sentence in refusal(new, editor)] == ["photo", "photo"]


def test_a_draft_always_saves(write, journalist, rewrite, bare):
    article = write(journalist, headline="", lead="", body="", category=None, photo=bare())
    rewrite(article, by=journalist, lead="Жарты сөйлем")
    assert article.versions.count() == 2
