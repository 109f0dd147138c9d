"""Who has access: invited by a link, changed and taken away by an administrator, never across firms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import APIResponse, Browser, Locator, Page, expect

from tests.web.accessibility import serious
from tests.web.serving import PASSWORD, Served

pytestmark = pytest.mark.alone

OTHER_PASSWORD = "a battery of correct horses"
PAGES = (
    "members/",
    "members/me/",
    "members/firm/",
    "tokens/",
    "account/password/change/",
    "account/2fa/",
    "account/sessions/",
)


@contextmanager
def window(browser: Browser, locale: str = "en-GB") -> Iterator[Page]:
    """Another person's browser."""
    context = browser.new_context(locale=locale)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def invited(page: Page, served: Served, email: str) -> str:
    """The link that the administrator gets for somebody."""
    page.goto(served.address + "members/")
    page.get_by_label("Their email").fill(email)
    page.get_by_label("What they may do").select_option("reader")
    page.get_by_role("button", name="Make a link").click()
    return page.get_by_label("The link").input_value()


def joined(page: Page, link: str, name: str) -> None:
    """Somebody follows the link."""
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.get_by_label("A password").fill(OTHER_PASSWORD)
    page.get_by_role("button", name="Join").click()
    expect(page.get_by_role("heading", name="Contacts")).to_be_visible()


def line_of(page: Page, email: str) -> Locator:
    """The line of a member or of an open link."""
    return page.get_by_role("listitem").filter(has_text=email)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_pages_about_people_are_open_to_everybody(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None], language: str
) -> None:
    if language == "fr":
        signed_in.goto(served.address + "members/me/")
        signed_in.get_by_role("button", name="Français").click()
    for path in PAGES:
        signed_in.goto(served.address + path)
        if path.endswith("2fa/") and signed_in.locator("input[type=password]").count():
            signed_in.locator("input[type=password]").fill(PASSWORD)
            signed_in.locator("main form button").first.click()
        expect(signed_in.locator("html")).to_have_attribute("lang", language)
        assert serious(signed_in) == [], path
        picture(signed_in, f"people-{path.strip('/').replace('/', '-')}-{language}")
    if language == "fr":
        signed_in.get_by_role("button", name="English").click()


def test_an_invited_person_may_do_what_the_role_says_and_no_more(
    browser: Browser, signed_in: Page, served: Served
) -> None:
    link = invited(signed_in, served, "reader@example.com")
    with window(browser) as other:
        joined(other, link, "Remy Reader")
        for path in ("members/", "members/firm/", "import/"):
            answer = other.goto(served.address + path)
            assert answer
            assert answer.status == 403, path
        again = other.goto(link)
        assert again
        assert again.status == 404  # a link works once

        signed_in.goto(served.address + "members/")
        line = line_of(signed_in, "reader@example.com")
        line.get_by_role("combobox").select_option("member")
        line.get_by_role("button", name="Change").click()
        expect(signed_in.get_by_text("Remy Reader: Member.")).to_be_visible()
        answer = other.goto(served.address + "import/")
        assert answer
        assert answer.ok

        line.get_by_text("Remove", exact=False).first.click()
        line.get_by_role("button", name="Remove Remy Reader").click()
        expect(signed_in.get_by_text("Remy Reader has no access any more.")).to_be_visible()
        gone = other.goto(served.address + "contacts/")
        assert gone
        assert gone.status == 403


def test_the_last_administrator_stays(signed_in: Page, served: Served) -> None:
    signed_in.goto(served.address + "members/")
    line = line_of(signed_in, "ada@example.com")
    line.get_by_role("combobox").select_option("reader")
    line.get_by_role("button", name="Change").click()
    expect(signed_in.get_by_text("is the only one")).to_be_visible()


def test_a_link_that_was_taken_back_or_guessed_opens_nothing(
    browser: Browser, signed_in: Page, served: Served
) -> None:
    link = invited(signed_in, served, "late@example.com")
    line = line_of(signed_in, "late@example.com")
    line.get_by_role("button", name="Take back").click()
    with window(browser, "fr-CA") as other:
        for address in (link, served.address + "members/join/guessed/"):
            answer = other.goto(address)
            assert answer
            assert answer.status == 404
            expect(other.get_by_text("Ce lien ne fonctionne pas")).to_be_visible()


def test_a_member_who_forgot_the_password_chooses_a_new_one_by_a_link(
    browser: Browser, signed_in: Page, served: Served
) -> None:
    with window(browser) as other:
        joined(other, invited(signed_in, served, "forgot@example.com"), "Fay Forgot")
    signed_in.goto(served.address + "members/")
    line = line_of(signed_in, "forgot@example.com")
    line.get_by_role("button", name="New password").click()
    link = signed_in.get_by_label("The link").input_value()
    with window(browser) as other:
        other.goto(link)
        other.get_by_label("A password").fill("quite another passphrase")
        other.get_by_role("button", name="Keep it").click()
        other.get_by_label("Email").fill("forgot@example.com")
        other.get_by_label("Password").fill("quite another passphrase")
        other.get_by_role("button", name="Sign in").click()
        expect(other.get_by_role("heading", name="Contacts")).to_be_visible()


def test_a_firm_that_is_added_has_members_and_a_book_of_its_own(
    browser: Browser, signed_in: Page, served: Served
) -> None:
    with window(browser) as other:
        joined(other, invited(signed_in, served, "only@example.com"), "Olly Only")
        signed_in.goto(served.address + "members/")
        line = line_of(signed_in, "only@example.com")
        action = line.locator("form[action$='/role/']").get_attribute("action") or ""

        signed_in.goto(served.address + "members/firm/")
        signed_in.get_by_label("Its name").fill("Second & Co")
        signed_in.get_by_role("button", name="Add the firm").click()
        expect(signed_in.locator("header")).to_contain_text("Second & Co")
        signed_in.goto(served.address + "members/")
        expect(signed_in.get_by_text("only@example.com")).to_have_count(0)
        token = signed_in.locator("[name=csrfmiddlewaretoken]").first.input_value()
        crossed = signed_in.request.post(
            served.address.rstrip("/") + action, form={"role": "administrator", "csrfmiddlewaretoken": token}
        )
        assert crossed.status == 404
        answer = other.goto(served.address + "members/")
        assert answer
        assert answer.status == 403

        signed_in.goto(served.address + "members/firm/")
        signed_in.get_by_label("Name of the firm").fill("Wattle & Maple Advisory")
        signed_in.get_by_role("button", name="Rename").click()
        expect(signed_in.get_by_text("Another firm of this installation")).to_be_visible()

        signed_in.locator("header summary", has_text="Second & Co").click()
        signed_in.get_by_role("button", name="Wattle & Maple Advisory").click()
        expect(signed_in.locator("header summary", has_text="Wattle & Maple Advisory")).to_be_visible()


def made(page: Page, served: Served, name: str, *scopes: str) -> str:
    """The secret of a token that somebody makes."""
    page.goto(served.address + "tokens/")
    page.get_by_label("What it is for").fill(name)
    for scope in scopes:
        page.get_by_label(scope).check()
    page.get_by_role("button", name="Make the token").click()
    return page.get_by_role("textbox", name="The token").input_value()


def called(page: Page, served: Served, secret: str) -> APIResponse:
    """What the API says to a program that has the token."""
    bearer = {"Authorization": f"Bearer {secret}"}
    return page.request.get(served.address + "api/v1/me", headers=bearer)


def test_a_token_is_shown_once_used_and_revoked_by_its_owner_or_an_administrator(
    browser: Browser, signed_in: Page, served: Served
) -> None:
    signed_in.context.grant_permissions(["clipboard-read", "clipboard-write"])
    own = made(signed_in, served, "Nightly copy", "Read contacts", "Change contacts")
    assert serious(signed_in) == []
    signed_in.get_by_role("button", name="Copy").click()
    expect(signed_in.get_by_role("button", name="Copied")).to_be_visible()
    assert signed_in.evaluate("navigator.clipboard.readText()") == own
    line = line_of(signed_in, "Nightly copy")
    expect(line).to_contain_text("never used")
    assert called(signed_in, served, own).json()["scopes"] == ["contacts:read", "contacts:write"]
    signed_in.goto(served.address + "tokens/")
    assert own not in signed_in.content()
    expect(line).to_contain_text("last used on")
    with window(browser) as other:
        joined(other, invited(signed_in, served, "tina@example.com"), "Tina Token")
        other.goto(served.address + "tokens/")
        expect(other.get_by_label("Change contacts")).to_have_count(0)  # readers are not offered it
        theirs = made(other, served, "Her sheet", "Read contacts")
        expect(other.get_by_text("Nightly copy")).to_have_count(0)
    signed_in.goto(served.address + "tokens/")
    for name, secret in (("Her sheet", theirs), ("Nightly copy", own)):
        line = line_of(signed_in, name)
        line.get_by_text("Revoke", exact=False).first.click()
        line.get_by_role("button", name=f"Revoke {name}").click()
        expect(signed_in.get_by_text(f"{name} works no more.")).to_be_visible()
        assert called(signed_in, served, secret).status == 401
