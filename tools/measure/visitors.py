"""People who look around in the book, for the load tool: locust -f visitors.py.

They sign in once; BENCH_EMAIL and BENCH_PASSWORD say as whom, BENCH_PLAN names a page of a prepared import.
"""

from __future__ import annotations

import os
import random
import re

from locust import HttpUser, between, task

WORDS = ("smith", "tremblay", "smiht", "consulting", "555 01", "info@", "jo", "dupont services", "müller")
FILTERS = ("kind=person", "kind=organization&missing=email", "findings=yes", "sort=-modified", "sort=city")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_CONTACT = re.compile(r'href="(/contacts/[0-9A-Za-z]{12}/)"')


class Visitor(HttpUser):
    """Somebody at work: searches, filters, opens contacts, looks at a plan."""

    wait_time = between(0.1, 0.5)

    def on_start(self) -> None:
        """Sign in and see some contacts."""
        form = self.client.get("/account/login/", name="sign in").text
        found = _TOKEN.search(form)
        values = {"login": os.environ["BENCH_EMAIL"], "password": os.environ["BENCH_PASSWORD"],
                  "csrfmiddlewaretoken": found[1] if found else ""}  # fmt: skip
        self.client.post("/account/login/", values, headers={"Referer": self.host}, name="sign in")
        self.contacts = _CONTACT.findall(self.client.get("/contacts/?size=200", name="contacts").text)

    @task(3)
    def list_(self) -> None:
        """The list, somewhere in it."""
        self.client.get(f"/contacts/?page={random.randint(1, 2000)}", name="contacts")

    @task(3)
    def search(self) -> None:
        """A search, as typed letter by letter."""
        word = random.choice(WORDS)
        self.client.get("/contacts/", params={"q": word[: random.randint(2, len(word))]}, name="search")

    @task(2)
    def filter(self) -> None:
        """A filter or another order."""
        self.client.get(f"/contacts/?{random.choice(FILTERS)}", name="filter and sort")

    @task(3)
    def contact(self) -> None:
        """One contact."""
        self.client.get(random.choice(self.contacts), name="contact")

    @task(1)
    def overview(self) -> None:
        """The book at a glance."""
        self.client.get("/overview/", name="overview")

    @task(1)
    def plan(self) -> None:
        """The plan of a prepared import."""
        self.client.get(f"{os.environ['BENCH_PLAN']}?page={random.randint(1, 100)}", name="plan")
