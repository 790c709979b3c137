"""A translation begins as the original's text, bound to it, and goes out when it may."""

import pytest

from articles import originals, translating, workflow
from articles.models import (
    Agency,
    Article,
    Author,
    Commercial,
    Contribution,
    Decision,
    Edition,
    Genre,
    House,
    Language,
    Origin,
    Region,
    Role,
    Status,
    Tag,
    Topic,
    Verb,
    Version,
)
from articles.refusals import NotAllowed, Refused

BODY = (
    '<p>Жаңа мектепте алты жүз оқушы білім алады.</p><figure data-photo="%d"></figure>'
    '<figure data-embed="https://youtu.be/x1"></figure>'
)


@pytest.fixture
def original(write, journalist, photo):
    author = Author.objects.create(name="Айгерім", slug="aigerim")
    photographer = Author.objects.create(name="Данияр", slug="daniiar")
    editing = Author.objects.create(name="Гүлнар", slug="gulnar")
    story = write(
        journalist, body=BODY % photo.pk, photo=photo, photo_caption="Мектеп", dateline="Түркістан",
        agency=Agency.objects.create(name="Дала-Ақпарат"), source_name="Aqorda.resmi",
        source_url="https://example.kz/1", genre=Genre.ARTICLE, commercial=Commercial.PARTNER,
        region=Region.objects.get(code="KZ-61"), age_mark=6, urgency=3,
        tags=Tag.called(["мектеп", "білім"]), ed_note="Тек бізге",
    )  # fmt: skip
    story.further_regions.add(Region.objects.get(code="KZ-79"))
    story.topics.add(Topic.objects.create(name_kk="Мектептер", slug="mektepter"))
    for order, (person, role) in enumerate(
        [(author, Role.AUTHOR), (photographer, Role.PHOTOGRAPHER), (editing, Role.EDITOR)]
    ):
        story.contributions.create(author=person, role=role, order=order)
    return story


@pytest.fixture
def translator(person):
    user = person("editor", "audarmashy")
    Author.objects.create(name="Полина", slug="polina", user=user)
    return user


def parts(article):
    rows = article.contributions.order_by("order").values_list("author__slug", "role")
    return list(rows)


def test_a_translation_begins_with_everything_the_original_has(original, translator):
    begun, is_new = translating.translate(original, into=Language.RUSSIAN, by=translator)
    assert is_new
    assert begun.translation_of == original
    assert (begun.language, begun.owner, begun.status) == ("ru", translator, Status.DRAFT)
    for name in translating.COPIED:
        assert getattr(begun, name) == getattr(original, name), name
    assert begun.origin == Origin.TRANSLATION
    assert set(begun.tags.all()) == set(original.tags.all()), "the same tags, not new ones"
    assert list(begun.topics.all()) == list(original.topics.all())
    assert list(begun.further_regions.all()) == list(original.further_regions.all())
    assert parts(begun) == [
        ("aigerim", Role.AUTHOR), ("daniiar", Role.PHOTOGRAPHER), ("polina", Role.TRANSLATOR),
    ]  # fmt: skip
    assert begun.ed_note == "", "colleagues' notes are about the other text"
    assert parts(original)[-1] == ("gulnar", Role.EDITOR), "the original keeps its own"


def test_the_record_says_where_the_words_came_from(original, translator, editor):
    workflow.approve(original, by=editor)
    begun, _new = translating.translate(original, into="en", by=translator)
    first = Version.objects.get(article=begun)
    assert first.by == translator
    assert first.content["translation_of"] == original.pk
    made_from = {"story": original.pk, "version": original.version, "edition": 1}
    assert first.content["made_from"] == made_from
    assert not Decision.objects.filter(article=begun).exists()


@pytest.mark.parametrize("origin", [Origin.PRESS_RELEASE, Origin.READER, Origin.PARTNER])
def test_words_that_are_not_ours_stay_so_in_any_language(original, translator, origin):
    Article.objects.filter(pk=original.pk).update(origin=origin)
    assert translating.translate(original, into="en", by=translator)[0].origin == origin


def test_a_second_press_leads_to_the_draft_that_is_there(original, translator, editor):
    begun, _new = translating.translate(original, into="ru", by=translator)
    for by in (translator, editor):
        assert translating.translate(original, into="ru", by=by) == (begun, False)
    assert Article.objects.count() == 2


def test_a_translation_of_a_translation_is_one_of_the_first_original(
    original, translator, editor, rewrite
):
    russian, _new = translating.translate(original, into="ru", by=translator)
    rewrite(russian, by=translator, headline="В области открылась школа")
    english, _new = translating.translate(russian, into="en", by=editor)
    assert english.translation_of == original
    assert english.headline == "В области открылась школа", "worked over from what was read"
    assert parts(english) == [("aigerim", Role.AUTHOR), ("daniiar", Role.PHOTOGRAPHER)]


def test_what_was_made_from_an_old_text_follows_the_old_edition(
    original, translator, editor, rewrite, clock
):
    workflow.approve(original, by=editor)
    russian, _new = translating.translate(original, into="ru", by=translator)
    clock.tick()
    rewrite(original, by=editor, lead="Жаңа лид.")
    workflow.correct(original, by=translator, kind="update")
    english, _new = translating.translate(russian, into="en", by=translator)
    assert english.follows == 1
    assert originals.behind(Article.objects.all()).count() == 2


@pytest.mark.parametrize("into", ["kk", "xx", "", "ru "])
def test_only_a_language_that_is_left_is_taken(original, translator, into):
    with pytest.raises(Refused) as refusal:
        translating.translate(original, into=into, by=translator)
    assert [field for field, _said in refusal.value.sentences] == ["into"]


def test_a_language_the_house_does_not_have_is_refused(original, translator):
    House.objects.create(pk=1, has_english=False)
    with pytest.raises(Refused):
        translating.translate(original, into="en", by=translator)


@pytest.mark.parametrize("end", ["spiked", "killed"])
def test_what_is_over_is_not_translated(original, translator, editor, chief, end):
    if end == "spiked":
        workflow.spike(original, by=editor)
    else:
        workflow.approve(original, by=editor)
        workflow.kill(original, by=chief, note="Дерек жалған")
    with pytest.raises(NotAllowed):
        translating.translate(original, into="ru", by=translator)


def test_nobody_translates_what_they_may_not_see(original, person):
    with pytest.raises(NotAllowed):
        translating.translate(original, into="ru", by=person("journalist"))
    with pytest.raises(NotAllowed):
        translating.translate(original, into="ru", by=person("photo_editor"))


# --- Going out ----------------------------------------------------------------------------


def worked_over(article, rewrite, by):
    rewrite(article, by=by, headline="В области открылась школа", body="<p>Новая школа.</p>")
    return article


def test_a_text_that_is_still_the_originals_does_not_go_out(original, translator, editor, rewrite):
    Article.objects.filter(pk=original.pk).update(body="<p>Мәтін.</p>", photo=None)
    begun, _new = translating.translate(original, into="ru", by=translator)
    with pytest.raises(Refused) as refusal:
        workflow.approve(begun, by=editor)
    assert [field for field, _said in refusal.value.sentences] == ["body"]
    workflow.approve(worked_over(begun, rewrite, translator), by=editor)
    assert Edition.objects.visible().filter(language="ru").exists()


def test_no_translation_appears_before_its_originals_embargo(
    original, translator, editor, rewrite, clock
):
    until = clock.after(hours=5)
    Article.objects.filter(pk=original.pk).update(embargoed_until=until)
    begun, _new = translating.translate(original, into="ru", by=translator)
    assert begun.embargoed_until == until
    worked_over(begun, rewrite, translator)
    # Taken out of the form by hand, or set in the original later.
    rewrite(begun, by=translator, embargoed_until=None)
    with pytest.raises(Refused) as refusal:
        workflow.approve(begun, by=editor)
    assert [field for field, _said in refusal.value.sentences] == ["at"]
    workflow.approve(begun, by=editor, at=until)
    assert not Edition.objects.visible(clock.after(hours=4)).exists()


@pytest.mark.parametrize(("verb", "stopped"), [("hold", "held"), ("kill", "killed")])
def test_a_translation_of_a_stopped_original_goes_out_only_when_that_is_confirmed(
    write, journalist, translator, editor, chief, rewrite, verb, stopped
):
    original = write(journalist)
    workflow.approve(original, by=editor)
    begun = worked_over(
        translating.translate(original, into="ru", by=translator)[0], rewrite, translator
    )
    getattr(workflow, verb)(original, by=chief, note="Дерек тексеріліп жатыр")
    with pytest.raises(Refused) as refusal:
        workflow.approve(begun, by=editor)
    assert [field for field, _said in refusal.value.sentences] == ["despite"]
    assert not Edition.objects.filter(article=begun).exists()
    workflow.approve(begun, by=editor, despite=True)
    decision = Decision.objects.get(article=begun, verb=Verb.APPROVE)
    assert decision.details == {"despite": stopped, "original": original.pk}


def test_a_confirmation_that_nobody_asked_for_is_not_recorded(
    write, journalist, translator, editor, rewrite
):
    original = write(journalist)
    begun = worked_over(
        translating.translate(original, into="ru", by=translator)[0], rewrite, translator
    )
    workflow.approve(begun, by=editor, despite=True)
    assert Decision.objects.get(article=begun).details == {}


# --- Following ----------------------------------------------------------------------------


@pytest.fixture
def behind(write, journalist, translator, editor, rewrite, clock):
    """A translation whose original was corrected since."""
    original = write(journalist)
    workflow.approve(original, by=editor)
    begun, _new = translating.translate(original, into="ru", by=translator)
    clock.tick()
    rewrite(original, by=editor, lead="Жаңа лид.")
    workflow.correct(original, by=translator, kind="correction", note="Сан.")
    return begun


def test_a_check_is_noted_and_overtakes_nobody(behind, translator):
    version = behind.version
    translating.check(behind, edition=2, by=translator)
    behind.refresh_from_db()
    assert (behind.follows, behind.version, originals.events(behind)) == (2, version, [])
    decision = Decision.objects.get(article=behind)
    assert (decision.verb, decision.by) == (Verb.CHECK, translator)
    assert decision.details == {"original": behind.translation_of_id, "edition": 2}
    translating.check(behind, edition=2, by=translator)
    assert Decision.objects.filter(article=behind).count() == 1


@pytest.mark.parametrize("edition", [0, 3, 10**12, -1])
def test_an_edition_the_original_does_not_have_is_refused(behind, translator, edition):
    with pytest.raises(Refused):
        translating.check(behind, edition=edition, by=translator)
    behind.refresh_from_db()
    assert behind.follows == 1


def test_a_check_against_what_was_shown_leaves_what_came_since(
    behind, translator, editor, rewrite, clock
):
    original = Article.objects.get(pk=behind.translation_of_id)
    clock.tick()
    rewrite(original, by=editor, lead="Тағы жаңа лид.")
    workflow.correct(original, by=translator, kind="update")
    translating.check(behind, edition=2, by=translator)
    assert [event.edition for event in originals.events(behind)] == [3]


def test_a_stranger_checks_nothing(behind, person):
    with pytest.raises(NotAllowed):
        translating.check(behind, edition=2, by=person("journalist"))


# --- The basket ---------------------------------------------------------------------------


def test_a_spiked_translation_leaves_its_place_and_does_not_come_back_into_a_taken_one(
    original, translator, editor
):
    first, _new = translating.translate(original, into="ru", by=translator)
    workflow.spike(first, by=editor)
    second, is_new = translating.translate(original, into="ru", by=translator)
    assert is_new
    with pytest.raises(Refused) as refusal:
        workflow.restore(first, by=editor)
    assert f"№ {second.pk}" in str(refusal.value)
    workflow.spike(second, by=editor)
    workflow.restore(first, by=editor)
    assert Article.objects.get(pk=first.pk).status == Status.DRAFT


def test_contributions_are_copies(original, translator):
    before = set(Contribution.objects.values_list("pk", flat=True))
    translating.translate(original, into="ru", by=translator)
    assert set(original.contributions.values_list("pk", flat=True)) == before
