"""The addresses of readers. Kazakh stands without a prefix; other languages mirror every list."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import front, photos, search, views


class Number:
    """An id as a database can hold it, written in one way."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


class Rest(StringConverter):
    """Whatever stands behind an id, be it nothing: the id decides."""

    regex = "[^/]*"


class Word(StringConverter):
    """A slug in the letters of any language: a tag's may be typed by hand."""

    regex = r"[-\w]+"


register_converter(Number, "number")
register_converter(Rest, "rest")
register_converter(Word, "word")

LISTS = [
    ("", front.front, "front"),
    ("latest/", views.latest, "latest"),
    ("section/<slug:slug>/", views.section, "section"),
    ("region/<slug:slug>/", views.region, "region"),
    ("region/<slug:slug>/<slug:district>/", views.region, "district"),
    ("tag/<word:slug>/", views.tag, "tag"),
    ("author/<slug:slug>/", views.author, "author"),
    ("topic/<slug:slug>/", views.topic, "topic"),
    ("search/", search.search, "search"),
    ("imprint/", views.imprint, "imprint"),
]

urlpatterns = [
    path(f"{prefix}{route}", view, {"language": language}, name=name)
    for language, prefix in (("kk", ""), ("ru", "ru/"), ("en", "en/"))
    for route, view, name in LISTS
]
urlpatterns += [
    path("news/<number:pk>-<rest:slug>/", views.article, name="article"),
    path("news/<number:pk>/", views.article),
    path("photos/<path:path>", photos.rendition, name="rendition"),
    # Instead of the handler of 404 alone: that one is not asked while DEBUG is on.
    path("<path:path>", views.anything, name="anything"),
]
