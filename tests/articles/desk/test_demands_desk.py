"""Demands at the desk: noted, done through the verbs, decided, answered; and who sees none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import demands, workflow
from articles.models import Article, Demand, DemandAct, Edition
from tests.articles.test_demands import said
from tests.forms import all_fields_of

pytestmark = pytest.mark.django_db

BODY = "<p>Бірінші.</p><p>Жалған сөз.</p><p>Соңғы.</p>"
LIST = "/admin/articles/article/demands/"


def text(response):
    return response.content.decode()


@pytest.fixture
def article(write, journalist, editor, photo, house):
    article = write(journalist, headline="Көпір туралы сөз", body=BODY, photo=photo)
    workflow.approve(article, by=editor)
    return article


@pytest.fixture
def demand(article, editor):
    return demands.take(by=editor, stories=[article], **said())


def at(demand, way=""):
    return f"{LIST}{demand.pk}/{way}"


def form_of(response, field):
    """Return the form of a page that has a field."""
    return next(form for form in all_fields_of(response) if field in form)


def verb(article, name, demand):
    return f"/admin/articles/article/{article.pk}/verb/{name}/?demand={demand.pk}"


def test_a_demand_is_noted_from_its_story_with_its_translations(
    at_desk, editor, article, write, journalist
):
    told = write(journalist, language="ru", translation_of=article, headline="О мосте")
    client = at_desk(editor)
    assert f"{LIST}new/?story={article.pk}" in text(
        client.get(f"/admin/articles/article/{article.pk}/change/")
    )
    blank = form_of(client.get(f"{LIST}new/?story={article.pk}"), "stories")
    assert blank["stories"] == [f"{article.pk}, {told.pk}"]
    filled = blank | {"asks": ["refutation", "photo"], "asker_name": "Асан", "words": "Өтірік"}
    answer = client.post(f"{LIST}new/", filled)
    again = client.post(f"{LIST}new/", filled)
    demand = Demand.objects.get()
    assert answer.url == again.url == at(demand)
    assert set(demand.stories.all()) == {article, told}
    assert (demand.asks, demand.noted_by) == (["refutation", "photo"], editor)
    page = text(client.get(answer.url))
    assert "Асан" in page
    assert "О мосте" in page
    assert page.count("Не талап етіледі") == 1
    assert demand.due_at > demand.received_at


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("stories", "999999"), ("stories", "x"), ("stories", ""), ("stories", "9" * 30),
        ("asker", "x"), ("asks", "x"), ("paper_date", "0001-01-01"), ("paper_date", "x"),
        ("paper_date", "31.12.9999"), ("received_at_0", "01.01.0001"), ("due_at_0", "31.12.9999"),
        ("due_at_0", "01.01.1991"), ("asker_name", "а" * 201), ("words", "сөз " * 6000),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_and_loses_nothing(at_desk, editor, article, field, value):
    client = at_desk(editor)
    blank = form_of(client.get(f"{LIST}new/?story={article.pk}"), "stories")
    filled = blank | {"asks": "refutation", "contact": "Абай 5", "due_at_1": "18:00", field: value}
    answer = client.post(f"{LIST}new/", filled)
    assert answer.status_code == 422
    assert "errorlist" in text(answer)
    assert "Абай 5" in text(answer)
    assert not Demand.objects.exists()


def test_nul_in_a_demand_is_nothing(at_desk, editor, article):
    client = at_desk(editor)
    blank = form_of(client.get(f"{LIST}new/?story={article.pk}"), "stories")
    client.post(f"{LIST}new/", blank | {"asks": "reply", "words": "а\0б"})
    assert Demand.objects.get().words == "аб"


def test_the_list_begins_with_what_is_due_and_is_loud_of_what_is_late(
    clock, at_desk, editor, article, demand
):
    clock.tick(days=60)
    later = demands.take(by=editor, stories=[article], **said(asks=["personal"]))
    page = text(at_desk(editor).get(LIST))
    assert page.index(at(demand)) < page.index(at(later))
    assert page.count('class="is-overdue"') == 1
    demands.decide(demand, by=editor, version=1, decision="refused", reason="Негізсіз")
    demands.answer(demand, by=editor, version=2, words="Жауап", how="Пошта")
    page = text(at_desk(editor).get(LIST))
    assert page.index(at(later)) < page.index(at(demand))
    assert 'class="is-overdue"' not in page
    assert at_desk(editor).get(f"{LIST}?before={demand.pk}").status_code == 200
    assert at_desk(editor).get(f"{LIST}?before=99999999999999999999").status_code == 200


def test_a_verb_given_for_a_demand_is_noted_with_it(at_desk, editor, article, demand):
    client = at_desk(editor)
    assert verb(article, "correct", demand) in text(client.get(at(demand)))
    page = client.get(verb(article, "correct", demand))
    form = form_of(page, "kind")
    assert form["kind"] == ["refutation"]
    assert form["demand"] == [str(demand.pk)]
    answer = client.post(verb(article, "correct", demand), form | {"note": "Бұл рас емес.",
                                                                  "when": "now"})  # fmt: skip
    assert answer.url == at(demand)
    act = DemandAct.objects.get()
    assert (act.decision.verb, act.by, act.demand) == ("correct", editor, demand)
    assert Edition.objects.visible().get(article=article).correction_kind == "refutation"
    assert "Бұл рас емес." in text(client.get(at(demand)))


def test_a_hold_leads_to_the_check_list_and_is_noted(at_desk, editor, article, demand):
    client = at_desk(editor)
    form = form_of(client.get(verb(article, "hold", demand)), "note")
    assert f"№ {demand.pk}" in form["note"][0]
    answer = client.post(verb(article, "hold", demand), form)
    assert answer.url.endswith("/whereabouts/")
    assert DemandAct.objects.get().decision.verb == "hold"
    assert at(demand) in text(client.get(answer.url))


def test_a_removal_by_law_is_filled_in_from_the_paper_for_the_chief_alone(
    at_desk, editor, chief, article
):
    paper = {"paper": "court_act", "paper_number": "7-26", "asks": ["whole"]}
    demand = demands.take(by=editor, stories=[article], **said(**paper))
    assert verb(article, "redact", demand) not in text(at_desk(editor).get(at(demand)))
    client = at_desk(chief)
    form = form_of(client.get(verb(article, "redact", demand)), "note")
    assert "№ 7-26" in form["note"][0]
    assert "body" in form["fields"]
    client.post(verb(article, "redact", demand), form)
    assert article.redactions.get().basis == form["note"][0]
    assert DemandAct.objects.get().decision.verb == "redact"


def test_a_demand_about_another_story_is_not_filled_in(at_desk, editor, demand, write):
    other = write(editor)
    page = at_desk(editor).get(verb(other, "approve", demand))
    assert 'name="demand"' not in text(page)
    for forged in ("x", "99999999999999999999", "-1"):
        way = f"/admin/articles/article/{other.pk}/verb/spike/?demand={forged}"
        assert at_desk(editor).get(way).status_code == 200


def test_paragraphs_are_chosen_and_readers_lose_them_with_the_verb(
    at_desk, editor, article, demand
):
    client = at_desk(editor)
    way = at(demand, f"paragraphs/{article.pk}/")
    page = client.get(way)
    form = form_of(page, "edition")
    assert text(page).count('name="paragraph"') == 3
    none = client.post(way, form)
    assert none.status_code == 409
    answer = client.post(way, form | {"paragraph": "2"})
    assert answer.url == verb(article, "correct", demand)
    assert Article.objects.get(pk=article.pk).body == "<p>Бірінші.</p><p>Соңғы.</p>"
    twice = client.post(way, form | {"paragraph": "2"})
    assert twice.status_code in (302, 409)
    assert Article.objects.get(pk=article.pk).body == "<p>Бірінші.</p><p>Соңғы.</p>"
    for forged in ({"edition": "x", "paragraph": "2"}, {"paragraph": ["x", "-5", "9" * 30]}):
        assert client.post(way, form | forged).status_code == 409


def test_a_photo_is_taken_out_of_the_story(at_desk, editor, article, demand):
    client = at_desk(editor)
    answer = client.post(at(demand), {"story": article.pk, "photo": article.photo_id})
    assert answer.url == verb(article, "correct", demand)
    assert Article.objects.get(pk=article.pk).photo is None
    again = client.post(at(demand), {"story": article.pk, "photo": article.photo_id})
    assert again.url == at(demand)
    for forged in ({"story": "x", "photo": "1"}, {"story": "9" * 25, "photo": "1"}):
        assert client.post(at(demand), forged).status_code == 404
    assert client.post(at(demand), {}).status_code == 404


def test_what_was_decided_without_the_demand_is_noted_by_a_button(
    at_desk, editor, article, demand, write
):
    workflow.hold(article, by=editor)
    decision = article.decisions.get(verb="hold")
    client = at_desk(editor)
    assert f'value="{decision.pk}"' in text(client.get(at(demand)))
    client.post(at(demand), {"given": decision.pk})
    client.post(at(demand), {"given": decision.pk})
    assert DemandAct.objects.get().decision == decision
    other = write(editor)
    workflow.submit(other, by=editor)
    assert client.post(at(demand), {"given": other.decisions.get().pk}).status_code == 404


def test_it_is_decided_answered_and_closed(at_desk, editor, demand):
    client = at_desk(editor)
    form = form_of(client.get(at(demand)), "reason")
    refused = client.post(at(demand), form | {"decide": "1", "decision": "granted"})
    assert refused.status_code == 422
    client.post(at(demand), form | {"decide": "1", "decision": "granted", "reason": "Рас"})
    late = client.post(at(demand), form | {"decide": "1", "decision": "refused", "reason": "Жоқ"})
    assert late.status_code == 422
    assert "Жоқ</textarea>" in text(late)
    form = form_of(client.get(at(demand)), "answer")
    client.post(at(demand), form | {"send": "1", "answer": "Теріске шығардық", "how": "Пошта"})
    demand.refresh_from_db()
    assert (demand.decision, demand.reason, demand.answer) == ("granted", "Рас", "Теріске шығардық")
    assert not demand.is_open
    page = text(client.get(at(demand)))
    assert 'name="decide"' not in page
    assert "Теріске шығардық" in page
    assert client.post(at(demand), form | {"send": "1", "answer": "Тағы"}).status_code == 422


def test_what_was_noted_is_mended_and_the_second_person_hears_of_the_first(
    at_desk, editor, chief, demand
):
    client = at_desk(editor)
    form = form_of(client.get(at(demand, "mend/")), "stories")
    client.post(at(demand, "mend/"), form | {"contact": "Жаңа мекенжай"})
    late = at_desk(chief).post(at(demand, "mend/"), form | {"contact": "Басқа"})
    assert late.status_code == 422
    assert "Басқа" in text(late)
    demand.refresh_from_db()
    assert demand.contact == "Жаңа мекенжай"


def test_a_journalist_hears_that_a_demand_stands_on_their_story_and_no_more(
    at_desk, journalist, article, demand, chief
):
    client = at_desk(journalist)
    page = text(client.get(f"/admin/articles/article/{article.pk}/change/"))
    assert "kept-notice" in page
    assert "Асан" not in page
    assert "/demands/" not in page
    for way in (LIST, f"{LIST}new/", at(demand), at(demand, "mend/"),
                at(demand, f"paragraphs/{article.pk}/")):  # fmt: skip
        assert client.get(way).status_code == 403
    assert client.post(at(demand), {"forget": "1"}).status_code == 403
    assert LIST not in text(client.get("/admin/"))


def test_what_is_demanded_stands_on_no_page_of_readers(client, article, demand, house):
    for way in ("/", f"/news/{article.pk}-{article.slug}/", "/search/?q=Асан", "/latest/feed.rss"):
        assert "asan@" not in text(client.get(way))
        assert "Асан Үсенов" not in text(client.get(way))


@pytest.mark.parametrize("pk", ["0", "99999999999999999999"])
def test_of_no_demand_there_is_no_page(at_desk, editor, pk, demand):
    client = at_desk(editor)
    for way in ("", "mend/", f"paragraphs/{pk}/"):
        assert client.get(f"{LIST}{pk}/{way}").status_code == 404
    assert client.get(at(demand, f"paragraphs/{pk}/")).status_code == 404


def test_the_screens_cost_the_same_for_many(at_desk, editor, chief, write, photo):
    stories = [write(editor, headline=f"Көпір {n}", body=BODY, photo=photo) for n in range(10)]
    for _number in range(10):
        last = demands.take(by=editor, stories=stories, **said())
    client = at_desk(chief)
    for way in (LIST, at(last)):
        with CaptureQueriesContext(connection) as asked:
            client.get(way)
        assert len(asked) <= 30, (way, len(asked))
