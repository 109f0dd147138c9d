"""A person in the place of an organization's name, and a person in brackets behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.columns.names import name_structs
from carnet.stages.assemble.rows.facts import NAME_TARGETS
from carnet.stages.assemble.rows.finding import RowsFinding
from carnet.stages.assemble.rows.kinds import CONTACT, COUPLE, ORGANIZATION, PERSON, SPOUSE
from carnet.stages.assemble.some_rows import only
from carnet.stages.normalise.names import read_names

rule(
    "name.person_in_brackets",
    Severity.INFO,
    en="“%(value)s” names an organization and a person in brackets. The organization is “%(suggestion)s”, "
    "and “%(detail)s” is the person at it. If the brackets belong to the name, rename the organization.",
    fr="«\u00a0%(value)s\u00a0» nomme une organisation et, entre parenthèses, une personne. L'organisation "
    "est «\u00a0%(suggestion)s\u00a0», et «\u00a0%(detail)s\u00a0» y travaille. Si les parenthèses font "
    "partie du nom, renommez l'organisation.",
)

rule(
    "name.person_for_organization",
    Severity.INFO,
    en="“%(value)s” stands where organizations are named, and is written as people's names are. It becomes a "
    "person, or a couple. If it is an organization, say so in a column of its own (Organization).",
    fr="«\u00a0%(value)s\u00a0» se trouve là où des organisations sont nommées, et s'écrit comme un nom de "
    "personne. Le contact devient une personne, ou un couple. S'il s'agit d'une organisation, indiquez-le "
    "dans une colonne à part (Organisation).",
)

_BRACKETS = r"^([^()]*\p{L}[^()]*?)\s*\(\s*([^()]+?)\s*\)$"
# A comma between two names, or a title in front.
_AS_PEOPLE = r"^[^,\d]+, [^,\d]+$|^(?i:(?:mr|mrs|ms|dr|mme|mlle)\.?|m\.|miss|monsieur|madame) "
_WRITTEN = 0.92
_NAMES_OF_CLIENTS = {"contact.name", "organization.name"}
_SURE_FIRM, _SURE_PERSON = 0.85, 0.7


def people_named_as_firms(block: Block) -> None:
    """The name in the organizations' column is a person's where the row says that its client is one, or the
    name is written as only people's are: "Gagnon, Paul", "Mme Sylvie Côté et M. Jean Roy"."""
    kind = block.first_value("kind")
    free = ~block.filled({"full_name", "first_name", "last_name", "any_name"})
    told, unsaid = (kind == PERSON).fill_null(False) & free, kind.is_null() & free
    unsaid &= ~(block.filled(NAME_TARGETS, CONTACT) | block.filled(NAME_TARGETS, SPOUSE))
    if block.kind != "contact" or not (told | unsaid).any():
        return
    for column in [c for c in block.columns if c.target == "org_name" and not c.slot]:
        asked = only(column.values, unsaid & column.values.str.contains(_AS_PEOPLE).fill_null(False))
        read = read_names(asked)
        people = told | _are(read, PERSON, _WRITTEN) | _are(read, COUPLE, _WRITTEN)
        if people.any():
            texts = only(column.values, people)
            block.put_in_place(
                column,
                replace(column, values=only(column.values, ~people)),
                replace(column, target="any_name", values=name_structs(texts, read_names(texts))),
            )


def people_behind_firms(block: Block) -> None:
    """ "Elm Inc (Ann Roe)" is the organization and the person at it, where the row names no other."""
    free = ~(block.filled(NAME_TARGETS, CONTACT) | block.filled(NAME_TARGETS, SPOUSE))
    free = free & ~block.filled({"full_name", "first_name", "last_name"})
    if block.kind not in {"contact", "organization"} or not free.any():
        return
    for column in [c for c in block.columns if c.target in {"any_name", "org_name"} and not c.slot]:
        plain = column.target == "org_name"
        texts = only(column.values if plain else column.values.struct.field("text"), free)
        asked = only(texts, texts.str.contains(_BRACKETS).fill_null(False))
        if not asked.count():
            continue
        firm, person = (read_names(asked.str.extract(_BRACKETS, part)) for part in (1, 2))
        rows = _are(firm, ORGANIZATION, _SURE_FIRM) & _are(person, PERSON, _SURE_PERSON)
        rows &= (person["first_name"].is_not_null() & person["last_name"].is_not_null()).fill_null(False)
        if not rows.any():
            continue
        name, within = (only(asked.str.extract(_BRACKETS, part), rows) for part in (1, 2))
        named = name if plain else name_structs(name, read_names(name))
        block.put_in_place(
            column,
            replace(column, values=named.zip_with(rows, column.values)),
            replace(
                column, target="full_name", slot=CONTACT, values=name_structs(within, read_names(within))
            ),
        )


def _are(read: pl.DataFrame, kind: str, sure: float) -> pl.Series:
    found = (pl.col("kind") == kind) & (pl.col("confidence") >= sure)
    return read.select(found.fill_null(False)).to_series()


def people_in_firms_column(block: Block, facts: pl.DataFrame) -> Iterator[RowsFinding]:
    """People whose name stood where organizations are named, and nothing else told so."""
    for column in block.columns:
        if column.target == "any_name" and column.field == "organization.name":
            rows = column.values.is_not_null() & facts["kind_hint"].is_null() & (facts["own"] == PERSON)
            texts = column.values.struct.field("text")
            yield RowsFinding("name.person_for_organization", rows, texts, column.indexes[0])


def people_in_brackets(block: Block) -> Iterator[RowsFinding]:
    """People who were named behind their organization."""
    columns = {(c.indexes, c.target): c.values for c in block.columns if not c.slot}
    for column in block.columns:
        place = next((t for t in ("org_name", "any_name") if (column.indexes, t) in columns), None)
        if column.slot != CONTACT or column.field not in _NAMES_OF_CLIENTS or place is None:
            continue
        person, firm = column.values.struct.field("text"), columns[column.indexes, place]
        firm = firm.struct.field("text") if place == "any_name" else firm
        rows, whole = person.is_not_null(), firm + " (" + person + ")"
        yield RowsFinding("name.person_in_brackets", rows, whole, column.indexes[0], firm, person)
