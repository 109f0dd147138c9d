"""A webhook as an administrator adds and watches it, and what it is told when the server is killed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from standardwebhooks import Webhook

from tests.support.receiver import receiving
from tests.web.accessibility import fits, serious
from tests.web.conftest import begun
from tests.web.serving import Served


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Served]:
    """A server that may send to this machine."""
    server = begun(tmp_path_factory.mktemp("home"), browser, CARNET_WEBHOOKS_PRIVATE="allow")
    yield server
    server.stop()


def add(page: Page, served: Served, address: str) -> str:
    """Add a webhook for people; its secret."""
    page.goto(served.address + "webhooks/")
    page.get_by_label("Address").fill(address)
    page.get_by_label("People").check()
    page.get_by_role("button", name="Add").click()
    return page.get_by_label("The secret").input_value()


def add_person(page: Page, served: Served, name: str) -> None:
    page.goto(served.address + "contacts/add/person/")
    page.get_by_label("First Name").fill(name)
    page.get_by_label("Last Name").fill("Tremblay")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1, name=f"{name} Tremblay")).to_be_visible()


def sender_of(served: Served) -> int:
    """The process that sends, started by the server."""
    mother = served.process.pid
    children = Path(f"/proc/{mother}/task").glob("*/children")
    for child in " ".join(path.read_text() for path in children).split():
        if b"carnet.doors.web.sender" in Path(f"/proc/{child}/cmdline").read_bytes():
            return int(child)
    raise AssertionError("no sender")


def test_a_webhook_is_added_tested_watched_and_deleted(
    signed_in: Page, served: Served, picture: Callable[[Page, str], None]
) -> None:
    page = signed_in
    with receiving(204, 500) as receiver:
        page.locator("summary", has_text="Ada Fortin").click()
        page.get_by_role("link", name="Webhooks").click()
        page.get_by_label("Address").fill("ftp://example.com/")
        page.get_by_role("button", name="Add").click()
        expect(page.get_by_role("alert")).to_contain_text("no address that Carnet sends to")
        secret = add(page, served, receiver.address)
        page.get_by_role("button", name="Send a test").click()
        (test,) = receiver.wait(1)
        assert Webhook(secret).verify(test.body, test.headers)["type"] == "webhook.test"
        sent = page.locator("#deliveries li")
        expect(sent.first).to_contain_text("delivered")
        assert page.get_by_label("The secret").count() == 0
        add_person(page, served, "Zelda")
        receiver.wait(2)
        page.goto(served.address + "webhooks/")
        page.get_by_role("link", name=receiver.address).click()
        expect(sent.first).to_contain_text("answer: 500")
        sent.first.locator("summary").click()
        expect(sent.first).to_contain_text('"name":"Zelda Tremblay"')
        assert serious(page) == []
        assert fits(page)
        picture(page, "webhook")
        receiver.hold()
        sent.first.get_by_role("button", name="Send again").click()
        again = receiver.wait(3)[1:]
        assert again[0].id == again[1].id
        sent.first.locator("summary").click()
        receiver.let_go()
        expect(sent.first).to_contain_text("delivered")
        expect(sent.first.locator("pre")).to_be_visible()  # what was opened stays so
        page.get_by_role("link", name="delivered").click()
        expect(sent).to_have_count(2)
        page.get_by_role("button", name="New secret").click()
        fresh = page.get_by_label("The secret").input_value()
        page.get_by_role("button", name="Send a test").click()
        last = receiver.wait(4)[3]
        for one in (secret, fresh):  # both sign for a day
            Webhook(one).verify(last.body, last.headers)
        page.get_by_role("button", name="Pause").click()
        expect(page.locator("h1")).to_contain_text("paused")
        page.get_by_role("button", name="Delete").click()
        page.get_by_role("dialog").get_by_role("button", name="Delete").click()
        expect(page.locator("#alerts")).to_contain_text("deleted")
        expect(page.get_by_role("link", name=receiver.address)).to_have_count(0)


def test_what_a_server_that_was_killed_did_not_tell_is_told_once_it_is_back(
    signed_in: Page, served: Served
) -> None:
    page = signed_in
    with receiving() as receiver:
        secret = add(page, served, receiver.address)
        page.get_by_role("button", name="Send a test").click()
        receiver.wait(1)
        expect(page.locator("#deliveries li")).to_contain_text("delivered")
        sender = sender_of(served)
        os.kill(sender, signal.SIGSTOP)  # so that the change is written down and not yet told
        add_person(page, served, "Bruno")
        served.kill()
        os.kill(sender, signal.SIGKILL)
        assert len(receiver.received) == 1
        served.process = served.restarted().process
        told = receiver.wait(2)[1]
        page.goto(served.address + "webhooks/")
        page.get_by_role("link", name=receiver.address).click()
        expect(page.locator("#deliveries li").first).to_contain_text("Bruno Tremblay delivered")
        assert page.locator("#deliveries code").first.text_content() == told.id
        assert Webhook(secret).verify(told.body, told.headers)["data"]["name"] == "Bruno Tremblay"
        assert len(receiver.received) == 2
