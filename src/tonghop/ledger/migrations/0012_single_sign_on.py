"""Accounts: what the provider of single sign-on calls a person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0011_passkeys")]
    operations = [migrations.AddField("account", "single", models.CharField(max_length=255, null=True, unique=True))]
