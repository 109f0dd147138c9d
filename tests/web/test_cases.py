"""An import that the team does for a firm, from both sides, and what each may see."""

from __future__ import annotations

import re
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.accessibility import fits, serious
from tests.web.books import write
from tests.web.importing import LONG
from tests.web.serving import PASSWORD, Served

pytestmark = pytest.mark.alone

HEADER = ["First Name", "Last Name", "Email", "City"]
ROWS = [
    ["Ann", "Ray", "ann.ray(at)example.com", "Albany"],
    ["Bruno", "Côté", "bruno@example.com", "Utica"],
]
BETWEEN = b"-" * 79 + b"\n"  # two messages of one second may share Django's file
RIGHT = [["Ann", "Ray", "ann.ray@example.com", "Albany"], ROWS[1]]


def looks_right(page: Page) -> None:
    """Accessible, and in a narrow window too."""
    assert serious(page) == []
    assert fits(page)


def test_a_case_from_its_first_file_to_the_book_and_back(
    signed_in: Page, served: Served, browser: Browser, tmp_path: Path, picture: Callable[[Page, str], None]
) -> None:
    lead = signed_in
    lead.get_by_role("link", name="Team", exact=True).click()
    lead.get_by_role("link", name="Add a firm").click()
    lead.get_by_label("Name of the firm").fill("Cabinet Érable")
    lead.get_by_label("Email of its administrator").fill("remy@example.com")
    lead.get_by_role("button", name="Add the firm").click()
    link = lead.get_by_label("The link").input_value()
    lead.get_by_role("link", name="Give it to somebody").click()
    expect(lead.get_by_text("Only those who were given this firm can open its book")).to_be_visible()
    lead.get_by_label("Give it to").select_option("Ada Fortin")
    lead.get_by_role("button", name="Give", exact=True).click()
    lead.get_by_role("button", name="Open its book").click()

    context = browser.new_context(locale="fr-CA")
    context.set_default_timeout(40_000)
    firm = context.new_page()
    firm.goto(link)
    firm.get_by_label("Votre nom").fill("Rémy Roy")
    firm.get_by_label("Un mot de passe").fill(PASSWORD)
    firm.get_by_role("button", name="Rejoindre").click()
    expect(firm.get_by_role("link", name="Équipe", exact=True)).to_have_count(0)

    lead.get_by_role("link", name="Cases").click()
    lead.get_by_label("What it is about").fill("Clients of 2026")
    lead.get_by_label("Language of messages").select_option("fr")
    lead.get_by_role("button", name="Open the case").click()
    expect(lead.get_by_text("given to Ada Fortin")).to_be_visible()
    address = lead.url

    firm.get_by_role("link", name="Dossiers").click()
    firm.get_by_role("link", name="Clients of 2026").click()
    firm.get_by_label("Envoyer les fichiers").set_input_files(write(tmp_path / "clients.csv", HEADER, ROWS))
    firm.get_by_role("button", name="Envoyer", exact=True).click()
    expect(firm.get_by_text("1 erreur")).to_be_visible(timeout=LONG)
    looks_right(firm)
    picture(firm, "case-firm")

    lead.reload()
    lead.get_by_role("link", name="Check the rows").click()
    lead.locator(".ag-cell.error").click()
    lead.get_by_role("link", name="Ask about this cell").click()
    lead.get_by_label("Your question or note").fill("Is this address right?")
    looks_right(lead)
    lead.get_by_role("button", name="Add", exact=True).click()
    lead.locator(".ag-cell.error").click()
    expect(lead.locator("#cell")).to_contain_text("Question: Is this address right?")
    picture(lead, "case-grid")
    lead.goto(address)
    lead.get_by_role("button", name="Return what is to be corrected").click()
    firm.reload()
    expect(firm.locator("main .badge", has_text="En attente du cabinet")).to_be_visible()
    expect(firm.get_by_text("une question pour vous")).to_be_visible()
    expect(firm.locator("#remarks + ul")).to_contain_text("ligne 2, Email")
    firm.get_by_label("Votre réponse").fill("Non, voici le bon fichier.")
    firm.get_by_role("button", name="Répondre").click()
    expect(firm.get_by_text("réglée", exact=True)).to_be_visible()

    firm.get_by_label("Envoyer une nouvelle version").set_input_files(
        write(tmp_path / "right.csv", HEADER, RIGHT)
    )
    firm.get_by_role("button", name="Envoyer", exact=True).click()
    expect(firm.get_by_text("Version 2")).to_be_visible(timeout=LONG)
    lead.reload()
    expect(lead.get_by_role("heading", name="What will happen")).to_be_visible(timeout=LONG)
    lead.get_by_role("button", name="Being checked").click()
    lead.get_by_role("link", name="See the plan").click()
    expect(lead.get_by_text("The firm has not signed off this plan")).to_be_visible()
    expect(lead.get_by_role("button", name="Apply to the book")).to_have_count(0)
    lead.goto(address)
    lead.get_by_role("button", name="Ready", exact=True).click()
    expect(lead.get_by_text("The plan is waiting for the firm’s sign-off.")).to_be_visible()
    expect(lead.get_by_role("button", name="Sign off this plan")).to_have_count(0)
    looks_right(lead)
    picture(lead, "case-lead")

    firm.reload()
    firm.get_by_role("button", name="Approuver ce plan").click()
    expect(firm.get_by_text(re.compile("Approuvé par Rémy Roy le"))).to_be_visible()
    lead.reload()
    lead.get_by_role("link", name="Apply the plan").click()
    lead.get_by_role("button", name="Apply to the book").click()
    expect(lead.get_by_role("heading", name="Imported", exact=True)).to_be_visible(timeout=LONG)
    firm.reload()
    expect(firm.locator("main .badge", has_text="Importé")).to_be_visible()
    expect(firm.get_by_text("2 nouveaux contacts")).to_be_visible()  # in the trail, with the signature
    lead.get_by_role("button", name="Undo this import").click()
    lead.get_by_role("dialog").get_by_role("button", name="Undo this import").click()
    expect(lead.get_by_text("This import was undone by Ada Fortin")).to_be_visible(timeout=LONG)
    firm.reload()
    expect(firm.locator("main .badge", has_text="En vérification")).to_be_visible()

    lead.goto(served.address + "team/")
    looks_right(lead)
    picture(lead, "team")
    assert sent(served) == {
        "Cabinet Érable: files received", "Cabinet Érable : une question", "Cabinet Érable: an answer",
        "Cabinet Érable : à corriger", "Cabinet Érable : à approuver", "Cabinet Érable: signed off",
    }  # fmt: skip
    context.close()


def sent(served: Served) -> set[str]:
    """The subjects of the mail that went out."""
    files = [path.read_bytes() for path in (served.home / "mail").iterdir()]
    texts = [text for file in files for text in file.split(BETWEEN) if text.strip()]
    return {str(message_from_bytes(text, policy=default)["Subject"]) for text in texts}
