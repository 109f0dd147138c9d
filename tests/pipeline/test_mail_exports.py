"""What mail programs and phones export, judged field by field."""

from __future__ import annotations

from pathlib import Path

from tests.support.runs import told, told_of

from carnet.providers.outlook_words import LANGUAGES

_ADA = {
    "First Name": "Ada",
    "Last Name": "Roe",
    "Company": "Wattle Ltd",
    "Job Title": "CFO",
    "Business City": "Bath",
    "Home Postal Code": "AB1 2CD",
    "Business Phone": "+61 2 5550 1234",
    "Mobile Phone": "+61 491 570 156",
    "E-mail 2 Address": "ada@roe.example",
    "Birthday": "0.0.0000",
    "Notes": "since 2012",
    "Web Page": "www.roe.example",
}


def test_an_outlook_of_another_country_is_read_as_an_english_one(tmp_path: Path) -> None:
    for language, encoding in {"en": "cp1252", "cs": "cp1250", "ja": "cp932"}.items():
        (tmp_path / f"{language}.csv").write_bytes(_export(language).encode(encoding))
    english = told([tmp_path / "en.csv"])
    every = told(sorted(tmp_path.iterdir()))
    assert {sheet["provider"] for file in every["files"] for sheet in file["sheets"]} == {"outlook"}
    assert every["findings"] == english["findings"] == []
    assert every["contacts"] == english["contacts"]
    assert len(english["contacts"]) == 2


def _export(language: str) -> str:
    english, words = (LANGUAGES[name].split("|") for name in ("en", language))
    columns = {word.partition(";")[0]: _ADA.get(name, "") for name, word in zip(english, words, strict=True)}
    return ";".join(columns) + "\r\n" + ";".join(columns.values()) + "\r\n"


def test_a_group_of_cards_is_a_client_group_and_a_nameless_card_is_known_by_its_number(
    tmp_path: Path,
) -> None:
    document = told_of(
        tmp_path,
        "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Roe Family\nMEMBER:urn:uuid:1\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nUID:urn:uuid:1\nFN:Ada Roe\nN:Roe;Ada;;;\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:4.0\nN:;;;;\nTEL:+61 491 570 156\nEND:VCARD\n",
        "cards.vcf",
    )
    group = next(one for one in document["contacts"] if one["kind"] == "client_group")
    assert (group["name"], group["members"]) == ("Roe Family", ["Ada Roe"])
    (found,) = document["findings"]
    assert found["code"] == "person.name_missing"
    assert "+61491570156" in found["message"]


def test_a_firm_in_the_place_of_a_name_is_an_organization(tmp_path: Path) -> None:
    document = told_of(
        tmp_path,
        "First Name,Last Name,Company,E-mail Address,Mobile Phone\n"
        "Wattle Pty Ltd,,,office@wattle.example,\n"
        ",Roe Family Trust,Roe Family Trust,trust@example.com,\n"
        "Prudence,Trust,,p@example.com,\n"
        ",Roe,Wattle Pty Ltd,roe@example.com,\n"
        ",Elm Tree Nursery,,elm@nursery.example,\n",
    )
    kinds = {one["name"]: one["kind"] for one in document["contacts"]}
    assert kinds == {
        "Wattle Pty Ltd": "organization",
        "Roe Family Trust": "organization",
        "Elm Tree Nursery": "organization",
        "Prudence Trust": "person",
        "Roe": "person",
    }
    assert not any("first_name" in one for one in document["contacts"] if one["kind"] == "organization")


def test_a_second_organization_of_a_person_is_a_second_card_and_further_ones_are_notes(
    tmp_path: Path,
) -> None:
    document = told_of(
        tmp_path,
        "Given Name,Family Name,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title,"
        "Organization 2 - Name,Organization 2 - Title,IM 1 - Service,IM 1 - Value\n"
        "Ada,Roe,ada@roe.example,Wattle Ltd ::: Roe Club,CFO,Bath Charity,,Skype,ada.sk\n"
        "Bo,Fox,bo@fox.example,Wattle Ltd,,Bath Charity,Chair,,\n"
        "Cy,Elm,cy@elm.example,,,Elm Ltd,Owner,,\n",
    )
    people = {one["name"]: one for one in document["contacts"] if one["kind"] == "person"}
    roles = {
        name: [(card["organization"], card.get("role")) for card in one["cards"]]
        for name, one in people.items()
    }
    assert roles == {
        "Ada Roe": [("Wattle Ltd", "CFO"), ("Roe Club", None)],
        "Bo Fox": [("Wattle Ltd", None), ("Bath Charity", "Chair")],
        "Cy Elm": [("Elm Ltd", "Owner")],
    }
    assert people["Ada Roe"]["description"] == "Organization 2 - Name: Bath Charity"
    card = people["Ada Roe"]["cards"][0]
    assert document["cells"]["set_aside"] == document["cells"]["refused"] == 0
    assert card["social"] == [{"network": "skype", "value": "ada.sk"}]


def test_a_card_is_called_as_its_parts_say_and_says_a_spouse_in_any_programs_way(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "BEGIN:VCARD\nPROFILE:VCARD\nVERSION:3.0\nN:Roe;Ada;Quinn;Dr.;Ph.D.\nFN:Dr. Ada Roe\n"
        "X-EVOLUTION-SPOUSE:Tom\n"
        'TEL;X-COUCHDB-UUID="c2fa1caa-2926-4087-8971-609cfc7354ce":+61 491 570 156\nEND:VCARD\n'
        "BEGIN:VCARD\nVERSION:4.0\nN:Lee;Ann;;;\nFN:Ann Lee\nX-SPOUSE:Max\n"
        'ADR;LABEL="Elm House\\n4 Elm St":;;4 Elm St;Reno;NV;89501;USA\nEND:VCARD\n',
        "cards.vcf",
    )
    assert {one["code"] for one in found["findings"]} == {"couple.split", "spouse.last_name_assumed"}
    assert {one["name"] for one in found["contacts"]} == {
        "Ada Quinn Roe", "Tom Roe", "Ada & Tom Roe", "Ann Lee", "Max Lee", "Ann & Max Lee"
    }  # fmt: skip


def test_outlooks_cards_say_the_spouse_in_parts_and_the_role_twice(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "BEGIN:VCARD\nVERSION:2.1\nN:Vu;Kim\nTITLE:Owner\nROLE:Owner\nORG:Vu Ltd\n"
        "X-MS-SPOUSE;N:Tran;Lee\nEND:VCARD\n"
        "BEGIN:VCARD\nVERSION:3.0\nN:Roe;Ada\nROLE:CFO\nORG:Vu Ltd\nEND:VCARD\n",
        "cards.vcf",
    )
    assert "column.same_field" not in {one["code"] for one in found["findings"]}
    people = [one for one in found["contacts"] if one["kind"] == "person"]
    roles = {one["name"]: one["cards"][0].get("role") for one in people}
    assert roles == {"Kim Vu": "Owner", "Lee Tran": None, "Ada Roe": "CFO"}


def test_a_household_is_one_thing_and_a_second_organization_another(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Given Name,Family Name,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title,"
        "Organization 2 - Name,Organization 2 - Title,Relation 1 - Type,Relation 1 - Value\n"
        "Ada,Roe,ada@roe.example,Wattle Ltd,,Roe Club,Chair,Spouse,Tom Roe\n",
    )
    ada = next(one for one in found["contacts"] if one["name"] == "Ada Roe")
    assert [(card["organization"], card.get("role")) for card in ada["cards"]] == [
        ("Wattle Ltd", None), ("Ada & Tom Roe", None), ("Roe Club", "Chair")
    ]  # fmt: skip


def test_a_primary_phone_that_repeats_the_mobile_is_the_mobile(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "First Name,Last Name,E-mail Address,Primary Phone,Mobile Phone,Home Address\n"
        "Ada,Roe,ada@roe.example,+61 491 570 156,+61 491 570 156,\n",
    )
    assert found["contacts"][0]["cards"][0]["phones"] == [{"label": "mobile", "number": "+61491570156"}]


def test_outlooks_first_email_may_be_numbered_and_a_title_may_be_the_job(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "First Name,Last Name,Title,Company,E-mail 1 Address,E-mail 2 Address,Business Phone,Business City\n"
        "Ada,Roe,CFO,Wattle Ltd,ada@roe.example,roe@example.com,+61 2 5550 1234,Perth\n"
        "Bo,Fox,Dr,,bo@fox.example,,,\n",
    )
    assert found["files"][0]["sheets"][0]["provider"] == "outlook"
    people = {one["name"]: one for one in found["contacts"]}
    ada, bo = people["Ada Roe"], people["Bo Fox"]
    assert ada["cards"][0]["emails"] == ["ada@roe.example", "roe@example.com"]
    assert (ada["cards"][0]["role"], bo["salutation"]) == ("CFO", "Dr")


def test_labels_of_an_account_in_any_language_say_which_phone_it_is(tmp_path: Path) -> None:
    labels = {"Arbete": "work", "Komórkowy": "mobile", "Домашний": "home", "传真": "fax", "직장": "work"}
    rows = (f"P{n},Roe,p{n}@roe.example,{label},+61 491 570 15{n}" for n, label in enumerate(labels))
    head = "First Name,Last Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value"
    found = told_of(tmp_path, "\n".join([head, *rows]))
    phones = {one["name"]: one["cards"][0]["phones"][0]["label"] for one in found["contacts"]}
    assert phones == {f"P{n} Roe": label for n, label in enumerate(labels.values())}


def test_an_address_inside_exchange_is_none_in_either_of_its_forms(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "First Name,Last Name,E-mail Address,E-mail 2 Address,Business Phone,Business City\n"
        "Ada,Roe,/o=ExchangeLabs/ou=Exchange/cn=Recipients/cn=ada,ada@roe.example,,Perth\n"
        "Bo,Fox,IMCEAEX-_O=EXCHANGELABS_CN=BO@eurprd01.prod.outlook.com,bo@fox.example,,Perth\n",
    )
    assert [one["code"] for one in found["findings"]] == ["email.exchange"] * 2
    emails = [one["cards"][0]["emails"] for one in found["contacts"]]
    assert emails == [["ada@roe.example"], ["bo@fox.example"]]


def test_several_labels_in_a_cell_are_those_of_its_numbers(tmp_path: Path) -> None:
    found = told_of(
        tmp_path,
        "Given Name,Family Name,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value\n"
        "Ada,Roe,ada@roe.example,Mobile ::: Work,+61 491 570 156 ::: +61 491 570 157 ::: +61 491 570 158\n"
        "Bo,Fox,bo@fox.example,Home,+61 491 570 159 ::: +61 491 570 110\n",
    )
    phones = [[phone["label"] for phone in one["cards"][0]["phones"]] for one in found["contacts"]]
    assert phones == [["mobile", "work", "work"], ["home", "home"]]
