"""allauth's forms without the way to a new password by mail: the chief gives one."""

from allauth.account.forms import ChangePasswordForm, ReauthenticateForm


class _WithoutReset:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if "href=" in str(field.help_text):
                field.help_text = ""


class ChangePassword(_WithoutReset, ChangePasswordForm):
    """A new password for whoever knows the present one."""


class Reauthenticate(_WithoutReset, ReauthenticateForm):
    """The password once more, before the second factor is changed."""
