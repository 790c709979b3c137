"""The nine stories beside one, at the desk: why each is there, and which are pinned or banned."""

from collections import defaultdict

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import beside
from articles.models import Article, Category, Edition, Region, Tag
from articles.related import related

from .forged import story_number
from .refused import telling
from .verbs import story

_ORDERS = {"pin": beside.pin, "ban": beside.ban, "leave": beside.leave}
_NAMED = {
    "tag": Tag, "region": Region, "oblast": Region, "section": Category, "category": Category,
}  # fmt: skip


def page(request, pk):
    """Show what stands beside a story that readers have, and take what an editor decides."""
    article = story(request, pk)
    if not beside.may_choose(request.user, article):
        raise PermissionDenied
    if request.method == "POST":
        _act(request, article)
        return redirect("admin:articles_article_beside", article.pk)
    now = timezone.now()
    edition = Edition.objects.visible(now).filter(article=article).first()
    found = related(edition, at=now) if edition else []
    chosen = beside.choices(article.pk)
    others = Article.objects.in_bulk([*chosen.pinned, *chosen.banned])
    names = _names(each.reasons for each in found)
    context = {
        **admin.site.each_context(request),
        "title": _("Related news"),
        "article": article,
        "is_visible": edition is not None,
        "found": [
            (each.edition, [name for reason in each.reasons if (name := names.get(reason))],
             each.edition.article_id in chosen.pinned)
            for each in found
        ],
        "pinned": [others[pk] for pk in chosen.pinned],
        "banned": [others[pk] for pk in sorted(chosen.banned)],
        "opts": Article._meta,
    }  # fmt: skip
    return TemplateResponse(request, "desk/beside.html", context)


def _act(request, article):
    """Do what the pressed button says about the story that it names."""
    order = next((name for name in _ORDERS if request.POST.get(name)), "")
    named = request.POST.get(order, "")
    if not order:
        order, named = "pin", request.POST.get("named", "").strip()
    other = Article.objects.filter(pk=story_number(named)).first()
    if other is None:
        messages.error(request, _("There is no such story: give its number or its address."))
        return
    with telling(request, _("Noted.")):
        _ORDERS[order](article, other, by=request.user)


def _names(reasons) -> dict[str, str]:
    """Return how the desk reads each reason: the word, or the name of what is shared."""
    wanted = defaultdict(set)
    named = {}
    for reason in {each for some in reasons for each in some}:
        kind, _colon, what = reason.partition(":")
        if kind in _NAMED and what.isdecimal():
            wanted[_NAMED[kind]].add(int(what))
        elif kind == "word":
            named[reason] = f"«{what}»"
    found = {model: model.objects.in_bulk(pks) for model, pks in wanted.items()}
    for kind, model in _NAMED.items():
        for pk, thing in found.get(model, {}).items():
            named[f"{kind}:{pk}"] = thing.name
    return named
