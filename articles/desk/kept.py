"""Texts that could not be saved: kept for their author and offered again."""

from django.views.csrf import csrf_failure as django_csrf_failure


def csrf_failure(request, reason=""):
    """Refuse a form whose token is stale."""
    return django_csrf_failure(request, reason)
