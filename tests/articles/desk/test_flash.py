"""A flash: the headline alone, and a page that was gone back to loses no words."""

import pytest
from django.urls import reverse

from articles.models import Article, KeptText, Status, Stopped

FLASH = "/admin/articles/article/flash/"


def test_a_flash_is_a_headline_alone(at_desk, journalist, editor, on_duty):
    at_desk(journalist).post(
        FLASH, {"headline": "Шұғыл: өзен тасыды", "language": "kk", "submit": "1"}
    )
    flash = Article.objects.get()
    assert (flash.status, flash.genre, flash.urgency) == (Status.SUBMITTED, "flash", 1)
    on_duty(editor)
    answer = at_desk(editor).post(
        FLASH,
        {"headline": "Шұғыл: жол жабылды", "language": "kk", "alone": "on", "publish": "1"},
    )
    assert answer.status_code == 302
    assert Article.objects.get(headline="Шұғыл: жол жабылды").editions.visible().exists()


@pytest.fixture
def sent(at_desk, journalist):
    """Return a sender of one and the same page: `sent(headline="…")`."""
    client = at_desk(journalist)
    seal = client.get(FLASH).context["seal"]

    def send(**said):
        form = {"headline": "Шұғыл: өзен тасыды", "lead": "", "language": "kk", "submit": "1"}
        return client.post(FLASH, {**form, "desk_seal": seal, **said})

    return send


def test_the_same_page_sent_again_leads_to_its_flash(sent):
    first, again = sent(), sent(headline="  Шұғыл:  өзен тасыды ")
    assert first.url == again.url
    assert Article.objects.count() == 1


def test_whoever_tapped_twice_hears_that_the_flash_is_out(at_desk, editor, on_duty):
    on_duty(editor)
    client = at_desk(editor)
    said = {"headline": "Шұғыл: жол жабылды", "language": "kk", "alone": "on", "publish": "1"}
    said["desk_seal"] = client.get(FLASH).context["seal"]
    told = []
    for _tap in range(2):
        page = client.post(FLASH, said, follow=True)
        told.append([str(message) for message in page.context["messages"]])
    assert told == [["Шұғыл хабар сайтқа шықты."], ["Бұл шұғыл хабар сайтта тұр."]]


@pytest.mark.parametrize(
    "other", [{"headline": "Шұғыл: бөгет бұзылды"}, {"lead": "Ауыл су астында."}]
)
def test_other_words_on_a_page_that_was_gone_back_to_are_kept_and_the_flash_is_named(sent, other):
    sent()
    answer = sent(**other)
    assert answer.status_code == 200
    text = answer.content.decode()
    assert next(iter(other.values())) in text
    address = reverse("admin:articles_article_change", args=[Article.objects.get().pk])
    assert f'<a href="{address}">Шұғыл: өзен тасыды</a>' in text
    # Pressed once more, they are another flash.
    assert sent(**other, desk_seal=answer.context["seal"]).status_code == 302
    assert Article.objects.count() == 2


def test_the_same_words_from_a_page_made_anew_are_the_same_flash(at_desk, journalist, editor):
    said = {"headline": "Шұғыл: өзен тасыды", "language": "kk", "submit": "1"}
    first, again = (
        at_desk(journalist).post(
            FLASH, said | {"desk_seal": at_desk(journalist).get(FLASH).context["seal"]}
        )
        for _page in range(2)
    )
    assert first.url == again.url
    assert Article.objects.count() == 1
    # Of somebody else, or of a flash that was taken back, they are another.
    at_desk(editor).post(FLASH, said)
    assert Article.objects.count() == 2
    Article.objects.update(stopped=Stopped.KILLED)
    at_desk(journalist).post(FLASH, said)
    assert Article.objects.count() == 3


def test_a_page_shown_again_keeps_its_seal_and_what_was_kept_beside_it_goes_with_it(
    at_desk, editor, on_duty
):
    on_duty(editor)
    client = at_desk(editor)
    seal = client.get(FLASH).context["seal"]
    form = {"headline": "Шұғыл: жол жабылды", "lead": "", "language": "kk", "desk_seal": seal}
    client.post(reverse("admin:articles_article_autosave"), form)
    assert KeptText.objects.count() == 1
    refused = client.post(FLASH, form | {"publish": "1"})
    assert refused.context["form"].errors
    assert refused.context["seal"] == seal
    assert client.post(FLASH, form | {"publish": "1", "alone": "on"}).status_code == 302
    assert not KeptText.objects.exists()


def test_a_browser_that_goes_back_to_a_blank_form_hears_what_it_became(
    at_desk, journalist, editor, sent
):
    client, ask = at_desk(journalist), reverse("admin:articles_article_became")
    seal = client.get(FLASH).context["seal"]
    assert client.get(ask, {"seal": seal}).json() == {"address": ""}
    made = client.post(FLASH, {"headline": "Шұғыл", "language": "kk", "desk_seal": seal})
    assert client.get(ask, {"seal": seal}).json() == {"address": made.url}
    for stranger, given in ((at_desk(editor), seal), (client, "x"), (client, "")):
        assert stranger.get(ask, {"seal": given}).json() == {"address": ""}
    assert client.post(ask, {"seal": seal}).status_code == 405
