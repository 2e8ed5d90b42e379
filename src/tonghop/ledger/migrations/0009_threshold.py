"""Thresholds: from which percentage of its plan on a target of a unit counts as nearly met."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0008_inbox")]
    operations = [
        migrations.CreateModel(
            "Threshold",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nearly", models.DecimalField(decimal_places=2, max_digits=5)),
                (
                    "unit",
                    models.OneToOneField(
                        "ledger.Unit", on_delete=django.db.models.deletion.PROTECT, related_name="threshold"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("nearly__gt", 0), ("nearly__lte", 100)), name="threshold_percent"
                    )
                ]
            },
        )
    ]
