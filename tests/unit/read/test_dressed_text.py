"""Text tables with other marks, other delimiters or none: each list is cut as a person reads it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from carnet.contract import SourceFile

Opened = Callable[..., list[SourceFile]]

_ROWS = (
    ("Name", "Email", "Address", "Phone"),
    ("Ann Lee", "ann@example.com", "12 High St, Bath", "(410) 555-0101"),
    ("Bob Ray", "bob@example.com", "4 Low Rd, Wells", "(410) 555-0102"),
    ("Zoe O'Neil", "zoe@example.com", "9 Park Ave, York", "(410) 555-0104"),
)


def _joined(between: str, mark: Callable[[str], str] = str) -> str:
    return "".join(between.join(map(mark, row)) + "\n" for row in _ROWS)


def _aligned(*widths: int) -> list[str]:
    return ["".join(map(str.ljust, row, widths)).rstrip() + "\n" for row in _ROWS]


def _in_bars(row: Sequence[str]) -> str:
    return f"| {' | '.join(row)} |\n"


_LINES = _aligned(14, 22, 24, 16)
_TEXTS = {
    "single quotes": _joined(",", lambda cell: "'" + cell.replace("'", "''") + "'"),
    "single quotes and semicolons": _joined(";", lambda cell: "'" + cell.replace("'", "\\'") + "'"),
    "single quotes where a comma stands": _joined(",", lambda cell: f"'{cell}'" if "," in cell else cell),
    "curly quotes": _joined(",", lambda cell: f"“{cell}”"),
    "spaces before the quotes": _joined(", ", lambda cell: f'"{cell}"'),
    "formulas that hold a text": _joined(",", lambda cell: f'="{cell}"'),
    "carets": _joined("^"),
    "tildes": _joined("~"),
    "unit separators": _joined("\x1f"),
    "broken bars": _joined("¦"),
    "Chinese commas": _joined("，"),
    "French quotes": _joined(";", lambda cell: f"«{cell}»"),
    "German quotes": _joined(",", lambda cell: f"„{cell}“"),
    "several characters": _joined("~|~"),
    "a fixed width": "".join(_LINES),
    "a fixed width and a line under the header": _LINES[0] + "----- ----  ---- ---\n" + "".join(_LINES[1:]),
    "a fixed width that some cells fill": "".join(_aligned(11, 16, 17, 15)),
    "two spaces and more": _joined("   "),
}


@pytest.mark.parametrize("dress", _TEXTS)
def test_a_table_is_cut_whatever_stands_between_its_cells(opened: Opened, dress: str) -> None:
    (source,) = opened(_TEXTS[dress])
    found = [row[1:] for row in source.sheets[0].head(9).rows() if not row[1].startswith("-")]
    assert tuple(found) == _ROWS
    told = "width" in dress or "spaces and" in dress
    assert [code for code, _ in source.notes] == ["file.fixed_width"] * told


@pytest.mark.parametrize(
    "text",
    [
        "Name,Note\nAnn,'tis well\nBob,'quoted'\n",
        "Name,Note\n'Ann',x\nBob,y\n",
        "Name  and  more,Town\nAnn  of  Bath,x\nBob  of  York,y\n",
        "Ann Lee\nBob Ray\nAcme Ltd\n",
        'Name,Formula\nAnn,="007"\nBob,="008"\n',
    ],
)
def test_marks_that_belong_to_the_text_stay(opened: Opened, text: str) -> None:
    (source,) = opened(text)
    assert [",".join(row[1:]) for row in source.sheets[0].head(9).rows()] == text.splitlines()


def test_the_people_a_message_goes_to_are_a_list(opened: Opened) -> None:
    (source,) = opened('Ann Lee <ann@example.com>; "O\'Neil, Zoe" <zoe@example.com>; <bob@example.com>')
    assert [row[1:] for row in source.sheets[0].head(9).rows()] == [
        ("Ann Lee", "ann@example.com"),
        ("O'Neil, Zoe", "zoe@example.com"),
        (None, "bob@example.com"),
    ]


def test_a_chosen_delimiter_is_taken_as_it_is(opened: Opened) -> None:
    (source,) = opened("'a','b'\n'c','d'\n", delimiter=",")
    assert source.sheets[0].head(1).row(0)[1:] == ("'a'", "'b'")
