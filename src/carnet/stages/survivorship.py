"""Which of several values stands where a contact can have only one, and why.

The rules in their order: the most complete value, the most recent, the one from the most trusted source;
where none of them tells, the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.language import Text

RULES = ("completeness", "moment", "trust")

# contact: whose; field; value; source: who says so, any number. completeness, moment and trust: more is
# better, null is least.
SAID = pl.Schema(
    {
        "contact": pl.Int64, "field": pl.String, "value": pl.String, "source": pl.Int64,
        "completeness": pl.Int64, "moment": pl.String, "trust": pl.Int64,
    }
)  # fmt: skip
CHOSEN = pl.Schema(
    {"contact": pl.Int64, "field": pl.String, "value": pl.String, "source": pl.Int64, "reason": pl.String}
)
REASONS = MappingProxyType(
    {
        "only": Text("the only value", "la seule valeur"),
        "equal": Text("both say the same", "les deux disent la même chose"),
        "joined": Text("both, line by line", "les deux, ligne par ligne"),
        "completeness": Text("the more complete value", "la valeur la plus complète"),
        "moment": Text("the more recent value", "la valeur la plus récente"),
        "trust": Text("from the more trusted source", "de la source la plus fiable"),
        "together": Text("goes with another value", "va avec une autre valeur"),
        "first": Text("of the contact that is kept", "du contact conservé"),
        "order": Text("the first in the files", "la première dans les fichiers"),
        "book": Text("what the book has already", "ce que le carnet contient déjà"),
        "chosen": Text("chosen by a person", "choisie par une personne"),
    }
)
# Values that mean something together only: of two that differ, the one beside the chosen leader stands.
_TOGETHER = {
    **dict.fromkeys(("first_name", "middle_name", "last_name", "suffix"), "name"),
    "accounting.financial_year_end_month": "accounting.financial_year_end_day",
}
_WORDED = {FieldType.TEXT, FieldType.PERSON_NAME, FieldType.FULL_NAME, FieldType.ORGANIZATION_NAME}
_WORDED_COLUMNS = sorted(
    {catalog.short_name(field.id) for field in catalog.FIELDS.values() if field.type in _WORDED}
)


def completeness() -> pl.Expr:
    """How much a value (of columns field and value) tells: whole words of names and texts, initials not.

    Of as many words, "McKenzie" tells more than "MCKENZIE" or "mckenzie". A longer date, number or identifier
    is no better than a short one.
    """
    value = pl.col("value")
    words = value.str.count_matches(r"[\p{L}\p{N}]{2,}").cast(pl.Int64)
    both_cases = value.str.contains(r"\p{Lu}") & value.str.contains(r"\p{Ll}")
    return pl.when(pl.col("field").is_in(_WORDED_COLUMNS)).then(2 * words + both_cases).otherwise(0)


def survivors(
    values: pl.DataFrame, order: Sequence[str] = RULES, chosen: pl.DataFrame | None = None
) -> pl.DataFrame:
    """The value that stands for each contact and field.

    Args:
        values: SAID rows, those of the contact that is kept first; without nulls among the values.
        order: the rules in the order in which they decide, of RULES.
        chosen: contact, field, value: what a person chose among the values; no rule decides there.

    Returns:
        CHOSEN rows, one a contact and field, in the order of first appearance; reason is one of REASONS.
    """
    place = ["contact", "field"]
    distinct, several = pl.col("value").n_unique().over(place), pl.len().over(place) > 1
    left = values.with_columns(
        reason=pl.when(distinct > 1).then(None).when(several).then(pl.lit("equal")).otherwise(pl.lit("only"))
    )
    if chosen is not None:
        by_person = left.join(
            chosen.select(*place, "value"), on=[*place, "value"], how="semi", maintain_order="left"
        )
        rest = left.join(by_person, on=place, how="anti", maintain_order="left")
        left = pl.concat([by_person.with_columns(reason=pl.lit("chosen")), rest])
    for name in order:
        best = pl.col(name).eq_missing(pl.col(name).max().over(place))
        left = left.filter(best).with_columns(
            reason=pl.when(pl.col("reason").is_null() & (distinct == 1))
            .then(pl.lit(name))
            .otherwise("reason")
        )
    first = left.unique(place, keep="first", maintain_order=True)
    told = first.with_columns(pl.col("reason").fill_null("first"))
    asked = values.select(place).unique(maintain_order=True)
    chosen = asked.join(told, on=place, maintain_order="left").select(CHOSEN.names())
    return _together(values, chosen)


def _together(values: pl.DataFrame, chosen: pl.DataFrame) -> pl.DataFrame:
    """Followers as the source of their leader says them, where the sources differ in both."""
    decided = chosen.filter(~pl.col("reason").is_in(["only", "equal"]))
    leaders = decided.select("contact", leader="field", whose="source")
    led = decided.with_columns(leader=pl.col("field").replace_strict(_TOGETHER, default=None))
    said = values.select("contact", "field", whose="source", beside="value").unique(
        ["contact", "field", "whose"], keep="first", maintain_order=True
    )
    beside = (
        led.join(leaders, on=["contact", "leader"])
        .join(said, on=["contact", "field", "whose"])
        .select("contact", "field", "whose", "beside")
    )
    joined = chosen.join(beside, on=["contact", "field"], how="left", maintain_order="left")
    moved = pl.col("beside").is_not_null() & (pl.col("whose") != pl.col("source"))
    return joined.select(
        "contact",
        "field",
        value=pl.coalesce("beside", "value"),
        source=pl.coalesce("whose", "source"),
        reason=pl.when(moved).then(pl.lit("together")).otherwise("reason"),
    )
