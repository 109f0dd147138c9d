"""Lists that nobody has seen: what headers and values say only together, and what stays in doubt."""

from __future__ import annotations

import pytest

from carnet.contract import ColumnMapping, Options
from carnet.stages.map import country_of, map_columns
from tests.unit.map.sheets import recognised
from tests.unit.map.values import VALUES

# Each: "header = values" of a sheet's columns, and where each of them goes ("-": set aside).
CASES: dict[str, tuple[str, str]] = {
    "a word that is not known does no harm where the column is the only one of its kind": (
        "Client Name = mixed; Barn address = street; Barn town = city; Courriel asso = email",
        "contact.name; address.physical.line; address.physical.city; organization.email",
    ),
    "beside a column that is plainly that, it may be anybody's": (
        "Client Name = mixed; Phone = phone; Barn phone = phone_digits; Adresse = street;"
        "Exploitant Adresse = street",
        "contact.name; phone.office; -; address.physical; -",
    ),
    "a list names those whom it lists": (
        "Xqz = mixed; Email = email; Phone = phone",
        "contact.name; person.email; phone.office",
    ),
    "of two columns of names nobody can tell which": (
        "Tenant Name = person; Witness Name = person_comma; Phone = phone",
        "-; -; phone.office",
    ),
    "the account at a bank is no client's number": (
        "First Name = first; Surname = last; Bank Name = note; Account Number = number; Routing = number",
        "person.first_name; person.last_name; -; -; -",
    ),
    "numbers are no states of clients": (
        "Client Name = mixed; Status = number",
        "contact.name; -",
    ),
    "how far a return is says nothing of the client": (
        "Client Name = mixed; Status = progress; Taxpayer Status = filing",
        "contact.name; -; -",
    ),
    "how many there are is no place, though it is nearly written as one": (
        "Company Name = org; Property Count = number; State = state",
        "organization.name; -; address.physical.region",
    ),
    "few emails on all rows are colleagues' under any header": (
        "Client Name = mixed; Xqz = colleagues",
        "contact.name; -",
    ),
    "one word beside first names is the last name": (
        "Société = org; Nom contact = last; Prénom = first; Nom conjoint = last; Prénom conjoint = first",
        "organization.name; person.last_name; person.first_name; person.last_name@spouse;"
        "person.first_name@spouse",
    ),
    "h and w are home and work": (
        "Last = last; First = first; Ph (h) = phone; Ph (w) = phone; Ph (c) = phone",
        "person.last_name; person.first_name; phone.home; phone.work; phone.mobile",
    ),
    "h and w are husband and wife where only a person has what they mark": (
        "Client Name = mixed; SSN (H) = ssn; SSN (W) = ssn",
        "contact.name; accounting.social_security_number; accounting.social_security_number@spouse",
    ),
    "the primary and the secondary of a return are a couple": (
        "Primary First Name = first; Primary Last Name = last; Secondary First Name = first;"
        "Secondary Last Name = last; SPSSN = ssn",
        "person.first_name; person.last_name; person.first_name@spouse; person.last_name@spouse;"
        "accounting.social_security_number@spouse",
    ),
    "a primary and a secondary contact are two": (
        "Client Name = org; Primary Contact Name = person; Secondary Contact Name = person",
        "contact.name; person.full_name@contact; person.full_name@contact 2",
    ),
    "an entity of legal forms, however they are written, names nobody": (
        "Client Name = mixed; Entity = forms; Year End = fye_fr; VAT Qtr = quarters",
        "contact.name; accounting.entity_type!kind; accounting.financial_year_end_month!year_end; -",
    ),
    "the end of a period is the year end where no year stands with it": (
        "Company = org; Period End = fye; Période : fin de période = dob",
        "organization.name; accounting.financial_year_end_month!year_end; -",
    ),
    "of a header in two languages the half that is known tells": (
        "Nimi / Company = org; Annee fin / Year end = fye; Maili / Phone = phone",
        "organization.name; accounting.financial_year_end_month!year_end; phone.office",
    ),
    "a word before both parts of the names does no harm": (
        "Xqz First Name = first; Xqz Last Name = last; Spouse First = first; Spouse Last = last",
        "person.first_name; person.last_name; person.first_name@spouse; person.last_name@spouse",
    ),
    "sentences on relations are no states, and parts of a whole are no contacts": (
        "Client Name = mixed; Relationships = note; % Owned = number",
        "contact.name; -; -",
    ),
    "a department is a place in France and a part of a firm elsewhere": (
        "Raison sociale = org; Département = county; Dept = industry",
        "organization.name; address.physical.region; -",
    ),
    "a title of firms' names names the client": (
        "title = org; last_name = last; first_name = first; vat_country_code = country_code",
        "contact.name; person.last_name; person.first_name; -",
    ),
    "codes and few repeated names are no clients": (
        "Customer = mixed; File Name = code; Acct = staff",
        "contact.name; -; -",
    ),
    "keys of colleagues are no client's code": (
        "Client Name = mixed; Contact Owner.id = number6; Partner Code = label",
        "contact.name; -; organization.client_owner",
    ),
    "words cut short are known by their full stop": (
        "Dossier = org; Date clôt. = fye_fr; Rem. = note; Resp. = staff; Forme jur. = entity_fr",
        "contact.name; accounting.financial_year_end_month!year_end; organization.description;"
        "organization.client_owner; accounting.entity_type!kind",
    ),
    "a form's questions are headers": (
        "Timestamp = created; What is your full name? = person; Your email address = email;"
        "Best phone number to reach you = phone; What is your mailing address? = full_address",
        "-; person.full_name; person.email; phone.office; address.mailing",
    ),
    "a person with a company keeps the personal email": (
        "Contact = person; Company = org; E-mail = email; Personal E-mail = email; Last Results = note",
        "person.full_name@contact; organization.name; organization.email; person.email; -",
    ),
    "direct and mobile telephones are the person's of whom a company's row tells": (
        "Company = org; Interlocuteur = person; Direct Line = phone; Mail pro = email; Tél standard = phone; "
        "Portable = phone; Fax = phone",
        "organization.name; person.full_name@contact; phone.work@contact; organization.email; phone.office; "
        "phone.mobile@contact; phone.fax",
    ),
    "without headers, neighbours tell an address": (
        " = person_comma; = street; = city_small; = zip; = phone_bare; = email",
        "person.full_name; address.physical.line; address.physical.city; address.physical.postal_code;"
        "phone.office; person.email",
    ),
    "pages of one program are no client's web site": (
        "Name = mixed; Record link = pages; Site = url",
        "contact.name; -; organization.website",
    ),
    "all notes are kept together": (
        "Nom = mixed; Note (publique) = note; Note (privée) = note",
        "contact.name; organization.description; organization.description",
    ),
    "a position and a title are those of the person named at the client": (
        "Company = org; Contact Name = person; Title = salutation; Job Title = role; Birth Date = dob",
        "organization.name; person.full_name@contact; person.salutation@contact; person.role@contact;"
        "person.birth_date@contact",
    ),
    "a birth date of a client that may be a person is the client's": (
        "Client = mixed; Contact = person; Position = role; DOB = dob; Birth Year = year",
        "contact.name; person.full_name@contact; person.role@contact; person.birth_date; -",
    ),
    "a record's key is that of its row": (
        "Record ID - Contact = number6; First Name = first; Last Name = last; Primary company = org",
        "-!key; person.first_name; person.last_name; person.belongs_to",
    ),
    "a group of kinds is no group of clients": (
        "Customer Name = mixed; Customer Group = kind; NINO = code",
        "contact.name; -!kind; -",
    ),
    "numbers in words are numbers": (
        "Customer = mixed; Bill to Address-Line One = street; Bill to Address-Line Two = apt;"
        "Bill to City = city; Ship Via = note; Due Days = number",
        "contact.name; address.physical.line; address.physical.line; address.physical.city; -; -",
    ),
    "one word of two meanings has the one of its values": (
        "EMAIL = email; SMS = phone; CC = country_codes",
        "person.email; phone.mobile; address.physical.country",
    ),
    "who gets a copy of an email or wants messages is no contact's own": (
        "Name = mixed; CC = staff_email; SMS = flags",
        "contact.name; -; -",
    ),
    "a partner of the firm is none of the client's people, though these have numbers": (
        "Company = org; Director 1 = person; Director 1 Email = email; Partner = staff; Manager = staff",
        "organization.name; person.full_name@contact; person.email@contact; organization.client_owner;"
        "organization.client_manager",
    ),
    "the name of an entity is a person's where the list says that some are individuals": (
        "Entity Name = mixed; Entity Type = entities; Trading As = org",
        "contact.name; accounting.entity_type!kind; accounting.trading_name",
    ),
    "codes are no names of people, and no groups": (
        "Code = codes; Société = org; Compte = ledger; Représentant = rep; Famille = short",
        "organization.client_identifier; organization.name;organization.description!labelled; -; -",
    ),
    "who is a client still and what kind of contact it is are both kept": (
        "Customer = mixed; Status = in_use; Contact Type = ctype",
        "contact.name; organization.contact_type!inactive; organization.contact_type",
    ),
    "a company's own number says that the company is the client, not where a person works": (
        "First Name = first; Last Name = last; Company = org; Email = email; ABN = abn",
        "person.first_name; person.last_name; organization.name; person.email; accounting.business_number",
    ),
    "how the client's director is reached is the contact's, who a director is may be the firm's": (
        "Client Name = org; Contact Name = person; Director Email = email; Director = staff",
        "contact.name; person.full_name@contact; person.email@contact; -",
    ),
    "hidden numbers of people are the tax office's, whatever else says number": (
        "Client Name = mixed; ID Number = hidden",
        "contact.name; -!tax",
    ),
    "legal forms beside Mr and Mrs tell who is a person": (
        "Code = codes; Nom = mixed; Civilité = titles; Nom contact = last; Prénom contact = first",
        "organization.client_identifier; contact.name; -!kind; person.last_name@contact;"
        "person.first_name@contact",
    ),
    "a column that repeats the client's names is no person at the client": (
        "Display Name = mixed; Company Name = org; First Name = first; Last Name = last;Contact Name = mixed",
        "contact.name; organization.name; person.first_name; person.last_name; -",
    ),
    "a taxpayer beside the client's name is the person": (
        "Client Name = mixed; Taxpayer Name = person; Spouse Name = person_comma",
        "contact.name; person.full_name; person.full_name@spouse",
    ),
    "who holds the account at a bank names no client": (
        "Surname = last; Given Names = first; BSB = number; Account No = number6; Account Name = mixed",
        "person.last_name; person.first_name; -; -; -",
    ),
    "a partner of whom the list has the birth date is the spouse": (
        "Surname = last; Given Names = first; Partner Surname = last; Partner Given Names = first;"
        "Partner DOB = dob",
        "person.last_name; person.first_name; person.last_name@spouse; person.first_name@spouse;"
        "person.birth_date@spouse",
    ),
    "an office without telephones is one of the firm's": (
        "Client Name = mixed; Office = label; Office Name = note; Direct Number = phone",
        "contact.name; -; -; phone.work",
    ),
    "answers and treatments are neither names nor numbers": (
        "Client Name = mixed; Contact Name on Invoices = flags; GST Treatment = label;Mis en sommeil = flags",
        "contact.name; -; -; organization.contact_type!inactive",
    ),
    "the reference date of accounts is no reference of a client": (
        "CompanyName = org; Accounts.AccountRefDay = day; Accounts.AccountRefMonth = month",
        "organization.name; accounting.financial_year_end_day; accounting.financial_year_end_month",
    ),
    "who owns a firm stands last in French": (
        "Entreprise = org; TVH = number6; Propriétaire = person; Tél. propriétaire = phone;"
        "Courriel propriétaire = email; Associé(e) = staff",
        "organization.name; accounting.gst_number; person.full_name@contact; phone.work@contact;"
        "person.email@contact; organization.client_owner",
    ),
    "relatives are no kinds of contact, and what people own does not own them": (
        "Family = label; Member = person; Relationship = relatives; Company owned = org; DOB = dob",
        "client_group.name; person.full_name; -; -; person.birth_date",
    ),
    "a country behind the only address is that of the address": (
        "Mandant = org; Address 1 - Street = street; Address 1 - City = city; Address 1 - Zip = zip;"
        "Country = country",
        "contact.name; address.physical.line; address.physical.city; address.physical.postal_code;"
        "address.physical.country",
    ),
    "single letters name nobody, and no state": (
        "CLIENT_NM = org; ENTITY_CD = letters; State = letters; PTNR_INIT = staff; FISCAL_YR_END = month_day",
        "contact.name; -!kind; -; organization.client_owner;accounting.financial_year_end_month!year_end",
    ),
    "telephones may stand one below the other": (
        "Client = org; Phones = phone_lines; Manages payroll = flags; Managed AS = flags",
        "contact.name; phone.office; -; -",
    ),
    "a company's number of few digits is that of a program": (
        "Co # = number; Company = org",
        "organization.client_identifier; organization.name",
    ),
}
_OWN = {
    "hidden": ["***-**-4321", "12-3456789", "***-**-8890", "XXX-XX-1234"],
    "titles": ["SARL", "M.", "SCI", "Mme", "SAS", "M."],
    "relatives": ["Head", "Spouse", "Son", "Head", "Daughter"],
    "letters": ["S", "I", "F", "S", "P"],
    "month_day": ["1231", "0630", "0331", "1231"],
    "phone_lines": [
        "Office: 512-555-0142\nCell: 512-555-0143",
        "512-555-0150",
        "J 512-555-0151\nM 512-555-0152",
    ],
    "day": ["31", "30", "28", "31"],
    "month": ["3", "6", "2", "12"],
    "country_codes": ["SE", "NO", "DK", "SE", "FI", "SE"],
    "entities": ["Company", "Individual", "Trust", "Individual", "Company", "Partnership"] * 2,
    "codes": ["DUP01", "MAR01", "ROY01", "LEE01", "ABC01", "XYZ01"],
    "ledger": ["411DUP", "411MAR", "411ROY", "411LEE", "411ABC", "411XYZ"],
    "rep": ["REP1", "REP2", "REP1", "REP1", "REP2", "REP1"],
    "short": ["PRO", "PART", "PRO", "PRO", "PART", "PRO"],
    "flags": ["Yes", "No", "Yes", "Yes"],
    "apt": ["Suite 3", "Apt 4", "Unit 12", "Suite 210"],
    "city_small": [f"{name}ville" for name in VALUES["last"]],
    "phone_bare": [
        number.replace("-", "") if n % 3 else number for n, number in enumerate(VALUES["phone_digits"])
    ][:4]
    + VALUES["phone"],
    "colleagues": VALUES["staff_email"] * 2,
    "pages": [f"https://app.example.com/record/{n}" for n in range(12)],
}


def _mapped(text: str) -> tuple[ColumnMapping, ...]:
    parts = [part.rpartition("=")[::2] for part in text.split(";")]
    known = VALUES | _OWN
    columns = [(header.strip(), known[values.strip()]) for header, values in parts]
    return map_columns(recognised(columns), Options())[0].columns


def _place(column: ColumnMapping) -> str:
    special = f"!{column.special}" if column.special else ""
    return f"{column.field or '-'}{special}" + (f"@{column.slot}" if column.slot else "")


@pytest.mark.parametrize("told", CASES)
def test_columns_go_where_a_careful_person_would_put_them(told: str) -> None:
    columns, places = CASES[told]
    assert [_place(column) for column in _mapped(columns)] == [place.strip() for place in places.split(";")]


def test_lines_of_an_address_share_the_label_of_its_city() -> None:
    columns = _mapped("Name = person; Address Type = label; Address 1 = street; City = city; Zip = zip")
    assert [column.label_column for column in columns[2:]] == [1, 1, 1]


def test_telephones_and_domains_tell_the_country_where_nothing_else_does() -> None:
    american = ["13095334000", "713-817-5649", "(330) 723-9688", "19492767995", "3307239688"]
    assert country_of(recognised([("Name", VALUES["org"]), ("Phone", american * 2)])) == "US"
    sites = ["office@roe.com.au", "ann@wattle.net.au", "info@elm.example", "a@oak.com.au"]
    assert country_of(recognised([("Name", VALUES["org"]), ("Email", sites * 3)])) == "AU"
    assert country_of(recognised([("Name", VALUES["org"]), ("Email", VALUES["email"])])) is None
    assert country_of(recognised([("Phone", ["02 5550 1234", "0491 570 156", "(03) 5550 1234"])])) == "AU"
    assert country_of(recognised([("Tel", ["0113 496 0101", "07700 900123", "020 7946 0102"])])) == "GB"
    assert country_of(recognised([("Name", VALUES["org"]), ("State", ["NSW"] * 4)])) == "AU"
    assert country_of(recognised([("Name", VALUES["org"]), ("Code", ["CA"] * 4)])) is None


def test_an_identifier_with_zeros_before_it_is_no_phone_of_another_country() -> None:
    assert country_of(recognised([("Name", VALUES["org"]), ("Xqz", ["004 085 616", "004085616"] * 6)])) in {
        None,
        "AU",
    }
