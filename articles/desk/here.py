"""Who else has the story's form open, in words above it, and what they did meanwhile."""

from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.http import JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import presence, versions, workflow
from articles.models import Article, Presence, Verb
from articles.moments import at_desk

from . import persons
from .forged import number
from .forms import Seal, unseal

#: Decisions that a writer hears of from the form itself, or that decide nothing about the words.
_UNTOLD = (Verb.REOPEN, Verb.CHECK, Verb.READ)


@require_POST
def sign(request):
    """Note that a form is open (left, taken over); tell who else is there and what they did."""
    sealed = unseal(request.POST.get("desk_seal", ""))
    if sealed is None or sealed.article is None:
        return JsonResponse({"refused": _("What was sent cannot be read.")}, status=400)
    user = request.user
    if not user.is_active or not user.is_staff or user.pk != sealed.user:
        # Its session has ended: the form itself says so when it keeps its text.
        writer = get_user_model().objects.filter(pk=sealed.user).first()
        if "left" in request.POST and writer is not None:
            presence.leave(by=writer, form=sealed.token)
        return JsonResponse({"is_here": False, "lines": []})
    if "left" in request.POST:
        presence.leave(by=user, form=sealed.token)
        return JsonResponse({"is_here": False, "lines": []})
    article = Article.objects.filter(pk=sealed.article).first()
    if article is None or not workflow.may_see(user, article):
        presence.leave(by=user, form=sealed.token)
        return JsonResponse({"refused": _("There is no such story.")}, status=404)
    now = timezone.now()
    own = presence.sign(
        article,
        by=user,
        form=sealed.token,
        at=now,
        has_typed="typed" in request.POST,
        is_hidden="hidden" in request.POST,
    )
    if "take_over" in request.POST:
        presence.take_over(own, at=now)
    others = presence.at_story(article, at=now, but=sealed.token)
    lines = [
        *_people(user, others, own=own, at=now),
        *_saved(user, article, sealed),
        *_decided(user, article, since=_opened(request, own)),
    ]
    may_take = bool(others) and workflow.may_write(user, article)
    return JsonResponse({"is_here": True, "lines": lines, "may_take_over": may_take})


def shown(user, article: Article) -> dict:
    """Return what the form says of others when it is opened, before its first sign."""
    now = timezone.now()
    others = presence.at_story(article, at=now)
    return {
        "lines": _people(user, others, own=None, at=now),
        "every": presence.EVERY,
        "opened": int(now.timestamp()),
    }


def _opened(request, own: Presence) -> datetime:
    """Return when a form was opened, as its page says: a row may be younger, after a long sleep."""
    seconds = number(request.POST.get("opened", ""))
    try:
        return datetime.fromtimestamp(seconds, tz=UTC) if seconds else own.opened_at
    except (OverflowError, ValueError, OSError):
        return own.opened_at


def _line(said: str, *, link: str = "", named: str = "", is_loud=False) -> dict:
    return {"said": said, "link": link, "named": named, "is_loud": is_loud}


def _people(user, others: list[Presence], *, own: Presence | None, at: datetime) -> list[dict]:
    """Say who else is at the story, and who took over the writing since."""
    lines, told = [], {}
    for each in others:
        if each.by_id != user.pk:
            told[each.by] = told.get(each.by, False) or presence.is_writing(each, at=at)
    if told:
        people = [
            (_("%(name)s is writing") if writes else _("%(name)s has it open"))
            % {"name": persons.name(colleague)}
            for colleague, writes in told.items()
        ]
        lines.append(_line(_("Here now: %(people)s.") % {"people": ", ".join(people)}))
    # A form that is being opened cannot know its own row yet, nor that the last page has gone.
    if own is not None and any(each.by_id == user.pk for each in others):
        lines.append(_line(_("You have this story open in another window too.")))
    took = [each for each in [*others, *([own] if own else [])] if each.took_over_at]
    if took:
        last = max(took, key=lambda each: each.took_over_at)
        time = f"{timezone.localtime(last.took_over_at):%H:%M}"
        if own is not None and last.form == own.form:
            if others:
                said = _("You took over the writing at %(time)s; the others see it here.")
                lines.append(_line(said % {"time": time}))
        elif last.by_id == user.pk:
            said = _("You took over the writing in another window at %(time)s.")
            lines.append(_line(said % {"time": time}, is_loud=True))
        else:
            said = _(
                "%(name)s took over the writing at %(time)s. You may go on: what you save is put"
                " together with theirs."
            )
            given = {"name": persons.name(last.by), "time": time}
            lines.append(_line(said % given, is_loud=True))
    return lines


def _saved(user, article: Article, sealed: Seal) -> list[dict]:
    """Say who saved the story since the form was opened, with the way to what changed."""
    since = article.versions.filter(number__gt=sealed.version)
    last = since.select_related("by").order_by("-number").first()
    if last is None:
        return []
    time = f"{timezone.localtime(last.at):%H:%M}"
    if last.by_id == user.pk:
        said = _("You saved this story in another window at %(time)s.") % {"time": time}
    elif last.by is None:
        said = _("The import changed the story at %(time)s.") % {"time": time}
    else:
        said = _("%(name)s saved the story at %(time)s.") % {
            "name": persons.name(last.by),
            "time": time,
        }
    way = reverse("admin:articles_article_compare", args=[article.pk])
    if opened := versions.standing_at(article, sealed.version):
        way += f"?before={opened.number}&after={last.number}"
    return [_line(said, link=way, named=_("See what changed"), is_loud=True)]


def _decided(user, article: Article, *, since: datetime) -> list[dict]:
    """Say what was decided about the story since the form was opened."""
    # One's own are no news, nor are those of the very second in which the form was opened.
    decisions = article.decisions.filter(at__gt=since + timedelta(seconds=1))
    decisions = decisions.exclude(verb__in=_UNTOLD).exclude(by=user)
    last = decisions.select_related("by").order_by("-id").first()
    if last is None:
        return []
    who = persons.name(last.by) if last.by else ""
    given = {
        "verb": last.get_verb_display(),
        "said": ", ".join(filter(None, (who, at_desk(last.at)))),
    }
    lines = [_line(_("Decided meanwhile: %(verb)s (%(said)s).") % given, is_loud=True)]
    if not workflow.may_write(user, article):
        said = _("The story no longer takes changes; what you wrote is kept for you when you save.")
        lines.append(_line(said, is_loud=True))
    return lines
