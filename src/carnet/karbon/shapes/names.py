"""How the API calls what Carnet holds: kinds, labels, enumerations and limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from carnet.catalog import FIELDS, RECORD_COLUMNS, choices, short_name
from carnet.contract import Kind


@dataclass(frozen=True, slots=True)
class Entity:
    """What one kind of contact is called.

    Attributes:
        name: one of them. path: all of them, in addresses. key: its key. cards: where its cards are.
        patched: the properties that PATCH takes, by the record column of each.
    """

    kind: Kind
    name: str
    path: str
    cards: str
    patched: Mapping[str, str]

    @property
    def key(self) -> str:
        """The property that holds its key."""
        return f"{self.name}Key"


PERSON_NAMES = {
    "FirstName": "first_name", "MiddleName": "middle_name", "LastName": "last_name",
    "PreferredName": "preferred_name", "Salutation": "salutation", "Suffix": "suffix",
}  # fmt: skip
FULL_NAME = {"FullName": "name"}
PERSON = Entity(Kind.PERSON, "Contact", "Contacts", "BusinessCards", PERSON_NAMES)
ORGANIZATION = Entity(Kind.ORGANIZATION, "Organization", "Organizations", "BusinessCards", FULL_NAME)
GROUP = Entity(Kind.CLIENT_GROUP, "ClientGroup", "ClientGroups", "BusinessCard", FULL_NAME)
ENTITIES: Mapping[str, Entity] = {one.kind: one for one in (ORGANIZATION, PERSON, GROUP)}

# Properties of every kind, with the record column of each; colleagues and types depend on the account.
SHARED = {
    "ClientOwner": "client_owner", "ClientManager": "client_manager", "ContactType": "contact_type",
    "UserDefinedIdentifier": "client_identifier",
}  # fmt: skip
RESTRICTIONS = ("Public", "Private", "Hidden")
CUSTOM_TYPES = (
    "Text", "Number", "Date", "Boolean", "Colleague", "ListSingleSelect", "ListMultipleSelect",
)  # fmt: skip


class Limit:
    """The longest texts, in characters."""

    PHONE = 20
    LINE = 200
    PLACE = 100
    POSTAL_CODE = 20
    REGISTRATION = 50
    CUSTOM_NAME = 100
    CUSTOM_VALUE = 256


PHONE_LABELS = {name: name.title() for name in ("work", "mobile", "office", "fax", "home", "other")}
ADDRESS_LABELS = {name: name.title() for name in ("physical", "mailing", "legal", "home")}
LINKS = {
    "facebook": "FacebookLink", "linkedin": "LinkedInLink", "twitter": "TwitterLink", "skype": "SkypeLink",
}  # fmt: skip
ADDRESS_PARTS = {
    "line": ("AddressLines", Limit.LINE), "city": ("City", Limit.PLACE),
    "region": ("StateProvinceCounty", Limit.PLACE), "postal_code": ("ZipCode", Limit.POSTAL_CODE),
}  # fmt: skip


class Form(StrEnum):
    """How a property of AccountingDetail is written."""

    TEXT = "text"
    INTEGER = "whole number"
    MONTH = "month"  # 1 to 12 in Carnet, 0 to 11 in the API
    DECIMAL = "number"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "true or false"
    LIST = "list"
    NAMED = "name"  # {"Name": ...}


@dataclass(frozen=True, slots=True)
class Detail:
    """One property of AccountingDetail.

    Attributes:
        column: the record column, or "custom.<name>" for what Carnet has no field of its own for.
        kinds: of the contacts that have it; empty is both.
    """

    name: str
    column: str
    form: Form
    choices: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()


def _chosen(name: str, column: str, values: Mapping[str, object]) -> Detail:
    return Detail(name, column, Form.CHOICE, tuple(values))


def beyond(name: str) -> str:
    """The custom field that holds what Carnet has no field of its own for."""
    return f"custom.Karbon {name}"


TAX_COUNTRIES = (
    "US", "AU", "UK", "NZ", "CA", "ZA", "HK", "FR", "SG", "IE", "SE", "FI", "DK", "NO", "IN", "CH",
)  # fmt: skip
SERVICE_LISTS = (
    "Bank", "Payroll", "BillPay", "Benefits", "Revenue", "Expenses", "FileManagement", "Accounting",
)  # fmt: skip
_BASES, _MONTHS = choices.SALES_TAX_BASES, "accounting.financial_year_end_month"
DETAILS = (
    Detail("BirthDate", "birth_date", Form.DATE, kinds=(Kind.PERSON,)),
    Detail("DeathDate", beyond("DeathDate"), Form.DATE),
    Detail("Sex", beyond("Sex"), Form.CHOICE, ("M", "F")),
    Detail("FinancialYearEndDay", "accounting.financial_year_end_day", Form.INTEGER),
    Detail("FinancialYearEndMonth", _MONTHS, Form.MONTH),
    Detail("IncorporationDate", "accounting.incorporation_date", Form.DATE),
    Detail("IncorporationState", beyond("IncorporationState"), Form.TEXT),
    Detail("LegalName", "accounting.legal_name", Form.TEXT),
    Detail("TradingName", "accounting.trading_name", Form.TEXT),
    Detail("LineOfBusiness", "accounting.line_of_business", Form.TEXT),
    _chosen("EntityType", "accounting.entity_type", choices.ENTITY_TYPES),
    Detail("TaxCountryCode", beyond("TaxCountryCode"), Form.CHOICE, TAX_COUNTRIES),
    Detail("AnnualRevenue", "accounting.annual_revenue", Form.DECIMAL),
    Detail("OrganizationValuation", "accounting.valuation", Form.DECIMAL),
    Detail("BaseCurrency", beyond("BaseCurrency"), Form.TEXT),
    _chosen("SalesTaxBasis", "accounting.sales_tax_basis", _BASES),
    Detail("SalesTaxPeriod", "accounting.sales_tax_period", Form.TEXT),
    _chosen("GstBasis", "accounting.sales_tax_basis", _BASES),
    Detail("GstPeriod", "accounting.sales_tax_period", Form.TEXT),
    _chosen("IncomeTaxInstallmentPeriod", "accounting.income_tax_installments", choices.INSTALLMENT_PERIODS),
    Detail("IsVATRegistered", beyond("IsVATRegistered"), Form.FLAG),
    Detail("PaysTax", beyond("PaysTax"), Form.FLAG),
    Detail("PrepareGST", beyond("PrepareGST"), Form.FLAG),
    Detail("ProvisionalTaxBasic", beyond("ProvisionalTaxBasic"), Form.TEXT),
    Detail("ProvisionalTaxRatio", beyond("ProvisionalTaxRatio"), Form.TEXT),
    _chosen("RevenueModel", "accounting.revenue_model", choices.REVENUE_MODELS),
    _chosen("Sells", "accounting.sells", choices.SELLS),
    Detail("DateSignedEngagement", beyond("DateSignedEngagement"), Form.DATE),
    *(Detail(name, beyond(name), Form.LIST) for name in SERVICE_LISTS),
    Detail("LegalFirm", "accounting.legal_firm", Form.NAMED),
    Detail("TaxProvider", beyond("TaxProvider"), Form.NAMED),
)
GST_COUNTRIES = ("AU", "NZ")  # where sales tax is called GST, and the API has properties of its own for it
GST, SALES_TAX = ("GstBasis", "GstPeriod"), ("SalesTaxBasis", "SalesTaxPeriod")
SPELLINGS = {"ProvisionalTaxBasis": "ProvisionalTaxBasic", "ProvisionaTaxBasic": "ProvisionalTaxBasic"}
NOTES = {
    "Basic": "accounting.basic_notes", "Tax": "accounting.tax_notes",
    **{name: beyond(f"{name} notes") for name in ("System", "Owner", "Officer")},
}  # fmt: skip
_AUSTRALIAN = {
    "accounting.business_number": "Australian Business Number (ABN)",
    "accounting.company_number": "Australian Company Number (ACN)",
}
REGISTRATIONS: Mapping[str, str] = {  # type -> record column
    **{one.karbon_type: short_name(one.id) for one in FIELDS.values() if one.karbon_type},
    **{type_: column for column, type_ in _AUSTRALIAN.items()},
}
NO_PLACE = ("accounting.services", "accounting.employee_locations", "accounting.office_locations")
BEYOND = frozenset(
    column.partition(".")[2]
    for column in (*(one.column for one in DETAILS), *NOTES.values())
    if column.startswith("custom.")
)  # names of custom fields that are properties of AccountingDetail in the API
ACCOUNTING = tuple(name for name in RECORD_COLUMNS if name.startswith("accounting."))


def registration_type(column: str, country: str | None) -> str:
    """What the API calls a registration number of a contact in that country."""
    if country == "AU" and column in _AUSTRALIAN:
        return _AUSTRALIAN[column]
    return FIELDS[column].karbon_type


def tax_country(code: str) -> str:
    """An ISO country as TaxCountryCode has it: the United Kingdom is UK there."""
    return "UK" if code == "GB" else code
