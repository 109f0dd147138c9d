"""The same file through django-import-export, row by row as its admin does, or with its bulk mode.

Arguments: the csv, the database, "rows" or "bulk".
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection, models


def load(source: str, database: str, way: str) -> None:
    """Import the file into a table with a text column for each of its columns."""
    settings.configure(
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        INSTALLED_APPS=["import_export"],
        USE_TZ=True,
    )
    django.setup()
    import tablib  # type: ignore[import-untyped]
    from import_export.resources import modelresource_factory  # type: ignore[import-untyped]

    rows = tablib.Dataset().load(Path(source).read_text(encoding="utf-8"), format="csv")
    rows.headers = [re.sub(r"\W+", "_", header.lower()) for header in rows.headers]
    model = _model(rows.headers)
    with connection.schema_editor() as editor:
        editor.create_model(model)
    options = {"import_id_fields": ["client_id"], "use_bulk": way == "bulk"}
    resource: Any = modelresource_factory(model, meta_options=options)()
    resource.import_data(rows, raise_errors=True)
    assert model._default_manager.count() == len(rows)


def _model(columns: list[str]) -> type[models.Model]:
    fields: dict[str, Any] = {name: models.TextField(blank=True, default="") for name in columns}
    fields["client_id"] = models.CharField(max_length=20, unique=True)
    meta = type("Meta", (), {"app_label": "import_export"})
    return type("Client", (models.Model,), {"__module__": __name__, "Meta": meta, **fields})


if __name__ == "__main__":
    load(*sys.argv[1:])
