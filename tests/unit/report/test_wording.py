"""Findings as sentences, whole columns of them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import carnet.pipeline  # noqa: F401  (declares the rules of every stage)
from carnet.contract import Sheet
from carnet.findings import Finding, Rule, Severity, render, rules
from carnet.language import Language
from carnet.stages.report import sentences
from tests.support.plans import found, mapped, plan
from tests.unit.report.oracle import told

HEADERS = ("Name", "E-mail", "", "TFN", "%(value)s")
FIELDS = {"E-mail": "person.email", "TFN": "accounting.tax_file_number"}
SHEETS = [mapped(Sheet("clients.xlsx", name, "xlsx", (), 6, 9), HEADERS, FIELDS) for name in ("People", "")]


def _stands_in_a_plan(rule: Rule) -> bool:
    """An export's rules have a count, which a finding of a plan has not."""
    return "%(count)" not in rule.text.en


CODES = sorted(code for code, rule in rules().items() if _stands_in_a_plan(rule))
NUMBERS = st.text(alphabet="0123456789-. AZ", max_size=12)
ASSIGNED = st.characters(exclude_categories=("Cs", "Cn"))  # Polars and Python know other years of Unicode
TEXTS = st.one_of(
    st.none(),
    st.just("ab" * 200),
    st.text(ASSIGNED, max_size=12),
    NUMBERS,
    st.sampled_from(["%(detail)s", "%", "{}", "\0"]),
)
FINDINGS_OF_ANY_KIND = st.fixed_dictionaries(
    {
        "sheet": st.sampled_from([None, 0, 1, 7]),
        "row": st.sampled_from([None, 0, 2, 4_000_000_000]),
        "column": st.sampled_from([None, *range(8)]),
        "code": st.sampled_from(CODES),
        "value": TEXTS,
        "suggestion": st.one_of(TEXTS, st.just("accounting.tax_file_number")),
        "detail": TEXTS,
    }
)


def worded(rows: list[dict[str, Any]], language: Language = Language.EN, **place: Any) -> list[Finding]:
    frame = sentences(plan(SHEETS, rows), language, **place)
    return [Finding(**{**one, "severity": Severity(one["severity"])}) for one in frame.to_dicts()]


@pytest.mark.parametrize("language", list(Language))
@given(st.lists(FINDINGS_OF_ANY_KIND, max_size=12))
def test_a_column_of_findings_says_what_each_finding_says(
    language: Language, rows: list[dict[str, Any]]
) -> None:
    assert worded(rows, language) == [told(SHEETS, one, language) for one in rows]


@pytest.mark.parametrize("language", list(Language))
def test_every_rule_says_the_same_in_a_column_and_alone(language: Language) -> None:
    rows = [found(0, 5, column, code, "123 456 789", "b", "c d") for code in CODES for column in (1, 3)]
    assert worded(rows, language) == [told(SHEETS, one, language) for one in rows]


def test_a_sentence_begins_with_the_place() -> None:
    row = found(0, 8, 1, "country.unknown", "Frence")
    (english,), (french,) = worded([row]), worded([row], Language.FR)
    assert english.message.startswith("People, row 8, “E-mail”: “Frence” ")
    french_text = french.message.replace("\u00a0", " ")
    assert french_text.startswith("People, ligne 8, « E-mail » : « Frence » n'est pas un pays connu.")
    assert (english.file, english.row, english.severity) == ("clients.xlsx", 8, Severity.ERROR)


def test_a_sentence_cites_the_beginning_of_a_long_value() -> None:
    finding = render("email.invalid", Language.EN, value="x@" * 5_000)
    assert len(finding.message) < 600
    assert len(finding.value) == 10_000


def test_a_place_that_is_seen_beside_the_sentence_is_left_out_of_it() -> None:
    row = found(0, 8, 1, "country.unknown", "Frence")
    plain = render("country.unknown", Language.EN, value="Frence").message
    (none,), (column,) = worded([row], place=[]), worded([row], place=["column"])
    assert none.message == plain
    assert column.message == f"Column “E-mail”: {plain}"
    assert (none.sheet, none.row, none.column) == ("People", 8, "E-mail")


def test_no_finding_is_no_sentence() -> None:
    frame = sentences(plan([], []), Language.EN)
    assert frame.height == 0
    assert frame.columns == [
        "file", "sheet", "row", "column", "severity", "code", "value", "message", "suggestion"
    ]  # fmt: skip


def test_some_findings_of_a_plan_are_worded_in_their_own_order() -> None:
    rows = [found(0, row, 0, code, str(row)) for row in (9, 2, 5) for code in ("kind.unclear", "name.order")]
    whole = plan(SHEETS, rows)
    some = whole.findings[[5, 0, 3]]
    shown = sentences(whole, Language.EN, some)
    assert shown.select("row", "code").rows() == some.select("row", "code").rows()


# ------------------------------------------------------------------------------------- identifiers


def test_a_tax_identifier_is_shown_nowhere() -> None:
    conflict = found(0, 2, 3, "value.conflict", "123 456 782", detail="876 543 210")
    zero = found(0, 3, 3, "registration.leading_zero", "12345678", "012 345 678")
    for language in Language:
        for finding in worded([conflict, zero], language):
            texts = " ".join([finding.value, finding.message, finding.suggestion])
            assert not any(number in texts for number in ("123 456", "876 543", "012 345", "12345"))
        assert "••• ••• 782" in worded([conflict], language)[0].message
        assert "••• ••• 210" in worded([conflict], language)[0].message


def test_the_form_that_a_tax_identifier_should_have_can_be_read() -> None:
    (finding,) = worded([found(0, 2, 3, "registration.shape", "12", detail="TFN 999 999 999")])
    assert "TFN 999 999 999" in finding.message
    assert finding.value == "••"


def test_examples_of_a_column_that_may_hold_tax_identifiers_are_masked() -> None:
    row = found(
        0, None, 0, "column.set_aside", "123-45-6789, 987-65-4320", "accounting.social_security_number"
    )
    (finding,) = worded([row])
    assert finding.value == "•••-••-••••, •••-••-•320"
    assert "123-45" not in finding.message
    assert finding.suggestion == "accounting.social_security_number"


def test_what_is_no_tax_identifier_is_shown_as_it_is() -> None:
    (finding,) = worded([found(0, 2, 1, "email.invalid", "ana 123456 at example")])
    assert finding.value == "ana 123456 at example"


@pytest.mark.parametrize(
    ("language", "label"), [(Language.EN, "Client Identifier"), (Language.FR, "Identifiant du client")]
)
def test_a_field_is_called_by_its_label_in_the_sentence(language: Language, label: str) -> None:
    row = found(0, None, 0, "column.set_aside", "A1, A2", "organization.client_identifier")
    (finding,) = worded([row], language)
    assert finding.message.casefold().count(label.casefold()) == 1
    assert "organization.client_identifier" not in finding.message
    assert finding.suggestion == "organization.client_identifier"


def test_a_note_on_a_hidden_sheet_does_not_begin_with_another_sheets_name() -> None:
    (finding,) = worded([found(0, None, None, "sheet.hidden", "Old", "")])
    assert (finding.file, finding.sheet) == ("clients.xlsx", "")
    assert finding.message.startswith("The sheet “Old” is hidden")
