"""Which tool knows which clients: the exports that the firm has in its Downloads folder."""

from __future__ import annotations

from pathlib import Path
from random import Random

from firm import canopy, cch, google, karbon, outlook, quickbooks, tax_offices, xero
from firm.clients import Client, Maker

SEED = 2026


def write_exports(folder: Path) -> list[Path]:
    """Write the exports of every tool.

    Returns:
        The files, in the order of their names.
    """
    folder.mkdir(parents=True, exist_ok=True)
    clients, rng = Maker(SEED).clients(), Random(SEED)

    def some(countries: str, share: float, languages: str = "en fr") -> list[Client]:
        there = [client for client in clients if client.place.country in countries]
        return [c for c in there if c.place.language in languages and rng.random() < share]

    outlook.write_desktop(folder / "Outlook contacts (bureau).csv", some("CA FR", 0.8, "fr"), rng)
    outlook.write_web(folder / "outlook.com contacts.csv", some("NZ GB", 0.6), rng)
    google.write_outlook_csv(folder / "Gmail (Outlook CSV).csv", some("AU", 0.3), rng)
    google.write_google_csv(folder / "Gmail (Google CSV).csv", some("US", 0.4), rng)
    google.write_vcards(folder / "Phone contacts.vcf", some("CA AU", 0.12), rng)
    canopy.write(folder, some("US CA", 0.7, "en"), rng)
    xero.write(folder, some("AU NZ", 0.95), rng)
    quickbooks.write(folder / "Customer Contact List.xlsx", some("US CA", 0.5), rng)
    cch.write_axcess(folder / "CCH Axcess grid.xlsx", some("US", 0.8), rng)
    cch.write_workflow(folder / "CCH Workflow clients.csv", some("GB", 0.95), rng)
    tax_offices.write_officetools(folder / "OfficeTools contacts.xlsx", some("US", 0.3), rng)
    tax_offices.write_practice_cs(folder / "Practice CS clients.csv", some("US CA", 0.25), rng)
    karbon.write(folder / "Karbon import (fr).xlsx", some("CA FR", 0.3, "fr"))
    return sorted(folder.iterdir())
