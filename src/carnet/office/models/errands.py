"""Work on a firm's book that a person asked for and that is too long for a page."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from carnet.office.jobs import Stand


class Errand(models.Model):
    """One piece of work; ``firm`` is the firm's key, ``key`` the errand's own.

    Attributes:
        job: what is to be done, an ErrandJob; asked: with what, JSON; back: the page it was asked from.
        stand, tries, share, error: as of a draft.
        began: when it was begun first.
        outcome: what came of it, JSON.
    """

    key = models.CharField(max_length=16, unique=True)
    firm = models.CharField(max_length=12)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    created = models.DateTimeField(auto_now_add=True)
    job = models.CharField(max_length=12)
    asked: models.JSONField[Any, Any] = models.JSONField(default=dict)
    back = models.TextField(default="")
    stand = models.CharField(max_length=12, default=Stand.WAITING.value)
    tries = models.IntegerField(default=0)
    began = models.DateTimeField(null=True)
    share = models.FloatField(null=True)
    error: models.JSONField[Any, Any] = models.JSONField(null=True)
    outcome: models.JSONField[Any, Any] = models.JSONField(default=dict)

    @property
    def works(self) -> bool:
        """Whether it is waiting or being done."""
        return self.stand in {Stand.WAITING, Stand.RUNNING}
