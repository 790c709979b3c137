"""Looking at screens as a person would, to find what is not in the language that was asked for."""

import gettext as standard_gettext
import re
from html.parser import HTMLParser

from django.conf import settings
from django.test import Client
from django.utils.translation import trans_real

#: Latin words that are right in any language: names, formats, keys, a language's own name.
LATIN = {
    "KK", "RU", "EN", "English", "JPEG", "PNG", "WebP", "AVIF", "GIF", "Aqorda", "resmi", "ninjs",
    "Mac", "Control", "Command", "Asia", "Almaty", "https", "tel", "news", "SSO", "LDAP",
    "Ctrl", "Alt", "Shift", "Creative", "Commons", "HEIC", "SVG", "iPhone", "Most", "Compatible",
    "WhatsApp", "http", "imprint", "Telegram", "Facebook", "Enter", "Escape", "YouTube",
    "RSS", "ATOM", "JSON", "QR", "JavaScript", "TOTP", "WebAuthn", "PIN", "cookie", "IP", "CSV",
    "XLSX", "Google",
}  # fmt: skip
#: English that nobody sees: labels of hidden fields.
UNSEEN = {"Desk", "seal", "Kept"}
#: The only message that no language of ours needs: which marks end a label.
PUNCTUATION = {":?.!"}


class Missed(standard_gettext.NullTranslations):
    """Stands behind a catalogue and notes what it did not know."""

    def __init__(self):
        super().__init__()
        self.words = []

    def gettext(self, message):
        self.words.append(message)
        return message

    def ngettext(self, msgid1, msgid2, n):
        self.words.append(msgid1)
        return msgid1 if n == 1 else msgid2


def noting_what_is_missed(language: str, monkeypatch) -> Missed:
    """Put a `Missed` behind the catalogue of a language, for the length of a test."""
    missed = Missed()
    monkeypatch.setattr(trans_real.translation(language), "_fallback", missed)
    return missed


class Words(HTMLParser):
    """The words a page shows or says aloud, those its scripts will say among them."""

    SAID = {"title", "alt", "placeholder", "aria-label", "aria-description", "label", "summary"}

    def __init__(self, html):
        super().__init__()
        self.texts, self.silent = [], 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        given = dict(attrs)
        if given.get("type") in ("submit", "button", "reset") and tag == "input":
            self.texts.append(given.get("value") or "")
        for name, text in attrs:
            if text and (name in self.SAID or (name.startswith("data-") and self._is_said(text))):
                self.texts.append(text)

    @staticmethod
    def _is_said(text):
        """Tell words, which a script shows, from what it only works with."""
        return " " in text and not re.match(r"[\[{<#./]|https?:", text)

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent:
            self.texts.append(data)


class Screens:
    """A client that notes what the screens it is shown do not say in their language."""

    def __init__(self, language, monkeypatch, *, stored=(), **client):
        self.language, self.stored = language, set(stored)
        self.missed, self.left, self.seen = Missed(), {}, 0
        if language != "en":  # Its words are the messages themselves.
            self.missed = noting_what_is_missed(language, monkeypatch)
        self.client = Client(**client)
        self.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    def look(self, address, data=None, *, answers=(200,), is_page=True):
        """Ask for a screen, or post to it, and note what is left.

        Of what is no page of the desk's own (`is_page`) only the catalogue is asked.
        """
        self.missed.words.clear()
        ask = self.client.get if data is None else self.client.post
        response = ask(address, data, follow=True)
        assert response.status_code in answers, (address, response.status_code)
        if left := self._left(response, is_page):
            self.left[address if data is None else f"POST {address}"] = left
        return response

    def _left(self, response, is_page) -> set:
        left = set(self.missed.words) - PUNCTUATION - {""}
        if "html" not in response.headers.get("Content-Type", ""):
            return left
        self.seen += 1
        html = response.content.decode()
        if not is_page:
            return left
        assert f'<html lang="{self.language}"' in html, response.request["PATH_INFO"]
        assert response.headers["Content-Language"] == self.language
        shown = " ".join(Words(html).texts)
        if self.language == "en":
            foreign = set(re.findall("[\u0400-\u04ff]{2,}", shown))
            foreign = {word for word in foreign if len(set(word)) > 1}  # A word of one letter.
        else:
            foreign = set(re.findall(r"(?<![\w@/.\-])[A-Za-z]{2,}(?![\w@/*])", shown))
            foreign -= LATIN | UNSEEN
        return left | (foreign - self.stored)
