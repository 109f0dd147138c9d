"""The types of contact, and the headers of columns that say with Yes or No which of them a contact is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from carnet.catalog.headers import words

# Those that a new Karbon account begins with (help 1524453), as headers and cells call them.
TYPES: Mapping[str, tuple[str, ...]] = {
    "Client": ("customer", "customers", "client", "clients"),
    "Supplier": ("supplier", "suppliers", "vendor", "vendors"),
    "Fournisseur": ("fournisseur", "fournisseurs"),
    "Prospect": ("prospect", "prospects", "lead", "leads"),
}
_BESIDE = frozenset(("is", "a", "an", "est", "un", "or", "ou", "rank", "flag"))
_BRACKETS = re.compile(r"[(\[].*?[)\]]")  # what the answers mean: "Client (0=Non, 1=Oui)"


def types_of(header: str) -> list[str]:
    """The contact types that a header names; none where it says anything else besides."""
    said = set(words(_BRACKETS.sub(" ", header)))
    found = [type_ for type_, names in TYPES.items() if not said.isdisjoint(names)]
    return found if said <= _BESIDE.union(*TYPES.values()) else []
