"""What the reader and its child process say to each other: one JSON document a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from carnet.contract import Options, Sheet, SourceFile


def request(paths: Sequence[Path], options: Options, scratch: Path) -> str:
    """The line that asks the child, in ASCII."""
    return line(
        paths=[str(path) for path in paths],
        scratch=str(scratch),
        sheets=list(options.sheets),
        hidden=list(options.hidden),
        encoding=options.encoding,
        delimiter=options.delimiter,
    )


def asked(text: str) -> tuple[list[Path], Options, Path]:
    """The child's view of a request."""
    wish = json.loads(text)
    options = Options(
        sheets=tuple(wish["sheets"]),
        hidden=tuple(wish["hidden"]),
        encoding=wish["encoding"],
        delimiter=wish["delimiter"],
    )
    return [Path(path) for path in wish["paths"]], options, Path(wish["scratch"])


def line(**document: Any) -> str:
    """One line of the child's answer, in ASCII."""
    return json.dumps(document, default=str) + "\n"


def packed(source: SourceFile) -> dict[str, Any]:
    """A file's result as plain JSON values."""
    return asdict(source)


def unpacked(document: dict[str, Any]) -> SourceFile:
    """A file's result again."""
    sheets = tuple(_sheet(sheet) for sheet in document.pop("sheets"))
    notes = tuple((code, values) for code, values in document.pop("notes"))
    return SourceFile(sheets=sheets, notes=notes, **document)


def _sheet(document: dict[str, Any]) -> Sheet:
    parts = tuple(Path(part) for part in document.pop("parts"))
    header = document.pop("header")
    hidden = tuple(document.pop("hidden"))
    document.pop("corrected")
    return Sheet(parts=parts, header=None if header is None else tuple(header), hidden=hidden, **document)
