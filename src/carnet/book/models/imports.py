"""Imports: their files, raw rows and findings, and the choices made for files of a shape."""

from __future__ import annotations

from django.db import models

from carnet.book.models.firm import Firm


class Import(models.Model):
    """One import: what was read, what was made of it, who did it and when.

    ``files``, ``counts``, ``balance`` and ``records`` are JSON texts; ``findings`` is an encrypted
    Arrow IPC file of carnet.findings.FINDINGS. ``revision`` is the firm's revision after it.
    ``recipe`` is the name that the recipe had which was followed, "" where none was; ``recipe_key`` is its
    key.
    ``first_contact`` and ``last_contact`` are the least and the greatest id of the contacts it made.
    """

    firm = models.ForeignKey(Firm, models.CASCADE)
    key = models.CharField(max_length=12, unique=True)
    user = models.TextField()
    created = models.DateTimeField()
    mode = models.CharField(max_length=12)
    revision = models.BigIntegerField()
    first_contact = models.BigIntegerField(null=True)
    last_contact = models.BigIntegerField(null=True)
    files = models.TextField(default="[]")
    counts = models.TextField(default="{}")
    balance = models.TextField(default="{}")
    records = models.TextField(default="{}")
    findings = models.BinaryField(null=True)
    recipe = models.TextField(default="", db_default="")
    recipe_key = models.CharField(max_length=12, default="", db_default="")
    undone = models.DateTimeField(null=True)
    undone_by = models.TextField(default="")


class ImportSheet(models.Model):
    """A sheet of an import and how it was read; ``columns`` is a JSON list of {header, field}, ``digest``
    contract.Sheet.digest(); ``country`` and ``date_order`` are those of contract.Mapped, "" where none."""

    batch = models.ForeignKey(Import, models.CASCADE, related_name="sheets")
    position = models.IntegerField()
    file = models.TextField()
    name = models.TextField()
    provider = models.CharField(max_length=40)
    header_row = models.BigIntegerField()
    rows = models.BigIntegerField()
    columns = models.TextField()
    digest = models.CharField(max_length=32, default="", db_default="")
    country = models.CharField(max_length=2, default="", db_default="")
    date_order = models.CharField(max_length=3, default="", db_default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "position"], name="book_sheet_position"),)
        indexes = (models.Index(fields=["digest"], name="book_sheet_digest"),)


class SourceRows(models.Model):
    """Some thousand raw rows of a sheet.

    ``cells`` is an encrypted Arrow IPC file (row, c0 ... as contract.Sheet, the file's own text; where a
    person corrected cells also corrected, a list of {column, now} a row); ``ledger`` the deflated bytes of
    contract.Disposition, rows x width.
    """

    sheet = models.ForeignKey(ImportSheet, models.CASCADE, db_index=False)
    first_row = models.BigIntegerField()
    last_row = models.BigIntegerField()
    cells = models.BinaryField()
    ledger = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["sheet", "first_row"], name="book_rows_by_row"),)


class SourceLinks(models.Model):
    """Which contacts came from which rows of a sheet, some thousand at a time; see carnet.book.sources.

    Contacts that were deleted since may still be named.
    """

    sheet = models.ForeignKey(ImportSheet, models.CASCADE, db_index=False)
    first_contact = models.BigIntegerField()
    last_contact = models.BigIntegerField()
    pairs = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["sheet", "first_contact"], name="book_links_by_contact"),)


class RememberedMapping(models.Model):
    """The fields that a person chose for files of a shape; ``mapping`` is JSON, header -> field."""

    firm = models.ForeignKey(Firm, models.CASCADE)
    shape = models.CharField(max_length=128)
    mapping = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["firm", "shape"], name="book_mapping_shape"),)


class Recipe(models.Model):
    """Choices of an import that the firm saved under a name, for files of the same shape.

    ``body`` is carnet.pipeline.recipes.Recipe as JSON, encrypted: it may hold values of contacts. ``used``:
    when it was last followed by an import.
    """

    firm = models.ForeignKey(Firm, models.CASCADE, db_index=False)
    key = models.CharField(max_length=12, unique=True)
    name = models.TextField()
    body = models.BinaryField()
    user = models.TextField()
    changed = models.DateTimeField()
    used = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["firm", "name"], name="book_recipe_name"),)
