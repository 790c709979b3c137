"""One field that both apps use."""

from django.db import models


class WebAddress(models.URLField):
    """A link; an address typed without its scheme is an https one."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self):
        # For migrations it is what it stores: a plain URLField.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs
