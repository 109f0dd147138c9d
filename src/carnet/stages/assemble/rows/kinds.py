"""The kinds of contacts that a row may mention."""

from __future__ import annotations

import polars as pl

ORGANIZATION, PERSON, SPOUSE, CONTACT, GROUP = "organization", "person", "spouse", "contact", "client_group"
COUPLE = "couple"  # a row's own contact until its household has a name


def contact_slots(facts: pl.DataFrame) -> list[str]:
    """The slots of people at an organization: "contact", "contact 2" ..."""
    return [name for name in facts.columns if name.startswith(CONTACT)]
