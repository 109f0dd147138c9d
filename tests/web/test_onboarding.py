"""The team and a firm, each in a browser: a service is chosen and taken on, a plan made and done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Cookie, Page, expect

from tests.web.accessibility import fits, serious
from tests.web.conftest import PATIENCE, watched
from tests.web.serving import PASSWORD, Served

pytestmark = pytest.mark.alone

Picture = Callable[[Page, str], None]


@pytest.fixture(scope="module")
def firm_cookies(browser: Browser, served: Served) -> list[Cookie]:
    """The cookies of Bea, who administers the firm and is not of the team."""
    lead = browser.new_page(locale="en-GB")
    lead.context.add_cookies(served.cookies)  # type: ignore[arg-type]
    lead.goto(served.address + "members/")
    lead.get_by_label("Their email").fill("bea@example.com")
    lead.get_by_label("What they may do").select_option("administrator")
    lead.get_by_role("button", name="Make a link").click()
    link = lead.get_by_label("The link").input_value()
    lead.close()
    page = browser.new_page(locale="fr-CA")
    page.goto(link)
    page.locator("[name=name]").fill("Béa Roy")
    page.locator("[type=password]").first.fill(PASSWORD + " fr")
    page.locator("main form button").last.click()
    page.wait_for_url("**/contacts/**")
    cookies = page.context.cookies()
    page.close()
    return cookies


@pytest.fixture
def bea(browser: Browser, firm_cookies: list[Cookie]) -> Iterator[Page]:
    """Bea's phone, in French and in the dark."""
    window = browser.new_context(
        locale="fr-CA", viewport={"width": 320, "height": 700}, color_scheme="dark", accept_downloads=True
    )
    window.set_default_timeout(PATIENCE)
    window.add_cookies(firm_cookies)  # type: ignore[arg-type]
    page = window.new_page()
    wrong = watched(page)
    yield page
    assert not wrong, wrong
    window.close()


def looked_at(page: Page) -> None:
    """For any eyes, in any window."""
    assert serious(page) == []
    assert fits(page)


def test_a_firm_chooses_assisted_import_in_french_and_the_team_takes_it_on(
    bea: Page, signed_in: Page, served: Served, picture: Picture
) -> None:
    signed_in.goto(served.address + "services/")
    signed_in.get_by_role("link", name="Edit Assisted import").click()
    signed_in.get_by_label("Price; 0").fill("310")
    signed_in.get_by_label("Currency").fill("cad")
    looked_at(signed_in)
    signed_in.get_by_role("button", name="Save").click()
    bea.goto(served.address + "services/")
    assert "3\u202f999\u00a0$US" in bea.locator("main").inner_text()
    expect(bea.get_by_text("Aucun paiement n’est demandé ici")).to_be_visible()
    looked_at(bea)
    picture(bea, "services")
    bea.get_by_role("link", name="Choisir Importation assistée").click()
    bea.get_by_label("Un mot à l’équipe").fill("Nous utilisons Canopy.")
    looked_at(bea)
    bea.get_by_role("button", name="Envoyer la demande").click()
    line = bea.get_by_role("listitem").filter(has_text="Nous utilisons Canopy.")
    expect(line).to_contain_text("En attente de l’équipe")
    expect(line).to_contain_text("310\u00a0$CA ou compris dans votre abonnement")
    signed_in.goto(served.address + "services/requests/")
    expect(signed_in.get_by_text("Nous utilisons Canopy.")).to_be_visible()
    signed_in.get_by_label("A word to the firm").fill("Avec plaisir.")
    looked_at(signed_in)
    picture(signed_in, "service-requests")
    signed_in.get_by_role("button", name="Accept Assisted import").click()
    expect(signed_in.locator("#alerts")).to_contain_text("A case was opened and given to you.")
    expect(signed_in.get_by_role("heading", level=1)).to_have_text("Importation assistée")
    signed_in.goto(served.address + "services/requests/")
    expect(signed_in.get_by_text("No request is waiting for an answer.")).to_be_visible()
    bea.reload()
    expect(line).to_contain_text("Acceptée")
    expect(line).to_contain_text("Avec plaisir.")
    bea.get_by_role("link", name="Importer maintenant").click()
    expect(bea).to_have_url(served.address + "import/")


def test_a_plan_from_an_edited_template_is_done_by_both_sides_and_recorded(
    bea: Page, signed_in: Page, served: Served, picture: Picture
) -> None:
    team = signed_in
    team.goto(served.address + "onboarding/templates/")
    team.get_by_role("link", name="Copy Full onboarding").click()
    team.get_by_label("Name in English").fill("Short")
    team.get_by_label("Name in French").fill("Court")
    team.get_by_role("button", name="Save").click()
    team.get_by_role("link", name="Add a task Training").click()
    team.get_by_label("Name in English").fill("Sign")
    team.get_by_label("Name in French").fill("Signer")
    looked_at(team)
    team.get_by_role("button", name="Save").click()
    up = team.get_by_role("button", name="Up Sign")
    up.focus()
    for _ in range(4):  # to the top of its stage, and into the one before
        order = team.locator("#outline").text_content() or ""
        team.keyboard.press("Enter")
        expect(team.locator("#outline")).not_to_have_text(order)
        expect(up).to_be_focused()
    before = team.locator("section").filter(has=team.get_by_role("heading", name="Your work"))
    expect(before.get_by_role("listitem").last).to_contain_text("Sign")
    expect(team.locator("#alerts")).to_contain_text("“Sign” was moved.")
    looked_at(team)
    picture(team, "onboarding-template")
    team.goto(served.address + "onboarding/new/")
    team.get_by_label("Made from").select_option(label="Short")
    for tool in ("Canopy", "Gmail (Google Contacts)"):
        team.get_by_label(tool).check()
    looked_at(team)
    team.get_by_role("button", name="Save").click()
    expect(team.get_by_role("heading", level=1)).to_have_text("Short")
    looked_at(team)
    plan = team.url
    bea.goto(served.address + "contacts/")
    bea.get_by_role("link", name="Intégration").click()
    bea.get_by_role("link", name="Court").click()
    expect(bea.get_by_role("heading", name="Prochaines tâches de votre cabinet")).to_be_visible()
    looked_at(bea)
    picture(bea, "onboarding-plan")
    export = "Exporter vos données : Canopy"
    bea.get_by_role("link", name=export).first.click()
    expect(bea.get_by_role("heading", name="Depuis la liste de contacts")).to_be_visible()
    looked_at(bea)
    bea.go_back()
    bea.get_by_role("button", name=f"Fait {export}", exact=True).first.click()
    expect(bea.get_by_role("heading", name="Prochaines tâches de votre cabinet")).to_be_focused()
    undo = bea.get_by_role("button", name=f"Pas fait {export}")
    undo.click()
    again = bea.get_by_role("button", name=f"Fait {export}", exact=True).last
    expect(again).to_be_focused()
    again.click()
    expect(undo).to_be_focused()
    assert bea.get_by_role("button", name="Fait Importer les contacts").count() == 0
    team.get_by_role("link", name="Training for administrators").first.click()
    team.get_by_label("Date and time").fill("2026-05-04T14:00")
    team.get_by_label("Place, or address of the meeting").fill("https://meet.example.com/roy")
    team.get_by_label("Who is to come").fill("Béa Roy\nMax Hay")
    team.get_by_role("button", name="Save the session").click()
    team.get_by_label("Béa Roy").check()
    looked_at(team)
    team.get_by_role("button", name="Save attendance").click()
    with team.expect_download() as taken:
        team.get_by_role("link", name="For your calendar").click()
    assert b"SUMMARY:Training for administrators" in taken.value.path().read_bytes()
    bea.goto(served.address + "onboarding/trainings/")
    expect(bea.get_by_text("présences enregistrées")).to_be_visible()
    looked_at(bea)
    bea.goto(plan + "record/")
    row = bea.get_by_role("row").filter(has_text=export)
    expect(row).to_contain_text("Béa Roy")
    trained = bea.get_by_role("listitem")
    expect(trained.filter(has_text="Béa Roy")).to_contain_text("a participé")
    expect(trained.filter(has_text="Max Hay")).to_contain_text("n’a pas participé")
    looked_at(bea)
    picture(bea, "onboarding-record")
    with bea.expect_download() as taken:
        bea.get_by_role("link", name="En classeur").click()
    assert taken.value.suggested_filename == "carnet-releve.xlsx"
