"""Phone numbers that ring nowhere: each country's ranges for film and fiction, each number given once.

Sources: ACMA (Australia), NANPA 555-01xx (United States and Canada), Ofcom drama numbers, Arcep decision
2018-0881 (France). New Zealand has no such range; 555 is not allocated there. The British and French
ranges for mobiles are unknown to libphonenumber, so people there give a landline.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

_UNITED_STATES = (
    617,
    973,
    860,
    212,
    215,
    312,
    512,
    303,
    206,
    619,
    404,
    202,
    305,
    415,
    503,
    602,
    702,
    801,
    901,
    919,
)
_CANADA = (416, 613, 604, 403, 902, 204, 647, 778, 587, 905, 519, 705, 250, 780, 306, 506, 709, 867, 226, 289)
_QUEBEC = (514, 418, 819, 450, 438, 581, 873, 579)
_BRITAIN = ("0113 496 0", "0114 496 0", "0116 496 0", "0117 496 0", "0118 496 0", "0121 496 0", "0131 496 0")


def _north_american(areas: tuple[int, ...]) -> Iterator[str]:
    return (f"({area}) 555-01{line:02}" for line in range(100) for area in areas)


def _australian() -> Iterator[str]:
    areas = [f"0{area} {block}" for block in (5550, 7010) for area in (2, 3, 7, 8)]
    return (f"({area[:2]}) {area[3:]} {line:04}" for line in range(10_000) for area in areas)


class Exchange:
    """Hands out the landline and mobile numbers of each country, as people there write them."""

    def __init__(self) -> None:
        fiction: dict[str, Iterator[str]] = {
            "AU": _australian(),
            "AU mobile": (f"0491 57{n // 1000} {n % 1000:03}" for n in range(10_000)),
            "NZ": (f"0{area} 555 {line:04}" for line in range(10_000) for area in (9, 4, 3, 7)),
            "NZ mobile": (f"021 555 {line:04}" for line in range(10_000)),
            "US": _north_american(_UNITED_STATES[:10]),
            "US mobile": _north_american(_UNITED_STATES[10:]),
            "CA": _north_american(_CANADA[:10]),
            "CA mobile": _north_american(_CANADA[10:]),
            "QC": _north_american(_QUEBEC[:4]),
            "QC mobile": _north_american(_QUEBEC[4:]),
            "GB": (f"020 7946 0{line:03}" for line in range(1000)),
            "GB mobile": (f"{area}{line:03}" for line in range(1000) for area in _BRITAIN),
            "FR": (f"01 99 00 {n // 100:02} {n % 100:02}" for n in range(10_000)),
            "FR mobile": (f"02 61 91 {n // 100:02} {n % 100:02}" for n in range(10_000)),
        }
        self._numbers = {name: cycle(numbers) for name, numbers in fiction.items()}

    def landline(self, country: str, language: str) -> str:
        """The next landline number, in the country's own writing."""
        return next(self._numbers["QC" if (country, language) == ("CA", "fr") else country])

    def mobile(self, country: str, language: str) -> str:
        """The next mobile number, in the country's own writing."""
        return next(self._numbers[("QC" if (country, language) == ("CA", "fr") else country) + " mobile"])
