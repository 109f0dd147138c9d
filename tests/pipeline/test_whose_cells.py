"""What cells mean that the rest of their row decides: kinds of contact, types of numbers, greetings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from tests.support.runs import told_of

from carnet.stages.normalise import names


def _contacts(folder: Path, text: str, **choices: Any) -> dict[str, dict[str, Any]]:
    return {contact["name"]: contact for contact in told_of(folder, text, **choices)["contacts"]}


def _codes(folder: Path, text: str, **choices: Any) -> set[str]:
    return {finding["code"] for finding in told_of(folder, text, **choices)["findings"]}


@pytest.mark.parametrize("header", ["Tax ID", "Tax number", "TFN/ABN"])
def test_each_number_of_a_mixed_column_goes_to_its_own_field(tmp_path: Path, header: str) -> None:
    found = _contacts(
        tmp_path,
        f"Name,{header}\nAmelia Stone,123 456 782\nWattle Plumbing Pty Ltd,51 824 753 556\n",
        country="AU",
    )
    assert found["Amelia Stone"]["accounting.tax_file_number"] == "123 456 782"
    assert found["Wattle Plumbing Pty Ltd"]["accounting.business_number"] == "51 824 753 556"


def test_a_number_of_a_canadian_is_a_persons_or_a_businesss_by_the_contact(tmp_path: Path) -> None:
    found = _contacts(
        tmp_path, "Name,Tax ID\nAmelia Stone,046 454 286\nMaple Roofing Ltd,046454286\n", country="CA"
    )
    assert found["Amelia Stone"]["accounting.social_insurance_number"] == "046 454 286"
    assert found["Maple Roofing Ltd"]["accounting.business_number"] == "046454286"


@pytest.mark.parametrize(
    "row", ["Oak Mill LLC,,,123-45-6780,", "Oak Mill LLC,,,,1980-01-02", "Oak Mill LLC,Joe,Elm,,1980-01-02"]
)
def test_a_legal_form_makes_an_organization_whatever_else_the_row_holds(tmp_path: Path, row: str) -> None:
    found = _contacts(tmp_path, f"Name,First Name,Last Name,SSN,Birth date\n{row}\nJoe Roe,,,123-45-6780,\n")
    assert found["Oak Mill LLC"]["kind"] == "organization"
    assert found["Joe Roe"]["kind"] == "person"


def test_an_email_and_a_phone_in_an_address_cell_reach_the_card(tmp_path: Path) -> None:
    text = 'Name,Billing Address\nOak Mill LLC,"12 Elm St, Reno NV 89501, jo@example.com, (617) 555-0100"\n'
    (card,) = _contacts(tmp_path, text)["Oak Mill LLC"]["cards"]
    assert card["emails"] == ["jo@example.com"]
    assert [phone["number"] for phone in card["phones"]] == ["+16175550100"]
    assert card["addresses"][0]["line"] == "12 Elm St"
    assert _codes(tmp_path, text) == {"address.holds_more"}


def test_a_greeting_under_salutation_is_what_the_person_is_called(tmp_path: Path) -> None:
    text = "Name,Salutation\nJoe Roe,Dear Joe\nAnn Poe,Dear Ms Poe\nJean Roy,Cher Monsieur\nSue Lee,Mrs\n"
    found = _contacts(tmp_path, text)
    assert found["Joe Roe"]["preferred_name"] == "Joe"
    assert found["Ann Poe"]["preferred_name"] == "Ms Poe"
    assert [found[name]["salutation"] for name in ("Jean Roy", "Sue Lee")] == ["Monsieur", "Mrs"]
    assert "salutation.greeting" in _codes(tmp_path, text)


def test_each_of_a_couple_gets_the_email_with_their_first_name(tmp_path: Path) -> None:
    found = _contacts(
        tmp_path,
        "Name,Email1,Email2\n"
        "John & Mary Smith,john@example.com,mary.smith@example.com\n"
        "Bob & Ann Roe,bob@example.com,info@example.com\n"
        "Jim & Sue Poe,sue@example.com,jimandsue@example.org\n",
    )
    emails = {
        name: [e for card in one.get("cards", []) for e in card.get("emails", [])]
        for name, one in found.items()
    }
    assert emails["John Smith"] == ["john@example.com"]
    assert emails["Mary Smith"] == ["mary.smith@example.com"]
    assert emails["Bob Roe"] == ["bob@example.com", "info@example.com"]
    assert emails["Sue Poe"] == ["sue@example.com"]


def test_a_position_beside_a_name_is_the_role_and_other_words_are_described(tmp_path: Path) -> None:
    text = "Name,Email\nJean Dupont (Gérant),jd@example.com\nCarol King (deceased),ck@example.com\n"
    found = _contacts(tmp_path, text)
    assert [card["role"] for card in found["Jean Dupont"]["cards"]] == ["Gérant"]
    assert found["Carol King"]["description"] == "deceased"
    assert not {"suffix", "description"} & {name for name, held in found["Jean Dupont"].items() if held}


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Company,Contact", "Oak Mill LLC,Ann Poe (Director)"),
        ("Company,Contact,Contact 2", "Oak Mill LLC,Bo Roy,Ann Poe (Director)"),
        ("Company,First Name,Last Name", "Oak Mill LLC,Ann,Poe (Director)"),
        ("Company,First Name,Last Name", "Oak Mill LLC,Ann (Director),Poe"),
    ],
)
def test_the_position_of_a_person_at_an_organization_is_on_the_card_there(
    tmp_path: Path, head: str, row: str
) -> None:
    (card,) = _contacts(tmp_path, f"{head}\n{row}\n")["Ann Poe"]["cards"]
    assert (card["organization"], card["role"]) == ("Oak Mill LLC", "Director")


def test_words_beside_one_of_a_couple_are_that_ones(tmp_path: Path) -> None:
    found = _contacts(tmp_path, "Name,Spouse\nAnn Roe (teacher),Bo Roe (retired)\n")
    assert (found["Ann Roe"]["description"], found["Bo Roe"]["description"]) == ("teacher", "retired")


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Name,Is Customer,Is Supplier\nOak Ltd,1,0\nElm Ltd,0,1\nFir Ltd,0,0\n",
         ["Client", "Supplier", None]),
        ("Name,Client (0=Non),Prospect (O/N)\nOak Ltd,1,N\nElm Ltd,0,O\n", ["Client", "Prospect"]),
        ("Name,Customer Rank,Supplier Rank\nOak Ltd,7,0\nElm Ltd,0,2\n", ["Client", "Supplier"]),
        ("Name;Client;Fournisseur\nOak SARL;Oui;Non\nElm SARL;;x\nFir SARL;Non;VRAI\n",
         ["Client", "Fournisseur", "Fournisseur"]),
        ("Name,Customer,Vendor\nOak Ltd,1,0\nElm Ltd,2,0\nFir Ltd,3,0\nAsh Ltd,0,1\nYew Ltd,2,0\n",
         ["Client", "Prospect", "Client", "Supplier", "Prospect"]),
        ("Name,Status,Customer\nOak Ltd,Prospect,False\nElm Ltd,,True\n", ["Prospect", "Client"]),
        ("Name,Customer,Archived\nOak Ltd,True,Yes\nElm Ltd,True,No\n", ["Inactive", "Client"]),
    ],
)  # fmt: skip
def test_yes_under_a_type_of_contact_gives_the_contact_that_type(
    tmp_path: Path, text: str, types: list[str | None]
) -> None:
    found = _contacts(tmp_path, text)
    assert [contact.get("contact_type") for contact in found.values()] == types


def test_a_contact_of_two_types_keeps_the_first_and_the_other_is_said(tmp_path: Path) -> None:
    text = "Name,Supplier,Customer\nOak Ltd,Yes,Yes\nElm Ltd,Yes,No\nFir Ltd,No,Yes\n"
    found = told_of(tmp_path, text)
    assert [contact["contact_type"] for contact in found["contacts"]] == ["Client", "Supplier", "Client"]
    (said,) = [one for one in found["findings"] if one["code"] == "contact.type_further"]
    assert (said["row"], said["column"], said["suggestion"]) == (2, "Supplier", "Supplier")
    assert (found["cells"]["stored"], found["cells"]["set_aside"]) == (6, 3)


def test_an_answer_that_is_neither_yes_nor_no_is_said(tmp_path: Path) -> None:
    found = told_of(tmp_path, "Name,Is Customer\nOak Ltd,1\nElm Ltd,perhaps\nFir Ltd,0\n")
    (said,) = [one for one in found["findings"] if one["code"] == "contact.type_unread"]
    assert (said["row"], said["value"], said["suggestion"]) == (3, "perhaps", "Client")


@pytest.mark.parametrize(
    "header", ["Client Name", "Customer since", "Supplier account", "Client manager", "No client", "Customer"]
)
def test_headers_that_say_more_than_a_type_are_none(tmp_path: Path, header: str) -> None:
    found = _contacts(tmp_path, f"Name,{header}\nOak Ltd,2\nElm Ltd,3\nFir Ltd,4\n")
    assert not any("contact_type" in contact for contact in found.values())


def _emails(folder: Path, text: str) -> dict[str, list[str]]:
    """The emails of each contact, on whichever card."""
    return {
        name: [email for card in contact.get("cards", []) for email in card.get("emails", [])]
        for name, contact in _contacts(folder, text).items()
    }


@pytest.mark.parametrize("local", ["ann.poe", "Poe.Ann", "annpoe", "apoe", "poe_a", "ann", "ann.poe2"])
@pytest.mark.parametrize("head", ["Company,Contact,Email", "Company,Contact Name,Email"])
def test_an_email_that_names_the_person_at_a_client_is_that_persons(
    tmp_path: Path, head: str, local: str
) -> None:
    found = _emails(tmp_path, f"{head}\nOak Mill LLC,Ann Poe,{local}@example.com\n")
    assert found == {"Oak Mill LLC": [], "Ann Poe": [f"{local}@example.com"]}


def test_initials_and_accents_do_not_hide_whose_an_email_is(tmp_path: Path) -> None:
    rows = "Oak SARL,Jean-Pierre Brûlé,jp.brule@example.com\nElm SARL,Élodie Roy,elodie.roy@example.com\n"
    found = _emails(tmp_path, f"Société,Contact,Courriel\n{rows}")
    assert found["Jean-Pierre Brûlé"] == ["jp.brule@example.com"]
    assert found["Élodie Roy"] == ["elodie.roy@example.com"]


@pytest.mark.parametrize("local", ["info", "office", "comptabilite", "oakmill", "poe.family", "joe.roe"])
def test_an_email_that_names_nobody_of_the_row_stays_the_clients(tmp_path: Path, local: str) -> None:
    found = _emails(tmp_path, f"Company,Contact,Email\nOak Mill LLC,Ann Poe,{local}@example.com\n")
    assert found == {"Oak Mill LLC": [f"{local}@example.com"], "Ann Poe": []}


def test_of_several_emails_and_people_each_gets_their_own(tmp_path: Path) -> None:
    row = "Oak Mill LLC,Ann Poe,Bob Roe,info@example.com; bob.roe@example.com; apoe@example.com"
    found = _emails(tmp_path, f"Company,Contact 1,Contact 2,Email\n{row}\n")
    assert found == {
        "Oak Mill LLC": ["info@example.com"],
        "Ann Poe": ["apoe@example.com"],
        "Bob Roe": ["bob.roe@example.com"],
    }


def test_a_header_that_says_whose_an_email_is_prevails(tmp_path: Path) -> None:
    found = _emails(tmp_path, "Company,Contact,Company Email\nOak Mill LLC,Ann Poe,ann.poe@example.com\n")
    assert found == {"Oak Mill LLC": ["ann.poe@example.com"], "Ann Poe": []}
    found = _emails(tmp_path, "Company,Contact,Contact Email\nOak Mill LLC,Ann Poe,info@example.com\n")
    assert found == {"Oak Mill LLC": [], "Ann Poe": ["info@example.com"]}


def test_the_names_of_people_in_many_columns_are_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = Mock(wraps=names.read_names)
    monkeypatch.setattr(names, "read_names", asked)
    head = ",".join(f"Contact {number}" for number in range(1, 61))
    people = [f"Ann Poe{letter}{other}" for letter in "abcdef" for other in "abcdefghij"]
    people[7], people[40] = "Bo & Cy Roe", '"Di Lee (di@example.com); Ed Ray"'
    found = _contacts(tmp_path, f"Company,{head}\nOak Mill LLC,{','.join(people)}\nElm LLC,Flo Day\n")
    assert len(found) == 58 + 2 + 2 + 2 + 1
    assert found["Di Lee"]["cards"][0]["emails"] == ["di@example.com"]
    assert {
        card["organization"] for name in ("Bo Roe", "Cy Roe", "Ed Ray") for card in found[name]["cards"]
    } == {"Oak Mill LLC"}
    assert asked.call_count < 12
