"""Who is suggested as a couple or a family, and who is not."""

from __future__ import annotations

import pytest

from tests.unit.kinship.lists import Book

OAK = "12 Oak Street; Carlton; 3053; VIC; AU"
PINE = "9 Pine Road; Geelong; 3220; VIC; AU"
HILL = "77 Hill Ave; Austin; 78701; TX; US"
ERABLES = "45 rue des Érables; Québec; G1R 2B5; QC; CA"
MOBILE = "+61491570156"
SHARED = "oak.house@example.com"


def pair(one: str, other: str, at: str = OAK, **both: str) -> Book:
    """Two people at one address."""
    book = Book()
    book.person(one, at, **both)
    book.person(other, at, **both)
    return book


@pytest.mark.parametrize(
    ("one", "other", "at", "name"),
    [
        ("John Smith", "Mary Smith", OAK, "John & Mary Smith"),
        ("Luc Tremblay", "Sylvie Tremblay", ERABLES, "Luc & Sylvie Tremblay"),
        ("Pierre Dupont", "Claire Dupont", "3 place du Marché; Lyon; 69002;; FR", "Pierre & Claire Dupont"),
        ("Carlos García", "Elena Garcia", HILL, "Carlos García & Elena Garcia"),
        ("Wei Chen", "Ling Chen", "5/20 Queen St; Sydney; 2000; NSW; AU", "Wei & Ling Chen"),
        ("Patrick O'Brien", "Nora O’Brien", HILL, "Patrick O'Brien & Nora O’Brien"),
        ("Jan van der Berg", "Anna van der Berg", OAK, "Jan & Anna van der Berg"),
        ("Peter Hall", "Susan Hall", "PO Box 88; Ballarat; 3350; VIC; AU", "Peter & Susan Hall"),
    ],
)  # fmt: skip
def test_two_people_of_one_name_at_one_address_may_be_a_couple(
    one: str, other: str, at: str, name: str
) -> None:
    assert pair(one, other, at).suggested() == [("couple", name, "likely")]


@pytest.mark.parametrize("shared", [{"email": SHARED}, {"home": "+61390000001"}, {"mobile": MOBILE}])
def test_an_address_and_a_number_or_email_in_common_make_it_strong(shared: dict[str, str]) -> None:
    assert pair("John Smith", "Mary Smith", **shared).suggested() == [
        ("couple", "John & Mary Smith", "strong")
    ]


def test_mr_and_mrs_at_one_address_are_surely_a_couple() -> None:
    book = Book()
    book.person("Alex Martin", OAK, salutation="M.")
    book.person("Dominique Martin", OAK, salutation="Mme")
    assert book.suggested() == [("couple", "Alex & Dominique Martin", "strong")]
    assert all("mr_and_mrs" in row["evidence"] for row in book.rows("couple"))


@pytest.mark.parametrize("shared", [{"email": SHARED}, {"mobile": MOBILE}])
def test_one_name_and_one_email_or_number_are_a_likely_couple_without_any_address(
    shared: dict[str, str],
) -> None:
    assert pair("John Smith", "Mary Smith", "", **shared).suggested() == [
        ("couple", "John & Mary Smith", "likely")
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Unit 4, 12 High St", "4/12 HIGH STREET"),
        ("12 High St, Apt 4", "Apartment 4 12 High Street"),
        ("12 High St #4", "Unit 4, 12 High St"),
        ("45, rue des Érables", "45 RUE DES ERABLES"),
        ("8 boul. Saint-Jean", "8 boulevard Saint-Jean"),
        ("PO Box 12", "P.O. Box 12"),
        ("1 Oak Ave", "1 Oak Avenue"),
    ],
)
def test_addresses_are_one_address_however_they_are_written(one: str, other: str) -> None:
    book = Book()
    book.person("John Smith", f"{one}; Carlton; 3053")
    book.person("Mary Smith", f"{other}; Carlton; 3053")
    assert book.suggested() == [("couple", "John & Mary Smith", "likely")]


def test_an_address_without_its_postal_code_is_known_by_its_city() -> None:
    book = Book()
    book.person("John Smith", "12 Oak St; Carlton; 3053")
    book.person("Mary Smith", "12 Oak Street; Carlton")
    assert book.suggested() == [("couple", "John & Mary Smith", "likely")]


def test_one_street_and_number_under_two_postal_codes_are_two_addresses() -> None:
    book = Book()
    book.person("John Smith", "12 Oak St; Melbourne; 3000")
    book.person("Mary Smith", "12 Oak St; Melbourne; 3121")
    assert book.suggested() == []


def test_two_units_of_one_house_are_two_households() -> None:
    book = Book()
    book.person("John Smith", "Apt 4, 12 High St; Austin; 78701")
    book.person("Mary Smith", "Apt 5, 12 High St; Austin; 78701")
    assert book.suggested() == []


@pytest.mark.parametrize("shared", [{"email": SHARED}, {"mobile": MOBILE}])
def test_two_last_names_at_one_address_with_one_number_or_email_are_at_most_likely(
    shared: dict[str, str],
) -> None:
    book = pair("John Smith", "Mary Jones", **shared)
    assert book.suggested() == [("couple", "John Smith & Mary Jones", "likely")]


@pytest.mark.parametrize(
    ("at", "shared"), [(OAK, {}), ("", {"email": SHARED}), ("", {"mobile": MOBILE, "email": SHARED})]
)
def test_two_last_names_with_less_in_common_are_nothing(at: str, shared: dict[str, str]) -> None:
    assert pair("John Smith", "Mary Jones", at, **shared).suggested() == []


def test_a_double_name_goes_with_either_half() -> None:
    book = pair("Paul Martin", "Julie Dupont-Martin", ERABLES)
    assert book.suggested() == [("couple", "Paul Martin & Julie Dupont-Martin", "likely")]


def test_a_particle_is_no_name_in_common() -> None:
    assert pair("Jan van Dijk", "Anna van Leeuwen").suggested() == []


def test_a_spouse_named_on_a_card_is_a_strong_sign() -> None:
    book = Book()
    book.person("Sam Smith", OAK)
    book.person("Kim Smith", OAK, role="Spouse")
    assert book.suggested() == [("couple", "Sam & Kim Smith", "strong")]


def test_a_surname_alone_proposes_nothing() -> None:
    book = Book()
    book.person("John Smith", OAK)
    book.person("Mary Smith", PINE)
    book.person("Ann Smith")
    assert book.suggested() == []


@pytest.mark.parametrize(
    ("one", "other"), [("John Smith", "John Smith"), ("J Smith", "John Smith"), ("Bob Smith", "Robert Smith"),
                       ("Mary Ann Smith", "Mary Smith"), ("Guillaume Roy", "guillaume ROY")],
)  # fmt: skip
def test_one_person_twice_in_the_list_is_no_couple(one: str, other: str) -> None:
    first, last = one.rsplit(" ", 1)
    book = pair("x y", "x y", email=SHARED)
    for contact, name in zip(book.contacts, (one, other), strict=True):
        first, last = name.rsplit(" ", 1)
        contact.update(name=name, first_name=first, last_name=last)
    assert book.suggested() == []


def test_a_person_twice_in_the_list_is_half_of_one_couple_only() -> None:
    book = pair("John Smith", "Mary Smith")
    book.person("Jack Smith", OAK, email=SHARED)
    assert book.suggested() == [("couple", "John & Mary Smith", "likely")]


def test_father_and_son_are_family() -> None:
    book = Book()
    book.person("John Smith", OAK, birth_date="1950-04-01")
    book.person("Peter Smith", OAK, birth_date="1980-04-01")
    assert book.suggested() == [("family", "Smith Family", "strong")]
    assert book.roles("family") == {"John Smith": "parent", "Peter Smith": "child"}


def test_a_father_and_a_son_of_one_name_are_told_apart_by_their_rank() -> None:
    book = Book()
    book.person("John Smith", OAK, suffix="Sr.")
    book.person("John Smith Jr", OAK)
    assert [kind for kind, *_ in book.suggested()] == ["family"]


def test_mother_and_daughter_are_family_whatever_they_share() -> None:
    book = Book()
    book.person("Anne Tremblay", ERABLES, birth_date="1961-01-01", email=SHARED)
    book.person("Julie Tremblay", ERABLES, birth_date="1990-01-01", email=SHARED)
    assert book.suggested() == [("family", "Famille Tremblay", "strong")]


@pytest.mark.parametrize(("one", "other"), [("John Smith", "Peter Smith"), ("Mary Smith", "Susan Smith")])
def test_two_men_or_two_women_of_one_name_are_family(one: str, other: str) -> None:
    assert pair(one, other).suggested() == [("family", "Smith Family", "likely")]


def test_a_miss_of_the_same_name_is_family() -> None:
    book = Book()
    book.person("John Smith", OAK)
    book.person("Emma Smith", OAK, salutation="Miss")
    assert book.suggested() == [("family", "Smith Family", "likely")]


def test_brother_and_sister_with_a_parent_are_no_couple() -> None:
    book = Book()
    book.person("Helen Smith", OAK, birth_date="1960-01-01")
    book.person("Tom Smith", OAK, birth_date="1988-01-01")
    book.person("Anna Smith", OAK, birth_date="1990-01-01")
    assert [kind for kind, *_ in book.suggested()] == ["family"]


def test_people_of_one_name_and_number_who_live_apart_are_family() -> None:
    book = Book()
    book.person("John Smith", OAK, mobile=MOBILE)
    book.person("Mary Smith", PINE, mobile=MOBILE)
    assert book.suggested() == [("family", "Smith Family", "likely")]


def test_parents_and_children_are_a_couple_and_a_family() -> None:
    book = Book()
    book.person("John Smith", OAK, birth_date="1970-01-01")
    book.person("Mary Smith", OAK, birth_date="1972-01-01")
    book.person("Tom Smith", OAK, birth_date="2004-01-01")
    assert book.suggested() == [
        ("couple", "John & Mary Smith", "likely"),
        ("family", "Smith Family", "strong"),
    ]
    assert book.roles("family") == {"John Smith": "spouse", "Mary Smith": "spouse", "Tom Smith": "child"}


def test_a_partner_of_another_name_is_of_the_family() -> None:
    book = Book()
    book.person("John Smith", OAK, birth_date="1970-01-01", home="+61390000001")
    book.person("Mary Jones", OAK, birth_date="1972-01-01", home="+61390000001")
    book.person("Tom Smith", OAK, birth_date="2004-01-01")
    assert book.roles("family") == {"John Smith": "spouse", "Mary Jones": "spouse", "Tom Smith": "child"}


def test_where_either_of_two_may_be_the_spouse_only_the_family_is_suggested() -> None:
    book = pair("John Smith", "Mary Smith")
    book.person("Tom Smith", OAK)
    assert book.suggested() == [("family", "Smith Family", "likely")]


def test_colleagues_at_their_employers_address_are_no_household() -> None:
    book = Book()
    acme = book.organization("Acme Pty Ltd", OAK, phone="+61390000009")
    book.person("Tom Lee", OAK, of=acme, role="Engineer", phone="+61390000009")
    book.person("Amy Lee", OAK, of=acme, role="Clerk", phone="+61390000009")
    assert book.suggested() == []


def test_colleagues_are_no_household_though_the_employer_has_no_address_itself() -> None:
    book = Book()
    acme = book.organization("Acme Pty Ltd")
    book.person("Tom Lee", OAK, of=acme, email="desk@acme.example")
    book.person("Amy Lee", OAK, of=acme, email="desk@acme.example")
    assert book.suggested() == []


def test_an_employers_address_is_no_home_on_whatever_card_it_stands() -> None:
    book = Book()
    acme = book.organization("Acme Pty Ltd", OAK)
    for name in ("Tom Lee", "Amy Lee"):
        book.card(book.person(name, OAK), of=acme, role="Clerk")
    assert book.suggested() == []


def test_spouses_who_work_together_are_known_by_their_home() -> None:
    book = Book()
    acme = book.organization("Acme Pty Ltd", PINE)
    book.person("Tom Lee", f"{PINE} | {OAK}; Home", of=acme)
    book.person("Amy Lee", f"{PINE} | {OAK}; Home", of=acme)
    assert [kind for kind, *_ in book.suggested()] == ["couple"]


def test_spouses_with_employers_of_their_own_are_a_couple() -> None:
    book = Book()
    for name, employer in (("Tom Lee", "Acme Pty Ltd"), ("Amy Lee", "City Hospital")):
        book.person(name, OAK, of=book.organization(employer))
    assert [kind for kind, *_ in book.suggested()] == ["couple"]


def test_an_office_email_is_nobodys_own() -> None:
    assert pair("John Smith", "Mary Smith", "", email="info@oakhouse.example").suggested() == []


def test_a_fax_makes_no_household() -> None:
    book = pair("John Smith", "Mary Smith", "")
    for card in book.cards:
        card["phones"] = [{"label": "Fax", "number": "+61390000001", "extension": None}]
    assert book.suggested() == []


@pytest.mark.parametrize("shared", [{"email": "mail@accountant.example"}, {"phone": "+61390000002"}])
def test_what_people_of_many_names_share_proposes_nothing(shared: dict[str, str]) -> None:
    book = pair("John Smith", "Mary Smith", "", **shared)
    for name in ("Ann Lee", "Tim Roy", "Eva Cole"):
        book.person(name, **shared)
    assert book.suggested() == []


def test_an_address_that_many_organizations_have_is_an_accountants() -> None:
    book = pair("John Smith", "Mary Smith")
    for number in range(25):
        book.organization(f"Client {number} Pty Ltd", OAK)
    assert book.suggested() == []


def test_an_apartment_house_without_units_proposes_nothing() -> None:
    book = pair("John Smith", "Mary Smith")
    for name in ("Ann Lee", "Tim Roy", "Eva Cole", "Max Hill", "Zoe West"):
        book.person(name, OAK)
    assert book.suggested() == []


def test_a_house_where_units_are_known_proposes_nothing_without_one() -> None:
    book = pair("John Smith", "Mary Smith", "500 Main St; Austin; 78701")
    book.person("Ann Lee", "500 Main St Apt 3; Austin; 78701")
    book.person("Tim Roy", "500 Main St Apt 9; Austin; 78701")
    assert book.suggested() == []


def test_a_whole_village_of_one_name_is_no_family() -> None:
    book = Book()
    for number in range(30):
        book.person(f"P{chr(97 + number % 26)}{number}x Roy", "PO Box 1; Roytown; 1000")
    assert book.suggested() == []


def test_a_couple_of_the_import_is_not_suggested_again() -> None:
    book = Book()
    home = book.organization("John & Mary Smith", OAK)
    for name in ("John Smith", "Mary Smith"):
        book.person(name, OAK, of=home, email=SHARED)
    assert book.suggested() == []


def test_members_of_one_client_group_are_not_suggested_again() -> None:
    book = pair("John Smith", "Mary Smith", email=SHARED)
    book.group("Smiths", 0, 1)
    assert book.suggested() == []


def test_a_child_outside_its_parents_group_is_suggested_under_the_groups_name() -> None:
    book = Book()
    book.person("John Smith", OAK, birth_date="1970-01-01")
    book.person("Mary Smith", OAK, birth_date="1972-01-01")
    book.person("Tom Smith", OAK, birth_date="2004-01-01")
    book.group("The Oak Street Smiths", 0, 1)
    assert book.suggested() == [("family", "The Oak Street Smiths", "strong")]


def test_people_without_both_names_and_empty_lists_propose_nothing() -> None:
    book = Book()
    assert book.suggested() == []
    for _ in range(2):
        book.person("Smith", OAK)
    assert book.suggested() == []
