"""Upload links, the files that they brought, and what happened to both."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import ceil
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from carnet.office.drops.states import FileState


class Drop(models.Model):
    """A link by which whoever has it brings files to a firm; ``firm`` is the firm's key.

    Attributes:
        key: in the addresses of the firm's own pages. digest: of the link's token, which nobody can read any
            more.
        purpose: what the files are wanted for, as the visitor reads it.
        most_bytes, most_files: that the link takes, all files together.
        passphrase: as Django's hasher keeps it, "" where none is asked.
        tries: wrong ones since the last right one; wait: until when no other is looked at.
        kept_days: after which a file is erased.
        case: that its files belong to; null for a link that only takes files.
    """

    case = models.ForeignKey("office.Case", models.SET_NULL, null=True, related_name="drops")
    key = models.CharField(max_length=16, unique=True)
    firm = models.CharField(max_length=12)
    purpose = models.CharField(max_length=500)
    digest = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    most_bytes = models.BigIntegerField()
    most_files = models.IntegerField()
    passphrase = models.CharField(max_length=128, blank=True)
    tries = models.IntegerField(default=0)
    wait = models.DateTimeField(null=True)
    kept_days = models.IntegerField()
    revoked = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["firm"], name="office_drops_of_firm"),)

    @property
    def last_day(self) -> date:
        """The last day on which it works, on the clock of the machine that serves it."""
        return self.expires.astimezone().date()

    @property
    def over(self) -> bool:
        """Whether its time is over."""
        return self.expires <= timezone.now()


class DropFile(models.Model):
    """A file that somebody brought; its bytes lie encrypted under its key.

    Attributes:
        visit: the browser that brings it; no other may ask for it.
        size: that it has when it is whole; received: of that so far; sealed: what this takes on the disk.
        expires: until when an unfinished one may go on.
        counts: whether it counts against what the link takes; not, where it was taken back or never came
            whole.
        tries: how often a worker began to check it. error: code and values of why it cannot be imported,
            JSON.
        draft: the key of the import that was begun with it.
    """

    drop = models.ForeignKey(Drop, models.CASCADE, related_name="files")
    key = models.CharField(max_length=32, unique=True)
    visit = models.CharField(max_length=32)
    name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    received = models.BigIntegerField(default=0)
    sealed = models.BigIntegerField(default=0)
    state = models.CharField(max_length=12, default=FileState.ARRIVING.value)
    begun = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    arrived = models.DateTimeField(null=True)
    erased = models.DateTimeField(null=True)
    counts = models.BooleanField(default=True)
    tries = models.IntegerField(default=0)
    error: models.JSONField[Any, Any] = models.JSONField(null=True)
    draft = models.CharField(max_length=16, default="")

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    @property
    def due(self) -> datetime:
        """When it is erased."""
        return self.arrived + timedelta(days=self.drop.kept_days) if self.arrived else self.expires

    @property
    def days_left(self) -> int:
        """The days until then, one that has begun included."""
        return max(0, ceil((self.due - timezone.now()) / timedelta(days=1)))


class DropEvent(models.Model):
    """One line of a link's trail.

    Attributes:
        what: a Happening. user: of the firm, null for a visitor; address: a visitor's, shortened.
        file: the name of the file that it is about.
    """

    drop = models.ForeignKey(Drop, models.CASCADE, related_name="events")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=12)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    address = models.CharField(max_length=50, blank=True)
    file = models.CharField(max_length=255, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]
