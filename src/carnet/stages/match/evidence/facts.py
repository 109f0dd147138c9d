"""What a row of a table, or a contact of the book, says that can be compared; one row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

import polars as pl

from carnet.contract import ADDRESS
from carnet.frames import paged
from carnet.stages.assemble.columns import SheetColumns
from carnet.stages.assemble.mentions import Mentions
from carnet.stages.match.evidence.identifiers import identifying
from carnet.stages.match.own_keys import REGISTRATIONS
from carnet.stages.normalise.registration import registration_key

_TEXTS = (
    "kind", "first_name", "middle_name", "last_name", "suffix", "preferred_name", "name", "organization",
    "birth_date", "accounting.trading_name", "accounting.legal_name", "client_identifier",
)  # fmt: skip
FACTS = pl.Schema(
    {
        **dict.fromkeys(_TEXTS, pl.String()),
        "emails": pl.List(pl.String),
        "phones": pl.List(pl.String),
        "addresses": pl.List(ADDRESS),
        "websites": pl.List(pl.String),
        "registrations": pl.List(pl.String),  # "<column>:<number>", check digits right or unknown
        "ids": pl.List(pl.String),  # "<column>:<value>" of further identifiers
        "source": pl.UInt32(),  # which table it comes from
        "place": pl.UInt32(),  # the spreadsheet row or the contact's number there
    }
)
_AT_ONCE = 100_000  # rows whose lists are put together; they take several times the memory that they need
# The columns of a contact that are compared.
COMPARED = frozenset({"custom", *FACTS.names(), *REGISTRATIONS})


def facts_of_rows(columns: Sequence[SheetColumns], mentions: Mentions) -> pl.DataFrame:
    """FACTS of each contact row of the sheets, in order; also of rows without a name.

    Args:
        columns: the sheets in standard form.
        mentions: what their rows mention.
    """
    own = mentions.frame["own"].fill_null(False)
    wanted = {"sheet", "position", *FACTS.names(), *REGISTRATIONS}
    narrow = mentions.frame.filter(own).select(name for name in mentions.frame.columns if name in wanted)
    away = [name for name in mentions.columns() if name in wanted and name not in narrow.columns]
    wide = mentions.read(away, own.to_numpy())
    told = narrow.hstack(wide.get_columns()).unique(["sheet", "position"], keep="first", maintain_order=True)
    return pl.concat(
        _facts_of_sheet(sheet, index, told.filter(pl.col("sheet") == index))
        for index, sheet in enumerate(columns)
    )


def _facts_of_sheet(sheet: SheetColumns, index: int, own: pl.DataFrame) -> pl.DataFrame:
    rows = sheet.ledger.rows.numbers
    every = pl.DataFrame({"position": pl.Series(range(len(rows)), dtype=pl.UInt32), "place": rows})
    whole = every.join(own, on="position", how="left", maintain_order="left")
    usual = own["kind"].mode().sort().first() if own.height else "person"
    nameless = whole["kind"].is_null()
    for name, values in _told(sheet).items() if nameless.any() else ():
        before = whole[name] if name in whole.columns else values.clear(len(values))
        whole = whole.with_columns(values.zip_with(nameless, before.cast(values.dtype)).alias(name))
    whole = whole.with_columns(pl.col("kind").fill_null(usual), source=pl.lit(index, pl.UInt32))
    return _shaped(whole, identifying(_unmapped(sheet)), sheet.invalid)


def _told(sheet: SheetColumns) -> dict[str, pl.Series]:
    """What the rows say, whoever it is about: for rows that name nobody."""
    wanted = {"first_name", "last_name", "birth_date", "emails", "phones", "addresses"}
    found: dict[str, pl.Series] = {}
    for column in sheet.columns:
        if column.slot == "" and column.target in wanted and column.target not in found:
            found[column.target] = column.values
    return found


def _unmapped(sheet: SheetColumns) -> list[tuple[str, pl.Series]]:
    positions = sheet.ledger.rows.positions
    free = [
        c for c in sheet.mapped.columns
        if (c.special == "labelled" or c.field is None or c.field.startswith("custom."))
        and not c.labels and c.special in {"", "key", "labelled"}
    ]  # fmt: skip
    scan = sheet.mapped.recognised.sheet.scan()
    texts = scan.select(f"c{c.index}" for c in free).collect() if free else pl.DataFrame()
    return [(c.header, texts[f"c{c.index}"].gather(positions)) for c in free]


def facts_of_contacts(
    contacts: pl.DataFrame, cards: pl.DataFrame, invalid: Mapping[str, AbstractSet[str]] | None = None
) -> pl.DataFrame:
    """FACTS of contacts with their cards, in the order of contacts.

    Args:
        contacts: contact or id, kind, name, the record columns that occur, custom.
        cards: contact, then contract.CARD; all cards of one contact speak for it.
        invalid: registration numbers whose check digits are wrong, by column.
    """
    key = "contact" if "contact" in contacts.columns else "id"
    told = contacts.select(name for name in contacts.columns if name in {key, *COMPARED})
    whole = told.join(
        paged(_of_all_cards(cards)), left_on=key, right_on="contact", how="left", maintain_order="left"
    ).with_columns(place=pl.col(key).cast(pl.UInt32), source=pl.lit(0, pl.UInt32))
    return paged(_shaped(paged(whole), identifying(_custom(contacts)), invalid or {}))


def _of_all_cards(cards: pl.DataFrame) -> pl.DataFrame:
    """contact and the lists of all its cards together; most contacts have one card."""
    lists = ["emails", "phones", "addresses", "websites"]
    whole = cards.select("contact", *lists)
    several = whole["contact"].is_duplicated()
    if not several.any():
        return whole
    together = whole.filter(several).group_by("contact", maintain_order=True).agg(
        pl.col(lists).list.explode(keep_nulls=False, empty_as_null=False)
    )  # fmt: skip
    return pl.concat([whole.filter(~several), together], rechunk=True)  # joins of lists in pieces are slow


def _custom(contacts: pl.DataFrame) -> list[tuple[str, pl.Series]]:
    """The firm's own fields, a column each."""
    if "custom" not in contacts.columns:
        return []
    items = contacts.select("custom").with_row_index("i").explode("custom").drop_nulls().unnest("custom")
    numbers = contacts.select(pl.int_range(pl.len(), dtype=pl.UInt32).alias("i"))
    return [
        (str(name), numbers.join(part.unique("i"), on="i", how="left", maintain_order="left")["value"])
        for (name,), part in items.group_by("name", maintain_order=True)
    ]


def _shaped(
    whole: pl.DataFrame, extra: Mapping[str, pl.Series], invalid: Mapping[str, AbstractSet[str]]
) -> pl.DataFrame:
    """The frame with FACTS' columns."""
    whole = _with_extra(whole, extra)
    numbers = [
        pl.when(pl.col(name).is_not_null() & ~pl.col(name).is_in(list(invalid.get(name, ())))).then(
            pl.concat_str(pl.lit(f"{name}:"), registration_key(pl.col(name)))
        )
        for name in REGISTRATIONS
        if name in whole.columns
    ]
    wrong = [
        pl.when(pl.col(name).is_in(list(invalid[name]))).then(
            pl.concat_str(pl.lit(f"{name}:"), registration_key(pl.col(name)))
        )
        for name in REGISTRATIONS
        if name in whole.columns and invalid.get(name)
    ]
    others = [pl.col(name) for name in whole.columns if name.startswith("id ")] + wrong
    lists = [
        part.with_columns(registrations=_gathered(numbers), ids=_gathered(others))["registrations", "ids"]
        for part in list(whole.iter_slices(_AT_ONCE)) or [whole]
    ]
    whole = whole.with_columns(pl.concat(lists, rechunk=True))
    if "phones" in whole.columns and whole["phones"].dtype != pl.List(pl.String):
        whole = whole.with_columns(pl.col("phones").list.eval(pl.element().struct.field("number")))
    absent = [pl.lit(None, kind).alias(name) for name, kind in FACTS.items() if name not in whole.columns]
    return whole.with_columns(absent).select(FACTS.names()).cast(FACTS)


def _with_extra(whole: pl.DataFrame, extra: Mapping[str, pl.Series]) -> pl.DataFrame:
    columns = dict(extra)
    if "client_identifier" in whole.columns:
        columns |= identifying([("client_identifier", whole["client_identifier"])])
    return whole.with_columns(
        ("#" + pl.Series(f"{number}:", [f"{number}:"]).new_from_index(0, whole.height) + values).alias(
            f"id {name}"
        )
        for number, (name, values) in enumerate(columns.items())
    )


def _gathered(parts: Sequence[pl.Expr]) -> pl.Expr:
    if not parts:
        return pl.lit(None, pl.List(pl.String))
    together = pl.concat_list(parts).list.drop_nulls()
    return pl.when(together.list.len() > 0).then(together)
