"""The office's own templates of reports and the forms of its superiors."""

import django.db.models.deletion
from django.db import migrations, models

_TO = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}


def _id():
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0016_removed")]
    operations = [
        migrations.CreateModel(
            "ReportTemplate",
            [
                _id(),
                ("kind", models.CharField(max_length=40)),
                ("name", models.CharField(help_text="of the file", max_length=200)),
                ("content", models.BinaryField()),
                ("entry", models.ForeignKey("ledger.Entry", **_TO)),
                ("unit", models.ForeignKey("ledger.Unit", **_TO)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "kind"), name="report_template_once")],
            },
        ),
        migrations.CreateModel(
            "SuperiorForm",
            [
                _id(),
                ("name", models.CharField(help_text="of the file", max_length=200)),
                ("content", models.BinaryField()),
                ("fingerprint", models.CharField(max_length=64)),
                ("agreed", models.JSONField(null=True)),
                ("entry", models.ForeignKey("ledger.Entry", **_TO)),
                ("unit", models.ForeignKey("ledger.Unit", **_TO)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "fingerprint"), name="superior_form_once")],
            },
        ),
    ]
