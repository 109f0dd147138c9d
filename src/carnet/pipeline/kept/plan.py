"""A plan in a folder: a JSON document that names the folder of its frames and ledgers."""

from __future__ import annotations

import os
import shutil
import tempfile
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from carnet import __version__
from carnet.as_json import read_as, written
from carnet.choices import Followed, Place
from carnet.contract import Balance, CarnetError, Contents, Mapped, Mode, Plan, PlanSheet, SourceFile
from carnet.findings import Severity, rule
from carnet.frames import mapped, put
from carnet.pipeline.kept import index

rule(
    "plan.unreadable",
    Severity.ERROR,
    en="The plan was kept by another version of Carnet, or is broken. Make it again; nothing was changed.",
    fr="Le plan a été conservé par une autre version de Carnet, ou il est endommagé. Refaites-le ; rien n'a "
    "été modifié.",
)

_VERSION = f"{__version__}/5"  # the last number grows when anything else is kept
_DOCUMENT = "plan.json"
_FRAMES = ("contacts", "cards", "members", "changes", "lookups", "sources", "findings", "suspects", "decided",
    "survived", "work", "work_changes",
)  # fmt: skip
# By which frames are sorted, so that a contact's rows are found without reading the others.
_SORTED = {
    "contacts": "contact", "cards": "contact", "members": "group", "changes": "contact", "sources": "contact",
    "survived": "contact",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sheet:
    mapped: Mapped
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """What of a plan is no frame.

    Attributes:
        version: of Carnet. frames: the folder of the frames, inside the plan's.
        files: without their sheets; taken: how many of the sheets, in order, are of each.
    """

    version: str
    frames: str
    revision: int
    mode: Mode
    files: tuple[SourceFile, ...]
    taken: tuple[int, ...]
    sheets: tuple[_Sheet, ...]
    balance: Balance
    counts: dict[str, int]
    records: dict[str, int]
    mappings: dict[str, dict[str, str]]
    recipe: Followed | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A plan on the disk, of which nothing but the document was read yet."""

    document: Document
    folder: Path

    def frame(self, name: str) -> pl.DataFrame:
        """One of the plan's frames, mapped into memory.

        Raises:
            CarnetError: plan.unreadable.
        """
        try:
            return mapped(self.folder / f"{name}.arrow")
        except (OSError, ValueError) as error:
            raise CarnetError("plan.unreadable") from error

    def sheets(self) -> tuple[PlanSheet, ...]:
        """The plan's sheets, their ledgers mapped into memory.

        Raises:
            CarnetError: plan.unreadable.
        """
        try:
            ledgers = [
                np.load(self.folder / f"ledger-{number}.npy", mmap_mode="r")
                for number in range(len(self.document.sheets))
            ]
        except (OSError, ValueError) as error:
            raise CarnetError("plan.unreadable") from error
        return tuple(
            PlanSheet(sheet.mapped, ledger, sheet.place)
            for sheet, ledger in zip(self.document.sheets, ledgers, strict=True)
        )

    def files(self) -> tuple[SourceFile, ...]:
        """The plan's files with their sheets."""
        sheets = iter(self.document.sheets)
        return tuple(
            replace(file, sheets=tuple(next(sheets).mapped.recognised.sheet for _ in range(taken)))
            for file, taken in zip(self.document.files, self.document.taken, strict=True)
        )


def keep_plan(plan: Plan, folder: Path) -> None:
    """Write a plan to a folder; one that was kept there before gives way at once, whole.

    Who reads the earlier one meanwhile goes on with it. Frames are kept in the order of contacts.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    own = Path(tempfile.mkdtemp(prefix="frames-", dir=folder))
    ordered = copy(plan)
    for name, by in _SORTED.items():
        setattr(ordered, name, _ordered(getattr(plan, name), by))
    frames = {name: getattr(ordered, name) for name in _FRAMES}
    for name, frame in (frames | index.frames(ordered)).items():
        put(frame, own / f"{name}.arrow")
    for number, sheet in enumerate(plan.sheets):
        np.save(own / f"ledger-{number}.npy", sheet.ledger)
    fresh = own / _DOCUMENT
    fresh.write_text(written(_document(plan, own.name)), "utf-8")
    os.replace(fresh, folder / _DOCUMENT)
    for other in folder.glob("frames-*"):
        if other != own:
            shutil.rmtree(other, ignore_errors=True)


def _ordered(frame: pl.DataFrame, by: str) -> pl.DataFrame:
    return frame if frame[by].is_sorted() else frame.sort(by, maintain_order=True)


def _document(plan: Plan, frames: str) -> Document:
    return Document(
        version=_VERSION,
        frames=frames,
        revision=plan.revision,
        mode=plan.mode,
        files=tuple(replace(file, sheets=()) for file in plan.files),
        taken=tuple(len(file.sheets) for file in plan.files),
        sheets=tuple(_Sheet(sheet.mapped, sheet.place) for sheet in plan.sheets),
        balance=plan.balance,
        counts=plan.counts,
        records=plan.records,
        mappings=plan.mappings,
        recipe=plan.recipe,
    )


def opened(folder: Path) -> Kept:
    """The plan that keep_plan() wrote.

    Raises:
        CarnetError: plan.unreadable, where it is not there, broken, or another version of Carnet kept it.
    """
    try:
        document = read_as(Document, (folder / _DOCUMENT).read_text("utf-8"))
    except (OSError, ValueError, AssertionError) as error:  # the last: a balance that does not add up
        raise CarnetError("plan.unreadable") from error
    if document.version != _VERSION:
        raise CarnetError("plan.unreadable")
    return Kept(document, folder / document.frames)


def kept_plan(folder: Path) -> Plan:
    """The plan that keep_plan() wrote, whole; its rows stay on the disk until they are looked at.

    Raises:
        CarnetError: plan.unreadable, where it is not there, broken, or another version of Carnet kept it.
    """
    kept = opened(folder)
    document = kept.document
    frames = {name: kept.frame(name) for name in _FRAMES}
    known = replace(Contents.none(), contacts=kept.frame("known"), cards=kept.frame("known_cards"))
    return Plan(
        **frames,
        known=known,
        revision=document.revision,
        mode=document.mode,
        files=kept.files(),
        sheets=kept.sheets(),
        balance=document.balance,
        counts=document.counts,
        records=document.records,
        mappings=document.mappings,
        recipe=document.recipe,
    )
