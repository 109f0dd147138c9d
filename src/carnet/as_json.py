"""Dataclasses and named tuples as JSON and back, checked against their own types."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, Union, cast

T = TypeVar("T")
_PLAIN = frozenset({str, int, bool})


def written(value: object) -> str:
    """A value as one line of JSON; fields that are as by default are left out."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"))


def read_as(kind: type[T], text: str) -> T:
    """The value that written() wrote.

    Raises:
        ValueError: the text is no such value; its argument says where.
    """
    return cast("T", _built(kind, json.loads(text), ""))


def _plain(value: Any) -> Any:
    """What JSON does not know by itself; it takes tuples for lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: _with_text_keys(found)
            for one in fields(value)
            if (found := getattr(value, one.name)) != _default(one)
        }
    if isinstance(value, Path):
        return str(value)
    raise TypeError(type(value).__name__)


def _with_text_keys(value: Any) -> Any:
    return {_key(name): found for name, found in value.items()} if isinstance(value, Mapping) else value


def _default(one: Any) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _key(name: Any) -> str:
    return "/".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _built(kind: Any, value: Any, at: str) -> Any:
    if kind in _PLAIN:
        return _is(kind, value, at)
    origin = typing.get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _one_of(kind, value, at)
    if origin is tuple:
        return _several(typing.get_args(kind), _is(list, value, at), at)
    if origin is not None:  # a Mapping
        name_kind, item = typing.get_args(kind)
        return {
            _name(name_kind, name, at): _built(item, one, f"{at}.{name}")
            for name, one in _is(dict, value, at).items()
        }
    if is_dataclass(kind):
        return _record(kind, _is(dict, value, at), at)
    if hasattr(kind, "_fields"):
        return _row(kind, _is(list, value, at), at)
    if issubclass(kind, StrEnum):
        try:
            return kind(value)
        except ValueError:
            raise ValueError(f"{at}: {value!r}") from None
    if kind is Path:
        return Path(_is(str, value, at))
    return float(_is((int, float), value, at)) if kind is float else _is(kind, value, at)


def _one_of(kind: Any, value: Any, at: str) -> Any:
    """A value that may be null, or of one of several plain types."""
    if value is None and type(None) in typing.get_args(kind):
        return None
    items = [one for one in typing.get_args(kind) if one is not type(None)]
    return _built(items[0], value, at) if len(items) == 1 else _is(tuple(items), value, at)


def _several(items: tuple[Any, ...], values: list[Any], at: str) -> tuple[Any, ...]:
    """A tuple of any length, or of one value for each type."""
    kinds = [items[0]] * len(values) if items[-1] is Ellipsis else list(items)
    if len(kinds) != len(values):
        raise ValueError(f"{at}: {len(values)}")
    plain = _plain_types(items[0])
    if plain and all(type(one) is list and tuple(map(type, one)) == plain for one in values):
        return tuple(map(items[0]._make, values))  # ten times as fast, for choices that hold thousands
    return tuple(
        _built(kind, one, f"{at}[{n}]") for n, (kind, one) in enumerate(zip(kinds, values, strict=True))
    )


def _name(kind: Any, name: str, at: str) -> Any:
    if kind is str:
        return name
    parts = name.split("/", 1)
    try:
        return int(name) if kind is int else kind(int(parts[0]), parts[1])
    except (ValueError, IndexError):
        raise ValueError(f"{at}.{name}") from None


def _record(kind: Any, value: dict[str, Any], at: str) -> Any:
    hints = _hints(kind)
    if unknown := sorted(set(value) - set(hints)):
        raise ValueError(f"{at}.{unknown[0]}")
    try:
        return kind(**{name: _built(hints[name], one, f"{at}.{name}") for name, one in value.items()})
    except TypeError as error:
        raise ValueError(f"{at}: {error}") from None


def _row(kind: Any, value: list[Any], at: str) -> Any:
    hints = list(_hints(kind).values())
    if len(value) > len(hints):
        raise ValueError(at)
    try:
        return kind(*(_built(hint, one, at) for hint, one in zip(hints, value, strict=False)))
    except TypeError as error:
        raise ValueError(f"{at}: {error}") from None


@cache
def _plain_types(kind: Any) -> tuple[Any, ...] | None:
    """The types of a named tuple's fields; None where one of them is to be built."""
    hints = tuple(_hints(kind).values()) if hasattr(kind, "_fields") else ()
    return hints if hints and all(hint in {str, int, bool} for hint in hints) else None


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _is(kind: Any, value: Any, at: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{at}: {value!r}")
    return value
