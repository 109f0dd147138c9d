"""The exact reader of odd text: Python's csv module, and a remedy for quotation marks left open."""

from __future__ import annotations

import codecs
import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from carnet.stages.read.limits import MAX_CELL_CHARS
from carnet.stages.read.refusal import CHARACTERS, IN_A_ROW, too_large

_ESCAPED, _QUOTED = '\\"', '""'  # a quotation mark within a cell, as MySQL writes it and as it should be
_MOST_LINES = 100  # of a cell that has such marks
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")


class Records:
    """The records of a text, one list of cells each; a blank line is a record without cells.

    Attributes:
        unclosed: spreadsheet rows of the records that open a quotation mark and never close it.
        size: bytes of the records so far.
    """

    def __init__(self, blocks: Iterable[bytes], delimiter: str, row: int) -> None:
        self.unclosed: list[int] = []
        self._lines = _Lines(blocks)
        self._delimiter = delimiter
        self._row = row
        csv.field_size_limit(MAX_CELL_CHARS)

    def __iter__(self) -> Iterator[list[str]]:
        reader = self._reader()
        while True:
            self._lines.begin()
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                record = self._odd_record()
                reader = self._reader()
            yield record
            self._row += 1

    @property
    def size(self) -> int:
        """See the class."""
        return self._lines.size

    def _reader(self) -> Iterator[list[str]]:
        return csv.reader(self._lines, delimiter=self._delimiter, strict=True)

    def _odd_record(self) -> list[str]:
        """A record that the strict reader refuses."""
        lines = self._lines.since()
        if len(lines[0]) > MAX_CELL_CHARS:
            raise too_large(f"> {MAX_CELL_CHARS:,}", CHARACTERS)
        if _ESCAPED in lines[-1] and (record := self._with_backslashes(len(lines))):
            return record
        if len(lines) == 1 and not self._lines.ended_in_quote(lines[0], self._delimiter):
            return next(csv.reader(lines, delimiter=self._delimiter))
        self._lines.keep(1)
        self.unclosed.append(self._row)
        return _split_literally(lines[0], self._delimiter)

    def _with_backslashes(self, begun: int) -> list[str] | None:
        """The record if a backslash stands before the quotation marks within its cells; None if not."""
        lines = chain(self._lines.since(), islice(self._lines, _MOST_LINES))
        doubled = (line.replace(_ESCAPED, _QUOTED) for line in lines)
        reader = csv.reader(doubled, delimiter=self._delimiter, strict=True)
        try:
            record = next(reader)
        except (csv.Error, StopIteration):
            self._lines.keep(begun)
            return None
        self._lines.keep(reader.line_num)
        return record


def _split_literally(line: str, delimiter: str) -> list[str]:
    """The cells of one line, in which only a closed quotation mark encloses."""
    mark = re.escape(delimiter)
    pattern = re.compile(rf'"((?:[^"]|"")*)"(?={mark}|$)|([^{mark}]*)')
    text, place, cells = line.rstrip("\r\n"), 0, []
    while True:
        match = pattern.match(text, place)
        assert match is not None
        cells.append(match[2] if match[1] is None else match[1].replace('""', '"'))
        place = match.end() + 1
        if match.end() >= len(text):
            return cells


class _Lines:
    """Lines with their ends, that remembers those read since the record began, and the bytes of all."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._source = _lines(blocks)
        self._waiting: deque[str] = deque()
        self._since: list[str] = []
        self.size = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else next(self._source)
        self._since.append(line)
        self.size += len(line.encode())
        return line

    def begin(self) -> None:
        self._since = []

    def since(self) -> list[str]:
        return list(self._since)

    def keep(self, count: int) -> None:
        """Put back the record's lines but the first ones."""
        rest = self._since[count:]
        self._since = self._since[:count]
        self._waiting.extendleft(reversed(rest))
        self.size -= sum(len(line.encode()) for line in rest)

    @staticmethod
    def ended_in_quote(line: str, delimiter: str) -> bool:
        """Whether the line by itself leaves a quotation mark open."""
        try:
            list(csv.reader([line], delimiter=delimiter, strict=True))
        except csv.Error as error:
            return "unexpected end of data" in str(error)
        return False


def _lines(blocks: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8")()
    begun: list[str] = []  # pieces of a line that is not whole yet
    held = ""  # a carriage return whose line feed may follow
    for block in blocks:
        text = held + decoder.decode(block)
        held = "\r" if text.endswith("\r") else ""
        text = text.removesuffix("\r")
        whole = max(text.rfind("\n"), text.rfind("\r")) + 1
        if whole:
            yield from _LINE.findall("".join(begun) + text[:whole])
            begun = []
        begun.append(text[whole:])
        if sum(map(len, begun)) > 64 * MAX_CELL_CHARS:
            raise too_large(f"> {64 * MAX_CELL_CHARS:,}", IN_A_ROW)
    yield from _LINE.findall("".join(begun) + held)
