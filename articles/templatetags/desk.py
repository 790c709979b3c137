"""What the desk's templates need beside what their views give."""

from django import template
from django.conf import settings

from articles.models import Verb

register = template.Library()


@register.simple_tag
def desk_languages():
    """Return the languages of the desk: code and own name."""
    return settings.LANGUAGES


@register.filter
def is_quiet(verb) -> bool:
    """Tell whether a verb's button is drawn quietly: those that take something away."""
    return verb in (Verb.HOLD, Verb.KILL, Verb.REDACT, Verb.SPIKE, Verb.UNSCHEDULE)
