"""The JSON document that check and import print."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import CarnetError, Plan, SourceFile
from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.stages.report import refusal, wording, write_document
from tests.support.documents import document
from tests.support.plans import found, mapped, plan, source_sheet

rule("test.said", Severity.INFO, en="“%(value)s” was read.", fr="« %(value)s » a été lu.")
rule("test.no_file", Severity.ERROR, en="%(file)s was not found.", fr="%(file)s est introuvable.")

KEYS = ["files", "cells", "records", "plan", "findings", "import"]
FINDING = ["file", "sheet", "row", "column", "severity", "code", "value", "message", "suggestion"]
HEADERS = ("Name", "E-mail")


@pytest.fixture
def clients(tmp_path: Path) -> Plan:
    """A list under two lines of title, with a total."""
    rows: dict[int, tuple[str | None, ...]] = {
        1: ("List", None), 2: ("2024", None), 4: HEADERS, 5: ("Ana", "a"), 6: ("Bo", "b"), 9: ("Total", "2")
    }  # fmt: skip
    one = mapped(
        source_sheet(tmp_path, "clients", HEADERS, rows), HEADERS, {"Name": "contact.name"}, header_row=4
    )
    out = {1: "title", 2: "title", 9: "total"}
    one = replace(one, recognised=replace(one.recognised, left_out=out))
    made = plan([one], [found(0, 5, 1, "test.said", "é"), found(None, None, None, "test.said")])
    sheet = one.recognised.sheet
    made.files = (SourceFile("clients.csv", "csv", (sheet,), "cp1252", ";"),)
    return made


def test_it_has_the_shape_that_scripts_rely_on(clients: Plan) -> None:
    read = document(clients, "I7")
    assert list(read) == KEYS
    assert [list(finding) for finding in read["findings"]] == [FINDING, FINDING]
    assert read["findings"][0] == {
        "file": "clients.csv", "sheet": "clients", "row": 5, "column": "E-mail", "severity": "info",
        "code": "test.said", "value": "é", "message": "clients, row 5, “E-mail”: “é” was read.",
        "suggestion": "",
    }  # fmt: skip
    assert (read["findings"][1]["row"], read["findings"][1]["column"]) == (0, "")
    assert read["import"] == "I7"
    assert list(read["cells"]) == ["read", "stored", "merged", "set_aside", "refused"]


def test_a_file_is_described_with_its_sheets_and_columns(clients: Plan) -> None:
    (file,) = document(clients)["files"]
    assert {name: file[name] for name in ("path", "format", "encoding", "delimiter")} == {
        "path": "clients.csv", "format": "csv", "encoding": "cp1252", "delimiter": ";"
    }  # fmt: skip
    (sheet,) = file["sheets"]
    assert [column["field"] for column in sheet["columns"]] == ["contact.name", None]
    assert list(sheet) == ["name", "provider", "confidence", "header_row", "rows", "columns"]


def test_titles_headers_and_totals_are_no_rows_of_the_list(clients: Plan) -> None:
    assert document(clients)["files"][0]["sheets"][0]["rows"] == 2


def test_a_sheet_without_any_row_has_none(tmp_path: Path) -> None:
    one = mapped(source_sheet(tmp_path, "empty", ("N",), {}), ("N",))
    made = plan([one], [])
    made.files = (SourceFile("clients.csv", "csv", (one.recognised.sheet,)),)
    assert document(made)["files"][0]["sheets"][0]["rows"] == 0


def test_it_is_one_line_of_text_in_the_persons_own_letters(clients: Plan) -> None:
    printed = io.StringIO()
    write_document(clients, None, Language.FR, printed)
    assert printed.getvalue().count("\n") == 1
    assert "« é » a été lu" in printed.getvalue()
    assert json.loads(printed.getvalue())["import"] is None


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5])
def test_findings_written_some_at_a_time_are_one_list(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "SLICE", 2)
    made = plan([], [found(None, None, None, "test.said", f"{number}") for number in range(count)])
    assert [one["value"] for one in document(made)["findings"]] == [f"{number}" for number in range(count)]


@given(st.lists(st.text(), max_size=4))
def test_any_text_is_read_back_as_it_was(texts: list[str]) -> None:
    made = plan([], [found(None, None, None, "test.said", text, text) for text in texts])
    read = document(made, "".join(texts))
    assert [(one["value"], one["suggestion"]) for one in read["findings"]] == [(text, text) for text in texts]
    assert [one["message"] for one in read["findings"]] == [f"“{text}” was read." for text in texts]
    assert read["import"] == "".join(texts)


def test_a_run_that_could_not_be_has_the_same_shape(clients: Plan) -> None:
    whole = document(clients)
    refused: dict[str, Any] = refusal(CarnetError("test.no_file", file="a.csv"), Language.FR)
    assert list(refused) == list(whole)
    assert list(refused["cells"]) == list(whole["cells"])
    assert [list(one) for one in refused["findings"]] == [FINDING]
    assert refused["findings"][0]["message"] == "a.csv est introuvable."
    assert refused["findings"][0]["severity"] == "error"
