"""Workbooks of other formats: xls, ods, xlsb, and the pages and XML that tools save as xls."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date

import pytest
import python_calamine

from carnet.contract import CarnetError, Sheet, SourceFile

Rows = Callable[[Sheet], dict[int, list[str | None]]]
Table = Callable[..., dict[int, list[str | None]]]
Opened = Callable[..., list[SourceFile]]
Zip = Callable[[dict[str, bytes | str]], bytes]

# made once with a writer of the old format: padded, masked, dated, merged, hidden
_XLS = (
    "c-rk)U1%It6#nk)>~Hh4X_IOz4oib+n<iB8rB>6e23rst(xgzS5luTovvg-y)(F-It=4@KMes@SrBHwBL)DjRsg)Ld5D{DIL"
    "q!l0i$dvBMZt$O>vzt~PLsGo0vc%9Gkee6@7#N4&OP_cIkR)|LdVpx&(=<30c}GJv$Zr5b7Y1sT?bikyjGKL{hVT}HR+b3bc"
    "!39h~rG_cS+ep+3#ss_|!g64*bG4hG#KUE_u0Sq({_-aU(Vi7@M(Y;XSrCtWmpGDnFonmGVz??w889tK<#k1Drc$_TfT)sCP"
    ">k$4^-6bgYfs;B(daNhSB83*Sf_zx<X7=Em`Gr7&J>4lI7av0HE)jHjJm$*TnTeZltz<k(q!fE9}S^(V4Ee2DeHlMf9%5YSW"
    "I-Q8pTWZe&rZIJ%Pv0Nl_>~?&F4B)z(eSh;|l4Ez_gd`>b{l4Gty19vot-kNr8GKCRplAx64D;jovz7z?sOPhDxu$%1<pz}h"
    "HD8|m7kP^D(@36X95s?>7)y=hD;P74<Sh)GM)Fq1%|iLxmJJ+1?HMD<ql$K1j>||AgT;bZntZOxyz+HQo`(cRy#p0*as~xn3"
    "fibVSa!V_m{Wc7(a|BQ4^J?`itMV#3415J5>I;yzM$dpg3E_zN4erZUmU04@p9=PBY$7{YHrs|vFKHpwSBL0&~y15zL1eJt!"
    "X_wFRiy~vTGrCX|wb@H05RK-I){DFYVetoPSy+N3@g&1^*sdEoyj0G^pIBBf4OD`p~Nyo0Pw*SG`O7Yn69$CeJ;?U14X(QJw"
    "Rej`r|A_bdI7Uq7e6f&J>W-CsD>EBTG=pWHe9V&}=r`D0ke9e1fO$5Hf|KJ)H7LZ|cfvk6PX&&t>QqfDf%Y-oEee5+~44P6Q"
    "751{~wcT9w=&{qM95yc{86WI}p6U8HxAWB3iNtBFGiYOJKG*LRV&st#LOI9W<dXKFN<_EhcdS`Jbk;T<*tzNe}F>-FibRqMt"
    "p-nMM3S1nk^+MnG{I)%iByb1byt0MAAM<f5MM+Xuo50=dr^40A%UobW5{`kx)dcEdDz5eZzUTFhK`}R`4!UXXSsEHscRI>9s"
    "XJw+t?rudcw6VN7~m@gr>zU?P!oRTs4T-)mv6IH;*@xS)%_+dN3ffS->SiG8U}ldyyuHo(a5V!YEqM$)TG;)jMi>wy|%*_yM"
    "&hf;JeNZw%O)qlG~O>Q06hozc`Pg#B&9QmlQv%5jXW~nMLZ<zZVMa<=rbdg#BvAp(V#J-+#>9^(<O3``<l6OTGW>QtbSn@Bc"
    "TXN_Mv"
)


def test_an_xls_is_read_as_a_person_sees_it(opened: Opened, rows: Rows) -> None:
    (source,) = opened(zlib.decompress(base64.b85decode(_XLS)), "a.xls")
    assert rows(source.sheets[0]) == {
        1: ["Code", "Nom", "SSN", "Phone", "Née", "When", "Time", "Paid", "Formula", "Long"],
        3: [
            "0001234", "Zoé Müller", "012-34-5678", "555-0100", "1980-04-03", "2024-03-15 10:30:00",
            "09:05:00", "TRUE", None, "1234567890123456",
        ],
        4: ["7", "0.1", None, None, None, None, None, None, None, None],
        5: ["merged", None, None, None, None, None, None, None, None, None],
    }  # fmt: skip
    assert source.notes == (("sheet.hidden", {"value": "Secret", "detail": "", "sheet": ""}),)


def test_what_an_xls_hides_is_known_and_its_hidden_rows_are_read(opened: Opened, rows: Rows) -> None:
    raw = bytearray(zlib.decompress(base64.b85decode(_XLS)))
    column = struct.pack("<8H", 0x7D, 12, 1, 2, 2560, 15, 1, 0)  # COLINFO: the second and third are hidden
    first, third = (raw.index(struct.pack("<3H", 0x208, 16, number)) for number in (0, 2))
    raw[third + 16] |= 0x20  # ROW: no height
    other = raw.index(b"\x85\x00", raw.index(b"\x85\x00") + 1) + 4  # BOUNDSHEET: where the sheet begins
    raw[other : other + 4] = struct.pack("<L", struct.unpack_from("<L", raw, other)[0] + len(column))
    end = 512 + 4096  # of the stream, which has room to spare
    raw[first:end] = column + raw[first : end - len(column)]
    (source,) = opened(bytes(raw), "a.xls")
    assert source.sheets[0].hidden == (1, 2)
    assert rows(source.sheets[0])[3][:2] == ["0001234", "Zoé Müller"]
    notes = {code: (values["value"], values["detail"]) for code, values in source.notes}
    assert notes == {"sheet.hidden": ("Secret", ""), "sheet.hidden_rows": ("Clients", "1")}
    (source,) = opened(bytes(raw), "a.xls", sheets=("Secret",))
    assert [(sheet.name, sheet.hidden) for sheet in source.sheets] == [("Secret", ())]


def ods(zipped: Zip, rows: str, styles: str = "", more: str = "") -> bytes:
    names = 'xmlns:table="t" xmlns:text="x" xmlns:office="o" xmlns:style="s"'
    table = f'<table:table table:name="Clients" table:style-name="ta1">{rows}</table:table>{more}'
    content = f"<office:document-content {names}>{styles}{table}</office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def row(cells: str, repeated: int = 1) -> str:
    """One row of an OpenDocument sheet."""
    return f'<table:table-row table:number-rows-repeated="{repeated}">{cells}</table:table-row>'


def cell(text: str = "", kind: str = "string", value: str = "", more: str = "") -> str:
    """One cell of an OpenDocument sheet."""
    name = {"date": "date-value", "time": "time-value", "boolean": "boolean-value"}.get(kind, "value")
    attributes = f'office:value-type="{kind}" office:{name}="{value}" {more}'
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def test_an_ods_is_read_as_a_person_sees_it(table: Table, zipped: Zip) -> None:
    first = [
        cell("a<text:s text:c='2'/>b</text:p><text:p>c<text:line-break/>d"),
        cell("00042", "float", "42"),
        cell("012-34-5678", "float", "12345678"),
        cell("1,234.50 €", "currency", "1234.5"),
        cell("15/03/24", "date", "2024-03-15"),
        cell("15/03/24 10:30", "date", "2024-03-15T10:30:00"),
        cell("10:30", "time", "PT10H30M00S"),
        cell("VRAI", "boolean", "true"),
        cell("1.2E+15", "float", "1.23456789012345E+015"),
        cell(
            "<text:a>link</text:a></text:p><office:annotation><text:p>x</text:p></office:annotation><text:p>"
        ),
    ]
    gap = '<table:table-cell table:number-columns-repeated="16384"/>'
    twice = cell("x", more='table:number-columns-repeated="2"')
    rows = row("".join(first)) + row(gap, repeated=5) + row(twice, repeated=2)
    assert table(ods(zipped, rows), "a.ods") == {
        1: [
            "a  b\nc\nd", "00042", "012-34-5678", "1234.5", "2024-03-15", "2024-03-15 10:30:00", "10:30:00",
            "TRUE", "1234567890123450", "link\n",
        ],
        7: ["x", "x", *[None] * 8],
        8: ["x", "x", *[None] * 8],
    }  # fmt: skip


def test_a_flat_open_document_is_read_as_one_in_a_zip(opened: Opened, zipped: Zip) -> None:
    rows = row(cell("Name")) + row(cell("Zoé"))
    with zipfile.ZipFile(io.BytesIO(ods(zipped, rows))) as archive:
        text = archive.read("content.xml").decode()
    mark = 'office:mimetype="application/vnd.oasis.opendocument.spreadsheet"'
    flat = text.replace("office:document-content", "office:document").replace(
        "xmlns:office", f"{mark} xmlns:office"
    )
    (source,) = opened(f'<?xml version="1.0" encoding="UTF-8"?>\n{flat}', "a.fods")
    assert (source.format, source.notes) == ("fods", ())
    assert source.sheets[0].rows == 2


def test_a_hidden_ods_sheet_is_left_out_and_named(opened: Opened, zipped: Zip) -> None:
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    more = '<table:table table:name="Old" table:style-name="ta2"/>'
    (source,) = opened(ods(zipped, row(cell("a")), styles, more), "a.ods")
    assert [sheet.name for sheet in source.sheets] == ["Clients"]
    assert source.notes == (("sheet.hidden", {"value": "Old", "detail": "", "sheet": ""}),)


def test_rows_that_are_hidden_or_filtered_are_said(opened: Opened, zipped: Zip) -> None:
    hidden = row(cell("b")).replace("<table:table-row", '<table:table-row table:visibility="filter"')
    (source,) = opened(ods(zipped, row(cell("a")) + hidden), "a.ods")
    assert source.sheets[0].rows == 2
    assert [(code, values["detail"]) for code, values in source.notes] == [("sheet.hidden_rows", "1")]


def test_an_ods_with_a_password_says_so(opened: Opened, zipped: Zip) -> None:
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    with pytest.raises(CarnetError) as error:
        opened(zipped({"content.xml": "noise", "META-INF/manifest.xml": manifest}), "a.ods")
    assert error.value.code == "file.password"


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of an xlsb part."""
    number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(data) & 0x7F | 0x80, len(data) >> 7]) + data


def wide(text: str) -> bytes:
    return struct.pack("<L", len(text)) + text.encode("utf-16-le")


def xlsb(zipped: Zip, cells: bytes) -> bytes:
    """An xlsb workbook: styles 0 general, 1 dates, 2 padded; shared text 0 is Zoé."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    targets = [("r1", "worksheet", "worksheets/sheet1.bin"), ("r2", "styles", "styles.bin")]
    targets.append(("r3", "sharedStrings", "sharedStrings.bin"))
    links = "".join(f'<Relationship Id="{i}" Type="{office}/{kind}" Target="{t}"/>' for i, kind, t in targets)
    xfs = b"".join(record(47, struct.pack("<HH", 0, number) + bytes(12)) for number in (0, 14, 164))
    package = "http://schemas.openxmlformats.org/package/2006"
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    types = f'<Override PartName="/xl/workbook.bin" ContentType="{kind}"/>'
    main = f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.bin"/>'
    texts = record(159, struct.pack("<LL", 1, 1)) + record(19, b"\0" + wide("Zoé")) + record(160)
    padded = record(44, struct.pack("<H", 164) + wide("00000"))
    styles = record(615, struct.pack("<L", 1)) + padded + record(616) + record(617, struct.pack("<L", 3))
    size = record(148, struct.pack("<4L", 0, 4, 0, 9))
    tab = struct.pack("<LL", 0, 1) + wide("r1") + wide("Clients")
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types">{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships">{main}</Relationships>',
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{package}/relationships">{links}'
            "</Relationships>",
            "xl/workbook.bin": record(131) + record(153, bytes(12)) + record(143) + record(156, tab)
            + record(144) + record(132),
            "xl/styles.bin": styles + xfs + record(618),
            "xl/sharedStrings.bin": texts,
            "xl/worksheets/sheet1.bin": record(129) + size + record(145) + cells + record(146) + record(130),
        }
    )  # fmt: skip


def test_an_xlsb_is_read_as_a_person_sees_it(opened: Opened, rows: Rows, zipped: Zip) -> None:
    def at(column: int, style: int = 0) -> bytes:
        return struct.pack("<LL", column, style)

    cells = record(0, struct.pack("<L", 0) + bytes(13)) + record(7, at(0) + struct.pack("<L", 0))
    cells += record(6, at(1) + wide("inline")) + record(4, at(2) + b"\1") + record(3, at(3) + b"\x2a")
    cells += record(0, struct.pack("<L", 4) + bytes(13)) + record(5, at(0) + struct.pack("<d", 0.25))
    cells += record(2, at(1, 2) + struct.pack("<L", 42 << 2 | 2)) + record(
        5, at(2, 1) + struct.pack("<d", 45366)
    )
    cells += record(2, at(3) + struct.pack("<L", 150 << 2 | 3)) + record(1, at(4))
    raw = xlsb(zipped, cells)
    (source,) = opened(raw, "a.xlsb")
    assert rows(source.sheets[0]) == {
        1: ["Zoé", "inline", "TRUE", "#N/A"],
        5: ["0.25", "00042", "2024-03-15", "1.5"],
    }
    assert [code for code, _ in source.notes] == ["sheet.error_cells"]
    oracle = python_calamine.load_workbook(io.BytesIO(raw)).get_sheet_by_name("Clients").to_python()
    assert oracle[0][:3] == ["Zoé", "inline", True]
    assert oracle[4][:4] == [0.25, 42.0, date(2024, 3, 15), 1.5]


def test_a_web_page_called_xls_is_read_as_its_table(table: Table) -> None:
    page = (
        "<html><head><meta charset='windows-1252'><style>td {}</style></head><!-- <td>x</td> --><table>"
        "<tr><th colspan=2>Liste</th></tr><tr><td>Prénom<td rowspan=2>A &amp; B<br>line\n two</tr>"
        "<tr><td>007</td><td>c</td></tr></table>"
    )
    assert table(page.encode("cp1252"), "a.xls") == {
        1: ["Liste", None, None],
        2: ["Prénom", "A & B\nline two", None],
        3: ["007", None, "c"],
    }


def test_an_xml_spreadsheet_called_xls_is_read(table: Table) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    page = (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Clients"><Table>'
        '<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Title</Data></Cell>'
        '<Cell><Data ss:Type="String">c</Data><Comment><Data>remark</Data></Comment></Cell></Row>'
        '<Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="Number">1.0</Data></Cell>'
        '<Cell><Data ss:Type="DateTime">2024-03-15T00:00:00.000</Data></Cell></Row>'
        "</Table></Worksheet></Workbook>"
    )
    assert table(page, "a.xls") == {1: ["Title", None, "c"], 4: [None, "1", "2024-03-15"]}


def test_numbers_of_an_xml_spreadsheet_are_shown_as_their_style_says(opened: Opened) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    styles = {"zip": "00000", "day": "Short Date", "phone": "000\\-000\\-0000"}
    written = "".join(
        f'<Style ss:ID="{name}"><NumberFormat ss:Format="{code}"/></Style>' for name, code in styles.items()
    )
    cells = [("", "1234"), ("day", "28123"), ("phone", "4105550101"), ("", "7")]
    page = (
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Styles>{written}<Style ss:ID="heir" ss:Parent="zip"/>'
        '</Styles><Worksheet ss:Name="Clients"><Table><Column ss:StyleID="heir"/><Row ss:Hidden="1">'
        + "".join(
            f'<Cell ss:StyleID="{style}"><Data ss:Type="Number">{number}</Data></Cell>'
            for style, number in cells
        ).replace(' ss:StyleID=""', "")
        + "</Row></Table></Worksheet></Workbook>"
    )
    (source,) = opened(page, "a.xls")
    assert source.sheets[0].head(1).row(0)[1:] == ("01234", "1976-12-29", "410-555-0101", "7")
    assert "sheet.hidden_rows" in [code for code, _ in source.notes]


def test_columns_that_an_ods_hides_are_known(opened: Opened, zipped: Zip) -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="{}"/>'
    )
    cells = row("".join(map(cell, "abcd")))
    (source,) = opened(ods(zipped, columns.format("collapse") + cells), "a.ods")
    assert source.sheets[0].hidden == (2,)


def test_columns_that_an_xlsb_hides_are_known(opened: Opened, zipped: Zip) -> None:
    hidden = record(60, struct.pack("<LLLLH", 1, 9, 0, 0, 1)) + record(
        60, struct.pack("<LLLLH", 0, 0, 0, 0, 0)
    )
    texts = b"".join(record(6, struct.pack("<LL", at, 0) + wide("x")) for at in range(3))
    (source,) = opened(xlsb(zipped, hidden + record(0, struct.pack("<L", 0)) + texts), "a.xlsb")
    assert source.sheets[0].hidden == (1, 2)


def test_columns_that_an_xml_spreadsheet_hides_are_known(opened: Opened) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    cells = "".join(f'<Cell><Data ss:Type="String">{letter}</Data></Cell>' for letter in "abc")
    page = (
        f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Clients"><Table>'
        f'<Column/><Column ss:Hidden="1" ss:Span="1"/><Row>{cells}</Row></Table></Worksheet></Workbook>'
    )
    (source,) = opened(page, "a.xls")
    assert source.sheets[0].hidden == (1, 2)


def test_a_cell_that_goes_over_rows_holds_for_each_of_them(opened: Opened, rows: Rows, zipped: Zip) -> None:
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    texts: list[list[str | None]] = [
        ["Company", "Contact"],
        ["Kauri Ltd", "Ann Lee"],
        [None, "Bob Ray"],
        ["Rimu Trust", "Di Poe"],
    ]

    def written(cell: Callable[[str, int], str], skipped: str = "") -> Iterator[str]:
        for company, contact in texts:
            first = cell(company, 2 if company == "Kauri Ltd" else 1) if company else skipped
            yield first + cell(str(contact), 1)

    page = written(lambda text, down: f"<td rowspan='{down}'>{text}</td>")
    lines = written(lambda text, down: cell(text, more=f'table:number-rows-spanned="{down}"'), cell(""))
    excel = written(
        lambda text, down: f'<Cell ss:MergeDown="{down - 1}"><Data ss:Type="String">{text}</Data></Cell>',
        "<Cell/>",
    )
    book = f'<Workbook xmlns="{space}" xmlns:ss="{space}"><Worksheet ss:Name="Clients"><Table>'
    binary = b"".join(
        record(0, struct.pack("<L", row))
        + b"".join(record(6, struct.pack("<LL", at, 0) + wide(text)) for at, text in enumerate(cells) if text)
        for row, cells in enumerate(texts)
    )
    files = {
        "a.html": "<table>" + "".join(f"<tr>{line}</tr>" for line in page) + "</table>",
        "a.ods": ods(zipped, "".join(map(row, lines))),
        "a.xls": book + "".join(f"<Row>{line}</Row>" for line in excel) + "</Table></Worksheet></Workbook>",
        "a.xlsb": xlsb(zipped, binary + record(176, struct.pack("<4L", 1, 2, 0, 0))),
    }
    for name, contents in files.items():
        (source,) = opened(contents, name)
        filled = [cells[0] or "Kauri Ltd" for cells in texts]
        assert [cells[0] for cells in rows(source.sheets[0]).values()] == filled, name
        assert "sheet.spans" in [code for code, _ in source.notes], name


def test_a_merged_cell_of_an_xls_holds_for_each_of_its_rows(opened: Opened, rows: Rows) -> None:
    raw = bytearray(zlib.decompress(base64.b85decode(_XLS)))
    merged = raw.index(struct.pack("<3H", 0xE5, 10, 1))
    struct.pack_into("<4H", raw, merged + 6, 2, 3, 2, 2)
    (source,) = opened(bytes(raw), "a.xls")
    assert rows(source.sheets[0])[4][2] == "012-34-5678"


def test_a_table_in_a_cell_of_an_ods_ends_only_itself(opened: Opened, rows: Rows, zipped: Zip) -> None:
    inner = (
        f'<table:table-cell><table:table table:name="In">{row(cell("x"))}</table:table></table:table-cell>'
    )
    last = row('<table:table-cell office:value-type="string" office:string-value="Bo"/>')
    (source,) = opened(ods(zipped, row(cell("Name")) + row(inner + cell("Ada")) + last), "a.ods")
    assert [rows(sheet) for sheet in source.sheets] == [
        {1: ["Name", None], 2: [None, "Ada"], 3: ["Bo", None]},
        {1: ["x"]},
    ]


def test_a_web_page_with_marks_in_its_tags_and_no_end_is_read_to_its_last_cell(table: Table) -> None:
    page = "<html><meta charset=windows-1252><table><tr><td title='a>b'>Name<td>Town<tr><td>Zoé<td>Bath"
    assert table(page, "a.xls") == {1: ["Name", "Town"], 2: ["Zoé", "Bath"]}


def test_where_an_xml_spreadsheet_is_damaged_is_said(opened: Opened) -> None:
    page = '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">\nA & B'
    with pytest.raises(CarnetError) as error:
        opened(page, "a.xls")
    assert (error.value.code, error.value.values["detail"]) == ("file.damaged", "XML, 3:4")


def old_xls(codepage: int, *texts: bytes) -> bytes:
    """A workbook of Excel 5 with one column, as it stood in files before they had folders of streams."""

    def part(kind: int, data: bytes = b"") -> bytes:
        return struct.pack("<2H", kind, len(data)) + data

    def globals_(place: int) -> bytes:
        formats = 16 * part(0xE0, bytes(16))
        sheet = part(0x85, struct.pack("<LH", place, 0) + b"\7Clients")
        begin = part(0x809, struct.pack("<4H", 0x500, 5, 0, 0))
        return begin + part(0x42, struct.pack("<H", codepage)) + formats + sheet + part(0x0A)

    cells = [part(0x204, struct.pack("<4H", row, 0, 0, len(text)) + text) for row, text in enumerate(texts)]
    sheet = part(0x809, struct.pack("<4H", 0x500, 0x10, 0, 0)) + b"".join(cells) + part(0x0A)
    return globals_(len(globals_(0))) + sheet


@pytest.mark.parametrize(("codepage", "text"), [(1252, b"Zo\xe9"), (10_000, b"Zo\x8e"), (437, b"Zo\x82")])
def test_letters_of_an_old_xls_are_read_as_it_says(table: Table, codepage: int, text: bytes) -> None:
    assert table(old_xls(codepage, b"Name", text), "a.xls") == {1: ["Name"], 2: ["Zoé"]}


@pytest.mark.parametrize("codepage", [0, 1200, 9_999])
def test_an_old_xls_that_names_no_letters_is_read_as_a_guess(
    opened: Opened, rows: Rows, codepage: int
) -> None:
    (source,) = opened(old_xls(codepage, b"Name", b"Zo\xe9"), "a.xls")
    assert rows(source.sheets[0]) == {1: ["Name"], 2: ["Zoé"]}
    assert [(code, values["value"]) for code, values in source.notes] == [
        ("file.encoding_guessed", "windows-1252")
    ]
