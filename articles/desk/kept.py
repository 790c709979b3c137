"""Texts that could not be saved: kept for their author, shown beside what stands, offered again.

Two ways lead here: somebody saved first (or the story was closed), and a session that had ended.
The second is believed because the form carries a seal of ours that says who opened it.
"""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import markup, versions, workflow, writing
from articles.merging import Meeting
from articles.models import Article, Genre, KeptText, Verb, WhyKept

from . import changed, posted, together
from .forged import number, only_numbers, words_of
from .forms import unseal

#: The words of a form, in its order.
SHOWN = (
    "headline", "lead", "body", "tags", "dateline", "source_name", "source_url", "photo_caption",
    "ed_note",
)  # fmt: skip
#: What a form says of who writes a story: no part of its versions.
OF_COLLEAGUES = ("owner", "assignee")
FORMS = (
    "articles_article_add",
    "articles_article_change",
    "articles_article_flash",
    "articles_article_verb",
)


def waiting(user):
    """Return the texts kept for a person that still wait, newest first."""
    texts = KeptText.objects.filter(by=user, settled_at=None).exclude(why=WhyKept.AS_TYPED)
    return texts.select_related("article").order_by("-at")


def beside(user, article, *, opened=None):
    """Return what waits beside a form: of its story, or of none; not the one that fills it."""
    return waiting(user).filter(article=article).exclude(pk=number(opened or ""))


def waiting_for(user, pk, *, article) -> KeptText | None:
    """Return one waiting text by its number, if it is this person's (and of this story)."""
    if not (pk := number(str(pk or ""))):
        return None
    text = waiting(user).filter(pk=pk).first()
    if text is None or (article is not None and text.article_id != article.pk):
        return None
    return text


def stamp(text: KeptText | None) -> str:
    """Return what a form says of the kept text that it is filled with: which, and as it was."""
    return f"{text.pk}:{writing.fingerprint(text)}" if text else ""


def settle(user, stamped: str, *, article: Article):
    """Note that what a form was filled with is saved now; nothing that the form had not."""
    pk, _colon, filled = stamped.partition(":")
    if text := waiting_for(user, pk, article=None):
        writing.settle(text, article=article, filled=filled)


def post_of(text: KeptText) -> QueryDict:
    """Return the posted form as it came."""
    post = QueryDict(mutable=True)
    for name, values in text.content.get("post", {}).items():
        post.setlist(name, [str(value) for value in values])
    return only_numbers(post, Article)


def filling(text: KeptText, *, with_both: bool = False) -> QueryDict:
    """Return a kept text as a form goes on with it: with all that others saved since and it lacks.

    Where both changed the same paragraphs its own stand, or those of both one after another.
    Of a whole form nothing is left to chance: what it had chosen nothing of is chosen nothing of.
    """
    merged = _merged(text, Meeting.BOTH if with_both else Meeting.MINE)
    post = merged.post if merged else post_of(text)
    for name in posted.SEVERAL:
        if posted.holds(name, post) and name not in post:
            post.setlist(name, [])
    if posted.holds(posted.SIGNED, post):
        posted.put(posted.SIGNED, posted.rows(post), post, text.article)
    return post


def _merged(text: KeptText, where_they_meet=Meeting.MINE) -> together.Merged | None:
    """Return a kept text put together with what was saved since its form was opened."""
    article = text.article
    base = article and versions.standing_at(article, text.based_on)
    if base is None:
        return None
    latest = article.versions.order_by("-number").first()
    return together.merge(
        post_of(text), article, base=base, latest=latest, where_they_meet=where_they_meet
    )


def is_saved_already(request, article: Article) -> bool:
    """Tell whether what is posted is what stands, saved by the same person: a double press."""
    last = article.versions.order_by("-number").first()
    if last is None or last.by_id != request.user.pk:
        return False
    mended = writing.as_typed(article, by=request.user)
    typed = {name: text for name, [text] in mended.content["post"].items()} if mended else {}
    contents = [last.content]
    if "_as_typed" in request.POST and request.sealed:
        # The first press has put back what this one still holds as it was mended.
        before = versions.standing_at(article, request.sealed.version)
        if before is not None and before == versions.standing_at(article, last.number - 1):
            contents.append(before.content)
    return all(
        any(posted.is_same(name, request.POST, each, typed=typed.get(name)) for each in contents)
        for name in last.content
        if posted.holds(name, request.POST)
        and not (last.number == 1 and _is_filled_by_us(name, request.POST))
    )


def _is_filled_by_us(name: str, post) -> bool:
    """Tell whether a new story has somebody in a field because its form named nobody."""
    if name == posted.SIGNED:
        return not posted.rows(post)
    return name == "owner" and not post.get(name)


def show(request, site, text: KeptText, *, status=200):
    """Show a kept text beside what stands now."""
    article = text.article
    if article is not None and not workflow.may_see(request.user, article):
        article = None
    merged = _merged(text) if article else None
    post = merged.post if merged else post_of(text)
    base = article and versions.standing_at(article, text.based_on)
    rows = _beside(article, post, base=base, met=merged and merged.met) if article else []
    words = [] if article else [_alone(name, post) for name in SHOWN if post.get(name)]
    last = article and article.versions.select_related("by").order_by("-number").first()
    context = {
        **site.each_context(request),
        "title": _title(text, is_in_it=bool(article and not rows and not post.get("note"))),
        "text": text,
        "article": article,
        "rows": rows,
        "words": words,
        "note": post.get("note", ""),
        "said": together.said(merged) if merged and merged.brought else "",
        "may_take_both": bool(merged and "body" in merged.met),
        "language": article.language if article else post.get("language", ""),
        "last": last,
        "is_own_save": bool(last and last.by_id == request.user.pk),
        "may_write": workflow.may_write(request.user, article)
        if article
        else request.user.has_perm("articles.add_article"),
        "why_signed_out": text.why == WhyKept.SIGNED_OUT,
        "was_left": text.why == WhyKept.AUTOSAVE,
        "is_summary": text.why == WhyKept.SUMMARY,
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/kept.html", context, status=status)


def _title(text: KeptText, *, is_in_it: bool) -> str:
    """Say where the words of a kept text are: beside the story, and not in it."""
    if is_in_it:
        return capfirst(KeptText._meta.verbose_name)
    if text.article_id is None:
        return _("Your text is kept aside: it is no story yet")
    return _("Your text is kept aside: it is not in the story yet")


def _beside(article: Article, post, *, base, met) -> list[dict]:
    """Return in what a form differs from the story, each part with what both began with.

    Asked is what both changed; all of it where nobody knows what the form was opened on.
    """
    now = writing.content_of(article)
    differing = [
        name
        for name in (*versions.PARTS, *OF_COLLEAGUES)
        if posted.holds(name, post) and not posted.is_same(name, post, now)
    ]
    yours = {name: posted.value(name, post) for name in differing}
    return [
        {
            "part": part,
            "before": _before(base, part.name),
            "is_asked": met is None or part.name in met,
        }
        for part in changed.of(differing, now, yours)
    ]


def _before(base, name) -> str:
    """Return the words that both began with, where the form was opened on a version."""
    words = base.content.get(name) if base and name in SHOWN else ""
    return ", ".join(words) if isinstance(words, list) else words or ""


def _alone(name: str, post) -> dict:
    """Return the words of a field of a form that is of no story yet."""
    return {
        "label": versions.label(name),
        "words": markup.clean(post[name]) if name == "body" else post[name],
        "is_html": name == "body",
    }


def list_page(request):
    """List the texts kept for the person who asks."""
    context = {
        **admin.site.each_context(request),
        "title": _("Kept texts"),
        "texts": waiting(request.user)[:200],
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/kept_list.html", context)


def page(request, pk):
    """Show one kept text to its author; take it into the form, or let it go."""
    text = get_object_or_404(KeptText.objects.select_related("article"), pk=pk, by=request.user)
    if request.method != "POST":
        return show(request, admin.site, text)
    if "discard" in request.POST:
        writing.settle(text)
        messages.success(request, _("The kept text was put away."))
        return redirect("admin:articles_article_kept")
    every = (*versions.PARTS, *OF_COLLEAGUES)
    theirs = ",".join(name for name in every if request.POST.get(f"take-{name}") == "theirs")
    way = f"{_form_of(text)}?kept={text.pk}" + (f"&theirs={theirs}" if theirs else "")
    return redirect(way + ("&both=body" if request.POST.get("take-body") == "both" else ""))


def _form_of(text) -> str:
    """Return the form that a kept text goes on in: the verb's, the story's, or a new one."""
    verb = (text.content.get("post", {}).get("verb") or [""])[0]
    if text.article_id is None:
        is_flash = (text.content.get("post", {}).get("genre") or [""])[0] == Genre.FLASH
        return reverse(f"admin:articles_article_{'flash' if is_flash else 'add'}")
    if verb in Verb.values:
        return reverse("admin:articles_article_verb", args=[text.article_id, verb])
    return reverse("admin:articles_article_change", args=[text.article_id])


# --- A session that ended -----------------------------------------------------------------


def keeping(view, site):
    """Wrap a writing view: a form posted after the session ended is kept, then the login shown."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        if request.method == "POST":
            sealed = unseal(request.POST.get("desk_seal", ""))
            # Signed out, or signed in as somebody else since: the words are the first one's.
            if not site.has_permission(request) or (sealed and sealed.user != request.user.pk):
                text = _keep_signed_out(request)
                if text is not None:
                    return _signed_out(request, text)
        return view(request, *args, **kwargs)

    return wrapped


def shown_again(way):
    """Let a screen be shown again as it was sent, by the address that `way(request)` gives.

    For whoever was signed out when they pressed: nothing is saved by such an address.
    """

    def mark(view):
        view.shown_again = way
        return view

    return mark


def way_again(request) -> str:
    """Return the address that shows what was posted again; "" of a screen that cannot."""
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return ""
    way = getattr(view, "shown_again", None)
    return way(request) if way else ""


def csrf_failure(request, reason=""):
    """Answer a stale form token: a writing form's text is kept, every other form is refused.

    The token changes when somebody signs in again in another tab; the seal still says who wrote.
    """
    try:
        name = resolve(request.path_info).url_name
    except Resolver404:
        name = ""
    if request.method == "POST" and name in FORMS:
        text = _keep_signed_out(request)
        if text is not None:
            return _signed_out(request, text)
    if request.headers.get("Accept", "").startswith("application/json"):
        # A script of ours asked: the page that it stands on is the one to be opened again.
        said = _("This page is from before you signed in: open it again.")
        return JsonResponse({"refused": said}, status=403)
    if request.user.is_authenticated and (again := way_again(request)):
        messages.warning(request, _("This page is from before you signed in: press once more."))
        return redirect(again)
    context = {"words": words_of(request.POST)}
    return TemplateResponse(request, "desk/stale.html", context, status=403).render()


def _keep_signed_out(request) -> KeptText | None:
    sealed = unseal(request.POST.get("desk_seal", ""))
    if sealed is None:
        return None
    user = get_user_model().objects.filter(pk=sealed.user, is_active=True).first()
    if user is None:
        return None
    article = Article.objects.filter(pk=sealed.article).first() if sealed.article else None
    writing.forget_autosave(by=user, form=sealed.token)
    return writing.keep(
        request.POST, by=user, article=article, why=WhyKept.SIGNED_OUT, based_on=sealed.version
    )


def _signed_out(request, text):
    where = reverse("admin:articles_article_kept_text", args=[text.pk])
    context = {"login": f"{reverse('admin:login')}?next={where}", "where": where}
    context["is_signed_in"] = request.user.is_authenticated
    return TemplateResponse(request, "desk/signed_out.html", context, status=403)
