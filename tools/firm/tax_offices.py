"""OfficeTools and Practice CS: American tools that put husband and wife in one row."""

from __future__ import annotations

from pathlib import Path
from random import Random

from firm import spelling
from firm.clients import Client
from firm.writing import Row, header, table, write_csv, write_xlsx

_ENTITIES = {"Company": "Corporation", "Couple": "Individual"}


def write_officetools(path: Path, clients: list[Client], rng: Random) -> None:
    """The Excel exporter's contacts, with a custom field that the firm called Locker."""
    rows = table(header("officetools"), (_officetools_row(client, rng) for client in clients))
    write_xlsx(path, {"Contacts": rows})


def _officetools_row(client: Client, rng: Random) -> Row:
    person, address = client.people[0], client.address
    row = {
        "Account Number": client.code,
        "Contact Type": client.status,
        "Entity Type": _ENTITIES.get(client.entity, client.entity),
        "First Name": person.first,
        "Last Name": person.last,
        "Salutation": person.first,
        "Address": address.line,
        "City": address.city,
        "State": address.region,
        "Zip": address.postal_code,
        "Cell Phone": person.mobile,
        "E-mail": person.email,
        "Assigned To": client.owner,
        "Notes": client.notes,
        "Locker": str(rng.randint(1, 400)),
    }
    if client.couple:
        spouse = client.people[1]
        row |= {"Spouse First Name": spouse.first, "Spouse Last Name": spouse.last, "E-mail 2": spouse.email}
    if not client.organization:
        return row | {"Home Phone": client.phone, "Tax ID": f"***-**-{person.number[-4:]}"}
    return row | {
        "Company": spelling.organization(client.name, rng),
        "Work Phone": client.phone,
        "Year End": "12/31",
        "Tax ID": client.numbers.get("ein", ""),
        "Web Site": client.website,
    }


def write_practice_cs(path: Path, clients: list[Client], rng: Random) -> None:
    """The clients export, "Other", csv."""
    write_csv(path, header("practice-cs"), (_practice_cs_row(client, rng) for client in clients))


def _practice_cs_row(client: Client, rng: Random) -> Row:
    person, address = client.people[0], client.address
    row = {
        "Client ID": client.code,
        "Sort Name": f"{person.last}, {person.first}",
        "Class": "Client",
        "Status": "Active",
        "Start Date": f"{rng.randint(1, 12):02}/{rng.randint(13, 28)}/2014",
        "Salutation": person.first,
        "Car Phone Number": person.mobile,
        "Primary Address line 1": address.line,
        "Primary Address City": address.city,
        "Primary Address State": address.region,
        "Primary Address Zip Code": address.postal_code,
        "Primary Address Country": address.country,
        "Primary Email": client.email,
        "Email Address 1": client.email,
        "Days until Invoice is Due": "30",
    }
    if client.organization:
        return row | {
            "Name 1": spelling.organization(client.name, rng),
            "EIN": client.numbers.get("ein", ""),
            "FYE": "12/31",
            "Name": person.name,
            "Title": person.role,
            "Company": client.name,
            "Email Address 2": person.email,
            "Business Phone Number": client.phone,
            "Primary Phone Type": "Business",
            "Sort Name": client.name,
            "Primary Address Type": "Business",
            "Website URL": client.website,
        }
    row |= {
        "Name 1": client.name,
        "Individual First Name": person.first,
        "Individual Last Name": person.last,
        "Home Phone Number": client.phone,
        "Primary Phone Type": "Home",
        "Primary Address Type": "Home",
    }
    if client.couple:
        row |= {"Spouse First Name": client.people[1].first, "Spouse Last Name": client.people[1].last}
    return row
