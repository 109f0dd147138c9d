"""The guides to each provider's export and the import files: in both languages, readable, and real."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from carnet.language import Text
from carnet.providers.layout import Guide, Provider, providers
from tests.web.accessibility import serious
from tests.web.serving import Served

NINE = {"outlook", "gmail", "canopy", "xero-practice-manager", "quickbooks-online", "cch-axcess",
        "cch-workflow", "officetools", "practice-cs"}  # fmt: skip
GUIDED = [provider for provider in providers().values() if provider.guide]


def _texts(guide: Guide) -> list[Text]:
    steps = [text for way in guide.ways for text in (way.title, *way.steps)]
    return [*steps, guide.choose, *guide.watch, *([guide.unsure] if guide.unsure else [])]


def test_each_of_the_nine_providers_and_any_other_program_has_a_guide() -> None:
    assert {provider.name for provider in GUIDED} >= NINE | {"other"}


@pytest.mark.parametrize("provider", GUIDED, ids=lambda provider: provider.name)
def test_a_guide_says_in_french_all_that_it_says_in_english(provider: Provider) -> None:
    assert provider.guide is not None
    for text in _texts(provider.guide):
        assert text.en.strip()
        assert text.fr.strip()
        assert text.en.count("*") % 2 == text.fr.count("*") % 2 == 0, "a mark is open"
        assert ("*" in text.en) == ("*" in text.fr), "what stands on the screen is marked in both"
        assert not re.search(r"[^\s] [:;?!»]|« ", text.fr), "French wants a no-break space there"


def test_a_person_reads_how_to_export_from_a_provider(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    signed_in.goto(served.address + "guides/")
    assert serious(signed_in) == []
    picture(signed_in, "guides")
    signed_in.get_by_role("link", name="Xero Practice Manager").click()
    signed_in.get_by_role("heading", name="Xero Practice Manager").wait_for()
    text = signed_in.locator(".guide").inner_text()
    assert "Generic - Clients" in text
    assert "Generic - Contacts" in text
    assert signed_in.locator(".guide b", has_text="Settings").count()
    assert "*" not in text
    assert serious(signed_in) == []
    picture(signed_in, "guide-xero-practice-manager")


def test_every_guide_opens_and_fits_a_narrow_window(signed_in: Page, served: Served) -> None:
    signed_in.set_viewport_size({"width": 320, "height": 700})
    for provider in GUIDED:
        signed_in.goto(f"{served.address}guides/{provider.name}/")
        assert signed_in.locator("h1").inner_text() == provider.title.en
        assert signed_in.evaluate("document.documentElement.scrollWidth") <= 320, provider.name


@pytest.mark.parametrize(
    ("button", "tab"),
    [
        ("Basic, in English", "Organizations"),
        ("De base, en français", "Organisations"),
        ("Assisted, in English", "Organizations"),
        ("Assistée, en français", "Organisations"),
    ],
)
def test_the_import_file_that_is_downloaded_is_a_workbook_in_its_language(
    signed_in: Page, served: Served, tmp_path: Path, button: str, tab: str
) -> None:
    from openpyxl import load_workbook

    signed_in.goto(served.address + "guides/")
    with signed_in.expect_download() as download:
        signed_in.get_by_role("link", name=button).click()
    assert download.value.suggested_filename.endswith(".xlsx")
    path = tmp_path / "import.xlsx"
    download.value.save_as(path)
    sheets = load_workbook(path, read_only=True).sheetnames
    assert tab in sheets


def test_a_guide_that_nobody_wrote_is_told(signed_in: Page, served: Served) -> None:
    answer = signed_in.goto(served.address + "guides/no-such-program/")
    assert answer is not None
    assert answer.status == 404
