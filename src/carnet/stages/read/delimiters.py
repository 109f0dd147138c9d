"""Which character separates the columns of a text, told from its records and not from a count."""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from contextlib import suppress

from carnet.stages.read.refusal import refuse

CANDIDATES = (",", ";", "\t", "|")
_RARE = ("^", "~", "\x1f", "#", "*", ":")  # where none of those cuts the header
_WORDS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "bar": "|", "space": " "}
_SEP = re.compile(r'"?sep=(.)"?\r?(?:\n|$)', re.IGNORECASE)  # the first line that Excel honours
_CLEARLY = 3  # columns: "Smith, John" alone is a name
_RECORDS = 2_000  # enough evidence; title and footer rows are few beside it


def named(wish: str) -> str:
    """The character that a person meant: ";", "tab", "\\t" ..."""
    char = _WORDS.get(wish.strip().lower(), wish)
    if len(char) != 1 or char in '"\r\n\0' or char.isalnum() or not char.isascii():
        raise refuse("file.bad_delimiter", value=wish)
    return char


def announced(text: str) -> tuple[str, int] | None:
    """The delimiter of a first line "sep=;" and the length of that line in characters."""
    match = _SEP.match(text)
    return (match[1], match.end()) if match else None


def found(text: str) -> str:
    """The delimiter that cuts most records into the same number of columns, the header among them.

    A character that only stands within the cells (a comma in addresses) may cut the rows as evenly,
    but not the header above them. "," where nothing cuts the text.
    """
    judged = [(_judge(text, char), char) for char in CANDIDATES]
    best, char = max(judged, key=lambda pair: pair[0])
    if best[2] and best[1] == 0:
        return char
    rare = [(_judge(text, char), char) for char in _RARE]
    usual, other = max(rare, key=lambda pair: pair[0])
    even = usual[:2] == (True, 0) and (not best[2] or len(cut(text, other)) >= _CLEARLY)
    return other if even else char


def cut(text: str, char: str = "") -> list[str]:
    """The cells of the first line that has any, cut by a character, or by the one that is found."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    return line.split(char or found(text))


def within_whole_lines(text: str) -> bool:
    """Whether each line stands in quotation marks as a whole, and would be cut into columns without them.

    Spreadsheets write a list so that they did not cut when they opened it.
    """
    lines = [line for line in text.splitlines() if line.strip()][:_RECORDS]
    blank = not re.search(r"\w", text)
    if blank or not all(line.startswith('"') and line.endswith('"') for line in lines):
        return False
    if any(width > 1 for char in CANDIDATES for width in widths("\n".join(lines), char)):
        return False
    bare = "\n".join(line[1:-1].replace('""', '"') for line in lines)
    usual, place, _ = max(_judge(bare, char) for char in CANDIDATES)
    return usual and place == 0 and max(widths(bare, found(bare))) >= _CLEARLY


def _judge(text: str, char: str) -> tuple[bool, int, float]:
    """Whether most records have the usual width, how early the first of them stands, how much it cuts."""
    each = widths(text, char)
    several = Counter(width for width in each if width > 1)
    if not several:
        return False, -len(each), 0.0
    width, records = max(several.items(), key=lambda item: (item[1], item[0]))
    share = records / len(each)
    return share >= 0.5, -each.index(width), share * math.log2(width)


def widths(text: str, char: str) -> list[int]:
    """Columns of each record that has a cell."""
    found: list[int] = []
    reader = csv.reader(text.splitlines(keepends=True)[:_RECORDS], delimiter=char)
    with suppress(csv.Error):
        found.extend(len(record) for record in reader if any(map(str.strip, record)))
    return found
