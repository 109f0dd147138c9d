"""Zip files: a workbook of some kind, or a folder of lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from carnet.contract import CarnetError, SourceFile
from carnet.stages.read.archive import Archive, is_link, name_of
from carnet.stages.read.job import Job
from carnet.stages.read.limits import MAX_FILE_BYTES
from carnet.stages.read.notes import Note, note
from carnet.stages.read.ods import read_ods
from carnet.stages.read.refusal import BYTES, refuse, too_large
from carnet.stages.read.xlsb import read_xlsb
from carnet.stages.read.xlsx import WORKBOOK, main_part, read_xlsx

_JUNK = frozenset({"thumbs.db", "desktop.ini"})
_TEXT_NAMES = frozenset({"", ".csv", ".tsv", ".tab", ".txt", ".asc", ".prn"})
_OTHER_OFFICE = {"word": "Word (.docx)", "ppt": "PowerPoint (.pptx)", "visio": "Visio (.vsdx)"}
_NO_LIST = frozenset({"file.unknown_format", "file.no_text", "file.empty", "file.no_table_inside"})

Open = Callable[[Job], Iterator[SourceFile]]


def read_package(job: Job, open_member: Open) -> Iterator[SourceFile]:
    """The workbook, or each list in the zip.

    Args:
        open_member: opens a file that came out of the zip.
    """
    with Archive(job.path) as archive:
        if archive.has("[Content_Types].xml") or archive.has(WORKBOOK):
            yield _office(job, archive)
        elif archive.has("content.xml"):
            yield read_ods(job, archive)
        elif archive.has("Index/Document.iwa") or archive.has("Index.zip"):
            raise refuse("file.unknown_format", detail="Apple Numbers (.numbers)")
        elif job.inside:
            raise refuse("file.nested_zip")
        else:
            yield from _lists(job, archive, open_member)


def _office(job: Job, archive: Archive) -> SourceFile:
    part = main_part(archive) or ""
    other = _OTHER_OFFICE.get(part.partition("/")[0].lower())
    if other:
        raise refuse("file.unknown_format", detail=other)
    return read_xlsb(job, archive) if part.endswith(".bin") else read_xlsx(job, archive)


def _lists(job: Job, archive: Archive, open_member: Open) -> Iterator[SourceFile]:
    if archive.locked():
        raise refuse("file.password")
    if not archive.members:
        raise refuse("file.empty")
    left_out: list[Note] = []
    nested: list[str] = []
    found: list[SourceFile] = []
    for number, info in enumerate(archive.members):
        name = name_of(info)
        if _is_junk(name) or is_link(info):
            left_out.append(note("archive.left_out", value=name, detail="system/système"))
            continue
        target = job.scratch / f"{job.stem}m{number}.member"
        member = job.member(target, name, number)
        try:
            _unpack(archive.pieces(info), name, target)
            found += _open(member, open_member)
        except CarnetError as error:
            if error.code == "file.nested_zip":
                nested.append(name)
            elif error.code not in _NO_LIST:
                error.values["file"] = error.values.get("file") or f"{job.path.name}/{name}"
                raise
            else:
                detail = str(error.values.get("detail") or error.code.partition(".")[2])
                left_out.append(note("archive.left_out", value=name, detail=detail))
        finally:
            target.unlink(missing_ok=True)
    if not found and nested:
        raise CarnetError(
            "file.nested_zip", file=f"{job.path.name}/{nested[0]}", sheet="", value="", detail=""
        )
    if not found:
        raise refuse("file.no_table_inside", detail=", ".join(archive.names()[:5]))
    left_out += [note("archive.nested", value=name) for name in nested]
    yield replace(found[0], notes=(*found[0].notes, *left_out))
    yield from found[1:]


def _is_junk(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith(".") for part in path.parts)
    return hidden or path.parts[:1] == ("__MACOSX",) or path.name.lower() in _JUNK


def _open(member: Job, open_member: Open) -> list[SourceFile]:
    if member.path.stat().st_size == 0:
        raise refuse("file.empty", detail="0 B")
    sources = list(open_member(member))
    suffix = PurePosixPath(member.shown).suffix.lower()
    if any(source.format in ("csv", "tsv") for source in sources) and suffix not in _TEXT_NAMES:
        raise refuse("file.unknown_format", detail=suffix)
    return sources


def _unpack(pieces: Iterator[bytes], name: str, target: Path) -> None:
    size = 0
    with target.open("wb") as out:
        for piece in pieces:
            size += len(piece)
            if size > MAX_FILE_BYTES:
                raise too_large(f"{name}: > {MAX_FILE_BYTES:,}", BYTES)
            out.write(piece)
