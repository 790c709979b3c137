"""The inbox of a person at the desk, and how they want to be told."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import digests, inbox
from articles.models import Article, Language, Notice, NoticeChoice, NoticeKind

from . import persons
from .forged import number

#: What concerns editors alone.
FOR_EDITORS = {NoticeKind.SUBMITTED}


def page(request):
    """Show what a person was told, newest first: everything, or what they have not read."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    is_unread = "unread" in request.GET
    notices = inbox.latest(request.user, unread_alone=is_unread)
    context = {
        **admin.site.each_context(request),
        "title": _("Inbox"),
        "notices": [_drawn(each) for each in notices],
        "newest": notices[0].pk if notices else 0,
        "has_unread": any(each.read_at is None for each in notices),
        "is_unread": is_unread,
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/inbox.html", context)


def _drawn(notice: Notice) -> dict:
    shared = notice.shared
    return {
        "pk": notice.pk,
        "sentence": inbox.sentence(notice),
        "words": inbox.words(notice),
        "article": notice.article,
        "who": (notice.by and persons.name(notice.by)) or (shared and shared.answered_by_name),
        "at": notice.at,
        "is_new": notice.read_at is None,
    }


def open_(request, pk):
    """Note that a notice was read, and lead to what it is about."""
    notice = inbox.of(request.user).filter(pk=number(str(pk))).first()
    if notice is None:
        raise Http404
    inbox.read(notice)
    if notice.comment_id:
        return redirect("admin:articles_article_comments", notice.article_id)
    return redirect("admin:articles_article_change", notice.article_id)


@require_POST
def read_all(request):
    """Note that everything that was on the page is read."""
    inbox.read_all(request.user, until=number(request.POST.get("until", "")))
    messages.success(request, _("Everything is read."))
    return redirect("inbox")


class ChoiceForm(forms.ModelForm):
    """What a person hears of at the desk, what comes by mail, and when."""

    told = forms.MultipleChoiceField(
        label=gettext_lazy("Tell me at the desk"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    mailed = forms.MultipleChoiceField(
        label=gettext_lazy("Put into the mail"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hour = forms.TypedChoiceField(
        label=gettext_lazy("at the hour"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
    )

    class Meta:
        model = NoticeChoice
        fields = ["told", "submissions", "digest", "hour", "at_once", "mailed", "language"]
        widgets = {"digest": forms.RadioSelect, "submissions": forms.RadioSelect}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        is_editor = user.has_perm("articles.approve")
        kinds = [each for each in NoticeKind if is_editor or each not in FOR_EDITORS]
        # Whether an editor hears of submissions is asked by itself.
        for name, out, offered in (
            ("told", self.instance.muted, [each for each in kinds if each not in FOR_EDITORS]),
            ("mailed", self.instance.unmailed, kinds),
        ):
            self.fields[name].choices = [(each.value, each.label) for each in offered]
            self.initial[name] = [each.value for each in offered if each not in out]
        if not is_editor:
            del self.fields["submissions"]
        self.fields["language"].choices = Language.choices
        for name in ("digest", "submissions"):
            if name in self.fields:
                self.fields[name].choices = self.Meta.model._meta.get_field(name).choices

    def save(self, commit=True):
        for name, out in (("told", "muted"), ("mailed", "unmailed")):
            offered = [value for value, _label in self.fields[name].choices]
            chosen = self.cleaned_data[name]
            setattr(self.instance, out, [each for each in offered if each not in chosen])
        return super().save(commit)


def choice(request):
    """Let a person choose what they are told of, and how."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    mine = NoticeChoice.objects.filter(person=request.user).first()
    if mine is None:
        mine = NoticeChoice(person=request.user, language=translation.get_language()[:2])
    form = ChoiceForm(request.POST or None, instance=mine, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your choice is kept."))
        return redirect("inbox-choice")
    context = {
        **admin.site.each_context(request),
        "title": _("How I am told"),
        "form": form,
        "is_mail_set_up": digests.is_set_up(),
        "address": request.user.email,
        "opts": Article._meta,
    }
    status = 422 if form.errors else 200
    return TemplateResponse(request, "desk/inbox_choice.html", context, status=status)
