"""vCard files: each card becomes a row, each property and occurrence a column.

Column names: "N.family", "FN", "EMAIL 1", "EMAIL 1 TYPE", "ADR 2.street", "X-ICQ", "X-ICQ 2" ...
"""

from __future__ import annotations

import hashlib
import mmap
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from carnet.contract import Sheet, SourceFile
from carnet.stages.read.cells import Sink
from carnet.stages.read.decoding import Decoded, decode
from carnet.stages.read.job import Job
from carnet.stages.read.limits import KEEP_PROPERTY_CHARS, MAX_CELL_CHARS
from carnet.stages.read.notes import Note, note
from carnet.stages.read.parts import Parts
from carnet.stages.read.refusal import IN_A_ROW, refuse, too_large
from carnet.stages.read.vcard_lines import Line, lines, parse, pieces, unescaped

_PARTS = {
    "N": ("family", "given", "additional", "prefix", "suffix"),
    "ADR": ("pobox", "extended", "street", "city", "region", "code", "country"),
}
_NUMBERED = frozenset({"EMAIL", "TEL", "ADR", "URL", "X-SOCIALPROFILE", "RELATED", "IMPP"})
_LISTS = frozenset({"CATEGORIES", "MEMBER.unknown", "NICKNAME", "RELATED.unknown"})
_RENAMED = {
    "X-ABRELATEDNAMES": "RELATED",
    "X-ADDRESSBOOKSERVER-KIND": "KIND",
    "X-ADDRESSBOOKSERVER-MEMBER": "MEMBER",
    "X-MS-TEL": "TEL",
}
_SPOUSES = frozenset({"X-SPOUSE", "X-EVOLUTION-SPOUSE", "X-MS-SPOUSE", "X-KADDRESSBOOK-X-SPOUSESNAME"})
_NAMED_BY_UID = (b"MEMBER", b"RELATED")  # properties whose values may name another card of the file
_URI = re.compile(r"(?:urn|uid|mailto|https?):", re.IGNORECASE)
_ANDROID = "vnd.android.cursor.item/"  # how the values of X-ANDROID-CUSTOM begin
_ANDROID_RELATIONS = {
    "1": "assistant",
    "3": "child",
    "4": "domestic partner",
    "10": "partner",
    "14": "spouse",
}
# Where Apple keeps a profile's name alone, the network is told by its type.
_PROFILES = {
    "facebook": "https://www.facebook.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "twitter": "https://twitter.com/",
}
_DATA_PARAMETERS = frozenset({"LABEL", "GEO", "TZ", "SERVICE-TYPE", "USERNAME"})
_LABEL = "X-ABLABEL"
_FOLDED_LETTER = re.compile(rb"(?<=[\x80-\xf4])\r?\n[ \t](?=[\x80-\xbf])")  # of UTF-8
_MAX_LINE = 16 * MAX_CELL_CHARS  # characters: a photo that is not folded

Measure = Callable[[str, str], str]


def read_vcards(job: Job) -> SourceFile:
    """The cards of a file as one sheet; ``row`` is the line of a card's BEGIN."""
    job.wishes.among([job.title])
    path = _with_whole_letters(job)
    decoded = decode(path, job.scratch / f"{job.stem}.utf8", job.options.encoding)
    reader = _Reader(Sink(Parts(job.scratch, job.parts())))
    try:
        if _names_cards(decoded.path):
            reader.known = dict(_Reader(reader.sink).names(_texts(decoded)))
        reader.read(_texts(decoded))
    finally:
        for made in {path, decoded.path} - {job.path}:
            made.unlink()
    sheet = reader.sheet(job, decoded.encoding)
    notes = (*decoded.notes, *reader.notes())
    return SourceFile(job.shown, "vcf", (sheet,), decoded.encoding, notes=notes)


def _with_whole_letters(job: Job) -> Path:
    """The file, or a copy of it in which no letter of several bytes is folded in its middle."""
    with job.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if not _FOLDED_LETTER.search(data):
            return job.path
        target = job.scratch / f"{job.stem}.whole"
        target.write_bytes(_FOLDED_LETTER.sub(b"", data))
        return target


def _names_cards(path: Path) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return any(data.find(name) >= 0 for name in _NAMED_BY_UID)


def _texts(decoded: Decoded) -> Iterator[str]:
    with decoded.path.open(encoding="utf-8", newline=None) as file:
        file.seek(decoded.start)
        yield from map(_short, iter(lambda: file.readline(_MAX_LINE + 1), ""))


def _short(line: str) -> str:
    if len(line) > _MAX_LINE:
        raise too_large(f"> {_MAX_LINE:,}", IN_A_ROW)
    return line.rstrip("\0\n")


@dataclass
class _Card:
    """The properties of one card, and the cards within it as they stand."""

    row: int
    lines: list[Line] = field(default_factory=list)
    depth: int = 0

    def add(self, line: Line) -> None:
        self.lines.append(line)

    def goes_on(self, text: str) -> None:
        """Text that is no property belongs to the one before it."""
        if self.lines:
            self.lines[-1].value += "\n" + text
        else:
            self.lines.append(Line(self.row, "", "NOTE", text))


@dataclass
class _Reader:
    """Finds the cards and gives their cells to the sink.

    ``known`` is the name of each card of the file by its UID, where others name it so.
    """

    sink: Sink
    known: dict[str, str] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)
    cut_off: list[int] = field(default_factory=list)
    outside: list[tuple[int, str]] = field(default_factory=list)
    large: Counter[str] = field(default_factory=Counter)
    large_bytes: int = 0

    def read(self, texts: Iterable[str]) -> None:
        for card in self._cards(texts):
            for name, text in _cells(card, self._measure, self.known):
                self.sink.cell(card.row, self.columns.setdefault(name, len(self.columns)), text)
        self.sink.finish()

    def names(self, texts: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The UID and the name of each card that has both."""
        for card in self._cards(texts):
            own = {line.name: unescaped(line.decoded(), old=False).strip() for line in card.lines}
            if own.get("UID") and own.get("FN"):
                yield _bare(own["UID"]), own["FN"]

    def sheet(self, job: Job, encoding: str) -> Sheet:
        parts = self.sink.parts
        if not parts.rows:
            raise refuse("file.empty")
        header = tuple(self.columns)[: parts.width]
        return Sheet(
            job.shown, job.title, "vcf", parts.finish(), parts.width, parts.rows, encoding, header=header
        )

    def notes(self) -> Iterator[Note]:
        for row in self.cut_off:
            yield note("vcard.no_end", value=str(row))
        for number, text in self.outside:
            yield note("vcard.outside_card", value=str(number), detail=text[:60])
        if self.large:
            counted = ", ".join(f"{count} × {name}" for name, count in sorted(self.large.items()))
            yield note("vcard.large_value", value=counted, detail=f"{self.large_bytes // 1000:,} kB/ko")

    def _cards(self, texts: Iterable[str]) -> Iterator[_Card]:
        card: _Card | None = None
        for number, text in lines(texts):
            word = text.replace(" ", "").strip().upper()
            if word == "BEGIN:VCARD" and card and _expects_card(card):
                card.depth += 1
                card.goes_on(text)
            elif word == "BEGIN:VCARD":
                if card:
                    self.cut_off.append(card.row)
                    yield card
                card = _Card(number)
            elif card is None:
                self._note_outside(number, text)
            elif card.depth:
                card.goes_on(text)
                card.depth -= word == "END:VCARD"
            elif word == "END:VCARD":
                yield card
                card = None
            else:
                _add(card, number, text)
        if card:
            self.cut_off.append(card.row)
            yield card

    def _note_outside(self, number: int, text: str) -> None:
        if text.strip() and len(self.outside) < 10:
            self.outside.append((number, text.strip()))

    def _measure(self, name: str, value: str) -> str:
        """A picture or key that is too long for a cell: its size and digest instead."""
        if len(value) <= KEEP_PROPERTY_CHARS:
            return value
        self.large[name] += 1
        self.large_bytes += len(value)
        digest = hashlib.sha256(value.encode()).hexdigest()
        return f"{name}, {len(value) // 1000} kB, sha256 {digest}"


def _expects_card(card: _Card) -> bool:
    return bool(card.lines) and card.lines[-1].name == "AGENT" and not card.lines[-1].value.strip()


def _add(card: _Card, number: int, text: str) -> None:
    line = parse(number, text)
    if line:
        card.add(line)
    elif text.strip():
        card.goes_on(text)


def _bare(uid: str) -> str:
    return uid.strip().lower().removeprefix("urn:uuid:")


def _cells(card: _Card, measure: Measure, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The columns and texts of a card."""
    old = any(line.name == "VERSION" and line.value.strip() == "2.1" for line in card.lines)
    labels = {line.group: line for line in card.lines if line.name == _LABEL and line.group}
    used = {line.group for line in card.lines if line.name != _LABEL}
    given = {line.name for line in card.lines}
    seen: Counter[str] = Counter()
    lists: dict[str, str] = {}
    if members := [known[uid] for line in card.lines if (uid := _member(line)) in known]:
        yield "MEMBER", "\n".join(members)
    placed = [_place(line) for line in card.lines if line.name == "ADR"]
    for line in card.lines:
        if _member(line) in known:
            continue
        if line.name == "LABEL" and _place(line) not in placed:
            line = _labelled_only(line, old)
        if line.name == "VERSION" or (line.name == _LABEL and line.group in used):
            continue
        label = labels.get(line.group) if line.name != _LABEL else None
        for name, text in _of_line(_named(line, given, known), label, seen, old, measure):
            if name in lists:
                text = f"{lists[name]}; {text}"
            if name in _LISTS:
                lists[name] = text
            else:
                yield name, text
    yield from lists.items()


def _place(line: Line) -> frozenset[str]:
    """Of which address a line is."""
    return frozenset(line.types) & {"home", "work"}


def _labelled_only(line: Line, old: bool) -> Line:
    """An address of which the card has only what is written on a letter."""
    text = unescaped(line.decoded(), old=old)
    return Line(line.number, line.group, "ADR", "", line.types, {"LABEL": text.replace("\\", "\\\\")})


def _member(line: Line) -> str:
    """The UID of the group's member that the line names; "" where it names none."""
    return _bare(line.value) if _RENAMED.get(line.name, line.name) == "MEMBER" else ""


def _named(line: Line, given: set[str], known: dict[str, str]) -> Line:
    """The names that Apple, Android and others have of their own, as the standard has them.

    Outlook writes what somebody does as TITLE and as ROLE, and a spouse's name in the parts of N.
    """
    if line.name == "ROLE" and "TITLE" not in given:
        line.name = "TITLE"
    if line.name == "X-ANDROID-CUSTOM":
        kind, value, number, *_ = [*line.decoded().removeprefix(_ANDROID).split(";"), "", ""]
        if kind in ("nickname", "relation"):
            line.name, line.value, line.encoding = {"nickname": "NICKNAME"}.get(kind, "RELATED"), value, ""
            line.types += [_ANDROID_RELATIONS.get(number, "other")] if kind == "relation" else []
    if line.name in _SPOUSES:
        if line.types == ["n"]:
            last, first, *_ = [*pieces(line.value, ";"), ""]
            line.value, line.types = f"{first} {last}".strip(), []
        line.name = "RELATED"
        line.types.append("spouse")
    if line.name.startswith("X-ABSHOWAS") and line.value.strip().upper() == "COMPANY" and "KIND" not in given:
        line.name, line.value = "KIND", "org"
    line.name = _RENAMED.get(line.name, line.name)
    if line.name == "RELATED" and _URI.match(line.value):
        name = known.get(_bare(line.value))
        line.name, line.value = ("RELATED", name) if name else ("RELATED.unknown", line.value)
    if line.name == "MEMBER":
        line.name = "MEMBER.unknown"
    return line


def _of_line(
    line: Line, label: Line | None, seen: Counter[str], old: bool, measure: Measure
) -> Iterator[tuple[str, str]]:
    value = line.decoded()
    if not value.strip(" ;\t\r\n") and not line.parameters.get("LABEL", "").strip():
        return
    if line.name in _LISTS:
        texts = [unescaped(piece, old=old).strip() for piece in pieces(value, ",")]
        yield line.name, "; ".join(text for text in texts if text)
        return
    seen[line.name] += 1
    number = seen[line.name]
    base = f"{line.name} {number}" if number > 1 or line.name in _NUMBERED else line.name
    yield from _values(line, base, value, old, measure)
    kinds = list(dict.fromkeys([*line.types, *_label(label, old)]))
    if kinds and line.encoding != "base64":
        yield f"{base} TYPE", ",".join(kinds)
    for name, text in line.parameters.items():
        if name in _DATA_PARAMETERS or (name.startswith("X-") and name != "X-APPLE-OMIT-YEAR"):
            yield f"{base}.{name.lower()}", unescaped(text, old=False)


def _values(line: Line, base: str, value: str, old: bool, measure: Measure) -> Iterator[tuple[str, str]]:
    if line.name in _PARTS:
        names = _PARTS[line.name]
        found = [unescaped(piece, old=old) for piece in pieces(value, ";")]
        if line.name == "N" and not old:  # of each part there may be several
            found = [
                " ".join(unescaped(one, old=old).strip() for one in pieces(piece, ","))
                for piece in pieces(value, ";")
            ]
        yield from (
            (f"{base}.{name}", text) for name, text in zip(names, found, strict=False) if text.strip()
        )
        if rest := "; ".join(filter(str.strip, found[len(names) :])):
            yield f"{base}.other", rest
    elif line.name == "ORG":
        name, *units = [unescaped(piece, old=old) for piece in pieces(value, ";")]
        if name.strip():
            yield f"{base}.name", name
        if unit := "; ".join(filter(str.strip, units)):
            yield f"{base}.unit", unit
    elif line.encoding == "base64" or value.startswith("data:"):
        yield base, measure(line.name, value)
    else:
        yield base, _plain(line, unescaped(value, old=old))


def _plain(line: Line, text: str) -> str:
    """A value as people write it: a phone, email or profile without its scheme, a birthday without a year."""
    name = line.name
    if name == "X-SOCIALPROFILE" and text[:8].lower() == "x-apple:":
        return next((_PROFILES[kind] for kind in line.types if kind in _PROFILES), "") + text[8:]
    omitted = line.parameters.get("X-APPLE-OMIT-YEAR")
    if omitted and text.startswith(f"{omitted}-"):
        return "-" + text.removeprefix(omitted)
    if name == "TEL" and text[:4].lower() == "tel:":
        number, _, rest = text[4:].partition(";")
        return f"{number} ext. {rest[4:]}" if rest.lower().startswith("ext=") else text[4:]
    if name == "EMAIL" and text[:7].lower() == "mailto:":
        return text[7:]
    return text


def _label(label: Line | None, old: bool) -> list[str]:
    """Apple's label: _$!<Anniversary>!$_ is its own word, anything else the person's."""
    if label is None:
        return []
    text = unescaped(label.decoded(), old=old).strip()
    return [text.removeprefix("_$!<").removesuffix(">!$_").lower()] if text else []
