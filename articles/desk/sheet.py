"""How the writing form is laid out: its parts in their order, and the bylines below."""

from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.helpers import AdminForm, Fieldset
from django.utils.translation import gettext_lazy

from articles import workflow
from articles.models import Contribution


def _instead(names: dict[str, str], fieldsets: list) -> list:
    """Return groups of fields with others in the place of some."""
    return [
        (title, options | {"fields": [names.get(name, name) for name in options["fields"]]})
        for title, options in fieldsets
    ]


FIELDSETS = [
    (None, {"fields": ["desk_seal", "kept", "pasted", "headline", "lead", "body"]}),
    (
        gettext_lazy("Where it belongs"),
        {"fields": ["category", "region", "further_regions", "tags", "topics"]},
    ),
    (
        gettext_lazy("Main photo"),
        {
            "fields": [
                "photo_now",
                "photo", "photo_caption", "new_photo", "new_photographer", "new_source",
                "new_credit", "new_caption", "new_alt_text",
            ]
        },
    ),
    (
        gettext_lazy("Signature and source"),
        {
            "fields": ["agency", "dateline", "source_name", "source_url", "origin"],
        },
    ),
    (
        gettext_lazy("Kind"),
        {
            "fields": [
                "language", "translation_of", "genre", "commercial", "age_mark", "urgency",
            ],
        },
    ),
    (
        gettext_lazy("Times and people"),
        {
            "fields": [
                "embargoed_until", "expires_at", "owner", "assignee", "due_at", "planned_for",
                "slug",
            ],
        },
    ),
    (gettext_lazy("For colleagues"), {"fields": ["ed_note"]}),
]  # fmt: skip


#: Who has a story, for whoever may give it to nobody: names, and no way to their accounts.
_PEOPLE = {"owner": "owner_to_read", "assignee": "assignee_to_read"}
#: What is shown of a story instead of a field that would tell more than may be seen, or lead to a
#: screen that is not this person's.
_TO_READ = {"translation_of": "original_to_read", "agency": "agency_to_read", **_PEOPLE}
#: A story that takes no changes: what it says, without the fields that would change it.
TO_READ = [
    (None, {"fields": ["headline", "lead", "body_to_read"]}),
    (
        gettext_lazy("Where it belongs"),
        {
            "fields": [
                "category_to_read", "region_to_read", "further_regions", "tags_to_read", "topics",
            ]
        },
    ),
    (gettext_lazy("Main photo"), {"fields": ["photo_now", "photo_caption"]}),
    *_instead(_TO_READ, FIELDSETS[3:]),
]  # fmt: skip
#: The form of somebody who gives stories to nobody.
OF_WRITERS = _instead(_PEOPLE, FIELDSETS)


#: Groups that are closed until somebody opens them, named by their first field.
_CLOSED = {"agency", "language", "embargoed_until"}


class Group(NamedTuple):
    """A part of the sheet that folds: its name, its fields, and whether it begins open."""

    key: str
    name: str
    fieldset: Fieldset
    is_open: bool
    has_errors: bool


def parts(adminform: AdminForm) -> tuple[Fieldset, list[Group]]:
    """Return the text of a form, and the groups of the sheet beside it."""
    text, *others = adminform
    return text, [_group(fieldset, adminform.form) for fieldset in others]


def _group(fieldset: Fieldset, form) -> Group:
    has_errors = any(name in form.errors for name in fieldset.fields)
    key = fieldset.fields[0]
    # The fold says the name: the fields come without it.
    name, fieldset.name = fieldset.name, None
    return Group(key, name, fieldset, has_errors or key not in _CLOSED, has_errors)


class ContributionInline(admin.TabularInline):
    model = Contribution
    template = "desk/_bylines.html"
    fields = ["author", "role", "share", "order", "is_printed"]
    extra = 0
    max_num = 30

    def get_formset(self, request, obj=None, **kwargs):
        # However many rows a hand-made form claims, no more are drawn.
        return super().get_formset(request, obj, absolute_max=40, validate_max=True, **kwargs)

    autocomplete_fields = ["author"]
    verbose_name_plural = gettext_lazy("Bylines")

    # Whoever may write the story may sign it; the rows have no permissions of their own.
    def has_view_permission(self, request, obj=None):
        return True

    def has_add_permission(self, request, obj=None):
        return obj is None or workflow.may_write(request.user, obj)

    has_change_permission = has_delete_permission = lambda self, request, obj=None: (
        self.has_add_permission(request, obj)
    )
