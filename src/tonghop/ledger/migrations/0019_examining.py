"""How far the check of a draft is."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0018_case_links")]
    operations = [migrations.AddField("report", "examining", models.JSONField(null=True))]
