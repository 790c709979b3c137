"""Marked days at the desk: what the government moves, an айт, a date of the house."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles import moments
from articles.models import MarkedDay
from media.order import Filed

from .plan import PlanDay


@admin.register(MarkedDay)
class MarkedDayAdmin(admin.ModelAdmin):
    """Days that the plan shows beside the country's holidays."""

    list_display = ["dated", "named", "kind"]
    list_filter = ["kind"]
    ordering = ["-day"]
    fields = ["day", "kind", "name_kk", "name_ru", "name_en"]
    show_full_result_count = False
    formfield_overrides = {models.DateField: {"form_class": PlanDay}}

    @admin.display(description=_("day"), ordering="day")
    def dated(self, marked):
        """Print the day."""
        return moments.day_line(marked.day)

    @admin.display(description=_("name"), ordering=Filed("name_kk"))
    def named(self, marked):
        """Name it in the language of the desk."""
        return marked.name
