"""Accounts are made by the chief editor; nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter

from articles.public import visitors


class StaffOnly(DefaultAccountAdapter):
    """allauth without registration: only its login, its second factor and its passkeys."""

    def is_open_for_signup(self, request):
        """Refuse every registration."""
        return False

    def get_client_ip(self, request):
        """Return the address that limits of rate are counted for."""
        return client_address(request)


def client_address(request) -> str:
    """Return the address of who asks, as far as proxies of our own vouch for it."""
    return visitors.address_of(request.META)
