"""What a header says by its words alone: which thing, whose, which one of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from carnet.catalog import FIELDS, FieldType, field
from carnet.catalog.headers import fold
from carnet.stages.map.lexicon import completed, halves, header_words, lexicon, longest, mended
from carnet.stages.map.vocabulary import heads, is_filler


@dataclass(frozen=True, slots=True)
class Reading:
    """A header read as words.

    Attributes:
        concept: what the column holds ("email", "city", "accounting.tax_id"), "" where unknown.
        certainty: 0 to 1, by how much of the header was understood.
        slot: "", "spouse", "contact", or "contact 2" and so on for a further person of the row.
        modifiers: words that narrow it down: billing, home, other ...
        number: the N of "Email 2", 0 where there is none.
        of: "client", "organization", "taxpayer" or "": whom the header names.
        unknown: how many of its words, or of the things that it names, are left over.
    """

    concept: str = ""
    certainty: float = 0.0
    slot: str = ""
    modifiers: frozenset[str] = frozenset()
    number: int = 0
    of: str = ""
    label: bool = False
    unknown: int = 0


_CUT = re.compile(r"([^\W\d]{3,})\.")  # a word that a full stop cuts short


@dataclass(slots=True)
class _Parsed:
    tags: list[str]
    numbers: list[int]
    unknown: list[str]
    mended: int
    numbered: dict[str, int]  # tag -> the number right behind it


def _parse(header: str) -> _Parsed:
    rest = header_words(header)
    parsed = _Parsed([], [], [], 0, {})
    cut = {fold(word) for word in _CUT.findall(header)}
    while rest:
        tag, used = longest(rest)
        if tag:
            parsed.tags.append(tag)
            if used < len(rest) and rest[used].isdigit():
                parsed.numbered[tag] = int(rest[used])
        elif rest[0].isdigit():
            parsed.numbers.append(int(rest[0]))
        elif is_filler(rest[0]):
            pass
        elif run_together := halves(rest[0]):
            parsed.tags.extend(run_together)
        elif meant := mended(rest[0]) or (rest[0] in cut and completed(rest[0])):
            parsed.tags.append(lexicon()[(meant,)])
            parsed.mended += 1
        else:
            parsed.unknown.append(rest[0])
        rest = rest[used:]
    return parsed


_PARTS = frozenset({"street", "unit", "city", "region", "postal", "country"})
_SUBJECTS = frozenset({"client", "organization", "taxpayer"})
# Of two things in one header, which one the column holds: the first pair member gives way.
_GIVES_WAY = (
    ("address", _PARTS | {"email", "website", "mobile", "phone", "fax", "salutation"}),
    ("phone", frozenset({"mobile", "fax", "pager", "area_code", "extension"})),
    ("extension", frozenset({"pager"})),
    ("name", frozenset({"client_name", "first", "middle", "last", "full", "preferred", "trading",
                        "legal_name", "salutation", "suffix", "city", "country", "region", "street", "owner",
                        "manager", "group", "belongs_to", "role", "title", "accounting.legal_firm"})),
    ("id", frozenset({"tax", "postal", "phone", "mobile", "fax", "pager", "region", "country", "street",
                      "unit", "row_key", "email"})),
    ("title", frozenset({"role", "salutation"})),
    ("type", frozenset({"entity", "kind", "status"})),
    ("full", frozenset({"address", "first", "last"})),
    ("region", frozenset({"country"})),
    ("birth", frozenset({"birth_year", "birth_month", "birth_day"})),
)  # fmt: skip
_PERSONAL = frozenset(
    {"email", "phone", "mobile", "fax", "pager", "first", "middle", "last", "full", "name", "role", "title",
     "salutation", "suffix", "birth", "preferred", "address", "street", "unit", "city", "region", "postal",
     "country", "website", "linkedin", "tax", "extension", "area_code", "birth_year", "birth_month",
     "birth_day", "accounting.social_security_number", "accounting.social_insurance_number", "twitter",
     "facebook", "skype", "accounting.tax_id", "accounting.tax_file_number", "description", "id",
     "accounting.unique_taxpayer_reference", "accounting.ird_number", "accounting.income_tax_number",
     "accounting.permanent_account_number"}
)  # fmt: skip


def _core(tags: Sequence[str]) -> list[str]:
    """The things that a header holds, without those that only point at another."""
    left = list(dict.fromkeys(tag for tag in tags if tag in heads() or "." in tag))
    if "postal_word" in left:
        left.remove("postal_word")
        if not (_PARTS | {"address", "phone"}).intersection(left):
            left.append("postal")
    for weak, strong in _GIVES_WAY:
        if weak in left and strong.intersection(left):
            left.remove(weak)
    if "id" in left and any("." in tag for tag in left):
        left.remove("id")
    return left


def read(header: str) -> Reading:
    """What the header says; concept "" where its words are unknown.

        Headers that the catalogue has as they stand are certain; what the words tell is nearly so, and
    less with each word left over or mended. What stands in brackets may be an explanation.
    """
    header = _MAIL.sub("mailing", _FORM.sub("", header).strip() or header)
    header = _AND_SPOUSE.sub("", _CUSTOM.sub("", header))
    told = _read(header)
    if told.concept == "phone" and (letter := _LETTER.search(header)):
        told = _read(f"{header[: letter.start()]} {_LETTERS[letter[1].casefold()]}")
    bare = _BRACKETS.sub(" ", header)
    if told.certainty < _PLAIN and bare.strip() and bare != header:
        told = max(told, _inside(header), _read(bare), key=lambda reading: reading.certainty)
    return _in_two_languages(header) or told if told.certainty < _PLAIN else told


def _in_two_languages(header: str) -> Reading | None:
    """What one half of a header says where the other half is not known: "Exercice / Tilikausi"."""
    readings = [_read(half) for half in _HALVES.split(header.strip())]
    known = [reading for reading in readings if reading.concept]
    if len(readings) != 2 or len(known) != 1 or known[0].certainty < _PLAIN:
        return None
    return replace(known[0], certainty=_HALF, unknown=1)


def _inside(header: str) -> Reading:
    """What stands in brackets where it names a registration number: "Id. prof. 2 (SIRET)"."""
    inside = max(
        (_read(text) for text in _BRACKETS.findall(header)), key=lambda r: r.certainty, default=Reading()
    )
    return inside if inside.concept.startswith("accounting.") else Reading()


# How a date is written: "Year End (MM/DD)", "Date de naissance (jj/mm/aaaa)".
_FORM = re.compile(r"[(\[]\s*[dmyja]{1,4}(?:[/.\s-][dmyja]{1,4}){0,2}\s*[)\]]", re.IGNORECASE)
# Mail is email, but before a part of an address it is where letters go: "Mail City", "Mail Addr 1".
_MAIL = re.compile(
    r"^\s*mail(?:[\s_-]*address)?(?=[\s._-]+(?:city|town|suburb|state|st|province|prov|region|zip|zipcode|postcode|postal|post"
    r"|country|street|line|(?:addr|address)[\s_-]*(?:line[\s_-]*)?\d)\b)",
    re.IGNORECASE,
)
_CUSTOM = re.compile(
    r"^\s*(?:custom(?: fields?)?|user[ -]defined(?: fields?)?|champs? (?:personnalis[ée]s?|perso|libres?))"
    r"\s*[:–-]\s*(?=\w)",
    re.IGNORECASE,
)
# What both have in one cell: "First Name & Spouse", "Prénoms (client et conjoint)".
_AND_SPOUSE = re.compile(
    r"(?<=[\w)])\s*(?:&|\+|\band\b|\bet\b)\s*(?:spouse|wife|husband|partner|conjointe?|[ée]poux|[ée]pouse)\b"
    r"(?:['’]?s)?(?:\s+(?:first\s+)?name)?(?=\s*[)\]]?\s*$)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_LETTER = re.compile(r"[(\[\s/-]([hwbocmfdp])[)\]]?\s*$", re.IGNORECASE)  # "Tel (H)", "Phone W"
_LETTERS = {
    "h": "home", "w": "work", "b": "work", "o": "office", "c": "cell", "m": "mobile", "f": "fax",
    "d": "domicile", "p": "portable",
}  # fmt: skip
_HALVES = re.compile(r"\s+/\s+|\s*[\n|]\s*")
_HALF = 0.75  # certainty of a header of which one half was understood
_PLAIN = 0.9  # certainty of a header that was understood whole


def _read(header: str) -> Reading:
    parsed = _parse(header)
    if not parsed.tags:
        return Reading()
    certainty = max(0.05, 0.97 - 0.32 * len(parsed.unknown) - 0.1 * parsed.mended)
    number = next((n for n in parsed.numbers if 0 < n < 100), 0)
    modifiers = frozenset(tag for tag in parsed.tags if tag not in heads() and "." not in tag)
    core = _core(parsed.tags)
    if core in (["last"], ["first"]) and parsed.unknown[:1] == list(header_words(header)[1:2]) != []:
        return Reading()  # "Last Reviewed": of what, its values tell
    if "director" in core:  # the client's where it is a detail; a name alone may be the firm's
        core = ["contact" if tag == "director" and _DETAILS.intersection(core) else tag for tag in core]
    if "owner" in core and _OF_ONE.intersection(core) and "partner" in header_words(header):
        core = ["spouse_one" if tag == "owner" else tag for tag in core]  # "Partner DOB": no colleague's
    if "aside" in modifiers or "director" in core or _of_another(core):
        return Reading("aside", max(certainty, 0.7), number=number)
    if "postal_word" in parsed.tags and ("postal" not in core or "postal" in parsed.tags):
        modifiers |= {"mailing"}
    if {"phone", "mobile", "fax", "email"}.intersection(core) and parsed.numbers:
        number = parsed.numbers[-1]
    reading = Reading("", certainty, modifiers=modifiers, number=number, unknown=len(parsed.unknown))
    return _told(reading, core, parsed)


_OF_ONE = frozenset(
    {"first", "last", "middle", "birth", "accounting.social_security_number", "accounting.tax_file_number"}
)
_OTHERS = frozenset({"belongs_to", "accounting.legal_firm", "members"})
_DETAILS = frozenset(
    {"email", "phone", "mobile", "fax", "address", "street", "city", "first", "last", "website"}
)


def _of_another(core: Sequence[str]) -> bool:
    """Details of somebody whom a contact has no place for: an employer's phone, a colleague's name."""
    if _OTHERS.intersection(core):
        return bool(_DETAILS.intersection(core))
    colleague = {"owner", "manager"}.intersection(core)
    return bool(colleague) and bool((_DETAILS - {"email"}).intersection(core))


_LABELLED = frozenset({"phone", "email", "address", "website"})
# Several parts of an address in one cell: its last line, "City, State Zip".
_LINES = (
    {"city", "region", "postal"},
    {"city", "postal"},
    {"region", "postal"},
    {"city", "region", "postal", "country"},
    {"city", "postal", "country"},
)


def _told(reading: Reading, core: list[str], parsed: _Parsed) -> Reading:
    if "row_key" in core and {"contact", "client", "organization"}.issuperset({*core} - {"row_key"}):
        core = ["row_key"]
    slot, of = "", ""
    if "spouse_one" in core:
        core.remove("spouse_one")
        slot = "spouse"
        core = core or ["spouse_name"]
    if (client := parsed.numbered.get("client", 0)) > 1 and _PERSONAL | {"client"} >= {*core}:
        core = [tag for tag in core if tag not in {"client", "name"}] or ["full"]
        slot = "spouse" if client == 2 else f"contact {client}"
    further = _further(reading, core, parsed)
    if further or _names_contact(core):
        named = "name" in core
        core = [tag for tag in core if tag not in {"contact", "name", "client", "organization"}]
        core = ["full"] if named or not core else core
        if core == ["id"]:
            return replace(reading, concept="row_key", slot="contact")
        slot = slot or further or "contact"
    of, core = _subject(core, reading.modifiers)
    reading = replace(
        reading, slot=slot, of=of, label="label" in reading.modifiers and bool(_LABELLED.intersection(core))
    )
    if "label" in reading.modifiers and not reading.label:
        return replace(reading, concept="aside", certainty=0.8)
    if not core:
        return _by_modifier(reading)
    if core == ["id"] and {"home", "work", "office", "direct"} & reading.modifiers:
        return replace(reading, concept="phone", certainty=0.85)  # "Home #", "DDI Number"
    if {"owner", "manager"}.intersection(core):
        core = [tag for tag in core if tag not in {"email", "id"}]
    if "type" in core and core[0] in _LABELLED and len(core) == 2:
        return replace(reading, concept=core[0], label=True)
    if {"country", "region"}.intersection(core) and any(map(_is_registration, core)):
        return replace(reading, concept="aside")  # where a number was given: "VAT country code"
    if len(core) > 1 and all(_is_registration(tag) for tag in core):
        return replace(reading, concept="tax")  # "TFN/ABN": each number tells its type
    if set(core) in _LINES:
        return replace(reading, concept="unit", certainty=min(reading.certainty, 0.9))
    if set(core) == {"organization", "last"}:
        return replace(reading, concept="client_name")
    if len(core) > 1:
        certainty = max(0.05, reading.certainty - 0.32)
        return replace(reading, concept=_main(core), certainty=certainty, unknown=reading.unknown + 1)
    return replace(reading, concept=core[0])


def _is_registration(tag: str) -> bool:
    entry = FIELDS.get(tag)
    return tag == "tax" or (entry is not None and entry.type is FieldType.REGISTRATION)


def _names_contact(core: Sequence[str]) -> bool:
    """Whether a header names a person at the client: "Contact Email", "Client Contact", no "Contact Type"."""
    if "contact" not in core:
        return False
    if _PERSONAL.intersection(core):
        return True
    rest = [tag for tag in core if tag != "contact"]
    return set(rest) <= {"client", "organization"} and core[-1] == "contact"


def _further(reading: Reading, core: Sequence[str], parsed: _Parsed) -> str:
    """The slot of one of several people of a row: "Contact 2 Email", "Secondary Contact"."""
    if "contact" in core:
        if parsed.numbered.get("contact", 0) > 1:
            return f"contact {parsed.numbered['contact']}"
        return "contact 2" if "other" in reading.modifiers and _names_contact(core) else ""
    number = parsed.numbered.get("taxpayer", 0)
    return f"contact {number}" if number and (not core or _PERSONAL.intersection(core)) else ""


def _subject(core: list[str], modifiers: frozenset[str]) -> tuple[str, list[str]]:
    """Whom the header names beside what it holds: "Client Email" holds an email of the client."""
    named = [tag for tag in core if tag in {"client", "organization"}]
    rest = [tag for tag in core if tag not in {"client", "organization"}]
    if not named:
        return ("taxpayer" if "taxpayer" in modifiers else ""), core
    if not rest:
        return named[0], [named[0]]
    if rest == ["name"]:
        return named[0], ["client_name" if named[0] == "client" else "organization"]
    if rest == ["id"]:
        return named[0], ["client_id" if named[0] == "client" else "organization_id"]
    if rest == ["type"] and named[0] == "client":
        return named[0], ["kind"]
    return named[0], rest


_MAIN = (
    "email",
    "mobile",
    "fax",
    "phone",
    "birth",
    "postal",
    "city",
    "region",
    "country",
    "first",
    "last",
    "tax",
)


def _main(core: list[str]) -> str:
    accounting = [tag for tag in core if "." in tag]
    return next((tag for tag in _MAIN if tag in core), accounting[0] if accounting else core[-1])


_ALONE = {"home": "phone", "work": "phone", "direct": "phone", "office": "phone", "billing": "address",
          "shipping": "address", "mailing": "address", "physical": "address", "legal": "address"}  # fmt: skip


def _by_modifier(reading: Reading) -> Reading:
    """A header of a narrowing word alone: "Home" may be a phone or an address; the values tell."""
    for modifier, concept in _ALONE.items():
        if modifier in reading.modifiers:
            lines = concept == "address" and reading.number > 0  # "Bill to 1", "Bill to 2" ...
            return replace(reading, concept=concept, certainty=min(reading.certainty, 0.9 if lines else 0.6))
    if "taxpayer" in reading.modifiers:
        return replace(reading, concept="full", certainty=min(reading.certainty, 0.72))
    return Reading()


def exact(header: str) -> str | None:
    """The field that the catalogue names so, in full; None where none or several do."""
    return _exact(tuple(FIELDS)).get(fold(header))


@cache
def _exact(fields: tuple[str, ...]) -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for entry in map(field, fields):
        for text in (entry.id, entry.label.en, entry.label.fr, *entry.headers):
            key = fold(text)
            found[key] = entry.id if found.get(key, entry.id) == entry.id else None
    return found
