"""The path of the data, the stages in order: read, recognise, map, assemble, validate, match, plan."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

import numpy as np
import polars as pl

from carnet.catalog import fold, short_name
from carnet.contract import (
    Balance,
    Book,
    CarnetError,
    Duplicates,
    Mapped,
    Mode,
    Options,
    Plan,
    PlanSheet,
    Recognised,
    SourceFile,
)
from carnet.findings import FINDINGS, Severity, gather, rule
from carnet.stages.assemble.columns import SheetColumns, standardise
from carnet.stages.assemble.known import name_known
from carnet.stages.assemble.mentions import gather as gather_mentions
from carnet.stages.assemble.records import Records, assemble_records
from carnet.stages.assemble.settle import Outcome, settle
from carnet.stages.map import map_columns, shape
from carnet.stages.match import Matches, key_kinds, lookups, match
from carnet.stages.normalise.comparable import exact, exact_text
from carnet.stages.plan import Changes, plan_changes, taken_numbers
from carnet.stages.read import read
from carnet.stages.recognise import recognise
from carnet.stages.validate import validate

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How an import is to be done.

    Attributes:
        reading: what the person fixed about the files.
        mode: what may be done to the book.
        keys: fields by which contacts are found again, in order; () is the default order.
        duplicates: what becomes of contacts that may be the same.
        clear: an empty cell empties the field of a contact that the book has.
    """

    reading: Options = field(default_factory=Options)
    mode: Mode = Mode.UPSERT
    keys: tuple[str, ...] = ()
    duplicates: Duplicates = Duplicates.REVIEW
    clear: bool = False


class Timings:
    """Seconds by stage of one run."""

    def __init__(self, progress: Progress | None = None) -> None:
        self.seconds: dict[str, float] = {}
        self._progress = progress

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure a stage and tell the person that it began."""
        if self._progress:
            self._progress(name)
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def make_plan(
    paths: Sequence[Path], options: ImportOptions, book: Book, scratch: Path, timings: Timings
) -> Plan:
    """The change set that the files make of the book; nothing is written.

    Args:
        paths: the files of one import.
        options: how it is to be done.
        book: the firm's book, for reading.
        scratch: a folder for the reader's sheets; the plan needs it until it is applied.
        timings: takes the seconds by stage.

    Raises:
        CarnetError: a file or an argument cannot be used.
    """
    kinds = key_kinds(options.keys)
    with timings.stage("read"):
        files = read(paths, options.reading, scratch)
    with timings.stage("recognise"):
        recognised, recognise_findings = recognise(files, options.reading)
    revision = book.revision  # before anything of the book is read
    with timings.stage("map"):
        mapped, map_findings, recipes = _map(recognised, options.reading, book)
    with timings.stage("normalise"):
        columns = _standardise(mapped, options.reading, scratch)
    with timings.stage("assemble"):
        for sheet in columns:
            name_known(sheet, book)
        records = assemble_records(gather_mentions(columns))
    with timings.stage("validate"):
        checked = validate(records, mapped)
        records.contacts = checked.contacts
        records.several[checked.withdrawn["contact"].to_numpy()] = True  # their cells must be compared
    with timings.stage("match"):
        keys = lookups(records, _invalid(columns))
        matches = match(records, keys, book, kinds, options.duplicates)
    with timings.stage("plan"):
        contacts, keys, taken_findings = _taken_identifiers(records, keys, matches)
        changes = plan_changes(
            records, contacts, matches, matches.contents.members, options.mode,
            _cleared(records, mapped, options),
        )  # fmt: skip
        outcome = _outcome(changes)
        settled = settle(records, outcome)
        findings = gather(
            [
                *_notes(files),
                recognise_findings,
                *map_findings,
                *(frame for sheet in columns for frame in sheet.findings),
                *(frame for sheet in records.mentions.sheets for frame in sheet.findings),
                *records.findings,
                *checked.findings,
                *taken_findings,
                *settled,
                *_plan_findings(records, changes, mapped),
            ]
        )
        return _plan(files, mapped, columns, records, keys, changes, findings, revision, options, recipes)


# ----------------------------------------------------------------------------------------- map


def _map(
    recognised: Sequence[Recognised], options: Options, book: Book
) -> tuple[list[Mapped], list[pl.DataFrame], dict[str, dict[str, str]]]:
    mapped, findings, recipes = [], [], {}
    used: set[str] = set()
    for index, sheet in enumerate(recognised):
        present = {fold(header) for header in sheet.headers}
        chosen = {header: target for header, target in options.mapping.items() if fold(header) in present}
        used |= set(chosen)
        key = shape(sheet)
        remembered = dict(book.recipe(key)) if sheet.kind != "none" else {}
        result, found = map_columns(sheet, replace(options, mapping=chosen), remembered)
        mapped.append(result)
        findings.append(found.with_columns(sheet=pl.lit(index, pl.UInt16)))
        if chosen:
            recipes[key] = {**remembered, **chosen}
    _refuse_unknown_headers(options.mapping, used, recognised)
    return mapped, findings, recipes


def _refuse_unknown_headers(
    mapping: Mapping[str, str], used: set[str], recognised: Sequence[Recognised]
) -> None:
    unknown = [header for header in mapping if header not in used]
    if unknown:
        headers = [header for sheet in recognised for header in sheet.headers if header]
        near = get_close_matches(unknown[0], headers, 3, 0.4) or headers[:10]
        raise CarnetError("argument.header", value=unknown[0], detail=", ".join(near))


rule(
    "argument.header",
    Severity.ERROR,
    en="No column is headed “%(value)s”. Columns of the file: %(detail)s.",
    fr="Aucune colonne n'a pour en-tête « %(value)s ». Colonnes du fichier : %(detail)s.",
)


# ------------------------------------------------------------------------------------ assemble


def _standardise(mapped: Sequence[Mapped], options: Options, scratch: Path) -> list[SheetColumns]:
    known = {sheet.country for sheet in mapped if sheet.country}
    shared = known.pop() if len(known) == 1 else None  # a file that tells none is of the others' country
    return [
        standardise(sheet, index, sheet.country or shared, options.date_order, scratch)
        for index, sheet in enumerate(mapped)
    ]


def _invalid(columns: Sequence[SheetColumns]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for sheet in columns:
        for name, values in sheet.invalid.items():
            found.setdefault(name, set()).update(values)
    return found


# ---------------------------------------------------------------------------------------- plan


def _cleared(records: Records, mapped: Sequence[Mapped], options: ImportOptions) -> pl.DataFrame:
    """Fields whose empty cells the person asked to empty: those of columns that the contact's file has."""
    schema = {"contact": pl.UInt32, "column": pl.String}
    if not options.clear:
        return pl.DataFrame(schema=schema)
    columns = pl.DataFrame(
        [
            (index, short_name(column.field))
            for index, sheet in enumerate(mapped)
            for column in sheet.columns
            if column.field and column.slot == ""
        ],
        schema={"sheet": pl.UInt16, "column": pl.String},
        orient="row",
    ).unique()
    own = records.mentions.frame.select("sheet", "own", contact=pl.Series(records.numbers, dtype=pl.UInt32))
    return own.filter("own").join(columns, on="sheet").select("contact", "column").unique()


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
        _located(records, taken.filter(pl.col("same_kind") == same), code, value="value", detail="holder")
        for same, code in ((True, "identifier.in_book"), (False, "identifier.other_kind"))
    ]
    records.several[taken["contact"].to_numpy()] = True  # their cells must be compared
    chosen = pl.col("contact").is_in(taken["contact"].implode())
    contacts = records.contacts.with_columns(client_identifier=pl.when(~chosen).then("client_identifier"))
    return contacts, keys.filter(~(chosen & (pl.col("kind") == "identifier"))), found


def _located(
    records: Records, frame: pl.DataFrame, code: str, *, value: str, detail: str | None = None
) -> pl.DataFrame:
    """Findings on contacts, at the first row that names each."""
    first = records.mentions.frame.select(
        "sheet", "row", contact=pl.Series(records.numbers, dtype=pl.UInt32)
    ).unique("contact", keep="first", maintain_order=True)
    return frame.join(first, on="contact", how="inner", maintain_order="left").select(
        "sheet",
        "row",
        column=pl.lit(None, pl.UInt16),
        code=pl.lit(code),
        value=value,
        suggestion=pl.lit(None, pl.String),
        detail=pl.lit(None, pl.String) if detail is None else pl.col(detail),
    )


def _outcome(changes: Changes) -> Outcome:
    ordered = changes.contacts
    return Outcome(
        final=ordered,
        old=changes.old,
        final_items=changes.final_items,
        old_items=changes.old_items,
        action=ordered["action"].to_numpy(),
        matched=ordered["book_id"].is_not_null().to_numpy(),
    )


def _plan_findings(records: Records, changes: Changes, mapped: Sequence[Mapped]) -> list[pl.DataFrame]:
    contacts = changes.contacts
    refused = contacts.filter((pl.col("action") == "refuse") & ~pl.col("implied"))
    found = [
        _located(records, refused.filter(pl.col("book_id").is_not_null()), "mode.exists", value="name"),
        _located(records, refused.filter(pl.col("book_id").is_null()), "mode.no_match", value="name"),
        _located(
            records,
            contacts.filter(pl.col("review") & (pl.col("action") == "create")),
            "duplicate.possible",
            value="name",
        ),
    ]
    return [*found, *_unknown_links(records, contacts, mapped)]


def _unknown_links(records: Records, contacts: pl.DataFrame, mapped: Sequence[Mapped]) -> list[pl.DataFrame]:
    dropped = contacts.filter((pl.col("action") == "drop") & pl.col("strict").fill_null(False))
    if not dropped.height:
        return []
    names = contacts.filter((pl.col("kind") == "organization") & (pl.col("action") != "drop"))[
        "name"
    ].to_list()
    by_name = {exact_text(name): name for name in names}
    near = [
        next((by_name[hit] for hit in get_close_matches(exact_text(name), by_name, 1, 0.6)), None)
        for name in dropped["name"]
    ]
    suggestions = dropped.select(match=exact(pl.col("name"))).with_columns(
        suggestion=pl.Series(near, dtype=pl.String)
    )
    columns = pl.DataFrame(
        [
            (index, column.index)
            for index, sheet in enumerate(mapped)
            for column in sheet.columns
            if column.field == "person.belongs_to"
        ],
        schema={"sheet": pl.UInt16, "column": pl.UInt16},
        orient="row",
    ).unique("sheet", keep="first")
    people = records.mentions.frame.filter(
        (pl.col("kind") == "person") & pl.col("organization").is_not_null()
    ).with_columns(match=exact(pl.col("organization")))
    found = people.join(suggestions, on="match").join(columns, on="sheet", how="left", maintain_order="left")
    return [
        found.select(
            "sheet",
            "row",
            "column",
            code=pl.when(pl.col("suggestion").is_null())
            .then(pl.lit("link.unknown_nothing_near"))
            .otherwise(pl.lit("link.unknown")),
            value="organization",
            suggestion="suggestion",
            detail=pl.lit(None, pl.String),
        ).select(FINDINGS.names())
    ]


def _notes(files: Sequence[SourceFile]) -> list[pl.DataFrame]:
    """What the reader noted about files, placed at their first sheet."""
    rows = []
    position = 0
    for file in files:
        for code, values in file.notes:
            rows.append(
                (
                    position,
                    None,
                    None,
                    code,
                    str(values.get("value", "")),
                    None,
                    str(values.get("detail", "")),
                )
            )
        position += len(file.sheets)
    return [pl.DataFrame(rows, schema=FINDINGS, orient="row")]


def _plan(
    files: Sequence[SourceFile],
    mapped: Sequence[Mapped],
    columns: Sequence[SheetColumns],
    records: Records,
    keys: pl.DataFrame,
    changes: Changes,
    findings: pl.DataFrame,
    revision: int,
    options: ImportOptions,
    recipes: dict[str, dict[str, str]],
) -> Plan:
    """The change set with the contacts that are taken, numbered without gaps."""
    contacts = changes.contacts
    numbers = pl.Series(np.append(taken_numbers(contacts), -1))

    def renumbered(frame: pl.DataFrame, *names: str) -> pl.DataFrame:
        moved = frame.with_columns(
            numbers.gather(frame[name].fill_null(len(numbers) - 1)).alias(name) for name in names
        )
        owners = [pl.col(name) >= 0 for name in names if name != "organization_contact"]
        taken = moved.select(pl.all_horizontal(owners)).to_series()
        kept = moved if taken.all() else moved.filter(taken)
        return kept.with_columns(
            pl.when(pl.col(name) >= 0).then(name).cast(pl.UInt32).alias(name) for name in names
        )

    taken = renumbered(contacts, "contact").drop("implied", "strict")
    cards = renumbered(changes.cards, "contact", "organization_contact")
    members = renumbered(changes.members, "group", "member")
    balance = sum((sheet.ledger.balance() for sheet in columns), Balance())
    stored = keys.filter(~pl.col("kind").is_in(["source_row", "contact_key"]))
    actions = taken["action"].value_counts()
    count = dict(zip(actions["action"], actions["count"], strict=True))
    created_cards = cards.filter(pl.col("book_card").is_null())
    links = created_cards["organization_contact"].is_not_null().sum() + members.height
    kinds = taken["kind"].value_counts()
    by_kind = dict(zip(kinds["kind"], kinds["count"], strict=True))
    return Plan(
        revision=revision,
        mode=options.mode,
        contacts=taken.drop([name for name in taken.columns if _is_empty(taken, name)]),
        cards=cards,
        members=members,
        changes=renumbered(changes.changes, "contact"),
        lookups=renumbered(stored, "contact"),
        sources=renumbered(records.sources, "contact"),
        files=tuple(files),
        sheets=tuple(
            PlanSheet(sheet, column.ledger.cells()) for sheet, column in zip(mapped, columns, strict=True)
        ),
        findings=findings,
        balance=balance,
        counts={
            "create": count.get("create", 0),
            "update": count.get("update", 0),
            "link": int(links),
            "skip": count.get("skip", 0),
            "review": int(taken["review"].sum()),
        },
        records={
            "organizations": by_kind.get("organization", 0),
            "people": by_kind.get("person", 0),
            "client_groups": by_kind.get("client_group", 0),
            "cards": records.cards.height,
        },
        recipes=recipes,
    )


def _is_empty(frame: pl.DataFrame, name: str) -> bool:
    required = {"contact", "action", "review", "kind", "book_id", "name", "custom"}
    return name not in required and frame[name].null_count() == frame.height
