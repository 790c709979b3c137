"""Colleagues by their names: in lists and in choices, in the Kazakh order."""

from django import forms
from django.contrib.auth.models import User
from django.db.models import Value
from django.db.models.functions import Coalesce, Concat, NullIf, Trim

from media.order import kazakh_order


def name(user) -> str:
    """Return the name of a colleague; the login of one who has given none."""
    return user.get_full_name() or user.get_username()


def named(above: str = ""):
    """Return what a colleague is listed under, as a database makes it; `above` leads to them."""
    whole = Trim(Concat(f"{above}first_name", Value(" "), f"{above}last_name"))
    return Coalesce(NullIf(whole, Value("")), f"{above}username")


def in_order(people=None):
    """Return colleagues (all of them) by their names."""
    people = User.objects.all() if people is None else people
    return people.order_by(*kazakh_order(named()))


class PersonField(forms.ModelChoiceField):
    """A choice of colleagues that shows names, not logins."""

    def label_from_instance(self, user):
        return name(user)


def as_persons(db_field, kwargs):
    """Make the field of a form that chooses a colleague show them by name, in order."""
    kwargs["form_class"] = PersonField
    kwargs["queryset"] = in_order(kwargs.get("queryset"))
    return kwargs
