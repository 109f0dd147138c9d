"""What a layout says of each header, and that what it says exists."""

from __future__ import annotations

import re

import pytest

from carnet.catalog import ALL_FIELDS, FIELDS
from carnet.contract import SPECIALS
from carnet.providers.layout import RESERVED, Layout, Target, key, providers, targets
from carnet.providers.outlook_words import LANGUAGES

LAYOUTS = [(name, layout) for name, provider in providers().items() for layout in provider.layouts]


def _layout(provider: str, name: str) -> Layout:
    return next(layout for layout in providers()[provider].layouts if layout.name == name)


def _field(found: tuple[Target, int | None] | None) -> str | None:
    assert found is not None
    return found[0].field


def test_the_twelve_providers_are_found_by_scanning() -> None:
    assert set(providers()) == {
        "outlook", "gmail", "canopy", "xero-practice-manager", "quickbooks-online", "cch-axcess",
        "cch-workflow", "officetools", "practice-cs", "karbon", "vcard", "other",
    }  # fmt: skip


@pytest.mark.parametrize(("provider", "layout"), LAYOUTS, ids=lambda value: getattr(value, "name", value))
def test_a_layout_names_only_fields_and_specials_that_exist(provider: str, layout: Layout) -> None:
    every = [*layout.columns.values(), *(one for _, columns in layout.instead for one in columns.values())]
    declared = [target for one in every for target in (one if isinstance(one, tuple) else (one,))]
    for target in declared + [target for _, target in layout.patterns]:
        field = (target.field or "").replace(".*.", ".physical.")
        assert target.field is None or field.startswith("custom.") or field in ALL_FIELDS
        assert not target.special or target.special in SPECIALS
        assert re.fullmatch(r"(?:|spouse|contact(?: (?:\d+|\\g<n>))?)", target.slot)
    assert all(key(text) == text for text in layout.columns)


def test_the_two_french_titles_are_the_salutation_and_the_job() -> None:
    found = targets(_layout("outlook", "desktop-fr"), ["Titre", "Prénom", "Nom", "Titre"])
    assert [_field(one) for one in found] == [
        "person.salutation", "person.first_name", "person.last_name", "person.role",
    ]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_outlook_says_the_same_in_every_language(language: str) -> None:
    english, words = (LANGUAGES[name].split("|") for name in ("en", language))
    layout = next(one for one in providers()["outlook"].layouts if one.name.endswith(f"-{language}"))
    known = dict(zip(words, targets(layout, [word.partition(";")[0] for word in words]), strict=True))
    expected = dict(zip(words, targets(_layout("outlook", "desktop-en"), english), strict=True))
    assert {word: known[word] for word in words if word} == {word: expected[word] for word in words if word}
    assert all({key(word.partition(";")[0]) for word in words} & some for some in layout.any_of)


def test_the_two_french_business_numbers_follow_their_order() -> None:
    found = targets(_layout("karbon", "organizations"), ["Numéro d'entreprise", "Numéro d’entreprise"])
    assert [_field(one) for one in found] == ["accounting.business_number", "accounting.company_number"]


def test_a_google_label_points_at_the_value_that_it_labels() -> None:
    headers = [
        "Phone 2 - Label",
        "Phone 2 - Value",
        "Address 1 - Label",
        "Address 1 - Street",
        "Address 1 - City",
    ]
    phone_label, phone, label, street, _ = targets(_layout("gmail", "google"), headers)
    assert phone_label == (Target(None, block=2, label_of="Phone 2 - Value"), 1)
    assert phone == (Target("phone.other", block=2), None)
    assert label is not None
    assert label[1] == 3
    assert street == (Target("address.mailing.line", block=1), None)


def test_a_label_whose_value_is_missing_labels_nothing() -> None:
    (found,) = targets(_layout("gmail", "google"), ["Phone 1 - Label"])
    assert found is not None
    assert found[1] is None


def test_an_address_that_stands_twice_is_two_blocks() -> None:
    found = targets(_layout("quickbooks-online", "contact-list"), ["Bill city", "Bill city"])
    assert [one[0].block for one in found if one] == [0, 1]


def test_the_columns_that_carnet_adds_are_known_to_every_layout() -> None:
    headers = ["Carnet row", "Clé Carnet", "À corriger", "Suggestion", "Fiche de contact"]
    for _, layout in LAYOUTS:
        specials = [found[0].special for found in targets(layout, headers) if found]
        assert specials == ["source_row", "contact_key", "remark", "remark", "card"]


def test_a_column_called_suggestion_is_the_persons_own_where_carnet_wrote_nothing() -> None:
    assert targets(_layout("canopy", "classic"), ["Suggestion"]) == [None]


@pytest.mark.parametrize("name", ["people-bulk", "organizations-bulk", "people-exported", "table"])
def test_a_file_that_a_program_filled_keeps_the_firms_own_fields(name: str) -> None:
    found = targets(_layout("karbon", name), ["Service Tier", "", "Client Identifier"])
    assert [one and one[0].field for one in found][:2] == ["custom.Service Tier", None]
    assert _field(found[2]) in {"person.client_identifier", "organization.client_identifier"}


def test_a_header_that_names_a_custom_field_is_one_in_every_file() -> None:
    for _, layout in LAYOUTS:
        assert [_field(one) for one in targets(layout, ["custom.Email"])] == ["custom.Email"]
        assert targets(layout, ["custom."]) in ([None], [(Target("custom.custom."), None)])


def test_each_further_person_at_a_client_has_a_place_of_its_own() -> None:
    headers = ["Primary Contact Email", "Contact 2 Email", "Contact 3 First Name"]
    slots = [one[0].slot for one in targets(_layout("canopy", "clients"), headers) if one]
    assert slots == ["contact", "contact 2", "contact 3"]


def test_a_program_of_one_country_says_which() -> None:
    assert {layout.country for layout in providers()["canopy"].layouts} == {"US"}
    assert {layout.dates for layout in providers()["xero-practice-manager"].layouts} == {"dmy"}


def test_the_join_keys_of_xero_practice_manager_are_no_identifiers() -> None:
    found = targets(
        _layout("xero-practice-manager", "contacts"), ["ContactUUID", "ClientUUID", "ContactName"]
    )
    assert [one and (one[0].field, one[0].special) for one in found] == [
        (None, "key"), (None, "owner_key"), ("person.full_name", ""),
    ]  # fmt: skip


def test_run_together_words_and_accents_do_not_matter() -> None:
    assert key("BusinessStructure") == key("business structure ") == key("Business_Structure*")
    assert key("Téléphone (bureau)") == key("TELEPHONE BUREAU")
    assert key("Имя") != key("Фамилия")


def test_every_reserved_header_is_in_its_comparable_form() -> None:
    assert all(text == key(text) for text in RESERVED)


@pytest.mark.parametrize("kind", ["people", "organizations", "client-groups"])
def test_the_import_file_knows_every_label_of_the_catalogue(kind: str) -> None:
    prefix = {"people": "person", "organizations": "organization", "client-groups": "client_group"}[kind]
    layout = _layout("karbon", kind)
    for entry in FIELDS.values():
        if entry.id.startswith((f"{prefix}.", "accounting.", "phone.")):
            for label in (entry.label.en, entry.label.fr):
                declared = layout.columns[key(label)]
                fields = [one.field for one in (declared if isinstance(declared, tuple) else (declared,))]
                assert entry.id in fields or len(fields) == 1
