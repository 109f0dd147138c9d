"""Any other program: the few layouts whose headers alone would be misread; all else is mapped by words.

Here stands what words cannot tell: TaxDome's "State" that is a life-cycle state or a region, Thunderbird's
birth date in three columns, Tax Assist's area codes apart from the numbers, Lacerte's two people in a row.

Sure: Thunderbird, LinkedIn, Wave (A: fixtures); Tax Assist (A: a program that reads it); TaxDome, HubSpot,
Mailchimp, Lacerte and QuickBooks Desktop's IIF (B); Drake and UltraTax (B/C).

Where seen: roundcube/roundcubemail, mozilla/releases-comm-central, agamm/rolomind,
invoiceninja/invoiceninja (fixtures), vendors' lists of contents.
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
from carnet.providers.work_items import WORK

_THUNDERBIRD = Layout(
    "thunderbird",
    "person",
    all_of=frozenset(),
    any_of=(
        heads("Primary Email", "Adresse électronique principale", "Primäre E-Mail-Adresse"),
        heads("Display Name", "Nom à afficher", "Secondary Email", "Birth Year", "Année de naissance",
              "Screen Name",
              "Anzeigename", "Portable"),
    ),
    columns=columns(
        to("person.first_name", "First Name", "Prénom"),
        to("person.last_name", "Last Name", "Nom de famille", "Nom"),
        to("contact.name", "Display Name", "Nom à afficher"),
        to("person.preferred_name", "Nickname", "Surnom"),
        to("person.email", "Primary Email", "Secondary Email", "Adresse électronique principale",
           "Adresse électronique secondaire"),
        to("social.skype", "Screen Name", "Nom de messagerie instantanée", special="im"),
        to("phone.work", "Work Phone", "Tél. professionnel"),
        to("phone.home", "Home Phone", "Tél. personnel"),
        to("phone.fax", "Fax Number", "Fax"),
        to("phone.other", "Pager Number", "Pager"),
        to("phone.mobile", "Mobile Number", "Portable"),
        to("address.home.line", "Home Address", "Home Address 2", "Adresse privée", "Adresse privée 2"),
        to("address.home.city", "Home City", "Ville"),
        to("address.home.region", "Home State", "Pays/État"),
        to("address.home.postal_code", "Home ZipCode", "Code postal"),
        to("address.home.country", "Home Country", "Pays (domicile)"),
        to("address.physical.line", "Work Address", "Work Address 2", "Adresse professionnelle",
           "Adresse professionnelle 2"),
        to("address.physical.city", "Work City", "Ville"),
        to("address.physical.region", "Work State", "Pays/État"),
        to("address.physical.postal_code", "Work ZipCode", "Code postal"),
        to("address.physical.country", "Work Country"),
        to("person.role", "Job Title", "Profession"),
        aside("Department", "Service"),
        to("person.belongs_to", "Organization", "Société"),
        to("person.website", "Web Page 1", "Web Page 2", "Site web 1", "Site web 2"),
        to("person.birth_date", "Birth Year", "Année de naissance", special="year"),
        to("person.birth_date", "Birth Month", "Mois", "Mois de naissance", special="month"),
        to("person.birth_date", "Birth Day", "Jour", "Jour de naissance", special="day"),
        to("person.description", "Notes"),
    ),
    patterns=((re.compile(r"(?P<name>(?:Custom|Divers) [1-4])", re.IGNORECASE), Target(r"custom.\g<name>")),),
    sure="A",
)  # fmt: skip

_TAXDOME_ACCOUNTS = Layout(
    "taxdome-accounts",
    "contact",
    all_of=heads("Account Name"),
    any_of=(heads("Account Type", "Account ID", "Team Members", "Assigned team members", "Linked contact #1",
                  "Linked contacts"),),
    none_of=heads("Contact Name"),
    columns=columns(
        to("contact.name", "Account Name"),
        aside("Account ID", special="key"),
        to("accounting.entity_type", "Account Type", "Type", special="kind"),
        to("organization.client_owner", "Team Members", "Assigned team members"),
        to("person.full_name", "Linked contacts", slot="contact"),
        to("person.email", "Email", "Linked emails"),
        to("phone.office", "Phone", "Phone number"),
        to("accounting.tax_id", "Tax ID", "EIN", special="tax"),
        to("accounting.entity_type", "Tax Entity Type"),
        to("organization.contact_type", "Account State", "Status"),
        to("custom.State", "State"),
        to("custom.Tax Return Type", "Tax Return Type"),
        to("organization.description", "Notes"),
        aside("Tags", special="groups"),
        aside("Deadline", "Created", "Last Login", "Folder template", "Pending invitations"),
        aside("Active pipelines", "Credits"),
    ),
    patterns=((re.compile(r"Linked contact #?(?P<n>\d+)", re.IGNORECASE),
               Target("person.full_name", slot=r"contact \g<n>")),),
    rows_are_cards=True,
)  # fmt: skip

_TAXDOME_CONTACTS = Layout(
    "taxdome-contacts",
    "person",
    all_of=heads("Contact Name"),
    any_of=(heads("Linked account #1", "Linked accounts", "Account Name"),),
    columns=columns(
        to("person.full_name", "Contact Name"),
        to("person.first_name", "First Name"),
        to("person.middle_name", "Middle Name"),
        to("person.last_name", "Last Name"),
        to("phone.other", "Phone number"),
        to("person.belongs_to", "Company name"),
        to("person.belongs_to", "Linked accounts", special="several"),
        to("address.home.line", "Street address"),
        to("address.home.city", "City"),
        to("address.home.region", "State/Province"),
        to("address.home.country", "Country"),
        to("address.home.postal_code", "Zip code"),
        to("person.email", "Email address", "Email"),
        aside("Tags", special="groups"),
    ),
    patterns=((re.compile(r"Linked account #?(?P<n>\d+)", re.IGNORECASE), Target("person.belongs_to")),),
)

_TAX_ASSIST = Layout(
    "tax-assist",
    "contact",
    all_of=heads("CL_ReturnType"),
    any_of=(heads("CL_Name", "CL_LastName", "CL_FileNo"),),
    columns=columns(
        to("accounting.entity_type", "CL_ReturnType", special="kind"),
        to("organization.client_identifier", "CL_FileNo"),
        to("accounting.business_number", "CL_ABN", special="tax"),
        to("accounting.tax_file_number", "CL_TFN"),
        to("organization.name", "CL_Name"),
        to("person.last_name", "CL_LastName"),
        to("person.first_name", "CL_FirstName"),
        to("person.middle_name", "CL_OtherNames"),
        to("person.birth_date", "CL_BirthDate"),
        to("person.last_name", "CL_SpouseLastName", slot="spouse"),
        to("person.first_name", "CL_SpouseFirstName", slot="spouse"),
        to("phone.office", "CL_PhoneArea", block=1, special="area_code"),
        to("phone.office", "CL_PhoneNumber", block=1),
        to("phone.home", "CL_HomeArea", block=2, special="area_code"),
        to("phone.home", "CL_HomePhone", block=2),
        to("phone.fax", "CL_FaxArea", block=3, special="area_code"),
        to("phone.fax", "CL_FaxNumber", "CL_Fax", block=3),
        to("phone.mobile", "CL_Mobile"),
        to("person.email", "CL_EMail"),
        to("organization.website", "CL_WEB"),
        to("address.mailing.line", "CL_PAddr1", "CL_PAddr2"),
        to("address.mailing.city", "CL_PSuburb"),
        to("address.mailing.region", "CL_PState"),
        to("address.mailing.postal_code", "CL_PPostCode"),
        to("address.home.line", "CL_HAddr1", "CL_HAddr2"),
        to("address.home.city", "CL_HSuburb"),
        to("address.home.region", "CL_HState"),
        to("address.home.postal_code", "CL_HPostCode"),
    ),
    sure="A",
)

_LACERTE = Layout(
    "lacerte",
    "contact",
    all_of=heads("Client Number"),
    any_of=(heads("Taxpayer First Name", "Taxpayer Last Name", "Taxpayer E-mail Address"),),
    columns=columns(
        to("organization.client_identifier", "Client Number"),
        to("contact.name", "Client Name"),
        to("person.first_name", "Taxpayer First Name"),
        to("person.middle_name", "Taxpayer Initial", "Taxpayer Middle Initial"),
        to("person.last_name", "Taxpayer Last Name"),
        to("person.birth_date", "Taxpayer Date of Birth", "Taxpayer Birthdate"),
        to("accounting.social_security_number", "Taxpayer SSN", "Taxpayer Social Security Number"),
        to("person.email", "Taxpayer E-mail Address"),
        to("phone.work", "Taxpayer Work Telephone"),
        to("phone.mobile", "Taxpayer Cell Phone", "Taxpayer Mobile Phone"),
        to("phone.home", "Home Telephone"),
        to("person.first_name", "Spouse First Name", slot="spouse"),
        to("person.middle_name", "Spouse Initial", "Spouse Middle Initial", slot="spouse"),
        to("person.last_name", "Spouse Last Name", slot="spouse"),
        to("person.birth_date", "Spouse Date of Birth", "Spouse Birthdate", slot="spouse"),
        to("accounting.social_security_number", "Spouse SSN", "Spouse Social Security Number", slot="spouse"),
        to("person.email", "Spouse E-mail Address", slot="spouse"),
        to("phone.work", "Spouse Work Telephone", slot="spouse"),
        to("phone.mobile", "Spouse Cell Phone", "Spouse Mobile Phone", slot="spouse"),
    ),
)

_DRAKE = Layout(
    "drake",
    "contact",
    all_of=heads("Client ID", "Entity"),
    any_of=(heads("Staff", "Return Type"),),
    columns=columns(
        to("organization.client_identifier", "Client ID"),
        to("contact.name", "Name", "Client Name"),
        to("accounting.tax_id", "EIN", "SSN/EIN", "ID Number", special="tax"),
        to("accounting.entity_type", "Entity", special="kind"),
        to("address.physical.region", "State"),
        to("custom.Return Type", "Return Type"),
        to("organization.client_owner", "Staff", "Preparer"),
    ),
    sure="C",
)

_LINKEDIN = Layout(
    "linkedin",
    "person",
    all_of=heads("Connected On"),
    any_of=(heads("First Name", "Last Name"), heads("URL", "Position", "Company")),
    columns=columns(
        to("person.first_name", "First Name"),
        to("person.last_name", "Last Name"),
        to("person.email", "Email Address"),
        to("person.belongs_to", "Company"),
        to("person.role", "Position"),
        to("social.linkedin", "URL"),
        aside("Connected On"),
    ),
    sure="A",
)

_HUBSPOT = Layout(
    "hubspot",
    "person",
    all_of=heads("Record ID"),
    any_of=(heads("First Name", "Last Name"), heads("Contact owner", "Associated Company", "Lifecycle Stage",
                                                    "Lead Status", "Create Date")),
    columns=columns(
        aside("Record ID", special="key"),
        to("person.first_name", "First Name"),
        to("person.last_name", "Last Name"),
        to("person.email", "Email"),
        to("phone.office", "Phone Number"),
        to("phone.mobile", "Mobile Phone Number"),
        to("person.belongs_to", "Associated Company", "Company Name"),
        to("person.role", "Job Title"),
        to("person.client_owner", "Contact owner"),
        to("person.contact_type", "Lifecycle Stage"),
        to("address.physical.country", "Country/Region"),
        aside("Create Date", "Last Activity Date", "Lead Status", "Associated Company IDs"),
    ),
)  # fmt: skip

_MAILCHIMP = Layout(
    "mailchimp",
    "person",
    all_of=heads("Email Address", "LEID", "EUID"),
    any_of=(heads("MEMBER_RATING", "OPTIN_TIME", "CONFIRM_TIME"),),
    columns=columns(
        to("person.email", "Email Address"),
        to("person.first_name", "First Name"),
        to("person.last_name", "Last Name"),
        to("address.physical", "Address"),
        to("phone.office", "Phone Number"),
        to("person.birth_date", "Birthday"),
        to("person.belongs_to", "Company"),
        to("person.description", "NOTES"),
        aside("TAGS", special="groups"),
        aside("EUID", special="key"),
        # where a computer stood when its owner signed up is no address
        aside("CC", "REGION", "TIMEZONE", "LATITUDE", "LONGITUDE", "GMTOFF", "DSTOFF", "LEID", "OPTIN_IP",
              "CONFIRM_IP", "OPTIN_TIME", "CONFIRM_TIME", "LAST_CHANGED", "MEMBER_RATING"),
    ),
)  # fmt: skip

_WAVE = Layout(
    "wave",
    "contact",
    all_of=heads("customer_name"),
    any_of=(heads("contact_first_name", "contact_last_name", "customer_currency", "ship-to_contact"),),
    columns=columns(
        to("contact.name", "customer_name"),
        to("person.email", "email"),
        to("person.first_name", "contact_first_name", slot="contact"),
        to("person.last_name", "contact_last_name", slot="contact"),
        to("organization.client_identifier", "account_number"),
        to("phone.office", "phone"),
        to("phone.fax", "fax"),
        to("phone.mobile", "mobile"),
        to("phone.other", "toll_free", "ship-to_phone"),
        to("organization.website", "website"),
        to("address.physical.line", "address_line_1", "address_line_2"),
        to("address.physical.city", "city"),
        to("address.physical.region", "province/state"),
        to("address.physical.postal_code", "postal_code/zip_code"),
        to("address.physical.country", "country"),
        to("address.mailing.line", "ship-to_address_line_1", "ship-to_address_line_2"),
        to("address.mailing.city", "ship-to_city"),
        to("address.mailing.region", "ship-to_province/state"),
        to("address.mailing.postal_code", "ship-to_postal_code/zip_code"),
        to("address.mailing.country", "ship-to_country"),
        aside("customer_currency", "shipping_address", "ship-to_contact", "delivery_instructions"),
    ),
    sure="A",
)

# QuickBooks Desktop, lists of its Customer Center: Parent:Child as in QuickBooks Online; words tell the rest.
_QUICKBOOKS_DESKTOP = Layout(
    "quickbooks-desktop",
    "contact",
    all_of=heads("Customer"),
    any_of=(heads("Main Phone", "Main Email", "Balance Total", "Job Status"),
            heads("Bill to", "Bill to 1", "Main Phone", "Primary Contact", "Active Status", "Alt. Phone")),
    none_of=heads("Customer full name", "Phone numbers", "Full name"),
    columns=columns(
        to("contact.name", "Customer", special="customer"),
        aside("Balance", "Balance Total", "Terms", "Rep", "Sales Tax Code", "Tax Item", "Credit Limit",
              "Job Status", "Job Type"),
    ),
)  # fmt: skip

_GUIDE = Guide(
    ways=(
        Way(
            Text("Another program", "Un autre logiciel"),
            (
                Text(
                    "Look in the list of clients or contacts, in *Reports* or in *Settings* for the word "
                    "*Export*. The provider’s help tells where.",
                    "Cherchez le mot *Exporter* dans la liste des clients ou contacts, dans *Rapports* ou "
                    "dans *Paramètres*. L’aide du fournisseur indique où.",
                ),
                Text(
                    "Choose Excel or CSV, all contacts and all columns.",
                    "Choisissez Excel ou CSV, tous les contacts et toutes les colonnes.",
                ),
                Text(
                    "If clients and people are two lists, export both and give them together.",
                    "Si les clients et les personnes forment deux listes, exportez les deux et donnez-les "
                    "ensemble.",
                ),
            ),
        ),
        Way(
            Text("A spreadsheet that you keep yourself", "Un tableau que vous tenez vous-même"),
            (
                Text(
                    "Put one contact in each row and the columns’ names in one row above them.",
                    "Mettez un contact par ligne et les noms des colonnes sur une ligne au-dessus.",
                ),
                Text(
                    "Save it as .xlsx (or .csv, .ods). Several sheets in one file are fine.",
                    "Enregistrez-le en .xlsx (ou .csv, .ods). Plusieurs feuilles dans un fichier "
                    "conviennent.",
                ),
                Text(
                    "Give it as it is: you say what each column is when you import.",
                    "Donnez-le tel quel : vous direz ce qu’est chaque colonne lors de l’importation.",
                ),
            ),
        ),
        Way(
            Text("No list at all", "Aucune liste"),
            (
                Text(
                    "Download an import file below and fill it in.",
                    "Téléchargez ci-dessous un fichier d’importation et remplissez-le.",
                ),
            ),
        ),
    ),
    choose=Text(
        "Excel (.xlsx) where you can choose: it keeps zeros, accents and dates best. CSV, .xls, .ods and "
        "vCard are read as well, also in a zip.",
        "Excel (.xlsx) si vous avez le choix : il garde le mieux zéros, accents et dates. CSV, .xls, .ods "
        "et vCard sont lus aussi, même dans un zip.",
    ),
    watch=(
        Text(
            "A PDF or a picture of a list cannot be read.",
            "Un PDF ou l’image d’une liste ne peut pas être lu.",
        ),
        Text(
            "A backup or a database file is no list; look for *Export* or *Report* instead.",
            "Une sauvegarde ou un fichier de base de données n’est pas une liste ; cherchez plutôt "
            "*Exporter* ou *Rapport*.",
        ),
        Text(
            "A workbook with a password must be saved without it first.",
            "Un classeur protégé par un mot de passe doit d’abord être enregistré sans lui.",
        ),
    ),
)

PROVIDER = Provider(
    "other",
    Text("Another program or spreadsheet", "Un autre logiciel ou un tableur"),
    layouts=(
        _THUNDERBIRD,
        _TAXDOME_ACCOUNTS,
        _TAXDOME_CONTACTS,
        *of_country("AU", "dmy", _TAX_ASSIST),
        *of_country("US", "mdy", _LACERTE, _DRAKE),
        _LINKEDIN,
        _HUBSPOT,
        _MAILCHIMP,
        _WAVE,
        _QUICKBOOKS_DESKTOP,
        WORK,
    ),
    guide=_GUIDE,
)
