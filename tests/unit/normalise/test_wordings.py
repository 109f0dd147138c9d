"""The findings on values, as a person reads them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from carnet.findings import render, rules
from carnet.language import Language
from carnet.stages.normalise import (
    choices,
    countries,
    dates,
    emails,
    money,
    phones,
    websites,
    year_end,
)

MODULES = (choices, countries, dates, emails, money, phones, websites, year_end)
DECLARED = {
    code
    for module in MODULES
    for code in re.findall(r'rule\(\s*"([a-z_.]+)"', Path(str(module.__file__)).read_text("utf-8"))
}
CODES = sorted(DECLARED & set(rules()))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("code", CODES)
def test_a_finding_reads_well_in_both_languages(code: str, language: Language) -> None:
    finding = render(code, language, value="V", suggestion="S", detail="D")
    assert "%(" not in finding.message
    assert "V" in finding.message or "D" in finding.message
    if language is Language.FR:
        assert not re.search("(?<!\u00a0)[:;?!»](?= |$)|«(?!\u00a0)", finding.message)
