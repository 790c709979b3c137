"""What the desk's templates need beside what their views give."""

import json

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from articles import assignments, breaking, inbox
from articles.desk import crumbs
from articles.models import Verb

register = template.Library()


@register.simple_tag
def desk_languages():
    """Return the languages of the desk: code and own name."""
    return settings.LANGUAGES


@register.simple_tag(takes_context=True)
def unread_notices(context) -> int | None:
    """Return how many notices the person at the desk has not read; None of who gets none."""
    user = getattr(context.get("request"), "user", None)
    if user is None or not user.is_active or not user.has_perm("articles.view_article"):
        return None
    return inbox.unread_count(user)


@register.simple_tag(takes_context=True)
def crumbs_above(context) -> list[crumbs.Crumb]:
    """Return what stands above a screen of stories, and of the story that it is about."""
    return crumbs.above(context["request"].user, context.get("article"))


@register.filter
def is_overdue(article) -> bool:
    """Tell whether a story should be ready by now and is not."""
    return assignments.is_overdue(article)


@register.filter
def is_urgent(article) -> bool:
    """Tell whether a story is so urgent that it is said loudly."""
    return article.urgency <= assignments.URGENT


@register.filter
def is_ahead(moment) -> bool:
    """Tell whether a moment is still to come; where there is none, it is not."""
    return bool(moment) and moment > timezone.now()


@register.simple_tag(takes_context=True)
def breaking_bands(context):
    """Return the bands that readers see now, for whoever may take them down."""
    user = context.get("user")
    return breaking.now() if user is not None and breaking.may_break_in(user) else []


@register.filter
def is_quiet(verb) -> bool:
    """Tell whether a verb's button is drawn quietly: those that take something away."""
    return verb in (Verb.HOLD, Verb.KILL, Verb.REDACT, Verb.SPIKE, Verb.UNSCHEDULE)


@register.filter
def change_message(entry) -> str:
    """Say what a line of the admin's log changed, its fields in the language of the desk.

    Django stores their labels in English with a capital, under which no catalogue has them.
    """
    try:
        told = json.loads(entry.change_message)
    except ValueError:
        return entry.get_change_message()
    names = []
    for part in told if isinstance(told, list) else []:
        if set(part) != {"changed"} or set(part["changed"]) != {"fields"}:
            return entry.get_change_message()
        names += part["changed"]["fields"]
    if not names:
        return entry.get_change_message()
    fields = get_text_list([_(name[:1].lower() + name[1:]) for name in names], _("and"))
    return _("Changed {fields}.").format(fields=fields)
