"""Texts of the office that may hold what a contact's cells say, kept as the book keeps its own secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from carnet.book.setup import database

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

    Text = models.TextField[str, str]
else:
    Text = models.TextField

_SEALED = "sealed:"
_EMPTY = {None, "", "{}", "[]"}


class SealedTextField(Text):
    """A text that only the book's key opens; it cannot be searched for. What was written before the field was
    sealed is read as it is, and sealed when it is written again."""

    def get_prep_value(self, value: Any) -> Any:
        """The text as the database keeps it."""
        text = super().get_prep_value(value)
        return text if text in _EMPTY else _SEALED + database()[1].seal_text(text, self._place)

    def from_db_value(self, value: str | None, _: object, __: BaseDatabaseWrapper) -> str | None:
        """The text of what the database keeps."""
        if value is None or not value.startswith(_SEALED):
            return value
        return database()[1].open_text(value.removeprefix(_SEALED), self._place)

    @property
    def _place(self) -> str:
        return f"office/{self.model._meta.model_name}/{self.name}"
