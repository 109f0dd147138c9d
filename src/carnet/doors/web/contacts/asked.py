"""What the address of the list asks for, and the addresses that ask for a little more or less."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from carnet.book.listing.query import MISSING, SORTS, ListQuery

SIZES = (50, 100, 200)
MANY = {
    "kind": "kinds", "type": "types", "owner": "owners", "manager": "managers", "country": "countries",
    "import": "imports", "missing": "missing",
}  # fmt: skip
_LONGEST = 200  # characters of a search; a longer one finds nothing that a shorter one does not


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, the page of it, and the saved view that it began from.

    Attributes:
        query: with the offset and the limit of the page.
        view: number of the saved view, 0 for none.
        sized: whether the address itself says how many rows a page has.
    """

    query: ListQuery
    view: int = 0
    sized: bool = False

    @property
    def page(self) -> int:
        """The page's number, the first is 1."""
        return self.query.offset // self.query.limit + 1

    @property
    def order(self) -> str:
        """The column that the list is sorted by; "" for the best hits first."""
        return self.query.sort or ("" if self.query.text else "name")

    def at(self, page: int) -> Asked:
        """The same at another page."""
        return replace(self, query=replace(self.query, offset=(page - 1) * self.query.limit))

    def having(self, **changes: Any) -> Asked:
        """The first page of a query that is otherwise the same."""
        return replace(self, query=replace(self.query, offset=0, **changes))

    def toggled(self, name: str, value: str) -> Asked:
        """The same with one more value of a filter, or without it."""
        field = MANY[name]
        given: tuple[str, ...] = getattr(self.query, field)
        kept = tuple(one for one in given if one != value)
        return self.having(**{field: kept if value in given else (*given, value)})

    def sorted_by(self, column: str) -> Asked:
        """By that column; the other way round where it is so already."""
        turned = self.order == column and not self.query.descending
        return self.having(sort=column, descending=turned)

    def filters(self) -> list[tuple[str, str]]:
        """The parameters of the address that choose contacts, without order and page."""
        query = self.query
        pairs = [("q", query.text)] if query.text else []
        pairs += [(name, value) for name, field in MANY.items() for value in getattr(query, field)]
        if query.findings is not None:
            pairs.append(("findings", "yes" if query.findings else "no"))
        if query.archived != "no":
            pairs.append(("archived", query.archived))
        if query.since:
            pairs.append(("since", query.since.date().isoformat()))
        return pairs

    def pairs(self) -> list[tuple[str, str]]:
        """All parameters of the address."""
        pairs = self.filters()
        if self.query.sort:
            pairs.append(("sort", ("-" if self.query.descending else "") + self.query.sort))
        if self.view:
            pairs.append(("view", str(self.view)))
        if self.sized:
            pairs.append(("size", str(self.query.limit)))
        if self.page > 1:
            pairs.append(("page", str(self.page)))
        return pairs

    @property
    def search(self) -> str:
        """The address after the path."""
        return "?" + urlencode(self.pairs())


def asked(given: QueryDict, size: int = SIZES[0]) -> Asked:
    """What the parameters of an address ask for; what they say wrongly counts as not said.

    Args:
        size: rows a page where the address does not say.
    """
    sized = _number(given.get("size")) in SIZES
    limit = _number(given.get("size")) if sized else size
    sort, descending = _order(given.get("sort", ""))
    query = ListQuery(
        text=given.get("q", "").strip()[:_LONGEST],
        **{field: _once(given.getlist(name)) for name, field in MANY.items() if name != "missing"},
        missing=tuple(name for name in MISSING if name in given.getlist("missing")),
        findings={"yes": True, "no": False}.get(given.get("findings", "")),
        archived=given.get("archived", "") if given.get("archived") in ("yes", "all") else "no",
        since=_day(given.get("since", "")),
        sort=sort,
        descending=descending,
        offset=(max(_number(given.get("page")), 1) - 1) * limit,
        limit=limit,
    )
    return Asked(query, _number(given.get("view")), sized)


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _order(given: str) -> tuple[str, bool]:
    name = given.removeprefix("-")
    return (name, given.startswith("-")) if name in SORTS else ("", False)


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _day(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None


def as_query(pairs: Mapping[str, str] | str) -> QueryDict:
    """Parameters as they stand in an address, read."""
    return QueryDict(pairs if isinstance(pairs, str) else urlencode(pairs))
