"""Categories, regions, tags and topics at the desk. Retired, never deleted."""

from itertools import chain, count

from django import forms
from django.contrib import admin, messages
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import tidying
from articles.models import Category, Language, Region, Tag, Topic
from articles.tags import filing
from articles.tags import tidying as unused
from kazakh.slugs import slug
from media.order import Filed

from .carried import OnCards
from .tags import merging, suggestions
from .tags import tidying as tidy_tags


class AddressedForm(forms.ModelForm):
    """A thing with a page of its own, whose address is made from its name where none is given."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Left empty, it is made from the name.")

    def clean(self):
        data = super().clean()
        if "slug" in self.fields and not self.errors and not data.get("slug"):
            data["slug"] = self._free(data.get("name") or data.get("name_kk") or "")
        return data

    def _free(self, name):
        """Return an address of this name that nothing else of the kind has."""
        longest = self._meta.model._meta.get_field("slug").max_length - 4
        base = slug(name)[:longest].strip("-") or self._meta.model._meta.model_name
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
        numbered = (f"{base}-{number}" for number in count(2))
        return next(each for each in chain([base], numbered) if each not in taken)


class Lasting(admin.ModelAdmin):
    """Something that old stories name: it can be retired, not deleted."""

    form = AddressedForm
    show_full_result_count = False
    list_filter = ["is_retired"]

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("name"), ordering=Filed("name_kk"))
    def named(self, thing):
        """Name it in the language of the desk."""
        return thing.name


@admin.register(Category)
class CategoryAdmin(OnCards, Lasting):
    drawn = ("name_kk", "name_ru", "name_en", "colour")
    drawn_as = "section"
    list_display = ["named", "parent", "slug", "order", "is_retired"]
    search_fields = ["name_kk", "name_ru", "name_en", "slug"]
    list_select_related = ["parent"]
    fields = [
        "name_kk", "name_ru", "name_en", "slug", "parent", "order", "colour", "related_days",
        "is_retired",
    ]  # fmt: skip

    def get_ordering(self, request):
        return ["parent__order", "order", *Category.by_name()]


@admin.register(Region)
class RegionAdmin(Lasting):
    list_display = ["named", "parent", "kind", "code", "is_retired"]
    list_filter = ["kind", "is_retired"]
    search_fields = ["name_kk", "name_ru", "name_en", "slug", "code"]
    list_select_related = ["parent"]
    fields = [
        "name_kk", "name_ru", "name_en", "code", "kato", "kind", "slug", "parent", "order",
        "is_retired",
    ]  # fmt: skip

    def get_ordering(self, request):
        return Region.by_name()


class TagForm(AddressedForm):
    """A tag by its name: letters of another alphabet are mended as in a story."""

    #: The name as it was typed, where a letter of it was mended.
    as_typed = ""

    def clean_name(self):
        typed = self.cleaned_data["name"]
        name = tidying.mend_tag(typed, language=Language.KAZAKH)
        if name != typed and "name" in self.changed_data:
            self.as_typed = typed
            return name
        return typed


@admin.register(Tag)
class TagAdmin(Lasting):
    form = TagForm
    list_display = ["named", "slug", "merged_into", "is_retired"]
    search_fields = ["name", "folded"]
    list_select_related = ["merged_into"]
    ordering = ["filed_as", "id"]
    fields = ["name", "slug", "merged_into", "is_retired"]
    # Merging moves stories, and asks first: it has a screen of its own.
    readonly_fields = ["merged_into"]
    actions = ["merge", "retire", "restore"]
    change_list_template = "desk/tags/list.html"
    change_form_template = "desk/tags/sheet.html"

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("suggest.json", view(suggestions.suggest), name="articles_tag_suggest"),
            path("in-text.json", view(suggestions.in_text), name="articles_tag_in_text"),
            path("merge/", view(merging.page), name="articles_tag_merge"),
            path("tidy/", view(tidy_tags.page), name="articles_tag_tidy"),
            *super().get_urls(),
        ]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        filing.file([obj])
        if form.as_typed:
            said = _("Letters of another alphabet were mended: “%(before)s” is now “%(after)s”.")
            messages.info(request, said % {"before": form.as_typed, "after": obj.name})

    @admin.action(description=gettext_lazy("Merge the chosen ones"), permissions=["change"])
    def merge(self, request, tags):
        """Lead to the screen that asks what they become."""
        return redirect(merging.address(tags.order_by("pk")[:31]))

    @admin.action(description=gettext_lazy("Retire the chosen ones"), permissions=["change"])
    def retire(self, request, tags):
        """Offer them no longer; their pages stay."""
        changed = unused.retire(tags.values_list("pk", flat=True)[:1_000], gone=True)
        tidy_tags.retired(request, changed, gone=True)

    @admin.action(description=gettext_lazy("Restore the chosen ones"), permissions=["change"])
    def restore(self, request, tags):
        """Offer them again."""
        changed = unused.retire(tags.values_list("pk", flat=True)[:1_000], gone=False)
        tidy_tags.retired(request, changed, gone=False)

    @admin.display(description=gettext_lazy("name"), ordering="filed_as")
    def named(self, tag):
        """Name the tag."""
        return tag.name


@admin.register(Topic)
class TopicAdmin(Lasting):
    list_display = ["named", "slug", "is_retired"]
    search_fields = ["name_kk", "name_ru", "name_en"]
    fields = [
        "name_kk", "name_ru", "name_en", "slug", "description_kk", "description_ru",
        "description_en", "is_retired",
    ]  # fmt: skip

    def get_ordering(self, request):
        return Topic.by_name()
