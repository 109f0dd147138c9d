"""Files made to harm, each with the code of the sentence that refuses it, "" where it is read."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
_SHEET = '<sheet r:id="r1"/>'
_ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>Name</t></is></c></row>'


def xlsx(rows: str = _ROW, prolog: str = '<?xml version="1.0"?>', **parts: str) -> bytes:
    """A workbook of one sheet; further parts replace its own, by their name with __ for / and _ for a dot."""
    contents = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{_RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        '<sheet name="Clients" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/sharedStrings.xml": "<sst/>",
        "xl/worksheets/sheet1.xml": f"{prolog}<worksheet><sheetData>{rows}</sheetData></worksheet>",
    } | {name.replace("__", "/").replace("_", "."): text for name, text in parts.items()}
    return zipped(contents)


def zipped(contents: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def ods(rows: str, prolog: str = "") -> bytes:
    """An OpenDocument workbook of one sheet."""
    mark = "application/vnd.oasis.opendocument.spreadsheet"
    names = 'xmlns:table="t" xmlns:text="x" xmlns:office="o"'
    body = f'<office:document-content {names}><table:table table:name="A">{rows}</table:table>'
    return zipped({"mimetype": mark, "content.xml": f"{prolog}{body}</office:document-content>"})


def locked_zip() -> bytes:
    """A zip whose member says that it is encrypted."""
    raw = bytearray(zipped({"clients.csv": "Name\nAda\n"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.find(signature) + offset] |= 1
    return bytes(raw)


def crowded_zip() -> bytes:
    """A zip of 20,000 empty members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.csv", b"")
    return buffer.getvalue()


def ole(*streams: str) -> bytes:
    """The beginning of an OLE container and the names of its streams, as Office writes them."""
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
    return head + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


def cells(*references: str) -> str:
    """Rows of an xlsx sheet with a number in each of these cells."""
    return "".join(
        f'<row r="{"".join(filter(str.isdigit, reference))}"><c r="{reference}"><v>1</v></c></row>'
        for reference in references
    )


def noise(size: int) -> bytes:
    """Bytes without any order."""
    return random.Random(7).randbytes(size)


_COVERED = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell'
_SPREAD = ' table:number-columns-repeated="1000"><text:p>x</text:p></table:table-cell></table:table-row>'

REFUSED: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a_cell_in_the_last_corner": ("a.xlsx", lambda: xlsx(cells("A1", "XFD1048576")), "file.too_large_inside"),
    "a_row_number_without_end": ("a.xlsx", lambda: xlsx(cells("A1", "B9999999")), ""),
    "a_row_number_too_long": ("a.xlsx", lambda: xlsx(cells("A99999999999")), "file.unreadable_sheet"),
    "a_far_cell_of_an_empty_sheet": ("a.xlsx", lambda: xlsx(cells("A1", "CU1000000")), ""),
    "a_sheet_of_200_mb_of_nothing": ("a.xlsx", lambda: xlsx(" " * 200_000_000), "file.too_large_inside"),
    "a_list_of_200_mb_of_nothing": (
        "a.zip",
        lambda: zipped({"a.csv": bytes(200_000_000)}),
        "file.too_large_inside",
    ),
    "a_sheet_of_10_mb_in_one_cell": (
        "a.xlsx",
        lambda: xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"x" * 10_000_000}</t></is></c></row>'),
        "file.too_large_inside",
    ),
    "a_row_that_never_ends": (
        "a.xlsx",
        lambda: xlsx('<row r="1">' + noise(12_000).hex() * 3_000),
        "file.too_large_inside",
    ),
    "entities_that_explode": ("a.xlsx", lambda: xlsx(prolog=_LAUGHS), "file.unsafe"),
    "entities_in_the_workbook": (
        "a.xlsx",
        lambda: xlsx(xl__workbook_xml=f"{_LAUGHS}<x>&j;</x>"),
        "file.unsafe",
    ),
    "entities_in_the_texts": (
        "a.xlsx",
        lambda: xlsx(
            '<row r="1"><c r="A1" t="s"><v>0</v></c></row>',
            xl__sharedStrings_xml=f"{_LAUGHS}<sst><si><t>&j;</t></si></sst>",
        ),
        "file.unsafe",
    ),
    "entities_that_read_a_file": (
        "a.xlsx",
        lambda: xlsx(prolog='<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
        "file.unsafe",
    ),
    "entities_in_open_document": ("a.ods", lambda: ods("", _LAUGHS), "file.unsafe"),
    "entities_in_xml_spreadsheet": (
        "a.xls",
        lambda: (
            _LAUGHS + '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">&j;</Workbook>'
        ).encode(),
        "file.no_table_inside",
    ),
    "a_text_of_30_kb_in_40000_cells": (
        "a.xlsx",
        lambda: xlsx(
            "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_001)),
            xl__sharedStrings_xml=f"<sst><si><t>{'x' * 30_000}</t></si></sst>",
        ),
        "file.too_large_inside",
    ),
    "a_repeated_text_of_30_kb": (
        "a.ods",
        lambda: ods(
            '<table:table-row table:number-rows-repeated="40000"><table:table-cell>'
            f"<text:p>{'x' * 30_000}</text:p></table:table-cell></table:table-row>"
        ),
        "file.too_large_inside",
    ),
    "sheets_that_share_a_part": (
        "a.xlsx",
        lambda: xlsx(
            xl__workbook_xml=f'<workbook xmlns:r="r"><sheets>{2 * _SHEET}</sheets></workbook>',
        ),
        "file.damaged",
    ),
    "sheets_that_are_long_to_pass": (
        "a.ods",
        lambda: ods(
            "</table:table>"
            + 900 * f'<table:table table:name="B">{500 * "<a/>"}</table:table>'
            + "<table:table>"
        ),
        "file.too_large_inside",
    ),
    "cells_repeated_a_billion_times": ("a.ods", lambda: ods(_COVERED + _SPREAD), "file.too_large_inside"),
    "elements_within_elements": (
        "a.ods",
        lambda: ods("<table:x>" * 50_000 + "</table:x>" * 50_000),
        "file.too_large_inside",
    ),
    "a_thousand_and_one_sheets": (
        "a.xlsx",
        lambda: xlsx(xl__workbook_xml=f"<workbook><sheets>{'<sheet/>' * 1_001}</sheets></workbook>"),
        "file.too_large_inside",
    ),
    "a_name_that_climbs_out": ("a.zip", lambda: zipped({"../../a.csv": "Name\n"}), "file.unsafe"),
    "a_name_that_climbs_on_windows": ("a.zip", lambda: zipped({"..\\..\\a.csv": "Name\n"}), "file.unsafe"),
    "a_name_from_the_root": ("a.zip", lambda: zipped({"/etc/a.csv": "Name\n"}), "file.unsafe"),
    "a_name_on_a_drive": ("a.zip", lambda: zipped({"C:/a.csv": "Name\n"}), "file.unsafe"),
    "a_zip_in_a_zip": (
        "a.zip",
        lambda: zipped({"b.zip": zipped({"c.csv": "Name\nAda\n"})}),
        "file.nested_zip",
    ),
    "a_zip_of_20000_files": ("a.zip", crowded_zip, "file.too_large_inside"),
    "a_locked_zip": ("a.zip", locked_zip, "file.password"),
    "a_locked_workbook": ("a.xlsx", lambda: ole("EncryptionInfo", "EncryptedPackage"), "file.password"),
    "a_word_file_called_xls": ("a.xls", lambda: ole("WordDocument"), "file.unknown_format"),
    "an_xls_of_which_only_the_head_is_left": ("a.xls", lambda: ole("Workbook"), "file.damaged"),
    "half_a_workbook": ("a.xlsx", lambda: xlsx()[:-200], "file.damaged"),
    "nothing": ("a.csv", lambda: b"", "file.empty"),
    "a_mark_of_its_encoding_and_nothing_else": ("a.csv", lambda: b"\xff\xfe", "file.empty"),
    "fifty_million_empty_lines": ("a.csv", lambda: b"\n" * 50_000_000, "file.too_large_inside"),
    "only_white_space": ("a.csv", lambda: b" \r\n \r\n", "file.empty"),
    "noise": ("a.csv", lambda: noise(1_000_000), "file.no_text"),
    "noise_called_xlsx": ("a.xlsx", lambda: b"PK\x03\x04" + noise(1_000_000), "file.damaged"),
    "five_million_zeros": ("a.csv", lambda: bytes(5_000_000), "file.no_text"),
    "a_pdf_called_csv": ("a.csv", lambda: b"%PDF-1.7\n" + noise(1_000), "file.unknown_format"),
    "a_program_called_xls": ("a.xls", lambda: b"MZ\x90\0" + noise(1_000), "file.unknown_format"),
    "a_million_columns": ("a.csv", lambda: b"x," * 1_000_000 + b"\n", "file.too_large_inside"),
    "a_column_of_10_mb_cells": ("a.csv", lambda: (b"x" * 10_000_000 + b",y\n") * 3, "file.too_large_inside"),
    "remarks_without_end": ("a.csv", lambda: b"# " * 40_000 + b"\n" * 40_000, ""),
    "a_line_of_100_mb": ("a.csv", lambda: b"a,b\n" + b"x" * 100_000_000, "file.too_large_inside"),
    "a_quoted_cell_of_10_mb": ("a.csv", lambda: b'"' + b"x" * 10_000_000 + b'"\n', "file.too_large_inside"),
    "a_quote_that_opens_2_mb": ("a.csv", lambda: b'a,"b\n' + b"c,d\n" * 500_000, ""),
    "a_quote_in_each_row": ("a.csv", lambda: b'a,"b\nc,d\n' * 50_000, ""),
    "a_text_with_zeros_in_it": ("a.csv", lambda: b"Name,Town\n" + b"Ada\0,Bath\n" * 20, ""),
    "tables_within_tables": (
        "a.xls",
        lambda: b"<html>" + b"<table><tr><td>" * 100_000,
        "file.too_large_inside",
    ),
    "comments_that_never_close": ("a.xls", lambda: b"<html>" + b"<!--" * 2_000_000, "file.unknown_format"),
    "tags_that_never_close": ("a.xls", lambda: b"<html>" + b"<td a='" * 1_000_000, "file.unknown_format"),
    "a_card_in_one_line_of_20_mb": (
        "a.vcf",
        lambda: b"BEGIN:VCARD\nNOTE:" + b"x" * 20_000_000,
        "file.too_large_inside",
    ),
    "a_card_of_5000_properties": (
        "a.vcf",
        lambda: b"BEGIN:VCARD\n" + b"".join(b"X-%d:y\n" % n for n in range(5_000)) + b"END:VCARD\n",
        "file.too_large_inside",
    ),
    "a_workbook_that_lost_a_part": (
        "a.xlsx",
        lambda: xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
        "file.unreadable_sheet",
    ),
    "a_locked_open_document": (
        "a.ods",
        lambda: zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "META-INF/manifest.xml": "<m:manifest xmlns:m='m'><m:file-entry m:full-path='content.xml'>"
                "<m:encryption-data/></m:file-entry></m:manifest>",
                "content.xml": noise(500),
            }
        ),
        "file.password",
    ),
    "an_empty_zip": ("a.zip", lambda: zipped({}), "file.empty"),
    "nothing_but_quotation_marks": ("a.csv", lambda: b'"' * 100_001, ""),
    "an_old_xls_of_noise": ("a.xls", lambda: bytes.fromhex("09081000") + noise(4_000), "file.damaged"),
    "cards_that_never_end": ("a.vcf", lambda: b"BEGIN:VCARD\nFN:Ada\n" * 2_000, ""),
}
