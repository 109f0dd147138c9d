"""The cells of one sheet of an xlsx workbook, streamed row by row.

The usual way of writing cells is cut up on whole columns, anything else goes through an XML parser.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

import polars as pl

from carnet.stages.read import markup
from carnet.stages.read.cells import CELLS, Sink, cell_name
from carnet.stages.read.fragments import fragments, in_parallel, plain, unescaped
from carnet.stages.read.number_formats import NumberFormat, general
from carnet.stages.read.refusal import damaged
from carnet.stages.read.spans import Span

_VALUE = (
    r"^(?:<f(?:\s[^>]*)?(?:/>|>[^<]*</f>))?"
    r"(?:<v(?:\s[^>]*)?>|<is><t(?:\s[^>]*)?>)([^<]*)(?:</v>|</t></is>)</c>"
)
_NO_VALUE = r"^(?:<f(?:\s[^>]*)?(?:/>|>[^<]*</f>))?(?:<v\s*/>)?</c>"
_NO_RESULT = re.compile(r"(?:</f>|<f(?:\s[^<>]*)?/>)(?:<v\s*/>|<v></v>)?</c>")
_ATTRIBUTES = re.compile(r'(?: s="([0-9]+)")?(?: t="([A-Za-z]+)")?(/?)$')
_HIDDEN_ROW = re.compile(r' hidden="(?:1|true)"')
_COLUMN = re.compile(r"<(?:[\w.-]+:)?col\s([^<>]*)>")
_MERGED = re.compile(
    r"""<(?:[\w.-]+:)?mergeCell\s+ref\s*=\s*["']([A-Z]{1,3})([0-9]{1,7}):[A-Z]{1,3}([0-9]{1,7})["']"""
)
_ATTRIBUTE = re.compile(r"""\b(hidden|min|max)\s*=\s*["']([0-9]{1,7}|true)["']""")
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})$")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS_ONLY = re.compile(r"[A-Z]{1,3}$")
_RAW = {"row": pl.UInt32, "column": pl.UInt32, "style": pl.String, "type": pl.String, "value": pl.String}


class Book(Protocol):
    """What a sheet needs of its workbook."""

    @property
    def shared(self) -> pl.Series: ...
    @property
    def formats(self) -> Mapping[int, NumberFormat]: ...
    @property
    def since_1904(self) -> bool: ...


def read_sheet(pieces: Iterable[bytes], part: str, book: Book, sink: Sink) -> None:
    """Put the cells of one sheet part into the sink."""
    row = 0
    rows = fragments(
        pieces, "sheetData", "row", part,
        before=lambda prolog: sink.hidden.extend(_hidden(prolog)),
        behind=lambda epilog: sink.spans.extend(_spans(epilog)),
    )  # fmt: skip
    for fragment, raw in in_parallel(lambda fragment: (fragment, _usual(fragment)), rows):
        if raw is None:
            raw = _unusual(fragment, part, row)
        sink.odd["sheet.hidden_rows"] += len(_HIDDEN_ROW.findall(fragment))
        if "<f" in fragment:
            sink.odd["sheet.formulas_without_values"] += len(_NO_RESULT.findall(fragment))
        if raw.height:
            row = int(raw["row"][-1])
            sink.frame(_shown(raw, book, sink, part))


def _hidden(prolog: str) -> Iterator[range]:
    """The columns that are not shown: <col min="3" max="4" hidden="1"/>."""
    for attributes in _COLUMN.findall(prolog):
        told = dict(_ATTRIBUTE.findall(attributes))
        if told.get("hidden") in ("1", "true") and {"min", "max"} <= told.keys():
            yield range(int(told["min"]) - 1, int(told["max"]))


def _spans(epilog: str) -> Iterator[Span]:
    """The merged cells: <mergeCell ref="A2:A4"/>."""
    for left, top, end in _MERGED.findall(epilog):
        yield Span(int(top), int(end), column_number(left))


def _usual(fragment: str) -> pl.DataFrame | None:
    """The cells where each is written <c r="A1" s="1" t="s"><v>5</v></c>; None where one is not."""
    pieces = pl.Series([fragment]).str.split('<c r="').explode()[1:]
    if len(pieces) != fragment.count("<c") or "<!" in fragment or (pieces.is_empty() and ":" in fragment):
        return None
    cut = pieces.str.splitn('"', 2).struct
    reference, rest = cut.field("field_0"), cut.field("field_1").str.splitn(">", 2).struct
    attributes, contents = rest.field("field_0"), rest.field("field_1")
    raw = pl.DataFrame(
        {
            "row": reference.str.strip_chars_start(_LETTERS).cast(pl.UInt32, strict=False),
            "column": _column_numbers(reference.str.strip_chars_end("0123456789")),
            "value": contents.str.extract(_VALUE),
            "attributes": attributes,
        }
    )
    known = _known_attributes(attributes)
    if known is None or raw["row"].has_nulls() or raw["column"].has_nulls():
        return None
    raw = raw.join(known, on="attributes", how="left", maintain_order="left")
    empty = contents.filter(raw["value"].is_null() & ~raw["closed"])
    if not empty.str.contains(_NO_VALUE).all() or contents.filter(raw["closed"]).str.contains("<[vif]").any():
        return None
    return raw.select("row", "column", "style", "type", unescaped(raw["value"].fill_null("")))


def _column_numbers(letters: pl.Series) -> pl.Series:
    names = letters.unique()
    numbers = [column_number(name) if _LETTERS_ONLY.match(name) else None for name in names]
    return letters.replace_strict(names, pl.Series(numbers, dtype=pl.UInt32))


def _known_attributes(attributes: pl.Series) -> pl.DataFrame | None:
    """Style and type of each spelling of the attributes; None where one is unknown."""
    spellings = attributes.unique().to_list()
    matches = [_ATTRIBUTES.match(text or "") for text in spellings]
    if not all(matches):
        return None
    found = [
        (text, m[1] or "", m[2] or "", bool(m[3])) for text, m in zip(spellings, matches, strict=True) if m
    ]
    schema = {"attributes": pl.String, "style": pl.String, "type": pl.String, "closed": pl.Boolean}
    return pl.DataFrame(found, schema=schema, orient="row")


def _unusual(fragment: str, part: str, row: int) -> pl.DataFrame:
    collector = _Collector(part, row)
    place = f"{part}, row/ligne > {row}"
    markup.parse([f"<sheetData>{fragment}</sheetData>".encode()], collector, place)
    return pl.DataFrame(collector.found, schema=_RAW, orient="row")


@cache
def column_number(letters: str) -> int:
    """The 0-based number of a column: A is 0, XFD 16383."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _shown(raw: pl.DataFrame, book: Book, sink: Sink, part: str) -> pl.DataFrame:
    """The cells with their text as a person sees it."""
    pieces = []
    for (kind,), cells in raw.group_by("type", maintain_order=True):
        pieces.append(_of_type(str(kind), cells, book, sink, part).select(CELLS.names()))
    return pl.concat(pieces)


def _of_type(kind: str, cells: pl.DataFrame, book: Book, sink: Sink, part: str) -> pl.DataFrame:
    if kind == "s":
        return _by_reference(cells, book.shared, part)
    if kind in ("str", "inlineStr"):
        return cells.rename({"value": "text"})
    cells = cells.filter(pl.col("value") != "")
    if kind == "b":
        shown = pl.when(pl.col("value").is_in(["1", "true"])).then(pl.lit("TRUE")).otherwise(pl.lit("FALSE"))
        return cells.with_columns(shown.alias("text"))
    if kind == "e":
        sink.errors.update(cells["value"].to_list())
        return cells.rename({"value": "text"})
    if kind == "d":
        midnight = r"T00:00:00(?:\.0+)?Z?$"
        shown = pl.col("value").str.replace(midnight, "").str.replace("T", " ", literal=True)
        return cells.with_columns(shown.alias("text"))
    return _numbers(cells, book)


def _by_reference(cells: pl.DataFrame, shared: pl.Series, part: str) -> pl.DataFrame:
    numbers = cells["value"].str.strip_chars().cast(pl.UInt32, strict=False)
    known = (numbers < len(shared)).fill_null(value=False)
    unknown = cells.filter(~known & (cells["value"] != ""))
    if unknown.height:
        raise damaged(f"{part}, {cell_name(*unknown.row(0)[:2])}: {unknown['value'][0][:20]}")
    return cells.filter(known).with_columns(shared.gather(numbers.filter(known)).alias("text"))


def _numbers(cells: pl.DataFrame, book: Book) -> pl.DataFrame:
    """Plain whole numbers stay as written; each other pair of number and style is shown once."""
    special = [str(style) for style in book.formats] + ([""] if 0 in book.formats else [])
    odd = ~pl.col("value").str.contains(r"^-?[0-9]+$") | pl.col("style").is_in(special)
    pairs = cells.filter(odd).select("value", "style").unique()
    texts = [_number(value, style, book) for value, style in pairs.iter_rows()]
    shown = pairs.with_columns(pl.Series("text", texts, dtype=pl.String))
    cells = cells.join(shown, on=["value", "style"], how="left", maintain_order="left")
    return cells.with_columns(pl.col("text").fill_null(pl.col("value")))


def _number(value: str, style: str, book: Book) -> str:
    """The number as shown; some programs write a text as one."""
    shown = book.formats.get(int(style or 0)) if style.isdecimal() or not style else None
    try:
        return shown.show(value.strip(), since_1904=book.since_1904) if shown else general(value.strip())
    except ValueError:
        return value


@dataclass
class _Collector:
    """Cells in any spelling: prefixes, missing references, rich inline text."""

    part: str
    row: int
    found: list[tuple[int, int, str, str, str]] = field(default_factory=list)
    _column: int = -1
    _style: str = ""
    _type: str = ""
    _texts: list[str] = field(default_factory=list)
    _taking: bool = False
    _hints: int = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "row":
            given = attributes.get("r", "")
            self.row = int(given) if given.isdecimal() else self.row + 1
            self._column = -1
        elif name == "c":
            self._place(attributes.get("r", ""))
            self._style, self._type = attributes.get("s", ""), attributes.get("t", "")
            self._texts = []
        self._hints += name == "rPh"
        self._taking = name in ("v", "t") and not self._hints

    def end(self, name: str) -> None:
        self._taking = False
        self._hints -= name == "rPh"
        if name == "c":
            value = plain("".join(self._texts))
            kind = "" if self._type == "n" else self._type
            self.found.append((self.row, self._column, self._style, kind, value))

    def text(self, data: str) -> None:
        if self._taking:
            self._texts.append(data)

    def _place(self, reference: str) -> None:
        """Where the cell is; a cell without reference follows the one before it."""
        match = _REFERENCE.match(reference.upper())
        if reference and not match:
            raise damaged(f"{self.part}, {reference[:20]}")
        self._column = column_number(match[1]) if match else self._column + 1
        self.row = int(match[2]) if match else self.row
