"""Which contacts of the book an import's contacts are, by exact keys in a stated order.

Matching by evidence (spelling, nicknames, moved house ...) comes after these keys and before planning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from carnet import catalog
from carnet.contract import LOOKUP, Book, CarnetError, Contents, Duplicates
from carnet.findings import Severity, rule
from carnet.frames import page_out, paged
from carnet.stages.assemble.identity import name_key
from carnet.stages.assemble.records import Records
from carnet.stages.match.candidates import FEW, PAIR, Candidates, find_candidates, lone
from carnet.stages.match.joined import ALSO
from carnet.stages.match.members import find_members, link_members
from carnet.stages.match.outvoted import merged_contacts
from carnet.stages.match.own_keys import REGISTRATIONS, own_keys, with_key_columns
from carnet.stages.match.told_apart import told_apart
from carnet.stages.policy import NAME_PARTS

rule(
    "argument.key",
    Severity.ERROR,
    en="“%(value)s” cannot be used to find contacts again. Use one of: %(detail)s.",
    fr="« %(value)s » ne permet pas de retrouver un contact. Utilisez l'un de : %(detail)s.",
)

DEFAULT_KEYS = ("identifier", "registration", "name_email", "name")
_NAMED = ("source_row", "contact_key")  # by which a row itself says which contact of the book it is
_TOLD_APART = "told apart"
_ANY_NAME = "any name"  # people's too, where a person chose names to find them by
_WEAK = frozenset(
    {"name", _ANY_NAME, "email", "fingerprint", ALSO}
)  # other values of a contact may contradict these
_KEY_OF_FIELD = {
    "client_identifier": "identifier", "identifier": "identifier", "registration": "registration",
    "email": "email", "name": "name", "full_name": "name", "name_email": "name_email",
    "contact_key": "contact_key", "karbon_key": "contact_key",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided of the import's contacts: PAIR rows that are the same, and that are not;
    files_apart: contact, other: two of the files that are not (in both orders)."""

    same: pl.DataFrame
    apart: pl.DataFrame
    files_apart: pl.DataFrame


NOTHING_DECIDED = Decided(
    pl.DataFrame(schema=PAIR),
    pl.DataFrame(schema=PAIR),
    pl.DataFrame(schema={"contact": pl.UInt32, "other": pl.UInt32}),
)


@dataclass(slots=True)
class Matches:
    """What was found in the book.

    pairs: contact UInt32, book_id Int64, key: at most one pair a contact and one a book contact.
    review: contact UInt32, book_id Int64: may be the same, but nothing besides the name says so.
    taken: contact UInt32, book_id Int64, same_kind Boolean: the contact's identifier is that of another
        contact in the book.
    contents: the book's contacts of pairs and review, with their cards.
    together: contact UInt32, other UInt32: contacts of the files that a merge in the book made one; other
        is in pairs.
    """

    pairs: pl.DataFrame
    review: pl.DataFrame
    taken: pl.DataFrame
    contents: Contents
    together: pl.DataFrame


def key_kinds(fields: Sequence[str]) -> tuple[str, ...]:
    """The kinds of key that a person asked for by field, in order.

    Raises:
        CarnetError: a field cannot find contacts again.
    """
    kinds: list[str] = []
    for name in fields:
        short = catalog.short_name(name) if name in catalog.FIELDS else name
        if short in REGISTRATIONS:
            kinds.append(f"registration:{short}")
        elif short in _KEY_OF_FIELD:
            kinds.append(_KEY_OF_FIELD[short])
        else:
            allowed = ", ".join(sorted({"client_identifier", "registration", "email", "name", "name_email"}))
            raise CarnetError("argument.key", value=name, detail=allowed)
    return tuple(kinds) or DEFAULT_KEYS


def lookups(records: Records, invalid: Mapping[str, Collection[str]]) -> pl.DataFrame:
    """The keys under which the import's contacts will be found again.

    Args:
        records: the import's contacts.
        invalid: for each registration column the numbers whose check digits are wrong: they prove nothing.
    """
    own = own_keys(records.contacts, records.cards, invalid).cast(LOOKUP)
    page_out()
    called = _other_names(records)
    registered = own.filter(pl.col("kind") == "registration")
    tables = [
        records.keys.select(LOOKUP.names()),
        own,
        called,
        _fingerprints(records, records.contacts, registered),
    ]
    return paged(pl.concat(table.drop_nulls().cast(LOOKUP) for table in tables))


def _other_names(records: Records) -> pl.DataFrame:
    """The keys of names that rows of a contact give it besides the one that stands."""
    named = records.stands.filter(pl.col("field").is_in(["name", *NAME_PARTS]))["contact"].unique()
    said = with_key_columns(records.shared.filter(pl.col("contact").is_in(named.implode())))
    keys = said.select("contact", kind=pl.lit("name"), value=name_key()).drop_nulls()
    return keys.unique(maintain_order=True).cast(LOOKUP)


def _fingerprints(records: Records, contacts: pl.DataFrame, registered: pl.DataFrame) -> pl.DataFrame:
    """A digest of people of whom nothing but a name tells who they are, so that the same row of the same
    file finds them again.

    An organization that the book must have, but may not have, tells nothing; nor does a number whose
    check digits are wrong. Secret numbers are left out: a digest of one can be guessed.
    """
    unsure = contacts.filter(pl.col("implied") & pl.col("strict").fill_null(False))["contact"]
    linked = pl.col("organization").is_not_null() & ~pl.col("organization_contact").is_in(
        unsure.implode()
    ).fill_null(False)
    reached = records.cards.filter(
        pl.any_horizontal(pl.col("emails").is_not_null(), pl.col("phones").is_not_null(), linked)
    )["contact"]
    numbered = registered.filter(pl.col("value").is_not_null())["contact"]
    telling = [name for name in ("client_identifier", "birth_date") if name in contacts.columns]
    bare = contacts.filter(
        (pl.col("kind") == "person")
        & ~pl.col("contact").is_in(reached.implode())
        & ~pl.col("contact").is_in(numbered.implode())
        & ~pl.any_horizontal(pl.lit(False), *(pl.col(name).is_not_null() for name in telling))
    )
    columns = [
        name
        for name in catalog.RECORD_COLUMNS
        if name in contacts.columns and name not in catalog.SECRET_COLUMNS
    ]
    cards = (
        records.cards.select("contact", "addresses", "websites")
        .group_by("contact")
        .agg(pl.all().list.explode(keep_nulls=False, empty_as_null=False))
    )
    texts = (
        bare.join(cards, on="contact", how="left", maintain_order="left")
        .select(pl.struct(*columns, "addresses", "websites").struct.json_encode())
        .to_series()
    )
    digests = [hashlib.blake2b(text.encode(), digest_size=12).hexdigest() for text in texts]
    return pl.DataFrame(
        {"contact": bare["contact"], "kind": ["fingerprint"] * bare.height, "value": digests},
        schema=dict(LOOKUP),
    )


def match(
    records: Records,
    keys: pl.DataFrame,
    book: Book,
    kinds: Sequence[str],
    duplicates: Duplicates,
    decided: Decided = NOTHING_DECIDED,
) -> Matches:
    """The contacts of the book that an import's contacts are.

    Args:
        records: the import's contacts.
        keys: from lookups().
        book: the firm's book.
        kinds: kinds of key in the order in which they are tried; a contact that has none of them is found as
            by default.
        duplicates: merge takes a lone contact of the same name for the same.
        decided: what a person decided.
    """
    asked = {
        *_NAMED,
        "source_key",
        "identifier",
        "name",
        "fingerprint",
        *(kind.split(":")[0] for kind in (*kinds, *DEFAULT_KEYS)),
    }
    members = find_members(records, book)
    further = pl.concat([members["book_id"], decided.same["book_id"]])
    candidates = find_candidates(records, keys, book, asked, further, decided.apart)
    bare = _without_keys(records, keys, kinds)
    pairs = _pairs(candidates, kinds, bare, decided.same.with_columns(key=pl.lit("decided")))
    together = _together(candidates, kinds, bare, pairs).join(
        decided.files_apart, on=["contact", "other"], how="anti", maintain_order="left"
    )
    review = pl.DataFrame(schema=PAIR)
    if duplicates is not Duplicates.SEPARATE:
        same_name = candidates.by_name(pairs)
        if duplicates is Duplicates.MERGE:
            merged = lone(same_name)
            pairs = pl.concat([pairs, merged.with_columns(key=pl.lit("name"))])
            same_name = same_name.filter(~pl.col("contact").is_in(merged["contact"].implode()))
        review = same_name.unique("contact", keep="first", maintain_order=True)
    pairs = link_members(records, members, pairs, candidates.contents)
    held = candidates.by_identifier().join(pairs, on=PAIR.names(), how="anti", maintain_order="left")
    taken = held.unique("contact", keep="first", maintain_order=True)
    return Matches(pairs, review, taken, candidates.contents, together)


def _without_keys(records: Records, keys: pl.DataFrame, kinds: Sequence[str]) -> pl.Series:
    """The contacts that have none of the keys that a person chose: no identifier, no email ..."""
    contacts = records.contacts["contact"]
    if kinds == DEFAULT_KEYS:
        return contacts.clear()
    people = contacts.filter(records.contacts["kind"] == "person")
    of_people = _of_kind("name") & pl.col("contact").is_in(people.implode())
    chosen = (of_people if kind == "name_email" else _of_kind(kind) for kind in kinds)
    held = keys.filter(pl.any_horizontal(*chosen))["contact"]
    return contacts.filter(~contacts.is_in(held.implode()))


def _of_kind(kind: str) -> pl.Expr:
    """The keys of a kind; of one registration number where the kind names it."""
    name, _, number = kind.partition(":")
    chosen = pl.col("kind") == name
    return chosen & pl.col("value").str.starts_with(f"{number}:") if number else chosen


def _together(
    candidates: Candidates, kinds: Sequence[str], bare: pl.Series, pairs: pl.DataFrame
) -> pl.DataFrame:
    """Contacts without a pair that are found under the keys of a contact of the book which another contact of
    the files is, and which is known to have been more than one, or which their rows made too; see
    Matches.together."""
    also = candidates.theirs.filter(pl.col("kind") == ALSO)["book_id"]
    several = pl.concat([merged_contacts(candidates.contents), also])
    known = pairs.filter(pl.col("book_id").is_in(several.implode()))["book_id"]
    own = candidates.ours.filter(pl.col("contact").is_in(pairs["contact"].implode()))
    rows = (pl.col("kind") == "source_row") & pl.col("book_id").is_in(pairs["book_id"].implode())
    rows &= ~pl.col("value").is_in(own.filter(_of_kind("source_row"))["value"].implode())  # others of the row
    theirs = candidates.theirs.filter(rows | pl.col("book_id").is_in(known.implode()))
    found = pairs.select(PAIR.names())
    while theirs.height:
        ours = candidates.ours.filter(~pl.col("contact").is_in(found["contact"].implode()))
        left = replace(candidates, ours=ours, theirs=theirs)
        more = _pairs(left, kinds, bare, pairs.clear())
        if not more.height:
            more = lone(_found(left, ALSO, more, checked=True))
        if not more.height:
            break
        found = pl.concat([found, more.select(PAIR.names())])
    others = pairs.select("book_id", other="contact")
    return found[pairs.height :].join(others, on="book_id").select("contact", "other")


def _pairs(
    candidates: Candidates, kinds: Sequence[str], bare: pl.Series, settled: pl.DataFrame
) -> pl.DataFrame:
    """The pairs that are settled, then others key after key; a key that finds several contacts finds none.
    bare: of _without_keys."""
    # the person knows: another number does not speak against the key that they chose
    checks = (True,) if kinds == DEFAULT_KEYS else (True, False)
    named = "name" if kinds == DEFAULT_KEYS else _ANY_NAME
    chosen = [(named if kind == "name" else kind, checked) for kind in kinds for checked in checks]
    first = [(kind, True) for kind in (*_NAMED, _TOLD_APART, "source_key", "contested")]
    pairs = settled
    others = replace(candidates, ours=candidates.ours.filter(pl.col("contact").is_in(bare.implode())))
    tried = [(candidates, *key) for key in (*first, *chosen)]
    tried += [(others, kind, True) for kind in DEFAULT_KEYS if len(bare)]
    for among, kind, checked in (*tried, (candidates, "fingerprint", True)):
        if not among.ours.height:  # the book has none of their keys
            continue
        # who is settled stands in nobody's way
        for _ in range(FEW if kind in {"name_email", "source_row"} else 1):
            found = lone(_found(among, kind, pairs, checked=checked))
            if not found.height:
                break
            pairs = pl.concat([pairs, found.with_columns(key=pl.lit(kind))])
    return pairs


def _found(candidates: Candidates, kind: str, pairs: pl.DataFrame, *, checked: bool) -> pl.DataFrame:
    """The open candidates that one kind of key finds."""
    if kind == "name_email":
        return candidates.by_evidence(pairs, checked=checked)
    if kind == "source_row":
        return candidates.by_row(pairs)
    if kind == _TOLD_APART:
        return told_apart(candidates, pairs)
    chosen = _of_kind("name" if kind == _ANY_NAME else kind)
    if kind == "contested":
        return candidates.compatible(candidates.contested(pairs))
    if kind == "name":
        chosen &= pl.col("own_kind") != "person"
    found = candidates.by_key(chosen, pairs)
    return candidates.compatible(found) if checked and kind in _WEAK else found
