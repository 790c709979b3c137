"""The one stylesheet of readers' pages, in the parts that each kind of page has a use for."""

import re

import pytest

from articles import stylesheet

ONLY = re.compile(r"/\* @only ([^*]+) \*/")
PAGES = {
    "archive", "archive_year", "article", "corrections", "failed", "front", "house_page", "imprint",
    "list", "message", "note", "regions", "search",
}  # fmt: skip
HOLDS = {"live", "embeds", "gallery", "banners", "most_read", "band"}


def written():
    return stylesheet._FILE.read_text(encoding="utf-8")


def test_every_part_is_for_pages_that_there_are():
    named = {name for names in ONLY.findall(written()) for name in names.split()}
    assert named <= PAGES | HOLDS
    assert {template.stem for template in _templates()} >= PAGES


def _templates():
    return (stylesheet.settings.BASE_DIR / "templates" / "public").glob("*.html")


@pytest.mark.parametrize("part", re.split(r"/\* @(?:only [^*]+|all) \*/", written()))
def test_a_part_is_whole_rules(part):
    rules = re.sub(r"/\*.*?\*/", "", part, flags=re.DOTALL)
    assert rules.count("{") == rules.count("}")
    # A part that began in the middle of a selector would take the first rule of the next.
    for line in rules.splitlines():
        assert not line.rstrip().endswith((",", ">", "+", "~")) or line.startswith("  "), line


def test_a_page_has_its_parts_and_no_others():
    article, front = stylesheet.sheet(pages=["article"]), stylesheet.sheet(pages=["front"])
    assert ".related ol" in article
    assert ".related ol" not in front
    assert ".seconds" in front
    assert ".seconds" not in article
    assert ".masthead" in article
    assert len(article) < len(stylesheet.sheet(pages=PAGES | HOLDS)) * 0.6


@pytest.mark.parametrize("band", ["_time_machine.html", "_guest.html"])
def test_what_the_desk_puts_above_a_page_has_names_of_its_own(band):
    html = (stylesheet.settings.BASE_DIR / "templates" / "desk" / band).read_text(encoding="utf-8")
    html = re.sub(r"{%.*?%}", " ", html)
    names = {name for told in re.findall(r'class="([^"]+)"', html) for name in told.split()}
    assert names
    of_readers = set(re.findall(r"\.([a-z][\w-]*)", stylesheet.sheet(pages=PAGES | HOLDS)))
    assert names.isdisjoint(of_readers)


def test_squeezing_leaves_what_rules_mean():
    css = stylesheet._squeeze(
        '.a > .b , .c { width: calc(1rem + 2 * var(--x)); content: " › "; }\n'
        "/* x */ @media print { a { b: c; } }"
    )
    assert css == ('.a > .b ,.c{width:calc(1rem + 2 * var(--x));content:" › "}@media print{a{b:c}}')
