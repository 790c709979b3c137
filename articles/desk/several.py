"""Several stories at once: approved, sent back or assigned, each by itself, each with its result.

Every story is given to its rule alone, at the version that was on the page: one that a colleague
changed meanwhile is left as it is and named, and none is half done.
"""

import logging
from typing import NamedTuple
from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import assignments, workflow
from articles.models import Article, Verb
from articles.refusals import Refused
from kazakh.alphabet import legible

from . import persons, verbs
from .forged import Moment, number

logger = logging.getLogger(__name__)

#: So many are done at once, and their results are kept for so many stories.
MOST = 100
#: In a session, until the page of results was shown.
_RESULTS = "several_results"
APPROVE, SEND_BACK, ASSIGN = "approve", "send_back", "assign"
ACTS = {APPROVE: Verb.APPROVE.label, SEND_BACK: Verb.SEND_BACK.label, ASSIGN: gettext_lazy("Set")}
_NO_CHANGE = gettext_lazy("as it is")


class Ticked(NamedTuple):
    """A story that was ticked, and the version that was on the page."""

    pk: int
    version: int


class SeveralForm(forms.Form):
    """What is done with the stories that are ticked: only what is filled in is changed."""

    note = forms.CharField(
        label=gettext_lazy("What should be changed?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    # Not called as the field of a story: what has that name is a number wherever it is posted.
    given_to = forms.ChoiceField(label=gettext_lazy("Given to"), required=False)
    due_at = Moment(label=gettext_lazy("Due"), required=False)
    without_due = forms.BooleanField(label=gettext_lazy("without a due time"), required=False)
    urgency = forms.TypedChoiceField(
        label=gettext_lazy("Urgency"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, act: str = "", **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.act = act
        self.people = {str(each.pk): each for each in writers()}
        self.fields["given_to"].choices = [
            ("", _NO_CHANGE),
            ("nobody", _("nobody")),
            *((pk, persons.name(each)) for pk, each in self.people.items()),
        ]
        self.fields["urgency"].choices = [
            ("", _NO_CHANGE),
            *((str(each), str(each)) for each in assignments.URGENCIES),
        ]

    def clean(self):
        data = super().clean()
        if self.act == SEND_BACK and "note" in data and not legible(data["note"]):
            self.add_error("note", _("Say why: the reason is kept with the decision."))
        if self.act == ASSIGN and not self.errors:
            if not (given := self.assignment()):
                raise forms.ValidationError(_("Choose what is to be set."))
            try:
                assignments.check_due(given.get("due_at"))
            except Refused as refusal:
                self.add_error("due_at", str(refusal))
        return data

    def assignment(self) -> dict:
        """Return what an assignment is called with: only what was filled in."""
        data, given = self.cleaned_data, {}
        if data.get("given_to"):
            given["assignee"] = self.people.get(data["given_to"])
        if data.get("without_due"):
            given["due_at"] = None
        elif data.get("due_at"):
            given["due_at"] = data["due_at"]
        if data.get("urgency"):
            given["urgency"] = data["urgency"]
        return given


def writers():
    """Return the colleagues whom a story may be given to, by name."""
    people = persons.User.objects.with_perm(
        "articles.change_article", backend="django.contrib.auth.backends.ModelBackend"
    )
    return persons.in_order(
        persons.User.objects.filter(Q(pk__in=people.values("pk")), is_staff=True)
    )


def ticked_in(values) -> list[Ticked]:
    """Return what was ticked, each story once, in the order of the page."""
    found = {}
    for value in values:
        pk, _dot, version = value.partition(".")
        if number(pk) and number(version):
            found.setdefault(number(pk), Ticked(number(pk), number(version)))
    return list(found.values())


def on_page(request, **context) -> dict:
    """Return what a page with ticks needs beside its stories."""
    form = context.get("several") or SeveralForm()
    return {"several": form, "may_tick": True, "acts": ACTS, **context}


def tick(article: Article) -> str:
    """Draw the tick of a story in a list."""
    return render_to_string("desk/_tick.html", {"article": article})


def whose(article: Article) -> str:
    """Draw whose story it is in a list, who has it until when, and what presses."""
    return render_to_string("desk/_whose.html", {"article": article})


@require_POST
def act(request):
    """Do one thing with every story that was ticked, and lead to what came of each."""
    if not request.user.has_perm(assignments.PERMISSION):
        raise PermissionDenied
    chosen = request.POST.get("act", "")
    ticks = ticked_in(request.POST.getlist("story"))
    form = SeveralForm(request.POST, act=chosen)
    if not ticks:
        form.add_error(None, _("Tick the stories first."))
    elif len(ticks) > MOST:
        form.add_error(
            None, _("Tick %(number)s stories at most: the others can follow.") % {"number": MOST}
        )
    elif chosen not in ACTS:
        form.add_error(None, _("Say what is to be done with the stories."))
    if not ticks:
        # Nothing stands on a page of what was ticked: back to the list, where it can be.
        messages.error(request, " ".join(form.non_field_errors()))
        return redirect(_list_of(request))
    if not form.is_valid():
        return _again(request, form, ticks)
    request.session[_RESULTS] = [
        [each.pk, *_done(request.user, each, chosen, form)] for each in ticks
    ]
    return redirect("admin:articles_article_several_done")


def _list_of(request) -> str:
    """Return the list that an order came from: the queue, or all stories."""
    stories = reverse("admin:articles_article_changelist")
    came_from = urlsplit(request.META.get("HTTP_REFERER", ""))
    is_ours = came_from.netloc == request.get_host() and came_from.path == stories
    return f"{stories}?{came_from.query}" if is_ours else reverse("admin:articles_article_queue")


def _again(request, form, ticks):
    """Show what was ticked once more, with what was wrong; nothing was done."""
    stories = _stories(request.user, [each.pk for each in ticks[:MOST]])
    versions = dict(ticks)
    for article in stories:
        # What was on the first page: a colleague's change since is no less a change.
        article.version = versions[article.pk]
    context = {
        **admin.site.each_context(request),
        **on_page(request, several=form, stories=stories, ticked=True),
        "title": _("Several stories"),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/queue.html", context, status=422)


def _stories(user, pks) -> list[Article]:
    """Return stories by their numbers, in this order, as far as a person may see them."""
    rows = Article.objects.filter(pk__in=pks)
    rows = {each.pk: each for each in rows.select_related("category__parent", "owner", "assignee")}
    return [rows[pk] for pk in pks if pk in rows and workflow.may_see(user, rows[pk])]


def _done(user, tick: Ticked, chosen: str, form: SeveralForm) -> tuple[bool, str, str]:
    """Do it with one story; return whether it is done, what came of it, and where to go on."""
    article = next(iter(_stories(user, [tick.pk])), None)
    if article is None:
        return False, _("There is no such story."), ""
    article.version = tick.version
    try:
        match chosen:
            case "approve":
                workflow.approve(article, by=user)
                return True, verbs.told(Verb.APPROVE, article), ""
            case "send_back":
                workflow.send_back(article, by=user, note=form.cleaned_data["note"])
                return True, verbs.told(Verb.SEND_BACK, article), ""
        assignments.assign(article, by=user, **form.assignment())
    except Refused as refusal:
        fields = {field for field, _sentence in refusal.sentences}
        # What is confirmed with a sentence of one's own is never confirmed for many.
        way = Verb.APPROVE.value if fields & {"alone", "despite"} else ""
        return False, str(refusal), way
    except Exception:
        # Whatever it was, what is done with the others is told.
        logger.exception("story %s was not done", tick.pk)
        return False, _("It did not work; look at the story again."), ""
    return True, _("Set."), ""


def done(request):
    """Show what came of every story of the last order."""
    if not request.user.has_perm(assignments.PERMISSION):
        raise PermissionDenied
    results = request.session.get(_RESULTS) or []
    told = {pk: (is_done, said, way) for pk, is_done, said, way in results}
    rows = [
        {"article": article, "is_done": is_done, "said": said, "way": way}
        for article in _stories(request.user, list(told))
        for is_done, said, way in [told[article.pk]]
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("What came of the stories"),
        "refused": [each for each in rows if not each["is_done"]],
        "done": [each for each in rows if each["is_done"]],
        "lost": len(told) - len(rows),
        "opts": Article._meta,
    }
    return TemplateResponse(request, "desk/several_done.html", context)
