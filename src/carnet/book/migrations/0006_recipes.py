import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("book", "0005_also_known"),
    ]

    operations = [
        migrations.RenameModel("Recipe", "RememberedMapping"),
        migrations.RemoveConstraint("RememberedMapping", "book_recipe_shape"),
        migrations.AddConstraint(
            "RememberedMapping",
            models.UniqueConstraint(fields=("firm", "shape"), name="book_mapping_shape"),
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
        migrations.AddField("Import", "recipe", models.TextField(db_default="", default="")),
    ]
