"""The story, from the first line to the archive."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("The desk")

    def ready(self):
        from media import rounds

        from . import digests, generation, inbox, intervals, notices
        from .search import guard

        post_migrate.connect(intervals.guard, sender=self)
        post_migrate.connect(guard.guard, sender=self)
        post_migrate.connect(generation.guard, sender=self)
        rounds.add("stories that are due", notices.of_due, every=60)
        rounds.add("mail", digests.send_due, every=30)
        rounds.add("old notices", inbox.clear, every=24 * 3600)
        checks.register(intervals.check_guard, checks.Tags.database)
        checks.register(guard.check_guard, checks.Tags.database)
        checks.register(generation.check_guard, checks.Tags.database)
