"""A flash: the headline alone, now; the same address grows into the story."""

from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import workflow, writing
from articles.models import Article, Genre, Status, Stopped, Verb
from articles.once import once
from articles.refusals import Refused

from . import kept
from .forms import FlashForm, Seal, became, seal, unseal
from .home import duties
from .verbs import told

#: So long the same words of the same person are the same flash.
A_WHILE = timedelta(hours=1)


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
        elif answer := _out(request, form, publishes=publishes):
            return answer
    context = {
        **admin.site.each_context(request),
        "title": _("Flash"),
        "form": form,
        "may_publish": may_publish,
        "is_editor": request.user.has_perm("articles.approve_alone"),
        "may_give_duty": request.user.has_perm("articles.add_duty"),
        **duties(timezone.now()),
        "seal": _seal(request),
        "filled_with": request.POST.get("kept", "") or kept.stamp(waiting),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/flash.html", context)


def _seal(request) -> str:
    """Return the seal of a page: shown again, one that wrote nothing yet keeps its own.

    What was kept beside it while it was written in is known by it, and let go of with it.
    """
    own = _own(request)
    if own and became(own) is None:
        return request.POST["desk_seal"]
    return seal(request.user, None)


def _own(request) -> Seal | None:
    """Return what the seal of a posted page says, if the page was this person's."""
    sealed = unseal(request.POST.get("desk_seal", ""))
    return sealed if sealed and sealed.user == request.user.pk else None


def _out(request, form, *, publishes):
    """Write the flash, then submit or publish it; a refusal leaves it written, as a draft.

    A form that was sent before with other words is shown again, with a sentence that says so.
    """
    own = _own(request)
    article, typed = _begun(form.cleaned_data, request.user)
    if said := _said_before(article):
        return _lead_to(request, said)
    done = once(lambda: became(own), lambda: _write(request, article, typed, own))
    if done is not article:
        return _answer_again(request, form, article, done)
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


def _answer_again(request, form, as_now: Article, done: Article):
    """Lead to the flash that a form wrote, or show it again if it now says something else."""
    first = done.versions.order_by("number")[0].content
    if all(first[name] == getattr(as_now, name) for name in ("headline", "lead", "language")):
        return _lead_to(request, done)
    sentence = _(
        "A flash was sent from this page before: {link}. To change that one, open it; to send"
        " these words as another flash, press once more."
    )
    address = reverse("admin:articles_article_change", args=[done.pk])
    link = format_html('<a href="{}">{}</a>', address, first["headline"])
    form.add_error(None, format_html(sentence, link=link))


def _said_before(as_now: Article) -> Article | None:
    """Return the flash that its writer sent with these very words a while ago, from any page.

    A page that a browser made anew on the way back is another form, and its words are the same.
    """
    mine = Article.objects.filter(
        owner=as_now.owner,
        genre=Genre.FLASH,
        headline=as_now.headline,
        lead=as_now.lead,
        language=as_now.language,
        versions__number=1,
        versions__at__gte=timezone.now() - A_WHILE,
    )
    return mine.exclude(Q(stopped=Stopped.KILLED) | Q(status=Status.SPIKED)).order_by("pk").first()


def _lead_to(request, done: Article):
    # Whoever tapped twice wants to know the one thing: whether it is out.
    if done.editions.visible().exists():
        messages.success(request, _("This flash is on the site already."))
    else:
        messages.info(request, _("This flash was written already."))
    return redirect("admin:articles_article_change", done.pk)


def _begun(data, user) -> tuple[Article, dict[str, str]]:
    """Return the story that a flash begins, not written yet, and its words that were mended."""
    article = Article(
        headline=data["headline"],
        lead=data["lead"],
        category=data["category"],
        language=data["language"],
        genre=Genre.FLASH,
        urgency=1,
        owner=user,
        version=1,
    )
    writing.prepare(article)
    return article, writing.tidy(article)


def _write(request, article: Article, typed: dict[str, str], own: Seal | None) -> Article:
    """Write a flash that was begun as its author's story."""
    token = own.token if own else ""
    with transaction.atomic():
        article.form_token = token or None
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
