"""Imports in preparation, and the files they are made of."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from carnet.office.jobs import Job, Stand
from carnet.office.models.sealed import SealedTextField


class Draft(models.Model):
    """An import in preparation; ``firm`` is the firm's key, ``key`` the draft's own.

    Attributes:
        choices: carnet.choices.Choices as JSON, with the recipe that they follow. following: the key of a
            recipe that is to be taken up with the next look at the files, "" where none is.
        past, future: the steps that undo and redo take, JSON;
            undoes, redoes: what the next of them is, "" where there is none.
        version: grows with each change of files or choices; reading: the version at which anything changed
            that decides how files are read; looked, planned: the versions that the kept look and the kept
            plan show, 0 where there is none.
        apart: planned as if the book were empty, so that a visitor's link shows nothing of it; never applied.
        job, stand: the work that is wanted last, and how it stands; tries: how often it was begun; stage:
            of a running one, share: how much of it is done, 0 to 1, None where that is not known.
        error: code and values of what stopped the last work, JSON; notice: code of what it has to say.
        began, revision: when applying began, and the book's revision that only this import can make: by
            them the import is found again after a worker was killed.
        imported: the import's key in the book; outcome: of it, or of its undoing, JSON.
    """

    key = models.CharField(max_length=16, unique=True)
    firm = models.CharField(max_length=12)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    created = models.DateTimeField(auto_now_add=True)
    modified = models.DateTimeField(auto_now=True)
    choices = SealedTextField(default="{}")
    following = models.CharField(max_length=12, default="")
    past = SealedTextField(default="[]")
    future = SealedTextField(default="[]")
    undoes = models.CharField(max_length=20, default="")
    redoes = models.CharField(max_length=20, default="")
    version = models.IntegerField(default=1)
    reading = models.IntegerField(default=1)
    looked = models.IntegerField(default=0)
    planned = models.IntegerField(default=0)
    apart = models.BooleanField(default=False)
    job = models.CharField(max_length=12, default="", choices=[(job.value, job.value) for job in Job])
    stand = models.CharField(max_length=12, default=Stand.IDLE.value)
    tries = models.IntegerField(default=0)
    stage = models.CharField(max_length=20, default="")
    share = models.FloatField(null=True)
    error = models.JSONField(null=True)
    notice = models.CharField(max_length=40, default="")
    began = models.DateTimeField(null=True)
    revision = models.BigIntegerField(null=True)
    imported = models.CharField(max_length=12, default="")
    outcome = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["firm", "modified"], name="office_drafts_of_firm"),)

    @property
    def works(self) -> bool:
        """Whether work on it is wanted or being done."""
        return self.stand in {Stand.WAITING, Stand.RUNNING}

    @property
    def writes(self) -> bool:
        """Whether the book is about to be changed by it."""
        return self.works and self.job in {Job.APPLY, Job.UNDO}

    @property
    def seen(self) -> bool:
        """Whether the kept look shows the files as they are chosen now."""
        return self.looked >= self.reading and not self.following

    @property
    def ready(self) -> bool:
        """Whether the kept plan follows the newest choices."""
        return self.planned >= self.version and not self.following


class DraftFile(models.Model):
    """A file of a draft, stored under its number.

    Attributes:
        name: as the person knows it, made safe and unique in the draft.
        error: code and values of why it cannot be read, JSON; it is out of the import then.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    number = models.IntegerField()
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    error: models.JSONField[Any, Any] = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = (models.UniqueConstraint(fields=["draft", "number"], name="office_file_number"),)
