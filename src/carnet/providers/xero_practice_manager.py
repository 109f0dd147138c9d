"""Xero Practice Manager: "Generic - Clients" and "Generic - Contacts", and the report builder's wording.

Sure (A, the vendor's pages on the import file, which the export equals): UUID, Name, FirstName, LastName,
OtherName, DateofBirth, WebSite, ExportCode, BusinessStructure, BalanceMonth, TaxNumber, CompanyNumber,
GstPeriod, GstBasis, JobManager, Group; ContactUUID, ContactName, ClientUUID. The rest follows the product's
API (B); that contact columns have "Contact" in front is C, so both forms are declared. Headers compare
without spaces, so that the report builder's "Business Structure" is the same column.

Where seen: central.xero.com (Import your client file, Import client contacts, Merge client lists, Create
custom fields), workflowmaxhelp 900006651726, xero.com training 5-4,
buckhamduffy/laravel-xero-practice-manager (ClientData).

The two files are joined by UUID and ClientUUID; a report that has no keys is joined by the client's name.
A contact of several clients stands on several rows with one ContactUUID: these are cards.
"""

from __future__ import annotations

import re

from carnet.language import Text
from carnet.providers.layout import Layout, Provider, Target, aside, columns, heads, of_country, to

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
          "PrepareTaxReturn", "IsProspect", "IsArchived", "IsDeleted", "FirstTaxYear", "ActiveATOClient"),
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
_TAX = heads("BalanceMonth", "TaxNumber", "GstBasis", "GstPeriod", "ExportCode", "JobManager", "TaxAgent",
             "AgencyStatus", "PrepareGST", "ReturnType")  # fmt: skip
_NAMED = heads("Name", "Client Name", "Client", "FirstName", "LastName")

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
                    heads("Salutation", "Addressee", "IsPrimary", "IsPrimaryContact", "ContactMobile")),
            none_of=heads("BusinessStructure", "BalanceMonth"),
            columns=_CONTACTS,
            patterns=_CUSTOM,
            rows_are_cards=True,
            sure="C",
        ),
        Layout(
            "workflowmax",
            "contact",
            all_of=heads("Name", "Address1", "Address2", "ContactName"),
            columns=_CLIENTS | _CONTACT_IN_ROW,
            patterns=_CUSTOM,
            rows_are_cards=True,
            sure="B",
        ),
    ),
)  # fmt: skip
