"""The words of the archive: what the site has printed, and in how many stories."""

from django.db import models
from django.db.models import Q


class Word(models.Model):
    """A word as it stands in stories, folded, with the stem it shares with its other forms."""

    language = models.CharField(max_length=2)
    word = models.CharField(max_length=40)
    stem = models.CharField(max_length=50)
    stories = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="word_once")]
        indexes = [models.Index(fields=["language", "stem"], name="word_of_stem")]

    def __str__(self):
        return self.word


class Learnt(models.Model):
    """Up to which edition the words were counted: one row."""

    edition_id = models.BigIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(id=1), name="learnt_is_one")]

    def __str__(self):
        return str(self.edition_id)
