"""What programs send of many contacts at once, read a column at a time; the same rules as for one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from carnet.book.typed.card import ADDRESS_PARTS, country_of
from carnet.book.typed.remarks import Remark
from carnet.book.typed.values import NAME_PARTS, YEAR_END, entry_of, fault_of
from carnet.catalog import FIELDS
from carnet.contract import CarnetError
from carnet.findings import Severity, rules
from carnet.stages.assemble.rows.name_parts import full_name
from carnet.stages.normalise.countries import normalise_countries
from carnet.stages.normalise.emails import normalise_emails
from carnet.stages.normalise.phones import LONGEST_NUMBER, normalise_phones
from carnet.stages.normalise.single import normalise_single
from carnet.stages.normalise.text import normalise_note, normalise_text
from carnet.stages.normalise.websites import normalise_social, normalise_websites
from carnet.stages.normalise.year_end import check_day_of_month

VALUES = pl.Schema({"op": pl.UInt32, "column": pl.String, "text": pl.String})
Remarks = defaultdict[int, list[Remark]]
Card = dict[str, Any]


@dataclass(slots=True)
class Read:
    """What was sent, read.

    Attributes:
        values: VALUES rows of what is to be kept, null for nothing.
        cards: of each operation, in contract.CARD's shape without the organization.
        faults, doubts: by operation.
    """

    values: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=VALUES))
    cards: dict[int, list[Card]] = field(default_factory=dict)
    faults: Remarks = field(default_factory=lambda: defaultdict(list))
    doubts: Remarks = field(default_factory=lambda: defaultdict(list))


def read_values(
    read: Read, sent: pl.DataFrame, present: pl.DataFrame, kinds: Mapping[int, str], country: str | None
) -> None:
    """Single values.

    Args:
        sent: VALUES rows. present: the same of what contacts have by now; what is sent as it stands is not
            judged again. kinds: of the operations' contacts.
        country: ISO 3166-1 alpha-2 of the firm.
    """
    if not kinds:
        return
    there = present.select("op", "column", stands="text")
    rows = sent.join(there, on=["op", "column"], how="left", maintain_order="left").with_columns(
        pl.col("op").replace_strict(kinds, return_dtype=pl.String).alias("kind"),
        settled=(pl.col("text").str.strip_chars().fill_null("") == "")
        | (pl.col("text") == pl.col("stands")).fill_null(False),
    )
    blank = pl.col("text").str.strip_chars().fill_null("") == ""
    parts = [rows.filter("settled").select("op", "column", pl.when(~blank).then("text").alias("text"))]
    for (column, kind), part in (
        rows.filter(~pl.col("settled")).partition_by("column", "kind", as_dict=True).items()
    ):
        parts.append(_read_column(read, str(column), str(kind), part, country))
    read.values = pl.concat([pl.DataFrame(schema=VALUES), *parts])
    _name(read, present, kinds)
    _year_end(read, present)


def _read_column(read: Read, column: str, kind: str, part: pl.DataFrame, country: str | None) -> pl.DataFrame:
    try:
        entry = entry_of(column, kind)
    except CarnetError as error:
        for op in part["op"]:
            read.faults[op].append(Remark(column, error.code, column))
        return pl.DataFrame(schema=VALUES)
    raw = part["text"]
    result = normalise_note(raw) if entry is None else normalise_single(raw, entry, country=country)
    said = part.select("op", sent="text").hstack(result.select("value", "code", "suggestion", "detail"))
    for op, text, value, code, suggestion, detail in said.filter(
        _telling(entry.limit if entry else None)
    ).iter_rows():
        if value is None:
            read.faults[op].append(fault_of(column, entry, text.strip(), detail or ""))
        elif code and rules()[code].severity is not Severity.INFO:
            read.doubts[op].append(Remark(column, code, text.strip(), suggestion or "", detail or ""))
        elif entry is not None and entry.limit and len(value) > entry.limit:
            read.doubts[op].append(Remark(column, "text.too_long", text.strip(), detail=str(entry.limit)))
    return said.drop_nulls("value").select("op", pl.lit(column).alias("column"), text="value")


def _telling(limit: int | None) -> pl.Expr:
    long = pl.col("value").str.len_chars() > limit if limit else pl.lit(False)
    return pl.col("value").is_null() | pl.col("code").is_not_null() | long


def _wide(read: Read, present: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """op and those columns of the operations that send any of them, as they are to be."""
    sent = read.values.filter(pl.col("column").is_in(columns))
    stays = present.filter(
        pl.col("column").is_in(columns) & pl.col("op").is_in(sent["op"].unique().implode())
    )
    stays = stays.join(sent, on=["op", "column"], how="anti").select(VALUES.names())
    wide = pl.concat([sent, stays]).pivot("column", index="op", values="text", aggregate_function="first")
    absent = [pl.lit(None, pl.String).alias(name) for name in columns if name not in wide.columns]
    return wide.with_columns(absent)


def _name(read: Read, present: pl.DataFrame, kinds: Mapping[int, str]) -> None:
    """People are called by the parts of their names; nobody is left without one."""
    parts = _wide(read, present, NAME_PARTS).filter(
        pl.col("op").replace_strict(kinds, return_dtype=pl.String) == "person"
    )
    whole = parts.select("op", column=pl.lit("name"), text=full_name())
    read.values = pl.concat([read.values, whole.cast(VALUES)])
    named = read.values.filter(pl.col("column") == "name")
    called = {*named.drop_nulls("text")["op"], *present.filter(pl.col("column") == "name")["op"]}
    emptied = set(named.filter(pl.col("text").is_null())["op"])
    for op, kind in kinds.items():
        refused = any(one.field in (*NAME_PARTS, "name") for one in read.faults.get(op, ()))
        if (op not in called or op in emptied) and not refused:
            read.faults[op].append(Remark("last_name" if kind == "person" else "name", "typed.nameless", ""))


def _year_end(read: Read, present: pl.DataFrame) -> None:
    both = _wide(read, present, YEAR_END)
    day, month = YEAR_END
    wrong = both.with_columns(check_day_of_month(both[day], both[month])["code"]).drop_nulls("code")
    for op, number, of in wrong.select("op", day, month).iter_rows():
        read.faults[op].append(Remark(day, "typed.no_such_day", number or "", detail=of or ""))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a list of a card: whose, which card, which place in the list."""

    op: int
    card: int
    place: int
    text: str

    @property
    def before(self) -> str:
        return f"cards.{self.card}." if self.card else ""


def read_cards(read: Read, sent: Mapping[int, Sequence[Mapping[str, Any]]], country: str | None) -> None:
    """The cards of new contacts.

    Args:
        sent: of each operation, as actions.edit_cards.save_card takes them.
    """
    for op, cards in sent.items():
        read.cards[op] = [{} for _ in cards]
    _plain(read, sent)
    _addresses(read, sent)
    _listed(read, sent, "emails", _emails)
    _listed(read, sent, "websites", _websites)
    _phones(read, sent, country)
    _social(read, sent)


def _entries(
    sent: Mapping[int, Sequence[Mapping[str, Any]]], name: str
) -> Iterable[tuple[int, int, int, Any]]:
    for op, cards in sent.items():
        for number, card in enumerate(cards):
            for place, one in enumerate(card.get(name) or ()):
                yield op, number, place, one


def _plain(read: Read, sent: Mapping[int, Sequence[Mapping[str, Any]]]) -> None:
    places = [(op, number) for op, cards in sent.items() for number in range(len(cards))]
    roles = pl.Series([sent[op][number].get("role") for op, number in places], dtype=pl.String)
    for (op, number), role in zip(places, normalise_text(roles)["value"], strict=True):
        read.cards[op][number]["role"] = role


def _listed(read: Read, sent: Mapping[int, Sequence[Mapping[str, Any]]], name: str, judge: Any) -> None:
    entries = [_Entry(*one) for one in _entries(sent, name) if one[3].strip()]
    result = judge(pl.Series([one.text for one in entries], dtype=pl.String))
    for entry, row in zip(entries, result.iter_rows(named=True), strict=True):
        at, text = f"{entry.before}{name}.{entry.place}", entry.text.strip()
        if row["refused"]:
            read.faults[entry.op].append(Remark(at, row["refused"], text))
        elif row["code"] and rules()[row["code"]].severity is not Severity.INFO:
            read.doubts[entry.op].append(
                Remark(at, row["code"], text, row["suggestion"] or "", row["detail"] or "")
            )
        read.cards[entry.op][entry.card].setdefault(name, []).extend(row["values"])


def _emails(texts: pl.Series) -> pl.DataFrame:
    wrong = (pl.col("values").list.len() == 0) | (pl.col("code") == "email.extra_text").fill_null(False)
    return normalise_emails(texts).with_columns(refused=pl.when(wrong).then(pl.lit("typed.email")))


def _websites(texts: pl.Series) -> pl.DataFrame:
    wrong = (pl.col("values").list.len() == 0) | pl.col("rest").is_not_null()
    nothing = pl.lit(None, pl.String)
    return normalise_websites(texts).with_columns(
        refused=pl.when(wrong).then(pl.lit("typed.website")), code=nothing
    )


def _addresses(read: Read, sent: Mapping[int, Sequence[Mapping[str, Any]]]) -> None:
    entries = list(_entries(sent, "addresses"))
    columns = {
        name: normalise_text(pl.Series([one.get(name) for *_, one in entries], dtype=pl.String))["value"]
        for name in ADDRESS_PARTS
    }
    written = columns["country"]
    columns["country"] = normalise_countries(written)["value"]
    for row, (op, number, place, one) in enumerate(entries):
        parts = {name: values[row] for name, values in columns.items()}
        if written[row] and not parts["country"]:
            before = f"cards.{number}." if number else ""
            read.faults[op].append(Remark(f"{before}addresses.{place}", "typed.country", written[row]))
        if any(parts.values()):
            kept = {"label": one.get("label") or "physical", **parts}
            read.cards[op][number].setdefault("addresses", []).append(kept)


def _phones(read: Read, sent: Mapping[int, Sequence[Mapping[str, Any]]], country: str | None) -> None:
    entries = [
        (_Entry(op, card, place, _dialled(one)), one) for op, card, place, one in _entries(sent, "phones")
    ]
    entries = [(entry, one) for entry, one in entries if entry.text]
    homes = [country_of(read.cards[entry.op][entry.card].get("addresses")) or country for entry, _ in entries]
    result = normalise_phones(
        pl.Series([entry.text for entry, _ in entries], dtype=pl.String),
        pl.Series(homes, dtype=pl.String),
        pl.Series([one.get("label") or "other" for _, one in entries], dtype=pl.String),
    )
    for (entry, _), row in zip(entries, result.iter_rows(named=True), strict=True):
        at = f"{entry.before}phones.{entry.place}"
        long = any(len(one["number"]) > LONGEST_NUMBER for one in row["values"])
        if not row["values"] or row["rest"] or long:
            read.faults[entry.op].append(Remark(at, "typed.phone", entry.text))
        elif row["code"] and rules()[row["code"]].severity is not Severity.INFO:
            said = (row["suggestion"] or "", row["detail"] or "")
            read.doubts[entry.op].append(Remark(at, row["code"], entry.text, *said))
        read.cards[entry.op][entry.card].setdefault("phones", []).extend(row["values"])


def _dialled(phone: Mapping[str, str | None]) -> str:
    text, extension = (phone.get("number") or "").strip(), (phone.get("extension") or "").strip()
    return f"{text} ext. {extension}" if extension else text


def _social(read: Read, sent: Mapping[int, Sequence[Mapping[str, Any]]]) -> None:
    entries = [one for one in _entries(sent, "social") if one[3]["value"].strip()]
    for network in dict.fromkeys(one["network"] for *_, one in entries):
        here = [one for one in entries if one[3]["network"] == network]
        values = normalise_social(pl.Series([one["value"] for *_, one in here]), network)["value"]
        for (op, number, place, one), value in zip(here, values, strict=True):
            if value is None:
                before, name = f"cards.{number}." if number else "", FIELDS[f"social.{network}"].label.en
                said = Remark(f"{before}social.{place}", "typed.social", one["value"].strip(), detail=name)
                read.faults[op].append(said)
            else:
                read.cards[op][number].setdefault("social", []).append({"network": network, "value": value})
