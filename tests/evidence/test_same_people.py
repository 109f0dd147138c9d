"""People who are one contact under several spellings."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.stages.match.evidence.addresses import address_parts
from tests.evidence.people import among_strangers, found_as_one, one_contact, pairs, person, told

SPELLINGS = {
    "a nickname": (("Margaret", "Thornhill"), ("Peggy", "Thornhill")),
    "a French nickname": (("Frédéric", "Gagnon"), ("Fred", "Gagnon")),
    "a French name and its short form": (("Guillaume", "Ashcombe"), ("Will", "Ashcombe")),
    "first and last name swapped": (("Eleanor", "Winterbourne"), ("Winterbourne", "Eleanor")),
    "an initial": (("Gwendolyn", "Marlowe"), ("G", "Marlowe")),
    "two initials": (("John", "Hartley"), ("J. R.", "Hartley")),
    "accents": (("Zoë", "Lefèvre"), ("Zoe", "Lefevre")),
    "an umlaut written out": (("Jürgen", "Müller"), ("Juergen", "Mueller")),
    "another alphabet": (("Ольга", "Соколова"), ("Olga", "Sokolova")),
    "a Russian name as France writes it": (("Юлия", "Щербакова"), ("Ioulia", "Chtcherbakova")),
    "a Vietnamese name": (("Thị Hương", "Nguyễn"), ("Thi Huong", "Nguyen")),
    "a name taken in marriage": (("Philippa", "Ravensdale"), ("Philippa", "Castlemaine")),
    "half of a double name": (("Claire", "Dupont-Martin"), ("Claire", "Martin")),
    "a hyphen left out": (("Marie-Claude", "Tremblay"), ("Marie Claude", "Tremblay")),
    "a first name by its initials": (("Jean-Pierre", "Brisebois"), ("JP", "Brisebois")),
    "an apostrophe and a space": (("Sean", "O'Neil"), ("Sean", "O Neil")),
    "typing mistakes": (("Rosalind", "Featherstone"), ("Roslind", "Fetherstone")),
}


@pytest.mark.parametrize("known", [("birth_date", "home"), ("birth_date", "email")], ids="-".join)
def test_one_person_is_found_under_two_spellings(known: tuple[str, ...]) -> None:
    rows = pairs(SPELLINGS, lambda name, number: person(*name, **told(number, *known)))
    assert found_as_one(among_strangers(*rows), SPELLINGS) == list(SPELLINGS)


def test_one_person_is_found_without_a_birth_date_where_house_and_phone_are_the_same() -> None:
    cases = {
        "swapped and a nickname": (("Victoria", "Nguyen"), ("Nguyen", "Tori")),
        "a nickname and swapped": (("Hughes", "Dot"), ("Dorothy", "Hughes")),
        "an initial and swapped": (("Thomas", "Hill"), ("Hill", "T")),
        "the initial of a nickname's name": (("R", "Norton"), ("Bob", "Norton")),
        "two initials of a double name": (("Marc-André", "Cloutier"), ("MA", "Cloutier")),
    }
    rows = pairs(cases, lambda name, n: person(*name, **told(n, "home", "phone")))
    assert found_as_one(among_strangers(*rows), cases) == list(cases)


def test_a_saint_of_a_street_may_be_written_short() -> None:
    street = address_parts(
        pl.Series(["12 rue St-Denis", "12 rue Saint-Denis", "4 Main St North", "4 High St"])
    )
    assert street["street"].to_list() == ["ruesaintdenis", "ruesaintdenis", "mainstreetnorth", "highstreet"]


def test_a_birth_date_with_a_mistake_does_not_hide_a_duplicate() -> None:
    cases = {
        "day and month swapped": (("Margaret", "1961-03-08"), ("Margaret", "1961-08-03")),
        "one digit": (("Wendell", "1957-03-08"), ("Wendell", "1957-03-09")),
    }
    rows = pairs(cases, lambda one, n: person(one[0], "Thornhill", birth_date=one[1], **told(n, "home")))
    assert found_as_one(among_strangers(*rows), cases) == list(cases)


def test_two_of_one_name_and_house_are_one_where_no_parent_and_child_are_born_so_near() -> None:
    cases = {"Wendell": ("1957-03-08", "1962-11-27"), "Desmond": ("1979-01-30", "1971-12-02")}
    rows = pairs(
        cases, lambda born, n: person("Wendell", "Thornhill", birth_date=born, **told(n, "home", "phone"))
    )
    assert found_as_one(among_strangers(*rows), cases) == list(cases)


def test_a_mistyped_name_that_nobody_has_is_no_other_name() -> None:
    cases = {
        "Karen": ("Karen", "Karem"),
        "Michelle": ("Michelle", "Mihcelle"),
        "Oliver": ("Oliver", "Olivver"),
    }
    rows = pairs(cases, lambda name, n: person(name, f"{chr(66 + n)}ouchard", **told(n, "home", "email")))
    assert found_as_one(among_strangers(*rows), cases) == list(cases)


def test_two_cards_of_one_person_are_one_contact() -> None:
    cases = {
        "one email, two phones": ({"phone": "+61298611111"}, {"phone": "+61298622222"}),
        "one phone, two emails": ({"email": "q@work.example"}, {"email": "quentin@home.example"}),
    }
    shared = ("email", "phone")
    rows = pairs(cases, lambda own, n: person("Quentin", f"Ravens{shared[n]}", **told(n, shared[n]), **own))
    assert found_as_one(among_strangers(*rows), cases) == list(cases)


def test_what_two_records_share_counts_although_each_names_something_else_first() -> None:
    cases = {
        "email": {"emails": ["{}@work.example", "quentin@home.example"]},
        "phone": {"phones": ["+6129861{}", "+61298699999"]},
    }
    rows = [
        person("Quentin", f"Ravens{name}", **{said: [text.format(number) for text in told_of]})
        for name, one in cases.items()
        for said, told_of in one.items()
        for number in ("1111", "2222")
    ]
    assert found_as_one(among_strangers(*rows), cases) == list(cases)


def test_equal_rows_are_one_contact_for_certain() -> None:
    row = person("Margaret", "Thornhill", **told(1, "birth_date", "home"))
    found = among_strangers(row, row, row)
    assert one_contact(found, 0, 1, 2)
