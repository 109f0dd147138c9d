"""Which organizations go with their owner's family, and which do not."""

from __future__ import annotations

import pytest

from tests.unit.kinship.lists import Book

OAK = "12 Oak Street; Carlton; 3053; VIC; AU"
PINE = "9 Pine Road; Geelong; 3220; VIC; AU"
ERABLES = "45 rue des Érables; Québec; G1R 2B5; QC; CA"
FERME = "Lieu-dit Le Moulin; Bergerac; 24100;; FR"
MAIN = "500 Main St; Austin; 78701; TX; US"
MOBILE = "+61491570156"


@pytest.mark.parametrize(
    ("owner", "entity", "at", "name", "strength"),
    [
        ("John Smith", "Smith Family Trust", OAK, "Smith Group", "likely"),
        ("John Smith", "J & M Smith Pty Ltd", OAK, "Smith Group", "strong"),
        ("John Smith", "John Smith Plumbing LLC", MAIN, "Smith Group", "strong"),
        ("Luc Tremblay", "Tremblay Gestion inc.", ERABLES, "Groupe Tremblay", "likely"),
        ("Luc Tremblay", "Gestion Luc Tremblay inc.", ERABLES, "Groupe Tremblay", "strong"),
        ("Pierre Dupont", "EARL Dupont", FERME, "Groupe Dupont", "likely"),
        ("Pierre Dupont", "SCI P. Dupont", FERME, "Groupe Dupont", "strong"),
        ("Wei Li", "Li Superannuation Fund", OAK, "Li Group", "likely"),
        ("Nora O'Brien", "Estate of Nora O’Brien", MAIN, "O'Brien Group", "strong"),
        ("Anna van der Berg", "van der Berg Holdings Pty Ltd", OAK, "van der Berg Group", "likely"),
    ],
)  # fmt: skip
def test_an_entity_with_its_owners_name_and_address_goes_with_the_owner(
    owner: str, entity: str, at: str, name: str, strength: str
) -> None:
    book = Book()
    book.person(owner, at)
    book.organization(entity, at)
    assert book.suggested() == [("entities", name, strength)]
    assert book.roles("entities") == {owner: "owner", entity: "entity"}


@pytest.mark.parametrize(
    "shared", [{"email": "john@example.com"}, {"mobile": MOBILE}, {"email": "info@smith.example"}]
)
def test_an_email_or_a_number_in_common_does_as_well(shared: dict[str, str]) -> None:
    book = Book()
    book.person("John Smith", **shared)
    book.organization("Smith Family Trust", **shared)
    assert book.suggested() == [("entities", "Smith Group", "likely")]


def test_a_directors_card_does_as_well() -> None:
    book = Book()
    john = book.person("John Smith")
    book.card(john, of=book.organization("Smith Holdings Pty Ltd"), role="Director")
    assert book.suggested() == [("entities", "Smith Group", "likely")]
    assert {"belongs_to_entity", "owner_by_role", "last_name_in_entity"} <= set(
        book.rows("entities")[0]["evidence"]
    )


def test_a_name_alone_is_no_tie() -> None:
    book = Book()
    book.person("John Smith", OAK)
    book.organization("John Smith Plumbing LLC", PINE)
    assert book.suggested() == []


def test_an_address_alone_is_no_tie() -> None:
    book = Book()
    book.person("John Smith", OAK)
    book.organization("Blue Gum Pty Ltd", OAK)
    assert book.suggested() == []


def test_a_part_of_a_word_is_no_name() -> None:
    book = Book()
    book.person("John Smith", OAK)
    book.organization("Smithfield Nursery Pty Ltd", OAK)
    assert book.suggested() == []


def test_the_whole_family_goes_with_its_entities() -> None:
    book = Book()
    book.person("John Smith", OAK, birth_date="1970-01-01")
    book.person("Mary Smith", OAK, birth_date="1972-01-01")
    book.person("Tom Smith", OAK, birth_date="2004-01-01")
    book.organization("J & M Smith Pty Ltd", OAK)
    book.organization("Smith Family Trust", OAK)
    assert [kind for kind, *_ in book.suggested()] == ["couple", "entities"]
    assert book.roles("entities") == {
        "John Smith": "owner", "Mary Smith": "owner", "Tom Smith": "child",
        "J & M Smith Pty Ltd": "entity", "Smith Family Trust": "entity",
    }  # fmt: skip


def test_companies_of_one_director_go_together_whatever_they_are_called() -> None:
    book = Book()
    john = book.person("John Smith")
    for name in ("Blue Gum Pty Ltd", "Red River Nursery Pty Ltd"):
        book.card(john, of=book.organization(name), role="Sole director")
    assert book.suggested() == [("entities", "Smith Group", "likely")]


def test_one_company_that_bears_another_name_is_no_group() -> None:
    book = Book()
    john = book.person("John Smith")
    book.card(john, of=book.organization("Blue Gum Pty Ltd"), role="Director")
    assert book.suggested() == []


def test_companies_with_directors_of_several_families_are_no_ones_own() -> None:
    book = Book()
    john, ann = book.person("John Smith"), book.person("Ann Lee")
    for name in ("Blue Gum Pty Ltd", "Red River Nursery Pty Ltd"):
        company = book.organization(name)
        book.card(john, of=company, role="Director")
        book.card(ann, of=company, role="Director")
    assert book.suggested() == []


def test_employers_of_one_person_are_no_group() -> None:
    book = Book()
    john = book.person("John Smith")
    for name in ("City Hospital", "Blue Gum Pty Ltd"):
        book.card(john, of=book.organization(name), role="Bookkeeper")
    assert book.suggested() == []


def test_an_employer_of_many_who_shares_an_employees_name_is_not_hers() -> None:
    book = Book()
    firm = book.organization("Smith & Partners", OAK)
    book.person("Anna Smith", of=firm, role="Receptionist")
    for name in ("Al", "Bo", "Cy", "Di", "Ed", "Flo", "Gus", "Hal"):
        book.person(f"{name} {name}son", of=firm)
    assert book.suggested() == []


def test_an_address_of_an_accountant_ties_nobody_to_anything() -> None:
    book = Book()
    for last in ("Smith", "Lee", "Roy", "Cole", "Hill"):
        book.person(f"Pat {last}", PINE)
        book.organization(f"{last} Family Trust", PINE)
    assert book.suggested() == []


def test_an_entity_that_two_families_may_claim_goes_with_neither() -> None:
    book = Book()
    for name in ("John Smith", "Ann Jones"):
        book.person(name, mobile=MOBILE)
    book.organization("Smith Jones Pty Ltd", mobile=MOBILE)
    assert book.suggested() == []


def test_an_entity_goes_with_the_one_whose_full_name_it_bears() -> None:
    book = Book()
    book.person("John Smith", home="+61390000001")
    book.person("Peter Smithers", home="+61390000001")
    book.organization("Peter Smithers Trust", phone="+61390000001")
    assert book.roles("entities") == {"Peter Smithers": "owner", "Peter Smithers Trust": "entity"}


def test_an_owner_who_stands_twice_in_the_list_is_one_owner() -> None:
    book = Book()
    book.person("John Smith", OAK)
    book.person("John Smith", OAK, mobile=MOBILE)
    book.organization("Smith Family Trust", mobile=MOBILE)
    book.organization("Smith Holdings Pty Ltd", OAK)
    assert [row["contact"] for row in book.rows("entities")] == [0, 2, 3]


def test_what_is_in_one_client_group_is_not_suggested_again() -> None:
    book = Book()
    book.group("Smiths", book.person("John Smith", OAK), book.organization("Smith Family Trust", OAK))
    assert book.suggested() == []


def test_a_further_entity_is_suggested_for_the_group_that_there_is() -> None:
    book = Book()
    book.group("Oak Street", book.person("John Smith", OAK), book.organization("Smith Family Trust", OAK))
    book.organization("Smith Holdings Pty Ltd", OAK)
    assert book.suggested() == [("entities", "Oak Street", "likely")]


def test_the_household_that_an_import_made_is_no_entity() -> None:
    book = Book()
    home = book.organization("Luc et Sylvie Tremblay", ERABLES)
    for name in ("Luc Tremblay", "Sylvie Tremblay"):
        book.person(name, ERABLES, of=home)
    assert book.suggested() == []
