"""Lists that firms keep themselves, in columns of their own making: each value is where it belongs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from tests.support.runs import told, told_of


def _by_name(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in found["contacts"]}


def test_what_is_said_of_client_1_and_client_2_is_each_ones_own(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Household,Client 1,Client 2,Client 1 Email,Client 2 Email,Client 1 Birthday,Client 2 Birthday\n"
            "The Nguyen Family,Kim Nguyen,Lan Nguyen,kim@nguyen.example,lan@nguyen.example,1970-05-16,"
            "1972-08-19\n"
            "Rob Stone,Rob Stone,,rob@stone.example,,1961-03-14,\n",
        )
    )
    assert found["Kim Nguyen"]["cards"][0]["emails"] == ["kim@nguyen.example"]
    assert found["Lan Nguyen"]["cards"][0]["emails"] == ["lan@nguyen.example"]
    assert found["Lan Nguyen"]["birth_date"] == "1972-08-19"
    assert found["The Nguyen Family"]["members"] == ["Kim & Lan Nguyen"]


def test_a_list_that_has_but_legal_names_names_its_organizations_by_them(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Company Legal Name,DBA,Federal ID,Payroll Contact,Payroll Contact Email,Active?,Start\n"
            "Red Barn Farms LLC,Red Barn,12-3456789,Ida Moss,ida@redbarn.example,Y,Jan-22\n"
            "Moss Dental Inc,,98-7654321,Al Moss,al@mossdental.example,N,03/2021\n",
        )
    )
    assert found["Red Barn Farms LLC"]["accounting.trading_name"] == "Red Barn"
    assert found["Moss Dental Inc"]["contact_type"] == "Inactive"
    assert "contact_type" not in found["Red Barn Farms LLC"]
    assert found["Al Moss"]["cards"] == [
        {"organization": "Moss Dental Inc", "emails": ["al@mossdental.example"]}
    ]
    assert "cards" not in found["Moss Dental Inc"]


def test_the_name_in_use_is_the_last_name_where_there_is_no_other(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Civilité;Nom d'usage;Nom de naissance;Prénoms;Courriel;Client actif\n"
        "Mme;DUVAL;PETIT;Claire;claire@duval.example;Oui\n"
        "M.;LEFEBVRE;;Hugo;hugo@lefebvre.example;Non\n",
    )
    told = [(one["first_name"], one["last_name"], one.get("contact_type")) for one in found["contacts"]]
    assert told == [("Claire", "DUVAL", None), ("Hugo", "LEFEBVRE", "Inactive")]


def test_both_of_a_couple_that_is_a_clients_contact_are_kept(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Raison sociale;Forme jur.;Dirigeant;Mail\n"
        "SCI Les Tilleuls;SCI;M. et Mme BERNARD;tilleuls@sci.example\n"
        "Roe Bakery SARL;SARL;John & Mary Smith;info@roe.example\n",
    )
    people = [
        (one.get("salutation"), one.get("first_name"), one["last_name"], one["cards"][0]["organization"])
        for one in found["contacts"]
        if one["kind"] == "person"
    ]
    assert sorted(people, key=str) == sorted(
        [
            ("M.", None, "BERNARD", "SCI Les Tilleuls"),
            ("Mme", None, "BERNARD", "SCI Les Tilleuls"),
            (None, "John", "Smith", "Roe Bakery SARL"),
            (None, "Mary", "Smith", "Roe Bakery SARL"),
        ],
        key=str,
    )


def test_when_something_was_done_last_is_no_last_name(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client,Email,Last Lodged,Référent\n"
        "Roe Ltd,info@roe.example,2024,CM\nAnn Lee,ann@lee.example,2023,TK\n",
    )
    assert [one["suggestion"] for one in found["findings"] if one["column"] == "Last Lodged"] == [""]
    assert [one["client_manager" if "client_manager" in one else "client_owner"] for one in found["contacts"]]


def test_an_answer_with_the_time_of_day_is_no_footer(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Timestamp,Email Address,Your full name,Phone,Remarks\n"
        "2026/05/28 7:01:33 PM GMT+2,ann@example.com,Ann Lee,+61 491 570 156,Vegetarian\n"
        "2026/05/28 7:14:09 PM GMT+2,max@example.com,Max Roe,,\n",
    )
    assert [one["name"] for one in found["contacts"]] == ["Ann Lee", "Max Roe"]


def test_an_email_written_as_peoples_are_tells_that_a_name_is_a_persons(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Name,Email\nUno Udd,uno.udd@example.com\nKaj Ekx,kekx@example.com\nQuist Rask,office@rask.example\n",
    )
    kinds = {one["name"]: (one["kind"], one.get("last_name")) for one in found["contacts"]}
    assert kinds == {
        "Uno Udd": ("person", "Udd"),
        "Kaj Ekx": ("person", "Ekx"),
        "Quist Rask": ("organization", None),
    }


def test_a_street_that_repeats_the_city_of_its_row_is_the_street_alone(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Raison sociale;Adresse;Code postal;Ville\n"
            "Roe SARL;12 RUE DE LA PAIX 75002 PARIS;75002;PARIS\n"
            "Lee SAS;3 rue de Lyon;69006;Lyon\n",
        )
    )
    lines = {name: one["cards"][0]["addresses"][0]["line"] for name, one in found.items()}
    assert lines == {"Roe SARL": "12 RUE DE LA PAIX", "Lee SAS": "3 rue de Lyon"}


def test_the_firms_name_below_a_reports_footer_is_no_contact(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        '"Contact ID","First Name","Last Name","Email"\n"0035g01","Ann","Roe","ann@roe.example"\n'
        '"0035g02","Max","Lee","max@lee.example"\n"Confidential Information - Do Not Distribute"\n'
        '"Generated By:  Jo Bloggs  28/05/2026 10:22"\n"Roe Accounting"\n',
    )
    assert [one["name"] for one in found["contacts"]] == ["Ann Roe", "Max Lee"]
    assert [one["code"] for one in found["findings"]] == ["rows.left_out"]


def test_a_group_that_stands_once_above_empty_cells_is_that_of_the_rows_below(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Group,Client,Email\nRoe Group,Wattle Pty Ltd,info@wattle.example\n,Roe Family Trust,\n"
        ",Ann Roe,ann@roe.example\nLee Group,Lee Bros Pty Ltd,max@lee.example\n,Max Lee,max@lee.example\n",
    )
    members = {one["name"]: one["members"] for one in found["contacts"] if one["kind"] == "client_group"}
    assert members == {
        "Roe Group": ["Wattle Pty Ltd", "Roe Family Trust", "Ann Roe"],
        "Lee Group": ["Lee Bros Pty Ltd", "Max Lee"],
    }
    assert [one["row"] for one in found["findings"] if one["code"] == "group.rows_below"] == [2, 5]


def test_all_people_of_a_cell_are_kept_with_their_emails(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Company name,Associated Contacts\n"
            "Elm Inc,Ann Fox (ann@elm.example);Max Ray (max@elm.example)\n"
            'Oak LLC,"Mike Johnson, Kelly Johnson"\n"Ash LLC","Smith, John"\n',
        )
    )
    people = {name for name, one in found.items() if one["kind"] == "person"}
    assert people == {"Ann Fox", "Max Ray", "Mike Johnson", "Kelly Johnson", "John Smith"}
    assert found["Max Ray"]["cards"] == [{"organization": "Elm Inc", "emails": ["max@elm.example"]}]


def test_what_people_trade_as_is_kept_beside_their_names(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client,Type,Contact\nKate Moss t/a Moss Florist,Sole trader,Kate Moss\n"
        "Ann Roe (trading as Roe Cakes),Sole trader,\nOak Ltd t/a Elm,Ltd,\n",
    )
    told = {one["name"]: one.get("accounting.trading_name") for one in found["contacts"]}
    assert told == {"Kate Moss": "Moss Florist", "Ann Roe": "Roe Cakes", "Oak Ltd t/a Elm": None}


def test_a_birthday_may_have_no_year(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Email Address,First Name,Last Name,Birthday\nann@roe.example,Ann,Roe,05/14\n"
        "max@lee.example,Max,Lee,12/25\njo@fox.example,Jo,Fox,3/4\n",
    )
    assert [one["birth_date"] for one in found["contacts"]] == ["--05-14", "--12-25", "--03-04"]
    assert [one["code"] for one in found["findings"]] == ["date.no_year"] * 3


def test_a_client_of_one_word_who_is_a_person_is_the_person_at_it(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Nom;Civilité;Nom (contact);Prénom (contact)\nDURAND;M.;DURAND;Luc\nMARTIN;SARL;MARTIN;Paul\n"
        "TILLEULS;SCI;;\n",
    )
    kinds = {one["name"]: one["kind"] for one in found["contacts"]}
    assert kinds == {
        "Luc DURAND": "person", "MARTIN": "organization", "TILLEULS": "organization", "Paul MARTIN": "person"
    }  # fmt: skip


def test_a_cell_with_the_whole_contact_is_taken_apart(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client details,Partner\n"
        '"Elm Inc.\nAttn: Ann Roe\n12 Oak St\n+61 2 5550 1234\noffice@elm.example",KT\n'
        '"Oak LLC, +61 491 570 156, oak@oak.example",KT\n"Lee, Ann",KT\n',
    )
    told = {one["name"]: one for one in found["contacts"]}
    assert list(told) == ["Elm Inc.", "Oak LLC", "Ann Lee"]
    assert told["Elm Inc."]["description"] == "Attn: Ann Roe\n12 Oak St"
    assert told["Elm Inc."]["cards"][0]["emails"] == ["office@elm.example"]
    assert told["Oak LLC"]["cards"][0]["phones"][0]["number"] == "+61491570156"
    assert [one["code"] for one in found["findings"]] == ["name.lines_below"] * 2


def test_who_has_a_role_at_a_company_is_a_person_whatever_the_name(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Name,Company,Role,Email\nXqz Vrr,Oak LLC,Attorney,x@oak.example\n"
        "Ann Roe,Elm Inc,President,a@elm.example\n"
        "Elm Bakery,Elm Inc,,info@elm.example\n",
    )
    kinds = {one["name"]: one["kind"] for one in found["contacts"]}
    assert kinds == {
        "Xqz Vrr": "person", "Ann Roe": "person", "Oak LLC": "organization", "Elm Inc": "organization"
    }  # fmt: skip


def test_who_stands_beside_a_merged_company_is_at_it_and_a_title_goes_before_each_name_below(
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for cells in (
        ("Company", "Contact person", None, None, "City"),
        (None, "First Name", "Last Name", "Email", None),
        ("Kauri Ltd", "Ann", "Lee", "ann@kauri.example", "Perth"),
        (None, "Bob", "Ray", "bob@kauri.example", None),
        ("Rimu Trust", "Di", "Poe", "di@rimu.example", "Hobart"),
    ):
        sheet.append(cells)
    for merged in ("A1:A2", "B1:D1", "E1:E2", "A3:A4", "E3:E4"):
        sheet.merge_cells(merged)
    book.save(tmp_path / "list.xlsx")
    found = {one["name"]: one for one in told([tmp_path / "list.xlsx"])["contacts"]}
    assert {name for name, one in found.items() if one["kind"] == "organization"} == {
        "Kauri Ltd",
        "Rimu Trust",
    }
    at = {name: one["cards"] for name, one in found.items() if one["kind"] == "person"}
    assert at == {
        "Ann Lee": [{"organization": "Kauri Ltd", "emails": ["ann@kauri.example"]}],
        "Bob Ray": [{"organization": "Kauri Ltd", "emails": ["bob@kauri.example"]}],
        "Di Poe": [{"organization": "Rimu Trust", "emails": ["di@rimu.example"]}],
    }


def test_who_stands_in_the_row_of_a_household_is_a_person_of_it(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Account Name,Account Type,Contact First Name,Contact Last Name,Contact Email,Relationship to "
            "Account\n"
            "Elm Inc,Business,Ann,Roe,ann@elm.example,CFO\n"
            "Lee Household,Household,Max,Lee,max@lee.example,Self\n"
            "Lee Household,Household,Jo,Lee,jo@lee.example,Spouse\n",
        )
    )
    assert found["Lee Household"]["members"] == ["Max Lee", "Jo Lee"]
    assert found["Jo Lee"]["cards"] == [{"role": "Spouse", "emails": ["jo@lee.example"]}]
    assert found["Ann Roe"]["cards"][0]["role"] == "CFO"


def test_of_spouses_who_each_have_a_row_the_number_is_ones_own(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client No,Name,Spouse\n1001,John Smith,Mary Smith\n1002,Mary Smith,John Smith\n"
        "1003,Ann Roe,Max Roe\n",
    )
    numbers = {one["name"]: one.get("client_identifier") for one in found["contacts"]}
    assert numbers == {
        "John & Mary Smith": None, "John Smith": "1001", "Mary Smith": "1002",
        "Ann & Max Roe": "1003", "Ann Roe": None, "Max Roe": None,
    }  # fmt: skip
    assert {one["code"] for one in found["findings"]} == {"couple.split"}


def test_all_directors_of_a_cell_with_their_last_names_in_capitals_are_kept(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Raison sociale;Dirigeants\nTILLEULS SARL;DUPONT Jean, LE GALL Marie\nORMES SAS;ROY Paul\n",
    )
    people = {one["name"]: one["last_name"] for one in found["contacts"] if one["kind"] == "person"}
    assert people == {"Jean DUPONT": "DUPONT", "Marie LE GALL": "LE GALL", "Paul ROY": "ROY"}


def test_what_describes_a_telephone_and_where_a_city_is_are_told_by_the_values(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Numéro;Nom;Nom d'affaires;Adresse ligne 1;Ville, province;Code postal;Téléphone 1;"
            "Description tél. 1;Téléphone 2;Description tél. 2\n"
            "1001;9123-4567 Québec inc.;Dépanneur Roy;12 rue Principale;Lévis (Québec);G6V 1A1;418-555-0101;"
            "Bureau;418-555-0102;Cellulaire\n"
            "1002;Gagnon, Marie;;450 boul. Laurier;Québec (Québec);G1R 2B5;418-555-0103;Résidence;;\n",
        )
    )
    firm, marie = found["9123-4567 Québec inc."], found["Marie Gagnon"]
    assert firm["accounting.trading_name"] == "Dépanneur Roy"
    assert [one["label"] for one in firm["cards"][0]["phones"]] == ["office", "mobile"]
    assert [one["label"] for one in marie["cards"][0]["phones"]] == ["home"]
    address = marie["cards"][0]["addresses"][0]
    assert (address["city"], address["region"]) == ("Québec", "Québec")


def test_nobody_without_a_name_is_half_of_a_couple(tmp_path: Path) -> None:
    found = told_of(tmp_path, "First Name,Last Name,Spouse,Email\n,,Jo Lee,x@lee.example\nAl,Roe,,\n")
    assert {one["name"] for one in found["contacts"]} == {"x@lee.example", "Jo Lee", "Al Roe"}


def test_a_firm_beside_a_person_and_a_spouse_is_where_the_person_works(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Company,First Name,Last Name,Title,Spouse,Home Address\n"
            'Elm Inc,Ann,Roe,CFO,Max Roe,"1 Elm St, Albany, NY 12207"\n'
            "The Lee Family,Tom,Lee,,Jo Lee,\n",
        )
    )
    cards = {name: [card["organization"] for card in found[name]["cards"]] for name in ("Ann Roe", "Max Roe")}
    assert cards == {"Ann Roe": ["Elm Inc", "Ann & Max Roe"], "Max Roe": ["Ann & Max Roe"]}
    assert found["Ann Roe"]["cards"][0]["addresses"][0]["label"] == "home"
    assert found["Jo Lee"]["cards"] == [{"organization": "The Lee Family"}]


def test_the_company_of_one_of_a_couple_in_an_address_book_is_kept(tmp_path: Path) -> None:
    found = _by_name(
        told_of(tmp_path, "First name,Last name,Organization,Job title,spouse\nAnn,Roe,Elm Inc,CFO,Max Roe\n")
    )
    assert found["Ann Roe"]["cards"] == [
        {"organization": "Elm Inc", "role": "CFO"}, {"organization": "Ann & Max Roe"}
    ]  # fmt: skip


def test_the_spouse_of_a_clients_contact_is_kept_and_the_client_no_person(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client,Contact Person,Contact Email,Contact's Spouse\nElm Inc,Ann Roe,ann@elm.example,Max\n"
        "Oak LLC,Ed Kim,ed@oak.example,\n",
    )
    kinds = {one["name"]: one["kind"] for one in found["contacts"]}
    assert kinds == {
        "Elm Inc": "organization", "Oak LLC": "organization", "Ann Roe": "person", "Ed Kim": "person",
        "Max Roe": "person",
    }  # fmt: skip
    assert [one["code"] for one in found["findings"]] == ["spouse.last_name_assumed"]


def test_a_header_that_names_both_of_a_couple_is_of_both(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "LAST NAME,FIRST NAME & SPOUSE,HIS CELL,HER CELL\nSMITH,JOHN & MARY,212-555-0102,212-555-0103\n"
        "LEE,ANN,,212-555-0105\n",
    )
    phones = {
        one["name"]: one["cards"][0]["phones"][0]["number"]
        for one in found["contacts"]
        if one["kind"] == "person"
    }
    assert phones == {"JOHN SMITH": "+12125550102", "MARY SMITH": "+12125550103", "ANN LEE": "+12125550105"}


def test_all_people_behind_a_firm_are_kept_each_with_what_is_theirs(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Dénomination;Gérant;Tél. gérant;Associé 1;% associé 1;Associé 2;Mail associé 2\n"
            "ORMES SCI;ROY Paul;06 12 34 56 79;ROY Paul;60;ROY Anne;anne@ormes.example\n"
            "TILLEULS SARL;DUPONT Jean;06 12 34 56 78;LEGER Luc;50;LEGER Marie;\n",
        )
    )
    people = {name for name, one in found.items() if one["kind"] == "person"}
    assert people == {"Paul ROY", "Anne ROY", "Jean DUPONT", "Luc LEGER", "Marie LEGER"}
    assert found["Anne ROY"]["cards"][0]["emails"] == ["anne@ormes.example"]


def test_contacts_for_payroll_and_the_like_are_people_of_their_own(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "Company,Main Contact,Main Contact Email,Payroll Contact,Payroll Contact Email\n"
            "Elm Inc,Ann Roe,ann@elm.example,Bob Fox,bob@elm.example\nOak LLC,Ed Kim,ed@oak.example,,\n",
        )
    )
    assert found["Bob Fox"]["cards"] == [{"organization": "Elm Inc", "emails": ["bob@elm.example"]}]


def test_several_groups_stand_in_one_cell_where_the_header_names_several(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Contact Name,Client Groups,User Defined ID\nElm Ltd,Elm Group,ELM01\n"
        'Ann Roe,"Elm Group, Roe Family",R1\n',
    )
    groups = {one["name"]: one["members"] for one in found["contacts"] if one["kind"] == "client_group"}
    assert groups == {"Elm Group": ["Elm Ltd", "Ann Roe"], "Roe Family": ["Ann Roe"]}
    assert [one.get("client_identifier") for one in found["contacts"]][:2] == ["ELM01", "R1"]


def test_a_word_that_a_program_writes_before_each_header_does_no_harm(tmp_path: Path) -> None:
    found = _by_name(
        told_of(
            tmp_path,
            "CUSTOMERID,NAME,XQZ.FIRSTNAME,XQZ.LASTNAME,XQZ.EMAIL1,XQZ.MAILADDRESS.ADDRESS1,"
            "XQZ.MAILADDRESS.CITY,XQZ.MAILADDRESS.ZIP,Custom Field: EIN\n"
            "C-100,Elm Inc,Ann,Roe,ann@elm.example,1 Elm St,Albany,12207,12-3456789\n"
            "C-101,Max Lee,Max,Lee,max@lee.example,2 Oak Ave,Troy,12180,\n",
        )
    )
    assert found["Ann Roe"]["cards"] == [{"organization": "Elm Inc", "emails": ["ann@elm.example"]}]
    address = found["Elm Inc"]["cards"][0]["addresses"][0]
    assert (address["label"], address["line"], address["city"]) == ("mailing", "1 Elm St", "Albany")
    assert found["Elm Inc"]["accounting.tax_id"] == "12-3456789"


def test_an_address_with_the_names_of_its_parts_is_read_as_one_without(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        'First Name,Last Name,Address\nAnn,Roe,"Street Address: 1 Elm St\nCity: Albany\n'
        'State / Province: NY\nPostal / Zip Code: 12207"\n'
        'Ed,Kim,"Street: 2 Oak Ave, City: Troy, State: NY, Zip: 12180"\n',
    )
    parts = [one["cards"][0]["addresses"][0] for one in found["contacts"]]
    assert [(part["line"], part["city"], part["region"], part["postal_code"]) for part in parts] == [
        ("1 Elm St", "Albany", "NY", "12207"), ("2 Oak Ave", "Troy", "NY", "12180")
    ]  # fmt: skip


def test_initials_behind_a_surname_are_no_last_name(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Surname & Initials,Title,E-mail\nvan der Merwe J.P.,Mr,jp@vdm.example\n"
        "Dlamini N.,Mrs,n@dla.example\n",
    )
    told = [(one["first_name"], one["last_name"]) for one in found["contacts"]]
    assert told == [("J.P.", "van der Merwe"), ("N.", "Dlamini")]


def test_a_first_name_beside_a_number_or_an_email_of_a_couple_tells_whose_it_is(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client,Phone,Email\n"
        '"Smith, John & Mary","(212) 555-0102 (John) / (212) 555-0103 (Mary\'s cell)",'
        "js@smith.example (John) ms@smith.example (Mary)\n"
        '"Lee, Max & Ann","Home 212-555-0104; Max: 212-555-0105; Ann: 212-555-0106",Ann: x@lee.example\n',
    )
    cards = _by_name(found)
    told = {
        name: [
            value
            for card in one.get("cards", [])
            for value in (*(phone["number"] for phone in card.get("phones", [])), *card.get("emails", []))
        ]
        for name, one in cards.items()
    }
    assert told == {
        "Smith, John & Mary": [],
        "John Smith": ["+12125550102", "js@smith.example"],
        "Mary Smith": ["+12125550103", "ms@smith.example"],
        "Lee, Max & Ann": ["+12125550104"],
        "Max Lee": ["+12125550105"],
        "Ann Lee": ["+12125550106", "x@lee.example"],
    }
    assert {one["code"] for one in found["findings"]} == {"couple.split"}


def test_a_name_beside_a_number_of_which_nothing_is_made_is_said(tmp_path: Path) -> None:
    found = told_of(tmp_path, "Client,Phone\nElm Inc,212-555-0110 (Kim)\nTom & Di Inc,212-555-0111 (Tom)\n")
    assert [one["code"] for one in found["findings"]] == ["phone.extra_text"] * 2


def test_a_number_beside_an_email_in_its_cell_is_a_telephone(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Client,Contact info\nElm Inc,ann@elm.example 212-555-0101\nOak LLC,ed@oak.example / 212-555-0103\n"
        "Ash Ltd,info@ash.example x\n",
    )
    told = [
        (one["cards"][0]["emails"], [phone["number"] for phone in one["cards"][0].get("phones", [])])
        for one in found["contacts"]
    ]
    assert told == [
        (["ann@elm.example"], ["+12125550101"]), (["ed@oak.example"], ["+12125550103"]),
        (["info@ash.example"], []),
    ]  # fmt: skip
    assert [one["row"] for one in found["findings"] if one["code"] == "email.extra_text"] == [4]


def test_a_person_and_a_legal_person_are_told_by_their_french_letters(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Nom dossier;Type;Nom;Prénom;Cell monsieur;Cell madame;Conjoint\n"
        "TILLEULS;PM;DUPONT;Jean;;;\nROY Anne;PP;ROY;Anne;418-555-0101;418-555-0102;Luc Roy\n",
    )
    kinds = {one["name"]: one["kind"] for one in found["contacts"]}
    assert kinds["TILLEULS"] == "organization"
    assert kinds["Anne ROY"] == kinds["Luc Roy"] == kinds["Jean DUPONT"] == "person"
    assert _by_name(found)["Luc Roy"]["cards"][0]["phones"][0]["number"] == "+14185550102"
