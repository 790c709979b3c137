"""The four roles, as the migration made them: nothing that is not in the table."""

import pytest
from django.contrib.auth.models import Group, Permission

from articles.models import Verb
from articles.roles import PERMISSIONS, StaffRole
from articles.workflow import MOVES

pytestmark = pytest.mark.django_db


def permissions_of(role):
    rows = Permission.objects.filter(group__name=role).select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}" for row in rows}


@pytest.mark.parametrize("role", StaffRole.values)
def test_a_role_has_exactly_what_the_table_gives_it(role):
    assert permissions_of(role) == PERMISSIONS[role]


def test_there_are_four_roles():
    assert set(Group.objects.values_list("name", flat=True)) == set(StaffRole.values)


def test_every_verb_has_a_permission_of_its_own():
    known = {permission.codename for permission in Permission.objects.all()}
    asked = [move.permission for move in MOVES.values()]
    assert set(asked) <= known
    assert len(set(asked)) == len(MOVES)


def test_an_editor_has_every_verb_but_kill_and_redact():
    theirs = {
        verb for verb, m in MOVES.items() if f"articles.{m.permission}" in PERMISSIONS["editor"]
    }
    assert theirs == set(MOVES) - {Verb.KILL, Verb.REDACT}


def test_the_chief_editor_has_all_verbs_roles_and_the_house():
    chief = PERMISSIONS[StaffRole.CHIEF_EDITOR]
    assert {f"articles.{move.permission}" for move in MOVES.values()} <= chief
    assert {"articles.change_house", "auth.change_user"} <= chief


def test_a_photo_editor_has_nothing_of_stories():
    # What is to be covered is no story yet, and somebody takes photos of it.
    theirs = {p for p in PERMISSIONS["photo_editor"] if p.startswith("articles.")}
    assert theirs == {"articles.view_plannedevent"}


def test_nobody_may_delete_what_is_retired_or_recorded():
    everything = set().union(*PERMISSIONS.values())
    assert {p for p in everything if ".delete_" in p} <= {
        "articles.delete_duty", "articles.delete_markedday",
    }  # fmt: skip
    for what in ("decision", "edition", "version", "redaction"):
        assert {p for p in everything if p.endswith(f"_{what}")} <= {f"articles.view_{what}"}


def test_a_journalist_publishes_nothing():
    for codename in ("approve", "approve_alone", "correct", "release", "write_any", "read_after"):
        assert f"articles.{codename}" not in PERMISSIONS[StaffRole.JOURNALIST]
