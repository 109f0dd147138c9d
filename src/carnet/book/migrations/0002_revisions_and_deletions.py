"""The revision at which a contact last changed, and deletions that can be taken back."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("book", "0001_tables")]

    operations = [
        migrations.AddField(
            model_name="contact", name="revision", field=models.BigIntegerField(db_default=0, default=0)
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["firm", "revision"], name="book_contact_by_revision"),
        ),
        migrations.CreateModel(
            name="Deletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("members", models.TextField(default="[]")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deletions",
                        to="book.import",
                    ),
                ),
                (
                    "contact",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deletion",
                        to="book.contact",
                    ),
                ),
            ],
        ),
    ]
