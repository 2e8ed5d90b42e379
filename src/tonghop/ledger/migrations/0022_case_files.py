"""Files that are kept with cases."""

import django.db.models.deletion
from django.db import migrations, models


def _entry(**more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry", **more)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0021_feeds")]
    operations = [
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=120)),
                ("size", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField(null=True)),
                ("privacy", models.CharField(help_text="as catalog.registers has it", max_length=12)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="ledger.case"
                    ),
                ),
                ("entry", _entry()),
                ("removed", _entry(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed", None)), fields=("case", "sha256"), name="case_file_once"
                    )
                ],
            },
        ),
    ]
