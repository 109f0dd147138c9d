"""Everything that a person reads is there in both languages, and its French is written as French is."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import carnet
from carnet.catalog import FIELDS
from carnet.findings import rules
from carnet.language import Text
from carnet.providers.layout import providers

SOURCES = Path(carnet.__file__).parent
_SPEAKING = {"Text", "said", "rule", "_option", "_argument"}
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Wording:
    """One text in both languages, and where it is written."""

    place: str
    en: str
    fr: str


def _written() -> Iterator[Wording]:
    """The wordings that stand in the sources as they are."""
    for path in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SPEAKING:
                texts = _texts(node)
                if texts:
                    yield Wording(f"{path.relative_to(SOURCES)}:{node.lineno}", *texts)


def _texts(node: ast.Call) -> tuple[str, str] | None:
    """English and French of a call: named en and fr, else its last two positional texts."""
    named = {one.arg: one.value for one in node.keywords if one.arg in {"en", "fr"}}
    values = [named["en"], named["fr"]] if len(named) == 2 else node.args[-2:]
    texts = [one.value for one in values if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return (texts[0], texts[1]) if len(texts) == 2 else None


def _catalogued() -> Iterator[Wording]:
    """The wordings that are put together: rules, fields and their choices, providers."""
    texts: list[tuple[str, Text]] = [(code, rule.text) for code, rule in _every_rule().items()]
    for field in FIELDS.values():
        texts += [(field.id, field.label), (field.id, field.help)]
        texts += [(f"{field.id}: {name}", label) for name, label in field.choices.items()]
    texts += [(name, provider.title) for name, provider in providers().items()]
    return (Wording(place, text.en, text.fr) for place, text in texts)


def _every_rule() -> dict[str, carnet.findings.Rule]:
    for module in pkgutil.walk_packages(carnet.__path__, "carnet."):
        if not module.name.endswith(".child"):
            importlib.import_module(module.name)
    return {code: rule for code, rule in rules().items() if not code.startswith("test.")}


@pytest.fixture(scope="module")
def wordings() -> list[Wording]:
    found = [*_written(), *_catalogued()]
    assert len(found) > 500
    return found


def test_each_is_there_in_both_languages(wordings: list[Wording]) -> None:
    assert [one for one in wordings if bool(one.en.strip()) != bool(one.fr.strip())] == []


def test_a_sentence_is_another_in_french(wordings: list[Wording]) -> None:
    sentences = [one for one in wordings if one.en.count(" ") >= 3 and re.search(r"[a-z]{3}.*[.?]$", one.en)]
    assert len(sentences) > 150
    assert [one for one in sentences if one.en == one.fr] == []


def test_both_languages_say_the_same_values(wordings: list[Wording]) -> None:
    assert [
        one for one in wordings if set(_PLACEHOLDER.findall(one.en)) != set(_PLACEHOLDER.findall(one.fr))
    ] == []


def test_french_has_a_no_break_space_before_two_part_marks_and_within_guillemets(
    wordings: list[Wording],
) -> None:
    breaking = re.compile(r" (?=[:;?!»])|« |»\w|\w«|[^\s«(]«|»[^\s.,;:?!)»\u00a0-]")
    tight = re.compile(
        rf"(?<![{_NO_BREAK}\s:]) ?(?<!{_NO_BREAK})[;?!](?=\s|$)|(?<!{_NO_BREAK}):(?=\s|$)|«(?!{_NO_BREAK})"
    )
    assert [(one, found[0]) for one in wordings if (found := breaking.search(one.fr))] == []
    assert [(one, found[0]) for one in wordings if (found := tight.search(one.fr))] == []


def test_french_says_vous(wordings: list[Wording]) -> None:
    familiar = re.compile(r"\b(?:tu|toi|ton|tes|te)\b", re.IGNORECASE)
    assert [one for one in wordings if familiar.search(one.fr)] == []


def test_nobody_is_shouted_at_and_english_keeps_its_own_quotes(wordings: list[Wording]) -> None:
    assert [one for one in wordings if "!" in one.en or re.search(r"[«»]", one.en)] == []
