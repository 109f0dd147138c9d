"""Of which country each sheet was read, and in which order its dates: so are later lists, where nothing tells."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The next state of the book."""

    dependencies = [("book", "0001_squashed_0014_clues_when_asked")]
    operations = [
        migrations.AddField(
            model_name="importsheet",
            name="country",
            field=models.CharField(db_default="", default="", max_length=2),
        ),
        migrations.AddField(
            model_name="importsheet",
            name="date_order",
            field=models.CharField(db_default="", default="", max_length=3),
        ),
    ]
