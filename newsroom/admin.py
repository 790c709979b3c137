"""The desk: Django's admin as our newsroom uses it."""

from functools import wraps

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from kazakh.alphabet import sort_key


class Desk(admin.AdminSite):
    """The admin site of the newsroom, with a home that says what waits for whom."""

    site_title = _("The desk")
    site_header = _("The desk")
    index_title = _("Today")
    #: Packages register screens of their own (taggit's tags, mail addresses); ours alone are shown.
    #: They stand in this order on every screen.
    OURS = ("articles", "media", "auth")

    index_template = "admin/index.html"
    enable_nav_sidebar = True

    def admin_view(self, view, cacheable=False):
        """Guard a screen, and take NULs out of its questions: PostgreSQL fails on them."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def without_nul(request, *args, **kwargs):
            if "%00" in request.META.get("QUERY_STRING", ""):
                asked = request.GET.copy()
                for name, values in list(asked.lists()):
                    asked.setlist(name, [value.replace("\x00", "") for value in values])
                request.GET = asked
                request.META["QUERY_STRING"] = asked.urlencode()
            return guarded(request, *args, **kwargs)

        return without_nul

    def index(self, request, extra_context=None):
        """Show the home of the desk."""
        # The apps register their screens with this site, so it cannot import them earlier.
        from articles.desk.home import home

        return super().index(request, {**home(request.user), **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """List our apps in their order, and the screens of each in the Kazakh order of names."""
        apps = super().get_app_list(request, app_label)
        apps.sort(key=lambda app: self.OURS.index(app["app_label"]))
        for app in apps:
            app["models"].sort(key=lambda model: sort_key(str(model["name"])))
        return apps

    def register(self, model_or_iterable, admin_class=None, **options):
        """Register the screens of our own apps; those of packages are left out."""
        models = [model_or_iterable]
        if not isinstance(model_or_iterable, type):
            models = list(model_or_iterable)
        ours = [model for model in models if model._meta.app_label in self.OURS]
        if ours:
            super().register(ours, admin_class, **options)
