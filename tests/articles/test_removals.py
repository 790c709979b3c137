"""After a removal by law every copy is asked whether it still holds what was removed."""

import pytest

from articles import live, removals, workflow, writing
from articles.models import EditionText, KeptText, Version, WhyKept
from articles.removals import Copy

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(write, journalist, editor, photo, clock):
    article = write(journalist, lead="Асанның аты", photo=photo)
    live.open_live(article, by=editor)
    live.post(article, by=editor, text="Асан келді")
    workflow.approve(article, by=editor)
    clock.tick()
    return article


def asked(article):
    return {
        each.copy: (each.asked, each.still)
        for each in removals.ask(article, article.decisions.get(verb="redact"))
    }


def remove(article, chief, clock, **what):
    workflow.redact(article, by=chief, note="Сот шешімі", **what)
    clock.tick()


def test_nothing_is_left_after_a_removal(article, chief, photo, clock):
    remove(article, chief, clock, fields=["headline", "lead", "body", "tags"], photo=photo)
    found = asked(article)
    assert found[Copy.EDITIONS] == (1, 0)
    assert found[Copy.ENTRIES] == (1, 0)
    assert found[Copy.VERSIONS][1] == 0


@pytest.mark.parametrize("what", ["lead", "body", "photo"])
def test_what_is_left_somewhere_is_found(article, chief, photo, clock, what):
    remove(article, chief, clock, fields=["lead", "body"], photo=photo)
    if what == "lead":
        article.editions.update(lead="Асан")
    elif what == "body":
        EditionText.objects.update(plain="Асан")
    else:
        article.editions.update(photo=photo)
    assert asked(article)[Copy.EDITIONS] == (1, 1)
    version = Version.objects.filter(article=article).first()
    version.content["lead" if what != "photo" else "photo"] = photo.pk
    version.save()
    assert asked(article)[Copy.VERSIONS][1] == 1
    article.live_entries.update(text="Асан")
    assert asked(article)[Copy.ENTRIES] == (1, 1)


def test_a_kept_text_is_asked_and_what_is_written_since_is_no_remainder(
    article, chief, journalist, clock, rewrite
):
    remove(article, chief, clock, fields=["lead"])
    KeptText.objects.create(
        article=article, by=journalist, why=WhyKept.CLOSED, digest="x",
        content={"post": {"lead": ["Асан"], "headline": ["Басқа"]}},
    )  # fmt: skip
    assert asked(article)[Copy.KEPT] == (1, 1)
    KeptText.objects.update(content={"post": {"lead": [""], "headline": ["Басқа"]}})
    assert asked(article)[Copy.KEPT] == (1, 0)
    article.refresh_from_db()
    rewrite(article, by=journalist, lead="Жаңа лид")
    workflow.correct(article, by=chief, kind="update")
    assert asked(article)[Copy.EDITIONS] == (1, 0)
    assert asked(article)[Copy.VERSIONS][1] == 0
    assert writing.content_of(article)["lead"] == "Жаңа лид"
