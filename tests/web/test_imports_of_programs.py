"""An import that a program began is the same in the browser, and the other way round."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from tests.support.tokens import EVERY, made
from tests.web.importing import GOLDEN, LONG, applied, go_on
from tests.web.serving import Served


def test_a_program_begins_an_import_and_a_person_finishes_it(signed_in: Page, served: Served) -> None:
    (secret,) = made(served.home, [("robot", "member", EVERY, served.firm)])
    bearer = {"Authorization": f"Bearer {secret}"}
    sample = GOLDEN / "other" / "lacerte.csv"
    sent = FilePayload(name=sample.name, mimeType="text/csv", buffer=sample.read_bytes())
    api = served.address + "api/v1/imports"
    begun = signed_in.request.post(api, headers=bearer, multipart={"file": sent})
    assert begun.status == 201
    address = f"{api}/{begun.json()['id']}"
    signed_in.goto(served.address + "import/")
    link = signed_in.get_by_role("link", name="Continue lacerte.csv")
    expect(link).to_be_visible()
    expect(signed_in.locator("main")).to_contain_text("robot")
    link.click()
    go_on(signed_in, "columns")
    expect(signed_in.locator("main")).to_contain_text("Client Number", timeout=LONG)
    columns = {"columns": {"0": "custom.Code"}}
    changed = signed_in.request.patch(
        f"{address}/choices", headers=bearer, data={"sheets": {"0/lacerte": columns}}
    )
    assert changed.ok
    go_on(signed_in, "plan")
    expect(signed_in.locator(".planned").first).to_be_visible(timeout=LONG)
    expect(signed_in.locator("main")).to_contain_text("Code")
    applied(signed_in)
    assert signed_in.request.get(address, headers=bearer).json()["state"] == "applied"
