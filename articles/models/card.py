"""The picture that a story is shared with: drawn from its words, kept until they change."""

from django.db import models

from media.files import renditions

from .edition import Edition


class SocialCard(models.Model):
    """One drawn card of an edition, in one script; `digest` tells what it was drawn from."""

    edition = models.ForeignKey(
        Edition, on_delete=models.CASCADE, db_index=False, related_name="cards"
    )
    script = models.CharField(max_length=8, blank=True)
    digest = models.CharField(max_length=32)
    file = models.FileField(storage=renditions, max_length=200)
    #: Drawn over the story's photo: it is gone with the right to print that.
    has_photo = models.BooleanField(default=False, db_default=False)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["edition", "script"], name="socialcard_once")
        ]
        indexes = [models.Index(fields=["file"], name="socialcard_file")]

    def __str__(self):
        return self.file.name
