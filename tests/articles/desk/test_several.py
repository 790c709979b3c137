"""Several stories at once: each by its own rule, each with its result, none half done."""

import pytest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles import workflow
from articles.models import Article, Status
from tests.forms import all_fields_of

pytestmark = pytest.mark.django_db
SEVERAL = "/admin/articles/article/several/"


@pytest.fixture
def waiting(write, journalist, photo):
    """Three stories that wait for an editor."""
    stories = [write(journalist, headline=f"Су {number}", photo=photo) for number in range(3)]
    for article in stories:
        workflow.submit(article, by=journalist)
    return stories


@pytest.fixture
def give(at_desk, editor):
    """Return who ticks stories and gives an order: `give(stories, "approve")`."""

    def order(stories, act, by=editor, **fields):
        ticks = [f"{each.pk}.{each.version}" for each in stories]
        return at_desk(by).post(SEVERAL, {"story": ticks, "act": act, **fields}, follow=True)

    return order


def overtaken_sentence():
    return _("Somebody changed this story a moment ago: look at it again before you decide.")


def statuses():
    return list(Article.objects.order_by("pk").values_list("status", flat=True))


def test_all_that_can_be_approved_are_and_each_says_so(give, waiting):
    page = give(waiting, "approve").content.decode()
    assert statuses() == [Status.APPROVED] * 3
    assert all(each.editions.visible().exists() for each in waiting)
    assert all(each.headline in page for each in waiting)


def test_what_is_refused_is_named_with_its_reason_and_the_rest_is_done(
    give, waiting, editor, rewrite, photo
):
    overtaken, lacking, fine = waiting
    photo.pk, photo.digest, photo.alt_text = None, "1" * 64, ""
    photo.save()
    Article.objects.filter(pk=lacking.pk).update(photo=photo)
    ticked = [Article.objects.get(pk=each.pk) for each in waiting]
    rewrite(overtaken, by=editor, lead="Редактор жазды.")
    page = give(ticked, "approve").content.decode()
    assert statuses() == [Status.SUBMITTED, Status.SUBMITTED, Status.APPROVED]
    assert page.index(overtaken.headline) < page.index(fine.headline)
    with translation.override("kk"):
        assert overtaken_sentence() in page
    assert "балама мәтін" in page.lower()


def test_what_needs_a_confirmation_of_its_own_is_not_done_for_many(
    give, write, editor, on_duty, photo
):
    on_duty(editor)
    own = write(editor, photo=photo)
    workflow.submit(own, by=editor)
    page = give([own], "approve").content.decode()
    assert statuses() == [Status.SUBMITTED]
    assert f"/admin/articles/article/{own.pk}/verb/approve/" in page


def test_a_story_nobody_else_has_read_is_refused(give, write, editor):
    own = write(editor)
    workflow.submit(own, by=editor)
    give([own], "approve")
    assert statuses() == [Status.SUBMITTED]


def test_a_translation_of_a_held_original_is_not_done_for_many(
    give, write, journalist, editor, clock
):
    original = write(journalist)
    workflow.approve(original, by=editor)
    translation = write(journalist, language="ru", translation_of=original, follows=1)
    workflow.submit(translation, by=journalist)
    clock.tick()
    workflow.hold(original, by=editor)
    page = give([translation], "approve").content.decode()
    translation.refresh_from_db()
    assert translation.status == Status.SUBMITTED
    assert f"/article/{translation.pk}/verb/approve/" in page


def test_several_go_back_with_one_reason(give, waiting, journalist):
    give(waiting, "send_back", note="Дереккөзін жаз")
    assert statuses() == [Status.DRAFT] * 3
    notes = [each.decisions.order_by("-id").first().note for each in waiting]
    assert notes == ["Дереккөзін жаз"] * 3


def test_without_a_reason_nothing_is_done_and_the_ticks_stay(give, waiting):
    answer = give(waiting[:2], "send_back")
    assert answer.status_code == 422
    assert statuses() == [Status.SUBMITTED] * 3
    ticked = [form["story"] for form in all_fields_of(answer) if "story" in form]
    assert ticked == [[f"{each.pk}.{each.version}" for each in waiting[:2]]]


def test_several_are_given_with_a_due_time_and_an_urgency(give, waiting, journalist):
    due = {"due_at_0": "2099-12-01", "due_at_1": "18:00"}
    give(waiting, "assign", given_to=str(journalist.pk), urgency="2", **due)
    for article in Article.objects.all():
        local = timezone.localtime(article.due_at)
        assert (article.assignee, article.urgency, f"{local:%H:%M}") == (journalist, 2, "18:00")
        assert article.status == Status.SUBMITTED
    again = list(Article.objects.order_by("pk"))
    give(again, "assign", given_to="nobody", without_due="on")
    assert not Article.objects.exclude(assignee=None, due_at=None).exists()
    assert set(Article.objects.values_list("urgency", flat=True)) == {2}


def test_a_due_time_that_has_passed_is_refused_and_what_was_typed_stays(
    give, waiting, journalist, clock
):
    past = {"due_at_0": "2026-02-19", "due_at_1": "18:52"}
    given = {"given_to": str(journalist.pk), "urgency": "2", **past}
    answer = give(waiting, "assign", **given)
    assert answer.status_code == 422
    assert answer.context["several"].errors.keys() == {"due_at"}
    form = next(form for form in all_fields_of(answer) if "story" in form)
    ticks = [f"{each.pk}.{each.version}" for each in waiting]
    assert form["story"] == ticks
    assert {name: form[name][0] for name in given} == given
    assert not Article.objects.exclude(due_at=None, assignee=None).exists()
    # What is taken off all, or is no part of the order, is not asked about.
    give(waiting, "assign", without_due="on", **given)
    assert set(Article.objects.values_list("due_at", "urgency")) == {(None, 2)}
    give(list(Article.objects.order_by("pk")), "send_back", note="Дереккөзін жаз", **past)
    assert statuses() == [Status.DRAFT] * 3


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("assign", {}),
        ("assign", {"given_to": "987654"}),
        ("assign", {"given_to": "x\0"}),
        ("assign", {"urgency": "77"}),
        ("assign", {"urgency": "x"}),
        ("assign", {"due_at_0": "0001-01-01", "due_at_1": "00:00"}),
        ("assign", {"due_at_0": "9999-12-31", "due_at_1": "23:59"}),
        ("assign", {"due_at_0": "\ud800", "due_at_1": "25:61"}),
        ("send_back", {"note": "а" * 2001}),
        ("kill", {"note": "Қате"}),
        ("", {}),
    ],
)
def test_what_cannot_be_is_said_and_does_nothing(give, waiting, act, fields):
    if "\ud800" in fields.values():
        fields = {name: value.replace("\ud800", "%ED%A0%80") for name, value in fields.items()}
    answer = give(waiting, act, **fields)
    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert set(statuses()) == {Status.SUBMITTED}
    assert not Article.objects.exclude(urgency=5).exists()


@pytest.mark.parametrize(
    "ticks", [[], ["x"], ["1"], ["9" * 30 + ".1"], ["-1.2"], [".1"], ["987654.1"]]
)
def test_forged_ticks_do_nothing(at_desk, editor, waiting, ticks):
    answer = at_desk(editor).post(SEVERAL, {"story": ticks, "act": "approve"}, follow=True)
    assert answer.status_code in (200, 422)
    assert set(statuses()) == {Status.SUBMITTED}


def test_a_story_ticked_twice_is_done_once(give, waiting):
    give([waiting[0], waiting[0]], "approve")
    assert waiting[0].editions.count() == 1


def test_more_than_a_hundred_are_refused_at_once(at_desk, editor, waiting):
    ticks = [f"{number}.1" for number in range(1, 102)]
    answer = at_desk(editor).post(SEVERAL, {"story": ticks, "act": "approve"})
    assert answer.status_code == 422
    assert set(statuses()) == {Status.SUBMITTED}


def test_the_same_order_twice_changes_nothing_more(give, waiting):
    give(waiting, "approve")
    page = give(waiting, "approve")
    assert page.status_code == 200
    assert [each.editions.count() for each in waiting] == [1, 1, 1]


def test_a_journalist_gives_no_such_order_and_sees_no_ticks(at_desk, give, waiting, journalist):
    assert give(waiting, "approve", by=journalist).status_code == 403
    assert set(statuses()) == {Status.SUBMITTED}
    assert at_desk(journalist).get(f"{SEVERAL}done/").status_code == 403
    page = at_desk(journalist).get("/admin/articles/article/").content.decode()
    assert 'name="story"' not in page


def test_results_name_no_story_out_of_sight(at_desk, give, waiting, editor, journalist):
    client = at_desk(editor)
    ticks = [f"{each.pk}.{each.version}" for each in waiting]
    client.post(SEVERAL, {"story": ticks, "act": "approve"})
    editor.groups.clear()
    assert client.get(f"{SEVERAL}done/").status_code == 403


def test_what_fails_in_the_middle_is_told_with_the_rest(give, waiting, monkeypatch):
    real = workflow.approve

    def approve(article, **given):
        if article.pk == waiting[1].pk:
            raise RuntimeError
        real(article, **given)

    monkeypatch.setattr(workflow, "approve", approve)
    page = give(waiting, "approve").content.decode()
    assert statuses() == [Status.APPROVED, Status.SUBMITTED, Status.APPROVED]
    assert waiting[1].headline in page


def test_the_queue_and_the_list_say_loudly_what_presses(at_desk, editor, write, journalist, clock):
    article = write(
        journalist, due_at=clock.after(hours=-1), embargoed_until=clock.after(hours=9), urgency=1
    )
    workflow.submit(article, by=journalist)
    story = f"/admin/articles/article/{article.pk}"
    for address in ("/admin/articles/article/queue/", "/admin/articles/article/",
                    f"{story}/change/", f"{story}/verb/approve/"):  # fmt: skip
        page = at_desk(editor).get(address).content.decode()
        assert 'class="overdue"' in page and 'class="embargo"' in page, address
        assert 'class="urgent"' in page, address


@pytest.mark.parametrize("address", ["queue/", ""])
def test_a_long_list_costs_no_more_queries(
    at_desk, editor, write, journalist, address, django_assert_max_num_queries
):
    client = at_desk(editor)
    for number in range(25):
        workflow.submit(write(journalist, headline=f"Су {number}", assignee=editor), by=journalist)
    with django_assert_max_num_queries(30) as asked:
        client.get(f"/admin/articles/article/{address}")
    many = len(asked)
    Article.objects.filter(headline__endswith="1").update(urgency=1, due_at=timezone.now())
    with django_assert_max_num_queries(many):
        client.get(f"/admin/articles/article/{address}")
