"""What a suggested household or group would be called."""

from __future__ import annotations

import polars as pl

from carnet.stages.match.evidence.words import over_distinct, plain

_FORMS = {"family": ("{} Family", "Famille {}"), "entities": ("{} Group", "Groupe {}")}
_PLACE = ["kind", "family"]
_FRENCH_FORMS = (
    r"\b(?:sarl|earl|eurl|gaec|sci|sas|sasu|selarl|scea|ltee|senc|sencrl|enr|gestion|fiducie|familiale|succession"
    r"|placements|immobiliere)\b"
)


def proposed_names(
    whole: pl.DataFrame, contacts: pl.DataFrame, members: pl.DataFrame, french: pl.Series
) -> pl.DataFrame:
    """The members of suggestions with name: "John & Mary Smith", "Smith Family", "Groupe Tremblay".

    A group that has some of the members already gives its own name.

    Args:
        whole: kind, family, contact, role: a row a member.
        contacts: contact, kind, name, first_name, last_name.
        members: group, member.
        french: contacts at places where French is spoken.
    """
    names = [name for name in ("kind", "name", "first_name", "last_name") if name in contacts.columns]
    called = contacts.select("contact", *(pl.col(name).alias(f"own_{name}") for name in names))
    rows = whole.sort(*_PLACE, "contact").join(called, on="contact", how="left", maintain_order="left")
    if not rows.height:
        return rows.with_columns(name=pl.lit(None, pl.String)).select(*whole.columns, "name")
    speaks = pl.col("contact").is_in(french.implode()) | _sounds_french(rows)
    made = rows.with_columns(speaks=speaks).group_by(_PLACE, maintain_order=True).agg(
        couple=_couple(), last=_most_common_last(), french=pl.col("speaks").any()
    )  # fmt: skip
    formed = [
        pl.when((pl.col("kind") == kind) & (pl.col("french") == bool(is_french))).then(
            pl.format(form, "last")
        )
        for kind, spelt in _FORMS.items()
        for is_french, form in enumerate(spelt)
    ]
    name = pl.coalesce(pl.when(pl.col("kind") == "couple").then("couple"), *formed)
    made = made.select(*_PLACE, made=name).join(_known(rows, contacts, members), on=_PLACE, how="left")
    named = made.select(*_PLACE, name=pl.coalesce(pl.when(pl.col("kind") != "couple").then("known"), "made"))
    return rows.join(named, on=_PLACE).select(*whole.columns, "name")


def _sounds_french(rows: pl.DataFrame) -> pl.Expr:
    told = over_distinct(rows["own_name"], plain).str.contains(_FRENCH_FORMS).fill_null(False)
    return pl.lit(told) & (pl.col("role") == "entity")


def _couple() -> pl.Expr:
    """Both given names and the last name that they have in common, else both names in full."""
    first, last = pl.col("own_first_name"), pl.col("own_last_name")
    one = last.str.to_lowercase().n_unique() == 1
    together = pl.concat_str(first.str.join(" & "), pl.lit(" "), last.first())
    return pl.when(one).then(together).otherwise(pl.concat_str(first, last, separator=" ").str.join(" & "))


def _most_common_last() -> pl.Expr:
    """The last name of most, the owners' first; of several the first one's."""
    owner = (pl.col("role") == "owner").any()
    own = pl.col("own_last_name").filter((pl.col("role") == "owner") | ~owner).drop_nulls()
    return own.mode(maintain_order=True).first()


def _known(rows: pl.DataFrame, contacts: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    """kind, family, known: the name of the client group that has most of the members, two at least."""
    groups = contacts.filter(pl.col("kind") == "client_group").select("name", group="contact")
    inside = rows.select(*_PLACE, "contact").join(
        members.select("group", contact="member").unique(), on="contact"
    )
    counted = (
        inside.join(groups, on="group").group_by(*_PLACE, "group", "name").len().filter(pl.col("len") > 1)
    )
    best = counted.sort("len", "group", descending=[True, False]).unique(
        _PLACE, keep="first", maintain_order=True
    )
    return best.select(*_PLACE, known="name")
