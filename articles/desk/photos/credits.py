"""Credits at the desk: who is named under photos."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles import photographs
from media.models import PhotoCredit
from media.order import kazakh_order

from .opened import OpenedAdmin, OpenedForm


class CreditForm(OpenedForm):
    class Meta:
        model = PhotoCredit
        fields = [
            "photographer", "source", "link", "licence", "terms", "is_retired",
            "line_kk", "line_ru", "line_en",
        ]  # fmt: skip


@admin.register(PhotoCredit)
class PhotoCreditAdmin(OpenedAdmin, admin.ModelAdmin):
    form = CreditForm
    list_display = ["__str__", "licence", "link", "is_retired"]
    list_filter = ["licence", "is_retired"]
    search_fields = ["photographer", "source", "line_kk", "folded"]
    ordering = kazakh_order(PhotoCredit.NAME)
    show_full_result_count = False
    fieldsets = [
        (None, {"fields": ["photographer", "source", "link", "licence", "terms", "is_retired"]}),
        (_("Ready line"), {"fields": ["line_kk", "line_ru", "line_en"]}),
    ]

    def get_search_results(self, request, queryset, search_term):
        """Find credits by their words; what is offered while typing is in use."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if "field_name" in request.GET:
            found = found.filter(is_retired=False)
        return found, may_repeat

    def save_model(self, request, obj, form, change):
        photographs.keep_credit(obj)

    def has_delete_permission(self, request, obj=None):
        return False
