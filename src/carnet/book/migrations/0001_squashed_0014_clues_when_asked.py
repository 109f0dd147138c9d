"""All tables of a new book at once; one that took the steps goes on from there."""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

make = import_module("carnet.book.migrations.0004_clues").make


class Migration(migrations.Migration):
    replaces = [
        ("book", "0001_tables"),
        ("book", "0002_revisions_and_deletions"),
        ("book", "0003_deletions_keep_nothing"),
        ("book", "0004_clues"),
        ("book", "0005_also_known"),
        ("book", "0006_recipes"),
        ("book", "0007_recipe_of_import"),
        ("book", "0008_no_order_by_name"),
        ("book", "0009_outgoing"),
        ("book", "0010_pushed"),
        ("book", "0011_karbon_webhooks"),
        ("book", "0012_sheet_digest"),
        ("book", "0013_work_items"),
        ("book", "0014_clues_when_asked"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("kind", models.CharField(max_length=12)),
                ("name", models.TextField()),
                ("name_folded", models.TextField()),
                ("name_digest", models.BigIntegerField()),
                ("client_identifier", models.TextField(null=True)),
                ("identifier_digest", models.BigIntegerField(null=True)),
                ("first_name", models.TextField(null=True)),
                ("last_name", models.TextField(null=True)),
                ("contact_type", models.TextField(null=True)),
                ("client_owner", models.TextField(null=True)),
                ("details", models.TextField(null=True)),
                ("sealed", models.BinaryField(null=True)),
                ("custom", models.TextField(null=True)),
                ("archived", models.BooleanField(db_default=False, default=False)),
                ("modified", models.DateTimeField()),
                ("revision", models.BigIntegerField(db_default=0, default=0)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name_digest"], name="book_contact_by_name_digest"),
                    models.Index(
                        condition=models.Q(("identifier_digest__isnull", False)),
                        fields=["identifier_digest"],
                        name="book_contact_by_identifier",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Firm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("country", models.CharField(default="", max_length=2)),
                ("revision", models.BigIntegerField(default=0)),
                ("key_check", models.CharField(max_length=32)),
                ("clued", models.BigIntegerField(db_default=0, default=0)),
                ("created", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunPython(make, migrations.RunPython.noop),
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
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("revision", models.BigIntegerField()),
                ("type", models.CharField(max_length=20)),
                ("subject", models.CharField(max_length=12)),
                ("kind", models.CharField(db_default="", default="", max_length=12)),
                ("name", models.TextField(db_default="", default="")),
                ("data", models.TextField(null=True)),
                ("at", models.DateTimeField()),
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
                    models.UniqueConstraint(fields=("firm", "revision", "subject"), name="book_event_once")
                ],
            },
        ),
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
        migrations.AddField(
            model_name="contact",
            name="firm",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                to="book.firm",
            ),
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("user", models.TextField()),
                ("created", models.DateTimeField()),
                ("mode", models.CharField(max_length=12)),
                ("revision", models.BigIntegerField()),
                ("first_contact", models.BigIntegerField(null=True)),
                ("last_contact", models.BigIntegerField(null=True)),
                ("files", models.TextField(default="[]")),
                ("counts", models.TextField(default="{}")),
                ("balance", models.TextField(default="{}")),
                ("records", models.TextField(default="{}")),
                ("findings", models.BinaryField(null=True)),
                ("recipe", models.TextField(db_default="", default="")),
                ("recipe_key", models.CharField(db_default="", default="", max_length=12)),
                ("undone", models.DateTimeField(null=True)),
                ("undone_by", models.TextField(default="")),
                ("firm", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="book.firm")),
            ],
        ),
        migrations.CreateModel(
            name="Duplicate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("probability", models.FloatField()),
                ("evidence", models.TextField(default="[]")),
                ("state", models.CharField(default="open", max_length=8)),
                ("decided_by", models.TextField(default="")),
                ("decided_at", models.DateTimeField(null=True)),
                ("mark", models.CharField(default="", max_length=32)),
                (
                    "first",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="book.contact",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="book.contact",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="book.firm"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="book.import",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="book.import",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["firm", "state", "-probability"], name="book_duplicate_by_state")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="book_duplicate_pair")
                ],
            },
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
                (
                    "contact",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deletion",
                        to="book.contact",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deletions",
                        to="book.import",
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="contact",
            name="origin",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="made",
                to="book.import",
            ),
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.TextField()),
                ("card", models.BigIntegerField(null=True)),
                ("old", models.TextField(null=True)),
                ("new", models.TextField(null=True)),
                ("user", models.TextField()),
                ("at", models.DateTimeField()),
                ("undone", models.BooleanField(default=False)),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="book.contact",
                    ),
                ),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="book.firm"
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="book.import"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.IntegerField()),
                ("file", models.TextField()),
                ("name", models.TextField()),
                ("provider", models.CharField(max_length=40)),
                ("header_row", models.BigIntegerField()),
                ("rows", models.BigIntegerField()),
                ("columns", models.TextField()),
                ("digest", models.CharField(db_default="", default="", max_length=32)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sheets", to="book.import"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["digest"], name="book_sheet_digest")],
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "position"), name="book_sheet_position")
                ],
            },
        ),
        migrations.CreateModel(
            name="Lookup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BigIntegerField()),
                ("kind", models.CharField(max_length=16)),
                ("value", models.TextField()),
                ("retired", models.BooleanField(db_default=False, default=False)),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lookups",
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
                (
                    "origin",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to="book.import",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["digest"], name="book_lookup_by_digest"),
                    models.Index(
                        condition=models.Q(("kind", "also")), fields=["firm"], name="book_lookup_also"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Member",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "group", "member", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="book.contact",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="book.contact",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to="book.import"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("members", models.TextField(default="[]")),
                ("archived", models.BooleanField(default=False)),
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="merge", to="book.import"
                    ),
                ),
                (
                    "gone",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="book.contact",
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="book.contact",
                    ),
                ),
            ],
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
        migrations.CreateModel(
            name="Recipe",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("name", models.TextField()),
                ("body", models.BinaryField()),
                ("user", models.TextField()),
                ("changed", models.DateTimeField()),
                ("used", models.DateTimeField(null=True)),
                (
                    "firm",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="book.firm"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("firm", "name"), name="book_recipe_name")],
            },
        ),
        migrations.CreateModel(
            name="RememberedMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("shape", models.CharField(max_length=128)),
                ("mapping", models.TextField()),
                ("firm", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="book.firm")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("firm", "shape"), name="book_mapping_shape")],
            },
        ),
        migrations.CreateModel(
            name="SourceLinks",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_contact", models.BigIntegerField()),
                ("last_contact", models.BigIntegerField()),
                ("pairs", models.BinaryField()),
                (
                    "sheet",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="book.importsheet"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["sheet", "first_contact"], name="book_links_by_contact")],
            },
        ),
        migrations.CreateModel(
            name="SourceRows",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_row", models.BigIntegerField()),
                ("last_row", models.BigIntegerField()),
                ("cells", models.BinaryField()),
                ("ledger", models.BinaryField()),
                (
                    "sheet",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="book.importsheet"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["sheet", "first_row"], name="book_rows_by_row")],
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("address", models.TextField()),
                ("events", models.TextField()),
                ("kinds", models.TextField(default="[]")),
                ("secret", models.TextField()),
                ("former", models.TextField(default="")),
                ("former_until", models.DateTimeField(null=True)),
                ("state", models.CharField(max_length=12)),
                ("reason", models.CharField(default="", max_length=12)),
                ("failing_since", models.DateTimeField(null=True)),
                ("form", models.CharField(db_default="carnet", default="carnet", max_length=12)),
                ("user", models.TextField()),
                ("created", models.DateTimeField()),
                ("firm", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="book.firm")),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("state", models.CharField(max_length=12)),
                ("due", models.DateTimeField()),
                ("tries", models.IntegerField(db_default=0, default=0)),
                ("tried", models.DateTimeField(null=True)),
                ("status", models.IntegerField(null=True)),
                ("fault", models.CharField(db_default="", default="", max_length=12)),
                ("seconds", models.FloatField(null=True)),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="book.event",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="book.subscription",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["subscription", "id"], name="book_delivery_of"),
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["subscription", "due"],
                        name="book_delivery_due",
                    ),
                    models.Index(
                        condition=models.Q(("state", "failed")),
                        fields=["subscription", "id"],
                        name="book_delivery_failed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=12, unique=True)),
                ("source_key", models.TextField(null=True)),
                ("title", models.TextField()),
                ("title_folded", models.TextField()),
                ("type", models.TextField(null=True)),
                ("status", models.CharField(max_length=20, null=True)),
                ("assignee", models.TextField(null=True)),
                ("start_date", models.CharField(max_length=10, null=True)),
                ("due_date", models.CharField(max_length=10, null=True)),
                ("repeats", models.CharField(max_length=40, null=True)),
                ("budget_hours", models.TextField(null=True)),
                ("budget_amount", models.TextField(null=True)),
                ("description", models.TextField(null=True)),
                ("row", models.BigIntegerField(null=True)),
                (
                    "client",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work",
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
                (
                    "origin",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="work",
                        to="book.import",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="book.importsheet",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["firm", "due_date"], name="book_work_by_due_date")],
            },
        ),
        migrations.CreateModel(
            name="WorkChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(max_length=20)),
                ("old", models.TextField(null=True)),
                ("new", models.TextField(null=True)),
                ("undone", models.BooleanField(db_default=False, default=False)),
                (
                    "origin",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="book.import",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="changes",
                        to="book.workitem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Card",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.IntegerField()),
                ("primary", models.BooleanField()),
                ("organization_name", models.TextField(null=True)),
                ("role", models.TextField(null=True)),
                ("emails", models.TextField(null=True)),
                ("phones", models.TextField(null=True)),
                ("addresses", models.TextField(null=True)),
                ("websites", models.TextField(null=True)),
                ("social", models.TextField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cards",
                        to="book.contact",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="staff_cards",
                        to="book.contact",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("organization__isnull", False)),
                        fields=["organization"],
                        name="book_card_by_organization",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(fields=["firm", "revision"], name="book_contact_by_revision"),
        ),
    ]
