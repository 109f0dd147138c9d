"""What a written file could not hold: codes with counts, for the person who asked for it."""

from __future__ import annotations

import polars as pl

from carnet.contract import Contents
from carnet.findings import Severity, rule, rules
from carnet.language import Language

Note = tuple[str, dict[str, str | int]]  # a declared rule's code, and its placeholders' values

LEFT_OUT = rule(
    "export.left_out",
    Severity.INFO,
    en="“%(value)s” has no place in this kind of file. Values left out: %(count)s.",
    fr="« %(value)s » n'a pas de place dans ce type de fichier. Valeurs omises : %(count)s.",
)
MOVED = rule(
    "export.moved",
    Severity.INFO,
    en="“%(value)s” has no column of its own in this kind of file. Values written in the notes: %(count)s.",
    fr="« %(value)s » n'a pas de colonne dans ce type de fichier. Valeurs écrites dans les notes : "
    "%(count)s.",
)
SECRET = rule(
    "export.secret_left_out",
    Severity.INFO,
    en="“%(value)s” is a tax identifier and is not written to an address book. Values left out: %(count)s.",
    fr="« %(value)s » est un identifiant fiscal et n'est pas écrit dans un carnet d'adresses. "
    "Valeurs omises : %(count)s.",
)


FIELD = rule(
    "export.custom_field",
    Severity.INFO,
    en="“%(value)s” has no column of its own in this kind of file. Values written as custom fields of that "
    "name: %(count)s.",
    fr="« %(value)s » n'a pas de colonne dans ce type de fichier. Valeurs écrites comme champs personnalisés "
    "de ce nom : %(count)s.",
)
ARCHIVED = rule(
    "export.archived_as_others",
    Severity.INFO,
    en="This kind of file does not say that a contact is archived; these are written like the others. "
    "Contacts: %(count)s.",
    fr="Ce type de fichier ne dit pas qu'un contact est archivé ; ces contacts sont écrits comme les autres. "
    "Contacts : %(count)s.",
)

OUTSIDE = rule(
    "export.member_outside",
    Severity.INFO,
    en="Members of client groups that are not among the exported contacts, left out: %(count)s.",
    fr="Membres de groupes de clients qui ne sont pas parmi les contacts exportés, omis : %(count)s.",
)
NAMED = rule(
    "export.organization_named",
    Severity.INFO,
    en="Organizations that people belong to but that are not among the exported contacts are only named; an "
    "empty book cannot link them. Organizations: %(count)s.",
    fr="Les organisations auxquelles des personnes appartiennent mais qui ne sont pas parmi les contacts "
    "exportés ne sont que nommées ; un carnet vide ne peut pas les lier. Organisations : %(count)s.",
)


def counted(code: str, count: int) -> list[Note]:
    """One note that only counts, or none where nothing is concerned."""
    return [(code, {"count": count})] if count else []


def archived(contacts: pl.DataFrame) -> list[Note]:
    """A note on the archived ones of contacts, for formats that do not say it."""
    return counted(ARCHIVED.code, contacts.filter("archived").height)


def outside(contents: Contents) -> list[Note]:
    """A note on members of groups that are not among the contacts."""
    left = contents.members.join(contents.contacts, left_on="member", right_on="id", how="anti")
    return counted(OUTSIDE.code, left.height)


def named_only(contents: Contents) -> list[Note]:
    """A note on organizations of cards that are not among the contacts."""
    known = contents.contacts.select(organization_contact="id")
    named = contents.cards.join(known, on="organization_contact", how="anti")["organization"]
    return counted(NAMED.code, named.drop_nulls().n_unique())


def note(code: str, value: str, count: int) -> list[Note]:
    """One note, or none where nothing is concerned."""
    return [(code, {"value": value, "count": count})] if count else []


def sentence(written: Note, language: Language) -> str:
    """A note as the person reads it."""
    code, values = written
    return rules()[code].text(language, values)
