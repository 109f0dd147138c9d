"""What a file is, told from its contents; its name only says what the person expected."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from carnet.stages.read.decoding import head_of

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SIGNATURES = (
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip (.gz)"),
    (b"BZh", "bzip2 (.bz2)"),
    (b"\xfd7zXZ", "xz (.xz)"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip (.7z)"),
    (b"Rar!", "RAR (.rar)"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"!BDN", "Outlook (.pst)"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"\x00\x01\x00\x00Standard", "Access (.mdb, .accdb)"),
    (b"PAR1", "Parquet"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "Windows (.exe)"),
    (b"MSCF", "CAB"),
    (b"\x28\xb5\x2f\xfd", "Zstandard (.zst)"),
    (b"ARROW1", "Arrow (.arrow, .feather)"),
    (b"bplist", "Apple (.plist)"),
    (b"\x0d\xf0\xad\xba", "Outlook (.nk2)"),
    (b"L\0\0\0\x01\x14\x02\0", "Windows (.lnk)"),
    (b"\0\0\x02\0\x06\x04", "Lotus 1-2-3 (.wk1)"),
    (b"\0\0\x1a\0", "Lotus 1-2-3 (.wk3, .wk4)"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
)
_PATTERNS = (
    (re.compile(rb"....ftyp", re.S), "HEIC, MP4"),
    (re.compile(rb"RIFF....WEBP", re.S), "WebP"),
    (re.compile(rb".{257}ustar", re.S), "tar (.tar)"),
    (re.compile(rb"[\x03\x30-\x32\x83\x8b\xf5].[\x01-\x0c][\x01-\x1f].{8}\0\0", re.S), "dBase (.dbf)"),
    (re.compile(rb"[\x01-\x36][^\0]{54}.\0.{108}\Z", re.S), "Office (~$)"),  # who has a workbook open
)
_BARE_BIFF = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)  # xls of before 1995, without OLE
_LEADING = r"\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso[^>]*>\s*)?(?:<!--[^<]*-->\s*)?"
_TEXTS = (
    (re.compile(r"\s*+(?:[^\n]*\n){0,20}?BEGIN:VCARD\s*\n", re.I), "vcf"),
    (re.compile(r"\s*BEGIN:VCALENDAR", re.I), "iCalendar (.ics)"),
    (re.compile(r"\s*+(?:version: *1\s*\n\s*+)?(?:#[^\n]*\n\s*+)*+dn:", re.I), "LDIF (.ldif)"),
    (re.compile(r"ID;P[^\n]*\n(?:[BCEFNOP];[^\n]*\n)"), "SYLK (.slk)"),
    (re.compile(r"TABLE\r?\n0,1\r?\n\""), "DIF (.dif)"),
    (
        re.compile(r"(?=(?:.*\n){0,80}Subject:)(?=(?:.*\n){0,80}From:)(?:From \S+ |[A-Z][A-Za-z-]+: )"),
        "MIME (.eml, .mbox)",
    ),
    (re.compile(_LEADING + r"<(?:!doctype\s+html|(?:html|head|meta|body|table|style|div)\b)", re.I), "html"),
    (re.compile(_LEADING + r"<(?:\w+:)?Workbook\b[^>]*:office:spreadsheet"), "spreadsheetml"),
    (re.compile(_LEADING + r"<office:document\b[^>]*opendocument\.spreadsheet"), "fods"),
    (re.compile(r"\s*<(?:\?xml|!DOCTYPE|[A-Za-z][\w:.-]*[\s>/].*</)", re.S), "xml"),
    (re.compile(r"\s*MIME-Version:", re.I), "MHTML (.mht)"),
    (re.compile(r'\s*\{\s*"kind"\s*:\s*"(?:organization|person|client_group)"\s*,'), "jsonl"),
    (re.compile(r'\s*(?:\{\s*"[^"\n]*"\s*:|\[\s*(?:\{\s*"|\]|"[^"\n]*",\s*\[))'), "JSON"),
)
READABLE = ("zip", "ole", "vcf", "html", "spreadsheetml", "fods", "xml", "jsonl", "text")


def kind_of(path: Path) -> str:
    """One of READABLE, or the name of a format that is no list.

    A zip may still be a workbook and an OLE file may hold one: their readers look inside.
    """
    with path.open("rb") as file:
        head = file.read(512)
    if head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(_ZIP):  # some web servers write before the file
        return "zip"
    if head.startswith(OLE) or head.startswith(_BARE_BIFF):
        return "ole"
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            return name
    for pattern, name in _PATTERNS:
        if pattern.match(head):
            return name
    text = head_of(path)
    return next((name for pattern, name in _TEXTS if pattern.match(text)), "text")
