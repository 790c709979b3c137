"""People, stories and photos that every test may ask for."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.db import connections
from django.utils import timezone

from articles.models import Article, Category, Duty, Language
from articles.roles import StaffRole
from articles.writing import finish
from media import renditions
from media.models import Photo, PhotoCredit
from tests.contents import remember

pytest_plugins = [
    "tests.browser",
    "tests.published",
    "tests.servers",
    "tests.advertised",
    "tests.wsgi",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Let every connection know the first contents, which `serialized_rollback` fills in again.

    Once a browser was opened its event loop stays on this thread, and Django then has another
    connection than the one that the contents were remembered with: a test that asked for them
    would silently get none.
    """
    for connection in connections.all():
        if contents := getattr(connection, "_test_serialized_contents", None):
            type(connection)._test_serialized_contents = contents
    with django_db_blocker.unblock():
        remember()


@pytest.fixture
def person(db):
    """Return a maker of staff: `person("journalist")`, each call a new one."""
    made = []

    def make(role=StaffRole.JOURNALIST, username=None):
        user = User.objects.create_user(
            username or f"{role}{len(made)}", password="құпия-сөз-2026", is_staff=True
        )
        user.groups.add(Group.objects.get(name=role))
        made.append(user)
        return user

    return make


@pytest.fixture
def journalist(person):
    return person(StaffRole.JOURNALIST, "tilshi")


@pytest.fixture
def editor(person):
    return person(StaffRole.EDITOR, "redaktor")


@pytest.fixture
def chief(person):
    return person(StaffRole.CHIEF_EDITOR, "bas-redaktor")


@pytest.fixture
def on_duty():
    """Return a maker of duties: `on_duty(editor)` is on duty now."""

    def make(user):
        now = timezone.now()
        return Duty.objects.create(
            editor=user, starts_at=now - timedelta(hours=1), ends_at=now + timedelta(hours=8)
        )

    return make


@pytest.fixture
def category(db):
    return Category.objects.create(slug="qogam", name_kk="Қоғам", name_ru="Общество")


@pytest.fixture
def photo(db):
    """A photo with its credit and alt text (a row alone: no file lies behind it)."""
    credit = PhotoCredit.objects.create(source="Aqorda.resmi")
    return Photo.objects.create(
        original="aa/none.jpg",
        digest="0" * 64,
        width=1600,
        height=1000,
        credit=credit,
        alt_text="Кездесу залы",
        caption="Кездесуден көрініс",
    )


@pytest.fixture
def quick_photos(monkeypatch):
    """Give photos their narrow files alone: for whoever brings in many and looks at none."""
    monkeypatch.setattr(renditions, "WANTED", renditions.WANTED[1:4])


@pytest.fixture
def write(category):
    """Return a maker of stories written by somebody: `write(journalist, headline="…")`."""

    def make(by, **fields):
        tags = fields.pop("tags", ())
        article = Article.objects.create(
            **{
                "headline": "Өңірде жаңа мектеп ашылды",
                "lead": "Мектеп алты жүз орынға арналған.",
                "body": "<p>Жаңа мектепте алты жүз оқушы білім алады.</p>",
                "category": category,
                "language": Language.KAZAKH,
                "owner": by,
                "version": 1,
                **fields,
            }
        )
        article.tags.set(tags)
        finish(article, by=by)
        return article

    return make
