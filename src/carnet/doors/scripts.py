"""Carnet for scripts: the commands check, import, match and export as functions, with the same JSON.

They use the book that the command line uses: CARNET_HOME or CARNET_DATABASE_URL.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from carnet.choices import Choices
from carnet.language import Language
from carnet.terms import CarnetError, Duplicates, Mode

if TYPE_CHECKING:
    from carnet.contract import Plan

Name = str | PathLike[str]  # of a file
Document = dict[str, Any]  # what the command prints with --json


class Reading(TypedDict, total=False):
    """What is fixed about the files because the guess was wrong; what is left out is found out.

    Attributes:
        provider: the name of a provider, as ``carnet providers`` lists them.
        country: ISO 3166-1 alpha-2, for phones and numbers that do not say their country.
        sheets: names, or positions as text from "1"; the others are left out.
        header_row: the spreadsheet's row of headers, from 1.
        encoding, delimiter: of text files. date_order: "dmy", "mdy" or "ymd".
        mapping: header -> field of the catalogue, "custom.<name>", or "" to set the column aside.
    """

    provider: str
    country: str
    sheets: Sequence[str]
    header_row: int
    encoding: str
    delimiter: str
    date_order: str
    mapping: dict[str, str]


class RefusedError(CarnetError):
    """A file or an argument that cannot be used; nothing was changed. As text it is the sentence.

    Attributes:
        document: what the command prints with --json.
    """

    def __init__(self, error: CarnetError, language: Language) -> None:
        from carnet.stages.report import refusal, refusal_finding

        super().__init__(error.code, **error.values)
        self.document: Document = refusal(error, language)
        self._sentence = refusal_finding(error, language).message

    def __str__(self) -> str:
        return self._sentence


def check(
    files: Name | Sequence[Name], *, firm: str | None = None, report: Name | None = None,
    language: str = "en", **reading: Unpack[Reading],
) -> Document:  # fmt: skip
    """Recognise, map and validate files together; the book stays as it is.

    Args:
        files: one, or several that belong together.
        firm: the firm's name; None is the only one there is.
        report: a workbook to write, with the cells to correct.
        language: of sentences: "en" or "fr".

    Raises:
        RefusedError: a file or an argument cannot be used.
    """
    with _refusing(language) as spoken:
        return _run(_paths(files), _choices(reading), firm, report, spoken, recipe=None, apply=False)


def import_(
    files: Name | Sequence[Name], *, firm: str | None = None, dry_run: bool = False, mode: str = "upsert",
    keys: Sequence[str] = (), duplicates: str = "review", clear_empty: bool = False,
    recipe: str | None = None, report: Name | None = None, language: str = "en", **reading: Unpack[Reading],
) -> Document:  # fmt: skip
    """Import files into the book, as one import that ``carnet undo`` takes back.

    Args:
        files, firm, report, language: as check().
        dry_run: plan only.
        mode: "upsert", "create", "update" or "fill".
        keys: fields by which contacts are found again, in order; () is the default order.
        duplicates: "review", "merge" or "separate".
        clear_empty: an empty cell empties the field of a contact that the book has.
        recipe: the name of a saved one to follow.

    Returns:
        The document; its "import" is the key for undoing it, None after a dry run.

    Raises:
        RefusedError: a file or an argument cannot be used.
        ValueError: mode or duplicates is none of those.
    """
    wanted = Mode(mode), Duplicates(duplicates)
    with _refusing(language) as spoken:
        choices = _choices(reading, *wanted, tuple(keys), clear_empty)
        return _run(_paths(files), choices, firm, report, spoken, recipe=recipe, apply=not dry_run)


def match(
    files: Name | Sequence[Name], out: Name, *, engine: str = "duckdb", language: str = "en",
    **reading: Unpack[Reading],
) -> Document:  # fmt: skip
    """Find the rows of tables that are the same contact; no book is touched.

    Args:
        files: tables that are compared together.
        out: the table to write: the rows in order, with cluster_id and probability.
        engine: "duckdb" or "spark".

    Raises:
        RefusedError: a file or an argument cannot be used.
    """
    with _refusing(language):
        from carnet.pipeline import Timings
        from carnet.pipeline.find_duplicates import match_files
        from carnet.pipeline.scratch import scratch
        from carnet.writers import check_writable
        from carnet.writers.matched_rows import write_matched

        check_writable(Path(out))
        with scratch() as folder:
            found = match_files(_paths(files), _choices(reading), folder, Timings(), engine)
            write_matched(Path(out), found.sheets.mapped, found.rows, found.clusters.frame)
            return found.document(Path(out))


def export(to: str, out: Name, *, firm: str | None = None, language: str = "en") -> Document:
    """Write the book as a file of another program.

    Args:
        to: "karbon", "google", "outlook", "vcard", "csv" or "jsonl".
        out: the file to write; one that exists is replaced.

    Returns:
        "path", and "notes": what the format cannot hold.

    Raises:
        RefusedError: the file cannot be written, or there is no such format or firm.
    """
    with _refusing(language) as spoken:
        from carnet import writers
        from carnet.book.exporting import to_export
        from carnet.book.setup import open_book
        from carnet.writers.notes import sentence

        book = open_book(firm=firm, make=False)
        contents = to_export(book)
        writers.check_writable(Path(out))
        notes = writers.export(to, contents, Path(out), spoken)
        return {"path": str(out), "notes": [sentence(note, spoken) for note in notes]}


def _run(
    files: Sequence[Path], choices: Choices, firm: str | None, report: Name | None, language: Language, *,
    recipe: str | None, apply: bool,
) -> Document:  # fmt: skip
    from carnet.book.importing import own_name, plan_import
    from carnet.pipeline import Timings
    from carnet.pipeline.scratch import scratch
    from carnet.writers import check_writable
    from carnet.writers.corrections import write_corrections

    if report is not None:
        check_writable(Path(report), ".xlsx")
    with scratch() as folder:
        planned = plan_import(files, choices, firm, folder, Timings(), recipe)
        key = None
        if apply:
            from carnet.book.actions.apply_import import apply as apply_plan

            key = apply_plan(planned.book, planned.plan, user=own_name()).key
        if report is not None:
            write_corrections(Path(report), planned.plan, key, language)
        return _document(planned.plan, key, language)


def _document(plan: Plan, key: str | None, language: Language) -> Document:
    from carnet.stages.report import write_document

    text = io.StringIO()
    write_document(plan, key, language, text)
    document: Document = json.loads(text.getvalue())
    return document


def _choices(
    reading: Reading, mode: Mode = Mode.UPSERT, duplicates: Duplicates = Duplicates.REVIEW,
    keys: tuple[str, ...] = (), clear: bool = False,
) -> Choices:  # fmt: skip
    from carnet.pipeline.options import options

    return Choices(options(**reading), mode=mode, keys=keys, duplicates=duplicates, clear=clear)


def _paths(files: Name | Sequence[Name]) -> list[Path]:
    return [Path(files)] if isinstance(files, str | PathLike) else [Path(one) for one in files]


@contextmanager
def _refusing(language: str) -> Iterator[Language]:
    spoken = Language(language)
    try:
        yield spoken
    except CarnetError as error:
        raise RefusedError(error, spoken) from None
