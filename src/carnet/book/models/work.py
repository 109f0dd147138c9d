"""Work items: what the firm does for its clients, and what imports changed of them."""

from __future__ import annotations

from django.db import models

from carnet.book.models.contact import Contact
from carnet.book.models.firm import Firm
from carnet.book.models.imports import Import, ImportSheet


class WorkItem(models.Model):
    """One piece of work for a client.

    The values are those of contract.WORK_VALUES, dates in ISO 8601. ``client`` may have been merged into
    another contact since (book.heirs) or deleted. ``source_key`` is "<provider>/<the program's own key>".
    ``origin`` is the import that made it, from ``row`` of ``sheet``.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False, db_constraint=False)
    key = models.CharField(max_length=12, unique=True)
    client = models.ForeignKey(Contact, models.CASCADE, related_name="work", db_constraint=False)
    source_key = models.TextField(null=True)
    title = models.TextField()
    title_folded = models.TextField()
    type = models.TextField(null=True)
    status = models.CharField(max_length=20, null=True)
    assignee = models.TextField(null=True)
    start_date = models.CharField(max_length=10, null=True)
    due_date = models.CharField(max_length=10, null=True)
    repeats = models.CharField(max_length=40, null=True)
    budget_hours = models.TextField(null=True)
    budget_amount = models.TextField(null=True)
    description = models.TextField(null=True)
    origin = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="work", db_constraint=False)
    sheet = models.ForeignKey(
        ImportSheet, models.SET_NULL, null=True, related_name="+", db_index=False, db_constraint=False
    )
    row = models.BigIntegerField(null=True)

    class Meta:
        indexes = (models.Index(fields=["firm", "due_date"], name="book_work_by_due_date"),)


class WorkChange(models.Model):
    """A value of a work item that an import changed. ``undone``: it counts no more."""

    item = models.ForeignKey(WorkItem, models.CASCADE, related_name="changes", db_constraint=False)
    origin = models.ForeignKey(Import, models.CASCADE, related_name="+", db_constraint=False)
    field = models.CharField(max_length=20)
    old = models.TextField(null=True)
    new = models.TextField(null=True)
    undone = models.BooleanField(default=False, db_default=False)
