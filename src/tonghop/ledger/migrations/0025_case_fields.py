"""Cases are found by what their fields hold."""

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0024_receiver")]
    operations = [
        migrations.AddIndex("case", GinIndex(fields=["fields"], name="case_fields", opclasses=["jsonb_path_ops"])),
    ]
