"""A flash: the headline alone, now; the same address grows into the story."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import workflow, writing
from articles.models import Article, Genre, Verb
from articles.refusals import Refused

from . import kept
from .forms import FlashForm, seal, unseal
from .verbs import told


def page(request):
    """Take a flash; an editor on duty may publish it at once, everyone else submits it."""
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    may_publish = workflow.may_publish_alone(request.user)
    waiting = kept.waiting_for(request.user, request.GET.get("kept"), article=None)
    form = FlashForm(request.POST or None, initial=kept.post_of(waiting).dict() if waiting else {})
    if not may_publish:
        del form.fields["alone"]
    if request.method == "POST" and form.is_valid():
        publishes = may_publish and "publish" in request.POST
        if publishes and not form.cleaned_data["alone"]:
            form.add_error("alone", _("Confirm that you publish it alone, on duty."))
        else:
            return _out(request, form.cleaned_data, publishes=publishes)
    context = {
        **admin.site.each_context(request),
        "title": _("Flash"),
        "form": form,
        "may_publish": may_publish,
        "seal": seal(request.user, None),
        "filled_with": request.POST.get("kept", "") or kept.stamp(waiting),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/flash.html", context)


def _out(request, data, *, publishes):
    """Write the flash, then submit or publish it; a refusal leaves it written, as a draft."""
    sealed = unseal(request.POST.get("desk_seal", ""))
    token = sealed.token if sealed else ""
    if done := _written(token):
        return _lead_to(request, done)
    try:
        article = _write(request, data, token)
    except IntegrityError:
        # A double tap: one of the two is the flash.
        if done := _written(token):
            return _lead_to(request, done)
        raise
    try:
        if publishes:
            workflow.approve(article, by=request.user, alone=True)
            messages.success(request, _("The flash is on the site."))
        else:
            workflow.submit(article, by=request.user)
            messages.success(request, told(Verb.SUBMIT, article))
    except Refused as refusal:
        for _field, sentence in refusal.sentences:
            messages.error(request, sentence)
    return redirect("admin:articles_article_change", article.pk)


def _written(token: str) -> Article | None:
    return Article.objects.filter(form_token=token).first() if token else None


def _lead_to(request, done: Article):
    messages.info(request, _("This flash was written already."))
    return redirect("admin:articles_article_change", done.pk)


def _write(request, data, token: str) -> Article:
    """Write the flash as its author's story."""
    with transaction.atomic():
        article = Article(
            headline=data["headline"],
            lead=data["lead"],
            category=data["category"],
            language=data["language"],
            genre=Genre.FLASH,
            urgency=1,
            owner=request.user,
            version=1,
            form_token=token or None,
        )
        writing.prepare(article)
        typed = writing.tidy(article)
        article.slug = article.make_slug()
        article.save()
        if hasattr(request.user, "author"):
            article.contributions.create(author=request.user.author)
        writing.finish(article, by=request.user)
        if token:
            writing.forget_autosave(by=request.user, form=token)
        writing.keep_as_typed(article, typed, by=request.user)
        kept.settle(request.user, request.POST.get("kept", ""), article=article)
    return article
