"""Categories, regions, tags and topics at the desk. Retired, never deleted."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from articles.models import Category, Region, Tag, Topic
from media.order import Filed


class Lasting(admin.ModelAdmin):
    """Something that old stories name: it can be retired, not deleted."""

    show_full_result_count = False
    list_filter = ["is_retired"]

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("name"), ordering=Filed("name_kk"))
    def named(self, thing):
        """Name it in the language of the desk."""
        return thing.name


@admin.register(Category)
class CategoryAdmin(Lasting):
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


@admin.register(Tag)
class TagAdmin(Lasting):
    list_display = ["named", "slug", "merged_into", "is_retired"]
    search_fields = ["name", "folded"]
    list_select_related = ["merged_into"]
    ordering = ["filed_as", "id"]
    fields = ["name", "slug", "merged_into", "is_retired"]
    autocomplete_fields = ["merged_into"]

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
