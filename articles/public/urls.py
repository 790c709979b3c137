"""The addresses of readers. Kazakh stands without a prefix; other languages mirror every list."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import (
    archive,
    banners,
    corrections,
    feeds,
    front,
    house,
    notes,
    photos,
    search,
    sitemaps,
    views,
)


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


class Month(StringConverter):
    """A year and a month, as a sitemap's address has them."""

    regex = r"[12][0-9]{3}-(?:0[1-9]|1[0-2])"


class Year(StringConverter):
    """A year, in four digits."""

    regex = "[12][0-9]{3}"

    def to_python(self, value):
        return int(value)


class Two(StringConverter):
    """A month or a day, in two digits."""

    regex = "[0-9]{2}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:02}"


register_converter(Two, "two")
register_converter(Year, "year")
register_converter(Month, "month")
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
    ("corrections/", corrections.corrections, "corrections"),
    ("region/", house.regions, "regions"),
    ("archive/", archive.newest, "archive"),
    ("archive/<year:year>/", archive.year, "archive-year"),
    ("archive/<year:year>/<two:month>/", archive.month, "archive-month"),
    ("archive/<year:year>/<two:month>/<two:day>/", archive.day, "archive-day"),
    ("imprint/", house.imprint, "imprint"),
    ("page/<slug:slug>/", house.page, "page"),
]

#: Lists that are told to programs as well; the front page's feed is that of the latest.
FED = [
    each
    for each in LISTS
    if each[2] not in ("front", "imprint", "regions", "page", "archive", "archive-year")
]

urlpatterns = [
    path(f"{prefix}{route}", view, {"language": language}, name=name)
    for language, prefix in (("kk", ""), ("ru", "ru/"), ("en", "en/"))
    for route, view, name in LISTS
]
urlpatterns += [
    path(f"{prefix}{route}feed.{end}", view, {"language": language, "feed": end})
    for language, prefix in (("kk", ""), ("ru", "ru/"), ("en", "en/"))
    for route, view in [("", views.latest), *((route, view) for route, view, _name in FED)]
    for end in feeds.TYPES
]
urlpatterns += [
    path("news/<number:pk>-<rest:slug>/", views.article, name="article"),
    path("news/<number:pk>/", views.article),
    path("news/<number:pk>/entries/", views.entries, name="entries"),
    path("news/<number:pk>/note/", notes.note, name="note"),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-lists.xml", sitemaps.of_lists, name="sitemap-lists"),
    path("sitemap-<month:month>.xml", sitemaps.month, name="sitemap-month"),
    path("news-sitemap.xml", sitemaps.news),
    path("robots.txt", sitemaps.robots),
    path("go/<number:pk>/", banners.follow, name="go"),
    path("photos/<path:path>", photos.rendition, name="rendition"),
    # Instead of the handler of 404 alone: that one is not asked while DEBUG is on.
    path("<path:path>", views.anything, name="anything"),
]
