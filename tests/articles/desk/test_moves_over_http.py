"""The table of moves.csv once more, as forms posted to the desk, forged fields and ids included."""

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from articles.models import Article, Decision
from tests.articles.test_workflow_moves import CASES, somebody, stage  # noqa: F401

SAID = {
    "approve": {"alone": "on"},
    "correct": {"kind": "correction", "note": "Қате кетті", "alone": "on"},
    "send_back": {"note": "Нақтылаңыз"},
    "kill": {"note": "Дерек расталмады"},
    "redact": {"note": "Сот шешімі", "fields": ["lead"]},
}
#: What a hand-made form might add in the hope that somebody believes it.
FORGED = {
    "status": "approved", "stopped": "", "by": "1", "owner": "1", "is_alone": "", "permission": "1",
    "_save": "1", "action": "delete_selected",
}  # fmt: skip


def takes(client, article, verb) -> bool:
    """Post a verb really, then undo it; tell whether it was taken."""
    before = Decision.objects.count()
    with transaction.atomic():
        answer = client.post(
            f"/admin/articles/article/{article.pk}/verb/{verb}/",
            {"note": "", "version": article.version, **FORGED, **SAID.get(verb, {})},
        )
        given = Decision.objects.count() - before
        transaction.set_rollback(True)
    assert answer.status_code in (302, 403, 404, 409), answer.status_code
    assert given == (1 if answer.status_code == 302 else 0)
    return given == 1


@pytest.mark.parametrize(("role", "story", "state"), CASES)
def test_the_desk_takes_over_http_what_the_table_allows(role, story, state, stage, somebody):  # noqa: F811
    user = somebody(role)
    article = stage.put(state, user if story == "own" else stage.other)
    client = Client()
    client.force_login(user)
    for verb, allowed in CASES[role, story, state].items():
        assert takes(client, Article.objects.get(pk=article.pk), verb) == allowed, verb


@pytest.mark.parametrize("pk", ["0", "999999999", "9" * 30, "-1", "1'--", "٣"])
def test_an_id_that_is_no_storys_is_not_found(db, chief, pk):
    client = Client()
    client.force_login(chief)
    for rest in (
        "verb/approve/",
        "preview/",
        "preview/page/",
        "history/",
        "change/",
        "version/1/",
        "read/",
    ):
        for answer in (
            client.get(f"/admin/articles/article/{pk}/{rest}"),
            client.post(f"/admin/articles/article/{pk}/{rest}", {"version": "1"}),
        ):
            assert answer.status_code in (302, 403, 404, 405), rest


def test_a_signed_out_form_gives_no_verb(db, write, journalist):
    article = write(journalist)
    answer = Client().post(
        f"/admin/articles/article/{article.pk}/verb/submit/", {"version": article.version}
    )
    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]
    assert not Decision.objects.exists()
    assert timezone.now() > article.modified_at
