"""Dataclasses and named tuples as JSON and back, checked against their own types."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast

T = TypeVar("T")


def written(value: object) -> str:
    """A value as one line of JSON; fields that are as by default are left out."""
    return json.dumps(_plain(value), ensure_ascii=False, separators=(",", ":"))


def read_as(kind: type[T], text: str) -> T:
    """The value that written() wrote.

    Raises:
        ValueError: the text is no such value; its argument says where.
    """
    return cast("T", _built(kind, json.loads(text), ""))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: _plain(found)
            for one in fields(value)
            if (found := getattr(value, one.name)) != _default(one)
        }
    if isinstance(value, Mapping):
        return {_key(name): _plain(found) for name, found in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(found) for found in value]
    return value


def _default(one: Any) -> Any:
    return one.default_factory() if one.default_factory is not MISSING else one.default


def _key(name: Any) -> str:
    return "/".join(map(str, name)) if isinstance(name, tuple) else str(name)


def _built(kind: Any, value: Any, at: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _optional(kind, value, at)
    if origin is tuple:
        (item, _) = typing.get_args(kind)
        return tuple(_built(item, one, f"{at}[{n}]") for n, one in enumerate(_is(list, value, at)))
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
    return float(_is((int, float), value, at)) if kind is float else _is(kind, value, at)


def _optional(kind: Any, value: Any, at: str) -> Any:
    if value is None:
        return None
    (item,) = (one for one in typing.get_args(kind) if one is not type(None))
    return _built(item, value, at)


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
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _is(kind: Any, value: Any, at: str) -> Any:
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ValueError(f"{at}: {value!r}")
    return value
