"""People signed in at the desk."""

import pytest
from django.test import Client

from articles.roles import StaffRole


@pytest.fixture
def at_desk():
    """Return the client of a signed-in person: `at_desk(journalist)`."""

    def sign_in(user):
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def picture_editor(person):
    return person(StaffRole.PHOTO_EDITOR, "foto")
