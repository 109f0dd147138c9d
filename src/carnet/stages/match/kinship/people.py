"""People as kin compare them: their names, their age, and what titles and roles tell."""

from __future__ import annotations

import polars as pl

from carnet.stages.match.evidence.words import familiar_forms, over_distinct, plain, sexes

_OPTIONAL = ("first_name", "last_name", "suffix", "salutation", "birth_date")
_PARTICLES = (
    "von",
    "van",
    "der",
    "den",
    "del",
    "des",
    "dos",
    "das",
    "les",
    "mac",
    "saint",
    "san",
    "bin",
    "ben",
)
_TITLES = {
    "man": r"^(?:mr|m|monsieur|mister)$",
    "wife": r"^(?:mrs|mme|madame)$",
    "miss": r"^(?:miss|mlle|mademoiselle)$",
    "woman": r"^ms$",
}
_RANK = r"(?:^| )(jr|junior|sr|senior|ii|iii|iv|fils|pere)$"
_BEHIND = r" (jr|junior|sr|senior|ii|iii|iv|fils|pere)$"  # of a last name
_SPOUSE = r"\b(?:spouse|wife|husband|conjoint|conjointe|epoux|epouse|mari|femme|domestic partner)\b"
_CHILD = r"\b(?:son|daughter|child|dependant|dependent|fils|fille|enfant)\b"


def people(contacts: pl.DataFrame, cards: pl.DataFrame) -> pl.DataFrame:
    """The people that have both names, in the order of their numbers.

    Args:
        contacts: contact, kind, name and the record columns that occur.
        cards: contact, then contract.CARD.

    Returns:
        contact, first_name, last_name (as written), given, given_first, family (plain), family_parts, also
        (given names that it may be short for), suffix, birth Date, title (man, wife, miss, woman), sex
        (m, f), spouse_named and child_named (by a role on a card).
    """
    absent = [pl.lit(None, pl.String).alias(name) for name in _OPTIONAL if name not in contacts.columns]
    rows = contacts.with_columns(absent).filter(pl.col("kind") == "person").select("contact", *_OPTIONAL)
    rows = rows.drop_nulls(["first_name", "last_name"]).sort("contact")
    suffix = over_distinct(rows["suffix"], plain)
    named = rows.with_columns(
        given=over_distinct(rows["first_name"], plain),
        family=over_distinct(rows["last_name"], plain).str.replace(_BEHIND, ""),
        suffix=pl.coalesce(suffix.str.extract(_RANK, 1), _written_rank(rows)),
        birth=pl.col("birth_date").str.to_date("%Y-%m-%d", strict=False),
        title=_titles(rows["salutation"]),
    ).filter(pl.col("family").fill_null("") != "", pl.col("given").is_not_null())
    named = named.with_columns(
        given=pl.col("given").str.replace_all(" ", ""),
        given_first=pl.col("given").str.extract(r"^(\S+)", 1),
        family_parts=pl.col("family").str.split(" ").list.eval(
            pl.element().filter((pl.element().str.len_chars() > 2) & ~pl.element().is_in(_PARTICLES))
        ),
    )  # fmt: skip
    return _with_roles(_with_sex(_with_forms(named)), cards).drop("salutation", "birth_date")


def _written_rank(rows: pl.DataFrame) -> pl.Series:
    """The rank that stands behind the last name itself: "Smith Jr"."""
    return over_distinct(rows["last_name"], plain).str.extract(_BEHIND, 1)


def _titles(salutations: pl.Series) -> pl.Series:
    told = over_distinct(salutations, plain).to_frame("t")
    found = [pl.when(pl.col("t").str.contains(form)).then(pl.lit(kind)) for kind, form in _TITLES.items()]
    return told.select(pl.coalesce(found)).to_series()


def _with_forms(named: pl.DataFrame) -> pl.DataFrame:
    forms = familiar_forms().rename({"form": "given_first", "names": "also"})
    found = named.join(forms, on="given_first", how="left", maintain_order="left")
    return found.with_columns(
        also=pl.concat_list(
            pl.concat_list("given", "given_first"), pl.col("also").fill_null(pl.lit([], pl.List(pl.String)))
        ).list.unique(maintain_order=True)
    )


def _with_sex(named: pl.DataFrame) -> pl.DataFrame:
    told = {"man": "m", "wife": "f", "miss": "f", "woman": "f"}
    by_title = pl.col("title").replace_strict(told, return_dtype=pl.String, default=None)
    found = named.join(
        sexes().rename({"name": "given_first", "sex": "by_name"}),
        on="given_first",
        how="left",
        maintain_order="left",
    )
    return found.with_columns(sex=pl.coalesce(by_title, "by_name")).drop("by_name")


def _with_roles(named: pl.DataFrame, cards: pl.DataFrame) -> pl.DataFrame:
    told = cards.select("contact", "role").drop_nulls()
    roles = told.select("contact", role=over_distinct(told["role"], plain)).group_by("contact").agg(
        spouse_named=pl.col("role").str.contains(_SPOUSE).any(),
        child_named=pl.col("role").str.contains(_CHILD).any(),
    )  # fmt: skip
    found = named.join(roles, on="contact", how="left", maintain_order="left")
    return found.with_columns(pl.col("spouse_named", "child_named").fill_null(False))
