"""Karbon: the basic import file in French, which somebody had begun to fill in by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from firm.clients import Client
from firm.writing import Row, header, table, write_xlsx


def write(path: Path, clients: list[Client]) -> None:
    """Three tabs: organizations, people and client groups."""
    organizations = [client for client in clients if client.organization]
    tabs = {
        "Organisations": table(header("karbon-organizations-fr"), map(_organization, organizations)),
        "Personnes": table(
            header("karbon-people-fr"), (row for client in clients for row in _people(client))
        ),
        "Groupes de clients": table(
            header("karbon-groups-fr"), (_group(client) for client in clients if client.group)
        ),
    }
    write_xlsx(path, tabs)


def _organization(client: Client) -> Row:
    day, month = client.year_end
    return {
        "Nom de l'organisation": client.name,
        "Description": client.notes,
        "URL du site Web": client.website,
        "Identifiant du client": client.code,
        "Jour de fin d'exercice": str(day),
        "Mois de fin d'exercice": str(month),
        "Adresse électronique": client.email,
        "Téléphone (bureau)": client.phone,
        "Adresse physique": client.address.whole(),
        "Adresse postale": client.postal.whole() if client.postal else "",
    }


def _people(client: Client) -> Iterator[Row]:
    for person in client.people:
        yield {
            "Prénom": person.first,
            "Deuxième prénom": person.middle,
            "Nom de famille": person.last,
            "Nom préféré": person.first,
            "Date de naissance": person.birth.isoformat(),
            "Adresse électronique de la personne": person.email,
            "Rôle": person.role,
            "Appartient à": client.name if client.organization else "",
            "Téléphone (mobile)": person.mobile,
            "Adresse du domicile": "" if client.organization else client.address.whole(),
        }


def _group(client: Client) -> Row:
    members = [client.name] if client.organization else []
    members += [person.name for person in client.people]
    return {"Nom du groupe de clients": client.group, "Membres": "; ".join(members)}
