"""The field that holds a body: the same whatever editor is chosen."""

import re

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import path
from django.utils import translation

from articles.desk import editors
from newsroom.settings import BODY_EDITOR

EDITORS = ("prose", "ckeditor", "textarea")
pytestmark = pytest.mark.urls(__name__)


@editors.csp
def write(request):
    return HttpResponse("")


def read(request):
    return HttpResponse("")


urlpatterns = [path("write/", write), path("read/", read)]


class StoryForm(forms.Form):
    body = editors.BodyField(label="Мәтін")


@pytest.fixture(params=EDITORS)
def body_editor(request, settings):
    if request.param == "ckeditor":
        pytest.importorskip("ckeditor")
        settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "ckeditor"]
    settings.BODY_EDITOR = request.param
    return request.param


def story(body, **initial):
    form = StoryForm({"body": body}, initial=initial)
    form.fields["body"].widget.attrs["data-library-url"] = "/library/"
    form.fields["body"].widget.attrs["data-stories-url"] = "/stories/"
    return form


def test_prose_is_what_a_house_gets_that_chose_nothing():
    assert BODY_EDITOR == "prose"


def test_what_comes_out_is_in_the_one_form(body_editor):
    form = story("<p onclick=x()><b>а</b></p><script>alert(1)</script><p>&nbsp;</p>")
    assert form.is_valid()
    assert form.cleaned_data["body"] == "<p><strong>а</strong></p>"


def test_a_story_may_still_be_without_a_body(body_editor):
    form = story("")
    assert form.is_valid()
    assert form.cleaned_data["body"] == ""


@pytest.mark.parametrize(
    ("before", "after", "has_changed"),
    [
        ("<p>а</p>", "<p>а</p>\r\n", False),
        ("<p><strong>а</strong></p>", "<p><b>а</b></p><p><br></p>", False),
        ("", "<p></p>", False),
        (None, None, False),
        ("<p>а</p>", "<p>ә</p>", True),
        ("<p>а</p>", "х" * 500_001, True),
    ],
)
def test_another_spelling_of_the_same_story_is_no_change(before, after, has_changed):
    assert editors.BodyField().has_changed(before, after) is has_changed


def test_a_body_longer_than_a_book_is_refused_and_shown_again(body_editor):
    form = story("<p>сөз</p>" * 60_000)
    assert form.errors["body"]
    assert "<p>сөз</p>" in form["body"].value()


def test_a_body_is_printed_as_text_in_its_textarea(body_editor):
    page = str(story("<p>а</p></textarea><script>alert(1)</script>")["body"])
    assert "<script" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert re.search(r'<textarea[^>]* id="id_body"', page)
    assert "required" not in page


def test_every_file_of_an_editor_is_there(body_editor):
    for name in re.findall(r'(?:src|href|data-editor-url)="/static/([^"]+)"', str(story("").media)):
        assert finders.find(name), name
    page = str(story("")["body"])
    if body_editor == "prose":
        assert finders.find(re.search(r'data-editor-url="/static/([^"]+)"', page)[1])


def test_prose_asks_for_no_script_or_style_within_the_page(settings):
    settings.BODY_EDITOR = "prose"
    form = story("<p>а</p>")
    page = f"{form.media}{form['body']}"
    assert "importmap" not in page
    assert not re.search(r"<script(?![^>]* src=)", page)
    assert not re.search(r"\s(?:style|on\w+)=", page)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_every_tool_has_a_name_and_a_picture(language, settings):
    settings.BODY_EDITOR = "prose"
    with translation.override(language):
        page = str(story("")["body"])
    buttons = re.findall(r'<button type="button" data-tool="(\w+)" aria-label="([^"]+)"', page)
    assert len(buttons) == sum(map(len, editors.TOOLS)) + len(editors.TABLE_TOOLS)
    assert len({label for _tool, label in buttons}) == len(buttons)
    for tool, _label in buttons:
        assert f'<symbol id="body-editor-{tool}"' in page


def policy(client, address):
    header = client.get(address)["Content-Security-Policy"]
    return dict(part.strip().split(" ", 1) for part in header.split(";"))


def test_only_the_writing_form_of_ckeditor_has_a_looser_policy(body_editor, client):
    strict, writing = policy(client, "/read/"), policy(client, "/write/")
    assert "unsafe" not in str(strict)
    differing = {name for name in strict | writing if strict.get(name) != writing.get(name)}
    if body_editor == "ckeditor":
        assert differing == {"script-src", "style-src"}
        assert writing["script-src"] == "'self' 'unsafe-inline'"
        assert writing["style-src"] == "'self' 'unsafe-inline'"
    else:
        assert not differing


def test_relaxing_keeps_what_another_part_asked_for(settings):
    settings.BODY_EDITOR = "ckeditor"
    response = read(RequestFactory().get("/"))
    response._csp_update = {"img-src": ["blob:"]}
    assert set(editors.relax(response)._csp_update) == {"img-src", "script-src", "style-src"}


def test_ckeditor_is_hardened():
    config = editors.CKEDITOR
    buttons = {button for group in config["toolbar"] for button in group}
    assert not buttons & {"Source", "Image", "Iframe", "Flash", "Preview", "Templates", "Scayt"}
    assert config["versionCheck"] is False
    assert "fullPage" not in config
    assert not {"script", "iframe", "img", "style", "*"} & set(
        re.findall(r"[a-z0-9*]+", config["allowedContent"])
    )
