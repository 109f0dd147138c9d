from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("book", "0007_recipe_of_import"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="contact", name="book_contact_by_name"),
    ]
