"""What scripts put on the screen: calendars, dialogs, menus, in the language of the desk."""

import re

import pytest

from tests.browser import enter
from tests.newsroom.test_every_screen import stored
from tests.screens import LATIN

#: Everything a person reads or hears on the screen as it now stands.
SHOWN = """() => {
  const said = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode()); ) {
    const around = node.parentElement;
    const isRead = !around.closest("script, style, noscript") && around.checkVisibility();
    if (isRead) said.push(node.data);
  }
  for (const each of document.querySelectorAll("[title], [aria-label], [placeholder], [alt]"))
    if (each.checkVisibility())
      for (const name of ["title", "aria-label", "placeholder", "alt"])
        said.push(each.getAttribute(name) ?? "");
  return said.join(" ");
}"""
#: Kazakh and Russian shortcuts are named by the same keys.
KEYS = {"Ctrl", "Alt", "Shift", "OK"}


def foreign(page, language: str) -> set[str]:
    """Return the words on the screen that are not in its language."""
    shown = page.evaluate(SHOWN)
    if language == "en":
        return set(re.findall("[\u0400-\u04ff]{2,}", shown)) - stored()
    latin = set(re.findall(r"(?<![\w@/.\-])[A-Za-z]{2,}(?![\w@/*])", shown))
    return latin - LATIN - KEYS - stored()


@pytest.fixture
def open_desk(new_page, serve, person, on_duty):
    """Return an opener of the desk in a language, for a chief on duty."""

    def open_in(language):
        server, chief = serve(), person("chief_editor", "bas")
        on_duty(chief)
        page = new_page()
        enter(page, server, chief)
        page.goto(f"{server}/admin/")
        page.click(".who")
        page.click(f".language-form [value={language}]")
        page.wait_for_selector(f"html[lang={language}]")
        return page, server

    return open_in


@pytest.mark.browser
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_nothing_that_a_script_says_is_in_another_language(
    language, open_desk, write, person, photo
):
    page, server = open_desk(language)
    article = write(person("journalist", "tilshi"))
    page.goto(f"{server}/admin/articles/article/{article.pk}/change/")
    page.wait_for_selector(".ProseMirror")
    left = {"the form": foreign(page, language)}
    # The look itself sees words: in another language every one of them is foreign.
    assert len(foreign(page, "kk" if language == "en" else "en")) > 30
    for closed in page.query_selector_all("details:not([open]) > summary"):
        closed.click()
    page.click(".field-region .select2-selection")
    left["a select"] = foreign(page, language)
    page.keyboard.type("жоқсөз")
    page.wait_for_selector(".select2-results__message")
    left["a select with nothing"] = foreign(page, language) - {"жоқсөз"}
    # select2 itself has no Kazakh.
    said = page.inner_text(".select2-results__message")
    assert language != "kk" or said == "Ештеңе табылмады"
    page.keyboard.press("Escape")
    for name in ("link", "embed", "photo"):
        page.click(".ProseMirror p")
        page.click(f"[data-tool={name}]")
        page.wait_for_selector("dialog[open]")
        left[name] = foreign(page, language)
        if name != "photo":
            page.fill("dialog[open] input", "javascript:1")
            page.click("dialog[open] [data-accept]")
            left[f"{name}, refused"] = foreign(page, language)
        page.click("dialog[open] [data-close]")
    for opener in (".date-icon", ".clock-icon"):
        page.locator(opener).first.click()
        left[opener] = foreign(page, language)
        page.keyboard.press("Escape")
    page.goto(f"{server}/admin/auth/user/add/")
    left["a person"] = foreign(page, language)
    page.goto(f"{server}/admin/articles/duty/add/")
    page.click("#calendarlink0")
    left["a calendar"] = foreign(page, language)
    assert {where: words for where, words in left.items() if words} == {}
