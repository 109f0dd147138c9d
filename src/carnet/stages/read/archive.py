"""Zip files behind a guard: what comes out of them is counted, and names cannot climb out."""

from __future__ import annotations

import lzma
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from carnet.stages.read.limits import (
    MAX_DIRECTORY_BYTES,
    MAX_INSIDE_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    RATIO_FREE_BYTES,
)
from carnet.stages.read.refusal import BYTES, FILES, damaged, refuse, too_large

_PIECE_BYTES = 4 << 20  # a sheet's piece this size makes some 100,000 cells
_CLIMBS = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_ENCRYPTED, _UNICODE = 0x1, 0x800
_END = struct.Struct("<4s4H2LH")  # APPNOTE.TXT 4.3.16: end of central directory record
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, struct.error)


class Archive:
    """The parts of a zip file, unpacked in pieces.

    ``members`` has all but the folders, also those of which others have the name.

    Raises:
        CarnetError: file.damaged, file.password, file.unsafe or file.too_large_inside.
    """

    def __init__(self, path: Path) -> None:
        _check_directory(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (*_BROKEN, ValueError, UnicodeError):
            raise damaged("zip") from None
        self._unpacked = 0
        self._packed_size = path.stat().st_size
        for info in self._zip.infolist():
            if _CLIMBS.search(info.filename):
                raise refuse("file.unsafe", detail=info.filename[:80])
        self.members = [
            info
            for info in self._zip.infolist()
            if info.filename.strip("/") and not info.filename.endswith("/")
        ]
        self._infos = {_key(info.filename): info for info in self.members}

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def names(self) -> list[str]:
        """The parts' names, folders left out."""
        return [name_of(info) for info in self.members]

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _key(name) in self._infos

    def size(self, name: str) -> int:
        """The bytes of a part, unpacked, as the zip says them; 0 where there is none."""
        return self._infos[_key(name)].file_size if self.has(name) else 0

    def locked(self) -> bool:
        """Whether a part is encrypted."""
        return any(info.flag_bits & _ENCRYPTED for info in self.members)

    def stream(self, name: str) -> Iterator[bytes]:
        """A part's bytes, piece by piece."""
        info = self._infos.get(_key(name))
        if info is None:
            raise damaged(name)
        yield from self.pieces(info)

    def pieces(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The same of a member."""
        if info.flag_bits & _ENCRYPTED:
            raise refuse("file.password")
        try:
            with self._zip.open(info) as part:
                size = 0
                while piece := part.read(_PIECE_BYTES):
                    size += len(piece)
                    self._count(len(piece), size, info.compress_size)
                    yield piece
        except (*_BROKEN, OSError):  # a wrong place in the directory is an invalid argument
            raise damaged(name_of(info)) from None

    def whole(self, name: str, most: int = RATIO_FREE_BYTES) -> bytes:
        """A small part's bytes: at most ``most`` of them."""
        pieces, size = [], 0
        for piece in self.stream(name):
            size += len(piece)
            if size > most:
                raise too_large(f"{name}: > {most:,}", BYTES)
            pieces.append(piece)
        return b"".join(pieces)

    def _count(self, piece: int, size: int, packed: int) -> None:
        self._unpacked += piece
        if self._unpacked > MAX_INSIDE_BYTES:
            raise too_large(f"{self._packed_size:,} B -> > {MAX_INSIDE_BYTES:,} B")
        if size > RATIO_FREE_BYTES and size > packed * MAX_RATIO:
            raise too_large(f"{packed:,} B -> > {size:,} B")


def name_of(info: zipfile.ZipInfo) -> str:
    """A part's name; some writers use backslashes, and Macs UTF-8 without saying so."""
    name = info.filename
    if not info.flag_bits & _UNICODE and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    return name.replace("\\", "/")


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether a part is but a link to another file."""
    return stat.S_ISLNK(info.external_attr >> 16)


def _key(name: str) -> str:
    """Part names are compared without case (ECMA-376 part 2, 6.2.2); some writers use backslashes."""
    return name.replace("\\", "/").lower()


def _check_directory(path: Path) -> None:
    """Refuse a table of contents that would take long to read: zipfile reads all of it at once."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - _END.size - 0xFFFF))
        tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    if place < 0 or len(tail) < place + _END.size:
        raise damaged("zip")
    _, _, _, _, members, directory, _, _ = _END.unpack_from(tail, place)
    if members > MAX_MEMBERS or directory > MAX_DIRECTORY_BYTES:
        raise too_large(f"> {MAX_MEMBERS:,}", FILES)
