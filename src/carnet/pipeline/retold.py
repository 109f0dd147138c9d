"""What lists say otherwise than the last time they were imported, and what gives way to it in the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.catalog.headers import fold
from carnet.contract import Book, Mapped, Mode
from carnet.findings import empty
from carnet.pipeline.given_back import GivenBack
from carnet.providers.layout import RESERVED, RESERVED_BESIDE
from carnet.stages.assemble.columns.groups import data_columns, groups_of
from carnet.stages.assemble.records import Records
from carnet.stages.match.exact import Matches
from carnet.stages.plan import CHANGED_CELLS, NOTHING_REPLACED, give_way_to, proven, stands_beside
from carnet.stages.policy import Policies

_ALIKE = 0.75  # of all columns of two sheets those that both have: then they are the same list
_FAMILIES = {
    FieldType.EMAIL: "emails", FieldType.PHONE: "phones", FieldType.WEBSITE: "websites",
    FieldType.SOCIAL: "social", FieldType.ADDRESS: "addresses", FieldType.ADDRESS_PART: "addresses",
}  # fmt: skip
_NAMING = {
    FieldType.PERSON_NAME, FieldType.FULL_NAME, FieldType.ORGANIZATION_NAME, FieldType.ANY_NAME,
    FieldType.IDENTIFIER, FieldType.REGISTRATION,
}  # fmt: skip
_KEYS = {"key", "owner_key", "owner_code", "contact_key", "card"}
# Kinds of key that tell a record; by the others it is the same only where most of the list is.
_SURE = ("decided", "source_row", "contact_key", "source_key", "identifier", "registration")
_VERSIONS = pl.Schema({"list": pl.Int64, "version": pl.Int64, "batch": pl.Int64})
_CELLS = pl.Schema(
    {
        "row": pl.UInt32, "column": pl.UInt16, "earlier": pl.UInt32, "family": pl.String,
        "before": pl.String, "now": pl.String,
    }
)  # fmt: skip
_OWN = {**RESERVED, **RESERVED_BESIDE}  # columns that Carnet adds
_REFERENCES = {header for header, target in RESERVED.items() if target.special == "source_row"}
_SLICE = 50_000  # rows in memory at a time
_Columns = Sequence[tuple[int, int]]  # positions of a column now and then


@dataclass(frozen=True, slots=True)
class Retold:
    """replaced: plan.replaced.REPLACED rows; findings: on what stays beside what cells say now."""

    replaced: pl.DataFrame
    findings: pl.DataFrame


def retold(
    records: Records, matches: Matches, mapped: Sequence[Mapped], policies: Policies, book: Book,
    returned: Mapping[int, GivenBack],
) -> Retold:  # fmt: skip
    """What gives way in the book to what its own list says now, where the mode changes what is there.

    Args:
        records: the import's contacts; matches: those that the book has.
        mapped: the sheets of the import; returned: given_back() of them.
    """
    if not matches.pairs.height or policies.mode in {Mode.CREATE, Mode.FILL}:
        return Retold(NOTHING_REPLACED, empty())
    rows = records.mentions.frame.select(
        "sheet", "row", "own", contact=pl.Series(records.numbers, dtype=pl.UInt32)
    ).join(matches.pairs, on="contact", maintain_order="left")
    lists = book.earlier_lists()
    found, versions = [pl.DataFrame(schema=CHANGED_CELLS)], [pl.DataFrame(schema=_VERSIONS)]
    for number, sheet in enumerate(mapped):
        mine = rows.filter(pl.col("sheet") == number)
        if not mine.height or any(column.special == "bulk_state" for column in sheet.columns):
            continue  # of a bulk workbook each edited cell stands for its value
        if number in returned:
            found.append(_placed(_given_back(sheet, returned[number], mine), number))
            continue
        alike = _alike(sheet, lists)
        for one, changed in _since(sheet, mine, alike, book):
            found.append(_placed(changed, number))
            versions.append(alike.select(pl.lit(one, pl.Int64).alias("list"), version="list", batch="batch"))
    cells = pl.concat(found)
    gone = give_way_to(cells, records.cards, matches.contents)
    if not gone.height:
        return Retold(NOTHING_REPLACED, empty())
    ids = gone["book_id"].unique().sort()
    told = _elsewhere(book.earlier_cells(ids), cells, pl.concat(versions))
    sure = proven(gone, told, book.card_steps(ids), pl.concat(versions))
    kinds = records.contacts.select("contact", "kind")
    return Retold(sure, stands_beside(gone, sure, kinds, policies))


def _placed(cells: pl.DataFrame, sheet: int) -> pl.DataFrame:
    return cells.with_columns(sheet=pl.lit(sheet, pl.UInt16)).select(CHANGED_CELLS.names())


def _alike(sheet: Mapped, lists: pl.DataFrame) -> pl.DataFrame:
    """The sheets of earlier imports that are the same list: those that are called so, where some are, and
    workbooks of corrections.

    Where an import had several it is none of them. A sheet that was imported as it is says nothing else now.
    """
    own = sheet.recognised.sheet
    mine = _headers(sheet.recognised.headers)
    same = [
        provider == sheet.recognised.provider and _share(mine, _headers(headers)) >= _ALIKE
        for provider, headers in lists.select("provider", "headers").iter_rows()
    ]
    alike = lists.filter(pl.Series(same, dtype=pl.Boolean))
    if not alike.height or (own.corrected is None and own.digest() in alike["digest"]):
        return lists.clear()
    named = _called(own.file, own.name)
    called = pl.Series(_called(*names) == named for names in alike.select("file", "name").iter_rows())
    corrected = pl.Series(not _REFERENCES.isdisjoint(map(fold, headers)) for headers in alike["headers"])
    alike = alike.filter(called | corrected) if called.any() else alike
    return alike.filter(pl.len().over("batch") == 1)


def _called(file: str, sheet: str) -> tuple[str, ...]:
    """A sheet's name without the numbers that tell one month's from another's."""
    return tuple("".join(filter(str.isalpha, name)).lower() for name in (PurePath(file).stem, sheet))


def _headers(headers: Sequence[str]) -> Counter[str]:
    folded = (fold(header) for header in headers)
    return Counter(header for header in folded if header and header not in _OWN)


def _share(mine: Counter[str], theirs: Counter[str]) -> float:
    every = (mine | theirs).total()
    return (mine & theirs).total() / every if every else 0.0


def _since(
    sheet: Mapped, rows: pl.DataFrame, alike: pl.DataFrame, book: Book
) -> Iterator[tuple[int, pl.DataFrame]]:
    """The cells that say something else than in the newest sheet that has their record, by that sheet.

    Args:
        rows: row, own, contact, book_id and key of the contacts of the sheet's rows.
        alike: contract.EARLIER_LISTS rows of the same list, the newest first.
    """
    sure = pl.col("key").str.split(":").list.first().is_in(_SURE)
    open_ = rows.filter("own").select("row", "book_id", sure=sure)
    count = open_["row"].n_unique()
    for number, size, headers in alike.select("list", "rows", "headers").iter_rows():
        links = book.earlier_links(number).select(earlier="row", book_id="contact")
        known = open_.join(links, on="book_id", how="semi", maintain_order="left")
        if known["row"].n_unique() * 2 < max(count, size):
            known = known.filter("sure")
        earlier = links.join(known, on="book_id", how="semi", maintain_order="left")
        if not known.height:
            continue
        common = _common(sheet.recognised.headers, headers)
        naming = _naming(sheet, common)
        new = _hashed(_rows_now(sheet, known["row"]), "now", common, naming)
        old = _hashed(_rows_then(book, number, earlier["earlier"]), "then", common, naming)
        pairs, told = _paired(known.join(new, on="row"), earlier.join(old, on="earlier"))
        whose = rows.select("row", "contact", "book_id").join(links, on="book_id").unique()
        for part in pairs.sort("earlier").iter_slices(_SLICE):
            texts = part.join(pl.concat(_rows_now(sheet, part["row"])), on="row")
            texts = texts.join(pl.concat(_rows_then(book, number, part["earlier"])), on="earlier")
            cells = _changed(sheet, texts, common).join(whose, on=["row", "earlier"], maintain_order="left")
            yield number, cells.with_columns(list=pl.lit(number, pl.Int64), always=pl.lit(False))
        open_ = open_.filter(~pl.col("row").is_in(told.implode()))


def _rows_now(sheet: Mapped, wanted: pl.Series) -> Iterator[pl.DataFrame]:
    """Rows of a sheet, some thousand at a time: row, and the texts as now0 ..."""
    read = sheet.recognised.sheet
    for first in range(0, read.rows, _SLICE):
        part = read.scan().slice(first, _SLICE).filter(pl.col("row").is_in(wanted.implode())).collect()
        yield part.rename({f"c{index}": f"now{index}" for index in range(read.width)})


def _rows_then(book: Book, number: int, wanted: pl.Series) -> Iterator[pl.DataFrame]:
    """Rows of an earlier sheet, some thousand at a time: earlier, and the texts as then0 ..."""
    ordered = wanted.unique().sort()
    for first in range(0, len(ordered), _SLICE):
        part = book.earlier_rows(number, ordered[first : first + _SLICE])
        yield part.rename(lambda name: "earlier" if name == "row" else name.replace("c", "then", 1))


def _common(now: Sequence[str], then: Sequence[str]) -> _Columns:
    """The columns of the same header; the second of a header is that of the second."""
    places = {header: index for index, header in enumerate(_numbered(then))}
    return [(index, places[header]) for index, header in enumerate(_numbered(now)) if header in places]


def _numbered(headers: Sequence[str]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for header in map(fold, headers):
        yield header, seen[header]
        seen[header] += 1


def _naming(sheet: Mapped, common: _Columns) -> _Columns:
    """The columns that tell whose record a row is."""
    fields = {column.index: catalog.ALL_FIELDS.get(column.field or "") for column in sheet.columns}
    keys = {column.index for column in sheet.columns if column.special in _KEYS}
    named = {index for index, field in fields.items() if field and field.type in _NAMING}
    return [pair for pair in common if pair[0] in keys | named]


def _hashed(parts: Iterator[pl.DataFrame], prefix: str, common: _Columns, naming: _Columns) -> pl.DataFrame:
    """Rows as their number, whole and names: equal where all cells, or those that name a record, are."""
    side = ("now", "then").index(prefix)

    def same(columns: _Columns) -> pl.Expr:
        texts = [pl.col(f"{prefix}{pair[side]}").alias(str(at)) for at, pair in enumerate(columns)]
        return pl.struct(texts).hash() if texts else pl.lit(None, pl.UInt64)

    return pl.concat(part.select(part.columns[0], whole=same(common), names=same(naming)) for part in parts)


def _paired(new: pl.DataFrame, old: pl.DataFrame) -> tuple[pl.DataFrame, pl.Series]:
    """Rows that said something else then: row, earlier; and all rows that are known from then.

    Rows that say the same are each other's, then those of the same names and keys, then the only ones that
    are left of a contact.

    Args:
        new, old: row or earlier, book_id of the contacts that it made, and the columns of _hashed.
    """
    same = ["book_id", "whole"]
    alike = new.join(old, on=same).select("row", "earlier")
    new, old = _without(new, alike), _without(old, alike)
    pairs = []
    for key in (["book_id", "names"], ["book_id"]):
        mine, theirs = (side.drop_nulls(key).filter(pl.struct(key).is_unique()) for side in (new, old))
        found = mine.join(theirs, on=key).select("row", "earlier")
        pairs.append(found.filter(pl.col("row").is_unique() & pl.col("earlier").is_unique()))
        new, old = _without(new, found), _without(old, found)
    changed = pl.concat(pairs)
    return changed, pl.concat([alike["row"], changed["row"]])


def _without(rows: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Rows of either side that are in no pair."""
    return rows.filter(~pl.col(rows.columns[0]).is_in(pairs[rows.columns[0]].implode()))


def _changed(sheet: Mapped, pairs: pl.DataFrame, common: _Columns) -> pl.DataFrame:
    """Cells of what cards hold that held another text: _CELLS rows.

    An address counts as a whole. A cell that was empty gave nothing, one that is now empties nothing.

    Args:
        pairs: row, earlier, and the texts of both.
    """
    then = dict(common)
    parts = [pl.DataFrame(schema=_CELLS)]
    for family, indexes in _values(sheet):
        columns = [
            (pl.col(f"now{index}"), pl.col(f"then{then[index]}")) for index in indexes if index in then
        ]
        if not columns:
            continue
        now, before = (
            pl.concat_str([pair[side] for pair in columns], separator=" ", ignore_nulls=True)
            for side in (0, 1)
        )
        other = pl.any_horizontal(new.is_not_null() & new.ne_missing(old) for new, old in columns)
        chosen = pairs.filter(other & (before != ""))
        told = {"family": pl.lit(family), "before": before, "now": now}
        parts.append(chosen.select("row", column=pl.lit(indexes[0], pl.UInt16), earlier="earlier", **told))
    return pl.concat(parts)


def _values(sheet: Mapped) -> Iterator[tuple[str, list[int]]]:
    """The family of the values that cards hold, and the columns of each: of an address all of its parts."""
    for group in groups_of(data_columns(sheet.columns)):
        field = catalog.ALL_FIELDS.get(group[0].field or "")
        family = _FAMILIES.get(field.type) if field else None
        if family == "addresses":
            yield family, [column.index for column in group]
        elif family:
            yield from ((family, [column.index]) for column in group)


def _given_back(sheet: Mapped, own: GivenBack, rows: pl.DataFrame) -> pl.DataFrame:
    """The cells of a workbook of corrections that say something else than when it was written.

    Args:
        rows: row, contact, book_id of the contacts of the sheet's rows.
    """
    at, headers = own.at, sheet.recognised.headers[own.at + 1 :]
    references = sheet.recognised.sheet.scan().select("row", reference=f"c{at}").collect().drop_nulls()
    named = pl.DataFrame(
        {"column": range(len(headers)), "named": headers}, {"column": pl.UInt16, "named": pl.String}
    )
    cells = own.before.join(named, on="column")
    cells = cells.filter((pl.col("header") == "") | (pl.col("header") == pl.col("named")))
    old = cells.with_columns(column=pl.format("then{}", "column")).pivot(
        "column", index="reference", values="text"
    )
    common = [(at + 1 + was, was) for was in range(len(headers)) if f"then{was}" in old.columns]
    new = pl.concat(_rows_now(sheet, references["row"]))
    pairs = references.join(old, on="reference").join(new, on="row").with_columns(earlier="row")
    whose = rows.select("row", "contact", "book_id").drop_nulls().unique()
    cells = _changed(sheet, pairs, common).join(whose, on="row", maintain_order="left")
    return cells.with_columns(list=pl.lit(None, pl.Int64), always=pl.lit(True))


def _elsewhere(told: pl.DataFrame, cells: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """What contacts came from, without the cells that say something else now and what their list said before.

    Args:
        told: contract.EARLIER_CELLS; cells: CHANGED_CELLS.
    """
    places = cells.select("list", contact="book_id", row="earlier").unique()
    older = versions.filter(pl.col("version") < pl.col("list")).select("list", "version")
    before = (
        places.select("contact", "list").unique().join(older, on="list").select("contact", list="version")
    )
    rest = told.join(places, on=["contact", "list", "row"], how="anti")
    return rest.join(before, on=["contact", "list"], how="anti")
