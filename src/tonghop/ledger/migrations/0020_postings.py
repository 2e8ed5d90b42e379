"""Measures of registers posted as facts, with the cases that counted."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

_TO = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+"}
_KINDS = [
    ("document", "văn bản"),
    ("file", "tệp số liệu"),
    ("form", "biểu nhập"),
    ("api", "giao diện lập trình"),
    ("register", "sổ theo dõi"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0019_examining")]
    operations = [
        migrations.AlterField("source", "kind", models.CharField(choices=_KINDS, max_length=10)),
        migrations.CreateModel(
            "Posting",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=40)),
                ("measure", models.CharField(max_length=40)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("cases", django.contrib.postgres.fields.ArrayField(models.BigIntegerField(), size=None)),
                ("versions", django.contrib.postgres.fields.ArrayField(models.IntegerField(), size=None)),
                ("indicator", models.ForeignKey("ledger.Indicator", **_TO)),
                ("source", models.ForeignKey("ledger.Source", **(_TO | {"related_name": "postings"}))),
                ("unit", models.ForeignKey("ledger.Unit", **_TO)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "indicator"), name="posting_of_fact")],
                "indexes": [models.Index(fields=["unit", "register", "-last", "-id"], name="posting_of_register")],
            },
        ),
    ]
