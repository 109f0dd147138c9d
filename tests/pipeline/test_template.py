"""The template as written is a file that Carnet takes without a word."""

from __future__ import annotations

import pytest
from tests.support.desk import Desk

from carnet.catalog import Level
from carnet.language import Language
from carnet.writers.template import write_template


@pytest.mark.parametrize("level", [Level.BASIC, Level.ASSISTED])
@pytest.mark.parametrize("language", list(Language))
def test_the_templates_example_rows_are_clean_and_give_one_contact_of_each_kind(
    desk: Desk, level: Level, language: Language
) -> None:
    path = desk.folder / "template.xlsx"
    write_template(path, level, language)
    plan = desk.take(path)
    assert desk.told["findings"] == []
    assert {sheet["provider"] for sheet in desk.told["files"][0]["sheets"]} >= {"karbon"}
    assert plan.records == {"organizations": 1, "people": 1, "client_groups": 1, "cards": 2}
    kinds = {contact["kind"]: contact for contact in desk.shows().values()}
    organization = kinds["organization"]["name"]
    assert kinds["person"]["cards"][0]["linked"] == organization
    assert organization in kinds["client_group"]["members"]
