"""How the same client is written by the next tool, or the next colleague."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from random import Random

_FORMS = {
    "Pty Ltd": ("Pty. Ltd.", "PTY LTD", "P/L"),
    "Limited": ("Ltd", "LTD"),
    "Ltd.": ("Limited", "Ltd"),
    "LLC": ("L.L.C.", ", LLC"),
    "Inc.": ("Inc", "Incorporated"),
    "inc.": ("Inc.", "inc"),
    "ltée": ("Ltee", "ltée."),
    "SARL": ("S.A.R.L.", "Sarl"),
}
_NICKNAMES = {"William": "Bill", "Robert": "Bob", "Margaret": "Maggie", "Michael": "Mike", "Thomas": "Tom"}
_TYPOS = {"inbox.example": "gmial.com", "post.example": "hotnail.com"}


def plain(text: str) -> str:
    """Without accents, as somebody types it who has no such keys."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _other_form(name: str, rng: Random) -> str:
    for form, others in _FORMS.items():
        if name.endswith(form):
            return re.sub(r"\s+,", ",", name.removesuffix(form) + rng.choice(others))
    return name


_ORGANIZATION: tuple[Callable[[str, Random], str], ...] = (
    _other_form,
    _other_form,
    lambda name, _: plain(name),
    lambda name, _: name.upper(),
    lambda name, _: name.replace(" ", "  ", 1),
    lambda name, _: name + " ",
)


def organization(name: str, rng: Random, share: float = 0.2) -> str:
    """The name of an organization, in a share of the cases written another way."""
    return rng.choice(_ORGANIZATION)(name, rng) if rng.random() < share else name


def first_name(name: str, rng: Random, share: float = 0.15) -> str:
    """A first name, in a share of the cases without accents or as a nickname."""
    return plain(_NICKNAMES.get(name, name)) if rng.random() < share else name


def email(address: str, rng: Random, share: float = 0.003) -> str:
    """An email address, very rarely with a mistyped domain."""
    local, _, domain = address.partition("@")
    return f"{local}@{_TYPOS[domain]}" if domain in _TYPOS and rng.random() < share else address
