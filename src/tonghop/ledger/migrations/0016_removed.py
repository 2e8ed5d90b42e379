"""A document may be taken out of the inbox again."""

from django.db import migrations, models

_STATES = [
    ("waiting", "chờ đọc"),
    ("reading", "đang đọc"),
    ("ready", "đã đọc"),
    ("failed", "không đọc được"),
    ("removed", "đã gỡ"),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0015_narratives")]

    operations = [
        migrations.AlterField("arrival", "state", models.CharField(choices=_STATES, default="waiting", max_length=10)),
    ]
