"""Which limit of a case ends next, of all that run in it."""

from django.db import migrations, models
from django.db.models import Q

from tonghop.catalog.registers import registers
from tonghop.registers.filling import restored
from tonghop.registers.history import History, Step

_AT_ONCE = 500
_FIELDS = ["next_due", "next_limit"]


def fill(apps, _):
    """Say of every open case which of its limits ends next, as its steps tell."""
    cases = apps.get_model("ledger", "Case").objects
    batch = []
    for case in cases.filter(closed=None).prefetch_related("steps").iterator(_AT_ONCE):
        if register := registers().get(case.register):
            rows = sorted(case.steps.all(), key=lambda row: row.pk)
            steps = tuple(Step(row.on, row.transition, restored(register, row.fields)) for row in rows)
            if coming := History(register, steps).next_limit(steps[-1].on):
                case.next_due, case.next_limit = coming.due.last, coming.limit
                batch.append(case)
    cases.bulk_update(batch, _FIELDS, batch_size=_AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0022_case_files")]
    operations = [
        migrations.AddField("case", "next_due", models.DateField(null=True)),
        migrations.AddField("case", "next_limit", models.CharField(blank=True, default="", max_length=40)),
        migrations.AlterField("case", "next_limit", models.CharField(blank=True, max_length=40)),
        migrations.RemoveIndex("case", "case_open_by_due"),
        migrations.RemoveIndex("case", "case_of_handler"),
        migrations.AddIndex(
            "case",
            models.Index(condition=Q(closed=None), fields=["register", "unit", "next_due"], name="case_open_by_due"),
        ),
        migrations.AddIndex(
            "case", models.Index(condition=Q(closed=None), fields=["handler", "next_due"], name="case_of_handler")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
