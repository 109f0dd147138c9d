"""Contacts that may be the same, what a person decided of them, and the merges and deletions that stand."""

from __future__ import annotations

from django.db import models

from carnet.book.models.contact import Contact
from carnet.book.models.firm import Firm
from carnet.book.models.imports import Import


class Duplicate(models.Model):
    """Two contacts that may be one; ``first`` has the lesser id, so that each pair is there once.

    ``probability`` is calibrated; ``evidence`` a JSON list of {comparison, agrees, weight}. ``origin`` is
    the import that found the pair, or the merge that brought it to a contact. ``state`` is open, merged or
    separate; ``closed_by`` the merge that ended it, and at whose undo it is open again. ``mark`` is a keyed
    digest of what both said when a person held them apart: it outlives the contacts, which may come again
    in another import.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False)
    first = models.ForeignKey(Contact, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    second = models.ForeignKey(Contact, models.CASCADE, related_name="+", db_constraint=False)
    probability = models.FloatField()
    evidence = models.TextField(default="[]")
    origin = models.ForeignKey(
        Import, models.SET_NULL, null=True, related_name="+", db_index=False, db_constraint=False
    )
    state = models.CharField(max_length=8, default="open")
    closed_by = models.ForeignKey(
        Import, models.SET_NULL, null=True, related_name="+", db_index=False, db_constraint=False
    )
    decided_by = models.TextField(default="")
    decided_at = models.DateTimeField(null=True)
    mark = models.CharField(max_length=32, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["first", "second"], name="book_duplicate_pair"),)
        indexes = (models.Index(fields=["firm", "state", "-probability"], name="book_duplicate_by_state"),)


class Merge(models.Model):
    """One contact of the book merged into another; it stands until ``batch``, its entry in the history,
    is undone.

    ``gone`` stays in the tables as it was, under the firm's number below zero (FirmBook.shelf), where no
    query of the book sees it. ``members`` is a JSON list of its memberships, [group, member, origin];
    ``archived``: whether ``kept`` was archived before and is no more.
    """

    batch = models.OneToOneField(Import, models.CASCADE, related_name="merge")
    kept = models.ForeignKey(Contact, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    gone = models.ForeignKey(Contact, models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    members = models.TextField(default="[]")
    archived = models.BooleanField(default=False)


class Deletion(models.Model):
    """A contact that a person deleted, until it is restored.

    It stays in the tables as it was, on the shelf like a merged one; so do the cards that point at it and
    its memberships, which readers leave out. ``batch`` is the deletion's entry in the history, of one contact
    or of many.
    """

    batch = models.ForeignKey(Import, models.CASCADE, related_name="deletions")
    contact = models.OneToOneField(Contact, models.CASCADE, related_name="deletion", db_constraint=False)
