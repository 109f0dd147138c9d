"""Contacts of the files that become one: who they are then, and what they stay known by.

A person, evidence or an earlier merge in the book makes them one, where their rows alone do not. The keys of
each of them find the one contact again when the same rows come in another file.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import polars as pl

from carnet.contract import LOOKUP
from carnet.stages.match.evidence.cluster import components

ALSO = "also"  # the kind of a key that says: the contact is the one of this key too
NO_KEYS = pl.DataFrame(schema=LOOKUP)
_NAMING = ("name", "identifier")  # keys that are else those of the values that stand


def joined(numbers: npt.NDArray[np.int64], pairs: pl.DataFrame) -> npt.NDArray[np.int64]:
    """The contact of each mention once those of each pair are one.

    Args:
        numbers: the contact of each mention, in order of first appearance.
        pairs: contact, other.
    """
    one, other = (pairs[name].to_numpy().astype(np.int64) for name in ("contact", "other"))
    label = components(int(numbers.max(initial=-1)) + 1, one, other)
    found: npt.NDArray[np.int64] = np.unique(label[numbers], return_inverse=True)[1].astype(np.int64)
    return found


def also(keys: pl.DataFrame) -> pl.DataFrame:
    """The keys by which a contact is known as another too: "<kind>=<value>" of names and identifiers."""
    naming = keys.filter(pl.col("kind").is_in(_NAMING))
    return naming.with_columns(kind=pl.lit(ALSO), value=pl.concat_str("kind", pl.lit("="), "value"))


def kept_keys(
    keys: pl.DataFrame, before: npt.NDArray[np.int64], after: npt.NDArray[np.int64]
) -> pl.DataFrame:
    """The keys of contacts that become one with another, as those of mentions.

    Args:
        keys: LOOKUP rows of the contacts before.
        before, after: the contact of each mention.

    Returns:
        LOOKUP rows; contact is a row of the mentions' frame.
    """
    first = np.unique(before, return_index=True)[1]  # a mention of each contact
    several = np.bincount(after[first])[after[first]] > 1
    own = keys.filter(pl.Series(several[keys["contact"].to_numpy()]))
    mine = pl.concat([own, also(own)])
    return mine.with_columns(contact=pl.Series(first[mine["contact"].to_numpy()], dtype=pl.UInt32))


def keys_again(kept: pl.DataFrame, keys: pl.DataFrame, numbers: npt.NDArray[np.int64]) -> pl.DataFrame:
    """The keys of contacts with those that kept_keys() gave.

    Args:
        kept: LOOKUP rows of mentions; keys: LOOKUP rows of contacts; numbers: the contact of each mention.
    """
    if not kept.height:
        return keys
    contact = pl.Series(numbers[kept["contact"].to_numpy()], dtype=pl.UInt32)
    return pl.concat([keys, kept.with_columns(contact=contact).cast(LOOKUP)]).unique(maintain_order=True)
