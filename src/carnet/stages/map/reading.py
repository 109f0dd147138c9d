"""What a header says by its words alone: which thing, whose, which one of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from carnet.catalog import FIELDS
from carnet.catalog.headers import fold, words
from carnet.stages.map.vocabulary import heads, is_filler, phrases

_LONGEST = 6  # words of the longest phrase


@dataclass(frozen=True, slots=True)
class Reading:
    """A header read as words.

    Attributes:
        concept: what the column holds ("email", "city", "accounting.tax_id"), "" where unknown.
        certainty: 0 to 1, by how much of the header was understood.
        slot: "", "spouse" or "contact".
        modifiers: words that narrow it down: billing, home, other ...
        number: the N of "Email 2", 0 where there is none.
        of: "client", "organization", "taxpayer" or "": whom the header names.
    """

    concept: str = ""
    certainty: float = 0.0
    slot: str = ""
    modifiers: frozenset[str] = frozenset()
    number: int = 0
    of: str = ""
    label: bool = False


@cache
def _catalogue() -> dict[tuple[str, ...], str]:
    """The words that the catalogue adds to the vocabulary: fields no header grammar is needed for."""
    found: dict[tuple[str, ...], str] = {}
    for entry in FIELDS.values():
        if entry.id.startswith("accounting."):
            for text in (entry.label.en, entry.label.fr, *entry.headers):
                found.setdefault(_words(text), entry.id)
    return found


@cache
def _lexicon() -> dict[tuple[str, ...], str]:
    known = _catalogue() | phrases()
    joined = {("".join(phrase),): tag for phrase, tag in known.items() if len("".join(phrase)) > 5}
    return joined | known


@cache
def _single_words() -> dict[int, tuple[str, ...]]:
    """Long single words by length, for headers with a typing mistake."""
    by_length: dict[int, list[str]] = {}
    for phrase in _lexicon():
        if len(phrase) == 1 and len(phrase[0]) >= 5:
            by_length.setdefault(len(phrase[0]), []).append(phrase[0])
    return {length: tuple(found) for length, found in by_length.items()}


def _words(header: str) -> tuple[str, ...]:
    """The words of a header, numbers apart: "Address1" gives address, 1."""
    marked = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", header)  # A.B.N. is ABN
    marked = marked.replace("+", " plus ").replace("#", " number ").replace("№", " number ")
    found = [part for word in words(marked) for part in re.findall(r"\d+|[a-z]+", word)]
    return tuple(found)


def _within(left: str, right: str, limit: int) -> bool:
    """Whether two words are at most `limit` typing mistakes apart (a swap counts as one)."""
    previous: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        before, previous, row = previous, row, [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1] <= limit


@cache
def _mended(word: str) -> str:
    """The known word that a mistyped one stands for, or "" where none or more than one tag is near."""
    if len(word) < 5:
        return ""
    limit = 1 if len(word) < 9 else 2
    near = [
        known
        for length in range(len(word) - limit, len(word) + limit + 1)
        for known in _single_words().get(length, ())
        if known[0] == word[0] and _within(word, known, limit)
    ]
    tags = {_lexicon()[(known,)] for known in near}
    return near[0] if len(tags) == 1 else ""


@dataclass(slots=True)
class _Parsed:
    tags: list[str]
    numbers: list[int]
    unknown: list[str]
    mended: int
    numbered: dict[str, int]  # tag -> the number right behind it


def _parse(header: str) -> _Parsed:
    rest = _words(header)
    parsed = _Parsed([], [], [], 0, {})
    while rest:
        tag, used = _longest(rest)
        if tag:
            parsed.tags.append(tag)
            if used < len(rest) and rest[used].isdigit():
                parsed.numbered[tag] = int(rest[used])
        elif rest[0].isdigit():
            parsed.numbers.append(int(rest[0]))
        elif mended := _mended(rest[0]):
            parsed.tags.append(_lexicon()[(mended,)])
            parsed.mended += 1
        elif not is_filler(rest[0]):
            parsed.unknown.append(rest[0])
        rest = rest[used:]
    return parsed


def _longest(rest: Sequence[str]) -> tuple[str, int]:
    for size in range(min(_LONGEST, len(rest)), 0, -1):
        phrase = tuple(rest[:size])
        tag = _lexicon().get(phrase) or _lexicon().get((*phrase[:-1], phrase[-1].removesuffix("s")))
        if tag and not (size == 1 and is_filler(phrase[0]) and len(rest) > 1):
            return tag, size
    return "", 1


_PARTS = frozenset({"street", "unit", "city", "region", "postal", "country"})
_SUBJECTS = frozenset({"client", "organization", "taxpayer"})
# Of two things in one header, which one the column holds: the first pair member gives way.
_GIVES_WAY = (
    ("address", _PARTS | {"email", "website", "mobile", "phone", "fax"}),
    ("phone", frozenset({"mobile", "fax", "pager", "area_code", "extension"})),
    ("extension", frozenset({"pager"})),
    ("name", frozenset({"first", "middle", "last", "full", "preferred", "trading", "legal_name", "salutation",
                        "suffix", "city", "country", "region", "street", "owner", "manager", "group",
                        "belongs_to", "role", "title", "sort_name", "accounting.legal_firm"})),
    ("id", frozenset({"tax", "postal", "phone", "mobile", "fax", "pager", "region", "country", "street", "unit",
                      "row_key", "street", "email"})),
    ("title", frozenset({"role", "salutation"})),
    ("type", frozenset({"entity", "kind", "status"})),
    ("full", frozenset({"address", "first", "last"})),
    ("region", frozenset({"country"})),
    ("birth", frozenset({"birth_year", "birth_month", "birth_day"})),
)  # fmt: skip
_PERSONAL = frozenset(
    {"email", "phone", "mobile", "fax", "pager", "first", "middle", "last", "full", "name", "role", "title",
     "salutation", "suffix", "birth", "preferred", "address", "street", "unit", "city", "region", "postal",
     "country", "website", "linkedin", "tax", "extension", "area_code", "birth_year", "birth_month", "birth_day",
     "accounting.social_security_number", "accounting.social_insurance_number", "twitter", "facebook", "skype",
     "accounting.tax_id", "accounting.tax_file_number", "description", "id"}
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
    less with each word left over or mended.
    """
    parsed = _parse(header)
    if not parsed.tags:
        return Reading()
    certainty = 0.97 - 0.2 * len(parsed.unknown) - 0.1 * parsed.mended
    number = next((n for n in parsed.numbers if 0 < n < 100), 0)
    modifiers = frozenset(tag for tag in parsed.tags if tag not in heads() and "." not in tag)
    core = _core(parsed.tags)
    if "aside" in modifiers or _of_another(core):
        return Reading("aside", max(certainty, 0.7), number=number)
    if "postal_word" in parsed.tags and ("postal" not in core or "postal" in parsed.tags):
        modifiers |= {"mailing"}
    if {"phone", "mobile", "fax", "email"}.intersection(core) and parsed.numbers:
        number = parsed.numbers[-1]
    if parsed.numbered.get("contact", 0) > 1:
        certainty = 0.3  # a further person of the row has no place of its own
    reading = Reading("", certainty, modifiers=modifiers, number=number)
    return _told(reading, core, parsed)


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


def _told(reading: Reading, core: list[str], parsed: _Parsed) -> Reading:
    slot, of = "", ""
    if "spouse_one" in core:
        core.remove("spouse_one")
        slot = "spouse"
        core = core or ["spouse_name"]
    if "contact" in core and (len(core) == 1 or _PERSONAL.intersection(core)):
        named = "name" in core
        core = [tag for tag in core if tag not in {"contact", "name", "client", "organization"}]
        core = ["full"] if named or not core else core
        if core == ["id"]:
            return replace(reading, concept="row_key", slot="contact")
        slot = slot or "contact"
    of, core = _subject(core, reading.modifiers)
    reading = replace(reading, slot=slot, of=of, label="label" in reading.modifiers)
    if not core:
        return _by_modifier(reading)
    if core == ["id"] and {"home", "work", "office"} & reading.modifiers:
        return replace(reading, concept="phone", certainty=0.85)  # "Home #"
    if {"owner", "manager"}.intersection(core) and "email" in core:
        core.remove("email")
    if "type" in core and core[0] in {"phone", "email", "address", "website"} and len(core) == 2:
        return replace(reading, concept=core[0], label=True)
    if len(core) > 1:
        return replace(reading, concept=_main(core), certainty=reading.certainty - 0.3)
    return replace(reading, concept=core[0])


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


_ALONE = {"home": "phone", "work": "phone", "office": "phone", "billing": "address", "shipping": "address",
          "mailing": "address", "physical": "address", "legal": "address"}  # fmt: skip


def _by_modifier(reading: Reading) -> Reading:
    """A header of a narrowing word alone: "Home" may be a phone or an address; the values tell."""
    for modifier, concept in _ALONE.items():
        if modifier in reading.modifiers:
            return replace(reading, concept=concept, certainty=min(reading.certainty, 0.6))
    if "taxpayer" in reading.modifiers:
        return replace(reading, concept="full", certainty=min(reading.certainty, 0.6))
    return Reading()


def exact(header: str) -> str | None:
    """The field that the catalogue names so, in full; None where none or several do."""
    return _exact().get(fold(header))


@cache
def _exact() -> dict[str, str | None]:
    found: dict[str, str | None] = {}
    for entry in FIELDS.values():
        for text in (entry.id, entry.label.en, entry.label.fr, *entry.headers):
            key = fold(text)
            found[key] = entry.id if found.get(key, entry.id) == entry.id else None
    return found
