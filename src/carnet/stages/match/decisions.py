"""What a person decided of pairs of contacts, found again in the import's files and in the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet import catalog
from carnet.choices import Decision, Place, Value
from carnet.contract import Book
from carnet.findings import FINDINGS, Severity, rule
from carnet.stages.assemble.mentions import Mentions
from carnet.stages.match.parties import in_book, in_files

rule(
    "decision.not_found",
    Severity.WARNING,
    en="You decided that “%(value)s” and “%(detail)s” are one contact or two, but one of them is no longer "
    "there: it is called otherwise by now, or it is gone. Decide again if the two are still proposed.",
    fr="Vous avez décidé si « %(value)s » et « %(detail)s » sont un seul contact ou deux, mais l'un des deux "
    "n'est plus là : il porte un autre nom, ou il a disparu. Décidez de nouveau si la paire est encore "
    "proposée.",
)
rule(
    "decision.contradicted",
    Severity.WARNING,
    en="You decided that “%(value)s” and “%(detail)s” are one contact, but they cannot be: they are of two "
    "kinds, or other decisions of yours hold them apart. They stay two; look at these decisions again.",
    fr="Vous avez décidé que « %(value)s » et « %(detail)s » sont un seul contact, mais c'est impossible : "
    "ils sont de genres différents, ou d'autres décisions de votre part les séparent. Ils restent deux ; "
    "revoyez ces décisions.",
)

rule(
    "value.not_found",
    Severity.WARNING,
    en="You chose a value of “%(value)s” (%(detail)s), but this contact is no longer there: it is called "
    "otherwise by now, or it is gone. Choose again if need be.",
    fr="Vous avez choisi une valeur de « %(value)s » (%(detail)s), mais ce contact n'est plus là : il porte "
    "un autre nom, ou il a disparu. Choisissez de nouveau si nécessaire.",
)

# decision: the place among the person's; one: a mention (row of Mentions.frame); other: a mention, or
# book_id: a contact of the book; the names as the person knew them.
FOUND = pl.Schema(
    {
        "decision": pl.UInt32, "one": pl.Int64, "other": pl.Int64, "book_id": pl.Int64, "same": pl.Boolean,
        "probability": pl.Float64, "evidence": pl.String, "name": pl.String, "other_name": pl.String,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions that can be made.

    Attributes:
        found: FOUND rows, of each pair of contacts the last decision.
        findings: on those that cannot.
    """

    found: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FOUND))
    findings: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FINDINGS))

    def of_files(self, *, same: bool) -> pl.DataFrame:
        """The decided pairs inside the files: one, other (mentions)."""
        chosen = self.found.filter((pl.col("same") == same) & pl.col("other").is_not_null())
        return chosen.select("one", "other")

    def same_contacts(self, numbers: npt.NDArray[np.int64]) -> pl.DataFrame:
        """Pairs of the files' contacts that are one, also where both are the same one of the book: contact,
        other."""
        inside = self.of_files(same=True)
        ends = [pl.Series(numbers[inside[end].to_numpy()], dtype=pl.UInt32) for end in ("one", "other")]
        known = self.of_book(numbers, same=True)
        first = known.with_columns(other=pl.col("contact").first().over("book_id"))
        pairs = [pl.DataFrame({"contact": ends[0], "other": ends[1]}), first.select("contact", "other")]
        return pl.concat(pairs)

    def of_contacts(self, numbers: npt.NDArray[np.int64]) -> pl.DataFrame:
        """The decisions with the contacts that they are on: contact, other and FOUND's other columns."""
        contact = pl.Series(numbers[self.found["one"].to_numpy()], dtype=pl.UInt32)
        at = self.found["other"]
        other = pl.Series(numbers[at.fill_null(0).to_numpy()], dtype=pl.UInt32)
        return self.found.drop("one", "other").with_columns(
            contact.alias("contact"), other.set(at.is_null(), None).alias("other")
        )

    def of_book(self, numbers: npt.NDArray[np.int64], *, same: bool) -> pl.DataFrame:
        """The decided pairs with the book: contact, book_id, each once.

        Args:
            numbers: the contact of each mention.
        """
        chosen = self.found.filter((pl.col("same") == same) & pl.col("book_id").is_not_null())
        contact = pl.Series("contact", numbers[chosen["one"].to_numpy()], dtype=pl.UInt32)
        return chosen.select(contact, "book_id").unique(maintain_order=True)

    def apart(self, numbers: npt.NDArray[np.int64]) -> pl.DataFrame:
        """Pairs of the files' contacts that are held apart: contact, other (in both orders)."""
        pairs = self.of_files(same=False)
        ends = [pl.Series(numbers[pairs[end].to_numpy()], dtype=pl.UInt32) for end in ("one", "other")]
        return pl.concat(pl.DataFrame({"contact": a, "other": b}) for a, b in (ends, reversed(ends)))


def find_decided(
    decisions: Sequence[Decision], mentions: Mentions, numbers: npt.NDArray[np.int64],
    places: Sequence[Place], book: Book,
) -> Decisions:  # fmt: skip
    """The decisions whose two contacts are there.

    Args:
        decisions: the person's, the later of two on one pair stands.
            One whose contacts are named without a row is of a recipe, and nothing is said where nobody of
            these files is called so.
        mentions: of the import's files; numbers: the contact of each, before any decision.
        places: of the sheets, in order.
        book: asked for the contacts that are named by their keys.
    """
    if not decisions:
        return Decisions()
    parties = [party for one in decisions for party in (one.one, one.other)]
    told = in_book(parties, book, in_files(parties, mentions, numbers, places))
    one, other = told[0::2], told[1::2]
    turned = one["mention"].is_null() & other["mention"].is_not_null()  # that of the files comes first
    sides = {
        name: (one[name].zip_with(~turned, other[name]), other[name].zip_with(~turned, one[name]))
        for name in ("mention", "book_id", "name", "kind", "sheet", "row")
    }
    frame = pl.DataFrame(
        {
            "decision": pl.Series(range(len(decisions)), dtype=pl.UInt32),
            "one": sides["mention"][0],
            "other": sides["mention"][1],
            "book_id": sides["book_id"][1],
            "same": [one.same for one in decisions],
            "probability": [one.probability for one in decisions],
            "evidence": [one.evidence for one in decisions],
            "name": sides["name"][0],
            "other_name": sides["name"][1],
            "kinds": sides["kind"][0] == sides["kind"][1],
            "sheet": sides["sheet"][0],
            "row": sides["row"][0],
            "placed": [one.one.row > 0 or one.other.row > 0 for one in decisions],
        }
    )
    there = pl.col("one").is_not_null() & (pl.col("other").is_not_null() | pl.col("book_id").is_not_null())
    last = _last_of_each(frame.filter(there), numbers)
    possible = _without_contradictions(last, numbers)
    findings = [
        _told(frame.filter(~there & pl.col("placed")), "decision.not_found"),
        _told(last.join(possible, on="decision", how="anti"), "decision.contradicted"),
    ]
    return Decisions(possible.select(FOUND.names()).cast(FOUND), pl.concat(findings))


# What a person lets stand: a mention, a field and the value.
CHOSEN_OF = pl.Schema({"mention": pl.Int64, "field": pl.String, "value": pl.String})


def find_values(
    values: Sequence[Value], mentions: Mentions, numbers: npt.NDArray[np.int64], places: Sequence[Place]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The values that a person lets stand whose contact is there, CHOSEN_OF rows; and findings on the others.

    Args:
        values: the person's, the later of two on one field stands; the others: see find_decided.
    """
    if not values:
        return pl.DataFrame(schema=CHOSEN_OF), pl.DataFrame(schema=FINDINGS)
    told = in_files([one.contact for one in values], mentions, numbers, places).with_columns(
        pl.Series("field", [one.field for one in values], dtype=pl.String),
        pl.Series("value", [one.value for one in values], dtype=pl.String),
    )
    known = pl.col("field").is_in(catalog.RECORD_COLUMNS) | pl.col("field").str.starts_with("custom.")
    nameless = (pl.col("field") == "name") & pl.col("value").is_null()
    there = pl.col("mention").is_not_null() & known & ~nameless
    lost = told.filter(~there & pl.col("row").is_not_null()).with_columns(other_name="field")
    return told.filter(there).select(CHOSEN_OF.names()), _told(lost, "value.not_found")


def _told(frame: pl.DataFrame, code: str) -> pl.DataFrame:
    none = pl.lit(None, pl.String)
    return frame.select(
        "sheet", "row", column=pl.lit(None, pl.UInt16), code=pl.lit(code), value="name", suggestion=none,
        detail="other_name",
    ).select(FINDINGS.names())  # fmt: skip


def _last_of_each(frame: pl.DataFrame, numbers: npt.NDArray[np.int64]) -> pl.DataFrame:
    """Of several decisions on one pair of contacts the last; none on a contact and itself."""
    sides = _nodes(frame, numbers)
    pairs = frame.with_columns(low=np.minimum(*sides), high=np.maximum(*sides))
    split = (pl.col("low") == pl.col("high")) & ~pl.col("same") & (pl.col("one") != pl.col("other"))
    several = pairs.filter(split).unique(["one", "other"], keep="last", maintain_order=True)
    lone = pairs.filter(pl.col("low") != pl.col("high"))
    last = lone.unique(["low", "high"], keep="last", maintain_order=True)
    return pl.concat([last, several]).drop("low", "high").sort("decision")


def _nodes(
    frame: pl.DataFrame, numbers: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Both sides as one number each: a contact of the files from 0 on, one of the book below 0."""
    one = numbers[frame["one"].to_numpy()]
    other = frame["other"].fill_null(0).to_numpy()
    book = frame["book_id"].fill_null(0).to_numpy()
    return one, np.where(frame["other"].is_null().to_numpy(), -1 - book, numbers[other])


def _without_contradictions(frame: pl.DataFrame, numbers: npt.NDArray[np.int64]) -> pl.DataFrame:
    """The decisions without those that would make one of what others hold apart, of two kinds, or of two
    contacts of the book."""
    sides = _nodes(frame, numbers)
    leader: dict[int, int] = {}
    apart: dict[int, set[int]] = {}

    def led(node: int) -> int:
        while leader.get(node, node) != node:
            node = leader[node]
        return node

    rows = list(zip(*(side.tolist() for side in sides), frame["same"], frame["kinds"], strict=True))
    for one, other, same, _ in rows:
        if not same:
            apart.setdefault(one, set()).add(other)
            apart.setdefault(other, set()).add(one)
    books = {node: {node} for pair in rows for node in pair[:2] if node < 0}
    kept = []
    for one, other, same, kinds in rows:
        a, b = led(one), led(other)
        if same and a != b:
            held = any(led(node) == b for node in apart.get(a, ()))
            if held or not kinds or len(books.get(a, set()) | books.get(b, set())) > 1:
                kept.append(False)
                continue
            leader[b] = a
            apart.setdefault(a, set()).update(apart.pop(b, ()))
            books.setdefault(a, set()).update(books.pop(b, ()))
        kept.append(True)
    return frame.filter(pl.Series(kept, dtype=pl.Boolean))
