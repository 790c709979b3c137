"""Accounts are made by the chief editor; nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class StaffOnly(DefaultAccountAdapter):
    """allauth without registration: only its login, its second factor and its passkeys."""

    def is_open_for_signup(self, request):
        """Refuse every registration."""
        return False

    def get_client_ip(self, request):
        """Return the address that limits of rate are counted for."""
        return client_address(request)


def client_address(request) -> str:
    """Return the address of who asks.

    `X-Forwarded-For` is believed only as far as TRUSTED_PROXIES of our own wrote it: whatever
    stands left of those was sent by the client and may be anything.
    """
    here = request.META.get("REMOTE_ADDR") or "0.0.0.0"  # noqa: S104
    if settings.TRUSTED_PROXIES:
        chain = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if len(chain) >= settings.TRUSTED_PROXIES and chain[-settings.TRUSTED_PROXIES]:
            return chain[-settings.TRUSTED_PROXIES]
    return here
