"""Books with everything that is easily lost on the way through a file."""

from __future__ import annotations

from carnet.contract import Contents
from tests.support.contents import Books, address, card

FORMULAS = {
    "Sum": "=1+1",
    "Command": "+cmd",
    "Handle": "@x",
    "Minus": "-2+3",
    "Quoted": "'quoted",
    "Wide": "＝1",
}
ZEROS = {"File number": "000123", "Long number": "12345678901234567890", "Half": "0.50", "Day": "1-2"}


def rich_book() -> Contents:
    """Organizations, people on several cards, and groups with members."""
    books = Books()
    books.organization(
        "Oak Mill LLC",
        card(
            emails=("office@oakmill.example", "tax@oakmill.example"),
            phones=(("office", "+12125550147", "12"), ("fax", "+12125550148"), ("other", "+12125550149")),
            addresses=(
                address(
                    "physical",
                    line="12 Elm St",
                    city="Albany",
                    region="NY",
                    postal_code="12207",
                    country="US",
                ),
                address("mailing", line="PO Box 7, Mail stop 3", city="Albany", country="US"),
            ),
            websites=("https://oakmill.example",),
            social={
                "linkedin": "https://www.linkedin.com/company/oakmill",
                "twitter": "https://twitter.com/oakmill",
            },
        ),
        description='First line\nsecond line; with = and "quotes"',
        client_identifier="000123",
        contact_type="Client",
        accounting__legal_name="Oak Mill Limited Liability Company",
        accounting__entity_type="Limited Liability",
        accounting__financial_year_end_day="30",
        accounting__financial_year_end_month="6",
        accounting__annual_revenue="1250000",
        accounting__basic_notes="pays late\n=1+1",
        custom={**FORMULAS, **ZEROS},
    )
    books.organization("Elm, Ash & Sons; Partners", card(emails=("elm@example.org",)), description="-2+3")
    books.organization("=1+1 Pty Ltd", card(phones=(("work", "+61255501234"),)), custom={"Sum": "@SUM(A1)"})
    books.organization("Étude Lévesque", client_identifier="0099")
    books.person(
        "Ana",
        "López",
        card(emails=("ana@example.com",), phones=(("mobile", "+12125550150"), ("home", "+12125550151"))),
        card(emails=("ana@oakmill.example",), belongs_to="Oak Mill LLC", role="Director; owner"),
        card(belongs_to="Étude Lévesque", role="+Notary"),
        name="Ana María López",
        middle_name="María",
        preferred_name="Annie",
        salutation="Ms.",
        suffix="Jr.",
        birth_date="1980-04-03",
        client_identifier="007",
        description="'quoted\n\nlast line",
        custom={"Likes": "tea, milk; sugar"},
    )
    books.person(
        "Jean-Luc",
        "O'Neil",
        card(belongs_to="Elm, Ash & Sons; Partners", phones=(("work", "+33199001234"),)),
        preferred_name="Jean",
    )
    books.person("Wei", "李", card(emails=("wei@example.net",)), preferred_name="Wei")
    books.group(
        "The López family; all",
        card(emails=("family@example.com",)),
        members=(1, 5, 6),
        description="met in 1999",
    )
    books.group("@Group", members=(2, 7))
    return books.contents()


def unusual_book() -> Contents:
    """Names of other alphabets and of great length, more of everything than columns hold, a person on five
    cards and an organization of sixty people."""
    books = Books()
    many = tuple((label, f"+1212555{n:04}") for n, label in enumerate(_PHONES * 3, 100))
    home = address("home", line="12 Elm St, rear; upper", city="Lévis", postal_code="G6V 2G2", country="CA")
    places = ("physical", "physical", "mailing", "legal")
    books.organization(
        "🌲 Forest “Green” & Söhne GmbH; Co, KG",
        card(
            emails=tuple(f"a{n}@forest.example" for n in range(7)),
            phones=many,
            addresses=(home, *(address(label, line=f"{n} 北京路") for n, label in enumerate(places, 1))),
            websites=("https://forest.example", "https://shop.forest.example"),
            social=dict.fromkeys(("facebook", "linkedin"), "https://www.linkedin.com/company/forest")
            | {"facebook": "https://www.facebook.com/forest", "skype": "forest.green"},
        ),
        description="Line one\n\n“quoted”, 'single'; semi\nÀ bientôt 🎉\n=1+1\n- item",
        custom={"Émoji 🎉": "🎉=1+1", "Notes": "called as a column", "Wide": "＠SUM(A1)", "=Sum": "－1"},
    )
    books.organization(("Extraordinarily " * 18).strip(), card(emails=("long@example.com",)))
    books.organization("شركة النخيل", accounting__legal_name="شركة النخيل ذ.م.م")
    books.organization("Big House")
    books.organization('O\'Brien, "Lee" & Sons\\Ltd')
    linked = (("Big House", "Owner"), ('O\'Brien, "Lee" & Sons\\Ltd', "=Head; +two"), ("شركة النخيل", None))
    books.person(
        "Ana", "Five",
        card(emails=("1@example.com", "1b@example.com"), addresses=(home,)),
        *(card(emails=(f"{n}@example.com",), belongs_to=name, role=role)
          for n, (name, role) in enumerate(linked, 2)),
        card(role="Trustee", websites=("https://ana.example",)),
        preferred_name="Annie",
    )  # fmt: skip
    books.person("محمد", "العربي", card(emails=("m@example.com",)), preferred_name="Mo")
    books.person("J" * 150, "K" * 149, preferred_name="J")
    for n in range(60):
        cards = card(emails=(f"p{n}@house.example",), belongs_to="Big House", role=f"Role {n}")
        books.person(f"P{n}", f"House{n}", cards, preferred_name="P")
    return books.group("Family; “The” Houses", members=tuple(range(9, 69))).contents()


_PHONES = ("office", "work", "mobile", "home", "fax", "other")
