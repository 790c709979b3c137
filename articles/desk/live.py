"""Telling a story live from the desk or a phone: one page that opens, posts, mends and closes."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import live, live_summary, markup
from articles.models import Article, LiveEntry, LiveStory
from articles.refusals import NotAllowed, Refused
from articles.roles import StaffRole
from media.models import Photo

from . import forged, library, persons, refused, tongues
from .forged import number

#: Entries that the desk's page lists.
SHOWN = 100


class EntryForm(forms.Form):
    """One entry: a few lines, one tap."""

    headline = forms.CharField(label=gettext_lazy("Headline"), required=False, max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=live.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The address of a film or a post on its own line becomes a card."),
    )
    is_key = forms.BooleanField(label=gettext_lazy("Important"), required=False)
    photo = forms.IntegerField(
        label=gettext_lazy("Photo №"),
        required=False,
        help_text=gettext_lazy("Its number in the library; it needs its credit and alt text."),
    )
    token = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def clean_photo(self):
        pk = self.cleaned_data["photo"]
        if pk is None:
            return None
        photo = Photo.objects.filter(pk=pk).first() if 0 < pk < 10**17 else None
        if photo is None:
            raise forms.ValidationError(
                _("There is no photo № %(number)s in the library.") % {"number": pk}
            )
        return photo

    def said(self) -> dict:
        """Return what `live.post` and `live.mend` take."""
        return {name: self.cleaned_data[name] for name in ("headline", "text", "photo", "is_key")}

    def refuse(self, refusal):
        for field, sentence in refusal.sentences:
            self.add_error(field if field in self.fields else None, sentence)


class PostersForm(forms.Form):
    """Who may post to this story besides the editors."""

    posters = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who may post, besides the editors"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        writers = User.objects.filter(is_active=True, groups__name=StaffRole.JOURNALIST)
        self.fields["posters"].queryset = writers.distinct().order_by("last_name", "username")
        self.fields["posters"].label_from_instance = persons.name


def page(request, pk):
    """Show a live story to those who post, and take what they do."""
    article = get_object_or_404(Article, pk=number(str(pk)))
    if not live.may_look(request.user, article):
        words = forged.words_of(request.POST) if request.method == "POST" else []
        if words and LiveStory.objects.filter(pk=article.pk).exists():
            # They were among those who post when they began to type.
            return refused.no_longer(
                request, _("You can no longer post to this story: ask an editor."), words
            )
        raise Http404
    story = LiveStory.objects.filter(pk=article.pk).first()
    form, status = EntryForm(initial={"token": get_random_string(32)}), 200
    mended = None
    asked = request.POST if request.method == "POST" else request.GET
    if asked.get("take_back") and "is_meant" not in request.POST:
        return _whether(request, article, asked["take_back"])
    if request.method == "POST":
        if "summary" in request.POST:
            return _summary(request, article)
        try:
            form, mended = _act(request, article)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except Refused as refusal:
            for _field, sentence in refusal.sentences:
                messages.error(request, sentence)
            form = None
        if form is None:
            return redirect("admin:articles_article_live", article.pk)
        status = 422
    elif request.GET.get("mend"):
        mended = _entry(article, request.GET["mend"], visible_until=None)
        form = EntryForm(
            initial={
                "headline": mended.headline,
                "text": live.typed(mended),
                "photo": mended.photo_id,
                "is_key": mended.is_key,
            }
        )
    shown = LiveEntry.objects.filter(article=article, visible_until=None).newest_first()
    posters = story.posters.all() if story else []
    context = {
        **admin.site.each_context(request),
        "title": _("Live story"),
        "article": article,
        "headline": tongues.known(request.user, [article])[article.pk].headline,
        "story": story,
        "form": form,
        "mended": mended,
        "entries": [
            (entry, Truncator(markup.plain(entry.text)).words(60))
            for entry in shown.select_related("by", "photo")[:SHOWN]
        ],
        "may_open": live.may_open(request.user, article),
        "may_post": live.may_post(request.user, article),
        "summaries": _summaries(request.user, article, story),
        "photo": library.shown(
            _chosen(form, mended), library=reverse("admin:articles_article_photos")
        ),
        "posters_form": PostersForm(initial={"posters": [user.pk for user in posters]}),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/live.html", context, status=status)


def _chosen(form, mended: LiveEntry | None) -> Photo | None:
    """Return the photo that a form of an entry shows: of what was posted, or of what is mended."""
    if form.is_bound:
        return getattr(form, "cleaned_data", {}).get("photo")
    return mended.photo if mended else None


def _whether(request, article, value):
    """Ask whether readers are to lose an entry, and show which: nothing brings it back."""
    if not live.may_post(request.user, article):
        raise PermissionDenied(_("You are not among those who post to this story."))
    entry = _entry(article, value)
    if entry.visible_until:
        messages.error(request, _("Somebody changed this entry a moment ago: look at it again."))
        return redirect("admin:articles_article_live", article.pk)
    context = {
        **admin.site.each_context(request),
        "title": _("Take back the entry?"),
        "article": article,
        "headline": tongues.known(request.user, [article])[article.pk].headline,
        "entry": entry,
        "words": live.typed(entry),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/live_take_back.html", context)


def _summaries(user, article, story) -> list:
    """Return what a draft of a summary may be arranged of; nothing while the story goes on."""
    if story is None or story.is_open or article.stopped or not live.may_open(user, article):
        return []
    return live_summary.choices(article, at=timezone.now())


def _summary(request, article):
    """Arrange a draft of a summary and open it in the writing form; it is saved nowhere yet."""
    try:
        text = live_summary.propose(
            article, by=request.user, which=request.POST["summary"], at=timezone.now()
        )
    except NotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("admin:articles_article_live", article.pk)
    form = reverse("admin:articles_article_change", args=[article.pk])
    return redirect(f"{form}?kept={text.pk}")


def _entry(article, value, **which) -> LiveEntry:
    return get_object_or_404(LiveEntry, article=article, pk=number(value), **which)


def _known_ids(posted):
    """Return what was posted with ids that a database can hold; 0, which nobody has, for others."""
    posted = posted.copy()
    posted.setlist("posters", [str(number(value)) for value in posted.getlist("posters")])
    return posted


def _act(request, article):
    """Do what the pressed button says; return (form, entry) to show again, or (None, None)."""
    posted, user = request.POST, request.user
    if "open" in posted or "posters_changed" in posted:
        form = PostersForm(_known_ids(posted))
        if not form.is_valid():
            raise Refused(_("Somebody you named is no longer there: look at the list again."))
        chosen = form.cleaned_data["posters"]
        if "open" in posted:
            live.open_live(article, by=user, posters=chosen)
            messages.success(request, _("The story is live."))
        else:
            live.name_posters(article, by=user, posters=chosen)
            messages.success(request, _("Noted."))
    elif "close" in posted:
        live.close_live(article, by=user)
        messages.success(request, _("The live story is closed; its entries stay."))
    elif take := posted.get("take_back"):
        live.take_back(_entry(article, take), by=user)
        messages.success(request, _("Readers no longer have the entry."))
    else:
        form = EntryForm(posted)
        mended = _entry(article, posted["mend"]) if posted.get("mend") else None
        if not form.is_valid():
            return form, mended
        try:
            if mended:
                live.mend(mended, by=user, **form.said())
            else:
                token = form.cleaned_data["token"] or None
                live.post(article, by=user, token=token, **form.said())
        except NotAllowed:
            raise
        except Refused as refusal:
            form.refuse(refusal)
            return form, mended
        messages.success(request, _("The entry is on the site."))
    return None, None
