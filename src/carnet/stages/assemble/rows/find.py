"""The contacts that the rows of a block mention, from their cells to whose each cell is."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from carnet.providers.layout import layout_of
from carnet.stages.assemble.column import Column
from carnet.stages.assemble.columns import Block
from carnet.stages.assemble.rows.emails import take_emails_of_people
from carnet.stages.assemble.rows.facts import facts_of
from carnet.stages.assemble.rows.finding import RowsFinding
from carnet.stages.assemble.rows.firms_and_people import people_in_brackets, people_in_firms_column
from carnet.stages.assemble.rows.households import with_household
from carnet.stages.assemble.rows.kinds import PERSON, contact_slots
from carnet.stages.assemble.rows.name_doubts import doubts_of_names
from carnet.stages.assemble.rows.named_beside import take_named_beside
from carnet.stages.assemble.rows.own import called_as_person, is_own_contact, own_contact
from carnet.stages.assemble.rows.owners import misplaced, owners, take_spouses_emails
from carnet.stages.assemble.rows.parts_of_names import organizations_in_parts
from carnet.stages.assemble.rows.people import with_people_at_client, with_person, with_spouse
from carnet.stages.assemble.rows.redundant import names_twice
from carnet.stages.assemble.rows.remarks import take_remarks
from carnet.stages.assemble.rows.shares import Share, shares_of
from carnet.stages.assemble.rows.taken_apart import take_apart
from carnet.stages.assemble.rows.telling import findings_on_rows
from carnet.stages.assemble.rows.told import Told
from carnet.stages.assemble.rows.trading_names import take_trading_names


@dataclass(slots=True)
class BlockMentions:
    """The contacts that the rows of a block mention.

    Attributes:
        facts: one a contact row: own (the mention that is the row's own contact, null where none),
            and for each mention its name parts as structs ("person", "spouse", "contact", "contact 2" ...),
            names ("organization_name", "household"), presence ("has_person" ...).
        shares: which cells go to which mention.
        redundant: (column, rows): cells that repeat the name that other cells gave.
        conflicting: the same of cells that give another name.
        findings: what was found.
    """

    source: Block
    facts: pl.DataFrame
    shares: list[Share]
    redundant: list[tuple[Column, pl.Series]]
    conflicting: list[tuple[Column, pl.Series]]
    findings: list[pl.DataFrame]

    @property
    def contacts(self) -> list[str]:
        """The slots of people at an organization: "contact", "contact 2" ..."""
        return contact_slots(self.facts)


def find_mentions(source: Block, sheet_index: int, told: Told) -> BlockMentions:
    """The contacts of each row of a block, and whose each cell is.

    Args:
        source: the rows; columns that belong to two fields are taken apart in it.
        sheet_index: position among the import's sheets, for findings.
        told: what the sheet's earlier blocks said; this one's words are added.
    """
    take_apart(source)
    facts = facts_of(source)
    called = called_as_person(facts, source.first_value("accounting.entity_type"))
    facts = facts.with_columns(kind_hint=facts["kind_hint"].set(called, PERSON))
    facts = facts.with_columns(is_contact=is_own_contact(facts))
    layout = layout_of(source.mapped.recognised)
    strict = layout is not None and layout.links_must_exist
    facts = facts.with_columns(own=own_contact(facts, source.kind, strict))
    facts = with_people_at_client(with_spouse(with_person(facts)))
    facts = take_trading_names(source, with_household(facts, told))
    take_named_beside(source, facts)
    take_spouses_emails(source, facts)
    take_emails_of_people(source, facts)
    take_remarks(source, facts)
    shares, findings = _share_out(source, facts)
    twice = names_twice(source, facts)
    findings += twice.findings
    findings += findings_on_rows(source, facts, told)
    findings += doubts_of_names(source, facts, told)
    findings += organizations_in_parts(source, facts)
    findings += people_in_brackets(source)
    findings += people_in_firms_column(source, facts)
    findings.append(RowsFinding("kind.called_as_person", called, facts["any_text"]))
    frames = [found.frame(source.numbers, sheet_index) for found in findings if found.rows.any()]
    return BlockMentions(source, facts, shares, twice.same, twice.other, frames)


def _share_out(block: Block, facts: pl.DataFrame) -> tuple[list[Share], list[RowsFinding]]:
    """Every filled cell to the mention it belongs to; findings on those that no mention can have."""
    shares: list[Share] = []
    findings: list[RowsFinding] = []
    for column in block.columns:
        owner = owners(column, facts)
        shares += shares_of(block, column, owner)
        if found := misplaced(column, owner, facts):
            findings.append(found)
    return shares, findings
