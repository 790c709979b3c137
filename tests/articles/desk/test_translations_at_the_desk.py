"""Translating through HTTP: a translator's way from the button to the reader, and bad input."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles import originals, translating, workflow
from articles.models import Article, Author, Decision, Edition, House, Tag, Verb
from tests.forms import all_fields_of, buttons_of, fields_of


def page_of(article, name="change"):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


@pytest.fixture
def at_desk():
    """Return the client of a signed-in person: `at_desk(journalist)`."""

    def sign_in(user):
        own = Client()
        own.force_login(user)
        own.cookies["django_language"] = "en"
        return own

    return sign_in


@pytest.fixture
def live(write, journalist, editor, photo):
    story = write(journalist, photo=photo, tags=Tag.called(["мектеп"]))
    workflow.approve(story, by=editor)
    return story


def names(page):
    return {name for name, _value in buttons_of(page)}


def test_a_translators_way_from_the_button_to_the_reader(at_desk, live, editor, person, client):
    translator = person("editor", "audarmashy")
    Author.objects.create(name="Полина", slug="polina", user=translator)
    own = at_desk(translator)
    # The button saves the words first and asks into which language.
    page = own.get(page_of(live))
    assert "_translate" in names(page)
    answer = own.post(page_of(live), fields_of(page) | {"_translate": "1"})
    assert answer.url == page_of(live, "translate")
    asked = own.get(answer.url).content.decode()
    assert 'name="into" value="ru"' in asked
    assert 'name="into" value="en"' in asked
    assert 'name="into" value="kk"' not in asked
    answer = own.post(answer.url, {"into": "ru"})
    begun = Article.objects.get(translation_of=live)
    assert answer.url == page_of(begun)
    # The draft is worked over in the form it opens in, and submitted.
    form = fields_of(own.get(answer.url))
    assert form["headline"] == [live.headline]
    form |= {
        "headline": "В области открылась школа",
        "lead": "Школа рассчитана на шестьсот мест.",
        "body": "<p>В новой школе учатся шестьсот детей.</p>",
    }
    own.post(page_of(begun), form | {"_verb": "submit"})
    begun.refresh_from_db()
    workflow.approve(begun, by=editor)
    address = f"/news/{begun.pk}-{Edition.objects.get(article=begun).slug}/"
    text = client.get(address).content.decode()
    assert 'lang="ru"' in text
    assert "Полина" in text
    assert live.headline in text, "the way to the Kazakh one"
    assert 'hreflang="kk"' in text


def test_a_second_press_leads_to_the_draft_that_was_begun(at_desk, live, editor):
    own = at_desk(editor)
    for _press in range(2):
        answer = own.post(page_of(live, "translate"), {"into": "ru"}, follow=True)
    begun = Article.objects.get(translation_of=live)
    assert answer.redirect_chain[0][0] == page_of(begun)
    assert "had been begun already" in answer.content.decode()


def test_a_draft_of_somebody_else_is_named_but_not_opened(at_desk, live, editor, journalist):
    translating.translate(live, into="ru", by=editor)
    answer = at_desk(journalist).post(page_of(live, "translate"), {"into": "ru"}, follow=True)
    assert answer.redirect_chain[0][0] == page_of(live)
    assert "Somebody is translating" in answer.content.decode()


@pytest.mark.parametrize("into", [None, "", "kk", "xx", "' OR 1", "r" * 5000])
def test_a_forged_language_gets_a_sentence(at_desk, live, editor, into):
    posted = {} if into is None else {"into": into}
    answer = at_desk(editor).post(page_of(live, "translate"), posted)
    assert answer.status_code in (200, 409)
    assert "Choose a language" in answer.content.decode()
    assert not Article.objects.filter(translation_of=live).exists()


def test_where_every_language_is_taken_the_page_says_so(at_desk, live, editor):
    House.objects.create(pk=1, has_english=False)
    translating.translate(live, into="ru", by=editor)
    own = at_desk(editor)
    assert "_translate" not in names(own.get(page_of(live)))
    assert "every language of the house" in own.get(page_of(live, "translate")).content.decode()


@pytest.mark.parametrize("name", ["translate", "original"])
def test_a_story_that_is_not_theirs_is_none_for_a_journalist(at_desk, write, editor, person, name):
    draft = write(editor, headline="Құпия тақырып")
    other = at_desk(person("journalist", "basqa"))
    assert other.get(page_of(draft, name)).status_code == 404
    assert other.post(page_of(draft, name), {"into": "ru"}).status_code == 404
    assert not Article.objects.filter(translation_of=draft).exists()


def test_what_readers_have_is_anybodys_to_translate_in_the_words_they_have(
    at_desk, live, editor, person, rewrite
):
    printed = live.headline
    rewrite(live, by=editor, headline="Құпия тақырып", body="<p>Құпия мәтін</p>")
    live.tags.add(*Tag.called(["құпия"]))
    other = at_desk(person("journalist", "audarmashy"))
    listed = other.get("/admin/articles/article/translate/").content.decode()
    assert printed in listed
    assert page_of(live, "translate") in listed
    page = other.get(page_of(live, "translate")).content.decode()
    assert printed in page
    other.post(page_of(live, "translate"), {"into": "ru"})
    begun = Article.objects.get(translation_of=live)
    assert (begun.headline, begun.owner.username) == (printed, "audarmashy")
    assert "Құпия" not in begun.body + listed + page
    assert not begun.tags.filter(name="құпия").exists()
    # Readers are told of the next edition, and so is the translator.
    assert begun.follows == 1


def test_the_form_of_a_translation_names_the_original_as_readers_know_it(
    at_desk, live, editor, person, rewrite
):
    printed = live.headline
    translator = person("journalist", "audarmashy")
    begun, _new = translating.translate(live, into="ru", by=translator)
    rewrite(live, by=editor, headline="Құпия тақырып")
    own = at_desk(translator)
    page = own.get(page_of(begun))
    assert printed in page.content.decode()
    assert "Құпия" not in page.content.decode()
    refused = own.post(page_of(begun), fields_of(page) | {"headline": ""})
    assert "Құпия" not in refused.content.decode()
    workflow.spike(begun, by=editor, note="Қажет емес")
    assert "Құпия" not in own.get(page_of(begun)).content.decode()


@pytest.mark.parametrize("verb", ["hold", "kill"])
def test_a_save_of_a_translation_never_unbinds_it(at_desk, live, editor, chief, person, verb):
    translator = person("journalist", "audarmashy")
    begun, _new = translating.translate(live, into="ru", by=translator)
    getattr(workflow, verb)(live, by=chief, note="Тексеру")
    own = at_desk(translator)
    form = fields_of(own.get(page_of(begun))) | {"lead": "Новый лид"}
    assert form["translation_of"] == [str(live.pk)]
    own.post(page_of(begun), form)
    begun.refresh_from_db()
    assert (begun.translation_of, begun.lead) == (live, "Новый лид")
    assert "original-notice" in own.get(page_of(begun)).content.decode()


def test_stories_to_translate_are_found_by_their_words(at_desk, live, write, person):
    write(person(), headline="Мектеп туралы жоба")
    own = at_desk(person("journalist", "audarmashy"))
    found = own.get("/admin/articles/article/translate/", {"q": "мектептің"}).content.decode()
    assert live.headline in found
    assert "Мектеп туралы жоба" not in found
    for words in ("жоқ сөз", "'\"(" * 300):
        answer = own.get("/admin/articles/article/translate/", {"q": words})
        assert answer.status_code == 200
        assert live.headline not in answer.content.decode()


def test_an_id_that_nothing_has_is_a_404(at_desk, editor):
    for where in ("999999", "9" * 30):
        for name in ("translate", "original"):
            answer = at_desk(editor).get(f"/admin/articles/article/{where}/{name}/")
            assert answer.status_code == 404


def test_what_is_over_is_not_offered_and_not_translated(at_desk, live, chief):
    workflow.kill(live, by=chief, note="Дерек жалған")
    own = at_desk(chief)
    assert page_of(live, "translate") not in own.get(page_of(live)).content.decode()
    assert own.post(page_of(live, "translate"), {"into": "ru"}).status_code == 403


# --- Bound by hand ------------------------------------------------------------------------


def test_a_story_is_bound_to_an_original_by_hand_and_follows_it_from_then(
    at_desk, live, write, editor
):
    other = write(editor, language="ru")
    own = at_desk(editor)
    form = fields_of(own.get(page_of(other))) | {"translation_of": str(live.pk), "_save": "1"}
    assert own.post(page_of(other), form).status_code == 302
    other.refresh_from_db()
    assert (other.translation_of, other.follows) == (live, 1)


@pytest.mark.parametrize(
    ("language", "to", "said"),
    [
        ("kk", "live", "in this language too"),
        ("ru", "self", "no translation of itself"),
        ("en", "translation", "This is a translation itself"),
        ("ru", "live", "already: story"),
    ],
)
def test_the_rules_are_told_in_the_form_and_nothing_typed_is_lost(
    at_desk, live, write, editor, language, to, said
):
    translation, _new = translating.translate(live, into="ru", by=editor)
    other = write(editor, language="ru" if to == "self" else "kk")
    target = {"live": live, "self": other, "translation": translation}[to]
    own = at_desk(editor)
    typed = {"language": language, "translation_of": str(target.pk), "lead": "Терілген сөз"}
    form = fields_of(own.get(page_of(other))) | typed | {"_save": "1"}
    answer = own.post(page_of(other), form)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert fields_of(answer)["lead"] == ["Терілген сөз"]
    other.refresh_from_db()
    assert other.translation_of is None


def test_an_original_keeps_a_language_of_its_own(at_desk, live, editor):
    translating.translate(live, into="ru", by=editor)
    own = at_desk(editor)
    form = fields_of(own.get(page_of(live))) | {"language": "ru", "_save": "1"}
    assert "already" in own.post(page_of(live), form).content.decode()
    live.refresh_from_db()
    assert live.language == "kk"


def test_a_place_taken_between_the_look_and_the_save_is_told_in_the_form(
    at_desk, live, write, editor, monkeypatch
):
    translating.translate(live, into="ru", by=editor)
    other = write(editor, language="ru")
    own = at_desk(editor)
    form = fields_of(own.get(page_of(other))) | {
        "translation_of": str(live.pk), "lead": "Терілген сөз", "_save": "1",
    }  # fmt: skip
    faults, looks = originals.faults, iter([True])
    # As if the place had still been free when the form was looked at.
    monkeypatch.setattr(
        originals, "faults", lambda article: [] if next(looks, False) else faults(article)
    )
    answer = own.post(page_of(other), form)
    assert answer.status_code == 200
    assert "already: story" in answer.content.decode()
    assert fields_of(answer)["lead"] == ["Терілген сөз"]


# --- Following the original ---------------------------------------------------------------


@pytest.fixture
def behind(live, editor, person):
    """A translation whose original was corrected since it was begun."""
    begun, _new = translating.translate(live, into="ru", by=editor)
    other = person("editor", "ekinshi")
    own = Client()
    own.force_login(other)
    form = fields_of(own.get(page_of(live))) | {"lead": "Мектеп жеті жүз орынға арналған."}
    own.post(page_of(live), form | {"_save": "1"})
    live.refresh_from_db()
    workflow.correct(live, by=editor, kind="correction", note="Орын саны түзетілді.")
    return begun


def test_a_translation_says_what_became_of_its_original(at_desk, behind, live, editor):
    own = at_desk(editor)
    page = own.get(page_of(behind)).content.decode()
    assert "The original was corrected" in page
    assert "Орын саны түзетілді." in page
    assert page_of(live) in page
    changed = own.get(page_of(behind, "original")).content.decode()
    assert re.search("<del><span[^>]*>taken out: </span>алты</del>", changed)
    assert re.search("<ins><span[^>]*>put in: </span>жеті</ins>", changed)
    listed = own.get("/admin/articles/article/?original=moved").content.decode()
    assert page_of(behind) in listed
    assert page_of(live) not in listed
    assert page_of(behind) in own.get("/admin/").content.decode()
    assert "the original changed" in own.get(page_of(live)).content.decode()


def test_checked_against_the_original_saves_the_words_and_clears_the_notice(
    at_desk, behind, editor
):
    own = at_desk(editor)
    page = own.get(page_of(behind))
    [edition] = [value for name, value in buttons_of(page) if name == "_checked"]
    form = fields_of(page) | {"lead": "Школа на семьсот мест.", "_checked": edition}
    answer = own.post(page_of(behind), form, follow=True)
    assert "follows the original as it stands now" in answer.content.decode()
    assert "The original was corrected" not in answer.content.decode()
    behind.refresh_from_db()
    assert (behind.lead, behind.follows) == ("Школа на семьсот мест.", 2)
    assert Decision.objects.filter(article=behind, verb=Verb.CHECK).count() == 1
    assert "Checked against the original" in own.get(page_of(behind, "history")).content.decode()


@pytest.mark.parametrize("edition", ["99", "x", "", "-1", "9" * 30])
def test_a_forged_check_gets_a_sentence(at_desk, behind, editor, edition):
    own = at_desk(editor)
    form = fields_of(own.get(page_of(behind))) | {"_checked": edition}
    answer = own.post(page_of(behind), form, follow=True)
    assert "no such edition" in answer.content.decode()
    behind.refresh_from_db()
    assert behind.follows == 1


def test_who_may_not_open_the_original_hears_what_readers_hear(
    at_desk, behind, live, editor, person
):
    translator = person("journalist", "audarmashy")
    Article.objects.filter(pk=behind.pk).update(assignee=translator)
    own = at_desk(translator)
    page = own.get(page_of(behind)).content.decode()
    assert "Орын саны түзетілді." in page
    assert page_of(live) not in page
    assert f"/news/{live.pk}-" in page
    workflow.hold(live, by=editor, note="Ішкі тексеру туралы құпия сөз")
    page = own.get(page_of(behind)).content.decode()
    assert "The original is held" in page
    assert "құпия" not in page


@pytest.mark.parametrize(("verb", "said"), [("hold", "is held"), ("kill", "was killed")])
def test_approving_a_translation_of_a_stopped_original_asks_for_a_confirmation(
    at_desk, live, editor, chief, journalist, verb, said
):
    begun, _new = translating.translate(live, into="ru", by=editor)
    own = at_desk(chief)
    form = fields_of(own.get(page_of(begun))) | {"body": "<p>Школа.</p>", "_save": "1"}
    own.post(page_of(begun), form)
    getattr(workflow, verb)(live, by=chief, note="Тексеріліп жатыр")
    where = f"/admin/articles/article/{begun.pk}/verb/approve/"
    other = at_desk(editor)
    page = other.get(where)
    assert f"The original {said}. I publish its translation all the same." in page.content.decode()
    [form] = [each for each in all_fields_of(page) if "verb" in each]
    answer = other.post(where, form | {"when": "now"})
    assert answer.status_code == 409
    assert not Edition.objects.filter(article=begun).exists()
    assert other.post(where, form | {"when": "now", "despite": "on"}).status_code == 302
    assert Edition.objects.visible().filter(article=begun).exists()
    record = other.get(page_of(begun, "history")).content.decode()
    assert "although the original was" in record


def test_who_redacts_is_told_of_the_translations_it_does_not_reach(at_desk, live, editor, chief):
    begun, _new = translating.translate(live, into="ru", by=editor)
    for story, other in ((live, begun), (begun, live)):
        where = f"/admin/articles/article/{story.pk}/verb/redact/"
        page = at_desk(chief).get(where).content.decode()
        assert "A removal does not reach this story in other languages" in page
        assert page_of(other) in page


def test_who_kills_an_original_is_told_of_its_translations(at_desk, live, editor, chief):
    begun, _new = translating.translate(live, into="ru", by=editor)
    page = at_desk(chief).get(f"/admin/articles/article/{live.pk}/verb/kill/").content.decode()
    assert "this does not reach them" in page
    assert page_of(begun) in page


def test_the_list_asks_no_more_for_more_translations(
    at_desk, write, journalist, editor, django_assert_max_num_queries
):
    own = at_desk(editor)
    own.get("/admin/articles/article/")
    counts = []
    for _round in range(2):
        for number in range(4):
            original = write(journalist, headline=f"Хабар {number}")
            translating.translate(original, into="ru", by=editor)
        with django_assert_max_num_queries(40) as asked:
            own.get("/admin/articles/article/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
