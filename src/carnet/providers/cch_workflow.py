"""CCH Workflow: a client list of the British suite, of the American product, and of CCH iFirm.

Not sure (C): no export of this product was found. The wizard that the migration article describes belongs
to the British suite (CCH Central) and writes a transfer package for another database rather than a list;
such a file is named to the person instead of being read. Facts of CCH Central that are sure (A): clients
have a code, contacts have none; Code, Surname, Forenames, Title, Suffix, Address, Tel, Fax, Email, mobile.
CCH iFirm documents its contacts file (A): Code, Entity or Type, Name, Title, FirstNames, LastNames,
MailingName, Partner, Manager, Group1, Group2; the last two are the firm's own
groupings (office, team), not groups of clients. The American product (formerly XCM) has account number,
office and year-end month (A for the facts, C for the headers).

Where seen: userdocs.wolterskluwer.co.uk 070_Import-Export and 040_Working_with_Contacts_and_Clients,
help.cch.co.uk, support.cch.com 000128168, support.cchifirm.ca.
"""

from __future__ import annotations

from dataclasses import replace

from carnet.language import Text
from carnet.providers.layout import (
    OF_OTHERS,
    Guide,
    Layout,
    Provider,
    Way,
    aside,
    columns,
    heads,
    to,
)

_COLUMNS = columns(
    to("organization.client_identifier", "Client Code", "Code", "Account Number", "Account No",
       "Client Number"),
    to("contact.name", "Client Name", "Name", "Entity Name", "Account Name"),
    to("person.salutation", "Title"),
    to("person.first_name", "Forenames", "Forename", "FirstNames", "First Name"),
    to("person.last_name", "Surname", "LastNames", "Last Name"),
    to("person.suffix", "Suffix"),
    to("accounting.entity_type", "Client Type", "Entity", "Entity Type", "Type", special="kind"),
    to("client_group.name", "Group", "Client Group", "Group Name"),
    to("organization.client_owner", "Partner", "Responsible Partner", "Client Partner"),
    to("organization.client_manager", "Manager", "Client Manager"),
    to("organization.contact_type", "Status", "Client Status"),
    to("accounting.financial_year_end_month", "Year End", "Fiscal Year End", "Accounting Year End",
       "Year End Date",
       "FYE", "Fiscal Year End Month", "Year End Month", "FYE Month", "Balance Month", special="year_end"),
    to("accounting.unique_taxpayer_reference", "UTR", "Tax Reference", "Unique Taxpayer Reference"),
    to("accounting.company_registration_number", "Company Number", "Company Registration Number",
       special="tax"),
    to("accounting.vat_number", "VAT Number", "VAT Registration Number"),
    to("accounting.paye_reference_number", "PAYE Reference"),
    to("accounting.business_number", "Business Number", "BN", special="tax"),
    to("accounting.social_insurance_number", "SIN"),
    to("accounting.tax_id", "Tax ID", "Federal ID", special="tax"),
    to("accounting.tax_id", "EIN"),
    aside("NI Number", "National Insurance Number", special="tax"),
    to("person.birth_date", "Date of Birth", "DOB"),
    to("address.physical.line", "Address", "Address 1", "Address 2", "Address 3", "Address 4", "Address 5",
       "Address Line 1", "Address Line 2", "Address Line 3", "Street"),
    to("address.physical.city", "Town", "City"),
    to("address.physical.region", "County", "State", "Province"),
    to("address.physical.postal_code", "Postcode", "Post Code", "Zip", "Zip Code", "Postal Code"),
    to("address.physical.country", "Country"),
    to("phone.office", "Telephone", "Tel", "Phone", "Business Phone", "Main Telephone"),
    to("phone.home", "Home Telephone", "Home Phone"),
    to("phone.fax", "Fax"),
    to("phone.mobile", "Mobile", "Mobile Phone"),
    to("person.email", "Email", "E-mail", "Email Address"),
    to("organization.website", "Website", "Web Site"),
    to("organization.description", "Notes"),
    aside("Office", "Originating Location", "Originating Office", "Mailing Name", "Salutation", "Department",
          "Postal Addressee", "Date Created", "Last Modified", "Industry Code", "Preparer"),
)  # fmt: skip

_IFIRM = _COLUMNS | columns(
    to("custom.Group1", "Group1"),
    to("custom.Group2", "Group2"),
    to("address.mailing.line", "Postal Address Line 1", "Postal Address Line 2", "Postal Address"),
    to("address.mailing.city", "Postal Suburb", "Postal Town", "Postal City"),
    to("address.mailing.region", "Postal State", "Postal Province"),
    to("address.mailing.postal_code", "Postal Post Code"),
    to("address.mailing.country", "Postal Country"),
    to("address.physical.line", "Physical Address Line 1", "Physical Address Line 2", "Physical Address"),
    to("address.physical.city", "Physical Suburb", "Physical Town", "Physical City"),
    to("address.physical.region", "Physical State", "Physical Province"),
    to("address.physical.postal_code", "Physical Post Code", "Physical Postal Code"),
    to("address.physical.country", "Physical Country"),
)

# A body's name stands under Surname where no column is for names of bodies.
_INSTEAD = ((heads("Client Name", "Name", "Entity Name", "Account Name"), to("contact.name", "Surname")),)
_OTHERS = OF_OTHERS | heads(
    "Business Structure", "Balance Month", "UUID", "Client Owner", "Client Identifier", "Contact Name",
    "Account Type", "Karbon ID",
)  # fmt: skip

# Of programs of Australia, and of TaxCalc, whose clients have a code too.
_ABROAD = heads("ABN", "TFN", "Suburb", "Postal Suburb", "Known As", "Date Engaged", "Client Category")
_BRITISH = heads("UTR", "Unique Taxpayer Reference", "PAYE Reference", "NI Number",
                 "National Insurance Number")  # fmt: skip
_CLIENTS_UK = Layout(
    "clients-uk",
    "contact",
    all_of=heads("Client Code"),
    any_of=(heads("Client Name", "Name", "Surname", "Forenames"),
            heads("UTR", "Company Number", "VAT Number", "Year End", "Partner", "Manager", "Group",
                  "Forenames", "Surname", "Client Type", "Postcode", "PAYE Reference"),
            heads("Forenames", "Surname", "Group", "Office", "Address 4", "Address 5")),
    none_of=_OTHERS | _ABROAD | heads("Primary Contact First Name"),
    columns=_COLUMNS,
    instead=_INSTEAD,
    sure="C",
)  # fmt: skip

_GUIDE = Guide(
    ways=(
        Way(
            Text("A list of the clients (best)", "Une liste des clients (préférable)"),
            (
                Text(
                    "Open *Find Clients* and search for all clients.",
                    "Ouvrez *Find Clients* et cherchez tous les clients.",
                ),
                Text(
                    "Show the columns that you need: code, name, type, group, partner, manager, address, "
                    "phone, email, year end.",
                    "Affichez les colonnes voulues : code, nom, type, groupe, associé, responsable, "
                    "adresse, téléphone, e-mail, clôture.",
                ),
                Text(
                    "Export the grid, or a client report, to Excel.",
                    "Exportez la grille, ou un rapport sur les clients, vers Excel.",
                ),
            ),
        ),
        Way(
            Text("The export wizard", "L’assistant d’exportation"),
            (
                Text(
                    "Choose *File > CT Import/Export > Export*.",
                    "Choisissez *File > CT Import/Export > Export*.",
                ),
                Text(
                    "Find clients by *Name*, *Client Code* or *Group*. The box to the left of the *Client "
                    "Code* header ticks all.",
                    "Cherchez les clients par *Name*, *Client Code* ou *Group*. La case à gauche de "
                    "l’en-tête *Client Code* les coche tous.",
                ),
                Text("Click *Next*.", "Cliquez sur *Next*."),
                Text(
                    "Click the line that asks for an export file, or *Browse*, and choose where to save it.",
                    "Cliquez sur la ligne qui demande un fichier d’exportation, ou sur *Browse*, et "
                    "choisissez où l’enregistrer.",
                ),
            ),
        ),
    ),
    choose=Text(
        "Excel or CSV: a list with a row for each client.",
        "Excel ou CSV : une liste avec une ligne par client.",
    ),
    watch=(
        Text(
            "In some editions the wizard makes a transfer package for another CCH database (.zip or .xml), "
            "not a list. Carnet says so; export a list from *Find Clients* instead.",
            "Dans certaines éditions, l’assistant produit un paquet de transfert pour une autre base CCH "
            "(.zip ou .xml), pas une liste. Carnet vous le dit ; exportez alors une liste depuis *Find "
            "Clients*.",
        ),
        Text(
            "Include the *Group* column: groups become client groups.",
            "Incluez la colonne *Group* : les groupes deviennent des groupes de clients.",
        ),
    ),
    unsure=Text(
        "CCH Workflow differs by country and edition, and we have seen no file of every one. If the steps "
        "do not fit, ask your CCH administrator for a client list in Excel.",
        "CCH Workflow varie selon le pays et l’édition, et nous n’avons pas vu de fichier de chacune. Si "
        "les étapes ne correspondent pas, demandez à votre administrateur CCH une liste des clients en "
        "Excel.",
    ),
)

PROVIDER = Provider(
    "cch-workflow",
    Text("CCH Workflow", "CCH Workflow"),
    layouts=(
        Layout(
            "ifirm",
            "contact",
            all_of=heads("Code"),
            any_of=(heads("FirstNames", "LastNames", "MailingName", "Group1"),
                    heads("Entity", "Type", "Name", "LastNames", "MailingName")),
            none_of=_OTHERS - heads("Balance Month"),
            columns=_IFIRM,
            sure="A",
        ),
        # Numbers of the British tax office tell where the firm is.
        replace(_CLIENTS_UK, name="clients-gb", any_of=(*_CLIENTS_UK.any_of, _BRITISH), country="GB",
                dates="dmy"),
        _CLIENTS_UK,
        Layout(
            "contacts-uk",
            "contact",
            all_of=heads("Code", "Surname", "Forenames"),
            none_of=_OTHERS,
            columns=_COLUMNS,
            instead=_INSTEAD,
            sure="C",
        ),
        Layout(
            "clients-us",
            "contact",
            all_of=frozenset(),
            any_of=(heads("Originating Location", "Originating Office"),
                    heads("Account Number", "Client ID", "Client Number", "Client Code", "Account Name"),
                    heads("Client Name", "Account Name", "Entity Name", "Name")),
            none_of=_OTHERS,
            columns=columns(to("organization.client_identifier", "Client ID")) | _COLUMNS,
            sure="C",
        ),
    ),
    guide=_GUIDE,
)  # fmt: skip
