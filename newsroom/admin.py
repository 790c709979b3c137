"""The desk: Django's admin as our newsroom uses it."""

from functools import wraps
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError
from django.http import JsonResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.desk import forged
from articles.desk.kept import way_again
from articles.desk.refused import not_this_way, signed_out
from kazakh.alphabet import sort_key

#: How Django heads the form of a thing.
_TITLES = (_("Change %s"), _("View %s"))


class Desk(admin.AdminSite):
    """The admin site of the newsroom, with a home that says what waits for whom."""

    site_title = _("The desk")
    site_header = _("The desk")
    index_title = _("Today")
    #: Packages register screens of their own (taggit's tags, mail addresses); ours alone are shown.
    #: They stand in this order on every screen.
    OURS = ("articles", "media", "auth")

    index_template = "admin/index.html"
    #: The bar of places and the box that finds anything lead everywhere.
    enable_nav_sidebar = False

    def admin_view(self, view, cacheable=False):
        """Guard a screen against what no form of ours sends, and lead back who was signed out."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def screen(request, *args, **kwargs):
            asked = forged.without_blank_ways(forged.without_nul(request.GET))
            request.GET = asked = forged.in_reason(asked)
            if _is_form(request):
                request.GET = asked = forged.without_moments(
                    forged.only_numbers(asked, _model_of(request))
                )
            request.META["QUERY_STRING"] = asked.urlencode()
            if request.method == "POST":
                posted = forged.without_blank_ways(forged.without_nul(request.POST))
                request.POST = forged.only_numbers(posted, _model_of(request))
                if not self.has_permission(request) and not _is_door(request):
                    return _to_the_door(request)
            try:
                response = guarded(request, *args, **kwargs)
            except IntegrityError:
                # The same form twice at once: the second, asked again, finds what the first made.
                if request.method != "POST" or request.FILES:
                    raise
                response = guarded(request, *args, **kwargs)
            if response.status_code == 405:
                return not_this_way(request)
            _title(getattr(response, "context_data", None))
            return response

        return screen

    def each_context(self, request):
        """Give every screen the bar of places that a person may go to."""
        # The apps register their screens with this site, so it cannot import them earlier.
        from articles.desk.finding import screens

        context = super().each_context(request)
        if context["has_permission"]:
            context["places"] = screens.places(request.user, request.path)
        return context

    def index(self, request, extra_context=None):
        """Show the home of the desk."""
        # The apps register their screens with this site, so it cannot import them earlier.
        from articles.desk.home import home

        return super().index(request, {**home(request.user), **(extra_context or {})})

    def get_app_list(self, request, app_label=None):
        """List our apps in their order, and the screens of each in the Kazakh order of names.

        Made when it is first read: Django gives every screen the list, and one or two print it.
        """
        return SimpleLazyObject(lambda: self._app_list(request, app_label))

    def _app_list(self, request, app_label) -> list[dict]:
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


def _title(context):
    """Call a list by the plural of what it lists, and a thing by what it is."""
    if not context or (opts := context.get("opts")) is None:
        return
    if "cl" in context:
        context["title"] = capfirst(opts.verbose_name_plural)
    elif context.get("title") in (say % opts.verbose_name for say in _TITLES):
        context["title"] = capfirst(opts.verbose_name)


def _is_form(request) -> bool:
    name = getattr(request.resolver_match, "url_name", None) or ""
    return name.endswith(("_add", "_change"))


def _model_of(request):
    """Return the model whose form an address of the admin's own shows; None of any other."""
    named = (getattr(request.resolver_match, "url_name", None) or "").split("_")
    try:
        return apps.get_model(named[0], named[1]) if len(named) > 2 else None
    except LookupError:
        return None


def _is_door(request) -> bool:
    return request.resolver_match.url_name in ("login", "logout")


def _to_the_door(request):
    """Lead who was signed out to the login, and from there to the page where the button was."""
    said = _("You were signed out, so nothing was done: sign in and do it again.")
    if request.headers.get("Accept", "").startswith("application/json"):
        return JsonResponse({"refused": said}, status=403)
    again = way_again(request)
    if not again and (words := forged.words_of(request.POST)):
        return signed_out(request, words)
    came_from = request.META.get("HTTP_REFERER", "")
    page = urlsplit(came_from)._replace(scheme="", netloc="").geturl()
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}) and page
    messages.warning(
        request, _("You were signed out, so nothing was done: sign in and do it again.")
    )
    page = again or (page if is_ours else reverse("admin:index"))
    return redirect_to_login(page, reverse("admin:login"))
