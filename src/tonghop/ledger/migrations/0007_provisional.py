"""Accounts: until when a password that somebody else was told lets in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0006_stated")]
    operations = [migrations.AddField("account", "provisional", models.DateTimeField(null=True))]
