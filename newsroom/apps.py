"""The assembly as Django apps: translations and templates of ours, and the desk as the admin."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import gettext as _


class NewsroomConfig(AppConfig):
    name = "newsroom"


class DeskAdminConfig(AdminConfig):
    """Django's admin with our site as its default, so that apps register without importing it."""

    default_site = "newsroom.admin.Desk"

    def ready(self):
        # Not before: the widgets belong to the admin, which is loaded by now.
        from django.contrib.admin.templatetags import admin_list
        from django.contrib.admin.widgets import SELECT2_TRANSLATIONS

        super().ready()
        # Django's own says «True» and «False» aloud, in every language.
        admin_list._boolean_icon = said_icon
        # select2 has no Kazakh; ours stands in newsroom/assets, where its other languages stand.
        SELECT2_TRANSLATIONS["kk"] = "kk"


def said_icon(value: bool | None):
    """Draw yes, no or unknown as the admin does, and say it in the language of the page."""
    name, word = {True: ("yes", _("Yes")), False: ("no", _("No")), None: ("unknown", _("Unknown"))}[
        value
    ]
    return format_html('<img src="{}" alt="{}">', static(f"admin/img/icon-{name}.svg"), word)
