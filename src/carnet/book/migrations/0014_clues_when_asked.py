"""Clues are made once they are asked for: which contacts have theirs."""

from typing import Any

from django.db import migrations, models


def note(apps: Any, editor: Any) -> None:
    """Where there are any, all contacts have theirs: they were made with the contacts."""
    editor.execute(
        "UPDATE book_firm SET clued = (SELECT coalesce(max(id), 0) FROM book_contact) "
        "WHERE EXISTS (SELECT 1 FROM book_clue)"
    )


class Migration(migrations.Migration):
    dependencies = [("book", "0013_work_items")]

    operations = [
        migrations.AddField("firm", "clued", models.BigIntegerField(db_default=0, default=0)),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
