"""The story, from the first line to the archive."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("The desk")

    def ready(self):
        from . import generation, intervals
        from .search import guard

        post_migrate.connect(intervals.guard, sender=self)
        post_migrate.connect(guard.guard, sender=self)
        post_migrate.connect(generation.guard, sender=self)
        checks.register(intervals.check_guard, checks.Tags.database)
        checks.register(guard.check_guard, checks.Tags.database)
        checks.register(generation.check_guard, checks.Tags.database)
