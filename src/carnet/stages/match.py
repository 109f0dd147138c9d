"""Which contacts of the book an import's contacts are, by exact keys in a stated order.

Matching by evidence (spelling, nicknames, moved house ...) comes after these keys and before planning.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from carnet import catalog
from carnet.contract import LOOKUP, Book, CarnetError, Contents, Duplicates
from carnet.findings import Severity, rule
from carnet.stages.assemble.records import Records
from carnet.stages.normalise.comparable import exact
from carnet.stages.normalise.emails import email_key
from carnet.stages.own_keys import REGISTRATIONS, own_keys

rule(
    "argument.key",
    Severity.ERROR,
    en="“%(value)s” cannot be used to find contacts again. Use one of: %(detail)s.",
    fr="« %(value)s » ne permet pas de retrouver un contact. Utilisez l'un de : %(detail)s.",
)

DEFAULT_KEYS = ("identifier", "registration", "name_email", "name")
_ALWAYS_FIRST = ("source_row", "contact_key", "source_key")
_KEY_OF_FIELD = {
    "client_identifier": "identifier", "identifier": "identifier", "registration": "registration",
    "email": "email", "name": "name", "full_name": "name", "name_email": "name_email",
    "contact_key": "contact_key", "karbon_key": "contact_key",
}  # fmt: skip


@dataclass(slots=True)
class Matches:
    """What was found in the book.

    pairs: contact UInt32, book_id Int64, key: at most one pair a contact and one a book contact.
    review: contact UInt32, book_id Int64: may be the same, but nothing besides the name says so.
    taken: contact UInt32, book_id Int64, same_kind Boolean: the contact's identifier is that of another
        contact in the book.
    contents: the book's contacts of pairs and review, with their cards.
    """

    pairs: pl.DataFrame
    review: pl.DataFrame
    taken: pl.DataFrame
    contents: Contents


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
    registered = own.filter(pl.col("kind") == "registration")
    tables = [records.keys.select(LOOKUP.names()), own, _fingerprints(records, records.contacts, registered)]
    return pl.concat(table.drop_nulls().cast(LOOKUP) for table in tables)


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
    records: Records, keys: pl.DataFrame, book: Book, kinds: Sequence[str], duplicates: Duplicates
) -> Matches:
    """The contacts of the book that an import's contacts are.

    Args:
        records: the import's contacts.
        keys: from lookups().
        book: the firm's book.
        kinds: kinds of key in the order in which they are tried.
        duplicates: merge takes a lone contact of the same name for the same.
    """
    found = book.find(keys)
    contents = book.contents(found["book_id"].unique().sort())
    candidates = found.join(records.contacts.select("contact", own_kind="kind"), on="contact").join(
        contents.contacts.select(book_id="id", book_kind="kind"), on="book_id"
    )
    same = candidates.filter(pl.col("own_kind") == pl.col("book_kind"))
    compatible = _compatible(same, records, contents)
    sure = kinds == DEFAULT_KEYS
    # the person knows: another number does not speak against the key that they chose
    chosen = [(kind, table) for kind in kinds for table in ((compatible,) if sure else (compatible, same))]
    first = [(kind, compatible) for kind in (*_ALWAYS_FIRST, "contested")]
    passes = [*first, *chosen, ("fingerprint", compatible)]
    pairs = _pairs(passes, records, contents)
    rest = compatible.filter(
        (pl.col("kind") == "name")
        & ~pl.col("contact").is_in(pairs["contact"].implode())
        & ~pl.col("book_id").is_in(pairs["book_id"].implode())
    ).select("contact", "book_id").unique(maintain_order=True)  # fmt: skip
    if duplicates is Duplicates.MERGE:
        lone = _lone(rest).with_columns(key=pl.lit("name"))
        pairs = pl.concat([pairs, lone.select(pairs.columns)])
        rest = rest.filter(~pl.col("contact").is_in(lone["contact"].implode()))
    elif duplicates is Duplicates.SEPARATE:
        rest = rest.clear()
    return Matches(pairs, rest, _taken(candidates, pairs), contents)


def _taken(candidates: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Identifiers of contacts of the book that the import's contact is not."""
    held = candidates.filter(pl.col("kind") == "identifier").select(
        "contact", "book_id", same_kind=pl.col("own_kind") == pl.col("book_kind")
    )
    return held.join(pairs, on=["contact", "book_id"], how="anti").unique("contact", maintain_order=True)


def _compatible(candidates: pl.DataFrame, records: Records, contents: Contents) -> pl.DataFrame:
    """Candidates by name without those that an identifier, birth date or number contradicts."""
    columns = [
        name
        for name in ("client_identifier", "birth_date", *REGISTRATIONS)
        if name in records.contacts.columns and name in contents.contacts.columns
    ]
    if not columns or not candidates.height:
        return candidates
    ours = records.contacts.select("contact", *columns)
    theirs = contents.contacts.select(
        pl.col("id").alias("book_id"), *(pl.col(c).alias(f"book:{c}") for c in columns)
    )
    joined = candidates.join(ours, on="contact", how="left", maintain_order="left").join(
        theirs, on="book_id", how="left", maintain_order="left"
    )
    weak = pl.col("kind").is_in(["name", "email", "fingerprint"])
    for column in columns:
        other = joined.filter(weak & (pl.col(column) != pl.col(f"book:{column}")))
        joined = joined.join(_unsaid(other, column, records), on=candidates.columns, how="anti")
    return candidates.join(joined, on=candidates.columns, how="semi", maintain_order="left")


def _unsaid(other: pl.DataFrame, column: str, records: Records) -> pl.DataFrame:
    """Those of the candidates whose value in the book no row of the import's contact says either."""
    if not other.height or column not in records.shared.columns:
        return other
    said = records.shared.select("contact", pl.col(column).alias(f"book:{column}")).drop_nulls()
    return other.join(said, on=["contact", f"book:{column}"], how="anti")


def _pairs(passes: Sequence[tuple[str, pl.DataFrame]], records: Records, contents: Contents) -> pl.DataFrame:
    """Pairs key after key; a key that finds several contacts finds none.

    Args:
        passes: kinds of key with the candidates to look at, in the order in which they are tried.
    """
    pairs = pl.DataFrame(schema={"contact": pl.UInt32, "book_id": pl.Int64, "key": pl.String})
    contested = _contested(records).implode()
    for kind, candidates in passes:
        open_ = candidates.filter(
            ~pl.col("contact").is_in(pairs["contact"].implode())
            & ~pl.col("book_id").is_in(pairs["book_id"].implode())
        )
        if kind == "contested":
            open_ = open_.filter((pl.col("kind") == "name") & pl.col("contact").is_in(contested))
        elif open_.height:
            open_ = _by_kind(kind, open_, records, contents)
        if open_.height:
            found = _lone(open_)
            pairs = pl.concat([pairs, found.with_columns(key=pl.lit(kind)).select(pairs.columns)])
    return pairs


def _contested(records: Records) -> pl.Series:
    """Contacts that share their identifier with another contact of the files: their names say who is who."""
    mentions = records.mentions.frame
    if "client_identifier" not in mentions.columns:
        return pl.Series(dtype=pl.UInt32)
    held = mentions.select(
        contact=pl.Series(records.numbers, dtype=pl.UInt32), value=exact(pl.col("client_identifier"))
    )
    shared = held.drop_nulls().unique().filter(pl.col("value").is_duplicated())
    return shared["contact"].unique()


def _lone(found: pl.DataFrame) -> pl.DataFrame:
    found = found.select("contact", "book_id").unique(maintain_order=True)
    found = found.filter(~pl.col("contact").is_duplicated())
    return found.unique("book_id", keep="first", maintain_order=True)


def _by_kind(kind: str, open_: pl.DataFrame, records: Records, contents: Contents) -> pl.DataFrame:
    if kind.startswith("registration:"):
        column = kind.removeprefix("registration:")
        return open_.filter(
            (pl.col("kind") == "registration") & pl.col("value").str.starts_with(f"{column}:")
        )
    if kind == "name":
        return open_.filter((pl.col("kind") == "name") & (pl.col("own_kind") != "person"))
    if kind == "name_email":
        people = open_.filter((pl.col("kind") == "name") & (pl.col("own_kind") == "person"))
        return _corroborated(people, records, contents)
    return open_.filter(pl.col("kind") == kind)


def _corroborated(people: pl.DataFrame, records: Records, contents: Contents) -> pl.DataFrame:
    """People of the same name who share an email, a phone, an organization or a birth date."""
    if not people.height:
        return people
    pairs = people.select("contact", "book_id").unique(maintain_order=True)
    ours, theirs = _evidence(records.cards, "contact"), _evidence(contents.cards, "book_id")
    shared = pairs.join(ours, on="contact").join(theirs, on=["book_id", "evidence"], how="semi")
    if "birth_date" in records.contacts.columns and "birth_date" in contents.contacts.columns:
        born = pairs.join(records.contacts.select("contact", "birth_date"), on="contact").join(
            contents.contacts.select("birth_date", book_id="id"), on=["book_id", "birth_date"], how="semi"
        )
        shared = pl.concat([shared.select(pairs.columns), born.drop_nulls().select(pairs.columns)])
    return shared.select(pairs.columns).unique(maintain_order=True)


def _evidence(cards: pl.DataFrame, owner: str) -> pl.DataFrame:
    cards = cards.select(pl.col("contact").alias(owner), "emails", "phones", "organization")
    emails = cards.explode("emails").select(owner, evidence=email_key(pl.col("emails")))
    phones = cards.explode("phones").select(owner, evidence=pl.col("phones").struct.field("number"))
    organizations = cards.select(owner, evidence=exact(pl.col("organization")))
    return pl.concat([emails, phones, organizations]).drop_nulls()
