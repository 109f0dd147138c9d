"""Google Contacts: both "Outlook CSV" forms, both Google CSV generations and the earliest Gmail.

Sure: the first Google CSV and the earliest Gmail (A: fixtures of real shape); the Google CSV since 2024
and the two Outlook forms (B: six programs agree, a test taken from an export). Header words are English
in every language of the account; the labels inside the cells are words of that language. Not sure:
which columns stand at the end, since each block is repeated as often as the widest contact needs.

Where seen: takbok/shared-contacts-admin, mtrazzi/gmail-to-google-contacts, roundcube/roundcubemail,
agamm/rolomind, Remulous/constellation, contentfree/blackbook (fixtures).

"Home Address" as a whole address, beside its parts, tells Google's Outlook form from Outlook's own.
"""

from __future__ import annotations

import re
from dataclasses import replace

from carnet.language import Text
from carnet.providers.layout import (
    Guide,
    Layout,
    Provider,
    Target,
    Way,
    aside,
    columns,
    heads,
    to,
)
from carnet.providers.outlook import PROVIDER as OUTLOOK

_ADDRESS = {
    "Formatted": "address.mailing",
    "Street": "address.mailing.line",
    "Extended Address": "address.mailing.line",
    "PO Box": "address.mailing.line",
    "City": "address.mailing.city",
    "Region": "address.mailing.region",
    "Postal Code": "address.mailing.postal_code",
    "Country": "address.mailing.country",
}


def _pattern(text: str, target: Target) -> tuple[re.Pattern[str], Target]:
    return re.compile(text.replace(" - ", r"\s*-\s*"), re.IGNORECASE), target


def _labelled(
    block: str, field: str, special: str = "", slot: str = ""
) -> list[tuple[re.Pattern[str], Target]]:
    """A numbered value and the column that labels it ("Type" in old files, "Label" in new ones)."""
    return [
        _pattern(rf"{block} (?P<n>\d+) - Value", Target(field, slot=slot, special=special)),
        _pattern(
            rf"{block} (?P<n>\d+) - (?:Label|Type)",
            Target(None, label_of=rf"{block} \g<n> - Value", slot=slot),
        ),
    ]


_FIRST_PART = "|".join(rf"Address \g<n> - {part}" for part in _ADDRESS)
_BLOCKS = (
    *_labelled("E-mail", "person.email"),
    *_labelled("Phone", "phone.other"),
    *_labelled("Website", "person.website"),
    *_labelled("Relation", "person.full_name", special="relation", slot="spouse"),
    _pattern(r"IM (?P<n>\d+) - Value", Target("social.skype", special="im")),
    _pattern(r"IM (?P<n>\d+) - Service", Target(None, label_of=r"IM \g<n> - Value")),
    *_labelled("Custom Field", r"custom.Custom Field \g<n>"),
    *(_pattern(rf"Address (?P<n>\d+) - {part}", Target(field)) for part, field in _ADDRESS.items()),
    _pattern(r"Address (?P<n>\d+) - (?:Label|Type)", Target(None, label_of=_FIRST_PART)),
    _pattern(r"Organization (?P<n>\d+) - Name", Target("person.belongs_to")),
    _pattern(r"Organization (?P<n>\d+) - Title", Target("person.role")),
    _pattern(r"Organization (?P<n>\d+) - .+", Target(None)),
    _pattern(r"(?:Event|IM|Jot|Calendar Link|External ID) (?P<n>\d+) - .+", Target(None)),
)
_NAMES = columns(
    to("person.salutation", "Name Prefix"),
    to("person.first_name", "Given Name", "First Name"),
    to("person.middle_name", "Additional Name", "Middle Name"),
    to("person.last_name", "Family Name", "Last Name"),
    to("person.suffix", "Name Suffix"),
    to("person.preferred_name", "Nickname"),
    to("contact.name", "Name", "File As"),
    to("person.belongs_to", "Organization Name"),
    to("person.role", "Organization Title"),
    to("person.birth_date", "Birthday"),
    to("person.description", "Notes"),
    aside("Labels", "Group Membership", special="groups"),
    aside("Gender", "Sensitivity", "Priority", special="skip_default"),
    aside("Yomi Name", "Given Name Yomi", "Additional Name Yomi", "Family Name Yomi", "Initials",
          "Short Name", "Maiden Name", "Location", "Billing Information", "Directory Server", "Mileage",
          "Occupation", "Hobby", "Subject", "Language", "Photo", "Organization Department",
          "Phonetic First Name", "Phonetic Middle Name", "Phonetic Last Name"),
)  # fmt: skip

_OUTLOOK_FORM = dict(next(layout for layout in OUTLOOK.layouts if layout.name == "web").columns) | columns(
    to("contact.name", "Name"),
    to("address.home", "Home Address"),
    to("address.physical", "Business Address"),
    to("address.mailing", "Other Address"),
)
_WHOLE = heads("Home Address", "Business Address", "Other Address")

_NUMBERED = tuple(
    f"{block}{number}" for block in ("email", "phone", "address", "website") for number in range(1, 4)
)
_VALUES = frozenset(f"{block}value" for block in _NUMBERED) | frozenset(
    f"{block}{part}"
    for block in _NUMBERED
    if block.startswith("address")
    for part in ("formatted", "street", "city")
)
_LABELS = frozenset(f"{block}label" for block in _NUMBERED)
# Google calls them region and postal code.
_NOT_GOOGLES = heads("Address 1 - State", "Address 1 - State/Province", "Address 1 - Zip",
                     "Address 1 - Zip Code")  # fmt: skip

_NEW = Layout(
    "google",
    "person",
    all_of=frozenset(),
    any_of=(_VALUES, _LABELS | heads("Labels", "Organization Name", "First Name", "Last Name", "File As")),
    none_of=heads("Given Name", "Family Name", "Group Membership") | _NOT_GOOGLES,
    columns=_NAMES,
    patterns=_BLOCKS,
)

_GUIDE = Guide(
    ways=(
        Way(
            Text("Google Contacts in the browser", "Google Contacts dans le navigateur"),
            (
                Text(
                    "Open contacts.google.com and sign in to the account that holds the contacts.",
                    "Ouvrez contacts.google.com et connectez-vous au compte qui contient les contacts.",
                ),
                Text(
                    "Choose *Export*: an arrow above the list, or behind the three dots.",
                    "Choisissez *Exporter* : une flèche au-dessus de la liste, ou derrière les trois points.",
                ),
                Text(
                    "Choose *Contacts* (all of them) or one label.",
                    "Choisissez *Contacts* (tous) ou un seul libellé.",
                ),
                Text(
                    "Choose *Google CSV*, then *Export*. The file is in your downloads.",
                    "Choisissez *CSV Google*, puis *Exporter*. Le fichier se trouve dans vos "
                    "téléchargements.",
                ),
            ),
        ),
    ),
    choose=Text(
        "*Google CSV*: it keeps every email, label and custom field. *Outlook CSV* and *vCard* are read as "
        "well, with less in them.",
        "*CSV Google* : il garde tous les e-mails, libellés et champs personnalisés. *CSV Outlook* et "
        "*vCard* sont lus aussi, mais contiennent moins.",
    ),
    watch=(
        Text(
            "People under *Other contacts* were only ever written to; they are not in the export unless "
            "you add them to your contacts.",
            "Les personnes de la rubrique *Autres contacts* sont celles à qui vous avez seulement écrit ; "
            "elles ne sont exportées que si vous les ajoutez à vos contacts.",
        ),
        Text(
            "The firm’s *Directory* is not exported; a Google Workspace administrator can give it as a list.",
            "L’*Annuaire* du cabinet n’est pas exporté ; un administrateur Google Workspace peut en "
            "fournir la liste.",
        ),
        Text(
            "If several people keep contacts, export from each account and give the files together: the "
            "same contact becomes one.",
            "Si plusieurs personnes tiennent des contacts, exportez depuis chaque compte et donnez les "
            "fichiers ensemble : un même contact n’est créé qu’une fois.",
        ),
    ),
)

PROVIDER = Provider(
    "gmail",
    Text("Gmail (Google Contacts)", "Gmail (Google Contacts)"),
    layouts=(
        _NEW,
        replace(
            _NEW,
            name="google-old",
            any_of=(_VALUES,),
            none_of=_LABELS | heads("Labels") | _NOT_GOOGLES,
            sure="A",
        ),
        Layout(
            "outlook-csv",
            "person",
            all_of=heads("E-mail Address"),
            any_of=(
                _WHOLE,
                heads("Home Phone", "Business Phone", "Mobile Phone", "Primary Phone", "Company"),
            ),
            columns=_OUTLOOK_FORM,
        ),
        Layout(
            "earliest",
            "person",
            all_of=frozenset(),
            any_of=(heads("Section 1 - Description", "Section 1 - Email", "Section 1 - Phone"),),
            columns=columns(
                to("contact.name", "Name"),
                to("person.email", "E-mail"),
                to("person.description", "Notes"),
            ),
            patterns=(
                _pattern(r"Section (?P<n>\d+) - Email", Target("person.email")),
                _pattern(r"Section (?P<n>\d+) - IM", Target("social.skype", special="im")),
                _pattern(r"Section (?P<n>\d+) - Phone", Target("phone.other")),
                _pattern(r"Section (?P<n>\d+) - Mobile", Target("phone.mobile")),
                _pattern(r"Section (?P<n>\d+) - Pager", Target("phone.other")),
                _pattern(r"Section (?P<n>\d+) - Fax", Target("phone.fax")),
                _pattern(r"Section (?P<n>\d+) - Company", Target("person.belongs_to")),
                _pattern(r"Section (?P<n>\d+) - Title", Target("person.role")),
                _pattern(r"Section (?P<n>\d+) - Address", Target("address.mailing")),
                _pattern(
                    r"Section (?P<n>\d+) - Description",
                    Target(
                        None, label_of=r"Section \g<n> - Phone|Section \g<n> - Address|Section \g<n> - Email"
                    ),
                ),
                _pattern(r"Section (?P<n>\d+) - .+", Target(None)),
            ),
            sure="A",
        ),
    ),
    guide=_GUIDE,
)
