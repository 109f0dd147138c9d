"""Canopy: individuals with their spouses in one csv, businesses with their contact in another."""

from __future__ import annotations

from pathlib import Path
from random import Random

from firm import spelling
from firm.clients import Client, colleague_email
from firm.writing import Row, header, write_csv


def write(folder: Path, clients: list[Client], rng: Random) -> None:
    """The two files of a full export."""
    individuals = (_individual(client, rng) for client in clients if not client.organization)
    businesses = (_business(client, rng) for client in clients if client.organization)
    write_csv(folder / "Canopy individuals.csv", header("canopy-individuals"), individuals)
    write_csv(folder / "Canopy businesses.csv", header("canopy-businesses"), businesses)


def _client(client: Client, kind: str) -> dict[str, str]:
    address = client.address
    return {
        "Client Type*": kind,
        "Client Owner": colleague_email(client.owner),
        "Status": client.status,
        "External ID": client.code,
        "Client Group": client.group,
        "Tags": "Bookkeeping, Payroll",
        "Address": address.line,
        "City": address.city,
        "State": address.region,
        "Zip": address.postal_code,
        "Country": address.country,
    }


def _individual(client: Client, rng: Random) -> Row:
    row = _client(client, "Individual")
    for prefix, person in zip(("", "Spouse "), client.people, strict=False):
        row |= {
            f"{prefix}First Name": spelling.first_name(person.first, rng),
            f"{prefix}Middle Initial": person.middle[:1],
            f"{prefix}Last Name": person.last,
            f"{prefix}Email": person.email,
            f"{prefix}Mobile Phone": person.mobile,
            f"{prefix}Birthdate": f"{person.birth:%m/%d/%Y}",
            f"{prefix}SSN": f"***-**-{person.number[-4:]}",
        }
    first = client.people[0]
    return row | {
        "Client Name*": client.name,
        "Client Facing Name": first.first,
        "Home Phone": client.phone,
        "Filing Status": "Married Filing Jointly" if client.couple else "Single",
        "Source": rng.choice(("Referral", "Web site", "")),
    }


def _business(client: Client, rng: Random) -> Row:
    contact = client.people[0]
    return _client(client, "Business") | {
        "Client Name*": spelling.organization(client.name, rng),
        "EIN": client.numbers.get("ein", ""),
        "Business Email": client.email,
        "Business Phone": client.phone,
        "Primary Contact First Name": contact.first,
        "Primary Contact Middle Initial": contact.middle[:1],
        "Primary Contact Last Name": contact.last,
        "Primary Contact Email": spelling.email(contact.email, rng),
        "Primary Contact Mobile Phone": contact.mobile,
        "Notes": client.notes,
    }
