"""Addresses a story had before: they lead to it for ever."""

from django.db import models

from .article import Article


class OldAddress(models.Model):
    """A path on this site, or on the one that was imported, that now means an article."""

    path = models.CharField(max_length=500, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="old_addresses")

    def __str__(self):
        return self.path
