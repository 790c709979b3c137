"""The assembly as Django apps: translations and templates of ours, and the desk as the admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"


class DeskAdminConfig(AdminConfig):
    """Django's admin with our site as its default, so that apps register without importing it."""

    default_site = "newsroom.admin.Desk"

    def ready(self):
        # Not before: the widgets belong to the admin, which is loaded by now.
        from django.contrib.admin.widgets import SELECT2_TRANSLATIONS

        super().ready()
        # select2 has no Kazakh; ours stands in newsroom/assets, where its other languages stand.
        SELECT2_TRANSLATIONS["kk"] = "kk"
