"""Questions that are written once and asked with other values."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Edition
from articles.written import ARTICLE, AT, LANGUAGE, Written
from tests.published import NOW

pytestmark = pytest.mark.django_db


def visible(column):
    rows = Edition.objects.visible(AT).filter(language=LANGUAGE).exclude(article_id=ARTICLE)
    return rows.order_by("article_id").values_list(column, "published_at")


def test_a_question_answers_as_django_would_with_the_values_of_each_page(publish):
    first, second = publish("Бір"), publish("Екі", hours=-3)
    publish("Три", language="ru")
    question = Written(visible)
    for at in (NOW, NOW - timedelta(hours=2)):
        for language in ("kk", "ru"):
            for article in (first.article_id, second.article_id):
                told = question.ask({AT: at, LANGUAGE: language, ARTICLE: article}, "headline")
                rows = Edition.objects.visible(at).filter(language=language)
                rows = rows.exclude(article_id=article).order_by("article_id")
                assert told == list(rows.values_list("headline", "published_at"))


def test_each_shape_is_written_once(publish):
    publish("Бір")
    asked = []
    question = Written(lambda column: asked.append(column) or visible(column))
    values = {AT: NOW, LANGUAGE: "kk", ARTICLE: 0}
    with CaptureQueriesContext(connection) as queries:
        for _time in range(3):
            question.ask(values, "headline")
            question.ask(values, "slug")
    assert asked == ["headline", "slug"]
    assert len(queries) == 6
