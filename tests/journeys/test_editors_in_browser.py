"""Both editors in a real browser: a story that is opened and saved comes back byte for byte."""

import json

import pytest
from django import forms
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from articles.desk import editors
from articles.markup import clean

pytestmark = [pytest.mark.browser, pytest.mark.urls(__name__)]

CORPUS = [
    clean("Жай мәтін.\nЕкінші жол — «тырнақша», сызықша – & амперсанд."),
    "<p>Қалың <strong>сөз, <em>көлбеу</em></strong>, <em>тек көлбеу</em>, <s>сызылған</s>.</p>",
    "<p>H<sub>2</sub>O, м<sup>2</sup>, <strong>м<sup>3</sup></strong></p>",
    '<p><a href="https://aqorda.kz/kk?a=1&amp;b=2">Сілтеме <strong>ішінде</strong> белгі</a>, '
    '<a href="mailto:desk@example.kz">хат</a>, <a href="tel:+77172000000">телефон</a>, '
    '<a href="/news/qogam/">бет</a></p>',
    "<h2>Тақырып</h2><p>Мәтін.</p><h3>Кіші <em>тақырып</em></h3><p>Мәтін.</p>",
    "<p>Бірінші жол<br>екінші жол<br><br>төртінші</p>",
    "<ul><li>бір</li><li>екі<ul><li>екі-бір</li><li>екі-екі<ol><li>терең</li></ol></li></ul></li>"
    "<li>үш</li></ul>",
    '<ol start="4"><li>төрт</li><li><strong>бес</strong><br>екінші жол</li></ol>',
    "<blockquote><p>Бірінші абзац.</p><p>Екінші абзац.</p></blockquote><p>Соңы.</p>",
    "<blockquote><p>Тізіммен:</p><ul><li>бір</li></ul></blockquote>",
    "<p>Бұрын</p><hr><p>Кейін</p>",
    "<table><tbody><tr><th>Аймақ</th><th>Саны</th></tr><tr><td>Ақмола</td><td>12</td></tr>"
    '<tr><td colspan="2">Барлығы <strong>12</strong></td></tr></tbody></table>',
    '<table><tbody><tr><td rowspan="2">бір<br>жол</td><td></td></tr><tr><td>екі</td></tr></tbody>'
    "</table><p>Кейін</p>",
    "<table><tbody><tr><td>тізім<ul><li>бір</li><li>екі</li></ul></td></tr></tbody></table>",
    '<p>Сурет:</p><figure data-photo="12"></figure><p>Кейін.</p>',
    '<figure data-photo="12"><figcaption>Сурет <em>астындағы</em> сөз</figcaption></figure>',
    '<figure data-photo="12"></figure><figure data-photo="13"></figure>',
    '<figure data-embed="https://www.youtube.com/watch?v=abc&amp;t=1"></figure><p>Кейін.</p>',
    '<figure data-embed="https://t.me/arna/15"><figcaption>Жазба</figcaption></figure>',
    '<blockquote><p>Дәйексөз</p><figure data-photo="13"></figure></blockquote>',
    '<ul><li>сурет<figure data-photo="13"></figure></li><li>соңы</li></ul>',
    "<p>5\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}₸ және «тырнақ» — 😀👨‍👩‍👧 ❤️</p>",
    "<p>1 &lt; 2 &gt; 0 &amp; &amp;amp; &amp;nbsp; «&lt;b&gt;»</p>",
    "<p>Ұзын мәтін: " + "әңгіме мен сөз " * 400 + "соңы</p>",
    "<p>" + "ұзақсөз" * 200 + "</p>",
    "<p>Бір <strong>екі </strong><em>үш</em> төрт</p>",
    "<p><strong>Бас<br></strong>жол</p>",
]
PHOTO = {
    "src": "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==",
    "label": "Кездесу залы",
    "credit": "Сурет: Aqorda.resmi",
    "ready": True,
}
PAGE = """{% load static %}<!doctype html><html lang="kk"><head><meta charset="utf-8">
<title>Жазу</title><link rel="stylesheet" href="{% static 'admin/css/base.css' %}">
<link rel="stylesheet" href="{% static 'admin/css/dark_mode.css' %}">
<link rel="stylesheet" href="{% static 'admin/css/forms.css' %}">
<link rel="icon" href="data:,">{{ form.media }}</head>
<body><form method="post">{{ form.as_div }}<button name="save">Сақтау</button></form></body></html>
"""
saved = []


class StoryForm(forms.Form):
    headline = forms.CharField(label="Тақырып", required=False)
    body = editors.BodyField(label="Мәтін")
    note = forms.CharField(label="Ескерту", required=False)


@csrf_exempt
@editors.csp
def write(request, number):
    form = StoryForm(request.POST or None, initial={"body": CORPUS[number]})
    form.fields["body"].widget.attrs["data-library-url"] = "/library/"
    if request.method == "POST":
        assert form.is_valid()
        saved.append((form.cleaned_data["body"], form.has_changed()))
        return HttpResponse("<!doctype html><link rel=icon href='data:,'><p id=saved>Сақталды")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


def library(request):
    if wanted := request.GET.get("id"):
        return JsonResponse({"photos": [PHOTO | {"id": int(wanted)}] if wanted == "12" else []})
    found = [PHOTO | {"id": 12}, PHOTO | {"id": 13, "label": "Дала", "ready": False}]
    words = request.GET["q"]
    return JsonResponse({"photos": [photo for photo in found if words in photo["label"]]})


urlpatterns = [path("write/<int:number>/", write), path("library/", library)]


@pytest.fixture(params=["prose", "ckeditor"])
def editor(request, settings):
    """The editor under test, set as BODY_EDITOR sets it."""
    if request.param == "ckeditor":
        pytest.importorskip("ckeditor")
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "ckeditor"]
    settings.BODY_EDITOR = request.param
    saved.clear()
    return request.param


def open_story(page, live_server, body):
    if body not in CORPUS:
        CORPUS.append(body)
    page.goto(f"{live_server.url}/write/{CORPUS.index(body)}/")
    page.wait_for_selector("[data-body-editor][data-ready]")


def test_opened_and_saved_story_keeps_every_byte(editor, page, live_server):
    lost = []
    for body in list(CORPUS):
        assert clean(body) == body
        open_story(page, live_server, body)
        # Written anew by the editor, not the textarea as it came.
        page.locator("textarea[name=body]").evaluate(
            "(area, body) => area.dispatchEvent(new CustomEvent('body-editor:set', {detail: body}))",
            body,
        )
        page.click("button[name=save]")
        page.wait_for_selector("#saved")
        if saved[-1] != (body, False):
            lost.append((body, saved[-1][0]))
    assert not lost, json.dumps(lost, ensure_ascii=False, indent=1)
