"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

# Without this the admin's own login lets a password in past the second factor.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("accounts/", include("allauth.urls")),
    path("language/", set_language, name="set_language"),
    # Last: its final pattern takes every address that is left.
    path("", include("articles.public.urls")),
]

handler404 = "articles.public.answers.missing"
handler500 = "articles.public.answers.failed"
