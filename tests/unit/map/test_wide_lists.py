"""Wide lists: further people in a row, blocks of columns, firms among last names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carnet.contract import ColumnMapping, Options
from carnet.stages.map import map_columns
from carnet.stages.map.together import together
from tests.support.generated import few
from tests.unit.map.sheets import recognised
from tests.unit.map.values import VALUES

Columns = list[tuple[str, list[str]]]


def _mapped(columns: Columns) -> tuple[ColumnMapping, ...]:
    return map_columns(recognised(columns), Options())[0].columns


# ------------------------------------------------------------------------------ further people of a row


def _slots(columns: Columns) -> list[tuple[str | None, str]]:
    return [(column.field, column.slot) for column in _mapped(columns)]


def test_each_numbered_contact_of_a_row_keeps_its_own_details() -> None:
    columns = [("Client Name", VALUES["org"])]
    for number in ("1", "2"):
        columns += [
            (f"Contact {number} Name", VALUES["person"]),
            (f"Contact {number} Email", VALUES["email"]),
            (f"Contact {number} Phone", VALUES["phone"]),
        ]
    first = [("person.full_name", "contact"), ("person.email", "contact"), ("phone.work", "contact")]
    second = [(field, "contact 2") for field, _ in first]
    assert _slots(columns)[1:] == first + second


def test_a_second_email_of_the_contact_is_no_second_contact() -> None:
    columns = [("Client Name", VALUES["org"]), ("Contact Name", VALUES["person"])]
    columns += [("Contact Email", VALUES["email"]), ("Contact 2 Email", VALUES["email"])]
    assert _slots(columns)[2:] == [("person.email", "contact")] * 2


def test_a_second_named_contact_takes_the_columns_that_begin_as_its_own() -> None:
    columns = [
        ("Company", VALUES["org"]),
        ("Primary Contact", VALUES["person"]),
        ("Primary Contact Email", VALUES["email"]),
        ("Billing Contact", VALUES["person"]),
        ("Billing Contact Email", VALUES["email"]),
    ]
    slots = [slot for _, slot in _slots(columns)]
    assert slots == ["", "contact", "contact", "contact 2", "contact 2"]


@pytest.mark.parametrize("word", ["Owner", "Director", "Partner", "Shareholder", "Dirigeant"])
def test_a_firms_owners_with_numbers_are_its_contacts(word: str) -> None:
    columns = [
        ("Company Name", VALUES["org"]),
        (f"{word} 1", VALUES["person"]),
        (f"{word} 1 Email", VALUES["email"]),
        (f"{word} 2", VALUES["person"]),
        (f"{word} 2 Email", VALUES["email"]),
    ]
    assert _slots(columns)[1:] == [
        ("person.full_name", "contact"),
        ("person.email", "contact"),
        ("person.full_name", "contact 2"),
        ("person.email", "contact 2"),
    ]


def test_a_partner_without_details_is_a_colleague() -> None:
    staff = ["Dana Field", "Omar Haddad"] * 6
    columns = [
        ("Client Name", VALUES["org"][:12]),
        ("Partner", staff),
        ("Partner Email", VALUES["email"][:12]),
    ]
    assert _mapped(columns)[1].field == "organization.client_owner"


# ------------------------------------------------------------------------------- columns read together


def test_a_block_of_headers_that_goes_on_from_the_one_before_is_one_address() -> None:
    columns = [
        ("Name", VALUES["org"]),
        ("Addr 1 - Line 1", VALUES["street"]),
        ("           - City", VALUES["city"]),
    ]
    columns += [("Addr 2 - Line 1", VALUES["street"]), ("           - City", VALUES["city"])]
    found = _mapped(columns)
    assert [column.field for column in found[1:]] == ["address.physical.line", "address.physical.city"] * 2
    assert found[1].block == found[2].block != found[3].block == found[4].block
    assert found[2].header == "           - City"


@pytest.mark.parametrize("header", ["City, State Zip", "CITY/STATE/ZIP", "CP Ville"])
def test_a_city_with_its_postal_code_is_the_last_line_of_the_address(header: str) -> None:
    places = ["Austin, TX 73301", "Fargo, ND 58102", "Tulsa, OK 74103"] * 4
    columns = [("Name", VALUES["person"][:12]), ("Address", VALUES["street"][:12]), (header, places)]
    assert [column.field for column in _mapped(columns)[1:]] == ["address.physical.line"] * 2


def test_the_name_above_the_lines_of_an_address_is_no_line_of_it() -> None:
    places = ["Austin, TX 73301", "Fargo, ND 58102", "Tulsa, OK 74103"] * 4
    columns = [("Customer", VALUES["org"][:12]), ("Bill to 1", VALUES["org"][:12])]
    columns += [("Bill to 2", VALUES["street"][:12]), ("Bill to 3", places)]
    found = [column.field for column in _mapped(columns)[1:]]
    assert found == [None, "address.physical.line", "address.physical.line"]


def test_a_billing_street_beside_a_plain_city_is_one_address() -> None:
    columns = [
        ("Nom", VALUES["org"]),
        ("Adresse de facturation", VALUES["street"]),
        ("Complément d'adresse", ["Bât. A", "Escalier 2", "3e étage"]),
        ("Ville", VALUES["city"]),
    ]
    found = _mapped(columns)[1:]
    assert len({column.block for column in found}) == 1
    assert [column.field for column in found] == ["address.physical.line"] * 2 + ["address.physical.city"]


# ------------------------------------------------------------------------------- what the values settle


@pytest.mark.parametrize("header", ["Last Name", "Nom", "Last Name / Company", "Co./Last Name"])
def test_firms_in_the_column_of_last_names_leave_the_kind_to_each_row(header: str) -> None:
    first = ["Mei", "", "Omar", "", "Dana", ""] * 2
    last = ["Singh", "Acme Roofing LLC", "Haddad", "Oak Mill Ltd", "Field", "Blue Gum Pty Ltd"] * 2
    found = _mapped([("First Name" if header != "Nom" else "Prénom", first), (header, last)])
    assert [column.field for column in found] == ["person.first_name", "contact.name"]


def test_social_security_numbers_are_never_a_clients_code() -> None:
    numbers = [f"{n}-45-6{n}" for n in range(123, 135)]
    found = _mapped([("Name", VALUES["person"][:12]), ("SS#", numbers), ("Spouse", VALUES["person"][:12]),
                     ("Spouse SS#", numbers)])  # fmt: skip
    assert found[1].field == found[3].field == "accounting.social_security_number"
    assert (found[1].slot, found[3].slot) == ("", "spouse")


def test_few_codes_that_repeat_are_no_key_of_a_contact() -> None:
    codes = ["AB", "CD", "EF"] * 4
    columns = [("Name", VALUES["org"][:12]), ("Contact Name", VALUES["person"][:12]), ("Contact ID", codes)]
    assert _mapped(columns)[2].special == ""


@pytest.mark.parametrize(
    ("header", "field"),
    [("Id. prof. 2 (SIRET)", "accounting.siret"), ("Id. prof. 1 (SIREN)", "accounting.rcs")],
)
def test_a_number_named_in_brackets_is_that_number(header: str, field: str) -> None:
    values = {"accounting.siret": ["73282932000074"] * 3, "accounting.rcs": ["732829320"] * 3}
    assert _mapped([("Nom", VALUES["org"][:3]), (header, values[field])])[1].field == field


def test_a_salutation_of_first_names_is_how_the_person_is_greeted() -> None:
    greeted = [name.split()[0] for name in VALUES["person"][:12]]
    found = _mapped([("First Name", greeted), ("Last Name", VALUES["last"][:12]), ("Salutation", greeted)])
    assert found[2].field == "person.preferred_name"


@pytest.mark.parametrize("header", ["Client Contact", "Company contact", "Customer Primary Contact"])
def test_the_contact_of_a_client_is_a_person(header: str) -> None:
    assert _slots([("Client Name", VALUES["org"]), (header, VALUES["person"])])[1] == (
        "person.full_name",
        "contact",
    )


def test_a_greeting_in_a_list_of_firms_is_the_contacts() -> None:
    greeted = [name.split()[0] for name in VALUES["person"]]
    columns = [("Client", VALUES["org"]), ("Contact", VALUES["person"]), ("Salutation", greeted)]
    assert _slots(columns)[2] == ("person.preferred_name", "contact")
    assert _mapped([("Client", VALUES["org"]), ("Salutation", greeted)])[1].field is None


@pytest.mark.parametrize(
    ("header", "field"),
    [("Tel (H)", "phone.home"), ("Phone (W)", "phone.work"), ("Tél. (C)", "phone.mobile")],
)
def test_a_letter_in_brackets_tells_which_phone_it_is(header: str, field: str) -> None:
    assert _mapped([("Name", VALUES["person"]), (header, VALUES["phone"])])[1].field == field


def test_a_colleagues_email_on_every_row_is_not_the_clients() -> None:
    emails = ["dana@firm.example", "omar@firm.example"] * 10
    names = [f"{first} {last}" for first in VALUES["first"] for last in VALUES["last"]][:20]
    assert _mapped([("Name", names), ("Assigned Email", emails)])[1].field is None


def test_a_full_name_with_firms_among_its_values_leaves_the_kind_to_each_row() -> None:
    names = [*VALUES["org"][:6], *VALUES["person"][:6]]
    assert _mapped([("Full Name", names), ("Email", VALUES["email"])])[0].field == "contact.name"


# ------------------------------------------------------------------------------- headers read together


@pytest.mark.parametrize(
    ("one", "other"), [("T Email", "S Email"), ("Email (T)", "Email (S)"), ("His Email", "Her Email")]
)
def test_the_second_of_a_couples_columns_is_the_spouses(one: str, other: str) -> None:
    columns = [("Taxpayer", VALUES["person"]), ("Spouse", VALUES["first"])]
    columns += [(one, VALUES["email"]), (other, VALUES["email"])]
    assert _slots(columns)[2:] == [("person.email", ""), ("person.email", "spouse")]


def test_a_letter_without_its_counterpart_marks_no_spouse() -> None:
    assert _slots([("Name", VALUES["person"]), ("S Email", VALUES["email"])])[1][1] == ""


def test_details_numbered_as_the_contact_before_them_are_that_contacts() -> None:
    columns = [("Company", VALUES["org"])]
    for number in ("1", "2"):
        columns += [(f"Contact {number}", VALUES["person"]), (f"Mail {number}", VALUES["email"])]
    assert [slot for _, slot in _slots(columns)] == ["", "contact", "contact", "contact 2", "contact 2"]


def test_a_repeated_block_of_headers_is_a_contact_each_time() -> None:
    block = [("Contact", VALUES["person"]), ("Position", VALUES["role"]), ("Email", VALUES["email"])]
    slots = [slot for _, slot in _slots([("Company", VALUES["org"]), *block, *block])]
    assert slots == ["", *["contact"] * 3, *["contact 2"] * 3]


def test_a_poste_of_numbers_is_the_extension_of_the_phone() -> None:
    found = _mapped([("Nom", VALUES["org"]), ("Tél.", VALUES["phone"]), ("Poste", ["204", "12", "301"])])
    assert (found[2].field, found[2].special) == ("phone.office", "extension")


_WORDS = st.sampled_from(
    ["Contact", "Contact 2", "Owner 1", "S Email", "T Email", "- City", "Addr 1 - Line 1", "Tel", ""]
)


@few(66)
@given(st.lists(st.one_of(_WORDS, st.text(max_size=12)), max_size=12))
def test_reading_headers_together_keeps_their_number_and_the_empty_ones(headers: list[str]) -> None:
    found = together(headers)
    assert len(found) == len(headers)
    assert all(new == "" for old, new in zip(headers, found, strict=True) if old == "")


def test_a_list_of_vendors_names_them() -> None:
    assert _mapped([("Vendor", VALUES["org"]), ("Phone", VALUES["phone"])])[0].field == "contact.name"
