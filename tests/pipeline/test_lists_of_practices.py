"""Lists as practices of several countries have them: each value is where a careful person would put it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.support.runs import told_of


def _by_name(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in found["contacts"]}


def _codes(found: dict[str, Any]) -> set[str]:
    return {one["code"] for one in found["findings"]}


def _fields(found: dict[str, Any]) -> dict[str, str | None]:
    return {one["header"]: one["field"] for one in found["files"][0]["sheets"][0]["columns"]}


def test_a_person_in_brackets_behind_an_organization_is_the_person_at_it(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client,Email\nElm Inc (Ann Roe),ann@elm.example\nOak LLC (Oakland),info@oak.example\n"
        "Ash Corp (formerly Ivy Corp),ash@ash.example\nRobert Lee (Bob),bob@lee.example\n",
    )
    named = _by_name(found)
    assert set(named) == {
        "Elm Inc", "Ann Roe", "Oak LLC (Oakland)", "Ash Corp (formerly Ivy Corp)", "Robert Lee",
    }  # fmt: skip
    assert named["Ann Roe"]["cards"] == [{"organization": "Elm Inc", "emails": ["ann@elm.example"]}]
    (said,) = [one for one in found["findings"] if one["code"] == "name.person_in_brackets"]
    assert (said["row"], said["value"], said["suggestion"]) == (2, "Elm Inc (Ann Roe)", "Elm Inc")


def test_a_client_who_is_a_person_has_a_first_and_a_last_name_under_any_header(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Code dossier;Raison sociale;Forme juridique;E-mail\nD1;MENUISERIE DURAND;SARL;a@durand.example\n"
        "D2;PETIT Julien;EI;julien@petit.example\n",
    )
    people = [one for one in found["contacts"] if one["kind"] == "person"]
    assert [(one["first_name"], one["last_name"]) for one in people] == [("Julien", "PETIT")]


def test_a_last_name_may_stand_before_the_title(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client ID,Name,Email\nC1,COLE MR D,d@cole.example\nB1,BAKER MR A & MRS C,b@farm.example\n"
        "H1,Hart Miss Jane,jane@hart.example\n",
    )
    told = {(one.get("salutation"), one.get("first_name"), one.get("last_name")) for one in found["contacts"]}
    assert told >= {
        ("MR", "D", "COLE"), ("MR", "A", "BAKER"), ("MRS", "C", "BAKER"), ("Miss", "Jane", "Hart"),
    }  # fmt: skip


def test_who_works_for_nobody_makes_no_organization(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "First Name,Last Name,Email,Company\nAnn,Roe,ann@roe.example,Self-employed\n"
        "Bob,Lee,bob@lee.example,Retired\nDi,Oz,di@oz.example,À son compte\n"
        "Ed,Pa,ed@pa.example,Retired Teachers Ltd\nGi,Ra,gi@ra.example,retired\n",
    )
    assert [one["name"] for one in found["contacts"] if one["kind"] == "organization"] == [
        "Retired Teachers Ltd"
    ]
    said = [(one["row"], one["value"]) for one in found["findings"] if one["code"] == "company.none"]
    assert said == [(2, "Self-employed"), (3, "Retired"), (4, "À son compte"), (6, "retired")]
    assert found["cells"]["set_aside"] == 4


def test_the_clients_that_a_contact_of_canopy_is_associated_with_are_its_organizations(
    tmp_path: Path,
) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Contact Type,Name,First Name,Last Name,Email,Home Phone,Associated Clients,Contact Owner\n"
            'Individual,Ann Roe,Ann,Roe,ann@roe.example,,"Roe Bakery LLC, Elm Inc",Kim\n'
            'Individual,Cy Nu,Cy,Nu,cy@nu.example,,"Smith, John; Elm Inc",Kim\n'
            "Business,Elm Inc,,,info@elm.example,(415) 555-0104,,Kim\n",
        )
    )
    at = {name: [card.get("organization") for card in one.get("cards", [])] for name, one in found.items()}
    assert at["Ann Roe"] == ["Roe Bakery LLC", "Elm Inc"]
    assert at["Cy Nu"] == ["Elm Inc"]
    assert found["Cy Nu"]["description"] == "Associated Clients: Smith, John"
    assert "Smith, John" not in found


@pytest.mark.parametrize(
    "header",
    [
        "Customer,Open Balance",
        "Name,Company,Customer Type,Email,Phone,Street,City,State,ZIP,Opening Balance,Date,Resale Number",
    ],
)
def test_quickbooks_online_is_known_by_few_columns_and_by_its_import_file(
    tmp_path: Path, header: str
) -> None:
    found = told_of(tmp_path, f"{header}\nElm Inc{',' * header.count(',')}\n")
    assert found["files"][0]["sheets"][0]["provider"] == "quickbooks-online"
    assert [one["name"] for one in found["contacts"]] == ["Elm Inc"]


@pytest.mark.parametrize(
    ("header", "client", "wanted"),
    [
        ("Client,DOB,Mobile,UTR", "Ann Roe,03/04/1980,07700 900123,1234567895", "GB"),
        ("Client,Né(e) le,Tél", "Anne Roy,03/04/1980,01 99 00 12 34", "FR"),
        ("Raison sociale,Né(e) le,Mobile,SIRET", "Roy SARL,,06 39 98 12 34,73282932000074", "FR"),
        ("Client,IRD,Cell", "Kiwi Farms Ltd,049-091-850,021 555 0111", "NZ"),
    ],
)
def test_a_list_of_one_row_tells_its_country_by_its_numbers(
    tmp_path: Path, header: str, client: str, wanted: str
) -> None:
    found = told_of(tmp_path, f"{header}\n{client}\n")
    assert not {"phone.unverified", "date.ambiguous"} & _codes(found)
    if "1980" in client:
        assert found["contacts"][0]["birth_date"] == "1980-04-03"
        (said,) = [one for one in found["findings"] if one["code"] == "date.order_of_country"]
        assert wanted in said["message"]


def test_dates_of_canada_are_not_read_by_its_country(tmp_path: Path) -> None:
    found = told_of(tmp_path, "Client,DOB,SIN\nAnn Roe,03/04/1980,046 454 286\n")
    assert "date.ambiguous" in _codes(found)


def test_lists_of_practices_elsewhere_have_words_of_their_own(tmp_path: Path) -> None:
    india = told_of(
        tmp_path,
        "Sr No,Name of Assessee,PAN,Status,Aadhaar,Group,File No\n"
        "1,Ramesh Kumar Gupta,ABCPG1234F,Individual,1234 5678 9012,Gupta Group,F-1\n"
        "2,M/s Gupta & Sons,AAFFG1234K,Firm,,Gupta Group,F-2\n"
        "3,Gupta Ramesh HUF,AAAHG1234M,HUF,,Gupta Group,F-3\n",
    )
    kinds = {one["name"]: one["kind"] for one in india["contacts"]}
    assert kinds == {
        "Ramesh Kumar Gupta": "person", "M/s Gupta & Sons": "organization",
        "Gupta Ramesh HUF": "organization", "Gupta Group": "client_group",
    }  # fmt: skip
    swiss = told_of(
        tmp_path,
        "Mandant,IDE,Nom,Société,Natel,N° AVS,Bouclement,Responsable mandat\n"
        "M-01,CHE-109.322.551,Favre,Favre Horlogerie SA,079 555 01 01,756.9217.0769.85,31.12,PR\n",
    )
    assert _fields(swiss) | {"N° AVS": None} == _fields(swiss)
    assert _fields(swiss)["IDE"] == "accounting.business_number"
    assert _fields(swiss)["Bouclement"] == "accounting.financial_year_end_month"
    assert (_fields(swiss)["Responsable mandat"] or "").endswith("client_owner")
    irish = _fields(
        told_of(tmp_path, "Client,CRO No,PPSN,ARD,Year End\nShannon Ltd,123456,,30/09/2026,31-Mar\n")
    )
    assert irish["CRO No"] == "accounting.company_registration_number"
    assert (irish["ARD"], irish["Year End"]) == (None, "accounting.financial_year_end_month")


def test_a_house_number_and_a_box_beside_the_street_are_of_the_address(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "N° client;Dénomination;Rue;N°;Bte;CP;Localité\n101;Maes SRL;Rue Haute;12;3;1000;Bruxelles\n",
    )
    assert found["contacts"][0]["cards"][0]["addresses"][0]["line"] == "Rue Haute, 12, 3"
    assert found["contacts"][0]["client_identifier"] == "101"


def test_a_director_is_kept_beside_the_contact_person(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Company Name,UEN,Registered Office,Director 1,Director 2,Contact Person,PIC\n"
        "Orchid Pte. Ltd.,,1 Anson Road #05-01 Singapore 048616,Nur Aisyah,Joe Lim,Ann Roe,Grace\n",
    )
    named = _by_name(found)
    assert {"Nur Aisyah", "Joe Lim", "Ann Roe"} < set(named)
    assert named["Orchid Pte. Ltd."]["cards"][0]["addresses"][0]["city"] == "Singapore"
    assert named["Orchid Pte. Ltd."]["client_manager"] == "Grace"


def test_letters_of_a_client_type_tell_people_from_bodies(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client Code,Client Type,Surname,Given Names,TFN,ABN\nSMIT01,I,Smith,John,123 456 782,\n"
        "WATT01,C,Wattle Cafe,,,51 824 753 556\n",
    )
    assert found["files"][0]["sheets"][0]["provider"] == "other"
    assert {one["name"]: one["kind"] for one in found["contacts"]} == {
        "John Smith": "person",
        "Wattle Cafe": "organization",
    }


def test_a_county_of_which_nothing_is_known_is_no_city(tmp_path: Path) -> None:
    found = told_of(tmp_path, "Client,Address 1,Address 2,County\nAnn Roe,Parish House,Ennis,Clare\n")
    address = found["contacts"][0]["cards"][0]["addresses"][0]
    assert (address["region"], address.get("city")) == ("Clare", None)


def test_the_clients_own_name_in_front_of_the_street_is_no_part_of_the_address(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Customer,Bill to,Main Phone\n"
            "Elm Inc,Elm Inc 1 Elm Street Oakland CA 94601,(415) 555-0101\n"
            '"Lee, Bob","Bob Lee, 5 Pine Rd, Salem, OR 97301",(415) 555-0103\n'
            'Oak LLC:Job 1,"Oak LLC\nPO Box 12\nReno, NV 89501",(415) 555-0104\n'
            'Elm Street,"Elm Street 12, Reno, NV 89501",(415) 555-0105\n',
        )
    )
    lines = {name: one["cards"][0]["addresses"][0]["line"] for name, one in found.items()}
    assert lines == {
        "Elm Inc": "1 Elm Street", "Bob Lee": "5 Pine Rd", "Oak LLC:Job 1": "PO Box 12",
        "Elm Street": "Elm Street 12",
    }  # fmt: skip
    found = _by_name(
        told_of(
            tmp_path,
            "Client,Contact,Address 1,Address 2,Address 3,City\n"
            "Coral Ltd,Jess Hale,Coral Ltd,Jess Hale,22 Marina Road,Leeds\n",
        )
    )
    assert found["Coral Ltd"]["cards"][0]["addresses"][0]["line"] == "22 Marina Road"


def test_an_organization_that_is_called_as_the_person_in_its_row_is_that_person(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Name,FirstName,LastName,Email,BusinessStructure,BalanceMonth,UUID,ContactName\n"
        "ROY Anne,Anne,Roy,anne@roy.example,Company,June,u1,\n"
        "LEE Bob,,,bob@lee.example,Company,June,u2,Bob Lee\n"
        "HALE Sam,,,sam@hale.example,Trust,June,u4,Sam Hale\n"
        "Elm Pty Ltd,Ann,Elm,elm@elm.example,Company,June,u5,\n",
    )
    kinds = sorted((one["kind"], one["name"]) for one in found["contacts"])
    assert kinds == [
        ("organization", "Elm Pty Ltd"), ("organization", "HALE Sam"), ("person", "Ann Elm"),
        ("person", "Anne Roy"), ("person", "Bob Lee"), ("person", "Sam Hale"),
    ]  # fmt: skip
    assert [one["row"] for one in found["findings"] if one["code"] == "kind.called_as_person"] == [2, 3]


def test_people_among_organizations_are_people(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "No client;Nom de l'entreprise;Courriel\n001;Boulangerie Tremblay inc.;info@tremblay.example\n"
        "002;Gagnon, Paul;paul@gagnon.example\n003;Mme Sylvie Côté et M. Jean Roy;sylvie@cote.example\n"
        "004;Roy, Martin & Associés;info@roy.example\n",
    )
    assert {one["name"]: one["kind"] for one in found["contacts"]} == {
        "Boulangerie Tremblay inc.": "organization",
        "Paul Gagnon": "person",
        "Mme Sylvie Côté et M. Jean Roy": "organization",
        "Sylvie Côté": "person",
        "Jean Roy": "person",
        "Roy, Martin & Associés": "organization",
    }
    said = [one["row"] for one in found["findings"] if one["code"] == "name.person_for_organization"]
    assert said == [3]


def test_where_a_computer_stood_is_no_address_of_a_subscriber(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Email Address,First Name,Last Name,Address,MEMBER_RATING,OPTIN_TIME,TIMEZONE,CC,REGION,LEID,EUID\n"
        "ann@roe.example,Ann,Roe,12 Elm St  Springfield  IL  62701  US,3,2023-01-02 10:00:00,"
        "America/Denver,ca,co,12345,abc123\n",
    )
    assert found["contacts"][0]["cards"][0]["addresses"] == [
        {
            "label": "physical", "line": "12 Elm St", "city": "Springfield", "region": "IL",
            "postal_code": "62701", "country": "US",
        }
    ]  # fmt: skip


def test_a_column_of_entity_types_names_no_organizations(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "CLIENT,ENTITY,CONTACT,EMAIL,EIN/SSN\n"
        '"Acme Plumbing, LLC",S-Corp,Joe Acme (owner),joe@acme.example,12-3456789\n'
        "Betty's Bakery,Sch C,Betty Lou,betty@bakery.example,234-56-7890\n"
        'The Hart Family Trust,1041,"Hart, William (Trustee)",,98-7654321\n'
        "Hart William & Susan,1040,,hart@hart.example,345-67-8901\n",
    )
    named = _by_name(found)
    assert set(named) == {
        "Acme Plumbing, LLC", "Joe Acme", "Betty Lou", "The Hart Family Trust", "William Hart",
        "Hart William & Susan", "Susan Hart",
    }  # fmt: skip
    assert named["Betty Lou"]["accounting.trading_name"] == "Betty's Bakery"
    assert named["Betty Lou"]["accounting.entity_type"] == "Sole Proprietor"
    assert named["Joe Acme"]["cards"][0]["role"] == "owner"


def test_all_directors_of_a_british_list_are_people_and_a_sole_trader_is_one(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client,Director(s),YE,Email\nFern Studio Ltd,Holly Fern / Ian Fern,Mar,holly@fern.example\n"
        "Jack Moore t/a Moore Plumbing,,5 Apr,jack@moore.example\n",
    )
    named = _by_name(found)
    assert set(named) == {"Fern Studio Ltd", "Holly Fern", "Ian Fern", "Jack Moore"}
    assert named["Jack Moore"]["accounting.trading_name"] == "Moore Plumbing"


def test_initials_of_colleagues_are_no_place(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Nom du client;N° Identifiant;Tel fixe;Exercice comptable (début);Exercice comptable (fin);"
        "Superviseur\nAU BON PAIN SARL;FR44732829320;02 61 91 01 01;01/10/2025;30/09/2026;AB\n"
        "DUVAL SARL;;02 61 91 01 02;01/01/2026;31/12/2026;AB\n",
    )
    assert "phone.unverified" not in _codes(found)
    bakery = _by_name(found)["AU BON PAIN SARL"]
    assert bakery["accounting.vat_number"] == "FR44732829320"
    assert bakery["accounting.financial_year_end_month"] == "9"


def test_a_super_fund_is_the_client_and_its_members_are_people_at_it(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Fund Code,Fund Name,Fund Type,Trustee Name,Member 1,Member 1 DOB,Member 2,Member 2 DOB\n"
        "HALESF,Hale Super Fund,SMSF,Hale Super Pty Ltd,Sam Hale,13/03/1965,Jess Hale,03/11/1968\n",
    )
    named = _by_name(found)
    assert set(named) == {"Hale Super Fund", "Sam Hale", "Jess Hale"}
    assert named["Jess Hale"]["birth_date"] == "1968-11-03"
    assert named["Hale Super Fund"]["client_identifier"] == "HALESF"
