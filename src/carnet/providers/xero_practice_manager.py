"""Xero Practice Manager: "Generic - Clients" and "Generic - Contacts", and the report builder's wording.

Sure (A, the vendor's pages on the import file, which the export equals): UUID, Name, FirstName, LastName,
OtherName, DateofBirth, WebSite, ExportCode, BusinessStructure, BalanceMonth, TaxNumber, CompanyNumber,
GstPeriod, GstBasis, JobManager, Group; ContactUUID, ContactName, ClientUUID. The rest follows the product's
API (B); that contact columns have "Contact" in front is C, so both forms are declared. Headers compare
without spaces, so that the report builder's "Business Structure" is the same column.

Where seen: central.xero.com (Import your client file, Import client contacts, Merge client lists, Create
custom fields), workflowmaxhelp 900006651726, xero.com training 5-4,
buckhamduffy/laravel-xero-practice-manager (ClientData).

The two files are joined by UUID and ClientUUID; a report that has no keys is joined by the client's code or
name.
A contact of several clients stands on several rows with one ContactUUID: these are cards.
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
from carnet.providers.work_items import XERO_JOBS

_OWN_FIELD = re.compile(r"(?:Client|Contact)\.(?P<name>.+)", re.IGNORECASE)
_CUSTOM = ((_OWN_FIELD, Target(r"custom.\g<name>")),)

_CONTACT_IN_ROW = columns(
    to(
        "person.full_name",
        "ContactName",
        "Contact",
        "Primary Contact",
        "Primary Contact Name",
        slot="contact",
    ),
    to("person.role", "ContactPosition", "Position", slot="contact"),
    to("person.email", "ContactEmail", "Contact Email Address", "Primary Contact Email", slot="contact"),
    to("phone.mobile", "ContactMobile", "Contact Mobile Number", "Primary Contact Mobile", slot="contact"),
    to("phone.work", "ContactPhone", "Contact Phone Number", "Primary Contact Phone", slot="contact"),
    to("person.preferred_name", "ContactSalutation", slot="contact"),
    to(None, "ContactAddressee", "IsPrimary", "IsPrimaryContact", slot="contact"),
    to(None, "ContactUUID", slot="contact", special="key"),
)
_CLIENTS = columns(
    aside("UUID", "Client UUID", special="key"),
    to("contact.name", "Name", "Client Name", "Client"),
    to("person.salutation", "Title"),
    to("person.first_name", "FirstName"),
    to("person.middle_name", "OtherName", "MiddleName", "OtherNames"),
    to("person.last_name", "LastName"),
    to("person.birth_date", "DateofBirth"),
    to("organization.client_identifier", "ClientCode", "Code"),
    to("custom.Export Code", "ExportCode"),
    to("accounting.entity_type", "BusinessStructure", special="kind"),
    to("accounting.line_of_business", "Industry", "BusinessIndustry"),
    to("accounting.trading_name", "TradingName"),
    to("accounting.financial_year_end_month", "BalanceMonth", special="year_end"),
    aside("TaxNumber", "BusinessNumber", special="tax"),
    to("accounting.company_number", "CompanyNumber"),
    to("accounting.sales_tax_basis", "GstBasis", "VatBasis"),
    to("accounting.sales_tax_period", "GstPeriod", "VatPeriod"),
    to("organization.client_owner", "AccountManager", "Partner"),
    to("organization.client_manager", "JobManager"),
    to("client_group.name", "Group", "Groups", "ClientGroup", "ClientGroups", special="groups"),
    to("organization.contact_type", "Type", "ClientType"),
    to("person.email", "Email", "EmailAddress"),
    to("phone.office", "Phone", "PhoneNumber"),
    to("phone.mobile", "Mobile"),
    to("phone.fax", "Fax"),
    to("organization.website", "WebSite"),
    to("address.physical.line", "Address", "Address1", "Address2", "Address3", "Address4", "Address5",
       "PhysicalAddress"),
    to("address.physical.city", "City", "PhysicalCity"),
    to("address.physical.region", "Region", "State", "PhysicalRegion"),
    to("address.physical.postal_code", "PostCode", "PostalCode", "PhysicalPostCode"),
    to("address.physical.country", "Country", "PhysicalCountry"),
    to("address.mailing.line", "PostalAddress", "PostalAddress1", "PostalAddress2"),
    to("address.mailing.city", "PostalCity"),
    to("address.mailing.region", "PostalRegion", "PostalState"),
    to("address.mailing.postal_code", "PostalPostCode"),
    to("address.mailing.country", "PostalCountry"),
    to("organization.description", "Notes"),
    aside("Gender", "ReferralSource", "TaxAgent", "AgencyStatus", "ReturnType", "PrepareGST", "GSTRegistered",
          "ProvisionalTaxBasis", "ProvisionalTaxRatio", "SignedTaxAuthority", "PrepareActivityStatement",
          "PrepareTaxReturn", "IsProspect", "FirstTaxYear", "ActiveATOClient"),
    to("organization.contact_type", "IsArchived", "Archived", "IsDeleted", "Deleted", special="inactive"),
)  # fmt: skip
_CONTACTS = columns(
    aside("ContactUUID", special="key"),
    aside("ClientUUID", special="owner_key"),
    to("person.belongs_to", "ClientName", "Client", special="owner_name"),
    aside("ClientCode"),
    to("person.full_name", "ContactName", "Name", "Contact"),
    to("person.first_name", "FirstName", "ContactFirstName"),
    to("person.last_name", "LastName", "ContactLastName"),
    to("person.role", "Position", "ContactPosition"),
    to("person.preferred_name", "Salutation", "ContactSalutation"),
    to("person.email", "Email", "ContactEmail", "EmailAddress"),
    to("phone.mobile", "Mobile", "ContactMobile", "MobileNumber"),
    to("phone.work", "Phone", "ContactPhone", "PhoneNumber"),
    to("person.birth_date", "DateOfBirth"),
    aside("Addressee", "ContactAddressee", "IsPrimary", "IsPrimaryContact", "PrimaryContact"),
)
# Where no key of the product was exported, the client's own code says whose contact somebody is.
_BY_CODE = ((heads("ClientUUID"), aside("ClientCode", special="owner_code")),)
_TAX = heads("BalanceMonth", "TaxNumber", "GstBasis", "GstPeriod", "ExportCode", "JobManager", "TaxAgent",
             "AgencyStatus", "PrepareGST", "ReturnType")  # fmt: skip
# What programs write that keep the accounts of customers.
_OF_LEDGERS = OF_OTHERS | heads("A/C", "Account Reference", "Credit Limit", "Balance", "Terms", "Currency",
                                "Discount", "VAT Reg No", "Analysis 1")  # fmt: skip
_NAMED = heads("Name", "Client Name", "Client", "FirstName", "LastName")

_GUIDE = Guide(
    ways=(
        Way(
            Text("Two files: clients, then contacts", "Deux fichiers : les clients, puis les contacts"),
            (
                Text(
                    "In the *Business* menu, choose *Settings*.",
                    "Dans le menu *Business*, choisissez *Settings*.",
                ),
                Text("Under *Connections*, click *Export*.", "Sous *Connections*, cliquez sur *Export*."),
                Text(
                    "For *File type*, choose *Generic - Clients*. Leave the other settings as they are.",
                    "Pour *File type*, choisissez *Generic - Clients*. Ne touchez pas aux autres réglages.",
                ),
                Text("Scroll down and click *Export*.", "Descendez et cliquez sur *Export*."),
                Text(
                    "Under *Export result*, click the link that downloads the file.",
                    "Sous *Export result*, cliquez sur le lien qui télécharge le fichier.",
                ),
                Text(
                    "Do the same again with *Generic - Contacts*.",
                    "Recommencez avec *Generic - Contacts*.",
                ),
                Text(
                    "Give Carnet both files in one import.",
                    "Donnez les deux fichiers à Carnet en une seule importation.",
                ),
            ),
        ),
    ),
    choose=Text(
        "CSV, both *Generic - Clients* and *Generic - Contacts*. The clients’ file has the firms, the "
        "contacts’ file the people; their keys join them.",
        "CSV, à la fois *Generic - Clients* et *Generic - Contacts*. Le premier contient les clients, le "
        "second les personnes ; leurs clés les relient.",
    ),
    watch=(
        Text(
            "Import the two files together. Alone, the contacts’ file cannot say who belongs to whom.",
            "Importez les deux fichiers ensemble. Seul, le fichier des contacts ne dit pas qui dépend de "
            "qui.",
        ),
        Text(
            "Archived clients are not in this export.",
            "Les clients archivés ne figurent pas dans cette exportation.",
        ),
        Text(
            "Do not open the files in Excel first: tax numbers lose the zeros in front.",
            "N’ouvrez pas les fichiers dans Excel avant l’importation : les numéros fiscaux y perdent "
            "leurs zéros de tête.",
        ),
        Text(
            "You need access to *Settings*; otherwise ask your administrator.",
            "Il vous faut l’accès à *Settings* ; sinon, adressez-vous à votre administrateur.",
        ),
    ),
)

PROVIDER = Provider(
    "xero-practice-manager",
    Text("Xero Practice Manager", "Xero Practice Manager"),
    layouts=of_country(
        "",
        "dmy",
        Layout(
            "contacts",
            "person",
            all_of=frozenset(),
            any_of=(heads("ContactUUID", "ContactName"), heads("ContactUUID", "ClientUUID")),
            none_of=heads("BusinessStructure", "BalanceMonth", "UUID"),
            columns=_CONTACTS,
            patterns=_CUSTOM,
            instead=_BY_CODE,
            rows_are_cards=True,
            sure="A",
        ),
        Layout(
            "clients",
            "contact",
            all_of=frozenset(),
            any_of=(_NAMED, heads("BusinessStructure", "BalanceMonth")),
            columns=_CLIENTS | _CONTACT_IN_ROW,
            patterns=_CUSTOM,
            sure="A",
        ),
        Layout(
            "clients-few",
            "contact",
            all_of=heads("UUID"),
            any_of=(_NAMED, _TAX),
            columns=_CLIENTS | _CONTACT_IN_ROW,
            patterns=_CUSTOM,
            sure="B",
        ),
        Layout(
            "report-contacts",
            "person",
            all_of=frozenset(),
            any_of=(heads("ContactName", "Contact"), heads("Client", "Client Name", "ClientCode"),
                    heads("Position", "ContactPosition"),
                    heads("Salutation", "Addressee", "IsPrimary", "IsPrimaryContact", "PrimaryContact",
                          "ContactMobile", "ContactEmail", "ContactPhone")),
            none_of=heads("BusinessStructure", "BalanceMonth"),
            columns=_CONTACTS,
            patterns=_CUSTOM,
            instead=_BY_CODE,
            rows_are_cards=True,
            sure="C",
        ),
        Layout(
            "workflowmax",
            "contact",
            all_of=heads("Name", "Address1", "Address2", "ContactName"),
            none_of=_OF_LEDGERS,
            columns=_CLIENTS | _CONTACT_IN_ROW,
            patterns=_CUSTOM,
            rows_are_cards=True,
            sure="B",
        ),
        XERO_JOBS,
    ),
    guide=_GUIDE,
)  # fmt: skip
