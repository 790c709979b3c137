"""The pages that the house writes itself: advertising, rules, and the text below the imprint."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import markup
from articles.models import HousePage
from media.order import Filed

from . import editors
from .taxonomy import AddressedForm, Lasting


class HousePageForm(AddressedForm):
    """A page in up to three languages: whichever has a text exists."""

    body_kk = editors.BodyField(
        label=gettext_lazy("Text in Kazakh"), widget=editors.BodyEditor(has_photos=False)
    )
    body_ru = editors.BodyField(
        label=gettext_lazy("Text in Russian"), widget=editors.BodyEditor(has_photos=False)
    )
    body_en = editors.BodyField(
        label=gettext_lazy("Text in English"), widget=editors.BodyEditor(has_photos=False)
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].help_text = _(
                "Left empty, it is made from the name. The text of the page “imprint” stands below"
                " the facts of the imprint."
            )

    def clean(self):
        data = super().clean()
        for name in ("body_kk", "body_ru", "body_en"):
            # Where a photo stands is counted by stories alone: its rights could not be followed.
            if markup.photo_ids(data.get(name) or ""):
                self.add_error(name, ValidationError(_("Photos stand in stories alone.")))
        return data


@admin.register(HousePage)
class HousePageAdmin(Lasting):
    form = HousePageForm
    list_display = ["named", "slug", "order", "is_retired"]
    search_fields = ["name_kk", "name_ru", "name_en", "slug"]
    fields = [
        "name_kk", "name_ru", "name_en", "slug", "order", "body_kk", "body_ru", "body_en",
        "is_retired",
    ]  # fmt: skip

    def get_ordering(self, request):
        return ["order", *HousePage.by_name()]

    @admin.display(description=gettext_lazy("name of the page"), ordering=Filed("name_kk"))
    def named(self, page):
        """Name the page in the language of the desk."""
        return page.name

    def changeform_view(self, request, *args, **kwargs):
        return editors.relax(super().changeform_view(request, *args, **kwargs))
