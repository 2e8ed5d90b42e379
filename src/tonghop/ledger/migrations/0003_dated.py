"""What holds of a unit at a time holds alone: one name, one parent; and nothing ends before it starts."""

from django.db import migrations

ALONE = """
alter table {table} add constraint {table}_alone exclude using gist (
    int4range(unit_id::int, unit_id::int, '[]') with &&, daterange(start, "end") with &&
);
alter table {table} add constraint {table}_ends_after_start check ("end" > start);
"""
SHARED = """
alter table {table} drop constraint {table}_ends_after_start;
alter table {table} drop constraint {table}_alone;
"""
TABLES = ("ledger_unitname", "ledger_unitparent")


class Migration(migrations.Migration):
    """Exclusion constraints; the range over one number stands for btree_gist, which the embedded database lacks."""

    dependencies = (("ledger", "0002_totals"),)
    operations = (
        migrations.RunSQL(
            "".join(ALONE.format(table=table) for table in TABLES),
            "".join(SHARED.format(table=table) for table in TABLES),
        ),
    )
