"""What is found about the contacts of rows: missing names, kinds that nothing tells, couples."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.finding import RowsFinding
from carnet.stages.assemble.rows.kinds import ORGANIZATION, PERSON, contact_slots
from carnet.stages.assemble.rows.name_parts import full_name_of
from carnet.stages.assemble.rows.told import Told
from carnet.stages.normalise.names.remarks import unmarked_firm

rule(
    "kind.unclear",
    Severity.WARNING,
    en="“%(value)s” may be an organization or a person. It is kept as an organization. If it is a "
    "person, put the name in the columns First Name and Last Name.",
    fr="« %(value)s » peut être une organisation ou une personne. Le contact est conservé comme "
    "organisation. S'il s'agit d'une personne, mettez le nom dans les colonnes Prénom et Nom de famille.",
)
rule(
    "couple.split",
    Severity.INFO,
    en="“%(value)s” holds two people (%(detail)s). They become an organization with two people.",
    fr="« %(value)s » contient deux personnes (%(detail)s). Elles deviennent une organisation avec "
    "deux personnes.",
)
rule(
    "spouse.last_name_assumed",
    Severity.INFO,
    en="The spouse “%(value)s” has no last name in the file. “%(suggestion)s” is assumed.",
    fr="Le conjoint « %(value)s » n'a pas de nom de famille dans le fichier. « %(suggestion)s » est supposé.",
)
rule(
    "name.not_split",
    Severity.WARNING,
    en="“%(value)s” is a person according to the file, but its first and last name cannot be told apart. It "
    "is kept whole; write them in the columns First Name and Last Name, or say that it is an organization.",
    fr="« %(value)s » est une personne d'après le fichier, mais son prénom et son nom ne peuvent être "
    "distingués. Le nom est conservé entier ; écrivez-les dans les colonnes Prénom et Nom de famille, ou "
    "indiquez qu'il s'agit d'une organisation.",
)
rule(
    "name.marked",
    Severity.INFO,
    en="“%(value)s” carries a mark that firms give to clients who have left. The name is kept as written. "
    "If the name is “%(suggestion)s”, correct it and say “Inactive” in a column Contact Type, or take the "
    "row out.",
    fr="« %(value)s » porte une marque que les cabinets donnent aux anciens clients. Le nom est gardé tel "
    "quel. Si le nom est « %(suggestion)s », corrigez-le et indiquez « Inactive » dans une colonne Type "
    "de contact, ou retirez la ligne.",
)
rule(
    "name.missing",
    Severity.ERROR,
    en="The row names no organization, person or client group, so it makes no contact. Its cells are "
    "refused. Give it a name.",
    fr="La ligne ne nomme ni organisation, ni personne, ni groupe de clients : elle ne crée aucun "
    "contact. Ses cellules sont refusées. Donnez-lui un nom.",
)
rule(
    "organization.name_required",
    Severity.ERROR,
    en="The organization has no name. The column Organization Name is required; the row was not taken.",
    fr="L'organisation n'a pas de nom. La colonne Nom de l'organisation est obligatoire ; la ligne n'a "
    "pas été prise.",
)
rule(
    "client_group.name_required",
    Severity.ERROR,
    en="The client group has no name. The column Client Group Name is required; the row was not taken.",
    fr="Le groupe de clients n'a pas de nom. La colonne Nom du groupe de clients est obligatoire ; la "
    "ligne n'a pas été prise.",
)
rule(
    "person.name_missing",
    Severity.WARNING,
    en="The person has no name; “%(value)s” stands in its place. Give a first and a last name.",
    fr="La personne n'a pas de nom ; « %(value)s » en tient lieu. Donnez un prénom et un nom de famille.",
)
rule(
    "link.two_people",
    Severity.WARNING,
    en="The row names two people, “%(value)s” and “%(detail)s”. Both are kept; people are linked through an "
    "organization, so say which one they belong to.",
    fr="La ligne nomme deux personnes, « %(value)s » et « %(detail)s ». Les deux sont conservées ; les "
    "personnes sont liées par une organisation, indiquez donc à laquelle elles appartiennent.",
)

_NAMELESS = {"organization": "organization.name_required", "client_group": "client_group.name_required"}


def findings_on_rows(block: Block, facts: pl.DataFrame, told: Told) -> Iterator[RowsFinding]:
    """What is found about the contacts of the rows.

    Args:
        facts: what is decided of the block.
        told: the households that earlier blocks told of; those of this one are added.
    """
    yield RowsFinding(_NAMELESS.get(block.kind, "name.missing"), facts["own"].is_null())
    yield from _households(facts, told)
    yield from _people(block, facts)
    yield from _unclear_names(block, facts)
    yield _marked_names(block, facts, told)


def _households(facts: pl.DataFrame, told: Told) -> Iterator[RowsFinding]:
    new = told.new_households(facts["household"])
    two = facts["household"].is_not_null() & facts["own"].is_not_null() & new
    both = pl.concat_str(_addressed("person"), _addressed("spouse"), separator=" + ", ignore_nulls=True)
    yield RowsFinding("couple.split", two, facts["household"], detail=facts.select(both).to_series())
    spouse = facts["spouse"].struct.field
    assumed = facts["assumed"] & new
    yield RowsFinding(
        "spouse.last_name_assumed", assumed, spouse("first_name"), suggestion=spouse("last_name")
    )


def _addressed(mention: str) -> pl.Expr:
    """A name as it is shown: "Ann Lee", and with the title where there is no first name: "Mrs Lee"."""
    part = pl.col(mention).struct.field
    title = pl.when(part("first_name").is_null()).then(part("salutation"))
    return pl.concat_str(title, full_name_of(mention), separator=" ", ignore_nulls=True).replace("", None)


def _people(block: Block, facts: pl.DataFrame) -> Iterator[RowsFinding]:
    """People without a name, and two people in one row."""
    shown = facts.select(full_name_of("person")).to_series()
    instead = _first(block.first_value("emails"))
    number = _first(block.first_value("phones"))
    if isinstance(number.dtype, pl.Struct):
        number = number.struct.field("number")
    instead = instead.zip_with(instead.is_not_null(), number)
    bare = (facts["own"] == PERSON) & shown.is_null()
    yield RowsFinding("person.name_missing", bare.fill_null(False), instead)
    for slot in contact_slots(facts):
        two = ((facts["own"] == PERSON) & facts[f"has_{slot}"]).fill_null(False)
        other = facts.select(full_name_of(slot)).to_series()
        yield RowsFinding("link.two_people", two, shown, detail=other)


def _first(values: pl.Series) -> pl.Series:
    return values.list.first() if isinstance(values.dtype, pl.List) else values


def _marked_names(block: Block, facts: pl.DataFrame, told: Told) -> RowsFinding:
    """Names of organizations with a mark of former clients, which nobody is to see in a greeting."""
    name = facts.select(
        pl.when(pl.col("own") == ORGANIZATION, ~pl.col("couple")).then(pl.coalesce("org_name", "any_text"))
    ).to_series()
    column = next(
        (c.indexes[0] for c in block.columns if c.target in {"org_name", "any_name"} and c.indexes), None
    )
    bare = unmarked_firm(name)
    new = told.new_names(name.set(bare.is_null(), None), column or 0, "name.marked")
    return RowsFinding("name.marked", new & bare.is_not_null(), name, column, bare)


def _unclear_names(block: Block, facts: pl.DataFrame) -> Iterator[RowsFinding]:
    """Names that may be an organization's or a person's, and people's that cannot be split."""
    column = next((c.indexes[0] for c in block.columns if c.target == "any_name" and c.indexes), None)
    name, own = facts["any_text"], facts["own"]
    told = facts["org_name"].is_not_null() | facts["kind_hint"].is_not_null() | facts["couple"]
    unclear = (own == ORGANIZATION) & facts["any_kind"].is_null() & name.is_not_null() & ~told
    unclear = unclear & pl.Series([block.kind == "contact"])
    yield RowsFinding("kind.unclear", unclear.fill_null(False), name, column)
    whole = facts["person"].struct.field("last_name") == name
    several = name.str.contains(" ", literal=True)
    unsplit = (own == PERSON) & ~facts["person_given"] & whole & several
    yield RowsFinding("name.not_split", unsplit.fill_null(False), name, column)
