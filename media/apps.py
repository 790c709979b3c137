"""Photographs and who made them; knows nothing of articles."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = _("Photographs")

    def ready(self):
        from .order import teach

        connection_created.connect(teach)
