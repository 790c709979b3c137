"""Reading a page's form as a browser would, so that a test posts what a person would post."""

from html.parser import HTMLParser


class _Fields(HTMLParser):
    """Collects the successful controls of every form of a page, by the form's id or number."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.forms, self.buttons = {}, {}
        self._form = self._select = self._textarea = None
        self._text = ""

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        name = attrs.get("name")
        if tag == "form":
            self._form = attrs.get("id") or str(len(self.forms))
            self.forms[self._form], self.buttons[self._form] = {}, []
        if self._form is None:
            return
        fields = self.forms[self._form]
        if tag == "input" and name:
            kind = attrs.get("type", "text")
            if kind in ("checkbox", "radio"):
                if "checked" in attrs:
                    fields.setdefault(name, []).append(attrs.get("value", "on"))
            elif kind in ("submit", "image", "button"):
                self.buttons[self._form].append((name, attrs.get("value", "")))
            elif kind != "file":
                fields.setdefault(name, []).append(attrs.get("value", ""))
        elif tag == "button" and name:
            self.buttons[self._form].append((name, attrs.get("value", "")))
        elif tag == "select" and name:
            self._select = (name, [])
        elif tag == "option" and self._select:
            self._select[1].append((attrs.get("value", ""), "selected" in attrs))
        elif tag == "textarea" and name:
            self._textarea, self._text = name, ""

    def handle_data(self, data):
        if self._textarea:
            self._text += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self._textarea:
            # HTML drops the first line break of a textarea.
            text = self._text.removeprefix("\n")
            self.forms[self._form].setdefault(self._textarea, []).append(text)
            self._textarea = None
        elif tag == "select" and self._select:
            name, options = self._select
            chosen = [value for value, selected in options if selected]
            if not chosen and options and not name.startswith("further_"):
                chosen = [options[0][0]]
            self.forms[self._form].setdefault(name, []).extend(chosen)
            self._select = None
        elif tag == "form":
            self._form = None


def fields_of(response, form="article_form") -> dict:
    """Return the fields of a form of a page, as its page has filled them in."""
    return _read(response).forms[form]


def all_fields_of(response) -> list:
    """Return the fields of every form of a page."""
    return list(_read(response).forms.values())


def buttons_of(response, form="article_form") -> list:
    """Return the names and values of a form's buttons."""
    return _read(response).buttons[form]


def _read(response):
    page = _Fields()
    page.feed(response.content.decode())
    return page
