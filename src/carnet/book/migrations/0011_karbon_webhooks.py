from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("book", "0010_pushed"),
    ]

    operations = [
        migrations.AddField(
            model_name="subscription",
            name="form",
            field=models.CharField(db_default="carnet", default="carnet", max_length=12),
        ),
    ]
