"""Xero Practice Manager: clients and contacts in two files, joined by the client's UUID."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from pathlib import Path
from random import Random

from firm.clients import Address, Client
from firm.writing import Row, header, write_csv


def write(folder: Path, clients: list[Client], rng: Random) -> None:
    """The two files of "Generic - Clients" and "Generic - Contacts"."""
    rows = (row for client in clients for row in _client_rows(client, rng))
    write_csv(folder / "XPM clients.csv", header("xpm-clients"), rows)
    write_csv(folder / "XPM contacts.csv", header("xpm-contacts"), _contacts(clients, rng))


def _client_rows(client: Client, rng: Random) -> Iterator[Row]:
    """One row for an organization, one for each of a couple: the tool knows no households."""
    shared = _shared(client, rng)
    if client.organization:
        yield shared | {"Name": client.name, "Email": client.email}
        return
    for letter, person in zip("AB", client.people, strict=False):
        yield shared | {
            "UUID": client.key[:-1] + letter.lower(),
            "Name": f"{person.last}, {person.first}",
            "ClientCode": client.code + (letter if client.couple else ""),
            "Title": person.salutation,
            "FirstName": person.first,
            "LastName": person.last,
            "OtherName": person.middle,
            "Email": person.email,
            "DateofBirth": f"{person.birth.day}/{person.birth:%m/%Y}",
            "TaxNumber": person.number.replace(" ", ""),
        }


def _shared(client: Client, rng: Random) -> dict[str, str]:
    numbers, month = client.numbers, calendar.month_abbr[client.year_end[1]]
    return {
        "UUID": client.key,
        "ClientCode": client.code,
        "Phone": client.phone,
        "WebSite": client.website,
        **_address("", client.address),
        **(_address("Postal", client.postal) if client.postal else {}),
        "BusinessStructure": client.entity if client.organization else "Individual",
        "BalanceMonth": month,
        "TaxNumber": numbers.get("tfn", numbers.get("ird", "")).replace(" ", ""),
        "CompanyNumber": numbers.get("acn", ""),
        "BusinessNumber": numbers.get("abn", numbers.get("nzbn", "")),
        "GstPeriod": rng.choice("126") if client.organization else "",
        "GstBasis": rng.choice("PI") if client.organization else "",
        "AccountManager": client.owner,
        "JobManager": client.manager,
        "Group": client.group,
        "Client.Industry": client.industry if client.organization else "",
    }


def _address(prefix: str, address: Address) -> dict[str, str]:
    first = f"{prefix}Address"
    return {
        first: address.line,
        f"{prefix}City": address.city,
        f"{prefix}Region": address.region,
        f"{prefix}PostCode": address.postal_code,
        f"{prefix}Country": address.country,
    }


def _contacts(clients: list[Client], rng: Random) -> Iterator[Row]:
    """The people of the organizations; some are with two clients, under one ContactUUID."""
    organizations = [client for client in clients if client.organization]
    for number, client in enumerate(organizations):
        for position, person in enumerate(client.people):
            row = {
                "ContactUUID": f"{client.key[:-2]}{position:02}",
                "ContactName": person.name,
                "ClientUUID": client.key,
                "ContactPosition": person.role,
                "ContactMobile": person.mobile,
                "ContactPhone": client.phone,
                "ContactEmail": person.email,
                "ContactSalutation": person.first,
                "IsPrimary": "Yes" if position == 0 else "No",
            }
            yield row
            if rng.random() < 0.05:
                second = organizations[(number + 7) % len(organizations)]
                yield row | {"ClientUUID": second.key, "ContactPosition": "Adviser", "IsPrimary": "No"}
