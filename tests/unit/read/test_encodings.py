"""The letters of any language: read as they are written, or said to be uncertain; no garbage in silence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carnet.contract import SourceFile
from carnet.stages.read import alphabet, languages

Opened = Callable[..., list[SourceFile]]

# Names and towns below English headers, as an export from that country has them.
_LISTS = {
    "高橋 健一,神奈川県横浜市中区本町\n渡部 恵美,福岡県久留米市\n中島 洋平,札幌市豊平区": (
        "shift_jis", "euc_jp", "iso2022_jp",
    ),
    "欧阳娜,杭州市西湖区文三路\n赵雷,南京市鼓楼区\n何晓东,苏州市工业园区": ("gb18030", "hz"),
    "陳冠宇,臺中市西屯區\n周杰,新北市板橋區文化路\n吳宗憲,台南市東區": ("big5",),
    "강민호,대전광역시 유성구\n송지효,경기도 성남시 분당구\n류현진,인천 남동구": ("euc_kr", "iso2022_kr"),
    "Krzysztof Zieliński,Gdynia\nMałgorzata Wójcik,Wrocław\nGrażyna Kamińska,Częstochowa": (
        "cp1250", "iso8859_2",
    ),
    "Tomáš Novotný,Ostrava\nLucie Kučerová,Hradec Králové\nOndřej Růžička,Příbram": (
        "cp1250", "iso8859_2", "cp852",
    ),
    "Сергей Кузнецов,Санкт-Петербург\nЕлена Попова,Новосибирск\nДмитрий Соколов,Самара": (
        "cp1251", "koi8_r", "iso8859_5", "cp866", "mac_cyrillic",
    ),
    "Κώστας Δημητρίου,Θεσσαλονίκη\nΕλένη Παππά,Ηράκλειο\nΝίκος Αντωνίου,Λάρισα": ("cp1253", "iso8859_7"),
    "Mehmet Yılmaz,İstanbul\nGülşah Özdemir,Eskişehir\nÇiğdem Şahin,Diyarbakır": ("cp1254",),
    "משה לוי,תל אביב\nרחל מזרחי,באר שבע\nיוסף פרץ,רמת גן": ("cp1255",),
    "أحمد عبد الله,القاهرة\nخالد يوسف,الرياض\nنور الدين,بيروت": ("cp1256",),
    "Hélène Lefèvre,Orléans\nFrançois Côté,Trois-Rivières\nZoë Bouchard,Québec": (
        "cp1252", "mac_roman", "cp850", "utf-7",
    ),
    "Søren Kjær,Århus\nJürgen Müller,Köln\nHélène Lefèvre,Orléans\nJosé Peña,León": ("cp1252",),
}  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "encoding"), [(rows, encoding) for rows, encodings in _LISTS.items() for encoding in encodings]
)
def test_names_of_any_language_are_read_in_its_usual_encodings(
    opened: Opened, rows: str, encoding: str
) -> None:
    (source,) = opened(f"Name,City\n{rows}\n".encode(encoding))
    found = [",".join(row[1:]) for row in source.sheets[0].head(9).rows()]
    assert found == ["Name,City", *rows.splitlines()]


@pytest.mark.parametrize(
    ("row", "encoding"),
    [
        ("Szőke Gyöngyi,Győr", "cp1250"),  # as sound as Portuguese and German words
        ("สมชาย ใจดี,กรุงเทพ", "cp874"),
        ("김민준,서울", "euc_kr"),
    ],
)
def test_an_encoding_that_is_not_certain_is_said(opened: Opened, row: str, encoding: str) -> None:
    (source,) = opened(f"Name,City\n{row}\n".encode(encoding, "replace"))
    if source.sheets[0].head(2)["c0"].to_list()[1] != row.split(",")[0]:
        assert [code for code, _ in source.notes] == ["file.encoding_guessed"]


def test_names_of_several_western_languages_are_no_other_alphabet() -> None:
    sample = "Søren Kjær\nConceição Araújo\nNicolò Pirlò\nJürgen Groß\nRenée Noël\nÍñigo Núñez".encode(
        "cp1252"
    )
    western, _ = alphabet.legacy(sample)
    assert languages.guess(sample, western).encoding == "cp1252"


@pytest.mark.parametrize("end", ["\n", "\x85", "\r\n"])
@pytest.mark.parametrize("encoding", ["cp037", "cp500", "cp1140"])
def test_a_list_of_a_mainframe_is_read_and_said_to_be_a_guess(
    opened: Opened, end: str, encoding: str
) -> None:
    rows = ["Name,Email,City", "Zoë Roe,zoe@example.com,Québec", "A. O'Brien-Lee,ann@example.com,Halifax"]
    (source,) = opened(end.join(rows).encode(encoding))
    assert source.sheets[0].scan().collect()["c2"].to_list() == ["City", "Québec", "Halifax"]
    assert [code for code, _ in source.notes] == ["file.encoding_guessed"]


# ------------------------------------------------------------------- two encodings in one file

_FIRST = "Name,City\r\nÉlise Côté,Orléans\r\nNoël Roy,Nîmes\r\n"
_ADDED = "Jean Côté,Sète\r\nPaul Lee,Brest\r\n"


@pytest.mark.parametrize(
    ("first", "added"),
    [
        ("utf-16", "utf-8"),
        ("utf-16-le", "utf-8"),
        ("utf-16-be", "utf-8"),
        ("utf-16", "cp1252"),
        ("utf-8", "utf-16"),
        ("utf-8", "utf-16-le"),
        ("utf-8-sig", "utf-16-be"),
    ],
)
def test_lines_that_another_program_appended_are_read_as_they_are_written(
    opened: Opened, first: str, added: str
) -> None:
    (source,) = opened(_FIRST.encode(first) + _ADDED.encode(added))
    found = [",".join(row[1:]) for row in source.sheets[0].head(9).rows()]
    assert found == (_FIRST + _ADDED).splitlines()
    assert [code for code, _ in source.notes] == ["file.encoding_by_turns"]


def test_headers_without_a_letter_of_one_byte_are_no_second_encoding(opened: Opened) -> None:
    header = "電子メールアドレス電話番号会社住所,マネージャ名アシスタント名電話コールバック"
    (source,) = opened(f"{header}\n高橋,健一\n".encode("utf-16"))
    assert source.notes == ()


def test_one_encoding_throughout_is_not_taken_for_two(opened: Opened) -> None:
    rows = "姓名,城市\n王伟,上海\n上官婉儿,北京市海淀区上地十街上\n" * 40
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        (source,) = opened(mark + rows.encode(encoding))
        assert source.sheets[0].head(2).row(1)[1:] == ("王伟", "上海")
        assert source.notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_mark_of_a_file_that_was_appended_is_no_letter(opened: Opened, encoding: str) -> None:
    (source,) = opened(_FIRST.encode(encoding) + _ADDED.encode(encoding))
    assert source.sheets[0].head(9)["c0"].to_list() == [
        "Name",
        "Élise Côté",
        "Noël Roy",
        "Jean Côté",
        "Paul Lee",
    ]


def test_letters_that_were_lost_before_are_said(opened: Opened) -> None:
    (source,) = opened("Name,City\nRen\ufffde Roy,Orl\ufffdans\n")
    assert source.notes == (("file.letters_lost", {"value": "Ren\ufffde", "detail": "2", "sheet": ""}),)


def test_a_letter_at_which_a_long_line_is_cut_is_not_called_lost(opened: Opened) -> None:
    for begin in ("", "x"):
        (source,) = opened(f"Name,Notes\nRené,{begin}{'é' * 3_000}\n")
        assert source.notes == ()


def test_letters_written_as_in_web_pages_are_read_as_what_they_stand_for(opened: Opened) -> None:
    text = "Name,Site\nSmith &amp; Sons,http://a.example/?a=1&copy=2\nO&#39;Neil,AT&T;\nRen&eacute;e,&lt;none&gt;\n"
    (source,) = opened(text)
    assert [row[1:] for row in source.sheets[0].head(9).rows()] == [
        ("Name", "Site"),
        ("Smith & Sons", "http://a.example/?a=1&copy=2"),
        ("O'Neil", "AT&T;"),
        ("Renée", "<none>"),
    ]
    assert [code for code, _ in source.notes] == ["file.entities"]


_PLAIN = "Name,City\nZoé Lee,Bath\n"
_READ = [("Name", "City"), ("Zoé Lee", "Bath")]


@pytest.mark.parametrize(
    "contents",
    [
        b"\xfe\xff" + _PLAIN.encode("utf-16-le"),
        b"\xef\xbb\xbf" + _PLAIN.encode("utf-16-le"),
        "ï»¿".encode() + _PLAIN.encode(),
        _PLAIN.encode("utf-16") + b"\n",
        _PLAIN.encode("utf-16-le") + b"\0",
        _PLAIN.encode("cp850"),
    ],
)
def test_a_false_mark_or_half_a_letter_more_makes_no_garbage(opened: Opened, contents: bytes) -> None:
    (source,) = opened(contents)
    assert [row[1:] for row in source.sheets[0].head(9).rows()] == _READ
    assert not source.notes


def test_half_a_letter_of_utf_16_is_lost_and_said(opened: Opened) -> None:
    raw = "Name,City\nAda\ud83d Lee,Bath\n".encode("utf-16-le", "surrogatepass")
    (source,) = opened(b"\xff\xfe" + raw)
    assert source.sheets[0].head(2).row(1)[1:] == ("Ada\ufffd Lee", "Bath")
    assert [(code, values["value"]) for code, values in source.notes] == [("file.letters_lost", "Ada\ufffd")]


def test_a_broken_bar_between_cells_is_no_letter(opened: Opened) -> None:
    (source,) = opened("Name¦City¦Phone\nZoé Lee¦Bath¦1\n".encode("cp1252"))
    assert [row[1:] for row in source.sheets[0].head(9).rows()] == [
        ("Name", "City", "Phone"),
        ("Zoé Lee", "Bath", "1"),
    ]
