"""Addresses of calendars, and the codes of what was sent in without an account."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _id():
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def _of(model, name):
    return models.OneToOneField(model, on_delete=django.db.models.deletion.CASCADE, related_name=name)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0020_postings")]
    operations = [
        migrations.CreateModel(
            "Feed",
            [
                _id(),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("created", models.DateTimeField(auto_now_add=True)),
                ("account", _of(settings.AUTH_USER_MODEL, "feed")),
            ],
        ),
        migrations.CreateModel(
            "Tracking",
            [
                _id(),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("case", _of("ledger.Case", "tracking")),
            ],
        ),
    ]
