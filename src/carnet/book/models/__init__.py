"""What the book keeps. Every row belongs to a firm, itself or through the row that owns it."""

from carnet.book.models.contact import Card, Clue, Contact, Lookup, Member
from carnet.book.models.duplicate import Deletion, Duplicate, Merge
from carnet.book.models.firm import Firm
from carnet.book.models.imports import (
    Import,
    ImportSheet,
    Recipe,
    RememberedMapping,
    SourceLinks,
    SourceRows,
)
from carnet.book.models.journal import Change
from carnet.book.models.outgoing import Delivery, Event, Subscription
from carnet.book.models.pushed import CustomField, Pushed
from carnet.book.models.work import WorkChange, WorkItem

__all__ = [
    "Card",
    "Change",
    "Clue",
    "Contact",
    "CustomField",
    "Deletion",
    "Delivery",
    "Duplicate",
    "Event",
    "Firm",
    "Import",
    "ImportSheet",
    "Lookup",
    "Member",
    "Merge",
    "Pushed",
    "Recipe",
    "RememberedMapping",
    "SourceLinks",
    "SourceRows",
    "Subscription",
    "WorkChange",
    "WorkItem",
]
