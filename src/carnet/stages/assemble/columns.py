"""The columns of one sheet in their standard form, each with what it says about a contact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from carnet import catalog
from carnet.catalog import FieldType
from carnet.contract import ADDRESS, CUSTOM, PHONE, SOCIAL, ColumnMapping, Disposition, Mapped
from carnet.findings import FINDINGS
from carnet.providers.layout import layout_of
from carnet.stages.assemble.column import Column, KeptColumn, filled_rows
from carnet.stages.assemble.ledger import Ledger
from carnet.stages.assemble.shelf import BLOCK, Kept, Shelf
from carnet.stages.normalise import (
    addresses,
    choices,
    countries,
    customers,
    dates,
    emails,
    kinds,
    labels,
    money,
    name_lines,
    names,
    phones,
    registration,
    text,
    titles,
    websites,
    year_end,
)

_MOST = 0.6  # share of the addresses that tell a country for one to be the file's
_NEXT = " ::: "  # between the values that Google puts into one cell
MAX_PHONE = 20  # characters; Karbon's limit of one phone number


@dataclass(slots=True)
class Block:
    """Consecutive contact rows of a sheet in standard form.

    Attributes:
        first: which of the sheet's contact rows is the block's first.
        numbers: UInt32, the spreadsheet row of each.
        columns: their values are in memory, one a row of the block; kept: where each of them lies.
    """

    mapped: Mapped
    first: int
    numbers: pl.Series
    columns: list[Column]
    kept: list[Kept]

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self.numbers)

    @property
    def kind(self) -> str:
        """The kind of contact that the sheet lists."""
        return self.mapped.recognised.kind

    def first_value(self, target: str, slot: str = "") -> pl.Series:
        """The first filled value of the columns with a target; one a row, null where there is none."""
        found = [c.values for c in self.columns if c.target == target and c.slot == slot]
        if not found:
            return pl.Series(target, [None], dtype=pl.String).new_from_index(0, self.height)
        result = found[0]
        for values in found[1:]:
            result = result.zip_with(result.is_not_null(), values)
        return result.alias(target)

    def filled(self, targets: Collection[str], slot: str = "") -> pl.Series:
        """Rows in which a column with one of the targets holds something; one truth a row."""
        return filled_rows(self.columns, self.height, targets, slot)

    def put_in_place(self, column: Column, *parts: Column) -> None:
        """Put the parts of a column in its place."""
        place = next(i for i, found in enumerate(self.columns) if found is column)
        self.columns[place : place + 1] = parts


@dataclass(slots=True)
class SheetColumns:
    """A sheet in standard form: its rows, columns and what was found on the way.

    invalid: for each registration column, the numbers whose check digits are wrong.
    """

    mapped: Mapped
    ledger: Ledger
    shelf: Shelf
    columns: list[KeptColumn]
    findings: list[pl.DataFrame]
    countries: pl.Series
    invalid: dict[str, set[str]]

    def blocks(self) -> Iterator[Block]:
        """The contact rows with what the columns say, block after block."""
        numbers = self.ledger.rows.numbers
        for place, first in enumerate(range(0, len(numbers), BLOCK)):
            read = [(column.of_block(place), column.blocks[place]) for column in self.columns]
            filled = [pair for pair in read if pair[0].values.null_count() < len(pair[0].values)]
            yield Block(
                self.mapped,
                first,
                numbers.slice(first, BLOCK),
                [column for column, _ in filled],
                [kept for _, kept in filled],
            )


_PLAIN_SPECIALS = {"key", "owner_key", "owner_name", "contact_key", "source_row", "card"}
_PARTS = ("line", "city", "region", "postal_code", "country")


def standardise(
    mapped: Mapped, sheet_index: int, country: str | None, date_order: str | None, scratch: Path
) -> SheetColumns:
    """Every mapped column of a sheet in its standard form.

    Args:
        mapped: the sheet and where each of its columns goes.
        sheet_index: position among the import's sheets, for findings.
        country: ISO 3166-1 alpha-2 for rows that do not say theirs.
        date_order: "dmy", "mdy" or "ymd" where a person fixed it.
        scratch: a folder for the columns of a large sheet; they are read again until the import is planned.
    """
    return _Reader(mapped, sheet_index, country, date_order, scratch).run()


class _Reader:
    def __init__(
        self, mapped: Mapped, sheet_index: int, country: str | None, order: str | None, scratch: Path
    ) -> None:
        self.mapped = mapped
        self.sheet_index = sheet_index
        self.country = country
        self.order = order
        self.ledger = Ledger(mapped.recognised)
        self.shelf = Shelf(scratch / f"sheet-{sheet_index}", len(self.ledger.rows.numbers))
        self.columns: list[KeptColumn] = []
        self.findings: list[pl.DataFrame] = []
        self.invalid: dict[str, set[str]] = defaultdict(set)
        self.parts: dict[tuple[str, str, int], pl.Series] = {}
        layout = layout_of(mapped.recognised)
        self.home, self.dates = (layout.country, layout.dates) if layout else ("", "")

    def run(self) -> SheetColumns:
        kept = _with_lines([column for column in self.mapped.columns if self._is_data(column)])
        for column in self.mapped.columns:
            self._open(column.index)
        groups = list(self._groups(kept))
        for group in sorted(filter(_is_address, groups), key=_parts_first):
            self._read(group)
        self.countries = self._row_countries()
        self.order = self.order or self.dates or self._proven_order(kept)
        for group in sorted(groups, key=_kind_to_tax):
            if not _is_address(group):
                self._read(group)
        copies = {column.index for column in kept if column.special == "primary_copy"}
        self.columns.sort(key=lambda c: (c.target == "addresses" and c.indexes[0] in copies, c.indexes[0]))
        return SheetColumns(
            self.mapped, self.ledger, self.shelf, self.columns, self.findings, self.countries, self.invalid
        )

    # ------------------------------------------------------------------------- cells and findings

    @staticmethod
    def _is_data(column: ColumnMapping) -> bool:
        if column.labels or column.special == "remark":
            return False
        return column.field is not None or column.special in {*_PLAIN_SPECIALS, "kind", "tax", "relation"}

    def _open(self, index: int) -> None:
        filled = (
            self.mapped.recognised.sheet.scan()
            .select(pl.col(f"c{index}").is_not_null())
            .collect()
            .to_series()
            .to_numpy()
        )
        self.ledger.read(index, filled)

    def raw(self, index: int) -> pl.Series:
        """The text of one column's contact rows, as the file holds it."""
        whole = self.mapped.recognised.sheet.scan().select(f"c{index}").collect().to_series()
        positions = self.ledger.rows.positions
        if len(positions) and positions[-1] - positions[0] + 1 == len(positions):
            return whole.slice(int(positions[0]), len(positions))
        return whole.gather(positions)

    def _find(self, index: int, raw: pl.Series, result: pl.DataFrame) -> None:
        where = result["code"].is_not_null()
        if not where.any():
            return
        found = result.select("code", "suggestion", "detail").with_columns(
            row=self.ledger.rows.numbers, value=raw
        )
        self.findings.append(
            found.filter(where)
            .select(
                sheet=pl.lit(self.sheet_index, pl.UInt16),
                row="row",
                column=pl.lit(index, pl.UInt16),
                code="code",
                value="value",
                suggestion="suggestion",
                detail="detail",
            )
            .select(FINDINGS.names())
        )

    def _add(self, indexes: Sequence[int], slot: str, target: str, values: pl.Series, field: str) -> None:
        if values.null_count() < len(values):
            kept = self.shelf.keep_blocks(values)
            self.columns.append(KeptColumn(tuple(indexes), slot, target, field, kept))

    # ------------------------------------------------------------------------------------- groups

    def _row_countries(self) -> pl.Series:
        """Each row's country: of its own addresses where they tell, else the file's."""
        found = pl.Series("country", [None], dtype=pl.String).new_from_index(0, len(self.ledger.rows.numbers))
        for column in self.columns:
            if column.target == "addresses" and column.slot == "":
                told = column.values.list.first().struct.field("country")
                found = found.zip_with(found.is_not_null(), told)
        self.country = self.country or _dominant(found) or self.home or None
        return found.fill_null(self.country) if self.country else found

    def _proven_order(self, kept: Sequence[ColumnMapping]) -> str | None:
        """The order of day and month that the sheet's columns of dates prove together."""
        fields = {c.index: catalog.FIELDS.get(c.field or "") for c in kept}
        found = [self.raw(index) for index, field in fields.items() if field and field.type is FieldType.DATE]
        return dates.proven_order(found) if len(found) > 1 else None

    def _groups(self, kept: Sequence[ColumnMapping]) -> Iterator[list[ColumnMapping]]:
        """Columns that make one value together (parts of an address, of a date, of a phone)."""
        together: dict[tuple[str, str, int], list[ColumnMapping]] = defaultdict(list)
        for column in kept:
            together[_group_key(column)].append(column)
        yield from together.values()

    def _read(self, group: list[ColumnMapping]) -> None:
        first = group[0]
        if first.special in _PLAIN_SPECIALS:
            values = text.normalise_text(self.raw(first.index))["value"]
            self._add([first.index], first.slot, first.special, values, first.field or "")
        elif first.special == "kind":
            self._kind(first)
        elif first.special == "relation":
            self._relation(first)
        elif first.special == "tax":
            self._tax(first)
        elif first.special == "year_end":
            self._year_end(first)
        elif {c.special for c in group} & {"year", "month", "day"}:
            self._date_parts(group)
        elif first.field and first.field.startswith("custom."):
            self._custom(first)
        elif first.field:
            self._field(group, catalog.field(first.field))

    def _field(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        readers: dict[FieldType, Callable[[list[ColumnMapping], catalog.Field], None]] = {
            FieldType.EMAIL: self._emails,
            FieldType.PHONE: self._phones,
            FieldType.WEBSITE: self._websites,
            FieldType.SOCIAL: self._social,
            FieldType.ADDRESS: self._address,
            FieldType.ADDRESS_PART: self._address_parts,
            FieldType.COUNTRY: self._address_parts,
            FieldType.FULL_NAME: self._names,
            FieldType.ANY_NAME: self._names,
            FieldType.NAMES: self._list_of_names,
            FieldType.IDENTIFIER: self._identifier,
        }
        if field.id == "client_group.name":
            self._list_of_names(group, field)
        elif field.id == "client_group.primary_contact":
            self._single(group, field)
        else:
            readers.get(field.type, self._single)(group, field)

    # ------------------------------------------------------------------------------ single values

    def _single(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        for column in group:
            raw = self.raw(column.index)
            result = self._normalise(raw, field)
            self._find(column.index, raw, result)
            target = {
                "organization.name": "org_name",
                "person.belongs_to": "belongs_to",
                "person.role": "role",
            }.get(field.id, catalog.short_name(field.id))
            values = result["value"]
            if column.special == "skip_default":
                values = values.set(values.str.to_lowercase().is_in(list(_DEFAULTS)).fill_null(False), None)
            if field.id in {"person.preferred_name", "person.salutation"}:
                values = self._greetings(column, raw, values)
            self._add([column.index], column.slot, target, values, field.id)

    def _greetings(self, column: ColumnMapping, raw: pl.Series, values: pl.Series) -> pl.Series:
        """What a person is called, or the title: under either header a title alone is the title.

        "Dear John" under "Salutation" says what the person is called.
        """
        read = titles.read_greetings(values)
        self._find(column.index, raw, read)
        title = titles.are_titles(read["value"])
        if column.field == "person.salutation":
            called = read["code"].is_not_null() & ~title
            name = read["value"].set(~called, None)
            self._add([column.index], column.slot, "preferred_name", name, "person.preferred_name")
            return read["value"].set(called, None)
        name = read["value"].set(~title, None)
        self._add([column.index], column.slot, "salutation", name, "person.salutation")
        return read["value"].set(title, None)

    def _normalise(self, raw: pl.Series, field: catalog.Field) -> pl.DataFrame:
        match field.type:
            case FieldType.NOTE:
                return text.normalise_note(raw)
            case FieldType.DATE:
                return dates.normalise_dates(raw, self.order, self.country)
            case FieldType.DAY:
                return year_end.normalise_day(raw)
            case FieldType.MONTH:
                return year_end.normalise_month(raw)
            case FieldType.MONEY:
                return money.normalise_money(raw)
            case FieldType.CHOICE:
                return choices.normalise_choice(raw, field)
            case FieldType.REGISTRATION:
                result = registration.normalise_registration(raw, field.id, self.countries)
                self._note_invalid(result)
                return result
            case _ if field.id in choices.WORDED:
                return choices.normalise_choice(raw, field)
            case _:
                return text.normalise_text(raw)

    def _note_invalid(self, result: pl.DataFrame) -> None:
        wrong = result.filter(pl.col("value").is_not_null() & ~pl.col("valid").fill_null(False))
        for field, value in wrong.select("field", "value").unique().iter_rows():
            self.invalid[catalog.short_name(field)].add(value)

    def _identifier(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        main = [c for c in group if c.special != "sub_key"]
        subs = [c for c in group if c.special == "sub_key"]
        for column in main:
            values = text.normalise_identifier(self.raw(column.index))["value"]
            for sub in subs:
                part = text.normalise_identifier(self.raw(sub.index))["value"]
                none = part.is_null() | part.str.contains(r"^0+$")
                values = values.zip_with(none.fill_null(True), values + "." + part.fill_null(""))
            indexes = [column.index, *(sub.index for sub in subs)]
            self._add(indexes, column.slot, catalog.short_name(field.id), values, field.id)

    def _year_end(self, column: ColumnMapping) -> None:
        raw = self.raw(column.index)
        result = year_end.normalise_year_end(raw)
        self._find(column.index, raw, result)
        for part in ("month", "day"):
            name = f"accounting.financial_year_end_{part}"
            self._add([column.index], column.slot, name, result[part], name)

    def _date_parts(self, group: list[ColumnMapping]) -> None:
        raws = {c.special: text.normalise_text(self.raw(c.index))["value"] for c in group}
        if set(raws) != {"year", "month", "day"}:
            return
        frame = pl.DataFrame({name: raws[name] for name in ("year", "month", "day")})
        whole = frame.select(
            pl.concat_str("year", pl.col("month").str.zfill(2), pl.col("day").str.zfill(2), separator="-")
        ).to_series()
        result = dates.normalise_dates(whole, "ymd", self.country)
        first = group[0]
        self._find(first.index, whole, result)
        field = first.field or "person.birth_date"
        self._add([c.index for c in group], first.slot, catalog.short_name(field), result["value"], field)

    def _custom(self, column: ColumnMapping) -> None:
        raw = text.normalise_note(self.raw(column.index))["value"]
        name = pl.Series([(column.field or "").removeprefix("custom.")] * 1).new_from_index(0, len(raw))
        if column.label_column is not None:
            label = text.normalise_text(self.raw(column.label_column))["value"]
            name = label.str.strip_chars("* ").replace("", None).fill_null(pl.Series(name))
        frame = pl.DataFrame({"name": name.cast(pl.String), "value": raw})
        values = frame.select(
            pl.when(pl.col("value").is_not_null()).then(pl.concat_list(pl.struct("name", "value")))
        ).to_series()
        self._add([column.index], column.slot, "custom", values.cast(pl.List(CUSTOM)), column.field or "")

    def _kind(self, column: ColumnMapping) -> None:
        raw = self.raw(column.index)
        kind = kinds.normalise_kind(raw)
        self._add([column.index], column.slot, "kind", kind["value"], column.field or "")
        if column.field:
            field = catalog.field(column.field)
            result = self._normalise(raw, field)
            known = result["value"].is_not_null()
            unknown = (~known & kind["value"].is_null()).fill_null(False)
            self._find(
                column.index,
                raw,
                result.with_columns(code=pl.when(unknown).then("code").otherwise(None)),
            )
            self._add([column.index], column.slot, catalog.short_name(field.id), result["value"], field.id)

    def _tax(self, column: ColumnMapping) -> None:
        raw = self.raw(column.index)
        result = registration.normalise_registration(
            raw, column.field, self.countries, self._holders(column.slot)
        )
        self._note_invalid(result)
        self._find(column.index, raw, result)
        for field in result["field"].drop_nulls().unique().sort():
            values = result.select(pl.when(pl.col("field") == field).then("value")).to_series()
            self._add([column.index], column.slot, catalog.short_name(field), values, field)

    def _holders(self, slot: str) -> pl.Series:
        """Whose numbers a column holds, row by row: "person" or "organization", null where nothing tells."""
        own = {"person": "person", "organization": "organization"}.get(self.mapped.recognised.kind)
        holder = pl.Series(["person" if slot else own], dtype=pl.String)
        holder = holder.new_from_index(0, len(self.ledger.rows.numbers))
        told = [found for column in self.columns if column.slot == slot == "" and (found := _holder(column))]
        for _, kind in sorted(told, key=lambda found: found[0]):
            holder = holder.zip_with(holder.is_not_null(), kind)
        return holder

    # ---------------------------------------------------------------------------------- names

    def _names(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        if group[0].special == "customer":
            self._customers(group[0], field)
            return
        lines = [self._name_line(c) if c.special == "name_line" else self._text(c) for c in group]
        frame = pl.DataFrame([line.alias(str(i)) for i, line in enumerate(lines)])
        joined = frame.select(
            pl.concat_str(pl.all(), separator=" ", ignore_nulls=True).replace("", None)
        ).to_series()
        self._add_names(group, field, joined, names.read_names(joined))

    def _text(self, column: ColumnMapping) -> pl.Series:
        return text.normalise_text(self.raw(column.index))["value"]

    def _name_line(self, column: ColumnMapping) -> pl.Series:
        """A line of a name; what is no part of the name goes elsewhere."""
        raw = self.raw(column.index)
        read = name_lines.read_name_lines(raw)
        trading = "accounting.trading_name"
        self._add([column.index], column.slot, trading, read["trading_name"], trading)
        nothing = raw.is_not_null() & read["name"].is_null() & read["trading_name"].is_null()
        self.ledger.settle(column.index, nothing.to_numpy(), _ASIDE)
        return read["name"]

    def _customers(self, column: ColumnMapping, field: catalog.Field) -> None:
        raw = self.raw(column.index)
        read = customers.normalise_customers(raw)
        self._find(column.index, raw, read)
        self._add([column.index], column.slot, "belongs_to", read["parent"], "person.belongs_to")
        result = names.read_names(read["value"])
        branch = read["detail"].is_not_null() & (result["kind"] != "person").fill_null(True)
        result = result.with_columns(
            kind=pl.when(pl.lit(branch)).then(pl.lit("organization")).otherwise("kind"),
            code=pl.when(~pl.lit(branch)).then("code"),
        )
        self._add_names([column], field, read["value"], result)

    def _add_names(
        self, group: list[ColumnMapping], field: catalog.Field, whole: pl.Series, result: pl.DataFrame
    ) -> None:
        target = "any_name" if field.type is FieldType.ANY_NAME else "full_name"
        values = result.select(
            pl.when(whole.is_not_null()).then(pl.struct(whole.alias("text"), *_name_columns(result)))
        ).to_series()
        self._add([c.index for c in group], group[0].slot, target, values, field.id)

    def _relation(self, column: ColumnMapping) -> None:
        raw = text.normalise_text(self.raw(column.index))["value"]
        if column.label_column is not None:
            label = labels.relation_kinds(self.raw(column.label_column))
            raw = raw.zip_with(
                (label == "spouse").fill_null(False), pl.Series([None] * len(raw), dtype=pl.String)
            )
        result = names.read_names(raw)
        values = result.select(
            pl.when(raw.is_not_null()).then(pl.struct(raw.alias("text"), *_name_columns(result)))
        ).to_series()
        self._add([column.index], "spouse", "full_name", values, "person.full_name")

    def _list_of_names(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        target = "members" if field.id == "client_group.members" else "groups"
        for column in group:
            values = text.normalise_text(self.raw(column.index))["value"]
            separators = r"\s*(?:;|\n|\s:::\s)\s*" if target == "members" or column.special else r"\s:::\s"
            pieces = (
                pl.DataFrame({"v": values.str.replace_all(separators, "\x1f").str.split("\x1f")})
                .select(
                    pl.col("v").list.eval(
                        pl.element().filter(
                            (pl.element().str.strip_chars() != "") & ~pl.element().str.starts_with("*")
                        )
                    )
                )
                .select(pl.when(pl.col("v").list.len() > 0).then("v"))
                .to_series()
            )
            self._add([column.index], column.slot, target, pieces, field.id)

    # ------------------------------------------------------------------------------ several values

    def _emails(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        for column in group:
            raw = self.raw(column.index)
            result = emails.normalise_emails(raw)
            self._find(column.index, raw, result)
            self._add([column.index], column.slot, "emails", _filled(result["values"]), field.id)

    def _phones(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        label = field.id.removeprefix("phone.")
        helpers = [c for c in group if c.special in {"area_code", "extension"}]
        area = [c for c in helpers if c.special == "area_code"]
        for column in (c for c in group if c not in helpers):
            raw = self.raw(column.index)
            number = raw
            for code in area:
                prefix = text.normalise_text(self.raw(code.index))["value"].fill_null("")
                number = prefix + number
            for extension in (c for c in helpers if c.special == "extension"):
                suffix = text.normalise_text(self.raw(extension.index))["value"]
                number = number + (" ext. " + suffix).fill_null("")
            result = phones.normalise_phones(number, self.countries, label)
            values = result["values"].cast(pl.List(PHONE))
            if column.label_column is not None:
                values = _relabelled(values, labels.phone_labels(self.raw(column.label_column)))
            self._find(column.index, raw, result)
            indexes = [column.index, *(c.index for c in helpers)]
            self._long_phones(indexes, column.slot, values)
            fitting = pl.element().filter(pl.element().struct.field("number").str.len_chars() <= MAX_PHONE)
            values = values.list.eval(fitting)
            self._add(indexes, column.slot, "phones", _filled(values), field.id)

    def _long_phones(self, indexes: list[int], slot: str, values: pl.Series) -> None:
        """A number longer than a card holds goes to the description, as the import file advises."""
        numbers = values.list.eval(
            pl.element()
            .struct.field("number")
            .filter(pl.element().struct.field("number").str.len_chars() > MAX_PHONE)
        )
        texts = _filled(numbers).list.join(", ")
        self._add(indexes, slot, "description", texts, "")

    def _websites(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        for column in group:
            raw = self.raw(column.index)
            result = websites.normalise_websites(raw)
            self._find(column.index, raw, result)
            self._add([column.index], column.slot, "websites", _filled(result["values"]), field.id)
            social = result["social"].cast(pl.List(SOCIAL))
            self._add([column.index], column.slot, "social", _filled(social), field.id)

    def _social(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        network = field.id.removeprefix("social.")
        for column in group:
            raw = self.raw(column.index)
            if column.special == "im":
                raw = self._skype_only(column, raw)
            result = websites.normalise_social(raw, network)
            self._find(column.index, raw, result)
            frame = pl.DataFrame(
                {"network": pl.Series([network]).new_from_index(0, len(raw)), "value": result["value"]}
            )
            values = frame.select(
                pl.when(pl.col("value").is_not_null()).then(pl.concat_list(pl.struct("network", "value")))
            ).to_series()
            self._add([column.index], column.slot, "social", values.cast(pl.List(SOCIAL)), field.id)

    def _skype_only(self, column: ColumnMapping, raw: pl.Series) -> pl.Series:
        """Messenger handles of other networks than Skype are set aside, not stored as Skype's."""
        says = raw.str.to_lowercase().str.contains(r"^(?:skype:|live:)")
        if column.label_column is not None:
            says = says | self.raw(column.label_column).str.to_lowercase().str.contains("skype").fill_null(
                False
            )
        return raw.zip_with(says.fill_null(False), pl.Series([None] * len(raw), dtype=pl.String))

    # ------------------------------------------------------------------------------------ addresses

    def _address(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        label = field.id.split(".")[1]
        for column in group:
            raw = self.raw(column.index)
            result = addresses.normalise_addresses(raw, self.country)
            self._find(column.index, raw, result)
            frame = result.select(*_PARTS).with_columns(label=pl.lit(label))
            values = self._address_structs(frame, column)
            in_parts = self.parts.get((label, column.slot, column.block))
            if in_parts is not None:
                values = self._without_copies(column, raw, values, in_parts)
            self._add([column.index], column.slot, "addresses", values, field.id)
            self._beside_address(column, result)

    def _beside_address(self, column: ColumnMapping, result: pl.DataFrame) -> None:
        """Emails and telephone numbers that stood in the address."""
        if result["email"].null_count() < result.height:
            found = emails.normalise_emails(result["email"])["values"]
            self._add([column.index], column.slot, "emails", _filled(found), "")
        if result["phone"].null_count() < result.height:
            where = result.select(pl.col("country").fill_null(pl.lit(self.country))).to_series()
            numbers = phones.normalise_phones(result["phone"], where, "work")["values"].cast(pl.List(PHONE))
            self._add([column.index], column.slot, "phones", _filled(numbers), "phone.work")

    def _without_copies(
        self, column: ColumnMapping, raw: pl.Series, values: pl.Series, in_parts: pl.Series
    ) -> pl.Series:
        """A whole address beside the same one in parts is no second address."""
        words = pl.DataFrame({"whole": _word_lists(raw), "parts": _word_lists(in_parts)})
        more = words.select(pl.col("whole").list.set_difference("parts").list.len() > 0).to_series()
        beside = (in_parts != "") & raw.is_not_null()
        self.ledger.settle(column.index, (beside & ~more).fill_null(False).to_numpy(), _MERGED)
        self.ledger.settle(column.index, (beside & more).fill_null(False).to_numpy(), _ASIDE)
        return values.to_frame("v").select(pl.when(~beside.fill_null(False)).then("v")).to_series()

    def _address_structs(self, parts: pl.DataFrame, column: ColumnMapping) -> pl.Series:
        frame = parts
        if column.label_column is not None:
            told = labels.address_labels(self.raw(column.label_column))
            frame = frame.with_columns(label=told.fill_null(parts["label"]))
        some = pl.any_horizontal(pl.col(name).is_not_null() for name in _PARTS)
        return (
            frame.select(pl.when(some).then(pl.concat_list(pl.struct("label", *_PARTS))))
            .to_series()
            .cast(pl.List(ADDRESS))
        )

    def _address_parts(self, group: list[ColumnMapping], field: catalog.Field) -> None:
        label = field.id.split(".")[1]
        labelled = next((c for c in group if c.label_column is not None), group[0])
        texts: dict[str, list[pl.Series]] = {name: [] for name in _PARTS}
        raws = [self.raw(column.index).fill_null("") for column in group]
        self.parts[(label, group[0].slot, group[0].block)] = (
            pl.DataFrame([raw.alias(str(i)) for i, raw in enumerate(raws)])
            .select(pl.concat_str(pl.all(), separator=" ").str.strip_chars())
            .to_series()
        )
        for column in group:
            part = (column.field or "").split(".")[2]
            texts[part].append(self._part(column, part))
        frame = pl.DataFrame(
            {name: _joined(texts[name], len(self.ledger.rows.numbers)) for name in _PARTS}
        ).with_columns(label=pl.lit(label))
        if not texts["city"]:
            frame = self._with_cities(frame)
        several = frame.select(
            pl.any_horizontal(pl.col(name).str.contains(_NEXT, literal=True) for name in _PARTS).fill_null(
                False
            )
        ).to_series()
        values = self._address_structs(frame, labelled)
        if several.any():
            own = labelled.label_column
            values = _paired(frame, values, several, None if own is None else self.raw(own))
        self._add([c.index for c in group], group[0].slot, "addresses", values, field.id)

    def _with_cities(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The city out of the last lines of addresses that have no column for it."""
        whole = frame.select(
            pl.concat_str("line", "region", "postal_code", separator=", ", ignore_nulls=True).replace(
                "", None
            )
        ).to_series()
        read = addresses.normalise_addresses(whole, self.country).select(pl.all().name.suffix("_read"))
        joined = frame.hstack(read)
        told = pl.col("line").is_not_null() & pl.col("city_read").is_not_null()
        told &= pl.col("postal_code").is_null() | pl.col("postal_code_read").is_not_null()
        return joined.with_columns(
            line=pl.when(told).then("line_read").otherwise("line"),
            city=pl.when(told).then("city_read"),
            **{name: pl.coalesce(name, f"{name}_read") for name in ("region", "postal_code", "country")},
        ).select(frame.columns)

    def _part(self, column: ColumnMapping, part: str) -> pl.Series:
        raw = self.raw(column.index)
        if part != "country":
            values = text.normalise_note(raw)["value"]
            return values.str.replace_all(r"\s*\n\s*", ", ") if part == "line" else values
        result = _countries(raw)
        self._find(column.index, raw, result)
        unknown = raw.is_not_null() & result["value"].is_null()
        self.ledger.settle(column.index, unknown.to_numpy(), _ASIDE)
        return result["value"]


_MERGED, _ASIDE = Disposition.MERGED, Disposition.SET_ASIDE
# Defaults of Outlook in its languages: they say nothing about the contact.
_DEFAULTS = frozenset(
    {"unspecified", "normal", "keine angabe", "niedrig", "non spécifié", "normale", "false", "faux", "0/0/00"}
)


def _group_key(column: ColumnMapping) -> tuple[str, str, int]:
    """Columns with the same key are read together."""
    field = column.field or ""
    if column.special in {"year", "month", "day"}:
        return (f"date:{field}", column.slot, column.block)
    if column.special in _PLAIN_SPECIALS or column.special in {"kind", "relation", "tax", "year_end"}:
        return (f"{column.special}:{column.index}", column.slot, column.block)
    parts = field.split(".")
    if parts[0] == "address" and len(parts) == 3:
        return (".".join(parts[:2]) + ".parts", column.slot, column.block)
    if parts[0] == "custom":
        return (f"custom:{column.index}", column.slot, column.block)
    return (field, column.slot, column.block)


def _with_lines(columns: list[ColumnMapping]) -> list[ColumnMapping]:
    """A column headed "Address" beside city and postal code columns holds the street, not the whole."""
    parts = {(_group_key(c)[0], c.slot, c.block): c for c in columns if (c.field or "").count(".") == 2}
    lines = {(c.field, c.slot, c.block) for c in columns if (c.field or "").endswith(".line")}
    found = []
    for column in columns:
        field = column.field or ""
        beside = (f"{field}.parts", column.slot, column.block) in parts
        if (
            field.startswith("address.")
            and beside
            and (f"{field}.line", column.slot, column.block) not in lines
        ):
            column = replace(column, field=f"{field}.line")
        found.append(column)
    return found


def _kind_to_tax(group: Sequence[ColumnMapping]) -> int:
    """What tells the kind of contact is read before the numbers whose type the kind tells."""
    return {"kind": 0, "tax": 2}.get(group[0].special, 1)


def _holder(column: KeptColumn) -> tuple[int, pl.Series] | None:
    """What a column tells of the kind of contact, with its rank: the least is believed first."""
    values, kind = pl.col("v"), pl.lit(None, pl.String)
    if column.target == "kind":
        rank, kind = 0, values
    elif column.target == "any_name":
        rank, kind = 1, values.struct.field("kind")
    elif column.target == "org_name":
        rank, kind = 2, pl.when(values.is_not_null()).then(pl.lit("organization"))
    elif column.target in {"first_name", "last_name"}:
        rank, kind = 3, pl.when(values.is_not_null()).then(pl.lit("person"))
    else:
        return None
    told = pl.when(kind == "couple").then(pl.lit("person")).when(kind != "client_group").then(kind)
    return rank, column.values.to_frame("v").select(told.alias("told")).to_series()


def _is_address(group: Sequence[ColumnMapping]) -> bool:
    return (group[0].field or "").startswith("address.")


def _dominant(countries: pl.Series) -> str | None:
    """The country that most of the addresses which tell theirs are in."""
    told = countries.drop_nulls()
    counted = told.value_counts(sort=True)
    return counted[told.name][0] if counted.height and counted["count"][0] >= _MOST * len(told) else None


def _parts_first(group: Sequence[ColumnMapping]) -> bool:
    """Addresses in parts are read before the same address whole in one cell."""
    return len((group[0].field or "").split(".")) == 2


def _word_lists(texts: pl.Series) -> pl.Series:
    return texts.fill_null("").str.to_lowercase().str.extract_all(r"[\p{L}\p{N}]+")


def _filled(lists: pl.Series) -> pl.Series:
    """Empty lists as null."""
    name = lists.name or "v"
    return lists.to_frame(name).select(pl.when(pl.col(name).list.len() > 0).then(name)).to_series()


def _name_columns(result: pl.DataFrame) -> list[pl.Series]:
    return result.drop("detail").get_columns()


def _joined(parts: Sequence[pl.Series], height: int) -> pl.Series:
    """Several columns of one address part, comma between."""
    if not parts:
        return pl.Series([None], dtype=pl.String).new_from_index(0, height)
    if len(parts) == 1:
        return parts[0]
    frame = pl.DataFrame([part.alias(str(i)) for i, part in enumerate(parts)])
    return frame.select(
        pl.concat_str(pl.all(), separator=", ", ignore_nulls=True).replace("", None)
    ).to_series()


def _relabelled(phones_of_rows: pl.Series, told: pl.Series) -> pl.Series:
    """The numbers under the label that their row's label cell tells.

    A label within the cell itself ("Mobile: ...") has been read already and stands where the label
    cell tells nothing.
    """
    frame = pl.DataFrame({"v": phones_of_rows, "told": told}).with_row_index("i")
    exploded = frame.explode("v").filter(pl.col("v").is_not_null())
    again = exploded.group_by("i", maintain_order=True).agg(
        pl.struct(
            label=pl.coalesce("told", pl.col("v").struct.field("label")),
            number=pl.col("v").struct.field("number"),
            extension=pl.col("v").struct.field("extension"),
        ).alias("v")
    )
    joined = frame.select("i").join(again, on="i", how="left", maintain_order="left")
    return joined["v"].cast(pl.List(PHONE))


def _countries(raw: pl.Series) -> pl.DataFrame:
    """Countries, also where Google put those of several addresses into one cell."""
    if not raw.str.contains(_NEXT, literal=True).any():
        return countries.normalise_countries(raw)
    pieces = pl.DataFrame({"piece": raw.str.split(_NEXT)}).with_row_index("i").explode("piece")
    read = pieces.select("i").hstack(countries.normalise_countries(pieces["piece"]))
    return read.group_by("i", maintain_order=True).agg(
        pl.when(pl.col("value").is_not_null().any()).then(pl.col("value").fill_null("").str.join(_NEXT)),
        pl.col("code", "suggestion", "detail").drop_nulls().first(),
    )


def _paired(frame: pl.DataFrame, values: pl.Series, several: pl.Series, told: pl.Series | None) -> pl.Series:
    """Google's cells with several addresses: the n-th pieces of the parts and the label belong together."""
    label = pl.Series([None], dtype=pl.String).new_from_index(0, frame.height) if told is None else told
    words = label.filter(several).str.split(_NEXT).explode().drop_nulls().unique()
    known = dict(zip(words, labels.address_labels(words), strict=True))
    out: list[list[dict[str, str | None]] | None] = []
    for row in frame.with_columns(told=label).filter(several).iter_rows(named=True):
        pieces = {name: (row[name] or "").split(_NEXT) for name in _PARTS}
        marks = (row["told"] or "").split(_NEXT)
        found: list[dict[str, str | None]] = []
        for n in range(max(len(piece) for piece in pieces.values())):
            one = {
                name: (piece[n].strip() or None) if n < len(piece) else None for name, piece in pieces.items()
            }
            if any(one.values()):
                found.append({"label": known.get(marks[min(n, len(marks) - 1)]) or row["label"], **one})
        out.append(found or None)
    order = np.arange(len(values))
    order[several.to_numpy()] = len(values) + np.arange(len(out))
    return pl.concat([values, pl.Series(values.name, out, dtype=pl.List(ADDRESS))]).gather(order)
