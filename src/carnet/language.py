"""The two languages that everything a person reads exists in."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """A language of the product, by its ISO 639-1 code."""

    EN = "en"
    FR = "fr"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label in both languages, with named ``%(name)s`` placeholders."""

    en: str
    fr: str

    def __call__(self, language: Language, values: Mapping[str, object] | None = None) -> str:
        """The wording in one language, its placeholders filled in.

        Args:
            language: which wording.
            values: a value for each placeholder; None leaves the text as it stands.
        """
        wording = self.fr if language is Language.FR else self.en
        return wording if values is None else wording % values


def preferred() -> Language:
    """The language that the machine asks for: CARNET_LANGUAGE, then the locale, else English."""
    for variable in ("CARNET_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value:
            return Language.FR if value.lower().startswith("fr") else Language.EN
    return Language.EN
