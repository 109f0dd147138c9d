"""How two records are held against each other: for each comparison the levels of agreement, best first.

The conditions are SQL over columns of ``records.TABLE`` with _l and _r, with functions in <> whose name
differs between engines (see ``backends``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Level:
    """A degree of agreement.

    Attributes:
        name: a word for it. when: the condition; "" for everything else.
        frequency: column of terms whose rarity counts where they are equal, or "".
        empty: nothing can be told; weighs nothing.
    """

    name: str
    when: str
    frequency: str = ""
    empty: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """One thing that is compared, with its levels; the first whose condition holds counts."""

    name: str
    levels: tuple[Level, ...]


def _null(condition: str) -> Level:
    return Level("empty", condition, empty=True)


def _missing(column: str) -> Level:
    return _null(f"{column}_l is null or {column}_r is null")


_ELSE = Level("differs", "")


def _near(column: str, least: int = 4) -> str:
    """One letter more, less, exchanged or two transposed; the dear test only where a cheap one passes."""
    left, right = f"{column}_l", f"{column}_r"
    long = f"length({left}) >= {least} and length({right}) >= {least}"
    return (
        f"case when {long} and <jw>({left}, {right}) >= 0.75 then <dl>({left}, {right}) <= 1 else false end"
    )


# Karen and Karin are two names that many have; Karem is neither.
_TWO_NAMES = "called_l <> called_r"
# Victoria Nguyen and Nguyen Tori, Hill Thomas and T. Hill; but John Williams is not William Johnson.
_SWAPPED = (
    "(<jw>(given_l, family_r) >= 0.9 and <jw>(family_l, given_r) >= 0.9 and (given_l = family_r "
    "or family_l = given_r or (<dl>(given_l, family_r) <= 1 and <dl>(family_l, given_r) <= 1))) "
    "or (family_l = given_r and (<any>(nick_l, family_nick_r) or family_r = substr(given_l, 1, 1))) "
    "or (family_r = given_l and (<any>(nick_r, family_nick_l) or family_l = substr(given_r, 1, 1)))"
)
# R. and Bob, whose name is Robert.
_LETTER_OF = (
    "(length(given_l) = 1 and concat(' ', <joined>(nick_r, ' ')) like concat('% ', given_l, '%')) "
    "or (length(given_r) = 1 and concat(' ', <joined>(nick_l, ' ')) like concat('% ', given_r, '%'))"
)
_GIVEN = Comparison(
    "given",
    (
        Level("exact", "given_l = given_r", "given"),
        Level("swapped", "given_l = family_r and (family_l is null or given_l <> family_l)"),
        _null(
            "given_l is null or given_r is null or (family_r is null and given_r = family_l) "
            "or (family_l is null and given_l = family_r)"
        ),
        Level("of the other sex", "sex_l <> sex_r"),
        Level("familiar form", "<any>(nick_l, nick_r)"),
        Level("another name, alike", f"{_TWO_NAMES} and <jw>(given_l, given_r) >= 0.8"),
        Level("typing mistake", f"({_near('given')}) or <jw>(given_l, given_r) >= 0.93"),
        Level("swapped, typing mistake", _SWAPPED),
        Level(
            "initial",
            "(least(length(given_l), length(given_r)) = 1 and substr(given_l, 1, 1) = substr(given_r, 1, 1)) "
            f"or given_l = initials_r or given_r = initials_l or {_LETTER_OF}",
        ),
        Level(
            "one of several",
            "(given_first_l = given_first_r and length(given_first_l) > 2) or given_l = middle_r "
            "or given_r = middle_l",
        ),
        Level("another name", _TWO_NAMES),
        Level("similar", "<jw>(given_l, given_r) >= 0.8"),
        _ELSE,
    ),
)
_FAMILY = Comparison(
    "family",
    (
        Level("exact", "family_l = family_r", "family"),
        Level("swapped", "family_l = given_r and (given_l is null or given_l <> family_l)"),
        _null(
            "family_l is null or family_r is null or (given_r is null and family_r = given_l) "
            "or (given_l is null and family_l = given_r)"
        ),
        Level("typing mistake", f"({_near('family')}) or <jw>(family_l, family_r) >= 0.94"),
        Level("swapped, typing mistake", _SWAPPED),
        Level("one of several", "<has>(family_parts_l, family_r) or <has>(family_parts_r, family_l)"),
        Level("similar", "<jw>(family_l, family_r) >= 0.82"),
        Level(
            "initial",
            "least(length(family_l), length(family_r)) = 1 "
            "and substr(family_l, 1, 1) = substr(family_r, 1, 1)",
        ),
        _ELSE,
    ),
)
_MIDDLE = Comparison(
    "middle",
    (
        _missing("middle"),
        Level("exact", "middle_l = middle_r"),
        Level(
            "initial",
            "least(length(middle_l), length(middle_r)) = 1 "
            "and substr(middle_l, 1, 1) = substr(middle_r, 1, 1)",
        ),
        Level("similar", "<jw>(middle_l, middle_r) >= 0.88"),
        _ELSE,
    ),
)
_SUFFIX = Comparison(
    "suffix",
    (
        _null("suffix_l is null and suffix_r is null"),
        Level("exact", "suffix_l = suffix_r"),
        Level("on one alone", "suffix_l is null or suffix_r is null"),
        _ELSE,
    ),
)
_BIRTH = Comparison(
    "birth",
    (
        _missing("birth"),
        Level("exact", "birth_l = birth_r", "birth"),
        Level("day and month swapped", "birth_l = born_swapped_r"),
        Level("one digit", "<dl>(birth_l, birth_r) <= 1"),
        Level(
            "two parts of three",
            "substr(birth_l, 1, 6) = substr(birth_r, 1, 6) or substr(birth_l, 5) = substr(birth_r, 5) or "
            "(substr(birth_l, 1, 4) = substr(birth_r, 1, 4) and substr(birth_l, 7) = substr(birth_r, 7))",
        ),
        Level("two digits", "<dl>(birth_l, birth_r) <= 2"),
        Level("year", "substr(birth_l, 1, 4) = substr(birth_r, 1, 4)"),
        Level("a generation apart", "abs(year_l - year_r) between 15 and 50"),
        _ELSE,
    ),
)
# Two namesakes' emails are alike because their names are: ann.ray1986@ and ann.ray1947@ are two mailboxes.
_OTHER_NUMBER = "coalesce(name_number_l <> name_number_r, false)"
_NOT_NAMES = "(name_number_l is null or name_number_r is null)"
_EMAIL = Comparison(
    "email",
    (
        Level("exact", "<any>(emails_l, emails_r)", "email"),
        Level(
            "typing mistake",
            "case when <jw>(email_l, email_r) >= 0.85 "
            "then (<dl>(email_l, email_r) <= 2 or <jw>(email_l, email_r) >= 0.96) "
            f"and not {_OTHER_NUMBER} else false end",
        ),
        Level("same name before the @", "<any>(locals_l, locals_r)"),
        Level("shared by several", "<any>(mailboxes_l, mailboxes_r)"),
        _missing("email"),
        Level("similar", f"{_NOT_NAMES} and <jw>(local_l, local_r) >= 0.92"),
        Level("somewhat similar", f"{_NOT_NAMES} and <jw>(email_l, email_r) >= 0.86"),
        _ELSE,
    ),
)
_PHONE = Comparison(
    "phone",
    (
        Level("exact", "<any>(phones_l, phones_r)", "phone"),
        Level("shared by several", "<any>(switchboards_l, switchboards_r)"),
        _missing("phone"),
        Level("typing mistake", "<dl>(phone_l, phone_r) <= 1"),
        _ELSE,
    ),
)
_STREET = Comparison(
    "street",
    (
        Level("exact", "<any>(streets_l, streets_r)", "street"),
        Level("in another column", "street_l = premise_r or premise_l = street_r"),
        _missing("street"),
        Level("typing mistake", "<jw>(street_l, street_r) >= 0.93"),
        Level(
            "in another column, typing mistake",
            "<jw>(street_l, premise_r) >= 0.92 or <jw>(premise_l, street_r) >= 0.92",
        ),
        Level("similar", "<jw>(street_l, street_r) >= 0.85"),
        _ELSE,
    ),
)
_PREMISE = Comparison(
    "premise",
    (
        _missing("premise"),
        Level("exact", "premise_l = premise_r"),
        _null("street_l = premise_r or premise_l = street_r or <jw>(street_l, premise_r) >= 0.92"),
        Level("typing mistake", "<jw>(premise_l, premise_r) >= 0.92"),
        Level("similar", "<jw>(premise_l, premise_r) >= 0.82"),
        _ELSE,
    ),
)
_NUMBER = Comparison(
    "number",
    (
        _missing("number"),
        Level("exact", "number_l = number_r"),
        Level(
            "typing mistake",
            "greatest(length(number_l), length(number_r)) >= 2 and <dl>(number_l, number_r) <= 1",
        ),
        _ELSE,
    ),
)
_CITY_NEAR = "(<jw>(city_l, city_r) >= 0.9)"
_POSTAL_NEAR = "(<dl>(postal_l, postal_r) <= 1)"
_PLACE = Comparison(
    "place",
    (
        Level("city and postal code", "city_l = city_r and postal_l = postal_r", "postal"),
        Level("postal code, city nearly", f"postal_l = postal_r and {_CITY_NEAR}", "postal"),
        Level("city, postal code nearly", f"city_l = city_r and {_POSTAL_NEAR}", "city"),
        Level("postal code alone", "postal_l = postal_r and (city_l is null or city_r is null)", "postal"),
        Level("city alone", "city_l = city_r and (postal_l is null or postal_r is null)", "city"),
        Level("city nearly, alone", f"{_CITY_NEAR} and (postal_l is null or postal_r is null)"),
        Level("postal code, another city", "postal_l = postal_r", "postal"),
        Level("city, another postal code", "city_l = city_r", "city"),
        Level("both nearly", f"{_CITY_NEAR} and {_POSTAL_NEAR}"),
        _null("(city_l is null or city_r is null) and (postal_l is null or postal_r is null)"),
        Level("one nearly", f"{_CITY_NEAR} or {_POSTAL_NEAR}"),
        _ELSE,
    ),
)
_REGION = Comparison(
    "region",
    (
        _null("region_l is null or region_r is null or (postal_l is not null and postal_r is not null)"),
        Level("exact", "region_l = region_r"),
        _ELSE,
    ),
)
_REGISTRATION = Comparison(
    "registration",
    (
        _null("registrations_l is null or registrations_r is null"),
        Level("exact", "<any>(registrations_l, registrations_r)"),
        Level("typing mistake", "<dl>(registration_l, registration_r) <= 1"),
        Level("differs", "<any>(registration_kinds_l, registration_kinds_r)"),
        Level("of another kind", ""),
    ),
)
_IDS = Comparison(
    "ids",
    (
        _null("ids_l is null or ids_r is null"),
        Level("exact", "<any>(ids_l, ids_r)", "id"),
        Level("given out in a row", "id_stem_l = id_stem_r and abs(id_number_l - id_number_r) <= 20"),
        Level("typing mistake", "<dl>(id_l, id_r) <= 1"),
        Level("two mistakes", "<dl>(id_l, id_r) <= 2"),
        _ELSE,
    ),
)
_EMPLOYER = Comparison(
    "employer",
    (
        _missing("employer"),
        Level("exact", "employer_l = employer_r", "employer"),
        Level("similar", "<jw>(employer_l, employer_r) >= 0.9"),
        _ELSE,
    ),
)
# "Smith Holdings" and "Smith Holdings No 2" are two clients.
_NUMBERED = (
    "coalesce(serial_l, '') <> coalesce(serial_r, '') and (core_l = core_r or <jw>(core_l, core_r) >= 0.9)"
)
# Each name has words that the other has not, and they are not the same ones mistyped: sister companies.
_ANOTHER = (
    "case when <any>(words_l, words_r) and <size>(<without>(words_l, words_r)) > 0 "
    "and <size>(<without>(words_r, words_l)) > 0 then <jw>(<joined>(<without>(words_l, words_r), ''), "
    "<joined>(<without>(words_r, words_l), '')) < 0.75 else false end"
)
# "Popescu Family Trust" and "Popescu Electrical", which does not tell what it is, are two.
_ONE_TRUST = "coalesce(sort_l in ('trust', 'fund'), false) <> coalesce(sort_r in ('trust', 'fund'), false)"
_BARE = "(replace(bag_l, ' ', '') = distinctive_l or replace(bag_r, ' ', '') = distinctive_r)"
_NAME = Comparison(
    "name",
    (
        _missing("core"),
        Level("exact, with a number", "core_l = core_r and serial_l = serial_r"),
        Level("number mistyped", f"{_NUMBERED} and length(serial_l) > 4 and <dl>(serial_l, serial_r) <= 1"),
        Level("another number", _NUMBERED),
        Level("exact", "core_l = core_r", "core"),
        Level("words in another order", "bag_l = bag_r"),
        Level("trades as", "<any>(names_l, names_r)"),
        Level("typing mistake", f"({_near('core', 6)}) or <jw>(core_l, core_r) >= 0.96"),
        Level("typing mistake, words in another order", "<jw>(bag_l, bag_r) >= 0.95"),
        Level(
            "another of the owner",
            "distinctive_l = distinctive_r "
            f"and (coalesce(held_l, '') <> coalesce(held_r, '') or ({_ONE_TRUST} and {_BARE}))",
            "distinctive",
        ),
        Level(
            "a group of the name",
            "distinctive_l = distinctive_r and <has>(words_l, 'group') <> <has>(words_r, 'group')",
            "distinctive",
        ),
        Level("another trade", f"distinctive_l = distinctive_r and {_ANOTHER}", "distinctive"),
        Level("same but for common words", "distinctive_l = distinctive_r", "distinctive"),
        Level(
            "one holds the other",
            "<size>(<both>(words_l, words_r)) >= 2 "
            "and <size>(<both>(words_l, words_r)) = least(<size>(words_l), <size>(words_r))",
        ),
        Level("another word", _ANOTHER),
        Level("nearly the same", "<jw>(core_l, core_r) >= 0.92 or <jw>(bag_l, bag_r) >= 0.92"),
        Level("initials", "acronym_l = core_r or acronym_r = core_l"),
        Level("same but for common words, nearly", "<jw>(distinctive_l, distinctive_r) >= 0.93"),
        Level("begins alike", "<starts>(core_l, core_r) or <starts>(core_r, core_l)"),
        Level("most words", "<size>(<both>(words_l, words_r)) >= 2"),
        Level("similar", "<jw>(core_l, core_r) >= 0.84"),
        Level("a rare word", "<any>(words_l, words_r)"),
        _ELSE,
    ),
)
_FORM = Comparison(
    "form",
    (_missing("form"), Level("exact", "form_l = form_r"), Level("another sort", "sort_l <> sort_r"), _ELSE),
)
# Companies of one owner have one telephone but not one name; branches of a chain have it the other way round.
_ONE_NAME = (
    "(<any>(names_l, names_r) or bag_l = bag_r or <jw>(core_l, core_r) >= 0.96) "
    "and coalesce(serial_l = serial_r, true) and coalesce(form_l = form_r, true)"
)
_LINE = Comparison(
    "phone",
    (Level("exact, of one name", f"<any>(phones_l, phones_r) and {_ONE_NAME}", "phone"), *_PHONE.levels),
)
_REACH = Comparison(
    "reach",
    (
        Level("email exact", "<any>(emails_l, emails_r)", "email"),
        Level("shared mailbox", "<any>(mailboxes_l, mailboxes_r)"),
        Level("host", "<any>(domains_l, domains_r)"),
        Level(
            "typing mistake",
            "case when <jw>(email_l, email_r) >= 0.85 then <dl>(email_l, email_r) <= 2 else false end",
        ),
        _null(
            "(emails_l is null and mailboxes_l is null and domains_l is null) "
            "or (emails_r is null and mailboxes_r is null and domains_r is null)"
        ),
        Level("same name before the @", "<any>(locals_l, locals_r)"),
        Level("another host", "domains_l is not null and domains_r is not null"),
        Level("otherwise", ""),
    ),
)

PERSON = (
    _GIVEN, _FAMILY, _MIDDLE, _SUFFIX, _BIRTH, _EMAIL, _PHONE, _STREET, _PREMISE, _NUMBER, _PLACE, _REGION,
    _REGISTRATION, _IDS, _EMPLOYER,
)  # fmt: skip
ORGANIZATION = (
    _NAME, _FORM, _REACH, _LINE, _STREET, _PREMISE, _NUMBER, _PLACE, _REGION, _REGISTRATION, _IDS,
)  # fmt: skip
OF_KIND: Mapping[str, tuple[Comparison, ...]] = {"person": PERSON, "organization": ORGANIZATION}


def condition(text: str, functions: Mapping[str, str]) -> str:
    """A condition with the functions of an engine, by their names here."""
    for name, function in functions.items():
        text = text.replace(f"<{name}>", function)
    return text


@cache
def columns_read(kind: str) -> tuple[str, ...]:
    """The columns of records.TABLE that the levels of a kind read, with the records' number."""
    text = " ".join(level.when for one in OF_KIND[kind] for level in one.levels)
    return ("unique_id", *sorted(set(re.findall(r"\b(\w+)_[lr]\b", text))))
