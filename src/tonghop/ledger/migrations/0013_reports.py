"""Reports: drafts, the registers of numbers, what was issued and what became of it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


ONCE = ("issue", "reportfile", "registernumber", "sectionversion", "amendment")
"""What is written once: a number that was given stays given, a report that was issued stays as it was."""
KEPT = "".join(
    f"create trigger ledger_{name}_stays before update or delete on ledger_{name}"
    " for each row execute function ledger_unalterable();"
    for name in ONCE
)
DROP = "".join(f"drop trigger ledger_{name}_stays on ledger_{name};" for name in ONCE)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0012_single_sign_on")]
    operations = [
        migrations.CreateModel(
            name="Register",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.SmallIntegerField()),
                ("symbol", models.CharField(max_length=40)),
                ("first", models.PositiveIntegerField(default=1)),
                ("last", models.PositiveIntegerField(null=True)),
                ("closed", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="registers", to="ledger.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RegisterNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("purpose", models.CharField(max_length=500)),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
                (
                    "register",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="numbers", to="ledger.register"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("year", models.SmallIntegerField()),
                ("first", models.SmallIntegerField()),
                ("last", models.SmallIntegerField()),
                ("title", models.CharField(help_text="what it is about, as printed below its type", max_length=500)),
                (
                    "frame",
                    models.JSONField(
                        help_text="letterhead, type, signature, recipients and remark, as core.paper_json has them"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "đang soạn"),
                            ("abandoned", "không ban hành"),
                            ("issued", "đã ban hành"),
                            ("corrected", "đã đính chính"),
                            ("replaced", "đã bị thay thế"),
                            ("withdrawn", "đã thu hồi"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1)),
                ("examined", models.JSONField(null=True)),
                ("reason", models.TextField(blank=True, help_text="why it replaces another")),
                ("public", models.BooleanField(default=False)),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="ledger.report",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="ledger.unit"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dated", models.DateField()),
                ("known_on", models.DateTimeField()),
                ("paper", models.JSONField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
                (
                    "number",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issue", to="ledger.registernumber"
                    ),
                ),
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issue", to="ledger.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(max_length=64)),
                ("message", models.TextField()),
                ("reason", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="explanations", to="ledger.report"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("corrected", "đính chính"), ("replaced", "thay thế"), ("withdrawn", "thu hồi")],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "document",
                    models.CharField(blank=True, help_text="number and day of the letter that says so", max_length=200),
                ),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="ledger.report"
                    ),
                ),
                (
                    "successor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amends",
                        to="ledger.report",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "form",
                    models.CharField(
                        choices=[("docx", "Word"), ("pdf", "PDF"), ("html", "HTML"), ("signed", "PDF đã ký số")],
                        max_length=10,
                    ),
                ),
                ("content", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="files", to="ledger.issue"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ReportSection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("opening", "phần mở đầu"),
                            ("body", "nội dung"),
                            ("closing", "phần kết"),
                            ("appendix", "phụ lục"),
                        ],
                        default="body",
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=100)),
                ("position", models.PositiveSmallIntegerField()),
                ("level", models.PositiveSmallIntegerField(default=1)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("blocks", models.JSONField(default=list)),
                ("wide", models.BooleanField(default=False, help_text="an appendix on pages turned on their side")),
                ("left_out", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "assigned",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="ledger.report"
                    ),
                ),
            ],
            options={
                "ordering": ("position", "id"),
            },
        ),
        migrations.CreateModel(
            name="Comment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
                (
                    "resolved",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="comments", to="ledger.reportsection"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SectionVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=500)),
                ("blocks", models.JSONField()),
                (
                    "entry",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="ledger.entry"),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="ledger.reportsection"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="register",
            constraint=models.UniqueConstraint(fields=("unit", "year", "symbol"), name="register_once"),
        ),
        migrations.AddConstraint(
            model_name="register",
            constraint=models.CheckConstraint(condition=models.Q(("first__gte", 1)), name="register_from_one"),
        ),
        migrations.AddConstraint(
            model_name="registernumber",
            constraint=models.UniqueConstraint(fields=("register", "number"), name="register_number_once"),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["unit", "-year", "-last"], name="reports_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("public", False), models.Q(("state__in", ("draft", "abandoned")), _negated=True), _connector="OR"
                ),
                name="report_public_once_issued",
            ),
        ),
        migrations.AddConstraint(
            model_name="explanation",
            constraint=models.UniqueConstraint(fields=("report", "fingerprint"), name="explanation_once"),
        ),
        migrations.AddConstraint(
            model_name="reportfile",
            constraint=models.UniqueConstraint(fields=("issue", "form"), name="report_file_once"),
        ),
        migrations.AddConstraint(
            model_name="reportsection",
            constraint=models.UniqueConstraint(fields=("report", "key"), name="report_section_once"),
        ),
        migrations.AddConstraint(
            model_name="sectionversion",
            constraint=models.UniqueConstraint(fields=("section", "number"), name="section_version_once"),
        ),
        migrations.RunSQL(KEPT, DROP),
    ]
