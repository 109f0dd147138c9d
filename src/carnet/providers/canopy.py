"""Canopy: the classic contact list, and the workbook of individual and business clients since 2024.

Sure (A, the vendor's template pages): that the classic list has Contact Type, Contact Owner and separate
first name, middle initial and last name for the taxpayer and the spouse; that the newer workbook has the
sheets Individual Clients, Business Clients and Unlinked, required headers that end in "*", Client Type,
Client Name, Client Facing Name, Client Owner, External ID, EIN, Client Group, and blocks for the primary
contact, the spouse and further contacts, each with a contact type that says what the person is there. Not
sure (C): the exact header row of an export, in particular the words of the blocks; they are therefore
declared in several spellings and as patterns. A list of clients that names several people in one cell
("Associated Contacts") is C too.

Where seen: support.getcanopy.com articles 9375768, 9134256002075, 9134228209563 (classic), 9540446,
9820944, 10542076, 10542189 (new). No real export was found.
"""

from __future__ import annotations

import re

from carnet.language import Text
from carnet.providers.layout import (
    OF_OTHERS,
    Guide,
    Layout,
    Provider,
    Target,
    Way,
    aside,
    columns,
    heads,
    of_country,
    to,
)

_PERSON = {
    r"First Name": "person.first_name",
    r"Middle (?:Name|Initial)": "person.middle_name",
    r"Last Name": "person.last_name",
    r"(?:Full )?Name": "person.full_name",
    r"Preferred Name|Nickname": "person.preferred_name",
    r"Suffix": "person.suffix",
    r"Prefix|Salutation|Title": "person.salutation",
    r"(?:Primary |Personal |Work )?E-?mail(?: Address)?(?: \d)?": "person.email",
    r"Birth ?date|Birthday|Date of Birth|DOB": "person.birth_date",
    r"SSN|Social Security Number|SSN/ITIN": "accounting.social_security_number",
    r"Job Title|Role|Relationship|(?:Contact )?Type": "person.role",
    r"Occupation": "custom.Occupation",
    r"(?:Mobile|Cell)(?: Phone)?(?: Number)?": "phone.mobile",
    r"Home Phone(?: Number)?": "phone.home",
    r"Work Phone(?: Number)?": "phone.work",
    r"Fax(?: Number)?": "phone.fax",
    r"(?:Primary )?Phone(?: Number)?(?: \d)?": "phone.other",
    r"(?:Street )?Address(?: Line)?(?: \d)?|Street": "address.physical.line",
    r"City": "address.physical.city",
    r"State(?:/Province)?|Province": "address.physical.region",
    r"(?:Zip|Postal)(?: Code)?": "address.physical.postal_code",
    r"Country": "address.physical.country",
}


def _person(prefix: str, slot: str) -> list[tuple[re.Pattern[str], Target]]:
    """The columns of one person in the row, whose headers begin with the person's part in it."""
    return [
        (re.compile(rf"(?:{prefix})[\s:–-]+(?:{words})\s*\*?", re.IGNORECASE), Target(field, slot=slot))
        for words, field in _PERSON.items()
    ]


_PATTERNS = (
    *_person(r"Spouse(?:'s)?", "spouse"),
    *_person(r"Primary Contact", "contact"),
    *_person(r"(?:Additional )?Contact (?P<n>\d+)", r"contact \g<n>"),
    *_person(r"Additional Contact", "contact 2"),
    *_person(r"Taxpayer|Individual|Client|Business", ""),
)
_OTHERS = 99  # the number of the contacts in one cell, behind those that have columns of their own
_COLUMNS = columns(
    to("accounting.entity_type", "Client Type", "Contact Kind", "Type", special="kind"),
    to("contact.name", "Client Name", "Display Name", "Name"),
    to("organization.name", "Business Name", "Company Name", "Company"),
    to("person.preferred_name", "Client Facing Name"),
    to("person.first_name", "First Name"),
    to("person.middle_name", "Middle Initial", "Middle Name"),
    to("person.last_name", "Last Name"),
    to("person.suffix", "Suffix"),
    to("person.preferred_name", "Preferred Name"),
    to("person.email", "Email", "Email Address", "Primary Email", "Secondary Email", "Business Email"),
    to("person.birth_date", "Birthdate", "Birth Date", "Birthday", "Date of Birth"),
    to("person.full_name", "Spouse", "Spouse Name", slot="spouse"),
    to("person.full_name", "Primary Contact", "Primary Contact Name", slot="contact"),
    to("person.full_name", "Associated Contacts", "Additional Contacts", "Other Contacts", "Linked Contacts",
       "Contacts", slot=f"contact {_OTHERS}"),
    to("person.belongs_to", "Associated Clients", "Linked Clients", special="several"),
    to("person.role", "Spouse Occupation", slot="spouse"),
    aside("Spouse Type", "Spouse Contact Type"),
    to("person.role", "Occupation"),
    to("organization.client_owner", "Contact Owner", "Client Owner"),
    to("organization.client_manager", "Client Manager"),
    to("organization.contact_type", "Contact Type", "Status", "Client Status"),
    to("organization.contact_type", "Archived", "Is Archived", "Is Active", special="inactive"),
    to("organization.client_identifier", "External ID", "Client ID"),
    to("accounting.tax_id", "EIN"),
    to("accounting.social_security_number", "SSN", "SSN/ITIN"),
    to("accounting.entity_type", "Entity Type", "Business Type"),
    to("accounting.line_of_business", "Industry"),
    to("client_group.name", "Client Group"),
    to("phone.office", "Phone", "Phone Number", "Primary Phone", "Business Phone"),
    to("phone.mobile", "Mobile Phone", "Cell Phone", "Mobile"),
    to("phone.home", "Home Phone"),
    to("phone.work", "Work Phone"),
    to("phone.fax", "Fax"),
    to("address.physical", "Address"),
    to("address.physical.line", "Street", "Street Address", "Address 1", "Address Line 1", "Address 2",
       "Address Line 2"),
    to("address.physical.city", "City"),
    to("address.physical.region", "State"),
    to("address.physical.postal_code", "Zip", "Zip Code", "Postal Code"),
    to("address.physical.country", "Country"),
    to("organization.website", "Website"),
    to("organization.description", "Notes"),
    aside("Tags", special="groups"),
    aside("Source", "Referral", "Referral Source", "Referred By", "Filing Status", "Created", "Created Date"),
)  # fmt: skip

# Beside the client's status a contact type is what the person is to the client.
_CLIENTS = _COLUMNS | columns(aside("Contact Type"))
_NO_STATUS = ((heads("Status", "Client Status"), to("organization.contact_type", "Contact Type")),)
_SPOUSE = heads("Spouse First Name", "Spouse Last Name", "Spouse Email", "Spouse Middle Initial",
                "Spouse Birthdate",
                "Spouse SSN", "Spouse Name")  # fmt: skip
_AGAINST = OF_OTHERS | heads("Client Identifier", "Karbon ID", "Account Name", "Client Code", "Belongs To")
# What its lists have beside a type, an owner and a name, which many programs write.
_OWN = heads("Client Facing Name", "External ID", "EIN", "SSN", "Practice Area", "Referral Source",
             "Client Group", "Filing Status", "Primary Contact First Name", "Spouse First Name", "Birthdate",
             "Middle Initial", "Business Name", "Tags", "Source")  # fmt: skip

_GUIDE = Guide(
    ways=(
        Way(
            Text("From the contact list", "Depuis la liste de contacts"),
            (
                Text(
                    "Open *Contacts* (in newer accounts *Clients > Contact List*).",
                    "Ouvrez *Contacts* (dans les comptes récents *Clients > Contact List*).",
                ),
                Text(
                    "Click the *Options* icon in the upper right corner.",
                    "Cliquez sur l’icône *Options*, en haut à droite.",
                ),
                Text("Choose *Export all contacts*.", "Choisissez *Export all contacts*."),
                Text(
                    "The CSV file comes by itself; look in your downloads.",
                    "Le fichier CSV se télécharge seul ; cherchez-le dans vos téléchargements.",
                ),
            ),
        ),
    ),
    choose=Text(
        "The CSV as it comes; there is nothing to choose.",
        "Le CSV tel qu’il arrive ; il n’y a rien à choisir.",
    ),
    watch=(
        Text(
            "Archived contacts are listed elsewhere (*Options > Archived contacts*): restore those you "
            "still need before you export.",
            "Les contacts archivés se trouvent ailleurs (*Options > Archived contacts*) : restaurez ceux "
            "qu’il vous faut avant d’exporter.",
        ),
        Text(
            "Spouses stand in the row of the taxpayer. Carnet makes two people of such a row; leave it as "
            "it is.",
            "Le conjoint figure sur la ligne du contribuable. Carnet en fait deux personnes ; laissez la "
            "ligne telle quelle.",
        ),
        Text(
            "You need the right to export; if the choice is missing, ask your Canopy administrator.",
            "Il vous faut le droit d’exporter ; si ce choix manque, adressez-vous à votre administrateur "
            "Canopy.",
        ),
    ),
    unsure=Text(
        "Canopy changed its contact list in 2024 and the menus differ between accounts. If you do not find "
        "the export, search Canopy’s help for “export contacts”.",
        "Canopy a changé sa liste de contacts en 2024 et les menus varient selon les comptes. Si vous ne "
        "trouvez pas l’exportation, cherchez « export contacts » dans l’aide de Canopy.",
    ),
)

PROVIDER = Provider(
    "canopy",
    Text("Canopy", "Canopy"),
    layouts=of_country(
        "US",
        "mdy",
        Layout(
            "clients",
            "contact",
            all_of=frozenset(),
            any_of=(heads("Client Facing Name", "External ID"),
                    heads("Client Type", "Client Name", "Client Owner", "Status", "Client Group", "EIN")),
            none_of=_AGAINST,
            columns=_CLIENTS,
            instead=_NO_STATUS,
            patterns=_PATTERNS,
            sure="C",
            sheets=heads("Individual Clients", "Business Clients", "Unlinked", "Unlinked Contacts"),
        ),
        Layout(
            "clients-few",
            "contact",
            all_of=heads("Client Type", "Client Name", "Client Owner"),
            any_of=(_OWN,),
            none_of=_AGAINST | heads("Attachments"),
            columns=_CLIENTS,
            instead=_NO_STATUS,
            patterns=_PATTERNS,
            sure="C",
        ),
        Layout(
            "classic",
            "contact",
            all_of=heads("Contact Type", "Contact Owner"),
            any_of=(_OWN | heads("Home Phone", "Work Phone"),),
            none_of=_AGAINST | heads("Job Title"),
            columns=_COLUMNS,
            patterns=_PATTERNS,
            sure="B",
        ),
        Layout(
            "classic-filing",
            "contact",
            all_of=frozenset(),
            any_of=(_SPOUSE, heads("Filing Status"), heads("Contact Type", "Contact Owner", "Client Owner",
                                                           "Tags",
                                                           "Source", "Middle Initial")),
            none_of=_AGAINST | heads("Account Number", "Acct No", "Client ID", "Client Number"),
            columns=_COLUMNS,
            patterns=_PATTERNS,
            sure="C",
        ),
    ),
    guide=_GUIDE,
)  # fmt: skip
