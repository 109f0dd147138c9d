"""When a delivery that failed is tried again."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

# As Standard Webhooks suggests: soon at first, for three days in all.
WAITS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    *(timedelta(hours=hours) for hours in (2, 5, 10, 14, 20, 24)),
)
_SPREAD = 0.2  # the share of a wait by which it may be longer, so that not all come back at once


@dataclass(frozen=True)
class Schedule:
    """The waits between tries; ``chance`` draws from 0 to 1."""

    waits: Sequence[timedelta] = WAITS
    chance: Callable[[], float] = random.random

    def after(self, tries: int) -> timedelta | None:
        """How long to wait after so many tries; None: no longer."""
        if tries > len(self.waits):
            return None
        return self.waits[tries - 1] * (1 + _SPREAD * self.chance())
