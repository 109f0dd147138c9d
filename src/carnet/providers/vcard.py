"""vCard 2.1, 3.0 and 4.0, of whatever program: the columns are those that the reader names.

Sure (A): RFC 2426 and RFC 6350; the properties, and Apple's labels in item groups. A file from Google or
Apple is a vCard all the same.
"""

from __future__ import annotations

import re

from carnet.language import Text
from carnet.providers.layout import (
    Guide,
    Layout,
    Provider,
    Target,
    Way,
    aside,
    columns,
    to,
)

_ADDRESS = {
    "street": "line",
    "extended": "line",
    "pobox": "line",
    "city": "city",
    "region": "region",
    "code": "postal_code",
    "country": "country",
}
_FIRST_PART = "|".join(rf"ADR \g<n>.{part}" for part in (*_ADDRESS, "label"))


def _numbered(name: str, target: Target) -> tuple[re.Pattern[str], Target]:
    return re.compile(rf"{name} (?P<n>\d+)", re.IGNORECASE), target


def _type(name: str, slot: str = "") -> tuple[re.Pattern[str], Target]:
    return (
        re.compile(rf"{name} (?P<n>\d+) TYPE", re.IGNORECASE),
        Target(None, label_of=rf"{name} \g<n>", slot=slot),
    )


# Properties that say nothing of a contact's name, card or details.
_ASIDE = (
    r"(?:X-|VND-|AGENT|ANNIVERSARY|BIRTHPLACE|CALADRURI|CALURI|CLIENTPIDMAP|DEATH|FBURL|FN TYPE|GENDER"
    r"|GRAMGENDER|KEY|LABEL|LANG|MEMBER\.unknown|PRONOUNS|RELATED\.unknown|ROLE|SOUND|SOURCE|XML"
    r"|ORG(?: \d+)?\.unit|ADR \d+\.geo|[A-Z]+(?: \d+)?\.X-).*"
)
_PATTERNS = (
    (re.compile(r"ORG (?P<n>\d+)\.name", re.IGNORECASE), Target("person.belongs_to")),
    _numbered("TITLE", Target("person.role")),
    _numbered("NOTE", Target("person.description")),
    _numbered("NICKNAME", Target("person.preferred_name")),
    _numbered("EMAIL", Target("person.email")),
    _type("EMAIL"),
    _numbered("TEL", Target("phone.other")),
    _type("TEL"),
    _numbered("URL", Target("person.website")),
    _type("URL"),
    _numbered("X-SOCIALPROFILE", Target("person.website")),
    _type("X-SOCIALPROFILE"),
    _numbered("IMPP", Target("social.skype", special="im")),
    _type("IMPP"),
    _numbered("RELATED", Target("person.full_name", slot="spouse", special="relation")),
    _type("RELATED", slot="spouse"),
    *(
        (re.compile(rf"ADR (?P<n>\d+)\.{part}", re.IGNORECASE), Target(f"address.mailing.{field}"))
        for part, field in _ADDRESS.items()
    ),
    (re.compile(r"ADR (?P<n>\d+)(?:\.label| LABEL)?", re.IGNORECASE), Target("address.mailing")),
    (re.compile(r"ADR (?P<n>\d+) TYPE", re.IGNORECASE), Target(None, label_of=_FIRST_PART)),
    (re.compile(_ASIDE, re.IGNORECASE), Target(None)),
)

_GUIDE = Guide(
    ways=(
        Way(
            Text("iCloud", "iCloud"),
            (
                Text(
                    "Open icloud.com/contacts and sign in.",
                    "Ouvrez icloud.com/contacts et connectez-vous.",
                ),
                Text(
                    "Select all contacts (Ctrl+A, on a Mac Cmd+A).",
                    "Sélectionnez tous les contacts (Ctrl+A, sur Mac Cmd+A).",
                ),
                Text(
                    "In the menu with the gear or the arrow, choose *Export vCard*.",
                    "Dans le menu de la roue dentée ou de la flèche, choisissez *Exporter la vCard*.",
                ),
            ),
        ),
        Way(
            Text("Contacts on a Mac", "Contacts sur un Mac"),
            (
                Text(
                    "Open *Contacts*, click a contact and press Cmd+A.",
                    "Ouvrez *Contacts*, cliquez sur un contact et appuyez sur Cmd+A.",
                ),
                Text(
                    "Choose *File > Export > Export vCard*.",
                    "Choisissez *Fichier > Exporter > Exporter la vCard*.",
                ),
            ),
        ),
        Way(
            Text("An Android phone", "Un téléphone Android"),
            (
                Text(
                    "In *Contacts*, choose *Fix & manage > Export to file*.",
                    "Dans *Contacts*, choisissez *Corriger et gérer > Exporter dans un fichier*.",
                ),
            ),
        ),
    ),
    choose=Text(
        "One .vcf file with all cards; several files are taken too.",
        "Un seul fichier .vcf avec toutes les fiches ; plusieurs fichiers conviennent aussi.",
    ),
    watch=(Text("Pictures in the cards are left out.", "Les photos des fiches ne sont pas reprises."),),
    unsure=Text(
        "The menus differ between versions of the phone’s or computer’s system.",
        "Les menus varient selon la version du téléphone ou de l’ordinateur.",
    ),
)

PROVIDER = Provider(
    "vcard",
    Text("vCard", "vCard"),
    layouts=(
        Layout(
            "vcard",
            "person",
            all_of=frozenset({"never a table"}),
            columns=columns(
                to("person.last_name", "N.family"),
                to("person.first_name", "N.given"),
                to("person.middle_name", "N.additional"),
                to("person.salutation", "N.prefix"),
                to("person.suffix", "N.suffix"),
                to("contact.name", "FN"),
                to("person.preferred_name", "NICKNAME"),
                to("person.belongs_to", "ORG.name"),
                aside("ORG.unit"),
                to("person.role", "TITLE"),
                to("person.birth_date", "BDAY"),
                to("person.description", "NOTE"),
                to("client_group.members", "MEMBER"),
                aside("CATEGORIES", special="groups"),
                aside("UID", special="key"),
                aside("KIND", "X-ABShowAs", special="kind"),
                to("social.skype", "X-SKYPE", "X-SKYPE-USERNAME", "X-MS-IMADDRESS", special="im"),
                aside("REV", "PRODID", "VERSION", "PHOTO", "LOGO", "SORT-STRING", "MAILER", "TZ", "GEO"),
                aside("CLASS", "PROFILE", "NAME"),
            ),
            patterns=_PATTERNS,
            sure="A",
        ),
    ),
    guide=_GUIDE,
)
