"""People who have much in common and are not one contact."""

from __future__ import annotations

import polars as pl
import pytest

from carnet.stages.match.evidence.find import find_duplicates
from carnet.stages.match.suspects import SURE
from tests.evidence.people import (
    among_strangers,
    apart,
    found_as_one,
    one_contact,
    pairs,
    person,
    table,
    told,
)

_TOWN = {"city": "Wirrabilla", "postal_code": "2777"}
_HOME = {"line": "14 Quandong Road", "phone": "+61298765432", **_TOWN}


def test_a_couple_at_one_address_is_two_people() -> None:
    found = among_strangers(person("Margaret", "Thornhill", **_HOME), person("Desmond", "Thornhill", **_HOME))
    assert apart(found, 0, 1)


@pytest.mark.parametrize("known", [("home", "phone"), ("home", "phone", "email")], ids="-".join)
def test_a_couple_whose_names_are_alike_is_two_people(known: tuple[str, ...]) -> None:
    couples = {
        names: (names.split(" and ")[0], names.split(" and ")[1])
        for names in (
            "Michel and Michèle", "Daniel and Danielle", "Mario and Maria", "Paul and Paula",
            "Christian and Christine", "Denis and Denise", "René and Renée", "Stephen and Stephanie",
        )
    }  # fmt: skip
    rows = pairs(couples, lambda name, n: person(name, f"{chr(66 + n)}ouchard", **told(n, *known)))
    assert found_as_one(among_strangers(*rows), couples) == []


@pytest.mark.parametrize("known", [("home",), ("home", "phone"), ("home", "phone", "email")], ids="-".join)
def test_two_of_one_house_whose_names_many_have_are_two_people_however_alike(known: tuple[str, ...]) -> None:
    houses = {
        names: (names.split(" and ")[0], names.split(" and ")[1])
        for names in ("Karin and Karen", "Emma and Ella", "Nina and Tina", "Jean and Joan", "Eva and Ava")
    }
    rows = pairs(houses, lambda name, n: person(name, f"{chr(66 + n)}ouchard", **told(n, *known)))
    assert found_as_one(among_strangers(*rows), houses) == []


def test_twins_are_not_surely_one_person() -> None:
    twins = {
        "Emma and Ella": ("Emma", "Ella"),
        "Zoe and Anna": ("Zoe", "Anna"),
        "Ada and Otto": ("Ada", "Otto"),
    }
    known = ("home", "phone", "email", "birth_date")
    rows = pairs(twins, lambda name, n: person(name, f"{chr(66 + n)}ouchard", **told(n, *known)))
    judged = among_strangers(*rows).pairs.filter(pl.col("l") // 2 == pl.col("r") // 2, pl.col("r") < 6)
    assert judged.select(pl.col("probability").max()).item() < SURE


def test_twins_with_emails_of_their_own_are_two_people() -> None:
    twins = [
        person("Ginette", "St-Onge", email="stongeg@mail.example", **told(1, "home", "birth_date")),
        person("Sylvie", "St-Onge", email="sylvie.stonge@inbox.example", **told(1, "home", "birth_date")),
    ]
    assert apart(among_strangers(*twins), 0, 1)


def test_namesakes_in_one_street_with_emails_of_their_own_are_not_surely_one_person() -> None:
    houses = {"1956@inbox.example": "8", "1992@mail.example": "115"}
    rows = [
        person("Hervé", "Bergeron", email=f"herve.bergeron{email}", line=f"{number} Quandong Road", **_TOWN)
        for email, number in houses.items()
    ]
    judged = among_strangers(*rows).pairs.filter(pl.col("l") == 0, pl.col("r") == 1)
    assert judged.select(pl.col("probability").max()).item() < SURE


def test_clients_whose_numbers_were_given_out_in_a_row_are_a_couple() -> None:
    number = {"Margaret": ["#0:410277"], "Desmond": ["#0:410278"]}
    found = among_strangers(*(person(name, "Thornhill", ids=ids, **_HOME) for name, ids in number.items()))
    assert apart(found, 0, 1)


def test_father_and_son_of_one_name_are_told_apart_by_their_suffix() -> None:
    found = among_strangers(
        person("Desmond", "Thornhill", suffix="Sr", **_HOME),
        person("Desmond", "Thornhill", suffix="Jr", **_HOME),
    )
    assert apart(found, 0, 1)


def test_who_alone_is_called_jr_and_has_a_number_of_his_own_is_another_than_his_father() -> None:
    found = among_strangers(
        person("Desmond", "Thornhill", email="thornhill.d@mail.example", line="14 Quandong Road", **_TOWN),
        person("Desmond", "Thornhill", suffix="Jr", email="des@inbox.example", **_HOME),
    )
    assert apart(found, 0, 1)


def test_who_lost_the_jr_in_one_list_and_says_nothing_else_is_one_person() -> None:
    known = {"birth_date": "1979-11-05", **_HOME}
    found = among_strangers(
        person("Desmond", "Thornhill", **known), person("Desmond", "Thornhill", suffix="Jr", **known)
    )
    assert one_contact(found, 0, 1)


def test_two_with_a_first_name_and_a_town_in_common_are_two_people_in_a_list_without_addresses() -> None:
    women = [
        person("Brenda", last, email=f"brenda.{last.lower()}@mail.example", city="Cork")
        for last in ("Tarlham", "Kowalczyk")
    ]
    assert apart(among_strangers(*women), 0, 1)


def test_two_of_two_names_with_one_telephone_and_email_are_two_people() -> None:
    known = {"email": "thornhills@mail.example", **_HOME}
    assert apart(
        among_strangers(person("Emily", "Thornhill", **known), person("Moira", "Roberts", **known)), 0, 1
    )


def test_john_williams_is_not_william_johnson() -> None:
    town = {"city": "Wirrabilla"}
    assert apart(
        among_strangers(person("John", "Williams", **town), person("William", "Johnson", **town)), 0, 1
    )


def test_father_and_son_of_one_name_are_told_apart_by_their_birth_dates() -> None:
    found = among_strangers(
        person("Desmond", "Thornhill", birth_date="1948-02-17", **_HOME),
        person("Desmond", "Thornhill", birth_date="1979-11-05", **_HOME),
    )
    assert apart(found, 0, 1)


def test_two_of_one_name_who_live_and_call_elsewhere_are_told_apart_by_their_birth_dates() -> None:
    found = among_strangers(
        person("Desmond", "Thornhill", birth_date="1948-02-17", **_HOME),
        person("Desmond", "Thornhill", birth_date="1979-11-05", **told(3, "home", "phone")),
    )
    assert apart(found, 0, 1)


def test_a_family_with_one_email_is_not_one_person() -> None:
    mail = {"email": "thornhills@mail.example"}
    found = among_strangers(
        person("Margaret", "Thornhill", birth_date="1950-04-01", **mail, **_HOME),
        person("Desmond", "Thornhill", birth_date="1948-02-17", **mail, **_HOME),
        person("Felicity", "Thornhill", birth_date="1979-11-05", **mail, **_HOME),
    )
    assert apart(found, 0, 1, 2)


def test_a_couple_alone_in_a_list_with_one_email_and_birth_dates_a_digit_apart_is_two_people() -> None:
    mail = {"email": "thornhills@mail.example"}
    couple = [
        person("Margaret", "Thornhill", birth_date="1972-02-01", **mail, **_HOME),
        person("Desmond", "Thornhill", birth_date="1970-02-01", **mail, **_HOME),
    ]
    found = find_duplicates(table(couple))
    assert apart(found, 0, 1)


def test_two_valid_tax_numbers_are_two_people_whatever_else_agrees() -> None:
    found = among_strangers(
        person("Desmond", "Thornhill", registration="accounting.tax_file_number:123456782", **_HOME),
        person("Desmond", "Thornhill", registration="accounting.tax_file_number:876543210", **_HOME),
    )
    assert apart(found, 0, 1)


def test_a_chain_of_weak_links_does_not_merge_a_street() -> None:
    street = {"city": "Wirrabilla", "postal_code": "2777"}
    names = [
        "Desmond Thornhill",
        "Desmond Thornton",
        "Raymond Thornton",
        "Raymond Thurston",
        "Roland Thurston",
    ]
    found = among_strangers(
        *(person(*name.split(), line=f"{n} Quandong Road", **street) for n, name in enumerate(names, 10))
    )
    assert apart(found, 0, 2, 4)


def test_a_stranger_alone_is_a_cluster_of_its_own() -> None:
    found = among_strangers()
    assert found.frame["cluster_id"].to_list() == list(range(found.frame.height))
    assert found.frame["probability"].to_list() == [1.0] * found.frame.height
