"""Registers of work: cases, their steps, and what each was from one step to the next."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0013_reports")]
    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=40)),
                ("year", models.SmallIntegerField()),
                ("number", models.IntegerField()),
                ("received", models.DateField()),
                ("state", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("fields", models.JSONField(default=dict)),
                ("title", models.CharField(max_length=300)),
                ("folded", models.TextField()),
                ("opened", models.DateField()),
                ("closed", models.DateField(null=True)),
                ("began", models.DateField(null=True)),
                ("due", models.DateField(null=True)),
                ("first_due", models.DateField(null=True)),
                ("met", models.DateField(null=True)),
                ("version", models.IntegerField(default=1)),
                (
                    "handler",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="ledger.case",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="ledger.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseStanding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=40)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("state", models.CharField(max_length=40)),
                ("outcome", models.CharField(blank=True, max_length=40)),
                ("fields", models.JSONField(default=dict)),
                ("received", models.DateField()),
                ("opened", models.DateField()),
                ("closed", models.DateField(null=True)),
                ("began", models.DateField(null=True)),
                ("due", models.DateField(null=True)),
                ("met", models.DateField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="standings", to="ledger.case"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.unit"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                ("transition", models.CharField(blank=True, max_length=40)),
                ("fields", models.JSONField(default=dict)),
                (
                    "document",
                    models.CharField(blank=True, help_text="number and symbol of the document issued", max_length=200),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="ledger.case"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="case_steps", to="ledger.entry"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["register", "unit", "-received", "-id"], name="case_by_day"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["register", "unit", "state", "due"], name="case_by_state"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed", None)), fields=["register", "unit", "due"], name="case_open_by_due"
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(condition=models.Q(("closed", None)), fields=["handler", "due"], name="case_of_handler"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("folded", config="simple"), name="case_words"
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(fields=("register", "unit", "year", "number"), name="case_number_once"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("closed__gte", models.F("opened"))), name="case_closed_after_opened"
            ),
        ),
        migrations.AddIndex(
            model_name="casestanding",
            index=models.Index(
                condition=models.Q(("until", None)), fields=["register", "unit", "closed"], name="standing_now"
            ),
        ),
        migrations.AddIndex(
            model_name="casestanding",
            index=models.Index(
                condition=models.Q(("until__isnull", False)), fields=["register", "unit", "until"], name="standing_then"
            ),
        ),
        migrations.AddIndex(
            model_name="casestanding",
            index=models.Index(fields=["case", "since"], name="standing_of_case"),
        ),
        migrations.AddConstraint(
            model_name="casestanding",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until", None)), fields=("case",), name="case_standing_now"
            ),
        ),
        migrations.AddConstraint(
            model_name="casestanding",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__gte", models.F("since"))), name="case_standing_in_order"
            ),
        ),
    ]
