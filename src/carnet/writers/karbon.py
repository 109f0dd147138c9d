"""The import file of Karbon, filled: three tabs, one row a card, which Carnet reads back to the same book.

Members and "Belongs To" are names; where a name is another contact's too, or would be read as
several, the contact's key stands in its place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import polars as pl

from carnet.catalog import FIELDS, FieldType, Level
from carnet.contract import Contents
from carnet.findings import Severity, rule
from carnet.language import Language, Text
from carnet.stages.normalise.registration import normalise_registration
from carnet.writers.flat import flat, references
from carnet.writers.headers import MARK, header
from carnet.writers.notes import LEFT_OUT, Note, archived, counted, note, outside
from carnet.writers.row_mark import marks
from carnet.writers.text_workbook import Tab, write_tabs

TABS = {
    "organization": Text("Organizations", "Organisations"),
    "person": Text("People", "Personnes"),
    "client_group": Text("Client Groups", "Groupes de clients"),
}
ADDED = rule(
    "export.organization_added",
    Severity.INFO,
    en="Organizations that people belong to but that are not among the exported contacts, added by their "
    "name: %(count)s.",
    fr="Organisations auxquelles des personnes appartiennent mais qui ne sont pas parmi les contacts "
    "exportés, ajoutées par leur nom : %(count)s.",
)
KEYED = rule(
    "export.key_for_name",
    Severity.INFO,
    en="Organizations and members that are written by their Carnet key, because another contact has the same "
    "name or the name would be read as several: %(count)s. Carnet reads these keys, Karbon does not: there, "
    "link these by hand.",
    fr="Organisations et membres écrits par leur clé Carnet, parce qu'un autre contact porte le même nom ou "
    "que le nom se lirait comme plusieurs : %(count)s. Carnet lit ces clés, Karbon non : là, liez-les à la "
    "main.",
)
PREFERRED = rule(
    "export.preferred_name_missing",
    Severity.INFO,
    en="People without a preferred name, which Karbon's greetings to clients use: %(count)s.",
    fr="Personnes sans nom préféré, que Karbon utilise pour saluer les clients : %(count)s.",
)
YEARLESS = rule(
    "export.date_without_year",
    Severity.INFO,
    en="Birthdays without a year are written as the book has them (--04-12 is 12 April). Karbon asks for "
    "whole dates: add the year, or empty these cells before you send the file to Karbon. "
    "Birthdays: %(count)s.",
    fr="Les dates de naissance sans année sont écrites telles que dans le carnet (--04-12 est le 12 avril). "
    "Karbon demande des dates entières : ajoutez l'année, ou videz ces cellules avant d'envoyer le fichier "
    "à Karbon. Dates de naissance : %(count)s.",
)
DOUBT = rule(
    "export.in_doubt",
    Severity.INFO,
    en="“%(value)s” is written as the book has it, also where it is in doubt: an incomplete phone number, a "
    "mistyped digit. Correct it in the book. Values in doubt: %(count)s.",
    fr="« %(value)s » est écrit tel que dans le carnet, même en cas de doute : numéro de téléphone "
    "incomplet, chiffre mal saisi. Corrigez-le dans le carnet. Valeurs douteuses : %(count)s.",
)
_PHONES = Text("Telephones", "Téléphones")
_SET_ASIDE = Text("Values set aside", "Valeurs mises de côté")


def write(contents: Contents, path: Path, language: Language) -> list[Note]:
    """Write the workbook; see the module for its shape.

    Returns:
        What it cannot hold, organizations added, members outside the selection, tabs and texts split.
    """
    whole, notes = _with_organizations(contents)
    rows = flat(whole, language)
    hidden = frozenset([MARK(language)])
    tabs = (Tab(tab(language), _table(rows, kind, language), hidden=hidden) for kind, tab in TABS.items())
    notes += write_tabs(path, tabs)
    notes += _called_by_key(whole) + _in_doubt(contents, language)
    notes += outside(contents) + archived(contents.contacts)
    return notes + note(LEFT_OUT.code, _SET_ASIDE(language), contents.set_aside.height)


def _called_by_key(contents: Contents) -> list[Note]:
    """A note on cards and memberships in which a key stands for a name."""
    called = references(contents.contacts, tuple(TABS)).join(contents.contacts.select("id", "name"), on="id")
    keyed = called.filter(pl.col("reference") != pl.col("name")).select("id")
    cards = contents.cards.join(keyed, left_on="organization_contact", right_on="id", how="semi")
    members = contents.members.join(keyed, left_on="member", right_on="id", how="semi")
    return counted(KEYED.code, cards.height + members.height)


def _in_doubt(contents: Contents, language: Language) -> list[Note]:
    """What Karbon would complain of, and the import of this file does not say again."""
    contacts, nothing = contents.contacts, pl.lit(None, pl.String)
    named = [
        pl.col(name) if name in contacts.columns else nothing for name in ("first_name", "preferred_name")
    ]
    without = contacts.filter((pl.col("kind") == "person") & named[0].is_not_null() & named[1].is_null())
    notes = counted(PREFERRED.code, without.height)
    if "birth_date" in contacts.columns:
        notes += counted(YEARLESS.code, contacts.filter(pl.col("birth_date").str.starts_with("--")).height)
    phones = contents.cards["phones"].explode().drop_nulls().struct.field("number")
    notes += note(DOUBT.code, _PHONES(language), phones.filter(~phones.str.starts_with("+")).len())
    for name, entry in FIELDS.items():
        if entry.type is FieldType.REGISTRATION and name in contacts.columns:
            values = contacts[name].drop_nulls()
            found = normalise_registration(values, name, values.clear(len(values)))
            notes += note(DOUBT.code, header("organization", name, language), found["code"].count())
    return notes


def _with_organizations(contents: Contents) -> tuple[Contents, list[Note]]:
    """The contents with a row for each organization that is only named on cards."""
    known = contents.contacts.filter(pl.col("kind") == "organization").select("id", organization="name")
    named = (
        contents.cards.filter(pl.col("organization").is_not_null())
        .join(known, left_on="organization_contact", right_on="id", how="anti")
        .select("organization")
        .join(known, on="organization", how="anti")
        .unique(maintain_order=True)
    )
    if named.is_empty():
        return contents, []
    added = named.select(
        id=-1 - pl.int_range(pl.len(), dtype=pl.Int64),
        kind=pl.lit("organization"),
        name="organization",
        archived=pl.lit(False),
    )
    contacts = pl.concat([contents.contacts, added], how="diagonal")
    filled = Contents(contacts, contents.cards, contents.members, contents.set_aside)
    return filled, [(ADDED.code, {"count": named.height})]


def _table(rows: pl.DataFrame, kind: str, language: Language) -> pl.DataFrame:
    """One tab: the import file's columns, further ones that hold a value, the reserved three."""
    mine = rows.filter(pl.col("kind") == kind)
    if kind == "person":
        mine = mine.with_columns(name=unsplit_name(mine))
    table = headed(mine, kind, (*columns_of(mine, kind), "card", "key"), language)
    return table.with_columns(marks(table).alias(MARK(language)))


def columns_of(rows: pl.DataFrame, kind: str, always: Collection[str] = ()) -> list[str]:
    """The columns of a kind's tab: those of the import file and of always, further ones that hold a value."""
    columns = [*_ordered(kind), *(name for name in rows.columns if name.startswith("custom."))]
    return [
        name
        for name in columns
        if _always(name, kind)
        or name in always
        or (name in rows.columns and rows[name].null_count() < rows.height)
    ]


def headed(rows: pl.DataFrame, kind: str, columns: Iterable[str], language: Language) -> pl.DataFrame:
    """Columns of rows under their headers, empty where rows have none of the name."""
    return rows.select(
        (pl.col(name) if name in rows.columns else pl.lit(None, pl.String)).alias(
            header(kind, name, language)
        )
        for name in columns
    )


def unsplit_name(people: pl.DataFrame) -> pl.Expr:
    """A person's whole name, where its parts do not give it."""
    parts = [name for name in ("first_name", "middle_name", "last_name") if name in people.columns]
    ends = [name for name in parts if name != "middle_name"]
    joined = [pl.concat_str(names, separator=" ", ignore_nulls=True) for names in (parts, ends) if names]
    known = pl.any_horizontal(*(pl.col("name") == text for text in joined)) if joined else pl.lit(False)
    return pl.when(~known).then("name")


def _ordered(kind: str) -> list[str]:
    """The columns of a kind in the catalogue's order."""
    shared = {"email", "website"} if kind == "client_group" else set[str]()
    names = []
    for known in FIELDS:
        prefix, _, rest = known.partition(".")
        if prefix == kind:
            names.append("name" if known == "person.full_name" else rest)
        elif prefix in {"phone", "social", "address", "accounting"}:
            names.append(known)
        elif prefix == "organization" and rest in shared:
            names.append(rest)
    return names


def _always(name: str, kind: str) -> bool:
    """Whether the import file has the column whether or not it holds a value."""
    own, shared = FIELDS.get(f"{kind}.{name}"), FIELDS.get(name)
    if own is not None:
        return own.level is not Level.BEYOND
    if kind == "client_group" or (kind == "person" and name.startswith("accounting.")):
        return False
    return shared is not None and shared.level is not Level.BEYOND
