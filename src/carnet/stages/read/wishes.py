"""The options that a person gave for some of the files, and whether any file could follow them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from carnet.contract import CarnetError, Options, SourceFile
from carnet.stages.read.refusal import refuse

_TEXTS = frozenset({"csv", "tsv", "vcf", "html", "jsonl"})
_DELIMITED = frozenset({"csv", "tsv"})
_NAMED = 20  # sheets that a sentence names


class Wishes:
    """The sheets that were asked for; a file that has none of them is read as if nobody had asked."""

    def __init__(self, asked: Sequence[str]) -> None:
        self._asked = asked
        self._met: set[str] = set()
        self._names: dict[str, None] = {}

    def among(self, names: Sequence[str]) -> set[int]:
        """Positions of the wished sheets among a file's: by name, else by position from 1."""
        self._names |= dict.fromkeys(names)
        folded = [_plain(name) for name in names]
        found = set()
        for wish in self._asked:
            place = _place(_plain(wish), folded)
            if place is not None:
                self._met.add(wish)
                found.add(place)
        return found

    def check(self) -> None:
        """Refuse a sheet that none of the files has.

        Raises:
            CarnetError: file.no_such_sheet, file.no_such_sheet_nothing_near.
        """
        for wish in self._asked:
            if wish not in self._met:
                known = {_plain(name): name for name in self._names}
                near = get_close_matches(_plain(wish), known, 1, 0.6)
                code = "file.no_such_sheet" if near else "file.no_such_sheet_nothing_near"
                error = refuse(code, value=wish, detail=_listed(self._names))
                error.values["suggestion"] = known[near[0]] if near else ""
                raise error


def check_applied(files: Iterable[SourceFile], options: Options) -> None:
    """Refuse an option for text files where none of the files is one.

    Raises:
        CarnetError: argument.no_text_file.
    """
    formats = {file.format for file in files}
    for name, value, needed in (
        ("--encoding", options.encoding, _TEXTS),
        ("--delimiter", options.delimiter, _DELIMITED),
    ):
        if value and not formats & needed:
            raise CarnetError("argument.no_text_file", value=name, detail=", ".join(sorted(formats)))


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


def _place(wish: str, names: Sequence[str]) -> int | None:
    if wish in names:
        return names.index(wish)
    if wish.isdecimal() and 1 <= int(wish) <= len(names):
        return int(wish) - 1
    return None


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    return ", ".join(every[:_NAMED]) + (" ..." if len(every) > _NAMED else "")
