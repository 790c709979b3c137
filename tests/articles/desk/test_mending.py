"""The desk tells what a save mended, and puts the text back as it was typed on a press."""

import pytest
from django.urls import reverse

from articles.models import Article, KeptText, Status, Tag, Version, WhyKept
from tests.forms import fields_of

ADD = "/admin/articles/article/add/"


def change(article):
    return reverse("admin:articles_article_change", args=[article.pk])


@pytest.fixture
def desk(client, journalist):
    client.force_login(journalist)
    return client


def save(desk, article=None, button="_save", **fields):
    address = change(article) if article else ADD
    form = fields_of(desk.get(address)) | fields | {button: "submit" if button == "_verb" else "1"}
    return desk.post(address, form, follow=True)


def test_a_save_says_what_it_mended(desk):
    page = save(
        desk,
        headline='Жаңа "Қaла" ашылды',
        body="<p>✅ Ол 5 км жүрді.</p><p>👉 @arna</p>",
        tags="Қaла",
    ).content.decode()
    article = Article.objects.get()
    assert article.headline == "Жаңа «Қала» ашылды"
    assert article.body == "<p>Ол 5\xa0км жүрді.</p>"
    assert article.slug == "jana-qala-ashyldy"
    assert list(article.tags.names()) == ["Қала"]
    assert 'class="mended"' in page
    assert "Қ<mark>a</mark>ла" in page
    assert "👉 @arna" in page


def test_a_text_without_a_fault_is_saved_without_a_word(desk):
    page = save(desk, headline="Жаңа көпір").content.decode()
    assert 'class="mended"' not in page
    assert not KeptText.objects.exists()


def test_the_notice_stays_until_the_story_is_saved_again(desk):
    save(desk, headline="Жаңa көпір")
    article = Article.objects.get()
    assert 'class="mended"' in desk.get(change(article)).content.decode()
    page = save(desk, article, lead="Көпір ашылды.").content.decode()
    assert 'class="mended"' not in page


def test_a_press_puts_the_text_back_for_good(desk):
    save(desk, headline='Жаңa "көпір"', body="<p>Қaла мен дала</p>")
    article = Article.objects.get()
    page = save(desk, article, button="_as_typed").content.decode()
    article.refresh_from_db()
    assert article.headline == 'Жаңa "көпір"'
    assert article.body == "<p>Қaла мен дала</p>"
    assert 'class="mended"' not in page
    save(desk, article, body="<p>Қaла мен дала, тaу</p>")
    article.refresh_from_db()
    assert article.body == "<p>Қaла мен дала, тау</p>"
    assert Version.objects.count() == 3


def test_saving_a_form_that_shows_the_mended_text_changes_nothing(desk):
    save(desk, headline='Жаңа "көпір"', lead="5 км жол", body="<p>№ 5 «мектеп» - бұл</p>")
    article = Article.objects.get()
    save(desk, article)
    article.refresh_from_db()
    assert (article.version, Version.objects.count()) == (1, 1)


def test_what_was_typed_since_is_saved_with_the_press(desk):
    save(desk, headline="Жаңa көпір", lead="Қaла")
    article = Article.objects.get()
    page = save(desk, article, button="_as_typed", lead="Қала мен дала", ed_note="Тексеру керек")
    article.refresh_from_db()
    assert article.headline == "Жаңa көпір"
    assert (article.lead, article.ed_note) == ("Қала мен дала", "Тексеру керек")
    assert "(лид)" in page.content.decode()


def test_a_double_press_puts_back_once_and_keeps_nothing_beside(desk):
    save(desk, headline='Жаңa "көпір"', lead="Қaла")
    article = Article.objects.get()
    form = fields_of(desk.get(change(article))) | {"_as_typed": "1", "ed_note": "Ескертпе"}
    for _press in range(2):
        assert desk.post(change(article), form).status_code == 302
    article.refresh_from_db()
    assert (article.headline, article.ed_note) == ('Жаңa "көпір"', "Ескертпе")
    assert not KeptText.objects.exclude(why=WhyKept.AS_TYPED).exists()


def test_taking_back_twice_says_so_and_changes_nothing(desk):
    save(desk, headline="Жаңa көпір")
    article = Article.objects.get()
    save(desk, article, button="_as_typed")
    page = save(desk, article, button="_as_typed")
    assert [each.level_tag for each in page.context["messages"]] == ["warning"]
    article.refresh_from_db()
    assert article.headline == "Жаңa көпір"


def test_a_verb_button_mentions_what_the_save_mended(desk, editor):
    save(desk, headline="Бір жол")
    article = Article.objects.get()
    page = save(desk, article, button="_verb", lead="Қaла")
    article.refresh_from_db()
    assert article.status == Status.SUBMITTED
    assert [each.level_tag for each in page.context["messages"]].count("info") == 1


def test_a_double_press_is_one_save(desk):
    save(desk, headline="Бір жол")
    article = Article.objects.get()
    form = fields_of(desk.get(change(article))) | {"lead": 'Қaла "бір"', "_save": "1"}
    assert desk.post(change(article), form).status_code == 302
    assert desk.post(change(article), form).status_code == 302
    assert not KeptText.objects.exclude(why=WhyKept.AS_TYPED).exists()
    assert Article.objects.get().lead == "Қала «бір»"


def test_the_kept_list_does_not_offer_what_was_mended(desk):
    save(desk, headline="Жаңa көпір")
    page = desk.get(reverse("admin:articles_article_kept")).content.decode()
    assert "Жаңa" not in page


def test_somebody_elses_story_cannot_be_put_back(desk, client, person):
    save(desk, headline="Жаңa көпір")
    article = Article.objects.get()
    form = fields_of(desk.get(change(article))) | {"_as_typed": "1"}
    client.force_login(person())
    assert client.post(change(article), form).status_code == 403
    assert Article.objects.get().headline == "Жаңа көпір"


def test_a_flash_is_mended_too(desk, journalist):
    address = reverse("admin:articles_article_flash")
    page = desk.post(address, {"headline": "Жедел: қaла", "language": "kk"}, follow=True)
    assert Article.objects.get().headline == "Жедел: қала"
    assert 'class="mended"' in page.content.decode()


def test_a_tag_in_two_scripts_is_not_made(desk):
    Tag.called(["Қазақстан"])
    save(desk, headline="Бір", tags="Қaзақстан, 𝗕𝗼𝗹𝗱, XIXғ")
    assert sorted(Article.objects.get().tags.names()) == ["Bold", "XIXғ", "Қазақстан"]


def test_a_tag_that_lists_names_is_not_rewritten_in_russian(desk):
    save(desk, headline="Один", language="ru", tags="Cаша")
    assert list(Article.objects.get().tags.names()) == ["Cаша"]


def test_a_mended_tag_offers_nothing_to_take_back_and_switches_no_mending_off(desk):
    page = save(desk, headline="Жаңа мектеп", tags="мeктеп").content.decode()
    article = Article.objects.get()
    assert '<section class="mended"' in page
    assert "_as_typed" not in page
    save(desk, article, button="_as_typed")
    save(desk, article, lead="мeктеп ашылды")
    article.refresh_from_db()
    assert article.lead == "мектеп ашылды"


def test_a_character_that_nobody_sees_is_shown_by_its_number(desk):
    page = save(desk, headline="Жаңа ауыл", body="<p>а\u200bуыл, тағы.</p>").content.decode()
    assert "<mark>U+200B</mark>" in page
