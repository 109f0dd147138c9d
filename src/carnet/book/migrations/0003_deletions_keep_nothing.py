"""What points at a deleted contact stays in its own table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("book", "0002_revisions_and_deletions")]

    operations = [migrations.RemoveField(model_name="deletion", name="members")]
