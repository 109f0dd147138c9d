"""The Karbon import file, basic and assisted, English and French, and the bulk update workbook.

The columns are derived from the field catalogue, so that a field added there is known here. Sure (A): the
French labels, that the sheets are organizations, people and client groups, and that each row of people is
one contact card. The English labels are A where plain, else B; the vendor's exact header row was not found,
so that headers are compared loosely. The bulk update workbook is B (its tabs and columns, by notes on it).

Where seen: help.karbonhq.com 1524435 (the columns), 1524449 (bulk update), karbonhq/karbon-api-reference.

Carnet's own exports are of this provider: the filled import file, and the table of all three kinds (csv and
JSON lines). In them and in the bulk workbook, a header that is no column of the import file is a custom field
of the firm.

Two columns of the assisted file have one French header, "Numéro d'entreprise": the first is the business
number, the second the company number, by the order of the API's types.
"""

from __future__ import annotations

from dataclasses import replace

from carnet.catalog import FIELDS, Field, Level, prefix_of
from carnet.language import Text
from carnet.providers.layout import Columns, Layout, Provider, Target, aside, columns, heads, to
from carnet.providers.work_items import KARBON_WORK

_SHARED = ("phone", "social", "address", "accounting")
# The words of a template in which "Phone numbers" or "Addresses" stands in a row above them.
_UNDER_GROUPS = (
    to("phone.office", "Office"),
    to("phone.other", "Other"),
    to("address.physical", "Physical"),
    to("address.mailing", "Mailing"),
    to("address.legal", "Legal"),
)


def _labels(entry: Field) -> Columns:
    return to(entry.id, *{entry.label.en, entry.label.fr})


def _synonyms(entry: Field) -> Columns:
    return to(entry.id, *entry.headers)


def _first(parts: list[Columns]) -> Columns:
    """The headers of all; where two claim one, the first keeps it."""
    found: dict[str, tuple[Target, ...]] = {}
    for part in parts:
        found = {**part, **found}
    return found


def _tab(kind: str, *own: Columns) -> dict[str, Target | tuple[Target, ...]]:
    """Every header of one kind's sheet: labels before synonyms, the kind's own before the shared."""
    entries = [entry for entry in FIELDS.values() if prefix_of(entry.id) == kind]
    shared = [entry for entry in FIELDS.values() if prefix_of(entry.id) in _SHARED]
    ordered = sorted((*entries, *shared), key=lambda entry: entry.level is Level.BEYOND)
    repeated = columns(to("accounting.business_number", "Numéro d'entreprise"),
                       to("accounting.company_number", "Numéro d'entreprise"),
                       to("address.*.country", "Country", "Pays"),
                       to("phone.home", "Home"), to("address.home", "Home"))  # fmt: skip
    found = _first([*own, *map(_labels, ordered), *map(_synonyms, ordered), *_UNDER_GROUPS])
    return columns(found) | repeated


_FILE = ("Client Identifier", "Identifiant du client", "Fiscal Year End Day", "Fiscal Year End Month",
         "Financial Year End Day", "Financial Year End Month", "Jour de fin d'exercice",
         "Mois de fin d'exercice",
         "Website URL", "URL du site Web", "Physical Address", "Adresse physique", "Legal Address",
         "Adresse légale", "Income Tax Installments", "Base de la taxe sur les ventes", "Société légale",
         "Legal Firm", "Karbon ID")  # fmt: skip
_PEOPLE_ONLY = heads("Belongs To", "Appartient à", "Person's Email", "Adresse électronique de la personne")
_PEOPLE = heads("First Name", "Last Name", "Prénom", "Nom de famille")
_GROUPS = heads("Client Group Name", "Nom du groupe de clients")
_ORGANIZATIONS = heads("Organization Name", "Organisation Name", "Nom de l'organisation")
_NAMED = _ORGANIZATIONS | heads("Name", "Nom")
_KARBON, _CARNET = heads("Karbon ID"), heads("Carnet key", "Clé Carnet")
_STATE = heads("Carnet state", "État Carnet")  # of a bulk workbook that Carnet wrote
# The bulk workbook has an address in parts; everything else that is unknown in it is a custom field.
_ADDRESS = columns(
    to("address.physical.line", "Street", "Street Address", "Address", "Address Line", "Address Lines",
       "Address Line 1", "Address Line 2", "Rue"),
    to("address.physical.city", "City", "Suburb", "Town", "Ville"),
    to("address.physical.region", "State", "Province", "County", "State/Province/County", "State/Province",
       "Région"),
    to("address.physical.postal_code", "Zip", "Zip Code", "Postcode", "Postal Code", "Zip/Postal Code",
       "Code postal"),
)  # fmt: skip
_ACTION = columns(to(None, "Action", special="action"))
_OTHERS = heads("Client ID", "UUID", "Contact Owner", "Account Type", "Record ID")

_PERSON_COLUMNS = _tab(
    "person",
    to("person.belongs_to", "Associated Organization", "Organization", "Organisation", "Organization Name",
       "Nom de l'organisation"),
    to("person.email", "Email", "Email Address", "Adresse électronique", "Courriel"),
)  # fmt: skip
_ORGANIZATION_COLUMNS = _tab(
    "organization",
    to("organization.name", "Name", "Nom"),
    to("organization.email", "Email", "Email Address", "Adresse électronique", "Courriel"),
)
_GROUP_COLUMNS = _tab(
    "client_group",
    to("client_group.name", "Name", "Nom"),
    to("organization.email", "Email", "Email Address", "Adresse électronique", "Courriel"),
    to("organization.website", "Website URL", "Website", "URL du site Web", "Site Web"),
)
_TABLE_COLUMNS = _ORGANIZATION_COLUMNS | _GROUP_COLUMNS | _PERSON_COLUMNS | columns(
    to("contact.name", "Name", "Nom"),
    _labels(FIELDS["client_group.primary_contact"]),
    to(None, "Kind", "Genre", special="kind"),
    aside("Set aside"),  # what stands there was set aside in the book that the table comes from
)  # fmt: skip

_PEOPLE_TAB = Layout(
    "people",
    "person",
    all_of=frozenset(),
    any_of=(_PEOPLE, _PEOPLE_ONLY),
    none_of=_OTHERS,
    columns=_PERSON_COLUMNS,
    rows_are_cards=True,
    links_must_exist=True,
)
_ORGANIZATIONS_TAB = Layout(
    "organizations",
    "organization",
    all_of=frozenset(),
    any_of=(_ORGANIZATIONS, heads(*_FILE)),
    none_of=_OTHERS | _PEOPLE_ONLY | _PEOPLE,
    columns=_ORGANIZATION_COLUMNS,
    sheets=heads("Organizations", "Organisations"),  # the name is the only column that it must have
)
_GROUPS_TAB = Layout(
    "client-groups",
    "client_group",
    all_of=frozenset(),
    any_of=(_GROUPS,),
    none_of=_OTHERS | _ORGANIZATIONS | _PEOPLE,
    columns=_GROUP_COLUMNS,
    sheets=heads("Client Groups", "Client Group", "Groupes de clients", "Groupe de clients"),
)


def _filled(tab: Layout, name: str, *any_of: frozenset[str], none_of: frozenset[str] = frozenset()) -> Layout:
    """A tab that a program filled: what the import file does not know are the firm's custom fields."""
    return replace(tab, name=name, any_of=any_of, none_of=none_of, custom_rest=True)


def _updated(tab: Layout, name: str, named: frozenset[str], none_of: frozenset[str] = frozenset()) -> Layout:
    """A tab of Karbon's own bulk workbook."""
    own = _filled(tab, name, _KARBON, named, none_of=none_of)
    return replace(own, columns={**_ADDRESS, **tab.columns})


def _bulk(tab: Layout, name: str, *any_of: frozenset[str], none_of: frozenset[str] = frozenset()) -> Layout:
    """A tab of the workbook in which many contacts are changed; names may be those of the book."""
    own = replace(_filled(tab, name, _CARNET, _STATE, *any_of, none_of=none_of), sheets=frozenset())
    return replace(own, columns={**tab.columns, **_ACTION})


# Under "Fiscal year end"; in a file that a program filled these may be custom fields.
_YEAR_END = columns(
    to("accounting.financial_year_end_day", "Day", "Jour"),
    to("accounting.financial_year_end_month", "Month", "Mois"),
)


PROVIDER = Provider(
    "karbon",
    Text("Karbon import file", "Fichier d'importation Karbon"),
    layouts=(
        _bulk(_PEOPLE_TAB, "people-carnet", _PEOPLE),
        _bulk(_GROUPS_TAB, "client-groups-carnet", _GROUPS, none_of=_ORGANIZATIONS | _PEOPLE),
        _bulk(_ORGANIZATIONS_TAB, "organizations-carnet", _ORGANIZATIONS, none_of=_PEOPLE | _GROUPS),
        replace(
            _filled(_PEOPLE_TAB, "table", _CARNET, heads("Kind", "Genre")),
            kind="contact",
            columns=_TABLE_COLUMNS,
        ),
        _filled(_PEOPLE_TAB, "people-exported", _CARNET, _PEOPLE),
        _filled(_ORGANIZATIONS_TAB, "organizations-exported", _CARNET, _ORGANIZATIONS, none_of=_PEOPLE),
        _filled(_GROUPS_TAB, "client-groups-exported", _CARNET, _GROUPS),
        replace(_updated(_PEOPLE_TAB, "people-bulk", _PEOPLE), links_must_exist=False),
        _updated(_ORGANIZATIONS_TAB, "organizations-bulk", _NAMED, none_of=_PEOPLE),
        _PEOPLE_TAB,
        replace(_ORGANIZATIONS_TAB, columns={**_ORGANIZATION_COLUMNS, **_YEAR_END}),
        _GROUPS_TAB,
        KARBON_WORK,
    ),
)
