import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("book", "0009_outgoing"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustomField",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("type", models.CharField(max_length=24)),
                ("options", models.TextField(default="[]")),
                ("on_people", models.BooleanField(default=True)),
                ("on_organizations", models.BooleanField(default=True)),
                (
                    "firm",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="book.firm",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("firm", "name"), name="book_custom_field_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Pushed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("account", models.TextField()),
                ("key", models.TextField(default="")),
                ("digest", models.TextField(default="")),
                ("sending", models.TextField(default="")),
                ("seen", models.TextField(default="")),
                ("modified", models.TextField(default="")),
                ("custom", models.TextField(default="")),
                ("custom_seen", models.TextField(default="")),
                ("fields", models.TextField(default="[]")),
                ("own", models.BooleanField(default=True)),
                ("revision", models.BigIntegerField(default=0)),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pushed",
                        to="book.contact",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="book.firm",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("firm", "account", "contact"), name="book_pushed_once_an_account"
                    )
                ],
            },
        ),
    ]
