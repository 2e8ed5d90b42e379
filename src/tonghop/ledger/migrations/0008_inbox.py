"""The inbox: arrivals, corrections of how they were read, and proposed words of indicators."""

import django.db.models.deletion
from django.db import migrations, models

PROTECT = django.db.models.deletion.PROTECT
ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
STATES = [("waiting", "chờ đọc"), ("reading", "đang đọc"), ("ready", "đã đọc"), ("failed", "không đọc được")]
DECISIONS = [("proposed", "đề xuất"), ("accepted", "đã duyệt"), ("refused", "không duyệt")]
MEASURES = [(1, "kế hoạch"), (2, "ước thực hiện"), (3, "thực hiện")]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0007_provisional")]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                ID,
                ("given", models.BooleanField(default=False)),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=10)),
                ("problem", models.JSONField(null=True)),
                ("reading", models.JSONField(null=True)),
                ("tally", models.JSONField(default=dict)),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("period", models.CharField(blank=True, max_length=20)),
                ("dated", models.DateField(null=True)),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="+", to="ledger.entry")),
                ("round", models.ForeignKey(null=True, on_delete=PROTECT, related_name="arrivals", to="ledger.round")),
                ("source", models.ForeignKey(on_delete=PROTECT, related_name="arrivals", to="ledger.source")),
                ("unit", models.ForeignKey(on_delete=PROTECT, related_name="arrivals", to="ledger.unit")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("source", "unit"), name="arrival_once")]},
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ID,
                ("start", models.IntegerField()),
                ("period", models.CharField(blank=True, max_length=20)),
                ("measure", models.SmallIntegerField(choices=MEASURES, null=True)),
                ("left_out", models.TextField(blank=True)),
                (
                    "arrival",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="ledger.arrival"
                    ),
                ),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="+", to="ledger.entry")),
                ("indicator", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="ledger.indicator")),
                ("unit", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="ledger.unit")),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("arrival", "start"), name="correction_once")]},
        ),
        migrations.CreateModel(
            name="AliasProposal",
            fields=[
                ID,
                ("words", models.CharField(max_length=300)),
                ("folded", models.CharField(max_length=300)),
                ("state", models.CharField(choices=DECISIONS, default="proposed", max_length=10)),
                ("decided", models.ForeignKey(null=True, on_delete=PROTECT, related_name="+", to="ledger.entry")),
                ("entry", models.ForeignKey(on_delete=PROTECT, related_name="+", to="ledger.entry")),
                ("indicator", models.ForeignKey(on_delete=PROTECT, related_name="+", to="ledger.indicator")),
                (
                    "unit",
                    models.ForeignKey(
                        help_text="in whose document they stand", on_delete=PROTECT, related_name="+", to="ledger.unit"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("folded", "indicator"), name="alias_once")]},
        ),
    ]
