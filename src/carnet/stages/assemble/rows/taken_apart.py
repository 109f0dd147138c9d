"""Columns that belong to two fields are taken apart, each row's cell to its own."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl

from carnet.stages.assemble.column import filled_rows, joined_texts
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.columns.names import name_structs
from carnet.stages.assemble.items import without_empty
from carnet.stages.assemble.rows.facts import NAME_TARGETS, is_firm
from carnet.stages.assemble.rows.firms_and_people import people_behind_firms, people_named_as_firms
from carnet.stages.assemble.rows.kinds import CONTACT, PERSON
from carnet.stages.assemble.rows.parts_of_names import put_together
from carnet.stages.assemble.some_rows import only, true_where
from carnet.stages.normalise.comparable import folded
from carnet.stages.normalise.emails import normalise_emails
from carnet.stages.normalise.names import read_names
from carnet.stages.normalise.phones import normalise_phones

_NAME_PARTS = frozenset({"first_name", "middle_name", "last_name"})
# One word, or one behind its particles.
_LAST_NAME = r"(?i)^(?:(?:de|la|le|du|des|van|von|der|den|di|da|del|st\.?|el|al|ben)\s+)*[^\s,&/]+$"

_SURELY = 0.75
_SAYS_LAST = r"(?i)\b(?:last|family|surname|famille)"  # of a header


def take_apart(block: Block) -> None:
    """Take apart the columns whose cells mean one thing in some rows and another in others."""
    _reach_in_names(block)
    _names_beside_emails(block)
    people_named_as_firms(block)
    people_behind_firms(block)
    _traders(block)
    _people_who_are_the_contact(block)
    _last_names(block)
    _firms_in_name_parts(block)
    put_together(block)
    _own_names_as_company(block)


def _reach_in_names(block: Block) -> None:
    """An email or telephone number in the place of a name, or beside it: "Ann Roe <ann@example.com>"."""
    for column in [c for c in block.columns if c.target in {"any_name", "full_name"} and c.indexes]:
        if column.values.dtype != pl.Struct:
            continue
        rows = (column.values.struct.field("code") == "name.no_name").fill_null(False)
        if not rows.any():
            continue
        texts = only(column.values.struct.field("text"), rows)
        mail = normalise_emails(texts)
        phone = normalise_phones(
            only(texts, mail["values"].list.len() == 0),
            pl.Series([None], dtype=pl.String).new_from_index(0, len(texts)),
            "office",
        )
        verified = pl.element().struct.field("number").str.starts_with("+").all()
        called = phone["values"].list.len() > 0
        called &= phone["values"].list.eval(verified).list.first().fill_null(False)
        mailed = mail["values"].list.len() > 0
        rest = only(mail["rest"], mailed).zip_with(~called, phone["rest"]).str.strip_chars(" -–,;:|")
        rest = rest.set((rest == "").fill_null(False), None)
        named = column.values.zip_with(~(mailed | called), name_structs(rest, read_names(rest)))
        block.put_in_place(column, replace(column, values=named))
        block.columns += [
            replace(column, target="emails", values=without_empty(only(mail["values"], mailed))),
            replace(column, target="phones", values=without_empty(only(phone["values"], called))),
        ]


def _names_beside_emails(block: Block) -> None:
    """Where a row names nobody, the name beside its email does: "Ann Roe <ann@example.com>"."""
    for column in [c for c in block.columns if c.target == "email_name"]:
        rows = ~block.filled({*NAME_TARGETS, "belongs_to", "groups"})
        if block.kind in {"contact", "person"} and rows.any():
            texts = only(column.values, rows)
            named = name_structs(texts, read_names(texts))
            target = "any_name" if block.kind == "contact" else "full_name"
            block.put_in_place(column, replace(column, target=target, values=named))
        else:
            block.put_in_place(column)


_TRADING_NAME = "accounting.trading_name"
_TRADER = (
    r"(?i)^(.+?)[\s,(]+(?:t/as?|d/?b/?a|trading as|doing business as|o/a|faisant affaires? sous"
    r"(?: le nom (?:de |d'))?)[\s:]+(.+?)\)?$"
)


def _traders(block: Block) -> None:
    """The firm's name of people who trade under one: "Ann Roe t/a Roe Cleaning"."""
    kind = block.first_value("kind")
    people, unsaid = (kind == PERSON).fill_null(False), kind.is_null()
    if block.kind != "contact" or not (people | unsaid).any():
        return
    for column in [c for c in block.columns if c.target == "any_name" and not c.slot]:
        texts = only(column.values.struct.field("text"), people | unsaid)
        texts = only(texts, texts.str.contains(_TRADER).fill_null(False))
        if not texts.count():
            continue
        read = read_names(texts.str.extract(_TRADER, 1)).select(
            person=((pl.col("kind") == PERSON) & (pl.col("confidence") >= _SURELY)).fill_null(False)
        )
        texts = only(texts, people | read["person"])
        firm, name = texts.str.extract(_TRADER, 2), texts.str.extract(_TRADER, 1)
        if firm.count():
            named = column.values.zip_with(firm.is_null(), name_structs(name, read_names(name)))
            block.put_in_place(
                column,
                replace(column, values=named),
                replace(column, target=_TRADING_NAME, field=_TRADING_NAME, values=firm),
            )


def _people_who_are_the_contact(block: Block) -> None:
    """Where a row names nobody but the person at the client, that person is its contact."""
    named = block.filled({*NAME_TARGETS, "belongs_to", "groups"})
    rows = ~named & block.filled(NAME_TARGETS, CONTACT)
    if block.kind not in {"contact", "person"} or not rows.any():
        return
    for column in [c for c in block.columns if c.slot == CONTACT]:
        block.put_in_place(
            column,
            replace(column, values=only(column.values, ~rows)),
            replace(column, values=only(column.values, rows), slot=""),
        )


def _own_names_as_company(block: Block) -> None:
    """Where the company of a person is called as the person, the cell repeats the name: it is no company."""
    if block.kind != "contact":
        return
    for column in [c for c in block.columns if c.target == "belongs_to" and not c.slot and c.indexes]:
        person = joined_texts([block.first_value(part) for part in ("first_name", "last_name")], " ")
        names = pl.DataFrame([column.values.alias("company"), person.alias("person")])
        both = names["company"].is_not_null() & block.filled({"first_name"}) & block.filled({"last_name"})
        rows = true_where(names, both, _words(pl.col("company")) == _words(pl.col("person")))
        if rows.any():
            company = only(column.values, rows)
            repeated = name_structs(company, read_names(company))
            block.put_in_place(
                column,
                replace(column, values=only(column.values, ~rows)),
                replace(column, target="full_name", values=repeated),
            )


def _words(name: pl.Expr) -> pl.Expr:
    """The words of a name in one order, without initials."""
    return (
        folded(name)
        .str.replace_all(r"\b\w\b", "")
        .str.split(" ")
        .list.sort()
        .list.join(" ")
        .str.strip_chars()
    )


def _last_names(block: Block) -> None:
    """Where a sheet has first names only, the name beside one is the last name: "Singh", "Mei"."""
    names = [c for c in block.columns if c.target == "any_name" and c.slot == ""]
    if len(names) != 1 or any(c.target == "last_name" and c.slot == "" for c in block.columns):
        return
    column, split = names[0], names[0].values.struct.unnest()
    one = split["text"].str.contains(_LAST_NAME) & ~is_firm(split)
    if any(re.search(_SAYS_LAST, block.mapped.recognised.headers[index]) for index in column.indexes):
        one = one | (split["kind"] != "organization").fill_null(True)  # "García López", "Roe Jr."
    rows = (one & block.filled({"first_name"})).fill_null(False)
    if rows.any():
        block.put_in_place(
            column,
            replace(column, values=only(column.values, ~rows)),
            replace(column, target="last_name", values=only(split["text"], rows)),
        )


def _firms_in_name_parts(block: Block) -> None:
    """Address books have firms in the place of a first or last name: "Wattle Trust", and nothing beside."""
    if block.kind not in {"contact", "person"} or block.mapped.recognised.provider == "karbon":
        return
    parts = [c for c in block.columns if c.target in _NAME_PARTS and c.slot == ""]
    told = (block.first_value("kind") == "organization").fill_null(False)
    company = block.first_value("belongs_to")
    for column in parts:
        beside = filled_rows([part for part in parts if part is not column], block.height, _NAME_PARTS)
        alone = column.values.is_not_null() & ~beside
        alone &= (company.is_null() | (company == column.values)).fill_null(True)
        rows = alone & (told | _is_called_as_firm(only(column.values, alone)))
        if rows.any():
            block.put_in_place(
                column,
                replace(column, values=only(column.values, ~rows)),
                replace(column, values=only(column.values, rows), target="org_name"),
            )


def _is_called_as_firm(names: pl.Series) -> pl.Series:
    """Names with a legal form, or of several words that only firms have: "Wattle Nursery"."""
    split = read_names(names)
    sure = (pl.col("kind") == "organization") & (pl.col("confidence") >= _SURELY)
    several = split.select(sure.fill_null(False)).to_series() & names.str.contains(" ").fill_null(False)
    return is_firm(split) | several
