"""Who may what: the four roles and their permissions, told once.

A migration makes the groups from this table; `workflow.py` asks for permissions, never for a
role, so a house may cut its own roles from the same cloth.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffRole(models.TextChoices):
    """The groups that are shipped; their names in the database are these values."""

    JOURNALIST = "journalist", _("journalist")
    EDITOR = "editor", _("editor")
    CHIEF_EDITOR = "chief_editor", _("chief editor")
    PHOTO_EDITOR = "photo_editor", _("photo editor")


# Everyone who writes brings photos and names their makers; what readers may already see of a photo
# (its credit, its caption) is changed by editors and photo editors alone.
_PHOTOS = {
    "media.add_photo",
    "media.view_photo",
    "media.add_photocredit",
    "media.view_photocredit",
}
_ALL_PHOTOS = _PHOTOS | {"media.change_photo", "media.change_photocredit"}
_READ = {
    f"articles.view_{noun}"
    for noun in (
        "category",
        "region",
        "tag",
        "topic",
        "author",
        "agency",
        "duty",
        "plannedevent",
    )
}

_JOURNALIST = (
    _PHOTOS
    | _READ
    | {
        "articles.add_article",
        "articles.change_article",
        "articles.view_article",
        "articles.view_version",
        "articles.view_decision",
        "articles.submit",
        "articles.spike",
        "articles.restore",
        "articles.add_tag",
        "articles.add_plannedevent",
        "articles.change_plannedevent",
    }
)
_EDITOR = (
    _JOURNALIST
    | _ALL_PHOTOS
    | {
        "articles.write_any",
        "articles.view_edition",
        "articles.view_reports",
        "articles.send_back",
        "articles.approve",
        "articles.approve_alone",
        "articles.unschedule",
        "articles.hold",
        "articles.release",
        "articles.correct",
        "articles.read_after",
        "articles.change_tag",
        "articles.add_topic",
        "articles.change_topic",
        "articles.add_author",
        "articles.change_author",
        "articles.add_agency",
        "articles.change_agency",
        "articles.compose_front",
        "articles.break_in",
        "articles.view_readernote",
        "articles.change_readernote",
        "articles.view_demand",
        "articles.add_demand",
        "articles.change_demand",
    }
)
_CHIEF = _EDITOR | {
    "articles.kill",
    "articles.redact",
    "articles.view_redaction",
    "articles.add_category",
    "articles.change_category",
    "articles.add_region",
    "articles.change_region",
    "articles.add_duty",
    "articles.change_duty",
    "articles.delete_duty",
    "articles.view_markedday",
    "articles.add_markedday",
    "articles.change_markedday",
    "articles.delete_markedday",
    "articles.view_house",
    "articles.change_house",
    "articles.view_housepage",
    "articles.add_housepage",
    "articles.change_housepage",
    "articles.add_banner",
    "articles.change_banner",
    "articles.view_banner",
    "media.withdraw_photo",
    "auth.view_user",
    "auth.add_user",
    "auth.change_user",
    "auth.view_group",
}

PERMISSIONS = {
    StaffRole.JOURNALIST: frozenset(_JOURNALIST),
    StaffRole.EDITOR: frozenset(_EDITOR),
    StaffRole.CHIEF_EDITOR: frozenset(_CHIEF),
    # Whoever takes photos sees where: an event is no story.
    StaffRole.PHOTO_EDITOR: frozenset(
        _ALL_PHOTOS | {"media.withdraw_photo", "articles.view_plannedevent"}
    ),
}
