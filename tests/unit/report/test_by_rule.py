"""Findings grouped by rule for the screen."""

from __future__ import annotations

from carnet.findings import Severity, rule
from carnet.language import Language
from carnet.stages.report import groups, has_errors
from tests.support.plans import found, plan

rule("test.wrong", Severity.ERROR, en="“%(value)s” is no email.", fr="« %(value)s » n'est pas un courriel.")
rule("test.odd", Severity.WARNING, en="“%(value)s” looks odd.", fr="« %(value)s » semble étrange.")
rule("test.strange", Severity.WARNING, en="“%(value)s” looks strange.", fr="« %(value)s » semble bizarre.")
ROWS = [found(None, None, None, "test.odd", f"odd {number}") for number in range(5)]
ROWS += [found(None, None, None, "test.strange", f"strange {number}") for number in range(6)]
WRONG = found(None, None, None, "test.wrong", "ana")


def test_the_gravest_rule_comes_first_then_the_most_frequent() -> None:
    shown = groups(plan([], [*ROWS, WRONG]), Language.EN)
    assert [(group.code, group.severity, group.count) for group in shown] == [
        ("test.wrong", Severity.ERROR, 1),
        ("test.strange", Severity.WARNING, 6),
        ("test.odd", Severity.WARNING, 5),
    ]


def test_a_rule_is_shown_with_its_first_examples() -> None:
    (strange, _) = groups(plan([], ROWS), Language.FR, examples=2)
    assert [example.value for example in strange.examples] == ["strange 0", "strange 1"]
    assert strange.examples[0].message == "« strange 0 » semble bizarre."
    assert strange.examples[0].severity is Severity.WARNING


def test_nothing_found_is_no_group() -> None:
    assert groups(plan([], []), Language.EN) == []


def test_only_an_error_makes_the_run_one_with_faults() -> None:
    assert not has_errors(plan([], ROWS))
    assert has_errors(plan([], [*ROWS, WRONG]))
