"""Large tables as an Excel workbook of text cells, made by columns.

XlsxWriter takes some 10 us a cell, minutes for a book of a million contacts; a table of texts needs
little of what it can do. Source: ECMA-376 part 1, 18.3 (sheets), 18.4 (inline strings), 22.9.2.19
(_xHHHH_ escapes).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl

from carnet.findings import Severity, rule
from carnet.writers import workbook
from carnet.writers.neutralise import runs_as_formula
from carnet.writers.notes import Note
from carnet.writers.workbook import MAX_CELL, sheet_name, xl_col_to_name

_SLICE = 20_000  # rows made into text at a time
_WIDTHS = (10, 44)  # characters of a column
_TEXT, _QUOTED, _HEADING, _QUOTED_HEADING = 1, 2, 3, 4  # places in the list of formats below
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_FORMATS = "".join(
    f'<xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" xfId="0" quotePrefix="{quote}" '
    'applyNumberFormat="1" applyFont="1"/>'
    for font in (0, 1)
    for quote in (0, 1)
)
_STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill>'
    '<patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    f'<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>{_FORMATS}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_UNWRITABLE = {
    chr(code): f"_x{code:04X}_" for code in (*range(0x09), 0x0B, 0x0C, *range(0x0D, 0x20), 0xFFFE, 0xFFFF)
}

LONG = rule(
    "export.long_text",
    Severity.INFO,
    en="A cell of Excel holds 32,767 characters. Of “%(value)s”, the rest of longer texts stands in the "
    "columns after it. Texts concerned: %(count)s.",
    fr="Une cellule d'Excel contient 32 767 caractères. Pour « %(value)s », la suite des textes plus longs "
    "se trouve dans les colonnes qui suivent. Textes concernés : %(count)s.",
)
SPLIT = rule(
    "export.split_tab",
    Severity.INFO,
    en="A sheet of Excel holds 1,048,576 rows. “%(value)s” goes on in further tabs: %(count)s in all.",
    fr="Une feuille d'Excel contient 1 048 576 lignes. « %(value)s » continue dans d'autres onglets : "
    "%(count)s en tout.",
)


@dataclass(frozen=True, slots=True)
class Help:
    """What a spreadsheet program offers in the cells of a column.

    Attributes:
        choices: the range of a drop-down list, or its values in quotes; "" is none. Other values may be
            typed as well unless the list is closed.
        note: shown beside the chosen cell; "" is none.
    """

    choices: str = ""
    note: str = ""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: String columns called by their headers.

    Attributes:
        helps: by header. hidden: headers of columns that are not shown. locked: no cell can be edited.
    """

    name: str
    table: pl.DataFrame
    helps: Mapping[str, Help] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    locked: bool = False


def write_text_workbook(path: Path, tables: Iterable[tuple[str, pl.DataFrame]]) -> list[Note]:
    """Write tables as tabs; see write_tabs.

    Args:
        tables: name of the tab, and String columns called by their headers.
    """
    return write_tabs(path, (Tab(name, table) for name, table in tables))


def write_tabs(path: Path, tabs: Iterable[Tab]) -> list[Note]:
    """Write tabs; a table with more rows than a sheet holds goes on in further tabs.

    Args:
        path: the .xlsx file to write.

    Returns:
        What had to be continued elsewhere.
    """
    notes: list[Note] = []
    names: list[str] = []
    taken: set[str] = set()
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as archive:
        for tab in tabs:
            table, said = fitted(tab.table)
            room = workbook.MAX_ROWS - 1
            starts = range(0, max(table.height, 1), room)
            for start in starts:
                names.append(sheet_name(tab.name, taken))
                _write_sheet(archive, len(names), replace(tab, table=table.slice(start, room)))
            notes += said
            if len(starts) > 1:
                notes.append((SPLIT.code, {"value": tab.name, "count": len(starts)}))
        for part, text in _frame(names).items():
            archive.writestr(part, text)
    return notes


def fitted(table: pl.DataFrame) -> tuple[pl.DataFrame, list[Note]]:
    """The table with texts too long for a cell continued in columns "<header> (2)" and so on."""
    notes: list[Note] = []
    columns: list[pl.Series] = []
    taken = set(table.columns)
    for series in table.iter_columns():
        first, *rest = _pieces(series)
        columns.append(first)
        for number, piece in enumerate(rest, 2):
            columns.append(piece.alias(_free(f"{series.name} ({number})", taken)))
        if rest:
            notes.append((LONG.code, {"value": series.name, "count": rest[0].count()}))
    return pl.DataFrame(columns), notes


def _free(name: str, taken: set[str]) -> str:
    """The name, with spaces after it until no other column has it."""
    while name in taken:
        name += " "
    taken.add(name)
    return name


def _pieces(series: pl.Series) -> list[pl.Series]:
    """The column in columns of texts that fit a cell; a character is at most two UTF-16 units."""
    size = MAX_CELL // 2
    longest = int(series.str.len_chars().cast(pl.Int64).max() or 0)  # type: ignore[arg-type]
    if longest <= size:
        return [series]
    long = pl.when(pl.col("text").str.len_chars() > size).then("text")
    pieces = series.to_frame("text").select(
        pl.col("text").str.slice(0, size).alias(series.name),
        *(
            long.str.slice(size * number, size).replace("", None).alias(f"piece {number}")
            for number in range(1, -(-longest // size))
        ),
    )
    return pieces.get_columns()


def _write_sheet(archive: ZipFile, number: int, tab: Tab) -> None:
    table = tab.table
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as sheet:
        last = f"{xl_col_to_name(max(table.width - 1, 0))}{table.height + 1}"
        head = (
            f'{_XML}<worksheet xmlns="{_MAIN}"><dimension ref="A1:{last}"/><sheetViews><sheetView '
            'workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>{_columns(tab)}<sheetData>'
        )
        sheet.write(head.encode())
        for text in _rows(table):
            sheet.write(text.encode())
        locked = '<sheetProtection sheet="1" objects="1" scenarios="1"/>' if tab.locked else ""
        sheet.write(f"</sheetData>{locked}{_validations(tab)}</worksheet>".encode())


def _validations(tab: Tab) -> str:
    """The drop-down lists and notes."""
    found = ""
    for number, name in enumerate(tab.table.columns):
        offered = tab.helps.get(name)
        if offered is None:
            continue
        letter = xl_col_to_name(number)
        style = "" if offered.closed else ' errorStyle="warning"'
        shown = f' showInputMessage="1" prompt={quoteattr(offered.note[:255])}' if offered.note else ""
        kind = f' type="list"{style} showErrorMessage="1"' if offered.choices else ""
        formula = f"<formula1>{escape(offered.choices)}</formula1>" if offered.choices else ""
        place = f"{letter}2:{letter}{workbook.MAX_ROWS}"
        found += f'<dataValidation{kind} allowBlank="1"{shown} sqref="{place}">{formula}</dataValidation>'
    return f"<dataValidations>{found}</dataValidations>" if found else ""


def _columns(tab: Tab) -> str:
    """Each column with the width of its first texts, its empty cells ready to take text."""
    columns = []
    for number, series in enumerate(tab.table.head(200).iter_columns(), 1):
        hidden = ' hidden="1"' if series.name in tab.hidden else ""
        longest = 2 + max(len(text) for text in (series.name, *series) if text is not None)
        width = min(max(longest, _WIDTHS[0]), _WIDTHS[1])
        columns.append(
            f'<col min="{number}" max="{number}" width="{width}" style="{_TEXT}"{hidden} customWidth="1"/>'
        )
    return f"<cols>{''.join(columns)}</cols>" if columns else ""


def _rows(table: pl.DataFrame) -> Iterator[str]:
    """The rows as XML, the header first."""
    header = pl.DataFrame([pl.Series(str(n), [text[:MAX_CELL]]) for n, text in enumerate(table.columns)])
    yield _xml(header, 1, _HEADING, _QUOTED_HEADING)
    for start in range(0, table.height, _SLICE):
        yield _xml(table.slice(start, _SLICE), start + 2, _TEXT, _QUOTED)


def _xml(table: pl.DataFrame, first: int, plain: int, quoted: int) -> str:
    number = (pl.int_range(pl.len()) + first).cast(pl.String)
    cells = [_cell(column, xl_col_to_name(column), plain, quoted) for column in range(table.width)]
    row = pl.concat_str(pl.lit('<row r="'), "row", pl.lit('">'), *cells, pl.lit("</row>"), ignore_nulls=True)
    numbered = table.rename({name: f"c{n}" for n, name in enumerate(table.columns)}).with_columns(row=number)
    return str(numbered.select(row.str.join("")).item())


def _cell(column: int, letter: str, plain: int, quoted: int) -> pl.Expr:
    """The XML of a cell; null where there is none."""
    text = pl.col(f"c{column}")
    style = pl.when(runs_as_formula(text)).then(pl.lit(str(quoted))).otherwise(pl.lit(str(plain)))
    spaced = (
        pl.when(text.str.contains(r"^\s|\s$|[\n\t]"))
        .then(pl.lit(' xml:space="preserve"'))
        .otherwise(pl.lit(""))
    )
    return pl.concat_str(
        pl.lit(f'<c r="{letter}'), "row", pl.lit('" s="'), style, pl.lit('" t="inlineStr"><is><t'), spaced,
        pl.lit(">"), escaped(text), pl.lit("</t></is></c>"),
    )  # fmt: skip


def escaped(text: pl.Expr) -> pl.Expr:
    """A text as XML; what XML cannot hold is written _xHHHH_, as Excel does."""
    marked = text.str.replace_all(r"_x([0-9A-Fa-f]{4})", "_x005F_x$1").str.replace_many(_UNWRITABLE)
    return marked.str.replace_many({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def _frame(names: list[str]) -> dict[str, str]:
    """The parts of the file around its sheets."""
    sheets, links, overrides = "", "", ""
    for number, name in enumerate(names, 1):
        part = f"worksheets/sheet{number}.xml"
        sheets += f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="rId{number}"/>'
        links += f'<Relationship Id="rId{number}" Type="{_RELATIONS}/worksheet" Target="{part}"/>'
        overrides += f'<Override PartName="/xl/{part}" ContentType="{_TYPE}.worksheet+xml"/>'
    links += f'<Relationship Id="rId0" Type="{_RELATIONS}/styles" Target="styles.xml"/>'
    root = f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/>'
    return {
        "[Content_Types].xml": f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{root}</Relationships>',
        "xl/workbook.xml": f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
        f"<bookViews><workbookView/></bookViews><sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        "</Relationships>",
        "xl/styles.xml": _STYLES,
    }
