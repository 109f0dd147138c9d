"""Text files are decoded before they are parsed, and never lossily: the result is a UTF-8 file."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from carnet.stages.read import alphabet, by_turns, languages
from carnet.stages.read.limits import CHUNK_BYTES
from carnet.stages.read.notes import Note, note
from carnet.stages.read.refusal import damaged, refuse

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF8.decode("cp1252").encode(), "utf-8"),  # as a program wrote it that took it for letters
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARK, _LOST = "\ufeff", "\ufffd"
_APPENDED = re.compile(rf"(?<=[\r\n]){_MARK}")  # where another file was appended; elsewhere it is a cell's
_BAR = b"\xa6"  # a broken bar between cells, in Windows-1252
_SAMPLE_BYTES = 1 << 18  # of lines with accents: enough to tell an alphabet
_HEAD_BYTES = 1 << 16
_LINE_BYTES = 1 << 12  # of one line of the sample
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1c-\x1e]")
_MAX_CONTROL_SHARE = 0.02  # of the characters; random bytes have a tenth
_MAX_ZERO_SHARE = 0.2  # of the characters; some programs pad their texts with zeros
_NOISY = 1 << 12  # bytes of a stretch that is judged by itself
_BINARY = np.zeros(256, bool)
_BINARY[[*range(1, 9), *range(14, 26), 28, 29, 30]] = True  # as in _CONTROL
_MAX_LOST_SHARE = 0.01  # of the characters that a file may lose
_NAMES = {
    "utf_8": "utf-8", "mac_roman": "macintosh", "cp850": "ibm850", "iso8859_15": "iso-8859-15",
    **{f"cp{page}": f"windows-{page}" for page in range(1250, 1258)},
    **{f"cp{page}": f"ibm{page}" for page in (852, 866)},
    **{f"iso8859_{n}": f"iso-8859-{n}" for n in (2, 5, 7)},
    "cp932": "shift_jis", "cp949": "euc-kr", "cp874": "windows-874",
}  # fmt: skip
# Unicode without its mark: of the bytes of a character, all but one are zero in Latin text.
_WIDE = (("utf-32-le", 4, 0), ("utf-32-be", 4, 3), ("utf-16-le", 2, 0), ("utf-16-be", 2, 1))
_CUT_LETTER = re.compile(rb"[\xc0-\xff][\x80-\xbf]{0,2}$")  # where a line is cut
_SEVERAL_BYTES = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")  # of one character in UTF-8


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text file as UTF-8.

    Attributes:
        path: the UTF-8 bytes: the person's own file where it is UTF-8 already. start: bytes of its mark.
        encoding: what the file was written in.
    """

    path: Path
    start: int
    encoding: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Alphabet:
    encoding: str
    start: int = 0
    errors: str = "strict"
    damage: tuple[str, str] | None = None
    by_turns: bool = False
    notes: tuple[Note, ...] = ()


def decode(path: Path, target: Path, encoding: str | None = None) -> Decoded:
    """Decode a text file.

    Args:
        path: the file.
        target: where the UTF-8 text goes when the file is not UTF-8.
        encoding: the person's choice; None finds it from the bytes.

    Raises:
        CarnetError: file.unknown_encoding, file.encoding_does_not_fit, file.damaged, or
            file.no_text where the bytes are no text.
    """
    written = _chosen(path, encoding) if encoding else _found(path)
    if written.damage and not _mendable(path, written):
        written = _Alphabet("utf-8", written.start)
    if written.encoding == "utf-8" and written.errors == "strict" and not written.damage:
        decoded = Decoded(path, written.start, "utf-8", written.notes)
        if encoding:
            _transcode(path, None, written, asked=True)
    else:
        _transcode(path, target, written, asked=bool(encoding))
        decoded = Decoded(target, 0, _named(written.encoding), written.notes)
    _must_be_text(decoded)
    return decoded


def head_of(path: Path) -> str:
    """The beginning of a file as text, to recognise it by; "" where it is no text."""
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    encoding, start = _told(head)
    return head[start:].decode(encoding or "utf-8", "replace").lstrip("\0")


def _chosen(path: Path, encoding: str) -> _Alphabet:
    try:
        name = codecs.lookup(encoding.strip()).name
        "".encode(name)
    except (LookupError, ValueError):
        raise refuse("file.unknown_encoding", value=encoding) from None
    with path.open("rb") as file:
        marked, start = _marked(file.read(4))
    if name in ("utf-8", "utf-8-sig"):
        return _Alphabet("utf-8", start if marked == "utf-8" else 0)
    if name in ("utf-16", "utf-32") and marked is None:
        name += "-le"
    if marked and marked.startswith(name):
        return _Alphabet(marked, start)
    return _Alphabet(name)


def _found(path: Path) -> _Alphabet:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    encoding, start = _told(head)
    wide = encoding if encoding != "utf-8" else None
    if other := by_turns.appended(path, wide):
        return _Alphabet(other, by_turns=True, notes=(note("file.encoding_by_turns"),))
    if wide:
        return _wide(path, wide, start)
    if not start and (name := alphabet.escaped(head)):
        return _Alphabet(name)
    if not start and alphabet.from_mainframe(head):
        return _Alphabet("cp500", notes=(note("file.encoding_guessed", value="EBCDIC (cp500)"),))
    _refuse_noise(head.decode("latin-1"))
    sample, valid = _lines_with_accents(path, start)
    if valid:
        return _unicode(sample, start)
    _refuse_noise_within(path)
    return _not_unicode(sample, start)


def _wide(path: Path, encoding: str, start: int) -> _Alphabet:
    """UTF-16 or UTF-32; half a letter is lost, and said, where the rest can be read.

    Raises:
        CarnetError: file.damaged for more than that.
    """
    written = _Alphabet(encoding, start)
    if _mendable(path, written):
        return written
    written = replace(written, errors="carnet.lost")
    size = lost = 0
    example = ""
    for text in _pieces(path, written):
        size, lost = size + len(text), lost + text.count(_LOST)
        example = example or _word_with(_LOST, text)
    if lost > max(1, size * _MAX_LOST_SHARE):
        raise damaged(encoding.upper())
    notes = (_letters_lost(example, lost),) if lost else ()
    return replace(written, notes=notes)


def _unicode(sample: bytes, start: int) -> _Alphabet:
    text = sample.decode("utf-8", "replace")
    damage = alphabet.damage(text)
    if damage is None:
        lost = _word_with(_LOST, text)
        notes = (_letters_lost(lost, text.count(_LOST)),) if lost else ()
        return _Alphabet(
            "utf-8", start, errors="carnet.mixed" if _APPENDED.search(text) else "strict", notes=notes
        )
    word = _example(text)
    mended = alphabet.mend(word, *damage)
    return _Alphabet(
        "utf-8", start, damage=damage, notes=(note("file.encoding_mended", value=word, detail=mended),)
    )


def _letters_lost(example: str, count: int) -> Note:
    return note("file.letters_lost", value=example, detail=str(count))


def _word_with(char: str, text: str) -> str:
    found = re.search(rf"\S*{char}\S*", text)
    return found[0][:60] if found else ""


def _not_unicode(sample: bytes, start: int) -> _Alphabet:
    """UTF-8 with some bytes of Windows-1252, or an older alphabet throughout."""
    if told := alphabet.told(sample):
        return _Alphabet(told, errors="carnet.undefined")
    if all(line.count(_BAR) > 1 for line in sample.splitlines()):
        sample = sample.replace(_BAR, b"|")
        if sample.isascii():
            return _Alphabet("cp1252", errors="carnet.undefined")
    replaced = sample.decode("utf-8", "replace")
    bad = replaced.count("�")
    good = sum(1 for char in replaced if char > "\x7f") - bad
    (name, odd), whole = alphabet.legacy(_SEVERAL_BYTES.sub(b"", sample)), alphabet.legacy(sample)
    found = languages.guess(sample, whole[0])
    foreign = found.encoding not in languages.WESTERN
    if good > bad or start or (good and name == "cp1252" and not foreign):
        return _Alphabet(
            "utf-8", start, "carnet.mixed", notes=(note("file.encoding_mixed", detail=str(bad)),)
        )
    if good:
        odd = whole[1]
    accents = sum(1 for byte in sample if byte > 0x7F)
    doubtful = not found.sure or (odd * 20 > accents and not foreign)
    notes = (note("file.encoding_guessed", value=_named(found.encoding)),) if doubtful else ()
    return _Alphabet(found.encoding, errors="carnet.undefined", notes=notes)


def _named(encoding: str) -> str:
    """An encoding as people call it."""
    return _NAMES.get(codecs.lookup(encoding).name.replace("-", "_"), encoding.replace("_", "-"))


def _marked(head: bytes) -> tuple[str | None, int]:
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    return None, 0


def _told(head: bytes) -> tuple[str | None, int]:
    """The encoding of Unicode by its zeros, or by its mark, which some programs write wrongly."""
    encoding, start = _marked(head)
    return _wide_without_mark(head[start:]) or encoding, start


def _wide_without_mark(head: bytes) -> str | None:
    if b"\0" not in head.partition(b"\n")[0]:
        return None
    for encoding, width, place in _WIDE:
        zeros = [head[start::width].count(0) for start in range(width)]
        written = zeros.pop(place)
        if min(zeros) > len(head) // width * 0.4 and written * 10 <= min(zeros):
            return encoding
    return None


def _lines_with_accents(path: Path, start: int) -> tuple[bytes, bool]:
    """A sample of the lines that are not plain ASCII, and whether the whole file is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    sample: list[bytes] = []
    size, valid = 0, True
    for chunk in _chunks(path, start):
        if valid:
            valid = _decodes(decoder, chunk)
        if not chunk.isascii() and size < _SAMPLE_BYTES:
            lines = [_beginning(line, _LINE_BYTES) for line in chunk.splitlines() if not line.isascii()]
            sample += lines
            size += sum(map(len, lines))
        if not valid and size >= _SAMPLE_BYTES:
            break
    whole = valid and _decodes(decoder, b"", final=True)
    return _beginning(b"\n".join(sample), _SAMPLE_BYTES), whole


def _beginning(text: bytes, most: int) -> bytes:
    return text if len(text) <= most else _CUT_LETTER.sub(b"", text[:most])


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path, start: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(start)
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _example(text: str) -> str:
    for word in re.findall(r"\S+", text):
        if alphabet.oddness(word):
            return str(word)[:60]
    return text[:60]


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "carnet.undefined"), error.start + 1


codecs.register_error("carnet.mixed", _as_windows)


def _as_lost(error: UnicodeError) -> tuple[str, int]:
    """Half a letter; a line break or zero of one byte at the end is none."""
    assert isinstance(error, UnicodeDecodeError)
    rest = error.object[error.start : error.end]
    return "" if len(rest) == 1 and rest in b"\0\r\n" else _LOST, error.end


codecs.register_error("carnet.lost", _as_lost)


def _transcode(path: Path, target: Path | None, written: _Alphabet, *, asked: bool) -> None:
    try:
        pieces = _pieces(path, written)
        if target is None:
            for _ in pieces:
                pass
            return
        with target.open("wb") as out:
            for piece in pieces:
                out.write(piece.encode("utf-8"))
    except UnicodeError as error:
        place = f"byte/octet {getattr(error, 'start', 0):,}"
        if asked:
            raise refuse("file.encoding_does_not_fit", value=written.encoding, detail=place) from None
        raise damaged(written.encoding.upper()) from None


def _mendable(path: Path, written: _Alphabet) -> bool:
    try:
        for _ in _pieces(path, written):
            pass
    except UnicodeError:
        return False
    return True


def _pieces(path: Path, written: _Alphabet) -> Iterator[str]:
    if written.by_turns:
        yield from by_turns.lines(path, written.encoding)
        return
    decoder = codecs.getincrementaldecoder(written.encoding)(written.errors)
    again = None
    if written.damage:
        errors = "strict" if written.damage[1] == "utf-8" else "carnet.undefined"
        again = codecs.getincrementaldecoder(written.damage[1])(errors)
    before = "\n"
    for chunk in _with_end(_chunks(path, written.start)):
        text = decoder.decode(chunk or b"", final=chunk is None)
        if again and written.damage:
            raw = text.encode(written.damage[0], "carnet.undefined")
            text = again.decode(raw, final=chunk is None)
        if written.encoding in alphabet.EBCDIC:
            text = text.replace("\x85", "\n")  # how lines end there
        yield _APPENDED.sub("", before + text)[len(before) :]
        before = text[-1:] or before


def _with_end(chunks: Iterator[bytes]) -> Iterator[bytes | None]:
    yield from chunks
    yield None


def _must_be_text(decoded: Decoded) -> None:
    with decoded.path.open("rb") as file:
        file.seek(decoded.start)
        head = file.read(_HEAD_BYTES)
    if not head:
        raise refuse("file.empty")
    _refuse_noise(head.decode("utf-8", "replace"))


def _refuse_noise(head: str) -> None:
    """Zeros may pad cells and files, where there are lines at all."""
    text = head.replace("\0", "")
    controls, zeros = len(_CONTROL.findall(text)), len(head) - len(text)
    if controls > len(text) * _MAX_CONTROL_SHARE:
        raise refuse("file.no_text")
    if zeros > len(head) * _MAX_ZERO_SHARE and not re.search(r"\S[\r\n]", text):
        raise refuse("file.no_text")


def _refuse_noise_within(path: Path) -> None:
    """Refuse a text into which something else was written, and say where."""
    for number, chunk in enumerate(_chunks(path, 0)):
        binary = _BINARY[np.frombuffer(chunk, np.uint8)]
        each = np.add.reduceat(binary, np.arange(0, len(chunk), _NOISY), dtype=int)
        noisy = np.flatnonzero(each > _NOISY * _MAX_CONTROL_SHARE)
        if len(noisy):
            begin = int(noisy[0]) * _NOISY
            place = number * CHUNK_BYTES + begin + int(binary[begin:].argmax())
            raise damaged(f"byte/octet {place:,}")
