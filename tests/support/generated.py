"""Cases that a test makes by itself: a few in the suite, many in ``make soak``."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

SOAK = int(os.environ.get("CARNET_SOAK", "0"))  # how many times as many cases, new ones each time


def few(examples: int) -> settings:
    """The settings of a test: in the suite the same cases each time, not made smaller when one fails."""
    allowed = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    if SOAK:
        return settings(max_examples=examples * SOAK, suppress_health_check=allowed)
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=allowed,
    )
