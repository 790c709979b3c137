"""The field in which tags are typed with commas between them; a script offers those there are.

Without the script it is a line of text, as it always was.
"""

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.urls import reverse
from django.utils.translation import gettext as _


class TagsInput(AdminTextInputWidget):
    """A line of tags that says where its suggestions come from, and the words of the script."""

    #: Whether tags are also proposed from the text beside the field.
    reads_text = True

    class Media:
        css = {"all": ["desk/tags.css"]}
        js = [forms.Script("desk/tags.js", type="module")]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        told = {
            "autocomplete": "off",
            "data-tags": reverse("admin:articles_tag_suggest"),
            "data-in-text": _("In the text:"),
            "data-new": _("New tag, no story has it yet: {}"),
            "data-add": _("Add the tag {}"),
            "data-found": _("Tags offered: {}"),
            "data-none": _("There is no such tag yet."),
            "data-list": _("Tags of the house"),
        }
        if self.reads_text:
            told["data-text"] = reverse("admin:articles_tag_in_text")
        context["widget"]["attrs"] |= told
        return context


class TagsOnly(TagsInput):
    """The same where there is no text beside it."""

    reads_text = False
