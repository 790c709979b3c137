"""Comments on a story at the desk: beside the writing form, and on a page of their own."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import comments, inbox
from articles.models import Article, Comment
from articles.refusals import NotAllowed, Refused
from kazakh.alphabet import fold, sort_key

from . import persons
from .forged import number
from .verbs import story


def beside(article: Article) -> list[dict]:
    """Return the comments of a story as they are drawn."""
    return [_drawn(each) for each in comments.of(article)]


def _drawn(comment: Comment) -> dict:
    return {
        "pk": comment.pk,
        "article_id": comment.article_id,
        "who": persons.name(comment.by),
        "at": comment.at,
        "words": inbox.said(comment),
        "passage": comment.passage,
        "settled_at": comment.settled_at,
        "settled_by": comment.settled_by and persons.name(comment.settled_by),
    }


def to_name(article: Article, *, but) -> list[dict]:
    """Return the colleagues who may be named, by name in the Kazakh order.

    Of two who share a name each is called by the login.
    """
    people = [each for each in comments.colleagues(article) if each.pk != but.pk]
    names = [persons.name(each) for each in people]
    found = [
        {"name": name, "called": name if names.count(name) == 1 else each.get_username()}
        for name, each in zip(names, people, strict=True)
    ]
    found.sort(key=lambda each: sort_key(each["name"]))
    return [each | {"key": fold(f"{each['name']} {each['called']}")} for each in found]


def in_margin(user, article: Article) -> dict:
    """Return what the margin of the writing form needs to show comments and take one."""
    drawn = beside(article)
    return {
        "comments": drawn,
        "comments_open": sum(each["settled_at"] is None for each in drawn),
        "colleagues": to_name(article, but=user),
        "comment_token": token(),
    }


def token() -> str:
    """Return what a blank form of a comment is known again by."""
    return get_random_string(32)


def page(request, pk):
    """Show the comments of a story, and take one: as a page, or for the script beside the text."""
    article = story(request, pk)
    refusal, status = None, 200
    if request.method == "POST":
        try:
            comments.add(
                article,
                by=request.user,
                words=request.POST.get("words", ""),
                passage=request.POST.get("passage", ""),
                token=request.POST.get("token", ""),
            )
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except Refused as refused:
            refusal, status = refused, 422
        if _is_of_script(request):
            return _told(request, article, refusal, status)
        if refusal is None:
            messages.success(request, _("The comment stands beside the story."))
            return redirect("admin:articles_article_comments", article.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Comments"),
        "article": article,
        "comments": beside(article),
        "colleagues": to_name(article, but=request.user),
        "said": {name: request.POST.get(name, "") for name in ("words", "passage")},
        "refusal": str(refusal or ""),
        "token": (refusal and request.POST.get("token", "")) or token(),
        "longest": comments.LONGEST,
        "longest_passage": comments.LONGEST_PASSAGE,
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/comments.html", context, status=status)


@require_POST
def settle(request, pk, comment):
    """Note that what a comment asks is done, or that it is not after all (`open`)."""
    article = story(request, pk)
    row = get_object_or_404(Comment, article=article, pk=number(str(comment)))
    act = comments.reopen if "open" in request.POST else comments.settle
    act(row, by=request.user)
    if _is_of_script(request):
        return _told(request, article, None, 200)
    return redirect("admin:articles_article_comments", article.pk)


def _is_of_script(request) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _told(request, article, refusal, status):
    """Tell the script beside the text what stands now, or why the comment was not taken."""
    if refusal is not None:
        return JsonResponse({"refused": str(refusal)}, status=status)
    drawn = beside(article)
    html = render_to_string(
        "desk/_comments.html", {"comments": drawn, "in_margin": True}, request=request
    )
    waiting = sum(each["settled_at"] is None for each in drawn)
    return JsonResponse({"html": html, "open": waiting, "token": token()})
