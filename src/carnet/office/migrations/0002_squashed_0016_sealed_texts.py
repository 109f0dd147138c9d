"""All tables of a new office at once; one that took the steps goes on from there."""

from importlib import import_module

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import carnet.office.models.sealed

first_user_leads = import_module("carnet.office.migrations.0010_team_and_cases").first_user_leads
with_a_template = import_module("carnet.office.migrations.0015_onboarding").with_a_template


class Migration(migrations.Migration):
    replaces = [
        ("office", "0002_lists"),
        ("office", "0003_drafts"),
        ("office", "0004_invitations"),
        ("office", "0004_steps"),
        ("office", "0005_errands"),
        ("office", "0006_following"),
        ("office", "0007_tokens"),
        ("office", "0008_kept_answers"),
        ("office", "0009_drops"),
        ("office", "0010_team_and_cases"),
        ("office", "0011_services"),
        ("office", "0012_notices"),
        ("office", "0013_shown"),
        ("office", "0014_carried"),
        ("office", "0015_onboarding"),
        ("office", "0016_sealed_texts"),
    ]

    dependencies = [
        ("office", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptAnswer",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("request", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("headers", models.TextField(default="{}")),
                ("body", models.BinaryField(default=b"")),
                ("created", models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="PlanTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=200)),
                ("name_fr", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=16, unique=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServiceOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("service", models.CharField(max_length=12, unique=True)),
                ("price", models.DecimalField(decimal_places=2, max_digits=10)),
                ("currency", models.CharField(max_length=3)),
                ("includes_en", models.TextField()),
                ("includes_fr", models.TextField()),
                ("remark_en", models.CharField(blank=True, max_length=200)),
                ("remark_fr", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.AddField(
            model_name="user",
            name="mailed",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="user",
            name="team",
            field=models.CharField(blank=True, default="", max_length=16),
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("reader", "reader"),
                    ("member", "member"),
                    ("specialist", "specialist"),
                    ("administrator", "administrator"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("firm", models.CharField(max_length=12)),
                (
                    "way",
                    models.CharField(
                        choices=[("link", "link"), ("assisted", "assisted"), ("onboarding", "onboarding")],
                        max_length=12,
                    ),
                ),
                ("status", models.CharField(default="received", max_length=12)),
                ("since", models.DateTimeField()),
                ("title", models.CharField(max_length=200)),
                ("language", models.CharField(max_length=2)),
                ("contact", models.EmailField(blank=True, max_length=254)),
                ("opened", models.DateTimeField(auto_now_add=True)),
                ("due", models.DateField(null=True)),
                ("draft", models.CharField(default="", max_length=16)),
                ("corrections", carnet.office.models.sealed.SealedTextField(default="[]")),
                ("signed", models.DateTimeField(null=True)),
                ("signed_by", models.CharField(default="", max_length=254)),
                ("signed_version", models.IntegerField(default=0)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["firm"], name="office_cases_of_firm"),
                    models.Index(fields=["assignee", "status"], name="office_cases_of_assignee"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("what", models.CharField(max_length=12)),
                ("detail", models.CharField(blank=True, max_length=300)),
                ("figures", models.JSONField(default=dict)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="office.case"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="CaseVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("draft", models.CharField(max_length=16)),
                ("sent", models.DateTimeField(auto_now_add=True)),
                ("files", models.JSONField(default=list)),
                ("findings", models.JSONField(null=True)),
                ("provider", models.CharField(default="", max_length=40)),
                ("carried", carnet.office.models.sealed.SealedTextField(default="")),
                ("shown", models.CharField(default="", max_length=16)),
                ("shown_of", models.IntegerField(default=0)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="office.case"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("case", "number"), name="office_case_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("firm", models.CharField(max_length=12)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("modified", models.DateTimeField(auto_now=True)),
                ("choices", carnet.office.models.sealed.SealedTextField(default="{}")),
                ("following", models.CharField(default="", max_length=12)),
                ("past", carnet.office.models.sealed.SealedTextField(default="[]")),
                ("future", carnet.office.models.sealed.SealedTextField(default="[]")),
                ("undoes", models.CharField(default="", max_length=20)),
                ("redoes", models.CharField(default="", max_length=20)),
                ("version", models.IntegerField(default=1)),
                ("reading", models.IntegerField(default=1)),
                ("looked", models.IntegerField(default=0)),
                ("planned", models.IntegerField(default=0)),
                ("apart", models.BooleanField(default=False)),
                (
                    "job",
                    models.CharField(
                        choices=[
                            ("look", "look"),
                            ("plan", "plan"),
                            ("apply", "apply"),
                            ("report", "report"),
                            ("undo", "undo"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("stand", models.CharField(default="idle", max_length=12)),
                ("tries", models.IntegerField(default=0)),
                ("stage", models.CharField(default="", max_length=20)),
                ("share", models.FloatField(null=True)),
                ("error", models.JSONField(null=True)),
                ("notice", models.CharField(default="", max_length=40)),
                ("began", models.DateTimeField(null=True)),
                ("revision", models.BigIntegerField(null=True)),
                ("imported", models.CharField(default="", max_length=12)),
                ("outcome", models.JSONField(default=dict)),
                (
                    "user",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["firm", "modified"], name="office_drafts_of_firm")],
            },
        ),
        migrations.CreateModel(
            name="DraftFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("name", models.CharField(max_length=255)),
                ("size", models.BigIntegerField()),
                ("error", models.JSONField(null=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="office.draft"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("draft", "number"), name="office_file_number")
                ],
            },
        ),
        migrations.CreateModel(
            name="Drop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("firm", models.CharField(max_length=12)),
                ("purpose", models.CharField(max_length=500)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expires", models.DateTimeField()),
                ("most_bytes", models.BigIntegerField()),
                ("most_files", models.IntegerField()),
                ("passphrase", models.CharField(blank=True, max_length=128)),
                ("tries", models.IntegerField(default=0)),
                ("wait", models.DateTimeField(null=True)),
                ("kept_days", models.IntegerField()),
                ("revoked", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="drops",
                        to="office.case",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["firm"], name="office_drops_of_firm")],
            },
        ),
        migrations.CreateModel(
            name="DropEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("what", models.CharField(max_length=12)),
                ("address", models.CharField(blank=True, max_length=50)),
                ("file", models.CharField(blank=True, max_length=255)),
                (
                    "drop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="office.drop"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="DropFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=32, unique=True)),
                ("visit", models.CharField(max_length=32)),
                ("name", models.CharField(max_length=255)),
                ("size", models.BigIntegerField()),
                ("received", models.BigIntegerField(default=0)),
                ("sealed", models.BigIntegerField(default=0)),
                ("state", models.CharField(default="arriving", max_length=12)),
                ("begun", models.DateTimeField(auto_now_add=True)),
                ("expires", models.DateTimeField()),
                ("arrived", models.DateTimeField(null=True)),
                ("erased", models.DateTimeField(null=True)),
                ("counts", models.BooleanField(default=True)),
                ("tries", models.IntegerField(default=0)),
                ("error", models.JSONField(null=True)),
                ("draft", models.CharField(default="", max_length=16)),
                (
                    "drop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="office.drop"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Errand",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("firm", models.CharField(max_length=12)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("job", models.CharField(max_length=12)),
                ("asked", models.JSONField(default=dict)),
                ("back", models.TextField(default="")),
                ("stand", models.CharField(default="waiting", max_length=12)),
                ("tries", models.IntegerField(default=0)),
                ("began", models.DateTimeField(null=True)),
                ("share", models.FloatField(null=True)),
                ("error", models.JSONField(null=True)),
                ("outcome", models.JSONField(default=dict)),
                (
                    "user",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.CharField(max_length=12)),
                ("email", models.EmailField(max_length=254)),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reader", "reader"),
                            ("member", "member"),
                            ("specialist", "specialist"),
                            ("administrator", "administrator"),
                        ],
                        max_length=16,
                    ),
                ),
                ("team", models.CharField(blank=True, default="", max_length=16)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expires", models.DateTimeField()),
                ("used", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["firm", "email"], name="office_invitations_of_firm")],
            },
        ),
        migrations.CreateModel(
            name="ListLayout",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.CharField(max_length=12)),
                ("columns", models.JSONField(null=True)),
                ("size", models.PositiveSmallIntegerField(default=50)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "firm"), name="office_one_layout")],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=12)),
                ("to", models.EmailField(max_length=254)),
                ("about", models.CharField(blank=True, max_length=10)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("tries", models.IntegerField(default=0)),
                ("began", models.DateTimeField(null=True)),
                ("sent", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="office.case"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("about", ""), _negated=True),
                        fields=("case", "what", "to", "about"),
                        name="office_one_notice",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=200)),
                ("name_fr", models.CharField(max_length=200)),
                ("key", models.CharField(max_length=16, unique=True)),
                ("firm", models.CharField(max_length=12)),
                ("tools", models.JSONField(default=list)),
                ("starts", models.DateField()),
                ("made", models.DateTimeField(auto_now_add=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["firm"], name="office_plans_of_firm")],
            },
        ),
        migrations.CreateModel(
            name="PlanStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=200)),
                ("name_fr", models.CharField(max_length=200)),
                ("position", models.IntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="office.plan"
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlanTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=200)),
                ("name_fr", models.CharField(max_length=200)),
                ("position", models.IntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("export", "export"),
                            ("contacts", "contacts"),
                            ("review", "review"),
                            ("work", "work"),
                            ("training", "training"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("side", models.CharField(choices=[("firm", "firm"), ("team", "team")], max_length=8)),
                ("provider", models.CharField(blank=True, max_length=40)),
                ("due", models.DateField(null=True)),
                ("done", models.DateTimeField(null=True)),
                ("note", models.TextField(blank=True)),
                ("imported", models.CharField(blank=True, max_length=12)),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.case",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="office.planstage",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("of_firm", models.BooleanField()),
                ("text", carnet.office.models.sealed.SealedTextField()),
                ("question", models.BooleanField(default=False)),
                ("settled", models.DateTimeField(null=True)),
                ("file", models.CharField(blank=True, max_length=255)),
                ("sheet", models.CharField(blank=True, max_length=255)),
                ("row", models.IntegerField(default=0)),
                ("column", models.CharField(blank=True, max_length=255)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="remarks", to="office.case"
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="office.remark",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.CharField(max_length=12)),
                ("shared", models.BooleanField(default=False)),
                ("name", models.CharField(max_length=80)),
                ("query", models.TextField()),
                ("columns", models.JSONField(default=list)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["firm", "name"], name="office_views_of_firm")],
            },
        ),
        migrations.CreateModel(
            name="ServiceRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=16, unique=True)),
                ("firm", models.CharField(max_length=12)),
                (
                    "service",
                    models.CharField(
                        choices=[
                            ("self", "self"),
                            ("link", "link"),
                            ("assisted", "assisted"),
                            ("onboarding", "onboarding"),
                        ],
                        max_length=12,
                    ),
                ),
                ("state", models.CharField(default="asked", max_length=12)),
                ("price", models.DecimalField(decimal_places=2, max_digits=10)),
                ("currency", models.CharField(max_length=3)),
                ("remark", models.CharField(blank=True, max_length=200)),
                ("language", models.CharField(max_length=2)),
                ("message", models.TextField(blank=True)),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("word", models.TextField(blank=True)),
                ("answered", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="office.case",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["firm", "state"], name="office_service_requests")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("firm", "service"),
                        name="office_one_open_request",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TemplateStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=200)),
                ("name_fr", models.CharField(max_length=200)),
                ("position", models.IntegerField()),
                (
                    "template",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="office.plantemplate",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TemplateTask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_en", models.CharField(max_length=200)),
                ("name_fr", models.CharField(max_length=200)),
                ("position", models.IntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("export", "export"),
                            ("contacts", "contacts"),
                            ("review", "review"),
                            ("work", "work"),
                            ("training", "training"),
                            ("other", "other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("side", models.CharField(choices=[("firm", "firm"), ("team", "team")], max_length=8)),
                ("days", models.IntegerField()),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="office.templatestage",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Training",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts", models.DateTimeField()),
                ("minutes", models.IntegerField()),
                ("place", models.CharField(blank=True, max_length=500)),
                ("held", models.DateTimeField(null=True)),
                (
                    "task",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="training",
                        to="office.plantask",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Attendee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=150)),
                ("came", models.BooleanField(null=True)),
                (
                    "training",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendees",
                        to="office.training",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ApiToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("firm", models.CharField(max_length=12)),
                ("name", models.CharField(max_length=100)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=4)),
                ("scopes", models.CharField(max_length=200)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("expires", models.DateTimeField(null=True)),
                ("used", models.DateTimeField(null=True)),
                ("revoked", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["firm", "user"], name="office_tokens_of_firm")],
            },
        ),
        migrations.RunPython(first_user_leads, migrations.RunPython.noop),
        migrations.RunPython(with_a_template, migrations.RunPython.noop),
    ]
