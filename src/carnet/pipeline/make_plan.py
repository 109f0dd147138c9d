"""From files to the change set that they make of a book."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl

from carnet.choices import Choices
from carnet.contract import (
    DECIDED,
    SUSPECTS,
    Balance,
    Book,
    Contents,
    Mapped,
    Plan,
    PlanSheet,
)
from carnet.findings import gather
from carnet.frames import chosen, engine, page_out
from carnet.pipeline.bulk import heard, take, with_bulk
from carnet.pipeline.comparing import Compared, Comparing
from carnet.pipeline.deleted_since import deleted_since
from carnet.pipeline.given_back import given_back, unchanged_cells
from carnet.pipeline.no_book import NoBook
from carnet.pipeline.replay import unfitting
from carnet.pipeline.retold import retold
from carnet.pipeline.sheets import Sheets, read_sheets
from carnet.pipeline.telling import in_cells, located, notes, plan_findings
from carnet.pipeline.timings import Timings
from carnet.pipeline.untouched import unasked
from carnet.stages.assemble.identity import identify, split
from carnet.stages.assemble.known import name_known
from carnet.stages.assemble.mentions import gather as gather_mentions
from carnet.stages.assemble.records import Records
from carnet.stages.assemble.settle import Outcome, settle
from carnet.stages.match.decisions import find_decided, find_values
from carnet.stages.match.exact import Matches, key_kinds
from carnet.stages.plan import (
    EMPTY_CELLS,
    NO_EDITS,
    Changes,
    empty_cells,
    plan_changes,
    said_before,
    survived,
    taken_numbers,
)
from carnet.stages.policy import Policies, policies_of
from carnet.stages.work import PlannedWork, plan_work


def make_plan(
    paths: Sequence[Path], choices: Choices, book: Book, scratch: Path, timings: Timings,
    colleagues: Sequence[str] = (),
) -> Plan:  # fmt: skip
    """The change set that the files make of the book; nothing is written.

    Args:
        paths: the files of one import.
        choices: everything that the person chose.
        book: the firm's book, for reading.
        scratch: a folder for the reader's sheets; the plan needs it until it is applied.
        timings: takes the seconds by stage.
        colleagues: names and emails of the firm's people, who may be assigned to work.

    Raises:
        CarnetError: a file or an argument cannot be used.
    """
    with engine(paths):
        return _made(paths, choices, book, scratch, timings, colleagues)


def _made(
    paths: Sequence[Path], choices: Choices, book: Book, scratch: Path, timings: Timings,
    colleagues: Sequence[str],
) -> Plan:  # fmt: skip
    kinds = key_kinds(choices.keys)

    def remembered(shape: str) -> Mapping[str, str]:
        return book.remembered(shape)  # asked once files are read: one that cannot be read opens no book

    sheets = read_sheets(paths, choices, remembered, scratch, timings, book)
    # before any contact of the book is read
    revision = sheets.bulk.revision if sheets.bulk else book.revision
    with timings.stage("assemble"):
        edits, edit_findings = take(sheets.columns, sheets.bulk) if sheets.bulk else (NO_EDITS, [])
        name_known(sheets.columns, book)
        mentions = gather_mentions(sheets.columns)
        numbers = identify(mentions)
        decisions = find_decided(choices.decisions, mentions, numbers, sheets.places, book)
        values, values_lost = find_values(choices.values, mentions, numbers, sheets.places)
        numbers = split(mentions, numbers, decisions.of_files(same=False))
        page_out()
    compared = Comparing(mentions, sheets, choices, kinds, book, timings, decisions, values).run(numbers)
    del mentions  # what is still needed of them is in the records
    records, checked, keys, matches = compared.records, compared.checked, compared.keys, compared.matches
    with timings.stage("plan"):
        contacts, keys, taken_findings = _taken_identifiers(records, keys, matches)
        policies = policies_of(choices.policies, choices.mode, sheets.mapped)
        gone = deleted_since(records, matches.pairs, book)
        returned = given_back(sheets.mapped, book)
        again = retold(records, matches, sheets.mapped, policies, book, returned)
        changes = plan_changes(
            records, contacts, matches, matches.contents.members, policies,
            _emptying(compared, sheets.mapped, choices),
            said_before(records, unchanged_cells(sheets.mapped, returned)), gone["contact"],
            edits, again.replaced,
        )  # fmt: skip
        work = plan_work(
            sheets.columns, _possible_clients(changes.contacts), book, choices.mode, colleagues,
            clear=choices.clear,
        )  # fmt: skip
        page_out()
        findings = [
            unfitting(choices.recipe),
            *notes(sheets.files),
            *sheets.findings,
            *(frame for sheet in records.mentions.sheets for frame in sheet.findings),
            *in_cells([*records.findings, *taken_findings], sheets.mapped),
            *checked.findings,
            again.findings,
            decisions.findings,
            values_lost,
            *settle(records, _outcome(changes, policies)),
            *plan_findings(records, changes, compared.suspects, sheets.mapped, gone),
            *(_of_files_alone(found) if isinstance(book, NoBook) else found for found in work.findings),
        ]
        findings = unasked([*heard(findings, sheets.bulk), *edit_findings], sheets.untouched)
        findings += sheets.bulk.findings if sheets.bulk else []
        known = _known(compared, changes, book)
        page_out()
        plan = _plan(sheets, compared, keys, changes, work, known, gather(findings), revision, choices)
        return with_bulk(plan, sheets.bulk) if sheets.bulk else plan


def _emptying(compared: Compared, mapped: Sequence[Mapped], choices: Choices) -> pl.DataFrame:
    """Cells of contacts that the book has, where the person asked that empty ones empty."""
    if not choices.clear:
        return pl.DataFrame(schema=EMPTY_CELLS)
    return empty_cells(compared.records, mapped, compared.matches.pairs["contact"])


def _taken_identifiers(
    records: Records, keys: pl.DataFrame, matches: Matches
) -> tuple[pl.DataFrame, pl.DataFrame, list[pl.DataFrame]]:
    """Contacts and keys without the identifiers that other contacts have in the book."""
    if not matches.taken.height:
        return records.contacts, keys, []
    holders = matches.contents.contacts.select(book_id="id", holder="name")
    taken = matches.taken.join(holders, on="book_id").join(
        records.contacts.select("contact", value="client_identifier"), on="contact"
    )
    found = [
        located(
            records,
            taken.filter(pl.col("same_kind") == same),
            code,
            value="value",
            detail="holder",
            said="client_identifier",
        )
        for same, code in ((True, "identifier.in_book"), (False, "identifier.other_kind"))
    ]
    records.several[taken["contact"].to_numpy()] = True  # their cells must be compared
    named = pl.col("contact").is_in(taken["contact"].implode())
    contacts = records.contacts.with_columns(client_identifier=pl.when(~named).then("client_identifier"))
    return contacts, keys.filter(~(named & (pl.col("kind") == "identifier"))), found


def _outcome(changes: Changes, policies: Policies) -> Outcome:
    ordered = changes.contacts
    return Outcome(
        final=ordered,
        old=changes.old,
        final_items=changes.final_items,
        old_items=changes.old_items,
        action=ordered["action"].to_numpy(),
        matched=ordered["book_id"].is_not_null().to_numpy(),
        held_back=policies.held_back,
    )


def _known(compared: Compared, changes: Changes, book: Book) -> Contents:
    """The book's contacts that suspects and decisions name, and the cards of those that are updated."""
    named = pl.concat([compared.suspects.pairs["book_id"], compared.decisions.found["book_id"]])
    known = book.contents(named.drop_nulls().unique().sort())
    updated = changes.contacts.filter(pl.col("action") == "update")["book_id"]
    cards = compared.matches.contents.cards.filter(pl.col("contact").is_in(updated.implode()))
    more = cards.join(known.cards, on="id", how="anti", maintain_order="left")
    return replace(known, cards=pl.concat([known.cards, more.select(known.cards.columns)]))


def _plan(
    sheets: Sheets,
    compared: Compared,
    keys: pl.DataFrame,
    changes: Changes,
    work: PlannedWork,
    known: Contents,
    findings: pl.DataFrame,
    revision: int,
    choices: Choices,
) -> Plan:
    """The change set with the contacts that are taken, numbered without gaps."""
    records = compared.records
    asked = pl.col("contact").is_in(compared.suspects.pairs["contact"].implode())
    contacts = changes.contacts.with_columns(review=pl.col("review") | asked)
    numbers = pl.Series(np.append(taken_numbers(contacts), -1))

    def renumbered(frame: pl.DataFrame, *names: str) -> pl.DataFrame:
        if not frame.height:
            return frame.cast(dict.fromkeys(names, pl.UInt32))
        moved = frame.with_columns(
            numbers.gather(frame[name].fill_null(len(numbers) - 1)).alias(name) for name in names
        )
        owners = [pl.col(name) >= 0 for name in names if name not in _OPTIONAL]
        kept = chosen(moved, moved.select(pl.all_horizontal(pl.lit(True), *owners)).to_series())
        return kept.with_columns(
            pl.when(pl.col(name) >= 0).then(name).cast(pl.UInt32).alias(name) for name in names
        )

    taken = renumbered(contacts, "contact").drop("implied", "strict")
    cards = renumbered(changes.cards, "contact", "organization_contact")
    members = renumbered(changes.members, "group", "member")
    balance = sum((sheet.ledger.balance() for sheet in sheets.columns), Balance())
    stored = chosen(keys, ~keys["kind"].is_in(["source_row", "contact_key"]))
    actions = taken["action"].value_counts()
    count = dict(zip(actions["action"], actions["count"], strict=True))
    created_cards = cards.filter(pl.col("book_card").is_null())
    links = created_cards["organization_contact"].is_not_null().sum() + members.height
    kinds = taken["kind"].value_counts()
    by_kind = dict(zip(kinds["kind"], kinds["count"], strict=True))
    return Plan(
        revision=revision,
        mode=choices.mode,
        contacts=taken.drop([name for name in taken.columns if _is_empty(taken, name)]),
        cards=cards,
        members=members,
        changes=renumbered(changes.changes, "contact"),
        lookups=renumbered(stored, "contact"),
        sources=renumbered(records.sources, "contact"),
        suspects=renumbered(compared.suspects.pairs, "contact", "other")
        .select(SUSPECTS.names())
        .filter(pl.col("other").is_not_null() | pl.col("book_id").is_not_null()),
        known=known,
        decided=renumbered(compared.decisions.of_contacts(records.numbers), "contact", "other").select(
            DECIDED.names()
        ),
        survived=renumbered(survived(records, changes.contacts), "contact"),
        files=tuple(sheets.files),
        sheets=tuple(
            PlanSheet(column.mapped, column.ledger.cells(), place)
            for column, place in zip(sheets.columns, sheets.places, strict=True)
        ),
        work=renumbered(work.items, "client"),
        work_changes=work.changes,
        findings=findings,
        balance=balance,
        counts={
            "create": count.get("create", 0),
            "update": count.get("update", 0),
            "link": int(links),
            "skip": count.get("skip", 0),
            "review": int(taken["review"].sum()),
            **_work_counts(work),
        },
        records={
            "organizations": by_kind.get("organization", 0),
            "people": by_kind.get("person", 0),
            "client_groups": by_kind.get("client_group", 0),
            "cards": records.cards.height,
            **({"work_items": work.items.height} if work.listed else {}),
        },
        mappings=sheets.mappings,
        recipe=choices.recipe,
    )


# Numbers of contacts without which a row stands nevertheless.
_OPTIONAL = frozenset({"organization_contact", "other", "client"})


def _of_files_alone(findings: pl.DataFrame) -> pl.DataFrame:
    """Findings on work without those that only the book could spare: its clients are not at hand."""
    return findings.filter(pl.col("code") != "work.client_nothing_near")


def _possible_clients(contacts: pl.DataFrame) -> pl.DataFrame:
    """The contacts that are in the book once the plan is applied, and those that it deletes."""
    nowhere = (pl.col("action") == "drop") | ((pl.col("action") == "refuse") & pl.col("book_id").is_null())
    return contacts.filter(~nowhere)


def _work_counts(work: PlannedWork) -> dict[str, int]:
    """How many work items are created, updated and skipped, where any sheet lists work."""
    told = dict(work.items["action"].value_counts().iter_rows())
    return {f"work_{name}": told.get(name, 0) for name in ("create", "update", "skip") if work.listed}


def _is_empty(frame: pl.DataFrame, name: str) -> bool:
    required = {"contact", "action", "review", "kind", "book_id", "name", "custom"}
    return name not in required and frame[name].null_count() == frame.height
