"""How much stories are read: numbers alone, never who."""

from django.db import models

from .article import Article


class ArticleViews(models.Model):
    """How often a story was read on one day of the site's zone; kept for ever."""

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, db_index=False, related_name="views"
    )
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="articleviews_once")]
        indexes = [models.Index(fields=["day", "article"], name="articleviews_day")]


class AccessLog(models.Model):
    """How far a proxy's log was counted; known by its first line, whatever it is called by now."""

    head = models.CharField(max_length=64, unique=True)
    position = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        default_permissions = ()


class Popularity(models.Model):
    """How much a story of the last days is being read now (`articles/readership.py`).

    A row for each young story alone: a list of the most read walks this table's index from its
    top, however large the archive is.
    """

    article = models.OneToOneField(
        Article, on_delete=models.CASCADE, primary_key=True, related_name="popularity"
    )
    language = models.CharField(max_length=2)
    published_at = models.DateTimeField()
    score = models.FloatField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["language", "-score", "-article"], name="popularity_highest"),
            models.Index(fields=["published_at"], name="popularity_old"),
        ]
