"""vCards of every version and writer: each property lands in a named column, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import SourceFile
from carnet.stages.read.vcard_lines import lines, parse, pieces, unescaped

Opened = Callable[..., list[SourceFile]]
Cards = Callable[..., dict[int, dict[str, str]]]


@pytest.fixture
def cards(opened: Opened) -> Cards:
    """Line of BEGIN -> column -> text."""

    def of(contents: bytes | str) -> dict[int, dict[str, str]]:
        (source,) = opened(contents, "contacts.vcf")
        return cells(source)

    return of


def cells(source: SourceFile) -> dict[int, dict[str, str]]:
    (sheet,) = source.sheets
    assert (source.format, sheet.format, sheet.name) == ("vcf", "vcf", "contacts")
    assert sheet.header is not None
    assert len(sheet.header) == sheet.width
    found = {}
    for row in sheet.scan().collect().iter_rows():
        found[row[0]] = {name: text for name, text in zip(sheet.header, row[1:], strict=True) if text}
    return found


def card(*properties: str, version: str = "3.0") -> str:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *properties, "END:VCARD", ""])


def test_each_property_has_its_column(cards: Cards) -> None:
    text = card(
        "N:Doe;Jane;Q.,Mary;Dr.;Jr.", "FN:Dr. Jane Doe", "NICKNAME:Jan,Janie", "ORG:Acme;Tax;Lyon",
        "TITLE:CPA",
        "EMAIL;TYPE=INTERNET,WORK,pref:jane@example.com", "EMAIL:jane@example.org", "TEL;TYPE=CELL:555-0100",
        "ADR;TYPE=WORK:PO 1;Suite 2;1 High St;Bath;Avon;BA1;UK", "URL;TYPE=HOME:http\\\\://example.com",
        "BDAY:1980-01-02", "NOTE:a\\nb\\, c\\; d", "CATEGORIES:Clients,VIP", "CATEGORIES:2024", "UID:u1",
        "X-ICQ:1", "X-ICQ:2", "IMPP:skype:jane",
    )  # fmt: skip
    assert cards(text)[1] == {
        "N.family": "Doe", "N.given": "Jane", "N.additional": "Q. Mary", "N.prefix": "Dr.", "N.suffix": "Jr.",
        "FN": "Dr. Jane Doe", "NICKNAME": "Jan; Janie", "ORG.name": "Acme", "ORG.unit": "Tax; Lyon",
        "TITLE": "CPA", "EMAIL 1": "jane@example.com", "EMAIL 1 TYPE": "internet,work,pref",
        "EMAIL 2": "jane@example.org", "TEL 1": "555-0100", "TEL 1 TYPE": "cell", "ADR 1 TYPE": "work",
        "ADR 1.pobox": "PO 1", "ADR 1.extended": "Suite 2", "ADR 1.street": "1 High St", "ADR 1.city": "Bath",
        "ADR 1.region": "Avon", "ADR 1.code": "BA1", "ADR 1.country": "UK", "URL 1": "http\\://example.com",
        "URL 1 TYPE": "home", "BDAY": "1980-01-02", "NOTE": "a\nb, c; d", "CATEGORIES": "Clients; VIP; 2024",
        "UID": "u1", "X-ICQ": "1", "X-ICQ 2": "2", "IMPP 1": "skype:jane",
    }  # fmt: skip


def test_the_row_of_a_card_is_the_line_where_it_begins(cards: Cards) -> None:
    text = card("FN:Ada") + "\r\n" + card("FN:Bob")
    assert {row: found["FN"] for row, found in cards(text).items()} == {1: "Ada", 6: "Bob"}


def test_quoted_printable_of_old_phones_is_decoded(cards: Cards) -> None:
    text = card(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:N=C3=B1=20=",
        "=C3=91;Zo=C3=A9;;;",
        "NOTE;QUOTED-PRINTABLE;CHARSET=ISO-8859-1:=E9t=E9=0D=0Atwo=3B",
        "TEL;CELL;PREF:555-0100",
        version="2.1",
    )
    assert cards(text)[1] == {
        "N.family": "Nñ Ñ",
        "N.given": "Zoé",
        "NOTE": "été\r\ntwo;",
        "TEL 1": "555-0100",
        "TEL 1 TYPE": "cell,pref",
    }


def test_a_backslash_of_version_2_is_only_a_backslash(cards: Cards) -> None:
    assert cards(card("NOTE:C:\\new\\;x", version="2.1"))[1] == {"NOTE": "C:\\new;x"}


def test_folded_lines_are_joined(cards: Cards) -> None:
    assert cards(card("NOTE:one", "  two", "\tthree", "FN:Ada"))[1] == {"NOTE": "one twothree", "FN": "Ada"}


def test_apples_groups_and_labels_become_types(cards: Cards) -> None:
    text = card(
        "item1.EMAIL;type=pref:a@example.com", "item1.X-ABLabel:Cabinet", "item2.X-ABRELATEDNAMES:Jo",
        "item2.X-ABLabel:_$!<Spouse>!$_", "item3.X-ABDATE:1990-01-01", "item3.X-ABLabel:_$!<Anniversary>!$_",
        "X-ABShowAs:COMPANY", "X-SOCIALPROFILE;type=twitter;x-user=ada:http://x.example/ada",
    )  # fmt: skip
    assert cards(text)[1] == {
        "EMAIL 1": "a@example.com", "EMAIL 1 TYPE": "pref,cabinet", "RELATED 1": "Jo",
        "RELATED 1 TYPE": "spouse",
        "X-ABDATE": "1990-01-01", "X-ABDATE TYPE": "anniversary", "KIND": "org",
        "X-SOCIALPROFILE 1": "http://x.example/ada", "X-SOCIALPROFILE 1 TYPE": "twitter",
        "X-SOCIALPROFILE 1.x-user": "ada",
    }  # fmt: skip


def test_a_label_without_its_property_is_kept(cards: Cards) -> None:
    assert cards(card("FN:Ada", "item9.X-ABLabel:lost"))[1] == {"FN": "Ada", "X-ABLABEL": "lost"}


def test_an_address_of_which_only_the_label_stands_there_is_one(cards: Cards) -> None:
    text = card(
        "FN:Ada",
        "LABEL;TYPE=HOME:12 High St\\nBath",
        "ADR;TYPE=WORK:;;1 Low Rd;;;;",
        "LABEL;TYPE=WORK:1 Low Rd",
    )
    assert cards(text)[1] == {
        "FN": "Ada", "ADR 1.label": "12 High St\nBath", "ADR 1 TYPE": "home", "ADR 2.street": "1 Low Rd",
        "ADR 2 TYPE": "work", "LABEL": "1 Low Rd", "LABEL TYPE": "work",
    }  # fmt: skip


def test_version_4_uris_and_quoted_types_are_read(cards: Cards) -> None:
    text = card(
        'TEL;VALUE=uri;PREF=1;TYPE="voice,home":tel:+1-555-555-0100;ext=55', "EMAIL:mailto:a@example.com",
        'ADR;LABEL="1 High St, Bath: UK; x":;;1 High St;;;;', "KIND:org", version="4.0",
    )  # fmt: skip
    assert cards(text)[1] == {
        "TEL 1": "+1-555-555-0100 ext. 55", "TEL 1 TYPE": "pref,voice,home", "EMAIL 1": "a@example.com",
        "ADR 1.street": "1 High St", "ADR 1.label": "1 High St, Bath: UK; x", "KIND": "org",
    }  # fmt: skip


def test_a_small_photo_is_kept_and_a_large_one_is_said(opened: Opened) -> None:
    text = card("FN:Ada", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA", " BBBB", "KEY;ENCODING=b:" + "A" * 40_000)
    (source,) = opened(text, "contacts.vcf")
    found = cells(source)[1]
    assert found["PHOTO"] == "AAAABBBB"
    assert found["KEY"].startswith("KEY, 40 kB, sha256 ")
    assert [(code, values["value"]) for code, values in source.notes] == [("vcard.large_value", "1 × KEY")]


def test_a_card_without_end_is_read_and_said(opened: Opened) -> None:
    (source,) = opened(
        "BEGIN:VCARD\nFN:Ada\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nstray\nBEGIN:VCARD\nFN:Cy", "contacts.vcf"
    )
    assert [found["FN"] for found in cells(source).values()] == ["Ada", "Bob", "Cy"]
    assert [(code, values["value"]) for code, values in source.notes] == [
        ("vcard.no_end", "1"),
        ("vcard.no_end", "7"),
        ("vcard.outside_card", "6"),
    ]


def test_a_card_within_a_card_is_no_contact_of_its_own(cards: Cards) -> None:
    text = card("FN:Ada", "AGENT:", "BEGIN:VCARD", "FN:Secretary", "END:VCARD", "TITLE:CPA")
    (found,) = cards(text).values()
    assert (found["FN"], found["TITLE"]) == ("Ada", "CPA")
    assert "FN:Secretary" in found["AGENT"]


def test_text_that_is_no_property_stays_with_the_one_before(cards: Cards) -> None:
    assert cards(card("NOTE:first", "second line", "FN:Ada"))[1] == {
        "NOTE": "first\nsecond line",
        "FN": "Ada",
    }


def test_cards_in_an_old_alphabet_without_version_are_read(cards: Cards) -> None:
    text = "begin:vcard\r\nfn:Zoé Été\r\norg:Société Générale;\r\nend:vcard\r\n"
    assert cards(text.encode("cp1252"))[1] == {"FN": "Zoé Été", "ORG.name": "Société Générale"}


_VALUE = st.text(st.sampled_from('abé \\,;:="\n'), max_size=30)


@given(st.lists(_VALUE, min_size=1, max_size=5), st.integers(min_value=1, max_value=20))
def test_whatever_is_escaped_and_folded_comes_back(values: list[str], width: int) -> None:
    def escaped(text: str) -> str:
        for char, code in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
            text = text.replace(char, code)
        return text

    text = "ITEM1.X-A;TYPE=a:" + ";".join(map(escaped, values))
    folded = [text[:20], *(" " + text[n : n + width] for n in range(20, len(text), width))]
    ((number, joined),) = lines(folded)
    line = parse(number, joined)
    assert line is not None
    assert [unescaped(piece, old=False) for piece in pieces(line.value, ";")] == values


@pytest.mark.parametrize(
    ("kind", "member"),
    [("KIND", "MEMBER"), ("X-ADDRESSBOOKSERVER-KIND", "X-ADDRESSBOOKSERVER-MEMBER")],
)
def test_the_members_of_a_group_are_named(cards: Cards, kind: str, member: str) -> None:
    known = card("UID:urn:uuid:A-1", "FN:Zoé\\, née Roe") + card("UID:a-2", "FN:Bob")
    members = (f"{member}:urn:uuid:{uid}" for uid in ("a-1", "A-2", "gone"))
    group = card(f"{kind}:group", "FN:Family", *members)
    assert next(iter(cards(group + known).values())) == {
        "KIND": "group",
        "FN": "Family",
        "MEMBER": "Zoé, née Roe\nBob",
        "MEMBER.unknown": "urn:uuid:gone",
    }


def test_a_relative_who_is_a_card_of_the_file_is_named(cards: Cards) -> None:
    known = card("UID:urn:uuid:2", "FN:Bob Roe")
    text = card("RELATED;TYPE=spouse:urn:uuid:2", "RELATED;TYPE=friend:urn:uuid:9", "NOTE:C:\\temp\\nnew")
    assert next(iter(cards(text + known).values())) == {
        "RELATED 1": "Bob Roe",
        "RELATED 1 TYPE": "spouse",
        "RELATED.unknown": "urn:uuid:9",
        "NOTE": "C:\\temp\nnew",
    }


def test_what_apple_writes_in_its_own_way_is_read_as_meant(cards: Cards) -> None:
    text = card("BDAY;X-APPLE-OMIT-YEAR=1604:1604-07-14", "X-SOCIALPROFILE;type=facebook:x-apple:ada.roe")
    assert cards(text)[1] == {
        "BDAY": "--07-14",
        "X-SOCIALPROFILE 1": "https://www.facebook.com/ada.roe",
        "X-SOCIALPROFILE 1 TYPE": "facebook",
    }


def test_what_android_writes_in_its_own_way_is_read_as_meant(cards: Cards) -> None:
    item = "X-ANDROID-CUSTOM:vnd.android.cursor.item"
    text = card(
        f"{item}/nickname;Ash;1;;;;",
        f"{item}/relation;Sam;14;;;;",
        "TEL;X-Custom(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=42=C3=BCro):0255501111",
        version="2.1",
    )
    assert cards(text)[1] == {
        "NICKNAME": "Ash",
        "RELATED 1": "Sam",
        "RELATED 1 TYPE": "spouse",
        "TEL 1": "0255501111",
        "TEL 1 TYPE": "büro",
    }


def test_the_alphabet_that_a_card_names_is_believed(cards: Cards) -> None:
    text = card("N;CHARSET=SHIFT_JIS:佐藤;花子", version="2.1")
    assert cards(text.encode("shift_jis"))[1] == {"N.family": "佐藤", "N.given": "花子"}


def test_a_soft_break_at_the_end_of_a_card_does_not_swallow_its_end(cards: Cards) -> None:
    noted = card("FN:Ada", "NOTE;ENCODING=QUOTED-PRINTABLE:one=", "two=", version="2.1")
    found = cards(noted + card("FN:Bob"))
    assert found == {1: {"FN": "Ada", "NOTE": "onetwo"}, 7: {"FN": "Bob"}}


def test_a_letter_that_is_folded_in_its_middle_is_one(cards: Cards) -> None:
    raw = card("FN:Zoé Lee", "NOTE:été").encode().replace("oé".encode(), b"o\xc3\r\n \xa9")
    assert cards(raw)[1] == {"FN": "Zoé Lee", "NOTE": "été"}


def test_text_before_the_first_card_is_said(opened: Opened) -> None:
    (source,) = opened("Exported today\n" + card("FN:Ada"), "a.vcf")
    assert source.format == "vcf"
    assert [(code, values["value"]) for code, values in source.notes] == [("vcard.outside_card", "1")]
