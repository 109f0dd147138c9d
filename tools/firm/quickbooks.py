"""QuickBooks Online: the Customer Contact List as Excel writes it, titles above and a footer below."""

from __future__ import annotations

from pathlib import Path
from random import Random

from firm import spelling
from firm.clients import Client
from firm.writing import Row, header, table, write_xlsx


def write(path: Path, clients: list[Client], rng: Random) -> None:
    """The report of all customers."""
    rows = table(header("quickbooks-online"), (_row(client, rng) for client in clients))
    titles = [["Wattle & Maple Advisory"], ["Customer Contact List"], []]
    footer = [[], [], [" Wednesday, September 30, 2026 01:46 PM GMT-05:00"]]
    write_xlsx(path, {"Sheet1": [*titles, *rows, *footer]})


def _row(client: Client, rng: Random) -> Row:
    person = client.people[0]
    mobile = f" Mobile:{person.mobile}" if rng.random() < 0.6 else ""
    emails = [client.email, person.email] if client.organization and rng.random() < 0.3 else [client.email]
    separator = "\n" if rng.random() < 0.8 else " "
    return {
        "Customer full name": spelling.organization(client.name, rng) if client.organization else client.name,
        "Phone numbers": f"Phone:{client.phone}{mobile}",
        "Email": ", ".join(dict.fromkeys(emails)),
        "Full name": person.name if client.organization else "",
        "Bill address": client.address.whole(separator),
        "Ship address": client.postal.whole("\n") if client.postal else "",
    }
