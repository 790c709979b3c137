"""Two people at one sheet: each saves what they changed, and nothing that the other said."""

from datetime import UTC, datetime

from django import forms
from django.core.signing import BadSignature, dumps, loads
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

SEAL = "photos.sheet"


class OpenedForm(forms.ModelForm):
    """A form that knows what it was opened with.

    A field that its reader left alone keeps what it says by now; one that both changed is shown
    to whoever saves second.
    """

    opened = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["opened"] = self._seal()

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name != "opened"]

    def clean(self):
        data = super().clean()
        now, opened = self._told(), self._opened()
        for name, before in opened.items():
            if name not in data:
                continue
            mine = _plain(data[name])
            if mine == before:
                data[name] = getattr(self.instance, name)
            elif now[name] not in (before, mine):
                said = _("Somebody changed this while you were writing; now it is: “%(now)s”.")
                theirs = getattr(self.instance, name)
                self.add_error(name, said % {"now": "" if theirs is None else theirs})
                # Whoever saves once more has seen it.
                self.data = self.data.copy()
                self.data["opened"] = self._seal()
        return data

    def _told(self) -> dict:
        """Return what is said by now, before anything of the form is put into it."""
        return {
            name: _plain(getattr(self.instance, name)) for name in self.fields if name != "opened"
        }

    def _seal(self) -> str:
        return dumps([self._meta.model.__name__, self.instance.pk, self._told()], salt=SEAL)

    def _opened(self) -> dict:
        try:
            kind, pk, told = loads(self.data.get("opened", ""), salt=SEAL)
        except (BadSignature, ValueError, TypeError):
            return {}
        is_this = (kind, pk) == (self._meta.model.__name__, self.instance.pk)
        return told if is_this and pk is not None else {}


class OpenedAdmin:
    """A sheet of an `OpenedForm`: its seal goes along, and what is saved over is held still."""

    def get_fieldsets(self, request, obj=None):
        (first, content), *others = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            content = content | {"fields": [*content["fields"], "opened"]}
        return [(first, content), *others]

    def get_object(self, request, object_id, from_field=None):
        """Read a row to be saved over as it is when its turn comes: of two, one waits."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST" and connection.in_atomic_block:
            found = self.model.objects.held().get(pk=found.pk)
        return found


def _plain(value):
    """Return a value as a seal carries it; a time to the minute, as forms show it."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")
    return value.pk if isinstance(value, Model) else value
