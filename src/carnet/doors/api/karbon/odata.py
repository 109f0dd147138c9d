"""OData's options of lists: which contacts, in which order, which of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any
from urllib.parse import quote, urlencode

import polars as pl
from django.http import JsonResponse
from odata_query import ast
from odata_query.exceptions import ODataException

from carnet.doors.api.karbon.calls import Call
from carnet.doors.api.karbon.wrong import bad

LARGEST = 100  # records of a page
_DEEPEST = 1_000  # characters of a filter
_OPERATORS = "To allow it, set the 'AllowedLogicalOperators' property on EnableQueryAttribute or " \
    "QueryValidationSettings."  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """What one property of a record is to be."""

    name: str
    contains: bool
    value: str


@dataclass(frozen=True, slots=True)
class Window:
    """Which records of a list."""

    top: int
    skip: int


def conditions(text: str, entity: str, allowed: Mapping[str, bool]) -> list[Condition]:
    """A $filter as conditions that are all to be true.

    Args:
        entity: whose properties they are. allowed: the properties, and whether contains works on them.

    Raises:
        WrongError: it cannot be read, or asks for more than Karbon allows.
    """
    from odata_query.grammar import ODataLexer, ODataParser  # here, as it makes its tables when it is loaded

    try:
        if len(text) > _DEEPEST:
            raise bad("The $filter query option is too long.")
        found = list(_conditions(ODataParser().parse(ODataLexer().tokenize(text)), entity))
    except (ODataException, RecursionError):
        raise bad(f"Syntax error in '{text[:80]}'.") from None
    for one in found:
        if one.name not in allowed:
            raise bad(
                f"Could not find a property named '{one.name}' on type 'KarbonService.{entity}SummaryDTO'."
            )
        if one.contains and not allowed[one.name]:
            raise bad(f"Function 'contains' is not allowed on '{one.name}'.")
    return found


def _conditions(node: Any, entity: str) -> Iterator[Condition]:
    match node:
        case ast.BoolOp(op=ast.And(), left=left, right=right):
            yield from _conditions(left, entity)
            yield from _conditions(right, entity)
        case ast.Compare(comparator=ast.Eq(), left=ast.Identifier(name=name), right=right):
            yield Condition(name, False, _literal(right))
        case ast.Call(func=ast.Identifier(name="contains"), args=[ast.Identifier(name=name), right]):
            yield Condition(name, True, _literal(right))
        case ast.BoolOp(op=op):
            raise bad(f"Logical operator '{type(op).__name__}' is not allowed. {_OPERATORS}")
        case ast.Compare(comparator=comparator):
            raise bad(f"Logical operator '{type(comparator).__name__}' is not allowed. {_OPERATORS}")
        case ast.Call(func=ast.Identifier(name=name)):
            allowed = "To allow it, set the 'AllowedFunctions' property on EnableQueryAttribute."
            raise bad(f"Function '{name}' is not allowed. {allowed}")
        case _:
            raise bad(f"The $filter query option does not say what a {entity} is to be.")


def _literal(node: Any) -> str:
    match node:
        case ast.String(val=text):
            return str(text)
        case ast.Null():
            return ""
        case _ if hasattr(node, "val"):
            return str(node.val)
        case _:
            raise bad("The $filter query option compares properties with texts alone.")


# The properties of lists, in the listing's columns; both without regard to case where it says so.
_FOLDED = {"FullName": "name", "EmailAddress": "email"}
_PLAIN = {"ContactType": "contact_type", "ExternalKey": "client_identifier"}


def chosen(found: Sequence[Condition]) -> pl.Expr | None:
    """Conditions on the listing's columns; None where there are none."""
    parts = [_on_column(one) for one in found]
    return reduce(lambda left, right: left & right, parts) if parts else None


def _on_column(one: Condition) -> pl.Expr:
    if one.name == "PhoneNumber":
        column, value = pl.col("phone").str.replace_all(r"\D", ""), "".join(filter(str.isdigit, one.value))
    elif one.name in _FOLDED:
        column, value = pl.col(_FOLDED[one.name]).str.to_lowercase(), one.value.lower()
    else:
        column, value = pl.col(_PLAIN[one.name]).cast(pl.String), one.value
    if not value:
        return column.is_null()
    found = column.str.contains(value, literal=True) if one.contains else column == value
    return found.fill_null(False)


def window(options: Mapping[str, str]) -> Window:
    """$top and $skip.

    Raises:
        WrongError: they are no numbers, or $top is too large.
    """
    numbers = {}
    for name in ("top", "skip"):
        text = options.get(name, "")
        if text and not (text.isascii() and text.isdigit() and len(text) < 10):
            raise bad(f"Invalid value '{text[:20]}' for ${name} query option found. The ${name} query option "
                      "requires a non-negative integer value.")  # fmt: skip
        numbers[name] = int(text) if text else None
    top = numbers["top"] if numbers["top"] is not None else LARGEST
    if top > LARGEST:
        raise bad(f"The limit of '{LARGEST}' for Top query has been exceeded. The value from the incoming "
                  f"request is '{top}'.")  # fmt: skip
    return Window(top, numbers["skip"] or 0)


def order(options: Mapping[str, str], allowed: Mapping[str, str], usual: str) -> tuple[str, bool]:
    """$orderby as the listing's column, and whether it is descending.

    Raises:
        WrongError: nothing is ordered by that property.
    """
    text = options.get("orderby", "").strip()
    if not text:
        return usual, False
    name, _, direction = text.partition(" ")
    if name not in allowed or direction.strip() not in {"", "asc", "desc"}:
        raise bad(f"The property '{name}' cannot be used in the $orderby query option.")
    return allowed[name], direction.strip() == "desc"


def page(
    call: Call, name: str, window: Window, total: int, value: Sequence[Mapping[str, Any]]
) -> JsonResponse:
    """One page of a list, with the link to the next."""
    body: dict[str, Any] = {"@odata.context": call.context(name), "@odata.count": total}
    after = window.skip + len(value)
    if value and after < total:
        options = {key: text for key, text in call.request.GET.items() if key not in {"$skip", "$top"}}
        following = urlencode(
            options | {"$top": str(window.top), "$skip": str(after)}, safe="$", quote_via=quote
        )
        body["@odata.nextLink"] = f"{call.request.build_absolute_uri(call.request.path)}?{following}"
    return JsonResponse(body | {"value": list(value)})
