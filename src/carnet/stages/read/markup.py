"""XML from strangers: streamed, without document types or entities of its own, and not too deep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NoReturn, Protocol
from xml.parsers import expat

from carnet.stages.read.limits import CHUNK_BYTES, MAX_NESTING
from carnet.stages.read.refusal import LEVELS, damaged, refuse, too_large


class Handler(Protocol):
    """Takes what the parser meets; names come without their namespace's prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """Text of the element that began last."""


def parse(pieces: Iterable[bytes], handler: Handler, part: str) -> None:
    """Run a document through a handler.

    Args:
        pieces: the document's bytes.
        part: how messages call it.

    Raises:
        CarnetError: file.unsafe for a document type, file.damaged for what is no XML.
    """
    parser = _parser(handler, part)
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise damaged(f"{part}, {error.lineno}:{error.offset + 1}") from None


def of_file(path: Path) -> Iterator[bytes]:
    """The bytes of a document that is a file, from its first mark on."""
    with path.open("rb") as file:
        piece = file.read(CHUNK_BYTES).lstrip(b" \t\r\n")
        while piece:
            yield piece
            piece = file.read(CHUNK_BYTES)


def _parser(handler: Handler, part: str) -> Any:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_NESTING:
            raise too_large(f"{part}: > {MAX_NESTING}", LEVELS)
        handler.start(local(name), {local(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        handler.end(local(name))

    def forbid(*_: object) -> NoReturn:
        raise refuse("file.unsafe", detail=f"{part}: DOCTYPE")

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = forbid
    return parser


def local(name: str) -> str:
    """A name without its namespace's prefix."""
    return name.rpartition(":")[2]
