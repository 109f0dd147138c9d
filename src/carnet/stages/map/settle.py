"""Headers with several meanings: the values of the column settle which one it has."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from carnet.stages.map import gazetteer
from carnet.stages.map.profile import Profile
from carnet.stages.map.reading import Reading
from carnet.stages.map.registrations import COUNTRY_OF, valid_shares
from carnet.stages.map.support import are_addresses, are_phones, is_choice, is_repeated


def settled(reading: Reading, profile: Profile) -> Reading:
    """A header with several meanings takes the one that its values have."""
    settle = _SETTLE.get(reading.concept)
    return settle(reading, profile) if settle else reading


def _title(reading: Reading, profile: Profile) -> Reading:
    if profile.share("organization") > 0.3:
        return replace(reading, concept="name")
    known = profile.share("salutation") > 0.5 or (profile.length < 5 and profile.share("salutation") > 0.3)
    return replace(reading, concept="salutation" if known else "role")


def _client(reading: Reading, profile: Profile) -> Reading:
    if profile.share("yes_no") > 0.8:
        return replace(reading, concept="aside", certainty=0.8)
    if _coded(profile) and all(value.strip()[:2] in _LEDGER for value in profile.values):
        return replace(reading, concept="id", certainty=0.7)  # the client's account in a French ledger
    named = replace(reading, concept="client_id" if _coded(profile) else "client_name")
    return _name(named, profile) if named.concept == "client_name" else named


_LEDGER = {"41", "40"}  # how the accounts of customers and suppliers begin


def _coded(profile: Profile) -> bool:
    return profile.words < 1.3 and profile.share("has_digit") > 0.7


def _name(reading: Reading, profile: Profile) -> Reading:
    """A "File Name" of codes, or few names on all rows, are no names of clients."""
    if _coded(profile) and profile.share("email") < 0.5:
        return replace(reading, concept="id", certainty=0.5)
    return replace(reading, certainty=min(reading.certainty, 0.5)) if is_repeated(profile) else reading


def _client_id(reading: Reading, profile: Profile) -> Reading:
    if profile.share("uuid") > 0.8:
        return replace(reading, concept="row_key")
    return reading


def _organization(reading: Reading, profile: Profile) -> Reading:
    if profile.share("yes_no") > 0.8 and profile.rows > 1:
        kind = len(profile.values) > 1 and not reading.modifiers
        return replace(reading, concept="kind" if kind else "aside", certainty=0.75)
    if profile.length < 1.5:  # "ENTITY_CD" of S, I and F
        return replace(reading, concept="kind", certainty=0.85)
    forms = max(profile.share("entity"), _made_of_forms(profile))
    if forms > (0.5 if profile.distinct < 0.9 else 0.8) or profile.share("entity") > _SOME:
        return replace(reading, concept="entity")
    return reading


_SOME = 0.4  # of the values: no organizations are called "S-Corp", "1041" and "Sch C"


def _made_of_forms(profile: Profile) -> float:
    """The share of values that are words of legal forms and no others: "Ltd Co", "LLC (single member)"."""
    known = {word for text in gazetteer.listed("entity") for word in _WORD.findall(text)} | _FORM_WORDS
    made = (known.issuperset(_WORD.findall(gazetteer.plain(value))) for value in profile.values)
    return sum(made) / len(profile.values)


_WORD = re.compile(r"\w+")
_FORM_WORDS = {
    "co", "pty", "trade", "pllc", "domestic", "foreign", "living", "revocable", "irrevocable", "grantor",
    "taxed", "as", "deceased", "cio", "clg", "ccpc", "ulc", "private", "professional", "registered",
}  # fmt: skip


def _website(reading: Reading, profile: Profile) -> Reading:
    for network in ("linkedin", "facebook", "twitter"):
        if profile.share(network) > 0.8:
            return replace(reading, concept=network)
    return reading


def _full(reading: Reading, profile: Profile) -> Reading:
    """A "Contact Name" that is often an organization's is the row's own name; codes are nobody's names."""
    answers = profile.share("yes_no") > 0.8  # "Contact Name on Invoices"
    if answers or (_coded(profile) and profile.share("email") < 0.5):
        return replace(reading, concept="aside", certainty=0.8)
    firms = profile.share("organization") - _couples(profile) - _with_remarks(profile)
    if reading.slot in {"", "contact"} and firms > 0.25:
        return replace(reading, concept="name", slot="")
    if reading.slot == "contact" and reading.unknown == 1 and profile.share("full_name") > 0.7:
        return replace(reading, certainty=max(reading.certainty, 0.72))  # "Payroll Contact"
    if reading.slot == "contact" and reading.modifiers & {"billing", "shipping", "mailing"}:
        return replace(reading, certainty=min(reading.certainty, 0.5))
    return reading


def _with_remarks(profile: Profile) -> float:
    """The share of values with a word in brackets, which is no name's: "Hart, William (Trustee)"."""
    return sum("(" in value for value in profile.values) / len(profile.values)


def _couples(profile: Profile) -> float:
    """The share of values that have "&" as firms have, and begin with a first name: "John & Mary Smith"."""
    first_names = gazetteer.listed("first_name")
    joined = [value for value in profile.values if "&" in value]
    return sum(gazetteer.plain(value).split()[0] in first_names for value in joined) / len(profile.values)


def _incorporated(reading: Reading, profile: Profile) -> Reading:
    """A date with a time of day is when a record was made, not a company."""
    return replace(reading, concept="aside", certainty=0.85) if profile.share("time") > 0.5 else reading


def _organization_id(reading: Reading, profile: Profile) -> Reading:
    valid = valid_shares(profile.values)
    if valid:
        return replace(reading, concept=max(valid, key=lambda field: valid[field]), certainty=0.85)
    return replace(reading, concept="client_id", certainty=0.5)


def _company_number(reading: Reading, profile: Profile) -> Reading:
    """A "Co #" of few digits is the number that a program gave the client."""
    short = profile.share("integer") > 0.8 and profile.length < _REGISTERED
    return replace(reading, concept="client_id", certainty=0.85) if short else reading


_REGISTERED = 6  # digits of a company's number at least


def _id(reading: Reading, profile: Profile) -> Reading:
    if profile.share("uuid") > 0.8:
        return replace(reading, concept="row_key")
    if _of_the_tax_office(profile):
        return replace(reading, concept="tax", certainty=0.9)
    if valid_shares(profile.values).get(_VAT, 0.0) > 0.9 and all(v[:2].isalpha() for v in profile.values):
        return replace(reading, concept=_VAT, certainty=0.85)
    if reading.modifiers & {"billing", "shipping", "mailing", "home", "legal"}:
        postal = profile.share("postal") > 0.8  # "Billing Code" is a postal code in some tools
        return replace(reading, concept="postal" if postal else "id", certainty=0.85 if postal else 0.4)
    if are_phones(profile):
        return replace(reading, concept="phone", certainty=0.85)
    return replace(reading, certainty=min(reading.certainty, 0.8))


_VAT = "accounting.vat_number"


def _of_the_tax_office(profile: Profile) -> bool:
    """Whether numbers are written as those of people and companies in the United States; some are hidden."""
    people = profile.shares.get("ssn", 0.0) + profile.shares.get("masked", 0.0)
    return people > 0 and people + profile.shares.get("ein", 0.0) > 0.8


def _phone(reading: Reading, profile: Profile) -> Reading:
    """ "Office" without telephones is where in the firm a client belongs, or an address."""
    if reading.number and profile.share("label") > 0.8 and not profile.share("has_digit"):
        return replace(
            reading, label=True, certainty=0.85, unknown=0
        )  # "Description tél. 1" of Bureau and Cellulaire
    if reading.certainty > 0.6 or profile.share("phone_digits") > 0.2:
        return reading
    if are_addresses(profile):
        return replace(reading, concept="address", certainty=0.85)
    return replace(reading, concept="aside", certainty=0.75) if "office" in reading.modifiers else reading


def _email(reading: Reading, profile: Profile) -> Reading:
    """A few addresses that repeat over many rows are colleagues', not the clients'."""
    return replace(reading, certainty=min(reading.certainty, 0.5)) if is_repeated(profile) else reading


def _sms(reading: Reading, profile: Profile) -> Reading:
    """Numbers for text messages, or whether somebody wants them."""
    return replace(reading, concept="mobile" if are_phones(profile) else "aside")


def _cc(reading: Reading, profile: Profile) -> Reading:
    """Codes of countries, or who gets a copy."""
    return replace(reading, concept="country" if profile.share("country") > 0.8 else "aside")


def _row_key(reading: Reading, profile: Profile) -> Reading:
    """Few values that repeat over many rows are no key of a contact."""
    few = profile.rows >= 8 and profile.distinct < 0.3
    return replace(reading, concept="aside", certainty=0.7) if few else reading


def _salutation(reading: Reading, profile: Profile) -> Reading:
    """A salutation that is a first name is how the client's contact is greeted: "Dear Mei".

    Legal forms beside Mr and Mrs tell who is a person.
    """
    if _of_firms_and_people(profile):
        return replace(reading, concept="kind", certainty=0.85)
    if profile.share("first_name") <= 0.4 or profile.share("salutation") >= 0.2:
        return reading
    return replace(
        reading,
        concept="preferred",
        certainty=min(reading.certainty, 0.85),
        slot=reading.slot or "contact",
        modifiers=reading.modifiers | {"greeting"},
    )


def _of_firms_and_people(profile: Profile) -> bool:
    """Legal forms beside Mr and Mrs."""
    forms, titles = (profile.shares.get(name, 0.0) for name in ("entity", "salutation"))
    return min(forms, titles) > 0.1 and forms + titles > 0.8


def _role(reading: Reading, profile: Profile) -> Reading:
    """ "Qualité" is a position, Mr and Mrs or a legal form; "Poste" is a position, or an extension."""
    if profile.share("integer") > 0.8 and profile.length <= 5:
        return replace(reading, concept="extension", certainty=min(reading.certainty, 0.85))
    if _of_firms_and_people(profile):
        return replace(reading, concept="kind", certainty=0.85)
    if profile.share("entity") > 0.7:
        return replace(reading, concept="entity")
    return replace(reading, concept="salutation") if profile.share("salutation") > 0.8 else reading


def _address(reading: Reading, profile: Profile) -> Reading:
    """The first of an address's lines, where it is but the name above the street; "Site" of a web site."""
    if reading.certainty < 0.7 and profile.share("website") > 0.8:
        return replace(reading, concept="website", certainty=0.85)
    if reading.certainty <= 0.6 and are_addresses(profile):
        reading = replace(reading, certainty=0.85)
    if reading.of == "organization" and profile.share("organization") > 0.3 > profile.share("has_digit"):
        return replace(reading, concept="organization", certainty=min(reading.certainty, 0.85))
    narrowed = bool(reading.modifiers) and not reading.label
    name = reading.number == 1 and narrowed and profile.share("has_digit") < 0.3
    return replace(reading, concept="aside", certainty=0.8) if name else reading


def _unit(reading: Reading, profile: Profile) -> Reading:
    """ "Mailing Address / City / State / Zip" of streets too is the whole address."""
    whole = min(profile.share("street"), profile.share("ends_in_place")) > 0.6
    return replace(reading, concept="address") if whole else reading


def _city(reading: Reading, profile: Profile) -> Reading:
    """A city with its postal code or region, "Lévis (Québec)", is the last line of an address."""
    last = profile.share("has_digit") > 0.8 and profile.words > 1.5
    last |= sum(map(bool, map(_WITH_REGION.search, profile.values))) > 0.6 * len(profile.values)
    return replace(reading, concept="unit", certainty=min(reading.certainty, 0.9)) if last else reading


_WITH_REGION = re.compile(r"^[^\d,(]+(?:,\s*|\s\()[^\d,()]+\)?$")


def _group(reading: Reading, profile: Profile) -> Reading:
    """A "Customer Group" of Individual and Commercial, or of PRO and PART, is no group of clients."""
    if profile.share("upper") > 0.8 and profile.length < 5:
        return replace(reading, concept="aside", certainty=0.75)
    kind = _type(reading, profile)
    return reading if kind.concept == "aside" else kind


def _department(reading: Reading, profile: Profile) -> Reading:
    """In France a place, by its name or number; else a part of a firm."""
    numbered = profile.share("integer") > 0.8 and profile.length <= 3
    place = numbered or profile.share("region") > 0.3
    return replace(reading, concept="region" if place else "aside", certainty=0.85)


def _return_type(reading: Reading, profile: Profile) -> Reading:
    known = profile.share("entity") > 0.7
    return replace(reading, concept="entity" if known else "aside", certainty=0.75 if known else 0.9)


def _type(reading: Reading, profile: Profile) -> Reading:
    for concept in ("kind", "entity", "status"):
        if profile.share(concept) > 0.7:
            return replace(reading, concept=concept, certainty=0.85)
    return replace(reading, concept="aside", certainty=0.7)


def _status(reading: Reading, profile: Profile) -> Reading:
    if profile.share("kind") > 0.8 and profile.share("status") < 0.5:
        return replace(reading, concept="kind", certainty=0.9)
    if profile.share("entity") > 0.8 and profile.share("status") < 0.5:
        return replace(reading, concept="entity", certainty=0.9)
    if sum(gazetteer.plain(value) in _RELATIVES for value in profile.values) > len(profile.values) / 2:
        return replace(reading, concept="aside", certainty=0.85)
    of_work = profile.share("progress") > max(0.6, profile.share("status"))  # of a return, not of a client
    if of_work or profile.share("yes_no") > 0.8:
        return replace(reading, concept="aside", certainty=0.8)
    if profile.words > _SENTENCE:  # "Relationships" of "Spouse: Mary; Director of: Elm"
        return replace(reading, certainty=min(reading.certainty, 0.5))
    return replace(reading, certainty=min(reading.certainty, 0.85)) if only_in_use(profile) else reading


_SENTENCE = 4.5  # words of a value that is no state of a client


def only_in_use(profile: Profile) -> bool:
    """Whether the values say nothing but who is a client still."""
    return all(gazetteer.plain(value) in _IN_USE for value in profile.values)


_RELATIVES = {
    "head", "head of household", "self", "spouse", "husband", "wife", "partner", "child", "son", "daughter",
    "parent", "mother", "father", "dependent", "dependant", "sibling", "brother", "sister", "conjoint",
    "conjointe", "enfant", "fils", "fille", "mere", "pere", "chef de famille", "contribuable", "taxpayer",
}  # fmt: skip


_PEOPLE = {
    "individual", "individuals", "person", "sole trader", "sole proprietor", "personal", "particulier",
    "personne physique", "travailleur autonome", "entreprise individuelle", "1040", "t1",
}  # fmt: skip


def lists_people(profile: Profile) -> bool:
    """Whether kinds of contacts or entities name people."""
    return any(gazetteer.plain(value) in _PEOPLE for value in profile.values)


def _year_end(reading: Reading, profile: Profile) -> Reading:
    """A column of months is no column of days and months, whatever its header says."""
    months = profile.share("month_number") > 0.9
    if reading.concept == "year_end" and months:
        return replace(reading, concept="year_end_month")
    if reading.concept != "year_end" and profile.share("month_number", "month_name") < 0.5:
        days = profile.share("year_end", "date") > 0.5
        return replace(reading, concept="year_end") if days else reading
    return reading


def _period_end(reading: Reading, profile: Profile) -> Reading:
    """Days and months without a year come again each year; a date is the end of one period."""
    yearly = profile.share("year_end", "month_name", "month_day") > max(0.5, profile.share("date"))
    return replace(reading, concept="year_end" if yearly else "aside", certainty=0.85)


_IN_USE = {"active", "inactive", "not-active", "actif", "inactif", "archived", "archive"}


_OF_RETURNS = {"i", "c", "s", "p", "t", "f", "e", "o", "b", "x", "k"}


def _of_returns(profile: Profile) -> bool:
    """Letters under which programs keep individuals (I) and kinds of bodies."""
    letters = {value.strip().casefold() for value in profile.values}
    return "i" in letters <= _OF_RETURNS and len(letters) > 1


def _kind(reading: Reading, profile: Profile) -> Reading:
    if _of_returns(profile):
        return replace(reading, concept="kind", certainty=0.9)
    if profile.share("status") > 0.8 and profile.share("kind", "entity") < 0.5:
        return replace(reading, concept="status", certainty=0.9)
    if profile.share("entity") > max(profile.share("kind"), 0.5):
        return replace(reading, concept="entity")
    if profile.share("kind", "entity", "yes_no") < 0.3 and is_choice(profile):
        return replace(reading, concept="status", certainty=0.9)  # a list of the firm's own: "Monthly"
    return reading


def _entity(reading: Reading, profile: Profile) -> Reading:
    if profile.share("kind") > 0.9 and profile.share("kind") > profile.share("entity"):
        return replace(reading, concept="kind")
    return reading


def _manager(reading: Reading, profile: Profile) -> Reading:
    """Long codes are a program's keys of colleagues, and Yes and No are no names."""
    keys = _coded(profile) and profile.length >= 6
    nobody = keys or profile.share("yes_no") > 0.8
    return replace(reading, concept="aside", certainty=0.9) if nobody else reading


def _owner(reading: Reading, profile: Profile) -> Reading:
    """A column "Partner" of names that hardly repeat holds spouses as likely as partners of the firm."""
    if _manager(reading, profile) is not reading:
        return _manager(reading, profile)
    if profile.share("organization") > 0.5:  # "Company owned"
        return replace(reading, certainty=min(reading.certainty, 0.3))
    personal = profile.rows >= 5 and profile.distinct > 0.9 and profile.share("email") < 0.5
    return replace(reading, certainty=min(reading.certainty, 0.5)) if personal else reading


_SETTLE: Mapping[str, Callable[[Reading, Profile], Reading]] = {
    "title": _title,
    "client": _client,
    "client_id": _client_id,
    "client_name": _name,
    "name": _name,
    "department": _department,
    "group": _group,
    "organization": _organization,
    "organization_id": _organization_id,
    "id": _id,
    "email": _email,
    "phone": _phone,
    "row_key": _row_key,
    "sms": _sms,
    "cc": _cc,
    "salutation": _salutation,
    "role": _role,
    "address": _address,
    "unit": _unit,
    "city": _city,
    "return_type": _return_type,
    "type": _type,
    "status": _status,
    "kind": _kind,
    "entity": _entity,
    "owner": _owner,
    "manager": _manager,
    "year_end": _year_end,
    "year_end_month": _year_end,
    "period_end": _period_end,
    "website": _website,
    "full": _full,
    "accounting.incorporation_date": _incorporated,
    "accounting.company_registration_number": _company_number,
}


def tax_field(profile: Profile, country: str | None) -> str | None:
    """The one registration number that the values of a mixed column most likely are."""
    if profile.share("ssn") > 0.8:
        return "accounting.social_security_number"
    if profile.share("ein") + profile.share("ssn") > 0.5:
        return "accounting.tax_id"
    if country == "CA":
        return None  # a BN and a SIN have the same check digits: the kind of contact tells
    valid = valid_shares(profile.values, country)
    own = {field: share for field, share in valid.items() if COUNTRY_OF.get(field, country) == country}
    usable = own or (valid if country is None and len(valid) == 1 else {})
    if usable:
        return max(usable, key=lambda field: usable[field])
    return _TAX_OF.get(country or "")


_TAX_OF = {"US": "accounting.tax_id", "AU": "accounting.tax_file_number", "NZ": "accounting.ird_number",
           "GB": "accounting.unique_taxpayer_reference"}  # fmt: skip
