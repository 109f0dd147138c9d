"""The heavy work that is done on an import in preparation."""

from __future__ import annotations

from enum import StrEnum


class Job(StrEnum):
    """What a worker does. LOOK: read and recognise; PLAN: and make the plan; APPLY: change the book;
    REPORT: write the workbooks of what to correct; UNDO: take the import back."""

    LOOK = "look"
    PLAN = "plan"
    APPLY = "apply"
    REPORT = "report"
    UNDO = "undo"


class ErrandJob(StrEnum):
    """What is done to a firm's book. CHANGE, DELETE: many contacts; MERGE: the surest duplicates; UNDO:
    entries of the history; WORKBOOK: write contacts as a workbook in which they are edited; EXPORT: write
    contacts as a file of another program."""

    CHANGE = "change"
    DELETE = "delete"
    MERGE = "merge"
    UNDO = "undo"
    WORKBOOK = "workbook"
    EXPORT = "export"


class Stand(StrEnum):
    """How the work stands."""

    IDLE = "idle"
    WAITING = "waiting"
    RUNNING = "running"
    FAILED = "failed"
