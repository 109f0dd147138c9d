"""Which reader opens a file: decided by its contents."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath

from carnet.contract import CarnetError, Options, SourceFile
from carnet.stages.read.delimited import read_delimited
from carnet.stages.read.job import Job
from carnet.stages.read.json_lines import read_json_lines
from carnet.stages.read.kinds import READABLE, kind_of
from carnet.stages.read.limits import MAX_FILE_BYTES
from carnet.stages.read.notes import note
from carnet.stages.read.ods import read_fods
from carnet.stages.read.packages import read_package
from carnet.stages.read.refusal import no_file, refuse
from carnet.stages.read.spreadsheetml import read_spreadsheetml
from carnet.stages.read.vcard import read_vcards
from carnet.stages.read.web_page import read_html
from carnet.stages.read.wishes import Wishes
from carnet.stages.read.xls import read_xls

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_EXPECTED = {
    "csv": {"csv", "tsv"}, "tsv": {"csv", "tsv"}, "txt": {"csv", "tsv"}, "tab": {"csv", "tsv"},
    "xlsx": {"xlsx", "xlsm"}, "xlsm": {"xlsx", "xlsm"}, "xls": {"xls"}, "xlsb": {"xlsb"}, "ods": {"ods"},
    "fods": {"fods"}, "vcf": {"vcf"}, "vcard": {"vcf"}, "jsonl": {"jsonl"}, "json": {"jsonl"},
}  # fmt: skip


def open_file(
    path: Path, options: Options, scratch: Path, stem: str, wishes: Wishes | None = None
) -> Iterator[SourceFile]:
    """The file, or the lists inside a zip.

    Args:
        path: the file; options: what the person fixed; scratch, stem: see Job.
        wishes: the asked sheets of all files of the import, where there are others.

    Raises:
        CarnetError: it cannot be used.
    """
    try:
        _check(path)
        wishes = wishes or Wishes(options.sheets)
        with _unchanged(path):
            yield from open_job(Job(path, readable(path), options, scratch, stem, wishes))
    except OSError as error:
        told = re.search(r"os error (\d+)", str(error))  # by Polars
        number = int(told[1]) if told else error.errno
        code = "file.no_room" if number in _NO_ROOM else "file.unreachable"
        raise refuse(code, detail=os.strerror(number) if number else type(error).__name__) from error


def placed(source: SourceFile, path: Path, position: int) -> SourceFile:
    """A file that was read, at its place among the files given.

    Args:
        path: the file given: the source itself, or the zip that it came out of.
    """
    shown = readable(path)
    member = source.path.removeprefix(f"{shown}/") if source.path != shown else ""
    return replace(source, position=position, member=member)


def readable(path: PurePath) -> str:
    """A path as text, also where its bytes are none."""
    return str(path).encode(errors="surrogateescape").decode(errors="replace")


@contextmanager
def _unchanged(path: Path) -> Iterator[None]:
    """Refuse a file that another program writes meanwhile: nobody knows which state of it was read."""
    before = path.stat()
    try:
        yield
    except CarnetError:
        _compare(path, before)
        raise
    _compare(path, before)


def _compare(path: Path, before: os.stat_result) -> None:
    now = path.stat()
    if (now.st_size, now.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise refuse("file.changed") from None


def _check(path: Path) -> None:
    if not path.exists():
        raise refuse("file.missing")
    if path.is_dir():
        raise refuse("file.folder")
    if not path.is_file():
        raise no_file()
    size = path.stat().st_size
    if size == 0:
        raise refuse("file.empty")
    if size > MAX_FILE_BYTES:
        raise refuse("file.too_large", value=f"{size:,} B", detail=f"{MAX_FILE_BYTES:,} B")


def open_job(job: Job) -> Iterator[SourceFile]:
    """Open what the contents say it is."""
    kind = kind_of(job.path)
    if kind not in READABLE:
        raise refuse("file.unknown_format", detail=kind)
    for source in _READERS[kind](job):
        yield _with_extension_note(source)


def _zip(job: Job) -> Iterator[SourceFile]:
    yield from read_package(job, open_job)


def _one(reader: Callable[[Job], SourceFile]) -> Callable[[Job], Iterator[SourceFile]]:
    def opened(job: Job) -> Iterator[SourceFile]:
        yield reader(job)

    return opened


def _transfer(job: Job) -> SourceFile:
    raise refuse("file.no_table_inside", detail="XML")


_READERS: dict[str, Callable[[Job], Iterator[SourceFile]]] = {
    "text": _one(read_delimited),
    "vcf": _one(read_vcards),
    "zip": _zip,
    "ole": _one(read_xls),
    "html": _one(read_html),
    "jsonl": _one(read_json_lines),
    "spreadsheetml": _one(read_spreadsheetml),
    "fods": _one(read_fods),
    "xml": _one(_transfer),
}


def _with_extension_note(source: SourceFile) -> SourceFile:
    extension = PurePath(source.path).suffix.lower().lstrip(".")
    expected = _EXPECTED.get(extension)
    if expected is None or source.format in expected:
        return source
    said = note("file.other_extension", value=f".{extension}", detail=source.format)
    return replace(source, notes=(*source.notes, said))
