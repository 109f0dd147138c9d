"""OfficeTools: the Excel export of contacts, whose fields the person ticks.

Sure (A): fields are ticked, and rows filtered by Contact Type and Entity Type; an account number of at
most nine characters; five custom fields whose labels are Custom 1 ... Custom 5 until the firm renames
them. Not sure (C): every header's exact text; no file was found.

Where seen: officetools.com/knowledgebase/global-settings-contacts, the migration article.
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
    heads,
    of_country,
    to,
)

_COLUMNS = columns(
    to("organization.client_identifier", "Account Number", "Acct No", "Account No", "Account #", "Client No",
       "Contact ID"),
    to("organization.contact_type", "Contact Type"),
    to("accounting.entity_type", "Entity Type", special="kind"),
    to("organization.name", "Company", "Company Name", "Business Name"),
    to("contact.name", "Contact Name", "Client Name", "Display Name", "File As"),
    to("person.first_name", "First Name"),
    to("person.middle_name", "Middle Name", "Middle Initial", "MI"),
    to("person.last_name", "Last Name"),
    to("person.suffix", "Suffix"),
    to("person.preferred_name", "Salutation", "Nickname"),
    to("person.salutation", "Prefix"),
    to("person.salutation", "Title", special="title"),
    to("person.birth_date", "Birth Date", "Birthdate", "Birthday", "Date of Birth", "DOB"),
    to("person.full_name", "Spouse", "Spouse Name", slot="spouse"),
    to("person.first_name", "Spouse First Name", slot="spouse"),
    to("person.middle_name", "Spouse Middle Name", slot="spouse"),
    to("person.last_name", "Spouse Last Name", slot="spouse"),
    to("person.email", "Spouse E-mail", "Spouse Email Address", slot="spouse"),
    to("person.birth_date", "Spouse Birth Date", "Spouse Birthday", "Spouse DOB", slot="spouse"),
    to("accounting.social_security_number", "Spouse SSN", slot="spouse"),
    to("phone.mobile", "Spouse Cell", "Spouse Cell Phone", "Spouse Mobile", slot="spouse"),
    to("phone.work", "Spouse Work Phone", "Spouse Phone", slot="spouse"),
    to("accounting.tax_id", "Tax ID", "Tax ID/SSN", "Tax ID / SSN", "Federal ID", special="tax"),
    to("accounting.tax_id", "EIN"),
    to("accounting.social_security_number", "SSN"),
    to("accounting.financial_year_end_month", "Year End", "Fiscal Year End", "FYE", special="year_end"),
    to("address.physical.line", "Address", "Address 1", "Address 2", "Street", "Street 2",
       "Mailing Address 1"),
    to("address.physical.city", "City"),
    to("address.physical.region", "State"),
    to("address.physical.postal_code", "Zip", "Zip Code"),
    to("address.physical.country", "Country"),
    to("phone.home", "Home Phone", "Home"),
    to("phone.work", "Work Phone", "Business Phone", "Work", "Work Phone 2"),
    to("phone.mobile", "Cell Phone", "Cell", "Mobile Phone", "Mobile"),
    to("phone.fax", "Fax Phone", "Fax", "Fax Number"),
    to("phone.other", "Other Phone", "Phone 2"),
    to("phone.office", "Phone", "Main Phone"),
    to("person.email", "E-mail", "E-mail 2", "E-mail Address", "E-mail Address 2"),
    to("organization.website", "Web Site", "Web Page"),
    to("organization.client_owner", "Assigned To", "Partner", "Staff"),
    to("organization.client_manager", "Manager"),
    to("organization.description", "Notes", "Comments"),
    to("custom.Status", "Status"),
    aside("Referred By", "Client Since", "Created", "Modified", "Office", "Billing Rate", "Terms"),
)  # fmt: skip
_CUSTOM = ((re.compile(r"(?P<name>Custom (?:Field )?[1-5])", re.IGNORECASE), Target(r"custom.\g<name>")),)

_GUIDE = Guide(
    ways=(
        Way(
            Text("The Excel importer’s export", "L’exportation de l’Excel Importer"),
            (
                Text(
                    "Choose *Contacts > Import/Export Contacts > Excel Importer > Export*.",
                    "Choisissez *Contacts > Import/Export Contacts > Excel Importer > Export*.",
                ),
                Text(
                    "Tick the fields that you want in the file; tick all where you are not sure.",
                    "Cochez les champs voulus ; en cas de doute, cochez-les tous.",
                ),
                Text(
                    "If you want only some contacts, filter by *Contact Type* and *Entity Type*.",
                    "Pour n’exporter que certains contacts, filtrez par *Contact Type* et *Entity Type*.",
                ),
                Text("Export and save the file.", "Exportez et enregistrez le fichier."),
            ),
        ),
    ),
    choose=Text("Excel, as it comes.", "Excel, tel quel."),
    watch=(
        Text(
            "Tick *Account Number, Contact Type* and *Entity Type* in any case: they tell clients from "
            "suppliers and people from companies.",
            "Cochez dans tous les cas *Account Number, Contact Type* et *Entity Type* : ils distinguent "
            "clients et fournisseurs, personnes et sociétés.",
        ),
        Text(
            "The list also holds vendors, employees and private contacts. Filter by *Contact Type* if they "
            "should stay out.",
            "La liste contient aussi des fournisseurs, des employés et des contacts privés. Filtrez par "
            "*Contact Type* s’ils doivent rester en dehors.",
        ),
        Text(
            "Your firm’s own fields (*Custom 1* to *Custom 5*) are exported under the names you gave them; "
            "choose where they go when you import.",
            "Les champs propres à votre cabinet (*Custom 1* à *Custom 5*) sont exportés sous les noms que "
            "vous leur avez donnés ; choisissez leur destination lors de l’importation.",
        ),
    ),
    unsure=Text(
        "The menu’s words differ a little between versions.",
        "Les mots du menu varient un peu selon les versions.",
    ),
)

PROVIDER = Provider(
    "officetools",
    Text("OfficeTools", "OfficeTools"),
    layouts=of_country(
        "US",
        "mdy",
        Layout(
            "contacts",
            "contact",
            all_of=heads("Contact Type", "Entity Type"),
            any_of=(heads("Account Number", "Acct No", "Account No", "Account #", "Custom 1", "Custom 2",
                          "Custom 3",
                          "Custom 4", "Custom 5", "Spouse", "Spouse First Name", "Spouse Last Name",
                          "Spouse SSN",
                          "Assigned To", "Referred By", "Salutation", "Company", "Web Site", "Fax Phone",
                          "E-mail 2", "Contact Name", "File As"),),
            none_of=heads("Client Identifier", "Contact Owner", "Client Owner", "Karbon ID",
                          "Client Facing Name",
                          "Organization Name", "Belongs To", "Legal Name"),
            columns=_COLUMNS,
            patterns=_CUSTOM,
            sure="C",
        ),
        Layout(
            "contacts-custom",
            "contact",
            all_of=frozenset(),
            any_of=(heads("Contact Type", "Entity Type"), heads("Custom 1", "Custom 2", "Custom 3",
                                                                "Custom 4"),
                    heads("Account Number", "Acct No", "Account No", "Spouse", "Spouse First Name", "Company",
                          "Last Name")),
            none_of=heads("Client Identifier", "Contact Owner", "Client Owner", "Karbon ID", "Primary Email"),
            columns=_COLUMNS,
            patterns=_CUSTOM,
            sure="C",
        ),
    ),
    guide=_GUIDE,
)  # fmt: skip
