"""Files are read once: their sheets stay in a folder, where the next call takes them up again."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from carnet.choices import Choices
from carnet.contract import CarnetError, Options, SourceFile
from carnet.stages.read import read_each
from carnet.stages.read.message import packed, unpacked

_KEPT = "read.json"


def read_once(paths: Sequence[Path], choices: Choices, folder: Path) -> list[SourceFile]:
    """The sheets of each file, in order; what an earlier call left in the folder is not read again, be it
    sheets or the reason why a file cannot be used.

    Args:
        paths: the files of one import.
        choices: of them, what is fixed about the reading of each file.
        folder: an existing folder for the sheets' parts; it must outlive the sheets.

    Raises:
        CarnetError: see stages.read.read.
    """
    asked = [_reading(choices, position) for position in range(len(paths))]
    keys = [_key(path, options) for path, options in zip(paths, asked, strict=True)]
    kept = _kept(folder)
    missing = [position for position, key in enumerate(keys) if key not in kept]
    for group in _alike(missing, asked):
        for answer, position in zip(
            _read([paths[position] for position in group], asked[group[0]], folder), group, strict=False
        ):
            kept[keys[position]] = _document(answer)
    if missing:
        (folder / _KEPT).write_text(json.dumps({key: kept[key] for key in keys if key in kept}), "utf-8")
    for key in keys:
        for document in kept.get(key, ()):
            if "error" in document:
                raise CarnetError(document["error"], **document["values"])
    return [
        replace(unpacked(deepcopy(document)), position=position)
        for position, key in enumerate(keys)
        for document in kept[key]
    ]


def _document(answer: list[SourceFile] | CarnetError) -> list[dict[str, Any]]:
    """What the reader said of a file, as the folder keeps it."""
    if isinstance(answer, CarnetError):
        return [{"error": answer.code, "values": answer.values}]
    documents: list[dict[str, Any]] = json.loads(json.dumps([packed(file) for file in answer], default=str))
    return documents


def _reading(choices: Choices, position: int) -> Options:
    """What of a file's choices changes how it is read."""
    own = choices.of_file(position)
    hidden = choices.hidden_taken(position)
    return Options(sheets=own.sheets, hidden=hidden, encoding=own.encoding, delimiter=own.delimiter)


def _key(path: Path, options: Options) -> str:
    """Equal where a file would be read the same."""
    try:
        facts = path.stat()
        state = [facts.st_size, facts.st_mtime_ns]
    except OSError:
        state = []
    told = json.dumps([str(path), state, asdict(options)])
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()


def _kept(folder: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        kept: dict[str, list[dict[str, Any]]] = json.loads((folder / _KEPT).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: files for key, files in kept.items() if all(map(_is_there, files))}


def _is_there(file: dict[str, Any]) -> bool:
    return all(Path(part).exists() for sheet in file.get("sheets", ()) for part in sheet["parts"])


def _alike(positions: Sequence[int], asked: Sequence[Options]) -> Iterator[list[int]]:
    """The files that are read the same way, together: the reader is started once for them."""
    groups: dict[str, list[int]] = {}
    for position in positions:
        groups.setdefault(repr(asked[position]), []).append(position)
    yield from groups.values()


def _read(paths: Sequence[Path], options: Options, folder: Path) -> Iterator[list[SourceFile] | CarnetError]:
    """Parts of another reading may still be mapped: each has a folder of its own."""
    return read_each(paths, options, Path(tempfile.mkdtemp(prefix="read-", dir=folder)))
