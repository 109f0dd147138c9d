"""CCH: the Axcess grid with one row a return, and a list of clients from CCH Workflow in Britain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from firm import spelling
from firm.clients import Client
from firm.writing import Row, header, table, write_csv, write_xlsx

_RETURNS = {
    "Company": ("Corporation", "1120"),
    "Partnership": ("Partnership", "1065"),
    "Trust": ("Fiduciary", "1041"),
    "Individual": ("Individual", "1040"),
    "Couple": ("Individual", "1040"),
}


def write_axcess(path: Path, clients: list[Client], rng: Random) -> None:
    """The Return Manager's grid: a client stands there once for each year and return."""
    write_xlsx(path, {"Returns": table(header("cch-axcess"), _returns(clients, rng))})


def _returns(clients: list[Client], rng: Random) -> Iterator[Row]:
    for client in clients:
        for year in range(2025, 2025 - rng.randint(1, 3), -1):
            yield _return(client, rng) | {
                "Tax Year": str(year),
                "Return Version": "1",
                "Status": "Filed" if year < 2025 else "In Process",
                "E-file Status": "Accepted" if year < 2025 else "",
            }


def _return(client: Client, rng: Random) -> dict[str, str]:
    kind, form = _RETURNS[client.entity]
    day, month = client.year_end
    address, number = client.address, client.numbers.get("ein") or f"***-**-{client.people[0].number[-4:]}"
    return {
        "Client ID": client.code,
        "Client Sub-ID": "000",
        "Client Name": _name(client),
        "Sort Name": _name(client),
        "Federal ID": number,
        "Client Type": kind,
        "Return Type": form,
        "FYE": f"{month:02}/{day:02}/2025",
        "Office": "Boston",
        "Responsible Staff": client.owner,
        "Preparer": rng.choice(("TW", "PR")),
        "Address 1": address.line,
        "City": address.city,
        "State": address.region,
        "ZIP": address.postal_code,
        "Phone": client.phone,
        "Email": client.email,
    }


def _name(client: Client) -> str:
    """In capitals, "SMITH, JOHN A & MARY B" for people."""
    if client.organization:
        return client.name.upper()
    given = " & ".join(f"{person.first} {person.middle[:1]}".strip() for person in client.people)
    return f"{client.people[0].last}, {given}".upper()


def write_workflow(path: Path, clients: list[Client], rng: Random) -> None:
    """The list of clients from Find Clients."""
    write_csv(
        path, header("cch-workflow"), (_workflow_row(client, rng) for client in clients if not client.couple)
    )


def _workflow_row(client: Client, rng: Random) -> Row:
    person, address, numbers = client.people[0], client.address, client.numbers
    row = {
        "Client Code": client.code,
        "Group": client.group,
        "Partner": client.owner,
        "Manager": client.manager,
        "Office": "London",
        "Address 1": address.line,
        "Address 2": address.city,
        "Address 3": address.region,
        "Postcode": address.postal_code,
        "Telephone": client.phone,
        "Mobile": person.mobile,
        "Email": client.email,
        "Status": client.status,
    }
    if client.organization:
        day, month = client.year_end
        return row | {
            "Client Name": spelling.organization(client.name, rng),
            "Client Type": client.entity,
            "Year End": f"{day:02}/{month:02}",
            "UTR": numbers["utr"],
            "VAT Number": numbers["vat"],
            "Company Number": numbers.get("crn", ""),
        }
    return row | {
        "Client Name": f"{person.last}, {person.first}",
        "Client Type": "Individual",
        "Title": person.salutation,
        "Forenames": person.first,
        "Surname": person.last,
        "UTR": person.number,
    }
