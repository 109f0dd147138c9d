"""The comparable form of a header: case, accents, spaces and punctuation do not count."""

from __future__ import annotations

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d"})


def words(header: str) -> tuple[str, ...]:
    """The words of a header, folded: "E-mail 1 – Valeur" gives ("e", "mail", "1", "valeur").

    Run-together names are cut at capitals ("BillingPostCode" gives billing, post, code).
    """
    spaced = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])|(?<=[A-Z])(?=[A-Z][a-z])", " ", header)
    decomposed = unicodedata.normalize("NFKD", spaced.casefold().translate(_LIGATURES))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return tuple(word for word in _NOT_WORD.split(plain) if word)


def fold(header: str) -> str:
    """One comparable text: "E-mail Address", "email address" and "EmailAddress" are equal.

    "+" and "#" are kept as words ("Google+"), a trailing "*" (required) is not.
    """
    marked = header.replace("+", " plus ").replace("#", " number ").replace("№", " number ")
    return "".join(words(marked))
