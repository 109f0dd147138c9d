"""Forms in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from carnet.doors.web.templatetags.words import current
from carnet.language import Language, Text

LANGUAGES = [(Language.EN.value, "English"), (Language.FR.value, "Français")]  # each in its own words


class Spoken(forms.Form):
    """A form whose labels and helps are in the language of the page."""

    labels: ClassVar[Mapping[str, Text]] = {}
    helps: ClassVar[Mapping[str, Text]] = {}

    def __init__(self, data: object = None, **options: Any) -> None:
        super().__init__(data, **options)  # type: ignore[arg-type]
        for name, field in self.fields.items():
            field.label = self.labels[name](current())
            field.help_text = self.helps[name](current()) if name in self.helps else ""
