"""Google Contacts: its "Outlook CSV", its own CSV and its vCards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from firm import spelling
from firm.clients import Client, Person
from firm.writing import Row, header, write_csv


def write_outlook_csv(path: Path, clients: list[Client], rng: Random) -> None:
    """The form that Google calls Outlook CSV: a whole address beside its parts."""
    rows = (_outlook_row(client, person, rng) for client in clients for person in client.people)
    write_csv(path, header("gmail-outlook-csv"), rows)


def _outlook_row(client: Client, person: Person, rng: Random) -> Row:
    place, address = "Business" if client.organization else "Home", client.address
    return {
        "First Name": spelling.first_name(person.first, rng),
        "Middle Name": person.middle,
        "Last Name": person.last,
        "E-mail Address": spelling.email(person.email, rng),
        "E-mail 2 Address": client.email if client.organization and rng.random() < 0.2 else "",
        "Mobile Phone": person.mobile,
        f"{place} Phone": client.phone,
        "Company": spelling.organization(client.name, rng) if client.organization else "",
        "Job Title": person.role,
        f"{place} Address": address.whole("\n"),
        f"{place} Street": address.line,
        f"{place} City": address.city,
        f"{place} State": address.region,
        f"{place} Postal Code": address.postal_code,
        f"{place} Country": address.country,
        "Notes": client.notes,
        "Categories": "myContacts;Clients",
        "Birthday": person.birth.isoformat() if rng.random() < 0.2 else "",
    }


def write_google_csv(path: Path, clients: list[Client], rng: Random) -> None:
    """Google's own form since 2024, with numbered blocks, stars and values joined by :::."""
    rows = (_google_row(client, person, rng) for client in clients for person in client.people)
    write_csv(path, header("gmail-google-csv"), rows)


def _google_row(client: Client, person: Person, rng: Random) -> Row:
    label, address = "Work" if client.organization else "Home", client.address
    joined = client.organization and rng.random() < 0.1
    spouse = client.people[1].name if client.couple and person is client.people[0] else ""
    return {
        "First Name": spelling.first_name(person.first, rng),
        "Middle Name": person.middle,
        "Last Name": person.last,
        "Name Prefix": person.salutation,
        "Organization Name": spelling.organization(client.name, rng) if client.organization else "",
        "Organization Title": person.role,
        "Notes": client.notes,
        "Labels": "* myContacts ::: Clients",
        "Birthday": (f"{person.birth:%Y-%m-%d}" if rng.random() < 0.8 else f"--{person.birth:%m-%d}")
        if rng.random() < 0.3
        else "",
        "E-mail 1 - Label": f"* {label}",
        "E-mail 1 - Value": f"{person.email} ::: {client.email}"
        if joined
        else spelling.email(person.email, rng),
        "Phone 1 - Label": "Mobile",
        "Phone 1 - Value": person.mobile,
        "Phone 2 - Label": label,
        "Phone 2 - Value": client.phone,
        "Address 1 - Label": label,
        "Address 1 - Formatted": address.whole("\n"),
        "Address 1 - Street": address.line,
        "Address 1 - City": address.city,
        "Address 1 - Region": address.region,
        "Address 1 - Postal Code": address.postal_code,
        "Address 1 - Country": client.place.country,
        "Relation 1 - Label": "Spouse" if spouse else "",
        "Relation 1 - Value": spouse,
        "Website 1 - Label": "Work" if client.website else "",
        "Website 1 - Value": client.website,
    }


def write_vcards(path: Path, clients: list[Client], rng: Random) -> None:
    """A telephone's contacts, vCard 3.0."""
    cards = (card for client in clients for person in client.people for card in _vcard(client, person, rng))
    path.write_text("".join(f"{line}\r\n" for line in cards), encoding="utf-8", newline="")


def _vcard(client: Client, person: Person, rng: Random) -> Iterator[str]:
    address, kind = client.address, "WORK" if client.organization else "HOME"
    parts = (address.line, address.city, address.region, address.postal_code, address.country)
    yield from ("BEGIN:VCARD", "VERSION:3.0")
    first = spelling.first_name(person.first, rng)
    yield f"N:{_escaped(person.last)};{_escaped(first)};;{person.salutation};"
    yield f"FN:{_escaped(person.name)}"
    if client.organization:
        yield f"ORG:{_escaped(client.name)}"
        yield f"TITLE:{person.role}"
    yield f"EMAIL;TYPE=INTERNET,{kind}:{person.email}"
    yield f"TEL;TYPE=CELL:{person.mobile}"
    yield f"ADR;TYPE={kind}:;;{';'.join(map(_escaped, parts))}"
    yield f"BDAY:{person.birth.isoformat()}"
    if client.notes:
        yield f"NOTE:{_escaped(client.notes)}"
    yield from ("CATEGORIES:myContacts", "END:VCARD")


def _escaped(text: str) -> str:
    for char in "\\,;":
        text = text.replace(char, f"\\{char}")
    return text.replace("\n", "\\n")
