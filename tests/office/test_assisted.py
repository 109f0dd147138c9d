"""Every field of the assisted import file: recognised by its French label, checked, kept, shown, exported."""

from __future__ import annotations

import csv
import html
import re
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from carnet.book.exporting import to_export
from carnet.book.setup import open_book
from carnet.catalog import FIELDS, Level
from carnet.language import Language
from carnet.office.drafts import attend, choose, files, keep
from carnet.office.jobs import Job
from carnet.office.models import Draft
from carnet.office.roles import Role
from carnet.writers import export
from tests.office.test_drafts import firm, somebody

pytestmark = pytest.mark.usefixtures("office")
# Labels of the vendor's file, two of them the same; a value; how its page shows it; one that is wrong.
COLUMNS = (
    ("Nom de l'organisation", "Blue Gum Nursery", "Blue Gum Nursery", "Red Gum"),
    ("Nom légal", "Blue Gum Pty Ltd", "Blue Gum Pty Ltd", ""),
    ("Société légale", "Wattle Law", "Wattle Law", ""),
    (
        "Date de constitution en société / Date d'enregistrement",
        "2009-11-30",
        "30 novembre 2009",
        "31/02/2020",
    ),
    ("Industrie / Secteur d'activité", "Pépinière", "Pépinière", ""),
    ("Revenu annuel", "850000", "850\u202f000", "beaucoup"),
    ("Évaluation", "1200000", "1\u202f200\u202f000", "cher"),
    ("Vend", "Produits", "Produits", "Bateaux"),
    ("Modèle de revenus", "Marge", "Marge", "Magie"),
    ("Services", "Tenue de livres", "Tenue de livres", ""),
    ("Notes de base", "Bonne cliente", "Bonne cliente", ""),
    ("Emplacement des employés", "Perth", "Perth", ""),
    ("Emplacement des bureaux", "Sydney", "Sydney", ""),
    ("Notes sur les taxes", "Paie en retard", "Paie en retard", ""),
    ("Base de la taxe sur les ventes", "Engagement", "Engagement", "Nulle"),
    ("Période de taxe sur les ventes", "Quarterly", "Quarterly", ""),
    ("Type d'entité", "Société par actions", "Société par actions", "Licorne"),
    ("Acomptes provisionnels d'impôt sur le revenu", "Trimestriel", "Trimestriel", "Parfois"),
    ("Numéro d'entreprise", "51 824 753 556", "51 824 753 556", ""),
    ("Numéro d'entreprise", "004 085 616", "004 085 616", ""),
    ("Numéro de dossier fiscal", "123 456 782", "••• ••• 782", "56"),
)


def test_each_assisted_field_comes_in_is_checked_shown_and_goes_out_again(tmp_path: Path) -> None:
    key = firm()
    user = somebody(key, Role.MEMBER)
    draft = keep.begin(key, user)
    path = tmp_path / "assisted.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([[column[at] for column in COLUMNS] for at in (0, 1, 3)])
    files.add(draft, path.name, path, path.stat().st_size)
    choose.ask(draft, Job.PLAN)
    attend.attend(draft.key)
    choose.ask(Draft.objects.get(key=draft.key), Job.APPLY)
    attend.attend(draft.key)
    book = open_book(firm=key)
    entry = Draft.objects.get(key=draft.key).imported
    assert sorted(book.findings(entry)["code"]) == [
        *["choice.unknown"] * 5, "date.invalid", *["money.invalid"] * 2, "registration.shape"
    ]  # fmt: skip

    (held,) = [one for one in book.contents().contacts.to_dicts() if one["name"] == "Blue Gum Nursery"]
    assisted = {field.id for field in FIELDS.values() if field.level is Level.ASSISTED}
    assert len(assisted) == 20
    assert {name for name in assisted if held[name]} == assisted

    client = Client(headers={"host": "localhost", "accept-language": "fr"})
    client.force_login(user)
    shown = re.sub(r"<[^>]+>", "", html.unescape(client.get(f"/contacts/{held['key']}/").content.decode()))
    assert [said for _, _, said, _ in COLUMNS if said not in shown] == []

    made = tmp_path / "karbon.xlsx"
    export("karbon", to_export(book), made, Language.FR)
    rows = list(openpyxl.load_workbook(made)["Organisations"].iter_rows(values_only=True))
    assert {column[1] for column in COLUMNS} <= {str(cell) for row in rows for cell in row}
