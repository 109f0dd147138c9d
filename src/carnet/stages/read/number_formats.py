"""How a spreadsheet shows a number: as a date, with padded zeros or punctuation, or plainly.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31 (number formats); the date systems 18.17.4.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache

BUILT_IN: Mapping[int, str] = {
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 36, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, *range(32, 36)), "hh:mm:ss"),
    22: "yyyy-mm-dd hh:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
}
_PIECE = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]|(?P<place>[0#?])'
    r"|(?P<other>.)",
    re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)$")
_ELAPSED = re.compile(r"[hms]+$", re.IGNORECASE)
_BARE = frozenset(" $-+/():!^&'~{}<>=")  # shown without a backslash
_DAY_LIMIT = 2_958_466  # the day after 9999-12-31
_LEAP_DAY_THAT_NEVER_WAS = 60  # 1900-02-29, kept by Excel for Lotus 1-2-3


@dataclass(frozen=True, slots=True)
class _Section:
    pieces: tuple[tuple[str, str], ...]  # ("place", "0"), ("text", "-"), ("other", "d")
    condition: tuple[str, float] | None
    elapsed: bool

    @property
    def places(self) -> str:
        return "".join(text for kind, text in self.pieces if kind == "place")

    @property
    def fraction(self) -> bool:
        return "?" in self.places and ("text", "/") in self.pieces

    @property
    def letters(self) -> str:
        return "".join(text for kind, text in self.pieces if kind == "other").lower()


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """One format code that changes what a person sees; ``since_1904`` is the workbook's date system."""

    sections: tuple[_Section, ...]
    kind: str  # date, time, elapsed, mask

    def show(self, text: str, *, since_1904: bool = False) -> str:
        """The number's text as the person sees it.

        Args:
            text: the number as the file holds it.
            since_1904: days count from 1904-01-01.
        """
        value = float(text)
        shown = None
        if self.kind == "mask":
            shown = self._masked(value)
        elif self.kind == "elapsed":
            shown = _elapsed(value)
        elif self.kind == "time" and value == 0:
            shown = "00:00:00"
        else:
            shown = moment(value, since_1904=since_1904)
        return general(text) if shown is None else shown

    def _masked(self, value: float) -> str | None:
        if not value.is_integer():
            return None
        section, own_sign = self._section_for(value)
        if not _is_mask(section):
            return None
        return ("-" if value < 0 and not own_sign else "") + _fill(section, str(abs(int(value))))

    def _section_for(self, value: float) -> tuple[_Section, bool]:
        if any(section.condition for section in self.sections):
            for section in self.sections:
                if section.condition is None or _holds(section.condition, value):
                    return section, False
        if value < 0 and len(self.sections) > 1:
            return self.sections[1], True
        if value == 0 and len(self.sections) > 2:
            return self.sections[2], False
        return self.sections[0], False


@cache
def number_format(code: str) -> NumberFormat | None:
    """The format behind a code; None where the plain number is what the person sees."""
    sections = tuple(_section(text) for text in _split(code))
    first = sections[0]
    if first.elapsed:
        return NumberFormat(sections, "elapsed")
    if "general" not in first.letters and not first.places.strip("0"):
        letters = first.letters.replace("am/pm", "h").replace("a/p", "h")
        if set(letters) & set("yd") or ("m" in letters and not set(letters) & set("hs")):
            return NumberFormat(sections, "date")
        if set(letters) & set("hs"):
            return NumberFormat(sections, "time")
    if any(_is_mask(section) for section in sections[:3]):
        return NumberFormat(sections, "mask")
    return None


def general(text: str) -> str:
    """A number without scientific notation, without ".0", to the 15 digits that a spreadsheet keeps."""
    digits = text.removeprefix("-")
    if digits.isdecimal():
        return text
    value = float(text)
    if value != value or value in (float("inf"), float("-inf")):
        return text
    if value.is_integer():
        return str(int(value))
    return format(Decimal(f"{value:.15g}"), "f")


def moment(serial: float, *, since_1904: bool = False) -> str | None:
    """The date, time or both of a serial number; None where it is neither.

    A time of midnight is not written: 2024-03-15, 2024-03-15 10:30:00, 10:30:00.
    """
    if not 0 < serial < _DAY_LIMIT:
        return None
    day, seconds = divmod(round(serial * 86_400), 86_400)
    time = str(timedelta(seconds=seconds)).rjust(8, "0")
    if day == 0 and not since_1904:
        return time
    date = _date(day, since_1904)
    return f"{date} {time}" if seconds else date


def _date(day: int, since_1904: bool) -> str:
    if since_1904:
        return (datetime(1904, 1, 1) + timedelta(days=day)).date().isoformat()
    if day == _LEAP_DAY_THAT_NEVER_WAS:
        return "1900-02-29"
    first = datetime(1899, 12, 31) if day < _LEAP_DAY_THAT_NEVER_WAS else datetime(1899, 12, 30)
    return (first + timedelta(days=day)).date().isoformat()


def _elapsed(value: float) -> str | None:
    if not 0 <= value < _DAY_LIMIT:
        return None
    minutes, seconds = divmod(round(value * 86_400), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _split(code: str) -> list[str]:
    """The sections between semicolons that are not quoted."""
    sections, start = [], 0
    for match in _PIECE.finditer(code):
        if match["other"] == ";":
            sections.append(code[start : match.start()])
            start = match.end()
    return [*sections, code[start:]]


def _section(code: str) -> _Section:
    pieces: list[tuple[str, str]] = []
    condition, elapsed = None, False
    for match in _PIECE.finditer(code):
        if match["bracket"] is not None:
            found = _CONDITION.match(match["bracket"])
            condition = (found[1], float(found[2])) if found else condition
            elapsed = elapsed or bool(_ELAPSED.match(match["bracket"]))
        elif match["place"]:
            pieces.append(("place", match["place"]))
        elif match["other"]:
            kind = "text" if match["other"] in _BARE else "other"
            pieces.append((kind, match["other"]))
        elif match["quoted"] or match["escaped"]:
            pieces.append(("text", match["quoted"] or match["escaped"]))
    return _Section(tuple(pieces), condition, elapsed)


def _is_mask(section: _Section) -> bool:
    """Zeros in front, or text between the digits, or digits that are text ("+1 "0)."""
    if section.letters or not section.places or section.fraction:
        return False
    if len(section.places.lstrip("#?")) > 1:
        return True
    kinds = "".join("9" if kind == "place" else "x" for kind, _ in section.pieces)
    before = section.pieces[: kinds.index("9")]
    return "9x" in kinds.rstrip("x") or any(re.search(r"[0-9+]", text) for _, text in before)


def _fill(section: _Section, digits: str) -> str:
    """The digits on their places, from the right; those left over stand on the first place."""
    places = section.places
    zero = places.find("0")
    padded = digits.rjust(len(places) - zero, "0") if zero >= 0 else digits
    spare = len(padded) - len(places)
    filled = [*padded[max(spare, 0) :].rjust(len(places))]
    if spare > 0:
        filled[0] = padded[: spare + 1]
    shown = iter(filled)
    return "".join(next(shown).strip() if kind == "place" else text for kind, text in section.pieces).strip()


def _holds(condition: tuple[str, float], value: float) -> bool:
    sign, bound = condition
    return {
        "<": value < bound, ">": value > bound, "=": value == bound,
        "<=": value <= bound, ">=": value >= bound, "<>": value != bound,
    }[sign]  # fmt: skip
