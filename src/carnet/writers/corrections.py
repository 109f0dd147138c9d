"""The workbook of what to correct, which is given back to Carnet as it is.

For each source sheet with an error or a warning on a row: a tab with those rows as the firm wrote
them, the cells to correct in colour with the reason beside. The last tab lists every finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from carnet.catalog.reference import reference
from carnet.contract import Plan
from carnet.findings import Severity, rules
from carnet.language import Language, Text
from carnet.stages.report import column_names, sentences
from carnet.writers.findings_sheet import ALL_FINDINGS, MOST_ROWS, write_findings
from carnet.writers.headers import MESSAGE, REFERENCE, SUGGESTION
from carnet.writers.neutralise import runs_as_formula
from carnet.writers.workbook import MAX_CELL, Format, Workbook, Worksheet, sheet_name, workbook, write_text

MOST_COMMENTS = 5_000  # of a tab; Excel opens slowly with more, and the reason stands in the row too

DO_NOT_CHANGE = Text(
    "Carnet finds the row again by this reference. Please leave it as it is.",
    "Carnet retrouve la ligne grâce à cette référence. Laissez-la telle quelle.",
)
TOO_LONG = Text(
    "The text of “%(column)s” is longer than a cell of Excel can hold (32,767 characters). Correct this row "
    "in your own file.",
    "Le texte de « %(column)s » est plus long que ce qu'une cellule d'Excel peut contenir (32 767 "
    "caractères). Corrigez cette ligne dans votre propre fichier.",
)
_COLOURS = {Severity.ERROR: "#FFC7CE", Severity.WARNING: "#FFEB9C", None: ""}
_SLICE = 5_000  # rows turned to Python texts at a time


@dataclass(frozen=True, slots=True)
class _Styles:
    """The formats of a workbook; a cell is (severity, whether it needs a quote prefix)."""

    headings: dict[bool, Format]
    grey: Format
    wrapped: Format
    cells: dict[tuple[Severity | None, bool], Format]


def write_corrections(path: Path, plan: Plan, import_key: str | None, language: Language) -> None:
    """Write the workbook.

    Args:
        path: the .xlsx file to write.
        plan: what was found; its raw rows must still be on disk.
        import_key: the key of the import, None where nothing was imported yet.
        language: of headers and messages; the firm's own headers and cells stay as they are.
    """
    faults = _faults(plan)
    with workbook(path, rows_in_order=True) as book:
        styles, taken = _styles(book), {ALL_FINDINGS(language).casefold()}
        rows_left = MOST_ROWS
        for (index,), mine in faults.group_by("sheet", maintain_order=True):
            kept = mine.filter(pl.col("row").rle_id() < rows_left)
            rows_left -= kept["row"].n_unique()
            if kept.height:
                _Tab(plan, int(index), import_key, language, styles).write(book, kept, taken)
        write_findings(
            book,
            plan,
            faults.select("sheet", "row").n_unique(),
            language,
            styles.headings[False],
            styles.wrapped,
        )


def _faults(plan: Plan) -> pl.DataFrame:
    """The errors and warnings that stand on a row, in the order of the files."""
    severities = {code: str(declared.severity) for code, declared in rules().items()}
    return (
        plan.findings.with_columns(severity=pl.col("code").replace_strict(severities, default="info"))
        .filter(pl.col("sheet").is_not_null() & pl.col("row").is_not_null())
        .filter(pl.col("severity").is_in([str(Severity.ERROR), str(Severity.WARNING)]))
        .sort("sheet", "row", "column", nulls_last=True, maintain_order=True)
    )


class _Tab:
    """The rows of one source sheet that are to be corrected."""

    def __init__(
        self, plan: Plan, index: int, import_key: str | None, language: Language, styles: _Styles
    ) -> None:
        mapped = plan.sheets[index].mapped
        self._plan = plan
        self._sheet = mapped.recognised.sheet
        self._headers = column_names(mapped, language)
        self._reference = partial(
            reference, import_key or "-", index, country=mapped.country, order=mapped.order
        )
        self._language = language
        self._styles = styles
        self._comments = 0

    def write(self, book: Workbook, faults: pl.DataFrame, taken: set[str]) -> None:
        """Add the tab, with the rows that ``faults`` names."""
        tab = book.add_worksheet(sheet_name(self._sheet.name, taken))
        self._prepare(tab)
        rows = faults.select("row").unique()
        raw = self._sheet.scan().join(rows.lazy(), on="row", how="semi", maintain_order="left").collect()
        by_row = self._by_row(self._worded(faults))
        for place, (number, texts, risky) in enumerate(_cells(raw, self._sheet.columns()), 1):
            self._write_row(tab, place, number, texts, risky, next(by_row))
        tab.autofilter(0, 0, raw.height, len(self._headers) + 2)
        refuse = {"validate": "length", "criteria": "==", "value": 0}
        told = {"error_message": DO_NOT_CHANGE(self._language)}
        tab.data_validation(1, 0, max(raw.height, 1), 0, refuse | told)

    def _prepare(self, tab: Worksheet) -> None:
        last = len(self._headers) + 1
        tab.freeze_panes(1, 1)
        tab.set_column(0, 0, 14, self._styles.grey)
        tab.set_column(1, last - 1, 20, self._styles.cells[None, False])
        tab.set_column(last, last, 70)
        tab.set_column(last + 1, last + 1, 30)
        names = [
            REFERENCE(self._language),
            *self._headers,
            MESSAGE(self._language),
            SUGGESTION(self._language),
        ]
        risky = set(
            pl.Series("text", names).to_frame().select(runs_as_formula(pl.col("text")).arg_true())["text"]
        )
        for column, name in enumerate(names):
            write_text(tab, 0, column, name, self._styles.headings[column in risky])

    def _worded(self, faults: pl.DataFrame) -> pl.DataFrame:
        """The findings with their sentences: for the row, and for the cell, which tells the place itself."""
        row = sentences(self._plan, self._language, faults, place=["column"])
        cell = sentences(self._plan, self._language, faults, place=[])
        return faults.with_columns(message=row["message"], comment=cell["message"])

    def _by_row(self, faults: pl.DataFrame) -> Iterator[list[dict[str, str | int | None]]]:
        """The findings of each row, row after row."""
        for _, part in faults.group_by("row", maintain_order=True):
            yield part.to_dicts()

    def _write_row(
        self, tab: Worksheet, place: int, number: int, texts: list[str | None], risky: set[int],
        found: list[dict[str, str | int | None]],
    ) -> None:  # fmt: skip
        tab.write_string(place, 0, self._reference(number), self._styles.grey)
        marked = self._marked(found)
        too_long = [
            n for n, text in enumerate(texts) if text and len(text) * 2 > MAX_CELL and _units(text) > MAX_CELL
        ]
        for column, text in enumerate(texts):
            severity = marked.get(column, (None, ""))[0]
            style = self._styles.cells[severity, column in risky]
            if text is not None and column not in too_long:
                write_text(tab, place, column + 1, text, style)
            elif severity:
                tab.write_blank(place, column + 1, None, style)
        for column, (_, message) in marked.items():
            self._comment(tab, place, column + 1, message)
        messages = [str(one["message"]) for one in found]
        messages += [TOO_LONG(self._language, {"column": self._headers[n]}) for n in too_long]
        last = len(self._headers) + 1
        write_text(tab, place, last, "\n".join(messages), self._styles.wrapped)
        write_text(tab, place, last + 1, self._suggestions(found), self._styles.wrapped)

    def _marked(self, found: list[dict[str, str | int | None]]) -> dict[int, tuple[Severity, str]]:
        """Each column to correct with its gravest severity and its messages."""
        marked: dict[int, tuple[Severity, str]] = {}
        for one in found:
            column = one["column"]
            if isinstance(column, int) and column < len(self._headers):
                severity = Severity(str(one["severity"]))
                before, text = marked.get(column, (severity, ""))
                gravest = Severity.ERROR if Severity.ERROR in {before, severity} else before
                marked[column] = gravest, f"{text}\n{one['comment']}".strip()
        return marked

    def _comment(self, tab: Worksheet, row: int, column: int, message: str) -> None:
        if self._comments < MOST_COMMENTS:
            self._comments += 1
            height = 60 + 16 * (len(message) // 45)
            tab.write_comment(
                row, column, message[:MAX_CELL], {"author": "Carnet", "width": 320, "height": height}
            )

    def _suggestions(self, found: list[dict[str, str | int | None]]) -> str:
        """The suggested values, each with its column where there are several."""
        pairs = [(one["column"], str(one["suggestion"])) for one in found if one["suggestion"]]
        if len(pairs) == 1:
            return pairs[0][1]
        return "\n".join(
            f"{self._headers[column]} → {text}" if isinstance(column, int) else text for column, text in pairs
        )


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cells(raw: pl.DataFrame, columns: list[str]) -> Iterator[tuple[int, list[str | None], set[int]]]:
    """Row number, texts, and the columns that need a quote prefix, for each row."""
    for start in range(0, raw.height, _SLICE):
        part = raw.slice(start, _SLICE)
        risky: dict[int, set[int]] = {}
        for column, name in enumerate(columns):
            for row in part.select(runs_as_formula(pl.col(name)).arg_true()).to_series():
                risky.setdefault(row, set()).add(column)
        for row, (number, *texts) in enumerate(part.select("row", *columns).iter_rows()):
            yield number, texts, risky.get(row, set())


def _styles(book: Workbook) -> _Styles:
    cells = {
        (severity, quoted): book.add_format(
            {"num_format": "@", "quote_prefix": quoted, **({"bg_color": colour} if colour else {})}
        )
        for severity, colour in _COLOURS.items()
        for quoted in (False, True)
    }
    return _Styles(
        {
            quoted: book.add_format({"bold": True, "num_format": "@", "bottom": 1, "quote_prefix": quoted})
            for quoted in (False, True)
        },
        book.add_format({"bg_color": "#D9D9D9", "font_color": "#595959", "num_format": "@"}),
        book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
        cells,
    )
