"""How texts go wrong between one list and the next: typing, hearing, abbreviating, leaving out."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NEIGHBOURS = {
    "a": "qsz",
    "b": "vgn",
    "c": "xdv",
    "d": "sfe",
    "e": "wrd",
    "f": "dgr",
    "g": "fht",
    "h": "gjy",
    "i": "uok",
    "j": "hku",
    "k": "jli",
    "l": "ko",
    "m": "n",
    "n": "bm",
    "o": "ipl",
    "p": "o",
    "q": "wa",
    "r": "et",
    "s": "adw",
    "t": "ry",
    "u": "yi",
    "v": "cb",
    "w": "qe",
    "x": "zc",
    "y": "tu",
    "z": "xa",
}
_SOUNDS = (
    ("ph", "f"),
    ("ck", "k"),
    ("ie", "y"),
    ("y", "ie"),
    ("ee", "ea"),
    ("c", "k"),
    ("s", "z"),
    ("ei", "ie"),
    ("ou", "u"),
    ("tt", "t"),
    ("ll", "l"),
    ("n", "nn"),
    ("l", "ll"),
    ("e", ""),
    ("gh", "g"),
    ("sh", "ch"),
)


def typed(text: str, random: Random) -> str:
    """One slip of the fingers: a letter lost, doubled, exchanged or transposed, a space gone or too many."""
    if not text:
        return text
    at, kind = random.randrange(len(text)), random.random()
    letter = text[at].lower()
    if letter.isdigit():
        return digit(text, random)
    if kind < 0.25:
        return text[:at] + text[at + 1 :] or text
    if kind < 0.45:
        return text[:at] + random.choice(_NEIGHBOURS.get(letter, _LETTERS)) + text[at + 1 :]
    if kind < 0.65:
        return text[:at] + random.choice(_LETTERS) + text[at:]
    if kind < 0.88 and len(text) > 1:
        at = min(at, len(text) - 2)
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + " " + text[at:] if " " not in text else text.replace(" ", "", 1)


def heard(text: str, random: Random) -> str:
    """Spelt by ear."""
    fitting = [pair for pair in _SOUNDS if pair[0] in text]
    if not fitting:
        return typed(text, random)
    old, new = random.choice(fitting)
    return text.replace(old, new, 1) or text


def digit(text: str, random: Random) -> str:
    """One digit wrong, or two exchanged."""
    places = [at for at, letter in enumerate(text) if letter.isdigit()]
    if not places:
        return text
    at = random.choice(places)
    if random.random() < 0.4 and at + 1 < len(text) and text[at + 1].isdigit() and text[at + 1] != text[at]:
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    return text[:at] + str((int(text[at]) + random.randrange(1, 10)) % 10) + text[at + 1 :]


def slipped(text: str, random: Random, severity: float) -> str:
    """A text with one mistake, and with more the worse the list is."""
    result = heard(text, random) if random.random() < 0.25 else typed(text, random)
    while random.random() < severity * 0.6:
        result = typed(result, random)
    return result


class Carelessness:
    """How careless the hand is that writes one record down.

    Args:
        random: where chance comes from; how careless is drawn at once.
        mess: by how much the whole list is worse than usual.
    """

    def __init__(self, random: Random, mess: float) -> None:
        self.random = random
        self.severity = random.choices((0.15, 1.0, 3.0), (50, 35, 15))[0] * mess

    def happens(self, share: float) -> bool:
        """Whether a mistake is made that the usual hand makes with this share."""
        return self.random.random() < min(share * self.severity, 0.6)

    def worn(self, text: str, share: float, wrong: Callable[[str], str], absent: float) -> str:
        """A text as it is written down: left out, wrong, or as it is."""
        if self.happens(absent):
            return ""
        return wrong(text) if text and self.happens(share) else text
