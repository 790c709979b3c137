"""People at the desk: authors, agencies, duties, accounts and their roles, the house."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import (
    AdminPasswordChangeForm,
    ReadOnlyPasswordHashField,
    ReadOnlyPasswordHashWidget,
    SetUnusablePasswordMixin,
    UserChangeForm,
)
from django.contrib.auth.hashers import is_password_usable
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles import moments
from articles.models import Agency, Author, Duty, House
from articles.roles import StaffRole
from media.order import Filed, kazakh_order

from . import persons
from .carried import OnCards
from .forged import Moment
from .taxonomy import Lasting


class Called(Lasting):
    """Somebody with one name, whatever the language of the page."""

    ordering = kazakh_order("name")

    @admin.display(description=_("name"), ordering=Filed("name"))
    def named(self, somebody):
        """Name them."""
        return somebody.name


@admin.register(Author)
class AuthorAdmin(Called):
    list_display = ["named", "slug", "account", "is_retired"]
    search_fields = ["name", "slug"]
    list_select_related = ["user"]
    autocomplete_fields = ["portrait"]
    fields = ["name", "slug", "portrait", "biography", "user", "is_retired"]

    @admin.display(description=pgettext_lazy("person", "name"), ordering=Filed("name"))
    def named(self, author):
        """Name the person."""
        return author.name

    @admin.display(description=_("account at the desk"), ordering=Filed(persons.named("user__")))
    def account(self, author):
        """Name whose account it is."""
        return author.user and persons.name(author.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs = persons.as_persons(db_field, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Agency)
class AgencyAdmin(OnCards, Called):
    drawn, drawn_as = ("name",), "agency"
    list_display = ["named", "link", "is_retired"]
    search_fields = ["name"]
    fields = ["name", "link", "is_retired"]


@admin.register(Duty)
class DutyAdmin(admin.ModelAdmin):
    list_display = ["named", "begins", "ends"]
    list_select_related = ["editor"]
    ordering = ["-starts_at"]
    fields = ["editor", "starts_at", "ends_at"]
    formfield_overrides = {models.DateTimeField: {"form_class": Moment}}

    @admin.display(description=_("editor"), ordering=Filed(persons.named("editor__")))
    def named(self, duty):
        """Name who is on duty."""
        return persons.name(duty.editor)

    @admin.display(description=_("from"), ordering="starts_at")
    def begins(self, duty):
        """Print when a duty begins."""
        return moments.at_desk(duty.starts_at)

    @admin.display(description=_("until"), ordering="ends_at")
    def ends(self, duty):
        """Print when a duty ends."""
        return moments.at_desk(duty.ends_at)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "editor":
            roles = [StaffRole.EDITOR, StaffRole.CHIEF_EDITOR]
            editors = Group.objects.filter(name__in=roles)
            # Not a join: an editor with both roles would stand twice.
            may = User.groups.through.objects.filter(group__in=editors).values("user")
            kwargs["queryset"] = User.objects.filter(is_active=True, pk__in=may)
            kwargs = persons.as_persons(db_field, kwargs)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class SocialLinks(forms.CharField):
    """Lines of «name address», kept as a list of pairs."""

    widget = forms.Textarea

    def prepare_value(self, value):
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{link['name']} {link['url']}" for link in value)

    def clean(self, value):
        links = []
        for line in (super().clean(value) or "").splitlines():
            if not line.strip():
                continue
            name, _space, url = line.strip().rpartition(" ")
            if not name or not url.startswith("https://"):
                raise ValidationError(
                    _("Each line holds a name, a space and an https:// address: %(line)s")
                    % {"line": line.strip()[:80]}
                )
            links.append({"name": name[:60], "url": url[:500]})
        return links

    def has_changed(self, initial, data):
        return self.prepare_value(initial or "") != (data or "")


class HouseForm(forms.ModelForm):
    social_links = SocialLinks(
        label=_("Social links"),
        required=False,
        help_text=_("One on a line: name, a space, the address."),
    )

    class Meta:
        model = House
        fields = "__all__"  # noqa: DJ007 (every field of the house is the chief's to fill)


@admin.register(House)
class HouseAdmin(OnCards, admin.ModelAdmin):
    """The one row that describes the publisher."""

    drawn = ("name_kk", "name_ru", "name_en", "has_latin_script", "has_arabic_script")
    form = HouseForm
    autocomplete_fields = ["logo"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        House.objects.get_or_create(pk=1)
        return HttpResponseRedirect(reverse("admin:articles_house_change", args=[1]))


class RolesField(forms.ModelMultipleChoiceField):
    """The roles by their names in the reader's language, not by their keys."""

    def label_from_instance(self, group):
        return dict(StaffRole.choices).get(group.name, group.name)


admin.site.unregister(User)
admin.site.unregister(Group)


class PasswordForm(AdminPasswordChangeForm):
    """A new password for a person, its warning in the language of the screen."""

    # Django joins its own two sentences when it starts: the first is then in one language for
    # ever, and the second is English. The identifier is what its script shows and hides.
    usable_password_help_text = format_lazy(
        '{} <ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        SetUnusablePasswordMixin.usable_password_help_text,
        _("If you turn it off, the present password is lost."),
    )


class PasswordSet(ReadOnlyPasswordHashWidget):
    """Says whether a person has a password: how it is kept is nobody's reading at the desk."""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        has_password = is_password_usable(value)
        said = _("A password is set.") if has_password else _("No password is set.")
        context["summary"] = [{"label": said}]
        return context


class PersonForm(UserChangeForm):
    password = ReadOnlyPasswordHashField(label=_("Password"), widget=PasswordSet)


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request, model_admin):
        return StaffRole.choices

    def queryset(self, request, queryset):
        if self.value() in StaffRole.values:
            return queryset.filter(groups__name=self.value())
        return queryset


@admin.register(User)
class PersonAdmin(UserAdmin):
    """Accounts: the chief gives roles, and can neither make nor touch an administrator."""

    form = PersonForm
    change_password_form = PasswordForm
    list_display = ["username", "person", "roles", "is_active"]
    list_filter = ["is_active", RoleFilter]
    list_prefetch_related = ["groups"]
    ordering = kazakh_order(persons.named())
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (_("Person"), {"fields": ["first_name", "last_name", "email"]}),
        (_("At the desk"), {"fields": ["is_active", "groups"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "usable_password", "password1", "password2", "groups"]})
    ]

    def get_queryset(self, request):
        people = super().get_queryset(request).prefetch_related("groups")
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    @admin.display(description=_("person"), ordering=Filed(persons.named()))
    def person(self, user):
        """Name whose account it is."""
        return user.get_full_name()

    @admin.display(description=_("roles"))
    def roles(self, user):
        """Name the roles of a person."""
        labels = dict(StaffRole.choices)
        return ", ".join(str(labels.get(group.name, group.name)) for group in user.groups.all())

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "groups":
            return RolesField(
                queryset=Group.objects.filter(name__in=StaffRole.values).order_by("pk"),
                widget=forms.CheckboxSelectMultiple,
                required=False,
                label=_("Roles"),
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def has_delete_permission(self, request, obj=None):
        # Who decided what stays on record: accounts are closed, not deleted.
        return False

    def save_model(self, request, obj, form, change):
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)
