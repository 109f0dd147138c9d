"""The journal: what was changed on contacts that were in the book already."""

from __future__ import annotations

from django.db import models

from carnet.book.models.contact import Contact
from carnet.book.models.firm import Firm
from carnet.book.models.imports import Import


class Change(models.Model):
    """One value changed by an import (``origin``) or by a person (``origin`` null).

    ``field`` is a record column, "custom.<name>", "card", "archived", "merged" or "group"; ``card`` is the
    id of a card, whose ``old`` and ``new`` are JSON objects (null: no such card). A contact that leaves a
    client group has it in ``old``, one that joins it in ``new``: a JSON object of the group's id, its name
    and the membership's origin. Values of secret columns are
    encrypted. ``undone``: an import's change that was taken back counts no more.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False)
    contact = models.ForeignKey(Contact, models.CASCADE, related_name="changes", db_constraint=False)
    origin = models.ForeignKey(Import, models.CASCADE, null=True)
    field = models.TextField()
    card = models.BigIntegerField(null=True)
    old = models.TextField(null=True)
    new = models.TextField(null=True)
    user = models.TextField()
    at = models.DateTimeField()
    undone = models.BooleanField(default=False)
