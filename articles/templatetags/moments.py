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


@register.filter
def when(value) -> str:
    """Print the date line of a moment at the desk; "" where there is none."""
    return moments.at_desk(value) if value else ""


@register.filter
def ago(value) -> str:
    """Print how long ago something happened at the desk, with its date line under the pointer."""
    if not value:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moments.iso(value),
        moments.at_desk(value),
        moments.ago_at_desk(value),
    )


@register.filter
def ahead(value) -> str:
    """Print how long it is until something happens, with its date line under the pointer."""
    if not value:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moments.iso(value),
        moments.at_desk(value),
        moments.ahead_at_desk(value),
    )


@register.filter
def waited(value) -> str:
    """Print how long something has waited, with its date line under the pointer."""
    if not value:
        return ""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moments.iso(value),
        moments.at_desk(value),
        moments.lasting_at_desk(value),
    )
