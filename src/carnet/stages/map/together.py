"""Headers read together: what one of them says because of the others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from carnet.stages.map.lexicon import longest
from carnet.stages.map.vocabulary import is_filler


def together(headers: Sequence[str]) -> list[str]:
    """The headers as they are meant, given all of them; n texts for n headers."""
    found = _in_full(_without_prefix(headers))
    for reword in _REWORDED:
        found = reword(found)
    return found


_FIRST_WORD = re.compile(r"^\s*([^\W_]+)[\W_]+(?=\w)")


def _without_prefix(headers: Sequence[str]) -> list[str]:
    """The headers without a word that says nothing and begins most of them: cli_nom, cli_ville, cli_tel.

    Programs write the table before each of its columns.
    """
    firsts = [match[1].casefold() if (match := _FIRST_WORD.match(header)) else "" for header in headers]
    word, times = Counter(filter(None, firsts)).most_common(1)[0] if any(firsts) else ("", 0)
    if times < _MOST * sum(map(bool, map(str.strip, headers))) or times < _SEVERAL or _says(word):
        return list(headers)
    return [
        _FIRST_WORD.sub("", header) if first == word else header
        for header, first in zip(headers, firsts, strict=True)
    ]


def _says(word: str) -> bool:
    """Whether a word means something in a header."""
    return bool(longest((word,))[0] or is_filler(word))


_MOST, _SEVERAL = 0.5, 3  # of a sheet's headers


def _in_full(headers: Sequence[str]) -> list[str]:
    """The headers, those that go on from the one before written out.

    "Addr 1 - Line 1" before "- City" makes it "Addr 1 - City", as some programs write a block of columns.
    """
    found, begun = [], ""
    for header in headers:
        before, dash, _ = header.partition("- ")
        if dash and before.strip():
            begun = before
        found.append(begun + header.strip() if dash and not before.strip() else header)
    return found


_DIRECTORS = re.compile(r"^\s*(?:directors|director\(s\)|dirigeants|g[ée]rants)\s*$", re.IGNORECASE)


def _with_directors(headers: Sequence[str]) -> list[str]:
    """All of a client's directors in one cell are people at it; "Director" may be one of the firm's own."""
    named = any(map(_CONTACT.match, headers))
    meant = "Contact 2" if named else "Contact"
    return [meant if _DIRECTORS.match(header) else header for header in headers]


_STREET = re.compile(r"^\s*(?:rue|voie|adresse|straat|street|stra(?:ss|ß)e)\s*$", re.IGNORECASE)
_HOUSE = re.compile(r"^\s*(?:n[°ºo]?\.?|nr\.?|num[ée]ro|nummer|huisnummer)\s*$", re.IGNORECASE)
_BOX = re.compile(r"^\s*(?:bte\.?|bus|bo[iî]te)\s*$", re.IGNORECASE)


def _with_house_numbers(headers: Sequence[str]) -> list[str]:
    """ "Rue, N°, Bte" are one line of an address: the number right behind a street is the house's."""
    found = list(headers)
    for index in range(1, len(headers)):
        if _HOUSE.match(headers[index]) and _STREET.match(headers[index - 1]):
            found[index] = "House number"
        elif _BOX.match(headers[index]) and found[index - 1] == "House number":
            found[index] = "Box"
    return found


# The people behind a firm. Alone the word may be a colleague's ("Partner", "Owner"); with a number or a
# phone of its own it is one of the client's.
_PEOPLE = re.compile(
    r"^\s*(?:business\s+)?(?P<who>owner|director|principal|officer|partner|member|shareholder|trustee|proprietor"
    r"|propri[eé]taire|associ[eé]|g[eé]rant|administrateur|dirigeant|actionnaire)(?:'s)?(?:\s*/\s*[a-z]+)?"
    r"(?![a-zà-ÿ])",
    re.IGNORECASE,
)
# French names the person last: "Tél. propriétaire", "Courriel du gérant".
_PEOPLE_LAST = re.compile(
    r"^\s*(?P<rest>.*\S)\s+(?:de la |de l['’]|du |d['’])?(?P<who>propri[eé]taire|associ[eé]|g[eé]rant"
    r"|administrateur|actionnaire)(?:[(/·.]\w+\)?)?(?P<number>\s*\d{0,2})\s*$",
    re.IGNORECASE,
)
_OF_PERSON = re.compile(
    r"\b(?:first|last|phone|tel|t[eé]l\w*|cell|mobile|portable|dob|birth|naissance|ssn|address|adresse|street"
    r"|pr[eé]nom)\b|^\W*#?\s*\d{1,2}\b",
    re.IGNORECASE,
)


def _person_of(header: str) -> tuple[str, str] | None:
    """Who behind a firm a header names, and what of them."""
    if match := _PEOPLE.match(header):
        return match["who"].casefold(), header[match.end() :]
    match = _PEOPLE_LAST.match(header)
    return (match["who"].casefold(), f"{match['number']} {match['rest']}") if match else None


_OWN_LAST = re.compile(r"^\W*(?:surname|(?:last|family) ?name|nom de famille)\W*$", re.IGNORECASE)
_OF_FIRM = re.compile(r"company|business|organi[sz]ation|client|entity|soci[eé]t[eé]|raison", re.IGNORECASE)


def _with_people(headers: Sequence[str]) -> list[str]:
    """The headers of a firm's owners or directors as those of contacts: "Owner 2 Email" as "Contact 2 Email".

    Only where one of that word has a number or what no colleague has in a list of clients: a phone, a birth
    date. "Partner" beside "Director 1" is a colleague still, and in a list of people the spouse.
    """
    told = [_person_of(header) for header in headers]
    detailed = {who for who, rest in filter(None, told) if _OF_PERSON.search(rest)}
    of_people = any(map(_OWN_LAST.match, headers)) and not any(map(_OF_FIRM.search, headers))
    first = any((match := _CONTACT.match(header)) and match[1] in {"", "1"} for header in headers)
    behind = _numbers_behind([one for one in told if one and one[0] in detailed], int(first))
    return [
        f"Spouse{one[1]}"
        if one and one[0] in detailed and of_people and one[0] == "partner"
        else f"Contact{_counted_on(one[1], behind[one[0]])}"
        if one and one[0] in detailed
        else header
        for one, header in zip(told, headers, strict=True)
    ]


_COUNTED = re.compile(r"^\W*#?\s*(\d{1,2})\b")


def _numbers_behind(people: Sequence[tuple[str, str]], before: int) -> dict[str, int]:
    """Of each kind of people how many of others stand before it: "Gérant" is one before "Associé 1"; and so
    is a contact that is named by that word (``before``)."""
    numbers: dict[str, set[int]] = {}
    for who, rest in people:
        numbers.setdefault(who, {1}).add(int(match[1]) if (match := _COUNTED.match(rest)) else 1)
    found = {}
    for who, of_kind in numbers.items():
        found[who] = before
        before += max(of_kind)
    return found


def _counted_on(rest: str, before: int) -> str:
    """What is told of a person, the number counted on from the people before."""
    match = _COUNTED.match(rest)
    return f" {int(match[1] if match else 1) + before}{_COUNTED.sub('', rest)}" if before else rest


# Letters and words for the two people of a joint return, before or behind what the column holds.
_COUPLES = (("t", "s"), ("h", "w"), ("his", "her"), ("husband", "wife"), ("primary", "secondary"),
            ("monsieur", "madame"), ("mr", "mrs"), ("m", "mme"), ("lui", "elle"))  # fmt: skip
_UNSURE = {"h", "primary"}  # home and work; a first and a second contact or email
_OF_ONE = re.compile(r"\b(?:first|last|pr[eé]nom|dob|birth|born|naissance|ssn|soc|age|occupation)")
_BEFORE = re.compile(r"^\s*([a-z]+)[\s._/-]+(\S.*)$", re.IGNORECASE)
_BEHIND = re.compile(
    r"^(.*\S)(?:\s*[(\[](?P<mark>[a-z]+)[)\]]|\s+(?P<word>monsieur|madame|mr|mrs|mme|lui|elle))\s*$",
    re.IGNORECASE,
)


def _with_couples(headers: Sequence[str]) -> list[str]:
    """ "T SSN" beside "S SSN", or "SSN (T)" beside "SSN (S)", are the taxpayer's and the spouse's."""
    marked: dict[int, tuple[str, str]] = {}
    for index, header in enumerate(headers):
        if match := _BEHIND.match(header):
            marked[index] = ((match["mark"] or match["word"]).casefold(), match[1])
        elif match := _BEFORE.match(header):
            marked[index] = (match[1].casefold(), match[2])
    known = {(mark, rest.casefold()) for mark, rest in marked.values()}
    couple = next((pair for pair in _COUPLES if _pairs(pair, known)), None)
    if couple is None:
        return list(headers)
    whose = dict(zip(couple, ("Taxpayer", "Spouse"), strict=True))
    return [
        f"{whose[marked[i][0]]} {marked[i][1]}" if i in marked and marked[i][0] in whose else header
        for i, header in enumerate(headers)
    ]


def _pairs(pair: tuple[str, str], known: set[tuple[str, str]]) -> bool:
    """Whether both marks stand with one text; of those that mark other things too, what only a person has."""
    one, other = pair
    both = [rest for mark, rest in known if mark == one and (other, rest) in known]
    return any(_OF_ONE.search(rest) or one not in _UNSURE for rest in both if "contact" not in rest)


_CONTACT = re.compile(
    r"^\s*(?:contact|interlocuteur)s?(?:\s*(?:name|person))?\s*#?\s*(\d{0,2})\s*$", re.IGNORECASE
)
_NUMBERED = re.compile(r"^\s*(\D*?)\s*#?\s*(\d{1,2})\s*$")


def _with_numbers(headers: Sequence[str]) -> list[str]:
    """ "Mail 2" right behind "Contact 2" is that contact's."""
    numbers = [match[1] for header in headers if (match := _CONTACT.match(header))]
    if "2" not in numbers:
        return list(headers)
    found, current = [], ""
    for header in headers:
        match = _NUMBERED.match(header)
        if contact := _CONTACT.match(header):
            current = contact[1]
        elif not (match and match[2] == current):
            current = ""
        own = match and current and not _CONTACT.match(header)
        found.append(f"Contact {current} {match[1]}" if match and own else header)
    return found


def _with_repeats(headers: Sequence[str]) -> list[str]:
    """ "Contact, Phone, Email, Contact, Phone, Email" are two contacts, each with its own details."""
    plain = [header.strip().casefold() for header in headers]
    times = Counter(plain)
    if not any(_CONTACT.match(header) and times[header] > 1 for header in plain):
        return list(headers)
    found, current = [], 0
    for header, text in zip(headers, plain, strict=True):
        current += bool(_CONTACT.match(header)) and times[text] > 1
        own = current and header and times[text] > 1
        named = _CONTACT.match(header)
        found.append((f"Contact {current}" if named else f"Contact {current} {header}") if own else header)
    return found


_REWORDED: tuple[Callable[[Sequence[str]], list[str]], ...] = (
    _with_house_numbers,
    _with_directors,
    _with_people,
    _with_couples,
    _with_numbers,
    _with_repeats,
)
