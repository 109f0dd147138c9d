"""How often the right field is found on sheets of tools that no provider is written for."""

from __future__ import annotations

from functools import cache

import pytest

from carnet.contract import ColumnMapping, Options
from carnet.stages.map import map_columns
from tests.unit.map.cases import SHEETS
from tests.unit.map.sheets import recognised
from tests.unit.map.values import VALUES

ACCURACY = 0.97  # share of all columns that go where a person would put them
PRECISION = 0.985  # share of the mapped columns that are right


def _lines(sheet: str) -> list[list[str]]:
    return [[part.strip() for part in line.split("|")] for line in SHEETS[sheet].strip().splitlines()]


def _told(column: ColumnMapping) -> str:
    if column.labels:
        return "labels"
    special = f"!{column.special}" if column.special else ""
    slot = f"@{column.slot}" if column.slot else ""
    return f"{column.field or '-'}{special}{slot}"


def _right(expected: str) -> set[str]:
    """The answers that are right: "x,!kind" stands for "x" and "x!kind"."""
    right: set[str] = set()
    for answer in expected.split("/"):
        plain, _, special = answer.partition(",!")
        right |= {plain, f"{plain}!{special}"} if special else {plain}
    return right


@cache
def _results(sheet: str) -> tuple[tuple[str, str, bool], ...]:
    """Header, what was told, and whether it is right."""
    lines = _lines(sheet)
    mapped, _ = map_columns(recognised([(line[0], VALUES[line[1]]) for line in lines]), Options())
    told = [_told(column) for column in mapped.columns]
    return tuple((line[0], one, one in _right(line[2])) for line, one in zip(lines, told, strict=True))


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_columns_of_a_tool_go_where_a_person_would_put_them(sheet: str) -> None:
    results = _results(sheet)
    wrong = [(header, told) for header, told, right in results if not right]
    assert len(wrong) <= len(results) // 10, wrong


def test_over_all_tools_few_columns_are_missed_and_hardly_one_is_wrong() -> None:
    results = [result for sheet in SHEETS for result in _results(sheet)]
    mapped = [right for _, told, right in results if told != "-"]
    assert len(results) > 300
    assert sum(right for *_, right in results) / len(results) >= ACCURACY
    assert sum(mapped) / len(mapped) >= PRECISION
