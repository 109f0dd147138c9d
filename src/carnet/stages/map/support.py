"""How far the values of a column bear out what its header says, and what they say by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from carnet.stages.map import registrations
from carnet.stages.map.profile import Profile

# Shapes that a text of its own kind never has; a column full of one of them is nothing else.
_FOREIGN = ("email", "website", "phone_marks", "date", "money", "uuid", "yes_no", "percent")
OVERWHELMING = 0.9


def foreign(profile: Profile, *allowed: str) -> float:
    """The largest share of a shape that plain text does not have."""
    return profile.share(*(shape for shape in _FOREIGN if shape not in allowed))


def _text(*allowed: str) -> Callable[[Profile], float]:
    return lambda profile: 1.0 - foreign(profile, *allowed)


def _shapes(*shapes: str) -> Callable[[Profile], float]:
    return lambda profile: profile.share(*shapes)


def _phone(profile: Profile) -> float:
    if profile.share("date") > 0.5:
        return 0.0
    marked = max(
        profile.share("phone_marks", "phone_lines"),
        min(profile.share("phone"), profile.share("phone_digits")),
    )
    return max(marked, 0.5 * profile.share("phone_digits") * (1.0 - foreign(profile, "phone_marks")))


def _name_part(profile: Profile) -> float:
    if profile.share("entity", "status", "yes_no", "currency", "label") > 0.8 and profile.rows > 3:
        return 0.1
    return profile.share("has_letter") * (1.0 - foreign(profile))


def _name(profile: Profile) -> float:
    if profile.share("entity", "status", "kind") > 0.8 and profile.rows > 3:
        return 0.1
    numbers = profile.share("integer", "number")
    return (1.0 - foreign(profile)) * (1.0 - numbers)


def _region(profile: Profile) -> float:
    if profile.share("status") > max(0.5, profile.share("region")):
        return 0.0
    if profile.length < 1.5:  # "E" and "P": how far a return of the state is
        return 0.0
    known = profile.share("region")
    streets = min(profile.share("street"), profile.share("has_digit"))
    return max(known, 0.6 * profile.share("has_letter") * (1.0 - foreign(profile)) * (1.0 - streets))


def _place(profile: Profile) -> float:
    return (1.0 - max(foreign(profile), profile.share("month_year"))) * (
        1.0 - profile.share("integer", "number", "salutation")
    )


def _street(profile: Profile) -> float:
    return (1.0 - foreign(profile)) * (1.0 if profile.share("number") < 0.5 else 0.1)


def _number(profile: Profile) -> float:
    if profile.share("email", "website", "date", "yes_no") > 0.5 or profile.share("has_digit") < 0.5:
        return 0.0
    return profile.share("has_digit") if profile.words < 4 else 0.3


def _identifier(profile: Profile) -> float:
    if foreign(profile, "phone_marks", "money", "yes_no", "date", "website") > 0.5:
        return 0.0
    return (1.0 if profile.words < 2.5 else 0.3) * (
        1.0 if profile.distinct > 0.5 or profile.rows < 3 else 0.3
    )


def _social(name: str) -> Callable[[Profile], float]:
    return lambda profile: max(
        profile.share(name), profile.share("website"), 0.8 * profile.share("code", "twitter")
    )


def _year_end(profile: Profile) -> float:
    shaped = profile.share("year_end", "date", "month_name", "month_number", "month_year", "month_day")
    return max(shaped, float(profile.share("serial_date") == 1))


def _date(profile: Profile) -> float:
    """Dates, or in all rows the numbers under which a spreadsheet keeps dates."""
    return max(profile.share("date"), float(profile.share("serial_date") == 1))


def _birth(profile: Profile) -> float:
    """The same, or days and months without a year."""
    return max(_date(profile), profile.share("date") + profile.share("year_end"))


def _choice(*shapes: str) -> Callable[[Profile], float]:
    def fits(profile: Profile) -> float:
        known = profile.share(*shapes)
        if profile.share("integer", "number") > 0.5:  # no words that a person chose among
            return known
        return max(known, 0.55 if is_choice(profile) else 0.3 * _text()(profile))

    return fits


def is_choice(profile: Profile) -> bool:
    """Few different words, often repeated, as a list of kinds or states has them."""
    return foreign(profile) < 0.3 and profile.words < 3.5 and len(profile.values) <= 25


SUPPORT: Mapping[str, Callable[[Profile], float]] = {
    "email": lambda profile: max(profile.share("email"), 0.6 * profile.share("at_sign")),
    **dict.fromkeys(("phone", "mobile", "fax", "pager"), _phone),
    "area_code": lambda profile: profile.share("integer") if profile.length <= 5 else 0.0,
    "extension": lambda profile: profile.share("has_digit") if profile.length <= 8 else 0.0,
    "website": _shapes("website", "linkedin", "facebook", "twitter"),
    **{name: _social(name) for name in ("linkedin", "facebook", "twitter", "skype", "google_plus")},
    **dict.fromkeys(("first", "middle", "last", "preferred"), _name_part),
    **dict.fromkeys(("full", "name", "organization", "belongs_to", "client_name", "trading", "legal_name",
                     "group", "members", "spouse_name"), _name),
    "salutation": lambda profile: max(profile.share("salutation"), 0.5 * _name_part(profile)),
    "suffix": lambda profile: max(profile.share("suffix"), 0.5 * _name_part(profile)),
    "birth": _birth,
    "birth_year": _shapes("year"),
    "birth_month": _shapes("month_number", "month_name"),
    "birth_day": _shapes("day"),
    "role": lambda profile: _text()(profile) * (1.0 - profile.share("integer", "salutation")),
    "year_end": _year_end,
    "year_end_month": _shapes("month_name", "month_number"),
    "year_end_day": _shapes("day"),
    "street": _street,
    "unit": lambda profile: _text("yes_no", "date")(profile),
    "address": _street,
    "city": _place,
    "region": _region,
    "postal": lambda profile: profile.share("postal", "postal_marks") * (1.0 - profile.share("phone_marks")),
    "country": lambda profile: max(profile.share("country"), 0.4 * profile.share("has_letter")),
    "description": lambda profile: _text("date", "phone_marks", "website", "money")(profile),
    "owner": lambda profile: _text("email")(profile) * (1.0 - profile.share("integer")),
    "manager": lambda profile: _text("email")(profile) * (1.0 - profile.share("integer")),
    "status": _choice("status"),
    "entity": _choice("entity"),
    "kind": lambda profile: max(profile.share("kind", "entity", "yes_no"), float(profile.length < 1.5)),
    **dict.fromkeys(("client_id", "id"), _identifier),
    "tax": _number,
}  # fmt: skip

_ACCOUNTING: Mapping[str, Callable[[Profile], float]] = {
    "accounting.incorporation_date": _date,
    "accounting.annual_revenue": _shapes("money", "number"),
    "accounting.valuation": _shapes("money", "number"),
    "accounting.financial_year_end_day": _shapes("day"),
    "accounting.financial_year_end_month": _shapes("month_name", "month_number"),
    "accounting.sales_tax_period": lambda profile: 1.0 if profile.words < 4 else 0.3,
    "accounting.mpf_provider": _text(),
}


def support(concept: str, profile: Profile, registration: bool = False) -> float | None:
    """Share of the values, 0 to 1, that the concept would have; None where values cannot tell."""
    check = SUPPORT.get(concept) or _ACCOUNTING.get(concept)
    if check is None and registration:
        check = _number
    if check is None:
        return 1.0 - foreign(profile) if concept.startswith("accounting.") else None
    return check(profile)


@dataclass(frozen=True, slots=True)
class Guess:
    """What the values of a column say by themselves.

    ``plain`` tells shapes that are what they are under any header (an email address) from those that
    only mean something in a column of their own (a person's name may be a banker's).
    """

    concept: str = ""
    confidence: float = 0.0
    share: float = 0.0
    plain: bool = False


# Concept, shapes of which the largest share counts, share needed, confidence, plain.
_TELLING: tuple[tuple[str, tuple[str, ...], float, float, bool], ...] = (
    ("email", ("email",), 0.8, 0.93, True),
    ("linkedin", ("linkedin",), 0.8, 0.93, True),
    ("facebook", ("facebook",), 0.8, 0.93, True),
    ("twitter", ("twitter",), 0.8, 0.9, True),
    ("skype", ("skype",), 0.8, 0.9, True),
    ("website", ("website",), 0.8, 0.9, True),
    ("row_key", ("uuid",), 0.9, 0.9, True),
    ("date", ("date",), 0.8, 0.5, True),
    ("accounting.social_security_number", ("ssn",), 0.9, 0.85, True),
    ("accounting.tax_id", ("ein",), 0.9, 0.85, True),
    ("postal", ("postal_marks",), 0.8, 0.88, True),
    ("country", ("country",), 0.9, 0.8, False),
    ("region", ("region",), 0.9, 0.78, False),
    ("salutation", ("salutation",), 0.9, 0.8, False),
    ("kind", ("kind",), 0.9, 0.75, False),
    ("status", ("status",), 0.9, 0.7, False),
    ("entity", ("entity",), 0.9, 0.72, False),
    ("city", ("city",), 0.6, 0.75, False),
)


def guess(profile: Profile) -> Guess:
    """The one thing that the values are most likely to be; concept "" where they do not tell."""
    if not profile.values or profile.share("yes_no", "currency") > 0.8:
        return Guess()
    for concept, shapes, needed, confidence, plain in _TELLING:
        share = profile.share(*shapes)
        if share >= needed and not (_too_short(concept, profile) or _of_few(concept, profile)):
            return Guess(concept, confidence, share, plain)
    if are_phones(profile) and not _of_few("phone", profile):
        return Guess("phone", 0.88, profile.share("phone"), True)
    return _number_guess(profile) or _name_guess(profile) or Guess()


def are_addresses(profile: Profile) -> bool:
    """Whether values are written as streets with numbers, or as whole addresses."""
    shown = max(profile.share("street"), profile.share("whole_address"))
    return min(shown, profile.share("has_digit")) > 0.6


def are_phones(profile: Profile) -> bool:
    """Whether values are written as telephone numbers; some may be bare digits."""
    marked = profile.share("phone_marks")
    return marked >= 0.8 or (
        marked >= 0.4 and min(profile.share("phone"), profile.share("phone_digits")) >= 0.9
    )


_COLLEAGUES = 12  # of a firm that own the clients of a list; more names are clients that have several rows


def _of_few(concept: str, profile: Profile) -> bool:
    """Few addresses that repeat over many rows are colleagues'; pages of one host are a program's."""
    if concept == "website" and len(profile.values) >= 5:
        return len({value.split("://")[-1].split("/")[0] for value in profile.values}) == 1
    return concept in {"email", "phone", "website"} and is_repeated(profile)


def is_repeated(profile: Profile) -> bool:
    """Whether few values repeat over many rows, as colleagues do; one that all rows share tells nothing."""
    return profile.rows >= 12 and profile.distinct < 0.2 and 1 < len(profile.values) <= _COLLEAGUES


def _too_short(concept: str, profile: Profile) -> bool:
    """Two-letter codes may be countries, states, initials or anything."""
    if concept == "country":
        return profile.length < 3.5
    if concept == "region":
        return profile.length < 2.0 or (profile.length < 2.5 and profile.share("upper") < 0.9)
    return False


def _number_guess(profile: Profile) -> Guess | None:
    if profile.share("has_digit") < 0.9 or profile.words > 5 or profile.share("money") > 0.5:
        return None
    if profile.length >= 8.5 and profile.distinct > 0.8 and len(profile.values) >= 3:
        field, share = registrations.best(profile.values)
        if field:
            return Guess(field, 0.82, share, True)
    if profile.share("integer") > 0.9 and 9.9 <= profile.length <= 10.1:
        return Guess("phone", 0.6, profile.share("phone_digits"), True)
    longest = 6.5 if profile.share("postal_marks") > 0 else 5.5  # with some ZIP+4
    if profile.share("postal") > 0.9 and 4.5 < profile.length <= longest and profile.share("integer") > 0.5:
        return Guess("postal", 0.6, profile.share("postal"))
    return None


def _name_guess(profile: Profile) -> Guess | None:
    shares = profile.share
    if shares("whole_address") > 0.7 and shares("has_digit") > 0.7 and profile.words > 3:
        return Guess("address", 0.78, shares("whole_address"))
    if shares("street") > 0.8 and shares("has_digit") > 0.7 and profile.words > 1.8:
        return Guess("street", 0.75, shares("street"))
    if profile.words > 6:
        return None
    if shares("organization") > 0.5 and profile.distinct > 0.5:
        return Guess(
            "name" if shares("first_name_in") > 0.3 else "organization", 0.75, shares("organization")
        )
    if shares("one_word") > 0.8 and shares("first_name") > 0.6:
        return Guess("first", 0.75, shares("first_name"))
    first_names = 0.2 if shares("comma_name") > 0.8 else 0.5
    people = shares("full_name") > 0.7 and shares("first_name_in") > first_names
    if people and shares("organization") <= 0.05 and profile.distinct > 0.5:
        return Guess("full", 0.75, shares("full_name"))
    if (
        shares("first_name_in") + shares("organization") > 0.7
        and profile.words > 1.5
        and profile.distinct > 0.5
    ):
        return Guess("name", 0.72, shares("first_name_in"))
    return None
