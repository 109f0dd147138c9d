"""Large XML parts, cut into pieces that hold whole elements, so that each can be read by itself."""

from __future__ import annotations

import codecs
import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import polars as pl

from carnet.ahead import ahead
from carnet.stages.read.limits import CHUNK_BYTES
from carnet.stages.read.refusal import BYTES_OF_A_ROW, damaged, refuse, too_large

Read = TypeVar("Read")

_WORKERS = min(4, os.cpu_count() or 1)
_MAX_ELEMENT_BYTES = 4 * CHUNK_BYTES  # one row or one text with all its marks
_AROUND_BYTES = 4 << 20  # what stands before the first element and behind the last: widths, merged cells
_REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")  # ECMA-376 22.9.2.19: characters that XML cannot hold


def fragments(
    pieces: Iterable[bytes], container: str, element: str, part: str,
    before: Callable[[str], None] = lambda prolog: None, behind: Callable[[str], None] = lambda epilog: None,
) -> Iterator[str]:  # fmt: skip
    """The text between <container> and </container>, cut after ends of <element>.

    Args:
        before: is given what stands in front of the container; behind: what stands behind it.

    Raises:
        CarnetError: file.unsafe for a document type, file.damaged where the container never ends.
    """
    texts = _texts(pieces, part)
    prefix, rest, empty = _begin(texts, container, part, before)
    if empty:
        return
    end, close = f"</{prefix}{element}>", f"</{prefix}{container}>"
    for text in texts:
        if close in rest:
            break
        cut = rest.rfind(end)
        if cut >= 0:
            yield rest[: cut + len(end)]
            rest = rest[cut + len(end) :]
        elif len(rest) > _MAX_ELEMENT_BYTES:
            raise too_large(f"{part}: > {_MAX_ELEMENT_BYTES:,}", BYTES_OF_A_ROW)
        rest += text
    head, found, epilog = rest.partition(close)
    if not found:
        raise damaged(part)
    yield head
    for text in texts:
        epilog += text
        if len(epilog) > _AROUND_BYTES:
            break
    behind(epilog)


def in_parallel(work: Callable[[str], Read], texts: Iterable[str]) -> Iterator[Read]:
    """What ``work`` makes of each text, in order, a few texts at a time."""
    return ahead(work, texts, _WORKERS, _WORKERS)


def unescaped(texts: pl.Series) -> pl.Series:
    """Texts as XML and then Excel mean them: &amp; is &, _x000D_ a carriage return."""
    return _where(_where(texts, "&", _without_entities), "_x", lambda marked: _each(marked, plain))


def _without_entities(texts: pl.Series) -> pl.Series:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        texts = texts.str.replace_all(entity, character, literal=True)
    texts = _where(texts, "&#", lambda marked: _each(marked, _numbered_characters))
    return texts.str.replace_all("&amp;", "&", literal=True)


def _where(texts: pl.Series, mark: str, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """Change the texts that contain a mark."""
    marked = texts.str.contains(mark, literal=True)
    if not marked.any():
        return texts
    return texts.scatter(marked.arg_true(), change(texts.filter(marked)))


def _each(texts: pl.Series, change: Callable[[str], str]) -> pl.Series:
    return pl.Series([change(text) for text in texts], dtype=pl.String)


def _numbered_characters(text: str) -> str:
    return _REFERENCE.sub(_character, text)


def plain(text: str) -> str:
    """Excel's own escapes undone."""
    return _ESCAPED.sub(_escaped, text) if "_x" in text else text


def _escaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else match[0]


def _texts(pieces: Iterable[bytes], part: str) -> Iterator[str]:
    decoder = None
    for piece in pieces:
        if decoder is None:
            decoder = codecs.getincrementaldecoder(_encoding(piece))()
        try:
            text = decoder.decode(piece)
        except UnicodeDecodeError:
            raise damaged(part) from None
        yield text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = re.match(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding=["']([A-Za-z0-9._-]+)["']""", head)
    name = declared[1].decode() if declared else "utf-8"
    try:
        return "utf-8-sig" if codecs.lookup(name).name in ("utf-8", "ascii") else name
    except LookupError:
        return "utf-8-sig"


def _begin(
    texts: Iterator[str], container: str, part: str, before: Callable[[str], None]
) -> tuple[str, str, bool]:
    """The prefix of the names, what follows the container's beginning, and whether it is empty."""
    pattern = re.compile(rf"<([\w.-]+:)?{container}(?:\s[^>]*?)?(/?)>")
    rest = ""
    for text in texts:
        rest += text
        match = pattern.search(rest)
        prolog = rest[: match.start()] if match else rest
        if "<!DOCTYPE" in prolog or "<!ENTITY" in prolog:
            raise refuse("file.unsafe", detail=f"{part}: DOCTYPE")
        if match:
            before(prolog)
            return match[1] or "", rest[match.end() :], bool(match[2])
        if len(rest) > _AROUND_BYTES:
            raise damaged(part)
    raise damaged(part)
