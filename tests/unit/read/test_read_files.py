"""The read stage from outside: one child process, zips, names, and the sentences of what cannot be used."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import carnet.stages.read.process as process
from carnet.contract import CarnetError, Options, SourceFile
from carnet.findings import rules
from carnet.language import Language
from carnet.stages.read import read, read_each
from carnet.stages.read.message import request
from carnet.stages.read.opening import open_file
from carnet.stages.report import refusal_finding

Opened = Callable[..., list[SourceFile]]
Zip = Callable[[dict[str, bytes | str]], bytes]


def test_several_files_are_read_in_one_go_and_progress_names_each(tmp_path: Path, zipped: Zip) -> None:
    folder = tmp_path / "Téléchargements été"
    folder.mkdir()
    paths = [folder / "clients é.csv", folder / "tout.zip"]
    paths[0].write_text("Nom;Ville\nZoé;Nîmes\n", encoding="utf-8")
    paths[1].write_bytes(zipped({"a.csv": "Name\nAda\n", "b/c.csv": "Name\nBob\n"}))
    told: list[str] = []
    found = read(paths, Options(), tmp_path, told.append)
    assert told == [str(path) for path in paths]
    assert [source.path for source in found] == [str(paths[0]), f"{paths[1]}/a.csv", f"{paths[1]}/b/c.csv"]
    assert [sheet.name for source in found for sheet in source.sheets] == ["clients é", "a", "c"]
    assert found[0].sheets[0].head(5).rows() == [(1, "Nom", "Ville"), (2, "Zoé", "Nîmes")]
    assert sorted(tmp_path.glob("*")) == sorted(
        [folder, *(part for s in found for part in s.sheets[0].parts)]
    )


def test_no_file_gives_no_sheet(tmp_path: Path) -> None:
    assert read([], Options(), tmp_path) == []


def test_the_first_file_that_cannot_be_used_is_named_with_what_to_do(tmp_path: Path) -> None:
    good = tmp_path / "good.csv"
    good.write_text("Name\nAda\n")
    with pytest.raises(CarnetError) as error:
        read([good, tmp_path / "gone.csv", tmp_path], Options(), tmp_path)
    assert error.value.code == "file.missing"
    sentence = rules()["file.missing"].text(Language.EN, error.value.values)
    assert sentence == "gone.csv was not found. Check the name and the folder, then choose the file again."


def test_the_files_after_one_that_cannot_be_used_are_read_all_the_same(tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_bytes(b"%PDF-1.7\n")
    good.write_text("Name\nAda\n")
    refused, found, gone = read_each([bad, good, tmp_path / "gone.csv"], Options(), tmp_path)
    assert isinstance(refused, CarnetError)
    assert refused.values["file"] == "bad.csv"
    assert isinstance(found, list)
    assert [source.sheets[0].name for source in found] == ["good"]
    assert isinstance(gone, CarnetError)
    assert gone.code == "file.missing"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CarnetError, match=r"file\.folder"):
        read([tmp_path], Options(), tmp_path)


def test_a_module_beside_the_files_is_never_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "polars.py").write_text("raise SystemExit(3)")
    (tmp_path / "a.csv").write_text("Name\nAda\n")
    monkeypatch.chdir(tmp_path)
    assert read([Path("a.csv")], Options(), tmp_path)[0].sheets[0].rows == 2


@pytest.mark.parametrize(
    "behaviour",
    ["import os; os.abort()", "raise MemoryError", "print('not json')", "import time; time.sleep(60)"],
)
def test_a_child_that_breaks_down_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, behaviour: str
) -> None:
    (tmp_path / "a.csv").write_text("Name\nAda\n")
    monkeypatch.setattr(process, "_COMMAND", [sys.executable, "-S", "-c", behaviour])
    monkeypatch.setattr(process, "WALL_SECONDS", 0.5)
    with pytest.raises(CarnetError) as error:
        read([tmp_path / "a.csv"], Options(), tmp_path)
    assert (error.value.code, error.value.values["file"]) == ("file.took_too_much", "a.csv")


def test_the_child_ends_with_the_process_that_asked(tmp_path: Path) -> None:
    slow = "from carnet.stages.read import child; child.open_file = lambda *_: __import__('time').sleep(60)"
    command = [sys.executable, "-P", "-c", f"{slow}; child.main()"]
    with subprocess.Popen(command, env=process._environment(), stdin=subprocess.PIPE, text=True) as child:
        child.communicate(request([tmp_path / "a.csv"], Options(), tmp_path), timeout=20)
    assert child.returncode == 1


@pytest.mark.parametrize("language", Language)
def test_every_sentence_of_the_stage_can_be_said(language: Language) -> None:
    values = {"file": "a.csv", "sheet": "S", "value": "V", "detail": "D", "suggestion": "G"}
    said = [
        rule for code, rule in rules().items() if code.split(".")[0] in ("file", "sheet", "archive", "vcard")
    ]
    assert len(said) > 30
    for rule in said:
        assert "%(" not in rule.text(language, values)


def test_what_is_too_much_is_told_in_the_readers_language(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x," * 5_000 + b"\n")
    with pytest.raises(CarnetError, match=r"file\.too_large_inside") as error:
        read([tmp_path / "a.csv"], Options(), tmp_path)
    english, french = (refusal_finding(error.value, language).message for language in Language)
    assert "4,000 columns)" in english
    assert "4\u202f000 colonnes)" in french


# ------------------------------------------------------------------------------- what it is


@pytest.mark.parametrize(
    ("name", "contents", "kind"),
    [
        ("a.xlsx", b"Name,Town\nAda,Bath\n", "csv"),
        ("a.csv", b"BEGIN:VCARD\nFN:Ada\nEND:VCARD\n", "vcf"),
        ("a.xls", b"Name\tTown\nAda\tBath\n", "tsv"),
    ],
)
def test_the_contents_decide_and_a_wrong_name_is_said(
    opened: Opened, name: str, contents: bytes, kind: str
) -> None:
    (source,) = opened(contents, name)
    assert source.format == kind
    said = {"value": "." + name.split(".")[1], "detail": kind, "sheet": ""}
    assert ("file.other_extension", said) in source.notes


@pytest.mark.parametrize(
    ("contents", "code", "detail"),
    [
        (b"%PDF-1.7\n", "file.unknown_format", "PDF"),
        (b"\x1f\x8b\x08\x00", "file.unknown_format", "gzip (.gz)"),
        (b'{"name": "Ada"}', "file.unknown_format", "JSON"),
        (b"<?xml version='1.0'?><Clients/>", "file.no_table_inside", "XML"),
        (b"<html><p>Please sign in</p></html>", "file.unknown_format", "HTML"),
        (b"BEGIN:VCALENDAR\n", "file.unknown_format", "iCalendar (.ics)"),
        (b"!BDN\0\0", "file.unknown_format", "Outlook (.pst)"),
        (b"\0\0\0\x18ftypheic" + bytes(90), "file.unknown_format", "HEIC, MP4"),
        (b"II*\0" + bytes(90), "file.unknown_format", "TIFF"),
        (b"\x03\x7e\x01\x02" + bytes(90) + b"NAME", "file.unknown_format", "dBase (.dbf)"),
        (b"a.csv".ljust(257, b"\0") + b"ustar", "file.unknown_format", "tar (.tar)"),
        (b"\x03Ada".ljust(55) + b"\x03\0A\0d\0a\0".ljust(110), "file.unknown_format", "Office (~$)"),
        (b"version: 1\n\ndn: cn=Ada\ncn: Ada\n", "file.unknown_format", "LDIF (.ldif)"),
        (b'ID;PWXL;N;E\r\nC;Y1;X1;K"Name"\r\n', "file.unknown_format", "SYLK (.slk)"),
        (b"From: Ada <a@example.com>\nSubject: x\n\nHi\n", "file.unknown_format", "MIME (.eml, .mbox)"),
        (b'["vcard",[["fn",{},"text","Ada"]]]', "file.unknown_format", "JSON"),
    ],
)
def test_a_file_that_is_no_list_is_called_by_its_name(
    opened: Opened, contents: bytes, code: str, detail: str
) -> None:
    with pytest.raises(CarnetError) as error:
        opened(contents, "clients.csv")
    assert (error.value.code, error.value.values["detail"]) == (code, detail)


# ------------------------------------------------------------------------------------- zips


def test_what_is_no_list_in_a_zip_is_left_out_and_named(opened: Opened, zipped: Zip) -> None:
    members: dict[str, bytes | str] = {
        "__MACOSX/._a.csv": "junk", ".DS_Store": "junk", "photo.jpg": b"\xff\xd8\xff\xe0",
        "a.csv": "Name\nAda\n",
        "empty.csv": "", "read.md": "# how to",
    }  # fmt: skip
    (source,) = opened(zipped(members), "all.zip")
    assert [sheet.name for sheet in source.sheets] == ["a"]
    assert {values["value"] for code, values in source.notes if code == "archive.left_out"} == {*members} - {
        "a.csv"
    }


def test_a_workbook_in_a_zip_is_read(opened: Opened, zipped: Zip, xlsx: Callable[[str], bytes]) -> None:
    sheet = '<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row></sheetData></worksheet>'
    (source,) = opened(zipped({"in/book.xlsx": xlsx(sheet)}), "all.zip")
    assert source.path.endswith("all.zip/in/book.xlsx")
    assert source.sheets[0].file == source.path


def test_a_transfer_package_is_refused_with_what_to_export_instead(opened: Opened, zipped: Zip) -> None:
    with pytest.raises(CarnetError) as error:
        opened(zipped({"client.xml": "<Client/>", "manifest.xml": "<M/>"}), "ACME01.zip")
    assert error.value.code == "file.no_table_inside"
    assert error.value.values["detail"] == "client.xml, manifest.xml"


def test_a_damaged_list_in_a_zip_is_named(opened: Opened, zipped: Zip) -> None:
    with pytest.raises(CarnetError) as error:
        opened(zipped({"a.csv": "Name\nAda\n", "b.xlsx": b"PK\x03\x04broken"}), "all.zip")
    assert (error.value.code, error.value.values["file"]) == ("file.damaged", "all.zip/b.xlsx")


def test_lists_of_one_name_in_a_zip_are_all_read_and_links_are_not(opened: Opened) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("Clients.csv", "Name\nAda\n")
        archive.writestr("clients.csv", "Name\nBob\n")
        link = zipfile.ZipInfo("link.csv")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    first, second = opened(buffer.getvalue(), "a.zip")
    assert [source.sheets[0].head(9)["c0"].to_list()[1] for source in (first, second)] == ["Ada", "Bob"]
    assert [values["value"] for _, values in first.notes] == ["link.csv"]


def test_a_zip_in_a_zip_is_not_called_empty(opened: Opened, zipped: Zip) -> None:
    inner = zipped({"b.csv": "Name\nAda\n"})
    (source,) = opened(zipped({"a.csv": "Name\nAda\n", "b.zip": inner}), "all.zip")
    assert [(code, values["value"]) for code, values in source.notes] == [("archive.nested", "b.zip")]
    with pytest.raises(CarnetError) as error:
        opened(zipped({"b.zip": inner}), "all.zip")
    assert (error.value.code, error.value.values["file"]) == ("file.nested_zip", "all.zip/b.zip")


def test_names_in_a_zip_are_read_as_macs_write_them(opened: Opened, zipped: Zip) -> None:
    raw = zipped({"Caf__.csv": "Name\nAda\n"}).replace(b"Caf__", "Café".encode())
    (source,) = opened(raw, "all.zip")
    assert source.path.endswith("all.zip/Café.csv")


def test_what_a_web_server_wrote_before_a_zip_is_passed_over(opened: Opened, zipped: Zip) -> None:
    (source,) = opened(b"\xef\xbb\xbf\r\n" + zipped({"a.csv": "Name\nAda\n"}), "all.zip")
    assert source.sheets[0].rows == 2


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_a_name_that_is_no_text_is_shown_as_far_as_it_is(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.csv"))
    path.write_text("Name\nAda\n")
    (source,) = read([path], Options(), tmp_path)
    assert (source.sheets[0].name, source.member) == ("caf\ufffd", "")


@pytest.mark.parametrize("written", ["Name\nAda\nBob\n", "Name\n"])
def test_a_file_that_another_program_writes_meanwhile_is_refused(tmp_path: Path, written: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Name\nAda\n")
    opened = open_file(path, Options(), tmp_path, "f0")
    next(opened)
    path.write_text(written)
    with pytest.raises(CarnetError, match=r"file\.changed"):
        next(opened)


def test_a_name_that_is_too_long_is_told_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(CarnetError) as error:
        read([tmp_path / ("a" * 300)], Options(), tmp_path)
    assert error.value.code == "file.unreachable"
    assert str(error.value.values["file"]).startswith("aaa")
