"""Moments in templates."""

from django import template
from django.utils.html import format_html

from articles import moments

register = template.Library()


@register.simple_tag(takes_context=True)
def moment(context, value):
    """Print a moment for readers and machines: the page's own `at` and language decide."""
    return format_html(
        '<time datetime="{}">{}</time>',
        moments.iso(value),
        moments.date_line(value, now=context["at"], language=context["language"]),
    )
