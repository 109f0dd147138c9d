"""Delimited text: every cell at its row and as the file holds it, whatever wrote the file."""

from __future__ import annotations

import csv
import io
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.generated import few

from carnet.contract import CarnetError, Options, SourceFile
from carnet.stages.read.opening import open_file

Table = Callable[..., dict[int, list[str | None]]]
Opened = Callable[..., list[SourceFile]]

# ------------------------------------------------------------------------------- cells and rows


def test_zeros_long_numbers_and_spaces_survive(table: Table) -> None:
    text = "Code,Id,Name\n007,12345678901234567890,  Ada \n"
    assert table(text)[2] == ["007", "12345678901234567890", "  Ada "]


def test_blank_lines_count_as_rows_and_a_record_with_line_breaks_counts_as_one(table: Table) -> None:
    text = 'Name,Street\r\n\r\nAda,"1 High St\r\nBath"\r\n , \r\nBob,\r\n'
    assert table(text) == {1: ["Name", "Street"], 3: ["Ada", "1 High St\r\nBath"], 5: ["Bob", None]}


def test_the_longest_row_decides_the_width(table: Table) -> None:
    assert table("Name,Town\nAda,Bath,extra,more\nBob\n") == {
        1: ["Name", "Town", None, None],
        2: ["Ada", "Bath", "extra", "more"],
        3: ["Bob", None, None, None],
    }


def test_a_list_of_one_column_is_a_list(table: Table) -> None:
    assert table("Name\nAda\n\nBob") == {1: ["Name"], 2: ["Ada"], 4: ["Bob"]}


def test_inches_within_a_cell_stay(table: Table) -> None:
    assert table('Item,Qty\n5" pipe,2\n"a ""b""",1\n') == {
        1: ["Item", "Qty"],
        2: ['5" pipe', "2"],
        3: ['a "b"', "1"],
    }


def test_quotes_behind_a_backslash_stand_within_their_cell(table: Table) -> None:
    text = (
        'Name,Note\n"Ada","said \\"hi\\", left"\n"Bob","5\\""\nCy,"two \\"big\\"\nlines"\n"D","C:\\"\nF,x\n'
    )
    assert list(table(text).values()) == [
        ["Name", "Note"],
        ["Ada", 'said "hi", left'],
        ["Bob", '5"'],
        ["Cy", 'two "big"\nlines'],
        ["D", "C:\\"],
        ["F", "x"],
    ]


def test_a_quote_that_is_never_closed_swallows_no_row(opened: Opened, rows: Callable[..., object]) -> None:
    (source,) = opened('Name,Note\nAda,"met in Bath\nBob,"fine, thanks"\nCy,x\n')
    assert rows(source.sheets[0]) == {
        1: ["Name", "Note"],
        2: ["Ada", '"met in Bath'],
        3: ["Bob", "fine, thanks"],
        4: ["Cy", "x"],
    }
    assert source.notes == (("file.unclosed_quote", {"value": "2", "detail": "1", "sheet": ""}),)


def test_a_quote_left_open_at_the_end_swallows_no_row(table: Table) -> None:
    text = 'Name,Note\nAda,"open\n' + "Bob,x\n" * 3
    assert list(table(text).values())[1:] == [["Ada", '"open'], ["Bob", "x"], ["Bob", "x"], ["Bob", "x"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_ends_a_row(table: Table, end: str) -> None:
    text = end.join(["Name,Note", 'Ada,"a ""b"""', "", "Bob,c"])
    assert table(text) == {1: ["Name", "Note"], 2: ["Ada", 'a "b"'], 4: ["Bob", "c"]}


def test_the_end_mark_of_dos_is_no_row_and_a_zero_byte_is_text(table: Table) -> None:
    assert table("Name,Note\nAda,a\0b is a long enough note\n\x1a") == {
        1: ["Name", "Note"],
        2: ["Ada", "a\0b is a long enough note"],
    }


def test_an_odd_row_far_down_does_not_disturb_the_rows_before_it(table: Table) -> None:
    text = "Name,Note\n" + "Ada,x\n" * 5_000 + 'Bob,5" pipe\nCy,"a""b"\n'
    found = table(text)
    assert (len(found), found[5_002], found[5_003]) == (5_003, ["Bob", '5" pipe'], ["Cy", 'a"b'])


def test_blocks_join_without_a_seam(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carnet.stages.read.delimited.CHUNK_BYTES", 64)
    records = [["Name", "Note"], *([f"n{n}", f'"{n}"\n,é' * (n % 3)] for n in range(200))]
    assert list(table(written(records, ",")).values()) == [[a, b or None] for a, b in records]


def test_rows_far_down_may_be_wider_than_the_first(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carnet.stages.read.delimited.CHUNK_BYTES", 64)
    found = table("Name,Town\n" + "Ada,Bath\n" * 50 + "Bob,Rome,more\n")
    assert (found[1], found[52]) == (["Name", "Town", None], ["Bob", "Rome", "more"])


# --------------------------------------------------------------------------------- delimiters


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Name,Tags\nAda,a;b;c\nBob,d;e\n", ","),
        ("Nom;Adresse\nAda;1, rue X, Lyon\nBob;2, rue Y, Lyon\n", ";"),
        ('Nom;Solde\n"Dupont, A";"1,5"\n"Durand, B";"2,5"\n', ";"),
        ("Name\tNote\nAda\ta, b, c\n", "\t"),
        ("Name|Town\nAda|Bath, UK\n", "|"),
        ("Customer list,,\n\nName,Phone,Town\nAda,1;2;3;4,Bath\nBob,5,Rome\n", ","),
        ("Name\nAda\nBob\n", ","),
        ("Name;Address\n" + "Ada;1 High St, Bath, Avon, BA1, UK\n" * 99, ";"),
        ("Name,Town,Groups\n" + "Ada,Bath,a;b\n" * 90 + "Bob\n" * 9, ","),
    ],
)
def test_the_delimiter_is_what_cuts_the_rows_evenly(opened: Opened, text: str, delimiter: str) -> None:
    (source,) = opened(text)
    assert source.delimiter == source.sheets[0].delimiter == delimiter
    assert source.format == ("tsv" if delimiter == "\t" else "csv")


def test_a_list_that_a_spreadsheet_did_not_cut_is_cut(table: Table) -> None:
    text = '"Name,Town,Code"\r\n"""Roe, Ada"",Bath,007"\r\n\r\n"Bob,York,"\r\n'
    assert table(text) == {
        1: ["Name", "Town", "Code"],
        2: ["Roe, Ada", "Bath", "007"],
        4: ["Bob", "York", None],
    }
    assert table('"Name"\n"Roe, Ada"\n"Poe, Bob"\n')[2] == ["Roe, Ada"]


@pytest.mark.parametrize("char", ["^", "~", ":"])
def test_a_delimiter_that_is_seldom_used_is_seen_where_no_usual_one_cuts(table: Table, char: str) -> None:
    text = f"Name{char}Town{char}Code\nAda{char}Bath{char}1\nBob{char}York{char}2\n"
    assert table(text)[2] == ["Ada", "Bath", "1"]
    assert table("Site\nhttps://a.example\nhttps://b.example\n")[2] == ["https://a.example"]


def test_the_line_that_tells_excel_the_delimiter_is_no_row(table: Table) -> None:
    assert table("sep=;\r\nName;Sum\r\nAda;1,5\r\n") == {1: ["Name", "Sum"], 2: ["Ada", "1,5"]}


@pytest.mark.parametrize("wish", ["tab", "\\t", "\t", "TAB"])
def test_a_person_may_name_the_delimiter(table: Table, wish: str) -> None:
    assert table("a,b\tc,d\n", delimiter=wish) == {1: ["a,b", "c,d"]}


def test_a_delimiter_of_two_characters_is_refused(table: Table) -> None:
    with pytest.raises(CarnetError) as error:
        table("a;;b\n", delimiter=";;")
    assert error.value.code == "file.bad_delimiter"


# ---------------------------------------------------------------------------------- encodings

_FRENCH = "Prénom,Société,Téléphone\nZoé,L’Été à Nîmes – Œuvre,01\nÉLODIE,SOCIÉTÉ GÉNÉRALE,02\nçà,Noël,03\n"


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("cp1252", "windows-1252"), ("mac_roman", "macintosh"),
        ("utf-32", "utf-32-le"), ("utf-32-le", "utf-32-le"), ("utf-32-be", "utf-32-be"),
    ],
)  # fmt: skip
def test_accents_are_read_in_the_alphabet_they_were_written_in(
    opened: Opened, encoding: str, said: str
) -> None:
    (source,) = opened(_FRENCH.encode(encoding))
    assert source.sheets[0].head(9).rows()[1][1:3] == ("Zoé", "L’Été à Nîmes – Œuvre")
    assert source.sheets[0].head(1)["c0"].item() == "Prénom"
    assert (source.encoding, source.notes) == (said, ())


def test_the_text_of_dos_programs_is_read(table: Table) -> None:
    assert table("Prénom,Ville\nRenée,Orléans\n".encode("cp850"))[2] == ["Renée", "Orléans"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Prénom;Nom\nZoé;Lecœur\n", "iso-8859-15"),
        ("Nazwisko;Ulica\nŻółć;Źródlana\n", "windows-1250"),
        ("Jméno;Příjmení\nJiří;Dvořák\n", "windows-1250"),
        ("Adı;Soyadı\nAyşe;Yıldız\n", "windows-1254"),
        ("Наименование;Город\nЗаря;Москва\n", "windows-1251"),
        ("会社名;電話\n青空;03\n", "shift_jis"),
        ("公司;电话\n蓝天;01\n", "gb18030"),
    ],
)
def test_a_text_in_another_script_is_read_as_it_was_written(opened: Opened, text: str, encoding: str) -> None:
    (source,) = opened(text.encode(encoding))
    assert (source.encoding, source.notes) == (encoding, ())
    assert [";".join(row[1:]) for row in source.sheets[0].head(9).rows()] == text.splitlines()


def test_two_exports_in_one_file_are_each_read_in_their_own_encoding(opened: Opened) -> None:
    (source,) = opened("Nom;Ville\nÉlodie;Nîmes\nHélène;Orléans\n".encode("cp1252") + "Zoé;Liège\n".encode())
    assert source.sheets[0].head(9)["c0"].to_list() == ["Nom", "Élodie", "Hélène", "Zoé"]
    assert [code for code, _ in source.notes] == ["file.encoding_mixed"]


def test_big_endian_with_its_mark_is_read(table: Table) -> None:
    assert table(b"\xfe\xff" + "Nom;É\n".encode("utf-16-be")) == {1: ["Nom", "É"]}


def test_a_few_old_bytes_in_a_new_file_are_read_and_said(opened: Opened) -> None:
    raw = "Prénom,Société,Né\n".encode() + "Zoé,Été,x\n".encode() + "Renée,b,c\n".encode("cp1252")
    (source,) = opened(raw)
    assert source.sheets[0].head(9)["c0"].to_list() == ["Prénom", "Zoé", "Renée"]
    assert source.notes == (("file.encoding_mixed", {"value": "", "detail": "1", "sheet": ""}),)


@pytest.mark.parametrize(
    ("written", "read"), [("cp1252", "mac_roman"), ("utf-8", "cp1252"), ("utf-8", "mac_roman")]
)
def test_accents_damaged_before_the_export_are_mended_and_said(
    opened: Opened, written: str, read: str
) -> None:
    original = "Prénom,Société,Téléphone\nZoé,Hélène & fête,01\n"
    (source,) = opened(original.encode(written).decode(read))
    assert list(source.sheets[0].head(1).row(0)[1:]) == ["Prénom", "Société", "Téléphone"]
    assert [code for code, _ in source.notes] == ["file.encoding_mended"]


@pytest.mark.parametrize(
    "text", ["Name\nMcDonald\nÉlodie DuPré\nO’Neil\n", "Name\nÅsa Öberg\nŁukasz Żak\n", "Nom\n«Été»\n"]
)
def test_sound_accents_are_left_alone(opened: Opened, text: str) -> None:
    (source,) = opened(text)
    assert (source.notes, source.encoding) == ((), "utf-8")
    assert source.sheets[0].head(9)["c0"].to_list() == text.split()[:1] + text.splitlines()[1:]


def test_a_person_may_choose_the_encoding(table: Table) -> None:
    assert table("Имя\nАнна\n".encode("cp1251"), encoding="windows-1251") == {1: ["Имя"], 2: ["Анна"]}


@pytest.mark.parametrize(
    ("encoding", "code"),
    [
        ("klingon", "file.unknown_encoding"),
        ("base64", "file.unknown_encoding"),
        ("utf-8", "file.encoding_does_not_fit"),
        ("ascii", "file.encoding_does_not_fit"),
    ],
)
def test_an_encoding_that_cannot_be_is_refused(table: Table, encoding: str, code: str) -> None:
    with pytest.raises(CarnetError) as error:
        table("Prénom\n".encode("cp1252"), encoding=encoding)
    assert error.value.code == code


# --------------------------------------------------------------------------------- the oracle


def written(
    records: list[list[str]], delimiter: str, quoting: int = csv.QUOTE_MINIMAL, end: str = "\r\n"
) -> str:
    """The records as Python's csv module writes them."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(records)  # type: ignore[arg-type]
    return buffer.getvalue()


def read_back(text: str, delimiter: str) -> dict[int, list[str | None]]:
    """What the reader makes of a text, trailing empty cells cut off."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.csv").write_bytes(text.encode())
        (source,) = open_file(folder / "a.csv", Options(delimiter=delimiter, encoding="utf-8"), folder, "f")
        frame = source.sheets[0].scan().collect()
        return {row[0]: trimmed(list(row[1:])) for row in frame.iter_rows()}


def trimmed(cells: list[str | None]) -> list[str | None]:
    """Cells without the empty ones at the end."""
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def expected(records: list[list[str]]) -> dict[int, list[str | None]]:
    """Rows that have a cell; blank cells are empty."""
    cells = {n: trimmed([c if c.strip() else None for c in record]) for n, record in enumerate(records, 1)}
    return {row: found for row, found in cells.items() if found}


_TOKEN = st.sampled_from([*"ab \"',;\té\n0=", "\r\n", "’", "\U0001f600"])
_CELL = st.lists(_TOKEN, max_size=6).map("".join)
_RECORDS = st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=8).filter(
    lambda records: any(cell.strip() for record in records for cell in record)
)


@few(50)
@given(
    records=_RECORDS,
    delimiter=st.sampled_from(",;\t|"),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_what_python_writes_is_read_cell_for_cell(
    records: list[list[str]], delimiter: str, quoting: int, end: str
) -> None:
    text = "x" + delimiter + end + written(records, delimiter, quoting, end)
    assert read_back(text, delimiter) == expected([["x"], *records])


@few(50)
@given(
    text=st.text(st.sampled_from('a,b"\n'), min_size=1, max_size=30).filter(lambda text: text.strip(' ,"\n'))
)
def test_what_python_reads_strictly_is_read_the_same(text: str) -> None:
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        records = []
    if records and expected(records):
        assert read_back(text, ",") == expected(records)


@few(50)
@given(
    text=st.text(st.sampled_from('ab,"\n\r'), min_size=1, max_size=40).filter(lambda t: "a" in t or "b" in t)
)
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    found = "".join(cell or "" for cells in read_back(text, ",").values() for cell in cells)
    assert sorted(char for char in found if char in "ab") == sorted(char for char in text if char in "ab")


@few(50)
@given(
    text=st.text(st.sampled_from('ab,"\n\r'), min_size=1, max_size=80).filter(lambda t: "a" in t or "b" in t),
    size=st.integers(4, 40),
)
def test_rows_after_an_odd_one_are_read_fast_and_the_same(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("carnet.stages.read.delimited._read_block", lambda *_: (0, 0))
        exactly = read_back(text, ",")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("carnet.stages.read.delimited.CHUNK_BYTES", size)
        patch.setattr("carnet.stages.read.delimited._STRETCH", 1)
        assert read_back(text, ",") == exactly


def test_zeros_that_fill_up_a_text_or_its_cells_are_no_rows(table: Table) -> None:
    rows = {1: ["Name", "Town"], 2: ["Ada", "Bath"]}
    assert table(b"Name,Town\nAda,Bath\n" + bytes(5_000)) == rows
    assert table(bytes(5_000) + b"Name,Town\nAda,Bath\n") == rows
    cells = table(b"Name,Town\n" + b"Ada".ljust(30, b"\0") + b",Bath\n").values()
    assert [[text.strip("\0") for text in row if text] for row in cells] == [*rows.values()]


def test_a_delimiter_that_is_announced_but_not_used_is_not_taken(table: Table) -> None:
    assert table("sep=;\nName,Town\nAda,Bath\n") == {1: ["Name", "Town"], 2: ["Ada", "Bath"]}


def test_quotation_marks_around_nothing_are_an_empty_file(opened: Opened) -> None:
    with pytest.raises(CarnetError, match=r"file\.empty"):
        opened('"","",""\n"","",""\n')


def test_where_something_else_was_written_into_a_text_is_said(opened: Opened) -> None:
    text = b"Name,Town\nAda,Bath\n" * 10_000
    with pytest.raises(CarnetError) as error:
        opened(text + random.Random(1).randbytes(20_000) + text)
    assert error.value.code == "file.damaged"
    assert str(error.value.values["detail"]).startswith("byte/octet 190,0")
