"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.http import Http404
from django.urls import include, path, re_path
from django.views.i18n import set_language

from articles.desk import guests, inbox, whereabouts
from articles.desk.finding import page as finding
from articles.desk.time_machine import choose
from articles.public import visitors

from . import asking, front_look, time_machine

# Without this the admin's own login lets a password in past the second factor.
admin.site.login = secure_admin_login(admin.site.login)


def closed(request):
    """Answer as if there were no such page."""
    raise Http404


urlpatterns = [
    path("admin/time/", admin.site.admin_view(choose), name="time-machine-choose"),
    path("admin/time/<str:moment>/", admin.site.admin_view(time_machine.page), name="time-machine"),
    path("admin/time/<str:moment>/<path:path>", admin.site.admin_view(time_machine.page)),
    # Which pages readers are given is asked of the pages themselves.
    path(
        "admin/articles/article/<int:pk>/whereabouts/",
        admin.site.admin_view(whereabouts.page),
        {"asks": asking.AsAReader},
        name="whereabouts",
    ),
    path("admin/inbox/", admin.site.admin_view(inbox.page), name="inbox"),
    path("admin/inbox/<int:pk>/", admin.site.admin_view(inbox.open_), name="inbox-open"),
    path("admin/inbox/read/", admin.site.admin_view(inbox.read_all), name="inbox-read-all"),
    path("admin/inbox/how/", admin.site.admin_view(inbox.choice), name="inbox-choice"),
    path("admin/front/look/", admin.site.admin_view(front_look.page), name="front-look"),
    path("admin/find/", admin.site.admin_view(finding.page), name="find"),
    path("admin/find.json", admin.site.admin_view(finding.told), name="find-told"),
    path("admin/", admin.site.urls),
    # The chief makes accounts and gives new passwords; strangers find no form that writes mail.
    re_path(r"^accounts/(?:signup|password/reset|email|confirm-email|phone|login/code)\b", closed),
    path("accounts/", include("allauth.urls")),
    # Somebody without an account, who was given a link to one story.
    path("preview/<str:token>/", guests.page, {"visitors": visitors}, name="guest"),
    path("preview/<str:token>/photos/<path:path>", guests.photo, name="guest-photo"),
    path("language/", set_language, name="set_language"),
    # Last: its final pattern takes every address that is left.
    path("", include("articles.public.urls")),
]

handler400 = "newsroom.refusals.bad_request"
handler403 = "articles.desk.refused.forbidden"
handler404 = "newsroom.refusals.missing"
handler500 = "articles.public.answers.failed"
