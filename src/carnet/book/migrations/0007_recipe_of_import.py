from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def by_name(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Imports from before knew their recipe by its name alone."""
    using = editor.connection.alias
    imports = apps.get_model("book", "Import").objects.using(using)
    for recipe in apps.get_model("book", "Recipe").objects.using(using).only("key", "name", "firm_id"):
        imports.filter(firm_id=recipe.firm_id, recipe=recipe.name).update(recipe_key=recipe.key)


class Migration(migrations.Migration):
    dependencies = [
        ("book", "0006_recipes"),
    ]

    operations = [
        migrations.AddField(
            "Import", "recipe_key", models.CharField(db_default="", default="", max_length=12)
        ),
        migrations.RunPython(by_name, migrations.RunPython.noop),
    ]
