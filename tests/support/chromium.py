"""Debian's Chromium, driven by Playwright."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

import services
from tests.web.serving import UNGUARDED

QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--process-per-site",
]  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window, until the block ends."""
    found = services.chromium()
    assert found, "The tests of the pages need Chromium; on Debian: apt-get install chromium-headless-shell"
    os.environ[UNGUARDED] = "yes"  # Playwright's loop runs in this thread, where other tests ask the book
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield started
        started.close()
