"""Links that show a story outside: made, withdrawn, and what came of them, beside the story."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import shared_previews, workflow
from articles.models import Article, SharedPreview
from articles.refusals import Refused

from .forged import number
from .refused import telling
from .verbs import story

LASTS = {
    "hour": gettext_lazy("an hour"),
    "day": gettext_lazy("a day"),
    "days": gettext_lazy("three days"),
}


#: In a session, the address of a link until its maker has seen it: it is told once.
_TOLD = "shared_link"


class ShareForm(forms.Form):
    """How long a link works, and whether it asks what its holder thinks."""

    lasts = forms.ChoiceField(
        label=gettext_lazy("The link works for"), choices=list(LASTS.items()), initial="day",
        widget=forms.RadioSelect,
    )  # fmt: skip
    asks = forms.BooleanField(
        label=gettext_lazy("Ask for an opinion: approve, or return with a note"), required=False
    )
    token = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)


def page(request, pk):
    """Show the links of a story and make another; its address is told this one time."""
    article = story(request, pk)
    if not may_look(request.user, article):
        raise PermissionDenied
    form, link = ShareForm(request.POST or None, initial={"token": get_random_string(32)}), ""
    kept = request.session.get(_TOLD, {})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data.pop("token")
        if given and kept.get("form") == given:
            # The same page sent twice: its link was made, and is still to be told.
            return redirect("admin:articles_article_share", article.pk)
        try:
            _shared, token = shared_previews.make(article, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            for field, sentence in refusal.sentences:
                form.add_error(field if field in form.fields else None, sentence)
        else:
            link = settings.SITE_URL + reverse("guest", args=[token])
            request.session[_TOLD] = {"form": given, "article": article.pk, "link": link}
            return redirect("admin:articles_article_share", article.pk)
    elif request.method == "GET" and kept.get("article") == article.pk:
        link = request.session.pop(_TOLD)["link"]
    context = {
        **admin.site.each_context(request),
        "title": _("Show outside"),
        "article": article,
        "form": form,
        "link": link,
        "may_share": shared_previews.may_share(request.user, article),
        "shared": shared_previews.of(article),
        "opts": Article._meta,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/share.html", context, status=status)


def may_look(user, article: Article) -> bool:
    """Tell whether a person has a use for the screen, be the story stopped by now."""
    return workflow.may_see(user, article) and user.has_perm(shared_previews.PERMISSION)


@require_POST
def withdraw(request, pk, shared):
    """Let a link work no longer."""
    article = story(request, pk)
    row = get_object_or_404(SharedPreview, article=article, pk=number(str(shared)))
    with telling(request, _("The link no longer works.")):
        shared_previews.withdraw(row, by=request.user)
    return redirect("admin:articles_article_share", article.pk)
