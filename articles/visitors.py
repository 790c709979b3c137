"""Who asks: the address a request came from, as far as our own proxies can be believed."""

from django.conf import settings


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
