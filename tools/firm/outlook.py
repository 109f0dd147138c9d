"""Outlook: the French desktop's file in its old code page, and outlook.com's in UTF-8 with a mark."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

from firm import spelling
from firm.clients import Client, Person
from firm.writing import Row, header, write_csv


def write_desktop(path: Path, clients: list[Client], rng: Random) -> None:
    """The French desktop's contacts: cp1252 and semicolons, as Windows in French writes them.

    "Titre" stands twice in the header, for the salutation and for the job.
    """
    rows = (_french_row(client, person, rng) for client in clients for person in client.people)
    write_csv(path, header("outlook-desktop-fr"), rows, encoding="cp1252", delimiter=";")


def _french_row(client: Client, person: Person, rng: Random) -> Row:
    place = "bureau" if client.organization else "domicile"
    address = client.address
    return {
        "Titre": person.salutation,
        "Titre 2": person.role,
        "Prénom": person.first,
        "Deuxième prénom": person.middle,
        "Nom": person.last,
        "Société": spelling.organization(client.name, rng) if client.organization else "",
        f"Rue ({place})": address.line,
        f"Ville ({place})": address.city,
        f"Dép/Région ({place})": address.region,
        f"Code postal ({place})": address.postal_code,
        f"Pays/Région ({place})": address.country,
        f"Téléphone ({place})": client.phone,
        "Tél. mobile": person.mobile,
        "Adresse de messagerie": spelling.email(person.email, rng),
        "Type de messagerie": "SMTP",
        "Nom complet de l'adresse de messagerie": person.name,
        "Anniversaire": person.birth.strftime("%d/%m/%Y") if rng.random() < 0.4 else "0/0/00",
        "Catégories": "Clients;VIP" if rng.random() < 0.1 else "",
        "Notes": client.notes,
        "Page Web": client.website,
        "Priorité": "Normale",
        "Privé": "Faux",
        "Sexe": "Non spécifié",
        "Conjoint(e)": client.people[1].name if client.couple and person is client.people[0] else "",
    }


def write_web(path: Path, clients: list[Client], rng: Random) -> None:
    """outlook.com's contacts; a company without a person is a row of its own."""
    write_csv(path, header("outlook-web"), _web_rows(clients, rng), encoding="utf-8-sig")


def _web_rows(clients: list[Client], rng: Random) -> Iterator[Row]:
    for client in clients:
        if client.organization and rng.random() < 0.3:
            yield {
                "Company": client.name,
                "E-mail Address": client.email,
                "Business Phone": client.phone,
                "Web Page": client.website,
                "Notes": client.notes,
            }
        for person in client.people:
            yield _web_row(client, person, rng)


def _web_row(client: Client, person: Person, rng: Random) -> Row:
    place, address = "Business" if client.organization else "Home", client.address
    return {
        "First Name": spelling.first_name(person.first, rng),
        "Middle Name": person.middle[:1],
        "Last Name": person.last,
        "Title": person.salutation,
        "E-mail Address": spelling.email(person.email, rng),
        "Mobile Phone": person.mobile,
        f"{place} Phone": client.phone,
        "Job Title": person.role,
        "Company": spelling.organization(client.name, rng) if client.organization else "",
        f"{place} Street": address.line.replace(", ", "\n", 1),
        f"{place} City": address.city,
        f"{place} State": address.region,
        f"{place} Postal Code": address.postal_code,
        f"{place} Country/Region": address.country,
        "Birthday": f"{person.birth:%d/%m/%Y}" if rng.random() < 0.3 else "",
        "Spouse": client.people[1].name if client.couple and person is client.people[0] else "",
    }
