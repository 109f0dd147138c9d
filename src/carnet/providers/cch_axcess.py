"""CCH Axcess: the grid of Return Manager or Client Manager, and the client lists of its utilities.

Sure (A, the vendor's utilities): Client ID, Client Sub-ID, Client GUID, NameLine1, NameLine2, SortName,
Federal ID, ClientType, FYE; and the letters of a return type (A, the vendor's help): I, P, C, S, F, Y, K, X.
The grid's own columns are those of the view that the person chose: their spelling is B (one importer) or C
(screens; those of a taxpayer and a spouse). One row is a return, so a client repeats by year and type.

Where seen: download.cchaxcess.com (UL_BatchClientLinking, UL_UpdatingClientData, UL_ImportingClientData),
support.cch.com sw35007, public importers.
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

_COLUMNS = columns(
    to("organization.client_identifier", "Client ID", "Client Id/Sub-ID", "Client ID.Sub-ID"),
    to("organization.client_identifier", "Client Sub-ID", "Sub-ID", "Client Sub ID", special="sub_key"),
    aside("Client GUID", "GUID", special="key"),
    to("contact.name", "Client Name", "Name"),
    to("contact.name", "Name Line 1", "Name Line 2", "Client Name Line 1", "Client Name Line 2",
       special="name_line"),
    to("person.first_name", "First Name"),
    to("person.middle_name", "Middle Initial", "Middle Name"),
    to("person.last_name", "Last Name"),
    to("person.first_name", "Spouse First Name", slot="spouse"),
    to("person.last_name", "Spouse Last Name", slot="spouse"),
    to("person.full_name", "Spouse Name", slot="spouse"),
    to("accounting.social_security_number", "Spouse SSN", slot="spouse"),
    to("accounting.tax_id", "Federal ID", "Federal ID Number", "EIN/SSN", "SSN/EIN", "Tax ID", special="tax"),
    to("accounting.tax_id", "EIN"),
    to("accounting.social_security_number", "SSN"),
    to("accounting.entity_type", "Client Type", "Entity Type", "Entity", "Type", special="kind"),
    to("custom.Return Type", "Return Type"),
    to("accounting.financial_year_end_month", "FYE", "Fiscal Year End", "Year End", special="year_end"),
    to("organization.client_owner", "Responsible Staff", "Responsible Person", "Partner",
       "Responsible Partner",
       "Client Partner", "Primary Partner"),
    to("organization.client_manager", "Manager", "Client Manager", "Primary Manager"),
    to("organization.contact_type", "Client Status"),
    to("client_group.name", "Client Group"),
    to("address.physical.line", "Address", "Address 1", "Address Line 1", "Address 2", "Address Line 2",
       "Street Address"),
    to("address.physical.city", "City"),
    to("address.physical.region", "State", "State/Province"),
    to("address.physical.postal_code", "ZIP", "Zip Code", "Postal Code", "ZIP/Postal Code"),
    to("address.physical.country", "Country"),
    to("phone.office", "Phone", "Phone Number", "Business Phone", "Work Phone", "Primary Phone"),
    to("phone.mobile", "Mobile Phone", "Cell Phone", "Mobile"),
    to("phone.home", "Home Phone"),
    to("phone.fax", "Fax"),
    to("person.email", "Email", "Email Address", "E-mail", "E-mail Address", "Primary Email"),
    to("organization.website", "Website", "Web Site"),
    to("organization.description", "Notes"),
    aside("Sort Name", "Tax Year", "Return Version", "Version", "Return Group", "Business Unit", "Office",
          "Region",
          "Preparer", "Reviewer", "Status", "Return Status", "E-file Status", "ELF Status", "Last Modified",
          "Last Modified Date", "Last Modified By", "Date Created", "Created By", "Locked By",
          "Checked Out By",
          "Due Date", "Extended Due Date", "Client Since", "Configuration Set", "Description", "Lock Status",
          "Return Name", "Return ID"),
)  # fmt: skip
_PERSON = {
    "Name": "person.full_name", "First Name": "person.first_name",
    "Middle (?:Name|Initial)": "person.middle_name", "Last Name": "person.last_name",
    "E-?mail(?: Address)?": "person.email", "SSN": "accounting.social_security_number",
    "(?:Cell|Mobile)(?: Phone)?": "phone.mobile", "Home Phone": "phone.home", "Work Phone": "phone.work",
    "(?:Date of Birth|Birth ?Date|DOB)": "person.birth_date",
}  # fmt: skip
# A joint return names both: "Taxpayer Email", "Spouse Email".
_PEOPLE = tuple(
    (re.compile(rf"{prefix} {words}", re.IGNORECASE), Target(field, slot=slot))
    for prefix, slot in (("Taxpayer", ""), ("Spouse", "spouse"))
    for words, field in _PERSON.items()
)
_INSTEAD = (
    (heads("Client Name", "Name", "Name Line 1", "Client Name Line 1", "Last Name"),
     to("contact.name", "Sort Name")),
    (heads("Client Type", "Entity Type", "Entity", "Type"),
     to("accounting.entity_type", "Return Type", special="kind")),
)  # fmt: skip

_OTHERS = OF_OTHERS | heads(
    "Name 1", "FileAs", "Primary Address Type", "Individual First Name", "Primary Phone Type", "Client Code",
    "Originating Location", "Account Name", "UTR", "Company Number", "VAT Number", "Postcode",
    "PAYE Reference", "Contact Name",
)  # fmt: skip
_TAX_PROGRAMS = heads("Entity", "Staff")  # in lists of tax programs that have a Client ID too
_OWN = heads("Client Sub-ID", "Sub-ID", "Client GUID", "Return Group", "Return Version", "Responsible Staff",
             "Responsible Person", "Name Line 1", "Business Unit")  # fmt: skip

_GUIDE = Guide(
    ways=(
        Way(
            Text("Return Manager", "Return Manager"),
            (
                Text("Open *Return Manager*.", "Ouvrez *Return Manager*."),
                Text(
                    "In *Quick Search*, set all filters to *All*.",
                    "Dans *Quick Search*, réglez tous les filtres sur *All*.",
                ),
                Text("Click *Go*.", "Cliquez sur *Go*."),
                Text(
                    "Press Ctrl+A, so that all client IDs are selected.",
                    "Appuyez sur Ctrl+A pour sélectionner tous les numéros de client.",
                ),
                Text(
                    "Open the *Home* tab and click *Export Grid*.",
                    "Ouvrez l’onglet *Home* et cliquez sur *Export Grid*.",
                ),
            ),
        ),
    ),
    choose=Text(
        "The Excel file that *Export Grid* makes. A backup (.rtnbak, .rctrl) is no list.",
        "Le fichier Excel que produit *Export Grid*. Une sauvegarde (.rtnbak, .rctrl) n’est pas une liste.",
    ),
    watch=(
        Text(
            "Only the columns that you see are exported. Before that, show at least *Client ID, Client "
            "Sub-ID, Name Line 1, Name Line 2, Client Type*, the address, phone and email.",
            "Seules les colonnes visibles sont exportées. Affichez d’abord au moins *Client ID, Client "
            "Sub-ID, Name Line 1, Name Line 2, Client Type*, l’adresse, le téléphone et l’e-mail.",
        ),
        Text(
            "A client stands there once for each return. Carnet makes one contact of them.",
            "Un client y figure une fois par déclaration. Carnet n’en fait qu’un contact.",
        ),
        Text(
            "Numbers that are hidden (XXX-XX-6789) are set aside: nobody can restore them.",
            "Les numéros masqués (XXX-XX-6789) sont mis de côté : personne ne peut les rétablir.",
        ),
    ),
    unsure=Text(
        "The grid’s columns are those of your own view, so that your file may look different from a "
        "colleague’s. That is fine.",
        "Les colonnes de la grille sont celles de votre propre affichage ; votre fichier peut donc "
        "différer de celui d’un collègue. Ce n’est pas un problème.",
    ),
)

PROVIDER = Provider(
    "cch-axcess",
    Text("CCH Axcess", "CCH Axcess"),
    layouts=of_country(
        "US",
        "mdy",
        Layout(
            "returns",
            "contact",
            all_of=heads("Client ID", "Return Type", "Tax Year"),
            none_of=_OTHERS | _TAX_PROGRAMS,
            columns=_COLUMNS,
            patterns=_PEOPLE,
            instead=_INSTEAD,
            rows_are_cards=True,
            sure="B",
        ),
        Layout(
            "clients",
            "contact",
            all_of=heads("Client ID"),
            any_of=(_OWN, heads("Client Name", "Name", "Name Line 1", "Sort Name", "Federal ID",
                                "Last Name", "Taxpayer Name", "Taxpayer Last Name")),
            none_of=_OTHERS,
            columns=_COLUMNS,
            patterns=_PEOPLE,
            instead=_INSTEAD,
            rows_are_cards=True,
            sure="B",
        ),
        Layout(
            "clients-few",
            "contact",
            all_of=heads("Client ID"),
            any_of=(heads("Sort Name", "Client Type"),
                    heads("Sort Name", "Federal ID", "FYE", "Office", "Business Unit", "Tax Year"),
                    heads("Client Name", "Name", "Sort Name", "Federal ID", "Last Name")),
            none_of=_OTHERS | _TAX_PROGRAMS,
            columns=_COLUMNS,
            patterns=_PEOPLE,
            instead=_INSTEAD,
            rows_are_cards=True,
            sure="B",
        ),
    ),
    guide=_GUIDE,
)  # fmt: skip
