"""Decisions that a kept plan was made with: their pairs are no longer among those that may be one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from carnet.choices import Choices, Decision, Party
from carnet.pipeline.kept.suspected import text_of
from carnet.pipeline.pages.reader import PlanReader
from carnet.pipeline.pages.shown import MOST

Pair = tuple[str, str]  # both sides as texts, see kept.suspected.text_of


@dataclass(frozen=True, slots=True)
class Settled:
    """A decision that the plan follows.

    Attributes:
        pair: by which it is left open again. one, other: the names; "" of a contact that left the book.
    """

    pair: Pair
    one: str
    other: str
    same: bool


@dataclass(frozen=True, slots=True)
class SettledPage:
    """The newest of the decisions; the total is of all."""

    total: int
    shown: tuple[Settled, ...]


def settled(reader: PlanReader, choices: Choices) -> SettledPage:
    """The decisions on pairs that the plan no longer asks about, the newest first.

    Those of a recipe go by names, and are left out where nobody of these files is called so.
    """
    names = dict(reader.frame("known").select("key", "name").iter_rows())

    def called(party: Party) -> str:
        return str(names.get(party.key, "")) if party.key else party.name

    met = {frozenset(pair) for pair in reader.frame("decided").select("name", "other_name").iter_rows()}
    made = {  # the later of two on one pair stands
        _pair(one): one
        for one in choices.decisions
        if _placed(one) or frozenset((called(one.one), called(one.other))) in met
    }
    pairs = pl.DataFrame(list(made), schema={"one": pl.String, "two": pl.String}, orient="row")
    asked = reader.frame("pairs").select("one", "two")
    turned = asked.select(one="two", two="one")
    gone = pairs.join(pl.concat([asked, turned]), on=["one", "two"], how="anti", maintain_order="left")
    newest = ((pair, made[pair]) for pair in gone.reverse().head(MOST).iter_rows())
    shown = (Settled(pair, called(one.one), called(one.other), one.same) for pair, one in newest)
    return SettledPage(gone.height, tuple(shown))


def reopened(choices: Choices, pair: Pair) -> Choices:
    """The choices without any decision on a pair."""
    either = frozenset(pair)
    left = tuple(one for one in choices.decisions if frozenset(_pair(one)) != either)
    return replace(choices, decisions=left)


def _placed(decision: Decision) -> bool:
    """Whether it names a row of the files."""
    return decision.one.row > 0 or decision.other.row > 0


def _pair(decision: Decision) -> Pair:
    return text_of(decision.one), text_of(decision.other)
