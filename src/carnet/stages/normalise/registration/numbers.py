"""The types of registration number that Carnet knows: shape, check, printed form."""

from __future__ import annotations

from dataclasses import dataclass

from carnet.stages.normalise.registration import checks
from carnet.stages.normalise.registration.checks import Check


@dataclass(frozen=True, slots=True)
class NumberType:
    """One type of number.

    Attributes:
        name: what people call it, in any language.
        field: where it is kept; "" where a contact has no field for it.
        countries: ISO 3166-1 alpha-2 codes; () for any.
        shape: of the comparable form (letters and digits, capitals).
        check: of comparable forms that have the shape.
        form: how it is printed: 9 for a digit, A for a letter or digit; "" as the comparable form.
        sure: whether check has check digits behind it, so that a true number is hardly chance.
        written: shape of the text as written, where that alone tells the type ("123-45-6789").
    """

    name: str
    field: str
    countries: tuple[str, ...]
    shape: str
    check: Check
    form: str = ""
    sure: bool = True
    written: str = ""

    @property
    def expected(self) -> str:
        """The form for the person, "ABN 99 999 999 999"."""
        return f"{self.name} {self.form or _EXAMPLES.get(self.name, '')}".strip()


_EXAMPLES = {
    "UEN": "99999999A", "GSTIN": "99AAAAA9999A9A9", "PAN": "AAAAA9999A", "VAT": "GB999999999",
    "CRN": "99999999", "BN": "999999999", "NZBN": "9999999999999", "UTR": "9999999999", "CVR": "99999999",
    "TVA": "FR99999999999", "RCS": "RCS Paris B 999 999 999",
    "TVA/VAT": "BE0999999999, NL999999999B99, FR99999999999", "BN/RT": "999999999RT0001",
}  # fmt: skip

_GB_VAT = r"(?:GB|XI)?\d{9}(?:\d{3})?"
_EU = ("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "GR", "HR",
       "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK")  # fmt: skip
_UEN = r"\d{8}[A-Z]|(?:18|19|20)\d{7}[A-Z]|[RST]\d\d[A-Z]{2}\d{4}[A-Z]"

TYPES: dict[str, NumberType] = {
    "abn": NumberType("ABN", "business_number", ("AU",), r"[1-9]\d{10}", checks.abn, "99 999 999 999"),
    "acn": NumberType("ACN", "company_number", ("AU",), r"\d{9}", checks.acn, "999 999 999"),
    "tfn": NumberType("TFN", "tax_file_number", ("AU",), r"\d{8,9}", checks.tfn, "999 999 999"),
    "bn": NumberType("BN", "business_number", ("CA",), r"\d{9}(?:[A-Z]{2}\d{4})?", checks.bn),
    "sin": NumberType("SIN", "social_insurance_number", ("CA",), r"\d{9}", checks.luhn(9), "999 999 999"),
    "ein": NumberType("EIN", "tax_id", ("US",), r"\d{9}", checks.ein, "99-9999999", False, r"\d\d-\d{7}"),
    "ssn": NumberType("SSN", "social_security_number", ("US",), r"\d{9}", checks.ssn, "999-99-9999", False,
                      r"\d{3}[- ]\d\d[- ]\d{4}"),
    "neq": NumberType("NEQ", "", ("CA",), r"(?:11|22|33|88)\d{8}", checks.any_number, "", False),
    "qst": NumberType("QST/TVQ", "", ("CA",), r"\d{10}TQ\d{4}", checks.any_number, "", False),
    "nzbn": NumberType("NZBN", "nz_business_number", ("NZ",), r"94\d{11}", checks.ean13),
    "ird": NumberType("IRD", "ird_number", ("NZ",), r"\d{8,9}", checks.ird, "999-999-999"),
    "nzgst": NumberType("IRD", "gst_number", ("NZ",), r"\d{8,9}", checks.ird, "999-999-999"),
    "utr": NumberType("UTR", "unique_taxpayer_reference", ("GB",), r"\d{10}K?", checks.utr),
    "crn": NumberType("CRN", "company_registration_number", ("GB",), r"\d{8}|[A-Z]{2}\d{6}",
                      checks.any_number, "", False),
    "nino": NumberType("NINO", "", ("GB",), r"[A-Z]{2}\d{6}[A-D]",
                       checks.any_number, "AA 99 99 99 A", False),
    "gbvat": NumberType("VAT", "vat_number", ("GB", "IM"), _GB_VAT, checks.gb_vat),
    "euvat": NumberType("TVA/VAT", "vat_number", _EU, rf"(?:{'|'.join(_EU)})[A-Z0-9]{{8,12}}",
                        checks.eu_vat_number),
    "siren": NumberType("SIREN", "rcs", ("FR",), r"(?:RCS.*)?\d{9}", checks.siren_in_text, "999 999 999"),
    "siret": NumberType("SIRET", "siret", ("FR",), r"\d{14}", checks.siret, "999 999 999 99999"),
    "uen": NumberType("UEN", "uen", ("SG",), _UEN, checks.uen_number),
    "cvr": NumberType("CVR", "cvr_number", ("DK",), r"[1-9]\d{7}",
                      checks.weighted(8, (2, 7, 6, 5, 4, 3, 2, 1), 11)),
    "seorg": NumberType("Org.nr", "organisation_number", ("SE",), r"\d{10}", checks.luhn(10), "999999-9999"),
    "noorg": NumberType("Org.nr", "organisation_number", ("NO",), r"\d{9}",
                        checks.weighted(9, (3, 2, 7, 6, 5, 4, 3, 2, 1), 11), "999 999 999"),
    "ytunnus": NumberType("Y-tunnus", "finnish_business_id", ("FI",), r"\d{8}",
                          checks.weighted(8, (7, 9, 10, 5, 8, 4, 2, 1), 11), "9999999-9"),
    "gstin": NumberType("GSTIN", "gstin", ("IN",), r"[0-9]{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]",
                        checks.gstin_number),
    "pan": NumberType("PAN", "permanent_account_number", ("IN",), r"[A-Z]{5}\d{4}[A-Z]", checks.pan_number),
}  # fmt: skip

# Types that only one kind of contact can have.
HOLDER: dict[str, str] = dict.fromkeys(("sin", "ssn", "nino"), "person") | dict.fromkeys(
    ("acn", "bn", "neq", "ein", "nzbn", "crn", "siren", "siret", "uen", "cvr", "seorg", "noorg", "ytunnus"),
    "organization",
)

# Which types a field may hold, the likeliest first. Fields that are not here hold any text.
OF_FIELD: dict[str, tuple[str, ...]] = {
    "business_number": ("abn", "bn"),
    "company_number": ("acn",),
    "tax_file_number": ("tfn",),
    "social_security_number": ("ssn",),
    "tax_id": ("ein",),
    "vat_number": ("gbvat", "euvat"),
    "company_registration_number": ("crn",),
    "unique_taxpayer_reference": ("utr",),
    "ct_reference": ("utr",),
    "nz_business_number": ("nzbn",),
    "gst_number": ("nzgst", "bn", "abn", "gstin"),
    "ird_number": ("ird",),
    "social_insurance_number": ("sin",),
    "rcs": ("siren",),
    "siret": ("siret",),
    "uen": ("uen",),
    "cvr_number": ("cvr",),
    "organisation_number": ("seorg", "noorg"),
    "finnish_business_id": ("ytunnus",),
    "gstin": ("gstin",),
    "permanent_account_number": ("pan",),
}

# Fields of one country's number are checked whatever the row's country says; in these, a number from a
# country that is not listed is any text.
BY_COUNTRY = frozenset({"business_number", "company_number", "tax_id", "vat_number", "gst_number",
                        "company_registration_number", "organisation_number"})  # fmt: skip

# Types that are written in each other's columns.
MISTAKEN: dict[str, tuple[str, ...]] = {
    "ein": ("ssn", "bn"), "ssn": ("ein", "sin"), "abn": ("acn", "tfn"),
    "acn": ("abn", "tfn"), "tfn": ("acn", "abn"),
    "siret": ("siren", "euvat"), "siren": ("siret", "euvat"), "euvat": ("siren", "siret"),
    "sin": ("bn", "ssn"), "bn": ("acn", "sin", "neq", "qst"),
    "utr": ("gbvat", "crn", "nino"), "gbvat": ("utr",), "crn": ("gbvat", "utr"),
    "nzbn": ("ird",), "ird": ("nzbn",), "gstin": ("pan",), "pan": ("gstin",),
}  # fmt: skip
