"""The command line as scripts and people rely on it: exit status, one document, both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from tests.support.commands import Carnet, Ran

GOLDEN = Path(__file__).parent.parent / "golden"
CLEAN = "Client ID,Company Name,Email\n007,Oak Mill LLC,office@oak.example\n"
FAULTY = "Client ID,Company Name,Email,TFN,Zorblax\n007,Oak Mill LLC,office at oak,123 456 789,q\n"


def write(name: str, text: str) -> str:
    """A file in the test's folder."""
    Path(name).write_text(text, encoding="utf-8")
    return name


def codes(ran: Ran) -> list[str]:
    return [finding["code"] for finding in ran.document["findings"]]


def columns(ran: Ran) -> dict[str, str | None]:
    sheet = ran.document["files"][0]["sheets"][0]
    return {column["header"]: column["field"] for column in sheet["columns"]}


# ---------------------------------------------------------------------------------- exit status


def test_a_clean_file_ends_with_0_and_a_faulty_one_with_1(carnet: Carnet) -> None:
    assert carnet("check", write("clean.csv", CLEAN)).status == 0
    assert carnet("check", write("faulty.csv", FAULTY)).status == 1


def test_a_likely_correction_is_shown_beside_its_finding(carnet: Carnet) -> None:
    file = write("slip.csv", "Client ID,Company Name,Email\n007,Oak Mill LLC,office@oak.example.\n")
    assert "Did you mean “office@oak.example”?" in carnet("check", file).out
    assert "Vouliez-vous dire « office@oak.example » ?" in carnet("check", file, "--language", "fr").out


def test_an_import_with_faults_is_applied_and_ends_with_1(carnet: Carnet) -> None:
    ran = carnet("import", write("faulty.csv", FAULTY), "--yes", "--json")
    assert ran.status == 1
    assert ran.document["import"]
    assert ran.document["plan"]["create"] == 1
    assert "email.invalid" in codes(ran)


def test_without_yes_and_without_a_person_nothing_is_applied(carnet: Carnet) -> None:
    for words in (["--dry-run", "--yes"], []):
        ran = carnet("import", write("clean.csv", CLEAN), "--json", *words)
        assert (ran.status, ran.document["import"]) == (0, None)
    assert carnet("history", "--json").document == []


UNUSABLE = [
    (["check", "missing.csv"], "file.missing"),
    (["check", "."], "file.folder"),
    (["check"], "argument.missing"),
    (["check", "clean.csv", "--colour", "red"], "argument.option"),
    (["check", "clean.csv", "--header-row", "0"], "argument.row"),
    (["check", "clean.csv", "--country", "Mars"], "argument.country"),
    (["check", "clean.csv", "--date-order", "often"], "argument.date_order"),
    (["check", "clean.csv", "--provider", "nonesuch"], "provider.unknown"),
    (["check", "clean.csv", "--map", "no sign"], "argument.map"),
    (["check", "clean.csv", "--map", "Nowhere=person.email"], "argument.header"),
    (["check", "clean.csv", "--report", "no/folder.xlsx"], "argument.no_folder"),
    (["import", "clean.csv", "--yes", "--mode", "guess"], "argument.choice"),
    (["import", "clean.csv", "--yes", "--key", "colour"], "argument.key"),
    (["import", "clean.csv", "--yes", "--report", "home"], "argument.is_folder"),
    (["import", "clean.csv", "--yes", "--report", "report.csv"], "argument.other_ending"),
    (["undo", "nothing", "--yes"], "import.unknown"),
    (["history", "nothing"], "import.unknown"),
    (["export", "--to", "fax", "--out", "book.fax"], "export.unknown"),
    (["template", "--out", "t.xlsx", "--level", "expert"], "argument.level"),
    (["template", "--out", "clean.csv"], "argument.other_ending"),
    (["frobnicate"], "argument.command"),
]


@pytest.mark.parametrize(("words", "code"), UNUSABLE, ids=[" ".join(words) for words, _ in UNUSABLE])
def test_what_cannot_be_used_ends_with_2_a_sentence_and_no_change(
    carnet: Carnet, words: list[str], code: str
) -> None:
    write("clean.csv", CLEAN)
    before = sorted(Path().iterdir())
    told = {}
    for language in ("en", "fr"):
        ran = carnet(*words, "--json", "--language", language)
        assert (ran.status, codes(ran)) == (2, [code])
        assert ran.document["files"] == []
        told[language] = ran.document["findings"][0]["message"]
        assert ran.err.strip() == told[language]
        assert "Traceback" not in ran.err
    assert told["en"] != told["fr"]
    assert sorted(Path().iterdir()) == before
    assert carnet("history", "--json").document == []


def test_a_file_that_cannot_be_read_makes_no_book(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARNET_HOME", str(tmp_path / "elsewhere"))
    assert carnet("import", "missing.csv", "--yes").status == 2
    assert carnet("check", write("empty.csv", "")).status == 2
    assert not (tmp_path / "elsewhere").exists()


def test_a_report_never_overwrites_a_file_that_is_read(carnet: Carnet) -> None:
    file = write("clean.xlsx", CLEAN)
    for words in (["check", file, "--report", file], ["import", file, "--yes", "--report", f"./{file}"]):
        ran = carnet(*words, "--json")
        assert (ran.status, codes(ran)) == (2, ["argument.own_file"])
    assert Path(file).read_text(encoding="utf-8") == CLEAN


def test_a_folder_in_which_no_book_can_be_made_is_named(
    carnet: Carnet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CARNET_HOME", str(tmp_path / write("clean.csv", CLEAN) / "home"))
    ran = carnet("import", "clean.csv", "--yes", "--json")
    assert (ran.status, codes(ran)) == (2, ["book.unwritable"])
    assert str(tmp_path) in ran.err


# ------------------------------------------------------------------------------------- document


def test_json_is_one_document_with_the_contract_shape(carnet: Carnet) -> None:
    ran = carnet("check", write("faulty.csv", FAULTY), "--json")
    assert ran.out.count("\n") <= 1
    assert list(ran.document) == ["files", "cells", "records", "plan", "findings", "import"]
    assert ran.document["files"][0]["sheets"][0]["rows"] == 1
    finding = next(one for one in ran.document["findings"] if one["code"] == "email.invalid")
    assert list(finding) == [
        "file", "sheet", "row", "column", "severity", "code", "value", "message", "suggestion"
    ]  # fmt: skip
    assert (finding["row"], finding["column"], finding["severity"]) == (2, "Email", "error")


def test_the_same_run_is_told_in_english_and_in_french(carnet: Carnet) -> None:
    write("faulty.csv", FAULTY)
    english, french = (carnet("check", "faulty.csv", "--language", language) for language in ("en", "fr"))
    assert "is not an email address" in english.out
    assert "n'est pas une adresse" in french.out
    assert not set(filter(None, english.out.splitlines())) & set(french.out.splitlines())


def test_tax_identifiers_are_masked_wherever_they_are_told(carnet: Carnet) -> None:
    text = "Company Name,TFN,ABN\nOak Mill LLC,123 456 789,51 824 753 550\nElm Mill LLC,123 456 789,\n"
    ran = carnet("check", write("numbers.csv", text), "--json", "--country", "AU")
    assert any(finding["column"] == "TFN" for finding in ran.document["findings"])
    for printed in (ran.out, ran.err, carnet("check", "numbers.csv", "--country", "AU").out):
        assert "123 456 789" not in printed
        assert "123456789" not in printed


# -------------------------------------------------------------------------------------- options


def test_a_chosen_field_is_remembered_by_an_import_and_not_by_a_check(carnet: Carnet) -> None:
    write("first.csv", FAULTY)
    write("second.csv", FAULTY.replace("007", "008").replace("Oak", "Elm"))
    chosen = ("--map", "Zorblax=custom.Colour")
    assert columns(carnet("check", "first.csv", "--json", *chosen))["Zorblax"] == "custom.Colour"
    assert columns(carnet("check", "second.csv", "--json"))["Zorblax"] is None
    carnet("import", "first.csv", "--yes", *chosen)
    assert columns(carnet("check", "second.csv", "--json"))["Zorblax"] == "custom.Colour"


def test_files_of_one_import_are_joined(carnet: Carnet) -> None:
    sample = GOLDEN / "xero-practice-manager"
    ran = carnet("check", str(sample / "joined.clients.csv"), str(sample / "joined.contacts.csv"), "--json")
    assert len(ran.document["files"]) == 2
    assert ran.document["plan"]["link"] > 0
    write("organizations.csv", "Organization Name,Client Identifier\nOak Mill LLC,007\n")
    write("people.csv", "First Name,Last Name,Preferred Name,Belongs To\nAna,Lopez,Ana,Oak Mill LLC\n")
    both = carnet("check", "people.csv", "organizations.csv", "--json")
    assert (both.document["records"]["organizations"], both.document["plan"]["link"]) == (1, 1)
    assert codes(both) == []
    assert codes(carnet("check", "people.csv", "--json")) == ["link.unknown_nothing_near"]


def test_what_a_person_fixes_about_a_file_wins(carnet: Carnet) -> None:
    lines = "Oak list\nCompany Name;Phone;Incorporated\nCafé Oak;03 9555 0123;03/04/2001\n"
    Path("list.csv").write_bytes(lines.encode("cp1252"))
    fixed = ("--encoding", "cp1252", "--delimiter", ";", "--header-row", "2", "--date-order", "mdy")
    ran = carnet(
        "import", "list.csv", "--json", "--yes", "--country", "AU", "--provider", "other", *fixed,
        "--map", "Incorporated=accounting.incorporation_date",
    )  # fmt: skip
    sheet = ran.document["files"][0]["sheets"][0]
    assert (sheet["header_row"], sheet["provider"]) == (2, "other")
    carnet("export", "--to", "jsonl", "--out", "book.jsonl")
    book = json.loads(Path("book.jsonl").read_text(encoding="utf-8"))
    assert book["name"] == "Café Oak"
    assert book["accounting"]["incorporation_date"] == "2001-03-04"
    assert book["cards"][0]["phones"][0]["number"] == "+61395550123"


def test_only_the_chosen_sheet_of_a_workbook_is_taken(carnet: Carnet) -> None:
    book = openpyxl.Workbook()
    for title, name in (("First", "Oak Mill LLC"), ("Second", "Elm Mill LLC")):
        tab = book.create_sheet(title)
        tab.append(["Company Name", "Email"])
        tab.append([name, "office@example.com"])
    del book["Sheet"]
    book.save("book.xlsx")
    for chosen in ("Second", "2"):
        ran = carnet("check", "book.xlsx", "--json", "--sheet", chosen)
        assert ran.document["plan"]["create"] == 1
        assert [sheet["name"] for sheet in ran.document["files"][0]["sheets"]] == ["Second"]


# ---------------------------------------------------------------------------------- the commands


def test_an_import_is_listed_undone_once_and_told_so(carnet: Carnet) -> None:
    write("clean.csv", CLEAN)
    key = carnet("import", "clean.csv", "--yes", "--json").document["import"]
    (entry,) = carnet("history", "--json").document
    assert (entry["key"], entry["undone"], entry["counts"]["create"]) == (key, None, 1)
    assert key in carnet("history", key).out
    asked = carnet("undo", key, "--json")
    assert (asked.status, asked.document["counts"]) == (0, {})
    undone = carnet("undo", key, "--yes", "--json")
    assert (undone.status, undone.document["kept"]) == (0, [])
    assert carnet("history", "--json").document[0]["undone"]
    assert codes(carnet("undo", key, "--yes", "--json")) == ["import.already_undone"]
    assert carnet("check", "clean.csv", "--json").document["plan"]["create"] == 1


def test_a_change_of_many_contacts_is_listed_with_how_many_they_were(carnet: Carnet) -> None:
    from carnet.book.actions.change_contacts import change_contacts
    from carnet.book.bulk import BulkChange, Verb
    from carnet.book.setup import open_book

    write("clean.csv", CLEAN)
    carnet("import", "clean.csv", "--yes")
    book = open_book()
    change_contacts(book, book.contents().contacts["id"], BulkChange(Verb.ARCHIVE), user="Léa")
    assert "Contacts changed together: 1" in carnet("history", "--language", "en").out
    assert "Contacts modifiés ensemble\u00a0: 1" in carnet("history", "--language", "fr").out


def test_every_provider_is_listed_with_its_name_in_both_languages(carnet: Carnet) -> None:
    english, french = (carnet("providers", "--json", "--language", language) for language in ("en", "fr"))
    names = [provider["name"] for provider in english.document]
    assert {
        folder.name for folder in GOLDEN.iterdir() if folder.is_dir() and folder.name != "__pycache__"
    } <= set(names)
    assert [provider["name"] for provider in french.document] == names
    assert english.document != french.document


@pytest.mark.parametrize("to", ["karbon", "google", "outlook", "vcard", "csv", "jsonl"])
def test_an_empty_book_can_be_exported(carnet: Carnet, to: str) -> None:
    ran = carnet("export", "--to", to, "--out", "book", "--json")
    assert (ran.status, ran.document) == (0, {"path": "book", "notes": []})
    assert Path("book").exists()


def test_a_template_checked_as_it_is_ends_with_0_and_no_finding(carnet: Carnet) -> None:
    assert carnet("template", "--level", "assisted", "--language", "fr", "--out", "t.xlsx").status == 0
    ran = carnet("check", "t.xlsx", "--json")
    assert (ran.status, ran.document["findings"]) == (0, [])


def test_the_installed_program_runs_by_itself(tmp_path: Path) -> None:
    (tmp_path / "clean.csv").write_text(CLEAN, encoding="utf-8")
    program = [sys.executable, "-c", "from carnet.doors.cli.main import main; main()"]
    environment = {
        "CARNET_HOME": str(tmp_path / "home"),
        "PATH": "",
        "PYTHONPATH": ":".join(filter(None, sys.path)),
    }
    words = ["import", "clean.csv", "--yes", "--json"]
    ran = subprocess.run(
        [*program, *words], cwd=tmp_path, env=environment, capture_output=True, check=False, timeout=60
    )
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["plan"]["create"] == 1
    assert ran.stderr == b""
