"""Who entered each case, where it did not come of another one, of which he may not have seen everything."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_FILL = """
update ledger_case as filled set receiver_id = entry.actor_id
from ledger_casestep as step join ledger_entry as entry on entry.id = step.entry_id
where step.id = (select min(id) from ledger_casestep where case_id = filled.id) and filled.parent_id is null
    and not exists (select from ledger_caselink where target_id = filled.id)
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0023_next_due")]
    operations = [
        migrations.AddField(
            "case",
            "receiver",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop, elidable=True),
    ]
