"""Files to which one program appended lines in UTF-8, and another in UTF-16."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

_ENDS = 1 << 16
_SMALLEST = 8  # bytes of an appended line
_RUN = re.compile(rb"[^\0]{24,}")  # too many for letters of two bytes that happen to be plain text
_WIDE_LINE = re.compile(rb"(?:[\t\r\n -~]\0){8}|(?:\0[\t\r\n -~]){8}")


def appended(path: Path, wide: str | None) -> str | None:
    """The UTF-16 encoding that alternates with UTF-8 in a file; None where one encoding holds throughout.

    Args:
        wide: the UTF-16 encoding that the file begins in; None where it begins otherwise.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _ENDS) & ~1)
        tail = file.read()
    if wide is None:
        return _begun(path) if _WIDE_LINE.search(tail) else None
    if wide not in ("utf-16-le", "utf-16-be"):
        return None
    last = tail.rpartition("\n".encode(wide))[2]
    runs = [last] if len(last) >= _SMALLEST and b"\0" not in last else _RUN.findall(tail)
    return wide if any(map(_is_plain, runs)) else None


def _begun(path: Path) -> str | None:
    """The UTF-16 encoding in which the first line with a zero byte is written."""
    with path.open("rb") as file:
        line = next((line for line in file if b"\0" in line), b"")
    if line.startswith((b"\0", codecs.BOM_UTF16_BE)):
        return "utf-16-be"
    return "utf-16-le" if line.removeprefix(codecs.BOM_UTF16_LE)[1:2] == b"\0" else None


def _is_plain(run: bytes) -> bool:
    """Whether bytes are text of one byte a letter, but for what a neighbour cut at their ends.

    Kana and kanji of two bytes give letters that UTF-8 has not.
    """
    text = run[1:].decode("utf-8", "replace")
    return (
        10 * text.count("\ufffd") <= len(text)
        and bool(re.search(r"[\n,;\t|@ ]", text))
        and all(char.isprintable() or char in "\r\n\t" for char in text[:-1])
    )


def lines(path: Path, wide: str) -> Iterator[str]:
    """The lines of such a file.

    Raises:
        UnicodeDecodeError: a line is neither.
    """
    little = wide == "utf-16-le"
    with path.open("rb") as file:
        for raw in file:
            line = raw.removeprefix(codecs.BOM_UTF16_LE if little else codecs.BOM_UTF16_BE)
            if little and line.startswith(b"\0"):  # the second byte of the line break before
                line = line[1:]
            if b"\0" not in line:
                yield line.decode("utf-8", "carnet.mixed")
            else:
                yield (line + b"\0" if little and line.endswith(b"\n") else line).decode(wide)
