"""Find anything: what answers, to whom, at what cost; and every screen offered opens."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import workflow
from articles.desk.finding import screens
from articles.models import Author, House, OldAddress, Region, Tag, Topic
from articles.roles import StaffRole
from articles.search.keys import other_keys
from articles.tags import counting, filing
from kazakh import terms
from media import finding as photo_words
from media.models import PhotoCredit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(at_desk):
    """Return an asker of the palette: the labels of what answers, by group."""

    def tell(user, text="", **more):
        answer = at_desk(user).get(reverse("find-told"), {"q": text, **more})
        assert answer.status_code == 200
        return {
            group["key"]: [link["label"] for link in group["links"]]
            for group in answer.json()["groups"]
        }

    return tell


@pytest.mark.parametrize("typed", ["мектептерді", "vtrntg", "mektep", "мекте", "мект"])
def test_a_story_is_found_in_any_form_and_by_a_beginning(ask, write, editor, typed):
    write(editor, headline="Жаңа мектеп ашылды", lead="", body="")
    write(editor, headline="Су тасқыны", lead="", body="")
    assert ask(editor, typed)["stories"] == ["Жаңа мектеп ашылды"]


@pytest.mark.parametrize("typed", ["{}", "№ {}", "№{}", "#{}", " {} "])
def test_a_story_is_found_by_its_number(ask, write, editor, typed):
    story = write(editor, headline="Су")
    assert "Су" in ask(editor, typed.format(story.pk))["stories"]


@pytest.mark.parametrize(
    "address",
    [
        "http://example.kz/news/{}-su/", "https://www.example.kz/latyn/news/{}-su/?utm_source=x",
        "/tote/news/{}-x/", "https://example.kz/news/{}.ninjs", "www.example.kz/news/{}/",
        "http://127.0.0.1:8000/admin/articles/article/{}/change/?_changelist_filters=q",
    ],
)  # fmt: skip
def test_a_story_is_found_by_its_address_in_any_script(ask, write, editor, address):
    story = write(editor, headline="Су")
    write(editor, headline="Басқа")
    assert ask(editor, address.format(story.pk)) == {"stories": ["Су"]}


def test_an_address_that_a_story_had_before_finds_it(ask, write, editor):
    story = write(editor, headline="Су")
    OldAddress.objects.create(path="/?p=12", article=story)
    assert ask(editor, "https://old.kz/?p=12&utm_source=x") == {"stories": ["Су"]}
    assert ask(editor, "https://old.kz/?p=13") == {}


@pytest.mark.parametrize(
    "address", ["https://x/news/99999999999999999999-x/", "https://[", "//", "/"]
)
def test_what_is_no_address_of_ours_finds_nothing(ask, editor, address):
    assert "stories" not in ask(editor, address)


def test_nothing_of_a_colleague_shows_to_a_journalist(ask, write, person, journalist, editor):
    colleague = person(username="other")
    secret = write(colleague, headline="Құпия тергеу")
    live = write(colleague, headline="Жарияланған тергеу")
    workflow.approve(live, by=editor)
    own = write(journalist, headline="Менің тергеуім")
    assert ask(journalist, "тергеу")["stories"] == ["Менің тергеуім"]
    assert "stories" not in ask(journalist, str(secret.pk))
    assert ask(journalist, f"https://x/news/{secret.pk}-x/") == {}
    # What every reader has is found by its address, and leads to the site.
    assert ask(journalist, f"https://x/news/{live.pk}-x/") == {"stories": ["Жарияланған тергеу"]}
    assert ask(journalist, "", story=[secret.pk, live.pk, own.pk])["stories"] == ["Менің тергеуім"]
    assert len(ask(editor, "тергеу")["stories"]) == 3


def test_what_one_had_in_hand_stands_first(ask, write, rewrite, editor, journalist):
    opened = write(journalist, headline="Ашылған")
    saved = write(journalist, headline="Сақталған")
    rewrite(saved, by=editor, lead="Жаңа лид")
    found = ask(editor, "", story=[opened.pk, 987654])
    assert found["stories"] == ["Ашылған", "Сақталған"]
    assert found["screens"][0] == "Материал жазу"


@pytest.mark.parametrize(
    ("typed", "label"),
    [("су", "Су"), ("ce", "Су"), ("su", "Су"), ("абай о", "Абай облысы"), ("абаи", "Абай облысы"),
     ("қоғ", "Қоғам"), ("общест", "Қоғам"), ("соғыс", "Соғыс")],
)  # fmt: skip
def test_things_are_found_by_the_beginnings_of_their_names(ask, editor, category, typed, label):
    Tag.called(["Су"])
    filing.file_missing()
    Topic.objects.create(slug="sogys", name_kk="Соғыс")
    Region.objects.get_or_create(code="x", defaults={"name_kk": "Абай облысы", "slug": "abai-x"})
    assert label in ask(editor, typed)["things"]


def test_a_page_for_readers_is_offered_where_there_is_one(at_desk, write, journalist, editor):
    Tag.called(["Қой", "Қойма"])
    workflow.approve(write(journalist, tags=Tag.called(["Қой"])), by=editor)
    filing.file_missing()
    counting.count()
    told = at_desk(editor).get(reverse("find-told"), {"q": "қой"}).json()["groups"]
    [things] = [group for group in told if group["key"] == "things"]
    pages = [link["href"] for link in things["links"] if not link["href"].startswith("/admin/")]
    assert pages == ["/tag/qoi/"]
    assert at_desk(editor).get(pages[0]).status_code == 200


def test_people_are_found_and_accounts_only_by_the_chief(ask, editor, chief):
    User.objects.create_user("aigul", first_name="Айгүл", last_name="Серік", is_staff=True)
    Author.objects.create(name="Айгүл Оспан", slug="aigul-ospan")
    assert ask(editor, "айгул")["people"] == ["Айгүл Оспан"]
    assert set(ask(chief, "aigul")["people"]) == {"Айгүл Оспан", "Айгүл Серік"}


def test_photos_are_found_by_words_and_by_maker(ask, editor, photo):
    photo_words.file(photo)
    assert ask(editor, "кездесуден")["photos"] == ["Кездесуден көрініс"]
    assert ask(editor, "aqorda")["photos"] == ["Кездесуден көрініс"]
    assert PhotoCredit.objects.exists()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize(
    ("typed", "route"),
    [
        ("queue", "articles_article_queue"), ("wait", "articles_article_queue"),
        ("write", "articles_article_add"), ("tag", "articles_tag_changelist"),
        ("photo", "media_photo_changelist"), ("merge", "articles_tag_merge"),
        ("comm", "articles_readernote_changelist"), ("еуые", ""),
    ],
)  # fmt: skip
def test_screens_are_found_whatever_the_language_of_the_interface(chief, language, typed, route):
    with translation.override(language):
        found = [address for _name, address in screens.found(chief, [terms.loosely(typed)])]
    assert (reverse(f"admin:{route}") in found) if route else not found


def in_latin(text):
    """Return the keys of a Cyrillic keyboard as they are with the layout left in Latin."""
    keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
    return text.lower().translate(str.maketrans(other_keys(keys), keys))


def first(found):
    """Return the answer that Enter opens: its group and what it is called."""
    return next((key, labels[0]) for key, labels in found.items())


@pytest.mark.parametrize(
    "typed", ["жоспар", "ЖОСПАР", " жоспар ", ";jcgfh", "жосп", ";jcg", "план", "gkfy", "plan",
              "jospar", "zhospar"],
)  # fmt: skip
def test_a_screen_comes_first_by_its_name_or_the_beginning_of_it(ask, write, editor, typed):
    write(editor, headline="Жоспар бекітілді", body="<p>План, jospar, plan, zhospar</p>")
    Topic.objects.create(slug="plan", name_kk="Жоспар", name_ru="План", name_en="Plan")
    Tag.called(["Жоспар"])
    filing.file_missing()
    found = ask(editor, typed)
    assert first(found) == ("screens", "Жоспар")
    assert "Жоспар бекітілді" in found["stories"]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_screen_is_the_first_by_its_own_name_on_any_keyboard(chief, language):
    for screen in screens.SCREENS:
        if not screen.is_for(chief):
            continue
        with translation.override(language):
            called = [str(name) for name in (screen.name, screen.place) if name]
        for name in called:
            typed = [name, name.upper()]
            # What stands on the keys of digits is no letter with the layout left in Latin.
            if language != "en" and not set("әіңғүұқөһ") & set(name.lower()):
                typed.append(in_latin(name))
            for each in typed:
                readings = list(filter(None, map(terms.loosely, (each, other_keys(each)))))
                best = screens.found(chief, readings)[0]
                assert best[1] == screen.address, (name, each)


@pytest.mark.parametrize("typed", ["{}", "№ {}"])
def test_a_story_comes_first_of_all_by_its_number(ask, write, editor, typed):
    story = write(editor, headline="Су")
    later = write(editor, headline=f"{story.pk} орын")
    Topic.objects.create(slug="number", name_kk=str(story.pk))
    Author.objects.create(slug="number", name=f"{story.pk} арна")
    found = ask(editor, typed.format(story.pk))
    assert first(found) == ("stories", "Су")
    assert later.headline in found["stories"]


def test_what_is_called_exactly_so_comes_before_what_speaks_of_it(ask, write, editor, category):
    write(editor, headline="Жиын өтті", body="<p>Қоғам мен соғыс туралы. Айгүл Оспан.</p>")
    Author.objects.create(name="Айгүл Оспан", slug="aigul-ospan")
    assert first(ask(editor, "қоғам")) == ("things", "Қоғам")
    assert first(ask(editor, "айгул оспан")) == ("people", "Айгүл Оспан")
    # A headline is a name, too; and nearly every word is a tag.
    Topic.objects.create(slug="sogys", name_kk="Соғыс хроникасы")
    Tag.called(["Соғыс"])
    filing.file_missing()
    assert first(ask(editor, "соғыс")) == ("things", "Соғыс хроникасы")
    write(editor, headline="Бұл соғыс аяқталды")
    assert first(ask(editor, "соғыс")) == ("stories", "Бұл соғыс аяқталды")


@pytest.mark.parametrize("role", list(StaffRole))
def test_every_screen_offered_opens(role, person, at_desk):
    House.objects.get_or_create(pk=1, defaults={"name_kk": "Дала"})
    user = person(role, "x")
    offered = screens.of(user)
    assert offered
    for name, address in offered:
        answer = at_desk(user).get(address, follow=True)
        assert answer.status_code == 200, (name, address)


@pytest.mark.parametrize("role", list(StaffRole))
def test_what_is_not_offered_would_not_open(role, person, at_desk):
    user = person(role, "x")
    offered = {address for _name, address in screens.of(user)}
    for screen in screens.SCREENS:
        # Their own texts are kept for anybody; who has no stories is not led there.
        if screen.address not in offered and not screen.route.endswith("_kept"):
            answer = at_desk(user).get(screen.address, follow=True)
            assert answer.status_code in (302, 403, 404), screen.name


def test_the_screens_are_named_as_they_name_themselves(chief):
    names = [name for name, _address in screens.of(chief)]
    assert len(set(names)) == len(names)


def test_the_answers_cost_twelve_queries_at_most(at_desk, write, editor, chief, photo):
    for number in range(30):
        write(editor, headline=f"Мектеп {number}", tags=Tag.called([f"Мектеп {number}"]))
        Topic.objects.create(slug=f"t{number}", name_kk=f"Мектеп {number}")
        Author.objects.create(slug=f"a{number}", name=f"Мектеп {number}")
    filing.file_missing()
    photo_words.file(photo)
    client = at_desk(chief)
    for typed in (
        "мектеп",
        "vtrntg",
        "мект",
        "жоқсөз жоқ сөз тағы",
        "",
        "7",
        "https://x/news/7-a/",
    ):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("find-told"), {"q": typed}).status_code == 200
        assert len(asked) <= 12, (typed, len(asked), "\n".join(q["sql"][:110] for q in asked))


def test_the_page_without_a_script_says_the_same(at_desk, write, editor):
    write(editor, headline="Жаңа мектеп ашылды")
    page = at_desk(editor).get(reverse("find"), {"q": "мектеп"}).content.decode()
    assert "Жаңа мектеп ашылды" in page
    assert 'action="/admin/find/"' in at_desk(editor).get("/admin/").content.decode()
    assert at_desk(editor).get(reverse("find"), {"q": "жоқсөз"}).status_code == 200
    assert at_desk(editor).get(reverse("find")).status_code == 200


def test_nobody_else_is_answered(client, journalist):
    for route in ("find", "find-told"):
        assert client.get(reverse(route), {"q": "мектеп"}).status_code == 302
    client.force_login(User.objects.create_user("reader"))
    assert client.get(reverse("find-told")).status_code == 302


def test_a_photo_editor_finds_photos_and_no_story(ask, write, editor, picture_editor, photo):
    write(editor, headline="Кездесу өтті")
    photo_words.file(photo)
    found = ask(picture_editor, "кездесу")
    assert set(found) == {"photos"}


@given(text=st.text(max_size=200))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
def test_anything_may_be_typed(text, at_desk, django_user_model):
    user = django_user_model.objects.filter(username="x").first()
    user = user or django_user_model.objects.create_superuser("x")
    client = at_desk(user)
    try:
        answer = client.get(reverse("find-told"), {"q": text, "story": [text]})
    except UnicodeEncodeError:
        return  # No browser sends half of a letter.
    assert answer.status_code == 200
    assert client.get(reverse("find"), {"q": text}).status_code == 200


def test_stopped_and_dropped_stories_are_told_as_such(at_desk, write, journalist, editor, chief):
    killed = write(journalist, headline="Қате хабар")
    workflow.approve(killed, by=editor)
    workflow.kill(killed, by=chief, note="Қате")
    told = at_desk(editor).get(reverse("find-told"), {"q": "қате"}).json()["groups"]
    assert "сайттан алып тасталған" in told[0]["links"][0]["note"]
    assert at_desk(editor).get(reverse("find"), {"q": "қате"}).status_code == 200


def test_the_bar_of_places_names_what_a_role_may_open_and_where_one_is(at_desk, editor, journalist):
    queue = at_desk(editor).get("/admin/articles/article/queue/").content.decode()
    bar = queue[queue.index('class="desk-places"') : queue.index("</nav>")]
    assert '/admin/articles/article/queue/" aria-current="page"' in bar
    assert bar.count("aria-current") == 1
    own = at_desk(journalist).get("/admin/articles/article/add/").content.decode()
    bar = own[own.index('class="desk-places"') : own.index("</nav>")]
    assert "/queue/" not in bar and "/front/" not in bar
    # A new story is written in the place of stories.
    assert '/admin/articles/article/" aria-current="true"' in bar


def test_every_place_opens_for_whoever_is_shown_it(at_desk, person):
    for role in StaffRole:
        user = person(role, f"x-{role}")
        for place in screens.places(user, "/admin/"):
            assert at_desk(user).get(place["address"]).status_code == 200, place
