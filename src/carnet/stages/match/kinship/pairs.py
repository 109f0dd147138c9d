"""Pairs of people who share an address, a number or an email, with what their names and ages tell."""

from __future__ import annotations

import polars as pl

from carnet.stages.match.evidence.cluster import components

MOST_NAMES = 10  # people of different names who share one value; more are a building or an office
MOST_FAMILIES = 3  # last names among them
MOST_ROWS = 12  # contacts of people that hold it, duplicates counted
MOST_ORGANIZATIONS = 20  # that hold it; more are at their accountant's
GENERATION = 16  # years between the births of a parent and a child, at least

_SHARED = ("address", "box", "phone", "email")


def within_reach(values: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """The values that few enough hold to tell a household or the entities of one owner.

    Args:
        values: values.VALUES.
        people: from people().
    """
    named = people.select("contact", pl.col("family").hash(), full=pl.struct("given", "family").hash())
    held = values.with_columns(holders=pl.len().over("key"))
    held = held.filter(pl.col("holders") > 1, pl.col("holders") <= MOST_ROWS + MOST_ORGANIZATIONS)
    held = held.drop("holders").join(named, on="contact", how="left", maintain_order="left")
    counted = held.group_by("key").agg(
        rows=pl.col("family").count(),
        organizations=pl.col("family").null_count(),
        families=pl.col("family").drop_nulls().n_unique(),
        names=pl.col("full").drop_nulls().n_unique(),
        shown=pl.col("said").min(),
    )
    few = counted.filter(
        pl.col("rows") <= MOST_ROWS,
        pl.col("organizations") <= MOST_ORGANIZATIONS,
        pl.col("families") <= MOST_FAMILIES,
        pl.col("names") <= MOST_NAMES,
    )
    kept = held.join(few.select("key", "shown"), on="key", maintain_order="left")
    return kept.with_columns(said="shown").drop("family", "full", "shown")


def people_pairs(values: pl.DataFrame, people: pl.DataFrame, employed: pl.DataFrame) -> pl.DataFrame:
    """a, b (a < b), the truths address, box, phone and email, and said: pairs that share a value.

    Args:
        values: from within_reach().
        people: from people().
        employed: from ties.employers().
    """
    own = values.join(people.select("contact"), on="contact", how="semi", maintain_order="left")
    own = _without_employers(own.filter(~pl.col("office")), values, employed)
    meet = own.join(own, on="key", suffix="_b").filter(pl.col("contact") < pl.col("contact_b"))
    meet = meet.filter(pl.col("postal").is_null() | pl.col("postal_b").is_null())
    colleagues = employed.join(employed, on="organization", suffix="_b").select(
        "contact", "contact_b", both=True
    )
    meet = meet.join(colleagues.unique(), on=["contact", "contact_b"], how="left").filter(
        pl.col("both").is_null() | (pl.col("personal") & pl.col("personal_b"))
    )
    return _grouped(
        meet.select(a="contact", b="contact_b", said="said", **{s: pl.col("sort") == s for s in _SHARED})
    )


def _without_employers(own: pl.DataFrame, values: pl.DataFrame, employed: pl.DataFrame) -> pl.DataFrame:
    """Without what people have from the organization that they work for."""
    theirs = employed.join(values.select("key", organization="contact"), on="organization")
    theirs = theirs.select("contact", "key", of_employer=True).unique()
    told = own.join(theirs, on=["contact", "key"], how="left", maintain_order="left")
    return told.filter(pl.col("of_employer").is_null() | pl.col("home")).drop("of_employer")


def _grouped(meet: pl.DataFrame) -> pl.DataFrame:
    flat = meet if meet["said"].dtype == pl.List(pl.String) else meet.with_columns(pl.concat_list("said"))
    said = pl.col("said").list.explode(keep_nulls=False, empty_as_null=False).unique().sort()
    return flat.group_by("a", "b").agg(pl.col(*_SHARED).any(), said).sort("a", "b")


def one_of_each(pairs: pl.DataFrame, people: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The pairs between the first contacts of people who seem to stand in the list several times.

    Returns:
        The pairs, and contact, first: for each of those contacts the one that stands for it.
    """
    told = _with_names(pairs, people)
    same = told.filter("same")
    top = int(people["contact"].max() or 0) + 1  # type: ignore[arg-type]
    label = components(top, same["a"].to_numpy().astype("int64"), same["b"].to_numpy().astype("int64"))
    first = pl.DataFrame({"contact": people["contact"], "first": label[people["contact"].to_numpy()]}).cast(
        pl.UInt32
    )
    moved = first.filter(pl.col("contact") != pl.col("first"))
    a = pairs["a"].to_frame("contact").join(first, on="contact", maintain_order="left")["first"]
    b = pairs["b"].to_frame("contact").join(first, on="contact", maintain_order="left")["first"]
    ends = pairs.with_columns(a=pl.min_horizontal(a, b), b=pl.max_horizontal(a, b))
    return _grouped(ends.filter(pl.col("a") != pl.col("b"))), moved


def with_names(pairs: pl.DataFrame, people: pl.DataFrame, housed: pl.Series) -> pl.DataFrame:
    """The pairs with what names, ages and titles tell of them.

    Args:
        pairs: from one_of_each().
        people: from people().
        housed: contacts that have an address.

    Returns:
        The pairs and near (one place), reach (one number or email), apart (each has a place of its own),
        same_last, part_last, gap (years), older (contact), mixed (a man and a woman), alike (two of one sex),
        titled (Mr and Mrs), miss, spouse_named, child_named, ranked.
    """
    places = housed.implode()
    told = _with_names(pairs, people).filter(~pl.col("same"))
    return told.with_columns(
        near=pl.col("address") | pl.col("box"),
        reach=pl.col("phone") | pl.col("email"),
        apart=~(pl.col("address") | pl.col("box")) & pl.col("a").is_in(places) & pl.col("b").is_in(places),
    )


def _with_names(pairs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    kept = people.drop("first_name", "last_name")
    both = pairs.join(kept, left_on="a", right_on="contact", maintain_order="left").join(
        kept, left_on="b", right_on="contact", suffix="_b", maintain_order="left"
    )
    days = (pl.col("birth_b") - pl.col("birth")).dt.total_days()
    gap = (days.abs() / 365.25).cast(pl.Float64)
    sexes = [pl.col("sex"), pl.col("sex_b")]
    titles = pl.concat_list(pl.col("title", "title_b").fill_null("")).list.sort()
    first_names = pl.col("family").str.replace_all(" ", "") == pl.col("family_b").str.replace_all(" ", "")
    marked = both.with_columns(
        same_last=first_names,
        part_last=~first_names
        & (pl.col("family_parts").list.set_intersection("family_parts_b").list.len() > 0),
        gap=gap,
        older=pl.when(days > 0).then("a").otherwise("b"),
        mixed=(sexes[0] != sexes[1]).fill_null(False),
        alike=(sexes[0] == sexes[1]).fill_null(False),
        titled=(titles.list.get(0) == "man") & (titles.list.get(1) == "wife"),
        miss=((pl.col("title") == "miss") | (pl.col("title_b") == "miss")).fill_null(False),
        ranked=pl.col("suffix").is_not_null() | pl.col("suffix_b").is_not_null(),
        spouse_named=pl.col("spouse_named") | pl.col("spouse_named_b"),
        child_named=pl.col("child_named") | pl.col("child_named_b"),
    )
    aside = [name for name in both.columns if name not in pairs.columns and not name.endswith("_named")]
    return marked.with_columns(same=_may_be_one()).drop(aside)


def _may_be_one() -> pl.Expr:
    """Whether two people of one last name may be one person: one given name, a short form or an initial."""
    one, other = pl.col("given"), pl.col("given_b")
    short = pl.min_horizontal(one.str.len_chars(), other.str.len_chars()) == 1
    initial = short & (one.str.slice(0, 1) == other.str.slice(0, 1))
    given = initial | (pl.col("also").list.set_intersection("also_b").list.len() > 0)
    told_apart = (pl.col("gap") >= GENERATION) | (pl.col("suffix") != pl.col("suffix_b")) | (
        pl.col("suffix").is_null() != pl.col("suffix_b").is_null()
    ) | pl.col("mixed")  # fmt: skip
    return (pl.col("same_last") | pl.col("part_last")) & given & ~told_apart.fill_null(False)
