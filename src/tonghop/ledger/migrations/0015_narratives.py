"""Narratives: what a unit writes with its form that no figure can say."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_HEADINGS = [
    ("results", "Kết quả khác"),
    ("theme", "Thực hiện chủ đề của năm"),
    ("difficulties", "Tồn tại, hạn chế"),
    ("causes", "Nguyên nhân"),
    ("tasks", "Nhiệm vụ kỳ tới"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0014_cases")]
    operations = [
        migrations.CreateModel(
            "Narrative",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("heading", models.CharField(choices=_HEADINGS, max_length=12)),
                ("text", models.TextField()),
                ("at", models.DateTimeField(auto_now=True)),
                (
                    "author",
                    models.ForeignKey(
                        settings.AUTH_USER_MODEL,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                    ),
                ),
                (
                    "duty",
                    models.ForeignKey(
                        "ledger.Duty", on_delete=django.db.models.deletion.PROTECT, related_name="narratives"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("duty", "heading"), name="narrative_once")],
            },
        )
    ]
