"""Lists of work items (jobs, tasks, projects): the layout of any program's, and what single ones add to it.

A sheet is one where its headers name a client, a title and a date of work, and nothing of how to reach a
contact. What the catalogue's headers leave open is declared by the program's own file.
"""

from __future__ import annotations

from collections.abc import Iterable

from carnet.catalog import WORK_FIELDS
from carnet.providers.layout import Columns, Layout, aside, heads, to

_REACHING = heads(
    "Email", "Email Address", "E-mail", "Primary Email", "Phone", "Phone Number", "Mobile", "Mobile Phone",
    "First Name", "Last Name", "Address", "City", "Courriel", "Adresse courriel", "Téléphone", "Portable",
    "Prénom", "Nom de famille", "Adresse", "Ville", "Job Title",
)  # fmt: skip


def headers_of(*fields: str) -> frozenset[str]:
    """Every header of fields of work items, folded."""
    entries = [WORK_FIELDS[f"work.{field}"] for field in fields]
    return heads(*(text for entry in entries for text in (entry.label.en, entry.label.fr, *entry.headers)))


def work_layout(
    name: str, *own: Columns, all_of: Iterable[str] = (), any_of: tuple[frozenset[str], ...] = (),
    none_of: frozenset[str] = frozenset(), sure: str = "B",
) -> Layout:  # fmt: skip
    """The layout of a program's list of work items.

    Args:
        own: columns that the program names otherwise, or means otherwise; they win over the catalogue's.
        all_of, any_of, none_of, sure: see Layout; that it names a client is asked always.
    """
    known: Columns = {}
    for entry in WORK_FIELDS.values():
        known = {**to(entry.id, entry.label.en, entry.label.fr, *entry.headers), **known}
    columns = {text: targets[0] for part in (known, *own) for text, targets in part.items()}
    return Layout(
        name, "work", all_of=heads(*all_of), any_of=(headers_of("client", "client_identifier"), *any_of),
        none_of=none_of | _REACHING, columns=columns, sure=sure,
    )  # fmt: skip


_NUMBERED = heads("Job No.", "Job No", "Job Number", "Job ID", "Job UUID")
_TITLED = heads("Work Title", "Titre du travail")
_DATED = headers_of("start_date", "due_date")

WORK = work_layout("work", any_of=(headers_of("title"), _DATED), none_of=_NUMBERED | _TITLED, sure="C")
KARBON_WORK = work_layout(
    "work", aside("Work Key", "Karbon Work Key", special="key"), aside("Client Key", "Client Type"),
    any_of=(_TITLED,),
)  # fmt: skip
XERO_JOBS = work_layout(
    "jobs",
    aside("Job No.", "Job No", "Job Number", "Job ID", "Job UUID", special="key"),
    to("work.title", "Name", "Job Name", "Job"),
    to("work.type", "Category", "Job Category", "Template"),
    to("work.budget_amount", "Budget", "Job Budget"),
    aside("Partner", "Job Partner", "Priority"),
    any_of=(_NUMBERED, _DATED | heads("State", "Job State")), none_of=_TITLED,
)  # fmt: skip
