"""Files made on the spot, and their sheets as plain lists."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from carnet.contract import Options, Sheet, SourceFile
from carnet.stages.read.opening import open_file

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Opened = Callable[..., list[SourceFile]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Opens contents in this process: opened(b"Name\\n", "list.csv", delimiter=";")."""
    count = 0

    def open_contents(
        contents: bytes | str,
        name: str = "list.csv",
        *,
        sheets: tuple[str, ...] = (),
        encoding: str | None = None,
        delimiter: str | None = None,
    ) -> list[SourceFile]:
        nonlocal count
        count += 1
        folder = tmp_path / str(count)
        folder.mkdir()
        path = folder / name
        path.write_bytes(contents.encode() if isinstance(contents, str) else contents)
        options = Options(sheets=sheets, encoding=encoding, delimiter=delimiter)
        return list(open_file(path, options, folder, "f0"))

    return open_contents


@pytest.fixture
def table(opened: Opened) -> Callable[..., dict[int, list[str | None]]]:
    """The rows of the only sheet of contents, by their spreadsheet row."""

    def rows_of(contents: bytes | str, name: str = "list.csv", **options: str) -> dict[int, list[str | None]]:
        (source,) = opened(contents, name, **options)
        (sheet,) = source.sheets
        return rows(sheet)

    return rows_of


def rows(sheet: Sheet) -> dict[int, list[str | None]]:
    """Spreadsheet row -> cells."""
    frame = sheet.scan().collect()
    assert frame.columns == ["row", *sheet.columns()]
    assert frame.height == sheet.rows
    return {row[0]: list(row[1:]) for row in frame.iter_rows()}


@pytest.fixture(name="rows")
def rows_fixture() -> Callable[[Sheet], dict[int, list[str | None]]]:
    """Reads a sheet's rows."""
    return rows


@pytest.fixture
def zipped() -> Callable[[dict[str, bytes | str]], bytes]:
    """Makes a zip of members."""

    def make(members: dict[str, bytes | str]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, contents in members.items():
                archive.writestr(name, contents)
        return buffer.getvalue()

    return make


@pytest.fixture
def xlsx(zipped: Callable[[dict[str, bytes | str]], bytes]) -> Callable[..., bytes]:
    """Makes a workbook of one sheet from raw XML, for what no writer would write."""

    def make(sheet: str, texts: str = "<sst/>", styles: str = "<styleSheet/>", book: str = "") -> bytes:
        relation = f'<Relationship Id="{{}}" Type="{_RELATIONS}/{{}}" Target="{{}}"/>'
        parts = [("r1", "worksheet", "worksheets/sheet1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")]
        parts.append(("r3", "styles", "/xl/styles.xml"))
        return zipped(
            {
                "[Content_Types].xml": "<Types/>",
                "_rels/.rels": f"<Relationships>{relation.format('r1', 'officeDocument', 'xl/workbook.xml')}"
                "</Relationships>",
                "xl/_rels/workbook.xml.rels": "<Relationships>"
                + "".join(relation.format(*part) for part in parts)
                + "</Relationships>",
                "xl/workbook.xml": f'<workbook xmlns:r="r">{book}<sheets>'
                '<sheet name="Clients" r:id="r1"/></sheets></workbook>',
                "xl/worksheets/sheet1.xml": sheet,
                "xl/sharedStrings.xml": texts,
                "xl/styles.xml": styles,
            }
        )

    return make
