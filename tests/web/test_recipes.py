"""Choices saved as a recipe, and used with the next file of the same shape."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.web.accessibility import fits, serious
from tests.web.books import write
from tests.web.importing import LONG, begin, go_on, quiet
from tests.web.serving import Served

HEADER = ["First Name", "Last Name", "Birth Date", "City", "Shoe size"]
JANUARY = [
    ["Ann", "Ray", "1980-04-03", "Albny", "38"],
    ["Anne", "Ray", "1980-04-03", "Albny", "38"],
    ["Bruno", "Côté", "1975-11-20", "Utica", "44"],
]
FEBRUARY = [[row[4], *row[:4]] for row in (*JANUARY, ["Chloé", "Roy", "1990-02-01", "Albny", "40"])]


def looks_right(page: Page) -> None:
    """Accessible, and in a narrow window too."""
    assert serious(page) == []
    assert fits(page)


def test_what_was_chosen_for_one_file_is_saved_and_holds_for_the_next(
    signed_in: Page, served: Served, browser: Browser, tmp_path: Path, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    begin(page, served, write(tmp_path / "january.csv", HEADER, JANUARY))
    go_on(page, "columns")
    shoe = page.locator("#column-4 .pick-field")
    shoe.click(timeout=LONG)
    page.keyboard.type("Shoes")
    page.get_by_role("option", name="Create the field “Shoes”").click()
    expect(shoe).to_have_text("Shoes")
    go_on(page, "check")
    page.get_by_role("button", name="Find and replace").click(timeout=LONG)
    page.get_by_label("Find", exact=True).fill("Albny")
    page.get_by_label("Replace with").fill("Albany")
    page.get_by_label("In", exact=True).select_option("City")
    page.get_by_label("The whole cell").check()
    page.get_by_role("button", name="Replace all").click()
    expect(page.locator("#checked")).to_have_text("2 cells corrected.")
    go_on(page, "duplicates")
    expect(page.locator(".cluster")).to_be_visible(timeout=LONG)
    page.keyboard.press("s")
    expect(page.locator(".cluster").get_by_role("status")).to_have_text("The same")

    go_on(page, "plan")
    saving = page.get_by_text("Save these choices as a recipe")
    saving.click(timeout=LONG)
    page.get_by_label("Name of the recipe").fill("Monthly list")
    looks_right(page)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved as the recipe “Monthly list”")).to_contain_text(
        "1 column given a field, 1 correction and 1 decision on duplicates"
    )
    page.reload()
    saving.click()
    page.get_by_label("Name of the recipe").fill("monthly LIST")
    page.get_by_role("button", name="Save").click()
    replacing = page.get_by_role("alert")
    expect(replacing).to_contain_text("Ada Fortin saved it on")
    expect(page.get_by_label("Name of the recipe")).to_be_focused()
    looks_right(page)
    picture(page, "recipe-save-over")
    replacing.get_by_role("button", name="Replace it").click()
    expect(page.get_by_text("Saved as the recipe “monthly LIST”")).to_be_visible()

    begin(page, served, write(tmp_path / "february.csv", [HEADER[4], *HEADER[:4]], FEBRUARY))
    go_on(page, "recognised")
    offer = page.get_by_role("region", name="A recipe for these files")
    expect(offer).to_contain_text("The recipe “monthly LIST” fits these files.", timeout=LONG)
    expect(offer).to_contain_text("saved by Ada Fortin")
    quiet(page)
    looks_right(page)
    picture(page, "recipe-offer")
    phone = browser.new_context(
        locale="fr-CA", viewport={"width": 320, "height": 700}, storage_state=page.context.storage_state()
    )
    french = phone.new_page()
    french.goto(page.url)
    expect(
        french.get_by_text("La recette «\u00a0monthly LIST\u00a0» convient à ces fichiers.")
    ).to_be_visible()
    picture(french, "recipe-offer-french")
    offer.get_by_role("button", name="Use it").focus()
    page.keyboard.press("Enter")
    used = page.get_by_role("region", name="The recipe “monthly LIST” is used")
    expect(used).to_contain_text("Taken up: 1 column given a field, 1 correction", timeout=LONG)
    expect(used).to_contain_text("The book has no field “Shoes”")
    quiet(page)
    looks_right(page)
    picture(page, "recipe-used")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone: the recipe that was used")).to_be_visible()
    expect(offer).to_be_visible(timeout=LONG)
    page.get_by_role("button", name="Redo").click()
    expect(used).to_be_visible(timeout=LONG)
    french.reload()
    expect(
        french.get_by_text("Repris : 1 colonne dotée d’un champ, 1 correction et 1 décision")
    ).to_be_visible()
    looks_right(french)
    picture(french, "recipe-used-french")

    go_on(page, "columns")
    expect(page.locator("#column-0 .pick-field")).to_have_text("Shoes")
    expect(page.locator("#column-0")).to_contain_text("Your choice")
    go_on(page, "plan")
    expect(page.get_by_text("Made with the recipe “monthly LIST”.")).to_contain_text(
        "Of its 1 decision on duplicates, 1 is about contacts of these files.", timeout=LONG
    )
    planned = page.locator(".planned tbody tr")
    expect(planned).to_have_count(3)
    expect(page.locator(".planned")).to_contain_text("Albany")
    expect(page.locator(".planned")).to_contain_text("April 3, 1980")
    expect(page.locator(".planned")).not_to_contain_text("Albny")
    expect(page.locator(".planned")).to_contain_text("Shoes")
    looks_right(page)
    picture(page, "recipe-plan")
    page.get_by_role("button", name="Apply to the book").click()
    page.get_by_role("link", name="See the contacts").wait_for(timeout=LONG)
    quiet(page)
    page.get_by_text("Save these choices as a recipe").click()
    expect(page.get_by_label("Name of the recipe")).to_have_value("monthly LIST")
    page.get_by_label("Name of the recipe").fill("February")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved as the recipe “February”")).to_be_visible()

    page.get_by_role("link", name="History").click()
    expect(page.get_by_role("listitem").filter(has_text="february.csv")).to_contain_text(
        "recipe: monthly LIST"
    )
    page.get_by_role("link", name="february.csv").click()
    page.get_by_role("link", name="monthly LIST").click()
    expect(page.get_by_role("heading", name="monthly LIST")).to_be_visible()
    expect(page.get_by_text("Anne Ray and Ann Ray are the same.")).to_be_visible()
    looks_right(page)
    picture(page, "recipe")
    french.goto(page.url)
    expect(french.get_by_role("heading", name="Décisions sur des doublons")).to_be_visible()
    picture(french, "recipe-french")
    told = json.loads(
        served.carnet("import", tmp_path / "february.csv", "--recipe", "february", "--dry-run", "--json")
    )
    columns = {one["header"]: one["field"] for one in told["files"][0]["sheets"][0]["columns"]}
    assert columns["Shoe size"] == "custom.Shoes"
    page.get_by_role("button", name="Delete the recipe").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete the recipe").click()
    expect(page.get_by_text("The recipe “monthly LIST” was deleted")).to_be_visible()
    expect(page.locator(".people li")).to_have_count(1)
    looks_right(page)
    picture(page, "recipes")
    phone.close()
