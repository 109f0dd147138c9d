"""The exports of the demo's invented firm."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from firm.clients import Maker
from firm.exports import SEED, write_exports


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_exports(tmp_path_factory.mktemp("exports"))


def test_the_demo_is_the_same_each_time(exports: list[Path], tmp_path: Path) -> None:
    texts = [path.name for path in exports if path.suffix in {".csv", ".vcf"}]
    again = write_exports(tmp_path)
    assert [path.name for path in again] == [path.name for path in exports]
    assert all((tmp_path / name).read_bytes() == (exports[0].parent / name).read_bytes() for name in texts)


def test_no_two_clients_of_the_demo_share_a_code_or_an_organization_name() -> None:
    clients = Maker(SEED).clients()
    names = [client.name for client in clients if client.organization]
    assert len({client.code for client in clients}) == len(clients) == 3000
    assert len(set(names)) == len(names)


def test_the_french_outlook_export_has_salutation_and_job_under_one_header(exports: list[Path]) -> None:
    path = next(path for path in exports if path.name.startswith("Outlook"))
    with path.open(encoding="cp1252", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    assert (header[0], header[7]) == ("Titre", "Titre")
    assert {row[0] for row in rows} == {"", "M.", "Mme"}
    assert "Gérante" in {row[7] for row in rows}
