"""Clues: by what a contact may be found that is written otherwise."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

_TABLE = """
    CREATE TABLE book_clue (
        digest bigint NOT NULL, contact_id bigint NOT NULL, PRIMARY KEY (digest, contact_id)
    )"""


def make(apps: Any, editor: Any) -> None:
    """On SQLite the key is the table: half the space, and what is found is there at once."""
    editor.execute(_TABLE + (" WITHOUT ROWID" if editor.connection.vendor == "sqlite" else ""))


class Migration(migrations.Migration):
    dependencies = [("book", "0003_deletions_keep_nothing")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunPython(make, lambda apps, editor: editor.execute("DROP TABLE book_clue"))
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Clue",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "digest",
                                "contact",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("digest", models.BigIntegerField()),
                        (
                            "contact",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clues",
                                to="book.contact",
                            ),
                        ),
                    ],
                )
            ],
        )
    ]
