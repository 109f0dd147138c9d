"""One column by itself: its header and its values weighed together."""

from __future__ import annotations

from dataclasses import dataclass, replace

from carnet import catalog
from carnet.catalog import FieldType
from carnet.catalog.contact_types import types_of
from carnet.catalog.headers import words
from carnet.contract import SAFE
from carnet.language import Text
from carnet.stages.map import gazetteer
from carnet.stages.map.profile import Profile
from carnet.stages.map.reading import Reading, exact, read
from carnet.stages.map.settle import only_in_use, settled
from carnet.stages.map.support import OVERWHELMING, Guess, foreign, guess, support


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one column holds, as far as it tells by itself.

    Attributes:
        concept: what it holds ("email", "city", "accounting.siret", "aside"), "" where unknown.
        confidence: 0 to 1; below SAFE the column is set aside and the concept is a suggestion.
        contradicted: the values are not what the header says.
        by_values: the values decided, not the header.
    """

    index: int
    header: str
    reading: Reading
    profile: Profile
    concept: str
    confidence: float
    reason: Text
    contradicted: bool = False
    by_values: bool = False
    special: str = ""

    @property
    def slot(self) -> str:
        """Which contact of the row the header names."""
        return self.reading.slot


# Of headers over Yes and No that say who is a client still: "Active?", "Client actif", "Archived".
_STATES = frozenset(("active", "actif", "inactive", "inactif", "archived", "archive", "sommeil"))
_IN_USE = _STATES | frozenset(
    ("is", "en", "mis", "mise", "client", "customer", "contact", "account", "dossier", "compte", "status")
)
EMPTY = Text("the column is empty", "la colonne est vide")
NO_PLACE = Text(
    "the header says “%(header)s”: nothing in a contact for it",
    "l'en-tête dit « %(header)s » : rien dans un contact n'y correspond",
)
UNKNOWN = Text(
    "neither the header nor the values tell what it is",
    "ni l'en-tête ni les valeurs ne disent de quoi il s'agit",
)
_BY_HEADER = Text("the header says “%(header)s”", "l'en-tête dit « %(header)s »")
_BY_BOTH = Text(
    "the header says “%(header)s” and %(count)s of %(of)s values fit",
    "l'en-tête dit « %(header)s » et %(count)s valeurs sur %(of)s concordent",
)
_BY_VALUES = Text(
    "%(count)s of %(of)s values look like it: %(kind)s",
    "%(count)s valeurs sur %(of)s y ressemblent : %(kind)s",
)
_AGAINST = Text(
    "the header says “%(header)s”, but only %(count)s of %(of)s values fit",
    "l'en-tête dit « %(header)s », mais seules %(count)s valeurs sur %(of)s concordent",
)
_SHAPES = {
    "email": Text("email addresses", "adresses électroniques"),
    "phone": Text("phone numbers", "numéros de téléphone"),
    "website": Text("web addresses", "adresses Web"),
    "linkedin": Text("LinkedIn profiles", "profils LinkedIn"),
    "facebook": Text("Facebook pages", "pages Facebook"),
    "twitter": Text("Twitter accounts", "comptes Twitter"),
    "skype": Text("Skype names", "noms Skype"),
    "row_key": Text("keys of a program", "clés d'un logiciel"),
    "date": Text("dates", "dates"),
    "postal": Text("postal codes", "codes postaux"),
    "country": Text("countries", "pays"),
    "region": Text("states or provinces", "provinces ou régions"),
    "city": Text("cities", "villes"),
    "salutation": Text("titles such as Mr or Mrs", "civilités"),
    "kind": Text("kinds of contact", "genres de contact"),
    "entity": Text("entity types", "types d'entité"),
    "status": Text("client statuses", "statuts de client"),
    "address": Text("whole addresses", "adresses complètes"),
    "street": Text("streets with numbers", "rues avec numéros"),
    "organization": Text("names of organizations", "noms d'organisations"),
    "name": Text("names of people or organizations", "noms de personnes ou d'organisations"),
    "first": Text("first names", "prénoms"),
    "full": Text("names of people", "noms de personnes"),
    "last": Text("last names", "noms de famille"),
}


def _filled(text: Text, **values: object) -> Text:
    return Text(text.en % values, text.fr % values)


def _counted(text: Text, header: str, profile: Profile, share: float, kind: Text | None = None) -> Text:
    of = len(profile.values)
    count = round(share * of)
    en, fr = (kind.en, kind.fr) if kind else ("", "")
    named = {"header": header.strip(), "count": count, "of": of}
    return Text(text.en % (named | {"kind": en}), text.fr % (named | {"kind": fr}))


def weigh(index: int, header: str, profile: Profile) -> Weighed:
    """What one column holds by its header and its values."""
    reading = _read(header)
    if not profile.values:
        return Weighed(index, header, reading, profile, reading.concept, 1.0, EMPTY)
    reading = settled(reading, profile)
    told = profile.share("yes_no") > 0.8 or only_in_use(profile)
    if told and _IN_USE.issuperset(said := words(header)) and _STATES & set(said):
        reading = replace(reading, concept="in_use", certainty=0.9)
    elif types_of(header) and _answers(header, profile):
        reading = replace(reading, concept="type_flag", certainty=0.9)
    by_values = guess(profile)
    if reading.concept == "aside":
        return _aside(index, header, reading, profile)
    if not reading.concept:
        return _from_values(index, header, reading, profile, by_values)
    registration = _is_registration(reading.concept)
    fits = support(reading.concept, profile, registration)
    if reading.label:
        fits = max(profile.share("label", "label_star"), 0.5 if profile.words < 3 else 0.0)
    if fits is not None and fits < 0.2:
        return _contradicted(index, header, reading, profile, by_values, fits)
    sure = _combined(reading, fits)
    reason = _filled(_BY_HEADER, header=header.strip())
    if fits is not None:
        reason = _counted(_BY_BOTH, header, profile, fits)
    return Weighed(index, header, reading, profile, reading.concept, round(sure, 2), reason)


def _answers(header: str, profile: Profile) -> bool:
    """Whether most cells hold Yes, No or a code; the rest may be mistakes."""
    answers = gazetteer.listed("yes_no") | ({"2", "3"} if profile.distinct < 1 else set())
    rank = "rank" in words(header)
    counts = zip(profile.values, profile.counts, strict=True)
    answered = sum(
        count for value, count in counts if gazetteer.plain(value) in answers or (rank and value.isdigit())
    )
    return 2 * answered > profile.rows


def _read(header: str) -> Reading:
    reading = read(header)
    field = exact(header)
    if field and (
        reading.concept in {"", "aside"} or (field.startswith("accounting.") and "." in reading.concept)
    ):
        return Reading(field, 1.0)
    if field and reading.concept:
        return replace(reading, certainty=1.0)
    return reading


def _aside(index: int, header: str, reading: Reading, profile: Profile) -> Weighed:
    reason = _filled(NO_PLACE, header=header.strip())
    return Weighed(index, header, reading, profile, "aside", reading.certainty, reason)


def _combined(reading: Reading, fits: float | None) -> float:
    h = reading.certainty
    if fits is None:
        return h * 0.95
    if fits >= 0.5 and h <= 0.5:
        return h
    if fits >= 0.8:
        return max(h, 1 - (1 - h) * 0.5) if reading.concept in TESTABLE else h * 0.98
    if fits >= 0.5:
        return h * 0.9
    return h * (0.72 if reading.concept in TESTABLE else 0.68)


# Concepts whose values have a shape of their own, so that values can vouch for a doubtful header.
TESTABLE = frozenset(
    {"email", "phone", "mobile", "fax", "website", "birth", "year_end", "linkedin", "country", "postal",
     "salutation", "entity", "kind", "status"}
)  # fmt: skip


def _contradicted(
    index: int, header: str, reading: Reading, profile: Profile, by_values: Guess, fits: float
) -> Weighed:
    """The values are not what the header says: they win when overwhelming, else the column waits."""
    if by_values.plain and by_values.share > OVERWHELMING and by_values.concept != "date":
        reason = _counted(_BY_VALUES, header, profile, by_values.share, _SHAPES.get(by_values.concept))
        kept = replace(reading, concept=by_values.concept)
        return Weighed(
            index, header, kept, profile, by_values.concept, by_values.confidence, reason, True, True
        )
    reason = _counted(_AGAINST, header, profile, fits)
    if reading.concept == "region" and profile.share("status") > OVERWHELMING:
        return Weighed(index, header, reading, profile, "status", 0.7, reason, True, True)
    bare = fits == 0.0 and profile.share("integer", "number") > OVERWHELMING  # no word among the values
    number = reading.concept == "tax" or _is_registration(reading.concept)
    bare = bare or (number and not profile.share("has_digit"))
    if profile.rows < 3 and not by_values.concept and not bare and foreign(profile) < 0.5:
        return Weighed(index, header, reading, profile, reading.concept, SAFE, reason, True)
    likely = by_values.concept or reading.concept
    return Weighed(index, header, reading, profile, likely, round(reading.certainty * 0.3, 2), reason, True)


def _from_values(index: int, header: str, reading: Reading, profile: Profile, found: Guess) -> Weighed:
    if not found.concept:
        return Weighed(index, header, reading, profile, "", 0.0, UNKNOWN)
    named = bool(header.strip()) and not means_nothing(header)
    sure = found.confidence * (0.9 if found.plain else 0.8) if named else found.confidence
    reason = _counted(_BY_VALUES, header, profile, found.share, _SHAPES.get(found.concept))
    kept = replace(reading, concept=found.concept)
    return Weighed(index, header, kept, profile, found.concept, round(sure, 2), reason, by_values=True)


def means_nothing(header: str) -> bool:
    """Headers that programs make up where a person gave none: Column1, Unnamed: 3, Champ 2."""
    made_up = {"column", "col", "unnamed", "field", "champ", "colonne", "spalte", "f", "c", "v", "var"}
    return all(word.rstrip("0123456789") in made_up | {""} for word in words(header))


def _is_registration(concept: str) -> bool:
    entry = catalog.FIELDS.get(concept)
    return entry is not None and entry.type is FieldType.REGISTRATION
