"""``import carnet`` in a script does what the commands do, and gives what they print."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.support.commands import Carnet

import carnet as scripts

TABLE = """\
Client No,First Name,Last Name,Email,Phone,Colour
C1,Ana,López,ana@lopez.example,212 555 0151,blue
C2,Bo,Marsh,bo@marsh,212 555 0147,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_check_gives_what_the_command_prints(carnet: Carnet, table: Path) -> None:
    printed = carnet("check", str(table), "--json", "--country", "us", "--map", "Colour=custom.Colour")
    told = scripts.check(table, country="us", mapping={"Colour": "custom.Colour"}, language="en")
    assert told == printed.document
    assert told["cells"]["read"] == 11


def test_an_import_goes_into_the_book_of_the_commands_and_again_changes_nothing(
    carnet: Carnet, table: Path, tmp_path: Path
) -> None:
    assert scripts.import_(table, dry_run=True)["import"] is None
    first = scripts.import_([table], report=tmp_path / "correct.xlsx")
    assert first["plan"]["create"] == 2
    assert (tmp_path / "correct.xlsx").stat().st_size
    again = scripts.import_(str(table))
    assert (again["plan"]["create"], again["plan"]["update"], again["plan"]["skip"]) == (0, 0, 2)
    assert [entry["key"] for entry in carnet("history", "--json").document] == [
        again["import"],
        first["import"],
    ]
    written = scripts.export("jsonl", tmp_path / "book.jsonl")
    assert written == {"path": str(tmp_path / "book.jsonl"), "notes": []}
    names = [json.loads(line)["name"] for line in (tmp_path / "book.jsonl").open(encoding="utf-8")]
    assert sorted(names) == ["Ana López", "Bo Marsh"]
    (note,) = scripts.export("csv", tmp_path / "book.csv", language="en")["notes"]
    assert note == "“Values set aside” has no place in this kind of file. Values left out: 4."  # of both
    assert carnet("undo", first["import"], "--yes").status == 0


def test_rows_of_one_contact_are_found(carnet: Carnet, table: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    found = scripts.match([table, table], out)
    assert (found["rows"], found["clusters"], found["repeated"]) == (4, 2, 4)
    assert out.read_text(encoding="utf-8").splitlines()[0].endswith('"cluster_id","probability"')


@pytest.mark.usefixtures("carnet")
def test_what_cannot_be_used_is_told_in_a_sentence_of_the_language_asked(table: Path, tmp_path: Path) -> None:
    with pytest.raises(scripts.RefusedError) as refused:
        scripts.check(tmp_path / "missing.csv", language="fr")
    assert refused.value.code == "file.missing"
    assert "missing.csv" in str(refused.value)
    assert refused.value.document["findings"][0]["message"] == str(refused.value)
    with pytest.raises(scripts.RefusedError, match="no country code"):
        scripts.import_(table, country="XX")
    with pytest.raises(ValueError, match="sideways"):
        scripts.import_(table, mode="sideways")
    with pytest.raises(scripts.RefusedError, match="no folder"):
        scripts.export("csv", tmp_path / "none" / "book.csv")


def test_a_script_of_its_own_needs_nothing_but_the_import(table: Path, tmp_path: Path) -> None:
    script = "import carnet, sys; print(carnet.import_(sys.argv[1])['records']['people'])"
    home = os.environ | {"CARNET_HOME": str(tmp_path / "own")}
    ran = subprocess.run(
        [sys.executable, "-c", script, str(table)], env=home, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "2"
