"""A file of any kind, cut short or with bytes changed, is read or refused with a sentence."""

from __future__ import annotations

import base64
import io
import random
import zlib
from collections.abc import Callable

import openpyxl
import pytest
from tests.support.hostile import ods, zipped
from tests.unit.read.test_read_other_workbooks import _XLS

from carnet.contract import CarnetError, SourceFile
from carnet.findings import rules

Opened = Callable[..., list[SourceFile]]

_CSV = 'Name,Town\n"Zoé, née Roe",Bath\nBob,"Two\nlines"\n'.encode()
_CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Roe;Zoé;;;\nTEL;TYPE=CELL:0491 570 156\nEND:VCARD\n".encode()
_CELL = '<table:table-row><table:table-cell office:value-type="float" office:value="7"/></table:table-row>'
_TIMES = 40  # damages of each kind


def _workbook() -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for number in range(20):
        book.active.append([f"Zoé {number}", number / 4, f"{number:05}"])
    book.save(buffer)
    return buffer.getvalue()


_MAKE: dict[str, Callable[[], bytes]] = {
    "a.xlsx": _workbook,
    "a.xls": lambda: zlib.decompress(base64.b85decode(_XLS)),
    "a.ods": lambda: ods(_CELL),
    "a.vcf": lambda: _CARD * 5,
    "a.csv": lambda: _CSV * 5,
    "utf16.csv": lambda: (_CSV.decode() * 5).encode("utf-16"),
    "a.zip": lambda: zipped({"a.csv": _CSV, "b.vcf": _CARD}),
}


def _damaged(sound: bytes, chance: random.Random) -> bytes:
    raw = bytearray(sound)
    if chance.random() < 0.4:
        return bytes(raw[: chance.randrange(len(raw))])
    for _ in range(chance.choice((1, 2, 8))):
        raw[chance.randrange(len(raw))] = chance.choice((0, 255, chance.randrange(256)))
    return bytes(raw)


def _refusal(opened: Opened, raw: bytes, name: str) -> str | None:
    try:
        opened(raw, name)
    except CarnetError as error:
        return error.code
    return None


@pytest.mark.parametrize("name", _MAKE)
def test_any_damage_ends_in_rows_or_in_a_sentence(opened: Opened, name: str) -> None:
    sound, chance = _MAKE[name](), random.Random(name)
    for _ in range(_TIMES):
        assert _refusal(opened, _damaged(sound, chance), name) in {None, *rules()} - {"file.unreachable"}


def test_a_zip_with_a_nameless_part_or_a_wrong_place_is_no_breakdown(opened: Opened) -> None:
    sound = zipped({"a.csv": "Name\nAda\n"})
    entry, end = sound.index(b"PK\x01\x02"), sound.index(b"PK\x05\x06")
    nameless, astray = bytearray(sound), bytearray(sound)
    nameless[entry + 28], nameless[entry + 32] = 0, len("a.csv")
    astray[end + 16] += 100
    assert _refusal(opened, bytes(nameless), "a.zip") == "file.empty"
    assert _refusal(opened, bytes(astray), "a.zip") == "file.damaged"
