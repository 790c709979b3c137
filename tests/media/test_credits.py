"""The line under a photo, in the language of its page."""

import pytest

from media import credits
from media.models import PhotoCredit


@pytest.mark.parametrize(
    ("who", "language", "line"),
    [
        ({"source": "Aqorda.resmi"}, "kk", "Сурет: Aqorda.resmi"),
        ({"source": "Aqorda.resmi"}, "ru", "Фото: Aqorda.resmi"),
        ({"source": "Aqorda.resmi"}, "en", "Photo: Aqorda.resmi"),
        ({"photographer": "Данияр", "source": "Дала"}, "kk", "Сурет: Данияр / Дала"),
        ({"photographer": "Данияр"}, "kk", "Сурет: Данияр"),
        ({"line_kk": "Оқырман суреті", "line_ru": "Фото читателя"}, "kk", "Оқырман суреті"),
        ({"line_kk": "Оқырман суреті", "line_ru": "Фото читателя"}, "ru", "Фото читателя"),
        ({"line_kk": "Оқырман суреті"}, "en", "Оқырман суреті"),
    ],
)
def test_the_printed_line(who, language, line):
    assert credits.line(PhotoCredit(**who), language) == line


def test_a_photo_without_a_credit_prints_none():
    assert credits.line(None, "kk") == ""
    assert credits.link(None) == ""


def test_a_credit_leads_only_to_the_web():
    assert credits.link(PhotoCredit(link="https://a.example/")) == "https://a.example/"
    assert credits.link(PhotoCredit(link="javascript:alert(1)")) == ""
