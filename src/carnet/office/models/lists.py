"""How people look at the list of contacts."""

from __future__ import annotations

from django.db import models

from carnet.office.models.people import User


class SavedView(models.Model):
    """A search with its filters, order and columns under a name.

    ``firm`` is the firm's key; ``shared``: every member sees it, else only who made it. ``query`` holds the
    parameters of the list's address; ``columns`` is a JSON list of column ids.
    """

    firm = models.CharField(max_length=12)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    shared = models.BooleanField(default=False)
    name = models.CharField(max_length=80)
    query = models.TextField()
    columns = models.JSONField(default=list)

    class Meta:
        indexes = (models.Index(fields=["firm", "name"], name="office_views_of_firm"),)


class ListLayout(models.Model):
    """The columns and the rows a page that a person last chose; ``columns`` as in SavedView."""

    firm = models.CharField(max_length=12)
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    columns = models.JSONField(null=True)
    size = models.PositiveSmallIntegerField(default=50)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "firm"], name="office_one_layout"),)
