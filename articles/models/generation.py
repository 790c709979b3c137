"""The one number that is another after every change that readers can see."""

from django.db import models


class Generation(models.Model):
    """One row, written by the database itself (`articles.generation`); pages kept in memory ask it.

    A number is never used again, and none is greater than another: pages made under one are good
    as long as it stands.
    """

    number = models.BigIntegerField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return str(self.number)
