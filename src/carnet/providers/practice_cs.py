"""Thomson Reuters Practice CS: File > Export > Clients, "Other", as csv or xlsx.

Sure (A, the vendor's page on moving clients between databases): which fields the export carries. Not sure
(C): the exact spelling of each header, perhaps run together; headers compare without spaces and
punctuation, which covers both. There is no mobile column: firms use the car phone for it.

Where seen: thomsonreuters.com help Practice CS "Import clients from an existing Practice CS database", the
DT Practice preferences page. The Canadian sister DT Practice is alike.

"Primary Email", "Primary Phone Type" and "Primary Address ..." say which of the others comes first, and
are no further values.

Class is Client, Prospect or Administrative, and Status Active or Inactive (A, the vendor's pages on setting
up clients): the first is the type of contact, the second where the first was not exported.
"""

from __future__ import annotations

import re
from dataclasses import replace

from carnet.language import Text
from carnet.providers.layout import (
    Columns,
    Guide,
    Layout,
    Provider,
    Target,
    Way,
    aside,
    columns,
    heads,
    key,
    of_country,
    to,
)

_PLACES = {"Business": "physical", "Other": "mailing", "Home": "home"}
_PRIMARY = 9  # the block of the address that the primary columns repeat
_PARTS = {
    r"Address(?: Line)? ?\d": "line",
    r"Address City|City": "city",
    r"Address State(?:/Province)?|State": "region",
    r"Address (?:Zip|Postal) ?(?:Code)?|Zip(?: Code)?": "postal_code",
    r"Address Country|Country": "country",
}


def _address(place: str, label: str) -> list[tuple[re.Pattern[str], Target]]:
    return [
        (
            re.compile(rf"{place} ?(?:{words.replace(' ', ' ?')})", re.IGNORECASE),
            Target(f"address.{label}.{part}"),
        )
        for words, part in _PARTS.items()
    ]


_PATTERNS = tuple(
    pattern
    for place, label in _PLACES.items()
    for pattern in _address(place, label)
) + tuple(
    (pattern, replace(target, block=_PRIMARY, special="primary_copy"))
    for pattern, target in _address("Primary", "mailing")
)  # fmt: skip
_ONLY_PRIMARY = tuple(
    (pattern, replace(target, block=_PRIMARY)) for pattern, target in _address("Primary", "mailing")
)


def _emails() -> Columns:
    return to("person.email", "Email Address 1", "Email Address 2", "Email Address 3", "Email Address",
              "Email 1",
              "Email 2", "Email 3", "E-mail")  # fmt: skip


_COLUMNS = columns(
    to("organization.client_identifier", "Client ID"),
    to("contact.name", "Name 1", "Name 2", special="name_line"),
    to("contact.name", "Client Name"),
    to("person.first_name", "Individual First Name"),
    to("person.last_name", "Individual Last Name"),
    to("person.first_name", "Spouse First Name", slot="spouse"),
    to("person.last_name", "Spouse Last Name", slot="spouse"),
    to("person.full_name", "Name", "Contact Name", slot="contact"),
    to("person.role", "Title", slot="contact"),
    to("person.belongs_to", "Company", slot="contact"),
    to("person.preferred_name", "Salutation", slot="contact"),
    aside("FileAs", "File As", "Sort Name", "Start Date", "Days until Invoice is Due", "Office"),
    to("accounting.tax_id", "EIN", "SSN/EIN", special="tax"),
    to("accounting.social_security_number", "SSN"),
    to("accounting.social_security_number", "Spouse SSN", slot="spouse"),
    to("accounting.financial_year_end_month", "FYE", "Fiscal Year End", special="year_end"),
    to("organization.contact_type", "Class"),
    to("accounting.entity_type", "Entity", "Entity Type", special="kind"),
    to("organization.contact_type", "Status", special="inactive"),
    to("organization.client_owner", "Partner", "Responsible Person"),
    to("organization.client_manager", "Manager"),
    to("phone.work", "Business Phone Number", "Business Phone"),
    to("phone.fax", "Fax Phone Number", "Fax Number", "Fax Phone"),
    to(
        "phone.mobile",
        "Car Phone Number",
        "Car Phone",
        "Mobile Phone Number",
        "Cell Phone Number",
        "Mobile Phone",
    ),
    to("phone.home", "Home Phone Number", "Home Phone"),
    to("phone.other", "Other Phone Number"),
    aside("Primary Phone Type"),
    {key("Primary Address Type"): (Target(None, label_of="Primary Address Line 1|Primary Address City"),)},
    to("person.email", "Primary Email", "Primary Email Address", special="primary_copy"),
    _emails(),
    to("organization.website", "Website URL", "Website", "Web Site"),
    to("organization.description", "Notes"),
)
_INSTEAD = (
    (heads("Name 1", "Client Name", "Individual Last Name"), to("contact.name", "Name")),
    (heads("Name 1", "Client Name", "Individual Last Name", "Name"), to("contact.name", "Sort Name")),
    (heads("Class"), to("organization.contact_type", "Status")),
)
_OWN = heads("Name 1", "Name 2", "FileAs", "File As", "Primary Address Type", "Primary Phone Type",
             "Individual First Name", "Individual Last Name", "Car Phone Number", "Days until Invoice is Due",
             "Primary Address Line 1", "Business Address Line 1", "Business Phone Number",
             "Fax Phone Number")  # fmt: skip

_CLIENTS = Layout(
    "clients",
    "contact",
    all_of=heads("Client ID"),
    any_of=(_OWN,),
    none_of=heads("Client Sub-ID", "Client GUID", "Tax Year", "Return Group"),
    columns=_COLUMNS,
    patterns=_PATTERNS,
    instead=_INSTEAD,
    sure="B",
)

_GUIDE = Guide(
    ways=(
        Way(
            Text("Export clients", "Exporter les clients"),
            (
                Text("Choose *File > Export > Clients*.", "Choisissez *File > Export > Clients*."),
                Text(
                    "At the top, beside *Export To*, mark *Other*.",
                    "En haut, à côté de *Export To*, cochez *Other*.",
                ),
                Text(
                    "Click the button with three dots beside it and browse to a folder of your own.",
                    "Cliquez sur le bouton à trois points à côté et choisissez un dossier à vous.",
                ),
                Text(
                    "Enter a file name. For *Save as type* choose .csv or .xlsx, then *Save*.",
                    "Saisissez un nom de fichier. Pour *Save as type*, choisissez .csv ou .xlsx, puis "
                    "*Save*.",
                ),
                Text(
                    "Select the clients and click *Export Selected*.",
                    "Sélectionnez les clients et cliquez sur *Export Selected*.",
                ),
            ),
        ),
    ),
    choose=Text(
        ".csv or .xlsx. The usual choice there is XML, which is meant for another Practice CS database.",
        ".csv ou .xlsx. Le choix habituel y est XML, prévu pour une autre base Practice CS.",
    ),
    watch=(
        Text(
            "Do not save into the Practice CS integration folder.",
            "N’enregistrez pas dans le dossier d’intégration de Practice CS.",
        ),
        Text(
            "Select all clients, inactive ones too if you want their history.",
            "Sélectionnez tous les clients, y compris les inactifs si vous voulez leur historique.",
        ),
        Text(
            "There is no mobile number in this export; many firms keep it under *Car Phone*. Carnet takes "
            "it for a mobile.",
            "Cette exportation n’a pas de numéro de mobile ; beaucoup de cabinets le mettent sous *Car "
            "Phone*. Carnet le prend pour un mobile.",
        ),
    ),
)

PROVIDER = Provider(
    "practice-cs",
    Text("Practice CS (Thomson Reuters)", "Practice CS (Thomson Reuters)"),
    layouts=of_country(
        "US",
        "mdy",
        replace(
            _CLIENTS,
            name="clients-primary",
            none_of=_CLIENTS.none_of | heads("Business Address Line 1", "Other Address Line 1",
                                             "Email Address 1"),
            columns=_COLUMNS | columns(to("person.email", "Primary Email", "Primary Email Address")),
            patterns=_ONLY_PRIMARY,
        ),
        _CLIENTS,
        Layout(
            "clients-individuals",
            "contact",
            all_of=frozenset(),
            any_of=(heads("Individual First Name", "Individual Last Name"),
                    heads("Spouse First Name", "Spouse Last Name", "Sort Name", "Name 1")),
            columns=_COLUMNS,
            patterns=_PATTERNS,
            instead=_INSTEAD,
            sure="B",
        ),
    ),
    guide=_GUIDE,
)  # fmt: skip
