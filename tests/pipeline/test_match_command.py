"""carnet match on tables as people have them: their rows come back in order, each with its cluster."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.support.commands import Carnet

from carnet.doors.cli.show_matched import KEYS
from carnet.stages.match.evidence import blocking


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


HEADER = "Client No,First Name,Last Name,Birth date,Email,Phone,Notes"
TABLE = """\
C1,Robert,Marsh,24/06/1971,bob.marsh@oakmill.example,+1 212 555 0147,=1+2
C2,Ana,López,02/03/1980,ana@lopez.example,+1 212 555 0151,
C3,Bob,Marsh,24/06/1971,bob.marsh@oakmill.example,(212) 555-0147,"two
lines"
C4,Carol,Quigley,19/11/1955,carol@quigley.example,+1 212 555 0160,
C5,Anna,Lopez,02/03/1980,ana@lopez.example,+1 212 555 0151,
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "clients.csv"
    path.write_text(f"{HEADER}\n{TABLE}", encoding="utf-8")
    return path


def test_every_row_comes_back_in_order_with_all_its_columns(
    carnet: Carnet, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    assert carnet("match", str(table), "--out", str(out)).status == 0
    header, *rows = _rows(out)
    assert header == [*HEADER.split(","), "cluster_id", "probability"]
    assert [row[0] for row in rows] == ["C1", "C2", "C3", "C4", "C5"]
    assert rows[2][6] == "two\nlines"
    assert rows[0][6] == "'=1+2"  # a spreadsheet would run it


def test_spellings_of_one_person_share_a_cluster_and_others_do_not(
    carnet: Carnet, table: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    done = carnet("match", str(table), "--out", str(out), "--json")
    assert done.document == {
        "rows": 5, "clusters": 2, "repeated": 4, "left_out": [], "out": str(out)
    }  # fmt: skip
    cluster = {row[0]: row[-2] for row in _rows(out)[1:]}
    assert cluster["C1"] == cluster["C3"]
    assert cluster["C2"] == cluster["C5"]
    assert len(set(cluster.values())) == 3
    assert all(0 <= float(row[-1]) <= 1 for row in _rows(out)[1:])


def test_rows_of_several_files_are_compared_and_stand_under_one_header(
    carnet: Carnet, table: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(
        "Last Name,First Name,Email,City\nMarsh,Robert,bob.marsh@oakmill.example,Albany\n", encoding="utf-8"
    )
    out = tmp_path / "out.csv"
    assert carnet("match", str(table), str(other), "--out", str(out)).status == 0
    header, *rows = _rows(out)
    assert header == [*HEADER.split(","), "City", "cluster_id", "probability"]
    assert rows[5][:8] == ["", "Robert", "Marsh", "", "bob.marsh@oakmill.example", "", "", "Albany"]
    assert rows[5][-2] == rows[0][-2]


def test_a_column_that_tells_the_answer_is_no_evidence(carnet: Carnet, tmp_path: Path) -> None:
    path, out = tmp_path / "labelled.csv", tmp_path / "out.csv"
    path.write_text(
        "name,email,cluster\nGreta Holm,greta@holm.example,7\nTomas Berg,tomas@berg.example,7\n"
        "Ingrid Dahl,ingrid@dahl.example,8\n", encoding="utf-8",
    )  # fmt: skip
    assert carnet("match", str(path), "--out", str(out)).status == 0
    assert len({row[-2] for row in _rows(out)[1:]}) == 3


def test_a_totals_row_comes_back_and_stands_alone(carnet: Carnet, tmp_path: Path) -> None:
    path, out = tmp_path / "list.csv", tmp_path / "out.csv"
    path.write_text(
        "Customer list\n\nCustomer,Email,Phone,Balance\n"
        "Oak Mill LLC,office@oakmill.example,212 555 0147,10.00\n"
        "Oak Mill,office@oakmill.example,212-555-0147,5.00\n"
        "Elm Farm Inc.,hello@elmfarm.example,212 555 0199,7.00\n"
        "TOTAL,,,22.00\n", encoding="utf-8",
    )  # fmt: skip
    assert carnet("match", str(path), "--out", str(out)).status == 0
    rows = _rows(out)[1:]
    assert [row[0] for row in rows] == ["Oak Mill LLC", "Oak Mill", "Elm Farm Inc.", "TOTAL"]
    assert rows[0][-2] == rows[1][-2]
    assert len({row[-2] for row in rows}) == 3


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "clients.csv"), ("just one line of words\n", "clients.csv")],
)
def test_what_is_no_table_gets_a_sentence_and_no_file(
    carnet: Carnet, text: str, says: str, tmp_path: Path
) -> None:
    path, out = tmp_path / "clients.csv", tmp_path / "out.csv"
    path.write_text(text, encoding="utf-8")
    done = carnet("match", str(path), "--out", str(out))
    assert done.status == 2
    assert says in done.err
    assert "Traceback" not in done.err
    assert not out.exists()


def test_one_record_is_its_own_cluster(carnet: Carnet, tmp_path: Path) -> None:
    path, out = tmp_path / "one.csv", tmp_path / "out.csv"
    path.write_text("First name,Last name,Email\nAna,López,ana@lopez.example\n", encoding="utf-8")
    assert carnet("match", str(path), "--out", str(out), "--language", "fr").status == 0
    assert _rows(out)[1] == ["Ana", "López", "ana@lopez.example", "0", "1.0"]


@pytest.fixture
def crowd(tmp_path: Path) -> Path:
    """People who have nothing in common but the firm's own address, phone and mailbox, put into every row."""
    path = tmp_path / "crowd.csv"
    names = ("Amara", "Bjorn", "Celeste", "Darius", "Elowen", "Farid", "Ginevra", "Hoshi", "Idris", "Juno")
    rows = (
        f"{names[n % 10]},{names[n // 10 % 10]}s{names[n // 100]}ova,19{30 + n % 60}-0{1 + n % 9}-12,"
        "info@firm.example,+1 212 555 0151,12 High St,Albany,12207\n"
        for n in range(300)
    )
    header = "First name,Last name,Birth date,Email,Phone,Street,City,Postcode\n"
    path.write_text(header + "".join(rows), encoding="utf-8")
    return path


def test_values_that_everybody_shares_merge_nobody_and_are_said_to_be_left_out(
    carnet: Carnet, crowd: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocking, "ALL_BELOW", 0)  # as in a long list
    monkeypatch.setattr(blocking, "THOROUGH", (2.0, 0))
    out = tmp_path / "out.csv"
    done = carnet("match", str(crowd), "--out", str(out), "--json")
    assert (done.document["rows"], done.document["clusters"]) == (300, 0)
    left_out = {part["key"]: part for part in done.document["left_out"]}
    assert left_out["address"] == {"key": "address", "values": 1, "records": 300, "pairs": 300 * 299 // 2}
    told = carnet("match", str(crowd), "--out", str(out), "--language", "fr").out
    assert "adresse (valeurs\u00a0: 1\u00a0; lignes qui partagent la plus courante\u00a0: 300)" in told


def test_a_person_reads_a_word_for_all_that_may_be_left_out() -> None:
    keys = {name for kind in ("person", "organization") for name, _ in blocking.keys_of(kind)}
    assert {word for name in keys for word in name.split(", ")} == set(KEYS)


def test_a_thousand_equal_rows_are_one_contact(carnet: Carnet, tmp_path: Path) -> None:
    path, out = tmp_path / "equal.csv", tmp_path / "out.csv"
    path.write_text("name,email\n" + "Ana López,ana@lopez.example\n" * 1_000, encoding="utf-8")
    assert carnet("match", str(path), "--out", str(out)).status == 0
    assert {row[-2] for row in _rows(out)[1:]} == {"0"}


def test_columns_that_are_all_empty_neither_join_nor_stop(carnet: Carnet, tmp_path: Path) -> None:
    path, out = tmp_path / "empty.csv", tmp_path / "out.csv"
    path.write_text(
        "name,email,phone,birth date\nAna López,,,\nTomas Berg,,,\nIngrid Dahl,,,\n", encoding="utf-8"
    )
    assert carnet("match", str(path), "--out", str(out)).status == 0
    assert len({row[-2] for row in _rows(out)[1:]}) == 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_where_spark_cannot_start_the_command_says_what_to_install_and_writes_nothing(
    carnet: Carnet, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    out = tmp_path / "out.csv"
    done = carnet("match", str(table), "--engine", "spark", "--out", str(out), "--language", language)
    assert done.status == 2
    assert 'pip install "carnet[spark]"' in done.err
    assert "Java 17" in done.err
    assert "Traceback" not in done.err
    assert not out.exists()
