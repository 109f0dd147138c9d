"""Which of the contacts that a row mentions is the row's own."""

from __future__ import annotations

import polars as pl

from carnet.findings import Severity, rule
from carnet.stages.assemble.rows.kinds import CONTACT, COUPLE, GROUP, ORGANIZATION, PERSON
from carnet.stages.assemble.rows.name_parts import full_name_of
from carnet.stages.assemble.some_rows import true_where
from carnet.stages.normalise.comparable import folded, same_words

rule(
    "kind.called_as_person",
    Severity.WARNING,
    en="“%(value)s” is an organization according to the file, and is called as the person in its row. It "
    "becomes that one person. If it is an organization, give it a name of its own.",
    fr="«\u00a0%(value)s\u00a0» est une organisation d'après le fichier, et porte le nom de la personne de "
    "sa ligne. Le contact devient cette seule personne. S'il s'agit d'une organisation, donnez-lui un nom "
    "propre.",
)


def is_own_contact(facts: pl.DataFrame) -> pl.Series:
    """Clients who may be people and are called as the person at the client is: they are that person.

    Of a client who is a person the last name alone will do, and the name of the firm that the person has.

    Args:
        facts: of facts_of.
    """
    doubtful = facts.select(_doubtful()).to_series()
    unclear = facts["any_text"].is_not_null() & doubtful & facts["org_name"].is_null()
    told = (facts["kind_hint"] == PERSON).fill_null(False)
    asked = (unclear | told) & facts[CONTACT].struct.field("given")
    name = pl.coalesce("any_text", "org_name")
    read = pl.col("any_split").struct.field
    last = folded(name) == folded(pl.col(CONTACT).struct.field("last_name"))
    person = (pl.col("kind_hint") == PERSON).fill_null(False)
    firm = (pl.col("any_kind") == ORGANIZATION) & (read("confidence") >= _SURE)
    return true_where(
        facts, asked, same_words(name, full_name_of(CONTACT)) | (person & (last | firm.fill_null(False)))
    )


def _doubtful() -> pl.Expr:
    """Whether a name may as well be a person's."""
    read = pl.col("any_split").struct.field
    return pl.col("any_kind").is_null() | (
        (pl.col("any_kind") == ORGANIZATION) & (read("confidence") < _UNSURE).fill_null(False)
    )


_UNSURE, _SURE = 0.7, 0.85


def called_as_person(facts: pl.DataFrame, types: pl.Series) -> pl.Series:
    """Rows whose client is an organization by its kind, and by its name the person in the row.

    Such a kind is a program's default. An estate is called as somebody too, and stays one.

    Args:
        facts: of facts_of.
        types: what type of entity each row says.
    """
    plain = types.is_null() | (types == "Corporation")
    asked = (facts["kind_hint"] == ORGANIZATION) & (facts["any_kind"] == PERSON) & plain
    asked &= facts["person_given"] | facts[CONTACT].struct.field("given")
    named = pl.when("person_given").then("person_text").otherwise(full_name_of(CONTACT))
    whole = folded(named).str.split(" ").list.len() > 1
    alike = folded(pl.col("any_text")).str.split(" ").list.sort() == folded(named).str.split(" ").list.sort()
    return true_where(facts, asked, whole & alike)


def own_contact(facts: pl.DataFrame, layout_kind: str, strict: bool = False) -> pl.Series:
    """The mention that is each row's own contact; null where a row names nobody.

    Args:
        facts: of facts_of, with is_contact.
        layout_kind: the kind of contact that the sheet lists: "organization", "person", "client_group",
            else any.
        strict: a list of people lists nothing else, as the import file's does: where only an organization is
            named, the person's name is missing.
    """
    rules = {"organization": _of_organizations, "person": _of_people, "client_group": _of_groups}
    both = facts["person_given"] & (facts["any_text"].is_not_null() | facts["org_name"].is_not_null())
    same = true_where(facts, both, same_words(pl.coalesce("any_text", "org_name"), pl.col("person_text")))
    found = facts.with_columns(named_as_person=same).select(rules.get(layout_kind, _of_any)()).to_series()
    if not strict or layout_kind != "person":
        return found
    nameless = ~pl.col("person_given") & pl.col("any_text").is_null() & pl.col("belongs_to").is_not_null()
    person = pl.when(pl.col("reachable")).then(pl.lit(PERSON))
    return facts.select(pl.when(nameless).then(person).otherwise(found)).to_series()


def _of_organizations() -> pl.Expr:
    named = pl.col("org_name").is_not_null() | pl.col("any_text").is_not_null()
    return pl.when(named).then(pl.lit(ORGANIZATION)).otherwise(None)


def _of_groups() -> pl.Expr:
    return (
        pl.when(pl.col("has_groups") | pl.col("any_text").is_not_null()).then(pl.lit(GROUP)).otherwise(None)
    )


def _of_people() -> pl.Expr:
    named = pl.col("person_given") | pl.col("any_text").is_not_null()
    company = pl.col("belongs_to").is_not_null() | pl.col("org_name").is_not_null()
    marked = (pl.col("kind_hint") == "organization").fill_null(False)
    return (
        pl.when(pl.col("is_couple") & ~(marked & ~pl.col("person_given")))
        .then(pl.lit(COUPLE))
        .when((pl.col("kind_hint") == "client_group").fill_null(False) & named)
        .then(pl.lit(GROUP))
        .when(~pl.col("person_given") & (pl.col("any_kind") == "organization").fill_null(False))
        .then(pl.lit(ORGANIZATION))
        .when(marked & (company | named))
        .then(pl.lit(ORGANIZATION))
        .when(named)
        .then(pl.lit(PERSON))
        .when(company)
        .then(pl.lit(ORGANIZATION))
        .when(pl.col("reachable"))
        .then(pl.lit(PERSON))
        .otherwise(None)
    )


def _of_any() -> pl.Expr:
    hint, any_kind = pl.col("kind_hint"), pl.col("any_kind")
    person, named = pl.col("person_given"), pl.col("any_text").is_not_null()
    org = pl.col("org_name").is_not_null()
    spouse = pl.col("spouse").struct.field("given")
    alone, firm = ~org & ~named, pl.col("any_firm")
    at_work = any_kind.is_null() & (pl.col("has_role") | pl.col("personal")) & ~firm  # a role is a person's
    # beside a firm the two are people at it: the firm is no name of their household
    at_firm = (
        pl.col("org_firm") | firm | ((any_kind == "organization") & pl.col(CONTACT).struct.field("given"))
    )
    couple = spouse & (person | named) & (hint != "organization").fill_null(True) & ~at_firm.fill_null(False)
    employed = named & ~person & (any_kind.eq_missing("person") | at_work)
    return (
        pl.when(~org & ~named & ~person & pl.col("has_groups"))
        .then(pl.lit(GROUP))
        .when((hint == "client_group") & (org | named))
        .then(pl.lit(GROUP))
        .when((hint == "organization") & (org | named | person))
        .then(pl.lit(ORGANIZATION))
        .when(pl.col("is_couple") | couple)
        .then(pl.lit(COUPLE))
        .when((hint == "person") & (org | named | person))
        .then(pl.lit(PERSON))
        .when(person & (alone | pl.col("named_as_person")) & ~firm)
        .then(pl.lit(PERSON))
        .when(org & ~employed)
        .then(pl.lit(ORGANIZATION))
        .when(employed | named & pl.col("personal") & ~firm)
        .then(pl.lit(PERSON))
        .when("is_contact")
        .then(pl.lit(PERSON))
        .when(named)
        .then(pl.lit(ORGANIZATION))
        .when(pl.col("belongs_to").is_not_null())
        .then(pl.lit(ORGANIZATION))
        .when(pl.col("reachable"))
        .then(pl.lit(PERSON))
        .otherwise(None)
    )
