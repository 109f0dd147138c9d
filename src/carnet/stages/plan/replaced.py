"""Values of cards that a cell gave the last time, now that the cell says something else: the new value takes
the place of the old one.

A cell's text and a value belong together where the text holds what makes the value: the address of an email,
the last digits of a number, street and town.
"""

from __future__ import annotations

import polars as pl

from carnet.choices import Policy
from carnet.contract import Contents
from carnet.findings import Severity, rule
from carnet.stages.assemble.items import LISTS, distinct_items, item_key
from carnet.stages.normalise.comparable import exact, folded
from carnet.stages.normalise.emails import email_key
from carnet.stages.normalise.websites import website_key
from carnet.stages.plan.lists import LABELS, labelled_items
from carnet.stages.policy import Policies

rule(
    "value.beside",
    Severity.INFO,
    en="“%(value)s” is added beside “%(detail)s”, which this list gave before: another list or a person gave "
    "that too. If it is no longer right, remove it in the contact.",
    fr="« %(value)s » est ajouté à côté de « %(detail)s », que cette liste donnait auparavant : une autre "
    "liste ou une personne l'a donné aussi. Si ce n'est plus exact, retirez-le dans le contact.",
)
# Cells, or the cells of one address, whose record said something else last time. before, now: their texts;
# list, earlier: the sheet and the row of then; sheet, row, column: the place of now; always: whoever else
# gave what they gave.
CHANGED_CELLS = pl.Schema(
    {
        "contact": pl.UInt32, "book_id": pl.Int64, "family": pl.String, "before": pl.String,
        "now": pl.String, "list": pl.Int64, "earlier": pl.UInt32, "sheet": pl.UInt16, "row": pl.UInt32,
        "column": pl.UInt16, "always": pl.Boolean,
    }
)  # fmt: skip
# Entries of the book's cards that give way: key is item_key, new_key that of the entry of the files which
# comes in its place, null where none does.
REPLACED = pl.Schema({"contact": pl.UInt32, "family": pl.String, "key": pl.UInt64, "new_key": pl.UInt64})
NOTHING_REPLACED = pl.DataFrame(schema=REPLACED)
_PARTS = ("first", "second", "third")  # what makes a value; null where it has fewer
_DIGITS, _FEWEST = 8, 5  # of a number, by which it is known in a text; fewer tell nothing
# The words of a text among which an email or a website is looked for.
_WORDS = {"emails": r"[^\s,;:|/<>()\[\]\"\\]+", "websites": r"[^\s,;|<>()\[\]\"\\]+"}


def give_way_to(cells: pl.DataFrame, cards: pl.DataFrame, contents: Contents) -> pl.DataFrame:
    """The entries of the book's cards that cells gave and nothing says any more, each cell giving another.

    Args:
        cells: CHANGED_CELLS rows.
        cards: the files', with contact and contract.CARD's columns.
        contents: of the book.

    Returns:
        CHANGED_CELLS with REPLACED, the label and the parts of the old value.
    """
    cells = cells.with_row_index("cell")
    ours = _entries(cards.filter(pl.col("contact").is_in(cells["contact"].implode())), "contact")
    held = contents.cards.rename({"contact": "book_id"})
    theirs = _entries(held.filter(pl.col("book_id").is_in(cells["book_id"].implode())), "book_id")
    given = cells.join(ours, on=["contact", "family"], maintain_order="left_right")
    given = given.filter(_said(given, "now"))
    fresh = given.filter(~_said(given, "before")).unique(["cell", "key"], keep="first", maintain_order=True)
    old = cells.filter(pl.col("cell").is_in(given["cell"].implode())).join(
        theirs, on=["book_id", "family"], maintain_order="left_right"
    )
    gone = old.filter(_said(old, "before") & ~_said(old, "now")).join(
        ours, on=["contact", "family", "key"], how="anti", maintain_order="left"
    )
    gone = gone.unique(["cell", "key"], keep="first", maintain_order=True)
    place = pl.int_range(pl.len()).over("cell")
    new = fresh.select("cell", place=place, new_key="key")
    return gone.with_columns(place=place).join(new, on=["cell", "place"], how="left", maintain_order="left")


def proven(
    gone: pl.DataFrame, told: pl.DataFrame, steps: pl.DataFrame, versions: pl.DataFrame
) -> pl.DataFrame:
    """REPLACED rows of the entries that the list alone gave, and of those that give way always.

    Args:
        gone: see give_way_to.
        told: contract.EARLIER_CELLS of the contacts, without the cells that say something else now.
        steps: contract.CARD_STEPS of the contacts.
        versions: list, version, batch: the sheets that are the same list.
    """
    entry = ["book_id", "family", "key"]
    others = gone.join(told.select("text", book_id="contact", place="list"), on="book_id")
    elsewhere = others.filter(_said(others, "text")).select(entry)
    made = gone.join(steps.with_row_index("step"), left_on="book_id", right_on="contact")
    made = made.filter(pl.col("made") | (_said(made, "new") & ~_said(made, "old")))
    last = made.sort("step").unique([*entry, "list"], keep="last")
    by_list = last.join(versions, on=["list", "batch"], how="semi")
    by_list = pl.concat([by_list, last.filter("merged")]).select(entry)
    sure = gone.join(elsewhere, on=entry, how="anti").join(by_list, on=entry, how="semi")
    found = pl.concat([gone.filter("always"), sure]).sort("new_key", nulls_last=True)
    return found.unique(["contact", "family", "key"], keep="first").select(REPLACED.names())


def stands_beside(
    gone: pl.DataFrame, replaced: pl.DataFrame, kinds: pl.DataFrame, policies: Policies
) -> pl.DataFrame:
    """Findings on the entries that stay beside those that cells give now.

    Args:
        gone: see give_way_to; replaced: REPLACED rows of it.
        kinds: contact, kind.
        policies: what is not taken stands beside nothing.
    """
    stays = gone.drop_nulls("new_key").join(
        replaced, on=["contact", "family", "key"], how="anti", maintain_order="left"
    )
    told = policies.of_items(stays.join(kinds, on="contact", maintain_order="left"))
    told = told.filter(pl.col("policy").is_null()).unique("cell", keep="first", maintain_order=True)
    none = pl.lit(None, pl.String)
    return told.select(
        "sheet", "row", "column", code=pl.lit("value.beside"), value="now", suggestion=none, detail="before"
    )


def with_replaced(
    theirs: pl.DataFrame, ours: pl.DataFrame, replaced: pl.DataFrame, policies: Policies
) -> tuple[pl.DataFrame, pl.Series]:
    """The book's cards with the new entries in the places of those that give way, and the cards that are
    touched.

    Who is at another organization now keeps what the card at the former one has.

    Args:
        theirs: the book's cards.
        ours: what is taken of the files' cards of contacts that the book has, with kind.
        replaced: REPLACED rows.
        policies: an entry that is to stand stays.
    """
    if not replaced.height:
        return theirs, theirs["id"].clear()
    at = exact(pl.col("organization"))
    cards = theirs.select("id", "contact", at=at).join(ours.select("contact", "kind", now=at), on="contact")
    same = pl.col("at").is_null() | pl.col("now").is_null() | (pl.col("at") == pl.col("now"))
    reached = cards.filter(same).select("id", "kind").unique()
    held = labelled_items(theirs, "id").join(reached, on="id").join(replaced, on=["contact", "family", "key"])
    going = policies.of_items(held)
    going = going.filter(pl.col("policy").is_null() | (pl.col("policy") == Policy.OVERWRITE.value))
    touched = [theirs["id"].clear()]
    for (name,), mine in going.partition_by("family", as_dict=True).items():
        family = str(name)
        new = _long(ours, family, "contact").rename({"item": "new"})
        new = new.with_columns(new_key=item_key(family, pl.col("new")))
        new = new.unique(["contact", "new_key"], keep="first", maintain_order=True)
        told = mine.unique(["id", "key"]).join(new, on=["contact", "new_key"], how="left")
        told = told.filter(pl.col("new_key").is_null() | pl.col("new").is_not_null())
        theirs = _with_new(theirs, family, told)
        touched.append(told["id"])
    return theirs, pl.concat(touched).unique()


def _with_new(cards: pl.DataFrame, family: str, going: pl.DataFrame) -> pl.DataFrame:
    """Cards with one list as it will be; going: id, key, new (null where nothing comes instead)."""
    changed = pl.col("id").is_in(going["id"].implode())
    long = _long(cards.filter(changed), family, "id").with_columns(key=item_key(family, pl.col("item")))
    told = long.join(
        going.select("id", "key", "new", goes=pl.lit(True)),
        on=["id", "key"],
        how="left",
        maintain_order="left",
    )
    item = pl.when(pl.col("goes").fill_null(False)).then("new").otherwise("item").alias("item")
    lists = told.select("id", item).drop_nulls().group_by("id", maintain_order=True).agg("item")
    joined = cards.join(lists, on="id", how="left", maintain_order="left")
    again = joined.with_columns(pl.when(changed).then("item").otherwise(family).alias(family)).drop("item")
    return again.with_columns(distinct_items(again, family))


def _long(cards: pl.DataFrame, family: str, *owner: str) -> pl.DataFrame:
    """The entries of one list as item, one a row."""
    some = cards.select(*owner, item=family).filter(pl.col("item").list.len() > 0)
    return some.explode("item").drop_nulls("item")


def _entries(cards: pl.DataFrame, owner: str) -> pl.DataFrame:
    """Every entry of cards' lists: owner, family, key and its parts."""
    item = pl.col("item")
    return pl.concat(
        _long(cards, family, owner).select(
            owner,
            family=pl.lit(family),
            key=item_key(family, item),
            label=item.struct.field(LABELS[family]) if family in LABELS else pl.lit(None, pl.String),
            **dict(zip(_PARTS, _parts(family), strict=True)),
        )
        for family in LISTS
    )


def _parts(family: str) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """What makes an entry, in the form of _form."""
    item, none = pl.col("item"), pl.lit(None, pl.String)
    match family:
        case "emails":
            return email_key(item), none, none
        case "websites":
            return website_key(item), none, none
        case "phones":
            digits = _form(family, item.struct.field("number"))
            return pl.when(digits.str.len_chars() >= _FEWEST).then(digits.str.tail(_DIGITS)), none, none
        case "social":
            return item.struct.field("value").str.to_lowercase(), none, none
    line, city, code = (_form(family, item.struct.field(name)) for name in ("line", "city", "postal_code"))
    return pl.coalesce(line, city, code), city, code


def _form(family: str, text: pl.Expr) -> pl.Expr:
    """A text so that what makes an entry can be looked for in it."""
    match family:
        case "phones":
            return text.str.replace_all(r"\D", "")
        case "addresses":
            return folded(text).str.replace_all(" ", "", literal=True)
    return text.str.to_lowercase()


def _said(entries: pl.DataFrame, text: str) -> pl.Series:
    """Whether a text holds the entry beside it.

    Args:
        entries: family and parts.
        text: the column of the texts, null for none.
    """
    found = [pl.Series(dtype=pl.UInt32)]
    for (name,), mine in entries.with_row_index("at").partition_by("family", as_dict=True).items():
        family = str(name)
        form = mine.select("at", *_PARTS, form=_form(family, pl.col(text)))
        held = form.filter(
            pl.col("form").str.contains(pl.col("first"), literal=True).fill_null(False),
            *(pl.col("form").str.contains(pl.col(part), literal=True).fill_null(True) for part in _PARTS[1:]),
        )
        if family in _WORDS:
            word = website_key(pl.element().str.strip_chars(".'"))
            words = pl.col("form").str.extract_all(_WORDS[family]).list.eval(word)
            held = held.filter(words.list.contains(pl.col("first")))
        found.append(held["at"])
    return entries.select(
        pl.int_range(pl.len(), dtype=pl.UInt32).is_in(pl.concat(found).implode())
    ).to_series()
