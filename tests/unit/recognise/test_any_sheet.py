"""Whatever a sheet holds, it is recognised as something, and no row is lost."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import Options, Recognised, SourceFile
from carnet.findings import rules
from carnet.stages.recognise import recognise
from tests.support.generated import few
from tests.support.sheets import sheet

CELLS = st.one_of(
    st.just(""),
    st.text(max_size=12),
    st.sampled_from(["Name", "Email", "First Name", "Spouse", "Total", "TOTAL", "Page 1 of 2",
                     "a@example.com", "555-123-4567", "Client", "Nom", "Carnet row",
                     "Suggestion", "Phone 1 - Value", "2024"]),
)  # fmt: skip


def _recognised(rows: list[list[str]], options: Options | None = None) -> tuple[Recognised, list[str]]:
    found, findings = recognise([SourceFile("f", "csv", (sheet(rows),))], options or Options())
    return found[0], findings["code"].to_list()


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=8))
@few(50)
def test_any_grid_of_cells_gets_one_answer_that_fits_it(rows: list[list[str]]) -> None:
    found, codes = _recognised(rows)
    filled = [number for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    assert len(found.headers) == found.sheet.width
    assert found.header_row in {0, *filled}
    assert set(found.left_out) <= set(filled)
    assert found.header_row not in found.left_out
    assert all(number > 0 for number in found.left_out)
    assert set(codes) <= set(rules())
    if found.kind == "none":
        assert (found.header_row, found.left_out) == (0, {})
    elif found.header_row:
        assert set(filled) & set(range(1, found.header_row)) <= set(found.left_out)


def test_a_cell_made_to_stall_a_search_does_not() -> None:
    hostile = "0 " * 15_000 + "x"
    rows = [
        ["Name", "Email", "Balance"],
        [hostile, hostile, ""],
        ["Total", hostile, ""],
        ["1" * 30_000, "", ""],
    ]
    begun = time.monotonic()
    _recognised(rows)
    assert time.monotonic() - begun < 2


def test_two_providers_that_fit_equally_are_named_and_less_is_sure() -> None:
    headers = ["Contact Type", "Entity Type", "Filing Status", "Spouse First Name", "Assigned To"]
    found, codes = _recognised([headers, list("abcde")])
    assert found.provider in {"canopy", "officetools"}
    assert codes == ["provider.uncertain"]
    assert found.confidence <= 0.6


@pytest.mark.parametrize("title", ["Carnet: guide", "Carnet : guide"])
def test_the_guide_of_the_import_file_is_left_out_without_a_word(title: str) -> None:
    found, codes = _recognised(
        [[title, "", "Allowed values"], ["", "", "Entity Type"], ["Fill in", "", "Corporation"]]
    )
    assert (found.kind, codes) == ("none", [])
