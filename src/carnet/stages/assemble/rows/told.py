"""What earlier blocks of a sheet said, for the later ones: each thing is told once a sheet."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl


@dataclass(slots=True)
class Told:
    """What earlier blocks of a sheet said, for the later ones.

    Attributes:
        couples: pair, made: the household of two people, made of their names.
        households: those of which a finding told already.
        names: for a column and a rule, the names of which a finding told already.
    """

    couples: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={"pair": pl.String, "made": pl.String})
    )
    households: pl.Series = field(default_factory=lambda: pl.Series(dtype=pl.String))
    names: dict[tuple[int, str], pl.Series] = field(default_factory=dict)

    def as_first_made(self, couples: pl.DataFrame) -> pl.Series:
        """The household of each couple as it was made first: each of the two may name the other.

        Args:
            couples: pair and made, one a couple.
        """
        self.couples = pl.concat([self.couples, couples]).unique("pair", keep="first", maintain_order=True)
        return couples.select("pair").join(self.couples, on="pair", how="left", maintain_order="left")["made"]

    def new_households(self, households: pl.Series) -> pl.Series:
        """Where each household stands for the first time: a client with several rows is told once."""
        before = households.is_in(self.households.implode()).fill_null(False)
        self.households = pl.concat([self.households, households.drop_nulls().unique()])
        return households.is_first_distinct() & ~before

    def new_names(self, names: pl.Series, column: int, code: str) -> pl.Series:
        """Where each name of a column stands for the first time under a rule."""
        before = self.names.get((column, code), pl.Series(dtype=pl.String))
        self.names[column, code] = pl.concat([before, names.drop_nulls().unique().alias("")])
        return names.is_first_distinct() & ~names.is_in(before.implode()).fill_null(False)
