"""The addresses of a sheet: which columns are parts of one, which is which, and which are further lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from carnet.catalog.headers import fold
from carnet.contract import SAFE
from carnet.stages.map.weigh import Weighed

ADDRESS_PARTS = {"street": "line", "unit": "line", "city": "city", "region": "region",
                  "postal": "postal_code", "country": "country"}  # fmt: skip
_LABELS = {"billing": "physical", "shipping": "mailing", "mailing": "mailing", "legal": "legal",
           "physical": "physical", "home": "home", "work": "physical", "office": "physical",
           "other": "mailing"}  # fmt: skip
_STARTS = {"address", "street", "unit"}
_Group = tuple[str, str, int]  # slot, the header's narrowing word, number


class Addresses:
    """The addresses of a sheet: which columns are parts of one, and which address is which."""

    def __init__(self, columns: Sequence[Weighed]) -> None:
        self.group_of: dict[int, _Group] = {}
        found = [c for c in columns if c.concept == "address" or c.concept in ADDRESS_PARTS]
        found = [c for c in found if c.confidence >= SAFE and c.profile.values]
        self._gather(found)
        self.members: dict[_Group, list[Weighed]] = defaultdict(list)
        for column in found:
            self.members[self.group_of[column.index]].append(column)
        self.blocks = self._blocks()

    def _gather(self, found: Sequence[Weighed]) -> None:
        places = {_group(c) for c in found if c.concept not in _STARTS}
        plain = any(not _word(c) for c in found if c.concept in _STARTS - {"unit"})
        last: _Group | None = None
        taken: set[tuple[_Group, str]] = set()
        for column in found:
            group = _group(column)
            goes_on = not _word(column) and last is not None and not plain
            if column.concept in _STARTS and not (column.concept == "unit" and goes_on):
                group = _line_of(group, places)
                last = group if _word(column) else last
            elif goes_on and last is not None:
                group = last
            key = fold(column.header) if column.concept in _STARTS else column.concept
            while (group, key) in taken:
                group = (group[0], group[1], group[2] + 1 if group[2] else 2)
            taken.add((group, key))
            self.group_of[column.index] = group

    def _blocks(self) -> dict[_Group, int]:
        """One number for each address of a slot and label: 0 for the only one."""
        blocks: dict[_Group, int] = {}
        used: dict[tuple[str, str], int] = {}
        for group in self.members:
            key = (group[0], _LABELS.get(group[1], "physical"))
            if key not in used:
                blocks[group] = group[2]
            else:
                blocks[group] = max(group[2], used[key] + 1, 2)
            used[key] = blocks[group]
        return blocks

    def _of(self, column: Weighed) -> _Group:
        return self.group_of.get(column.index, _group(column))

    def block(self, column: Weighed) -> int:
        """Which one of the addresses with its label."""
        return self.blocks.get(self._of(column), 0)

    def field(self, column: Weighed) -> tuple[str, str]:
        """The field, whole or part, and no special."""
        group = self._of(column)
        label = _LABELS.get(group[1], "physical")
        if column.concept in ADDRESS_PARTS and column.concept != "street":
            return f"address.{label}.{ADDRESS_PARTS[column.concept]}", ""
        others = [c for c in self.members.get(group, []) if c.index != column.index]
        whole = column.concept == "address" and _ends_in_place(column)
        whole = whole and not any(c.reading.number and not _ends_in_place(c) for c in others)
        line = bool(others) or (column.concept == "street" and column.reading.number > 0)
        return f"address.{label}.line" if line and not whole else f"address.{label}", ""


def _ends_in_place(column: Weighed) -> bool:
    return column.profile.share("ends_in_place") > 0.8


def _word(column: Weighed) -> str:
    return next((word for word in _LABELS if word in column.reading.modifiers), "")


def _group(column: Weighed) -> _Group:
    return (column.slot, _word(column), column.reading.number)


def _line_of(group: _Group, places: set[_Group]) -> _Group:
    """ "Address 2" is a further line of the first address, unless it has a city of its own."""
    slot, word, number = group
    if group in places:
        return group
    first = next((g for g in ((slot, word, 0), (slot, word, 1)) if g in places), None)
    return first or ((slot, word, 0) if number else group)
