"""The database keeps what was known of units before: versions of names, parents and shares that were changed later.

The tables hold what is known now; `…_past` what was known until `known_to`, `…_known` is both. Unknown `known_from`
is as long as the ledger is there.
"""

from django.db import migrations, models

# Everything that one operation changes becomes known at one moment: that at which it got the lock of the hierarchy.
MOMENT = """
create function ledger_moment() returns timestamptz language sql volatile
return coalesce(nullif(current_setting('ledger.moment', true), '')::timestamptz, clock_timestamp());
"""

KEEP = """
create function ledger_keep_past() returns trigger language plpgsql as $$
begin
    execute format('insert into %I select ($1).*, $2', tg_table_name || '_past') using old, ledger_moment();
    if tg_op = 'DELETE' then
        return old;
    end if;
    new.known_from := ledger_moment();
    return new;
end $$;
"""

KNOWN = """
alter table {table} add column known_from timestamptz;
alter table {table} alter column known_from set default ledger_moment();
create table {table}_past (like {table}, known_to timestamptz not null);
create index on {table}_past ({by});
create view {table}_known as
    select *, null::timestamptz as known_to from {table} union all select * from {table}_past;
create trigger {table}_keeps_its_past before update or delete on {table}
    for each row execute function ledger_keep_past();
create trigger {table}_past_stays before update or delete on {table}_past
    for each statement execute function ledger_unalterable();
"""
UNKNOWN = """
drop trigger {table}_keeps_its_past on {table};
drop view {table}_known;
drop table {table}_past;
alter table {table} drop column known_from;
"""
TABLES = {"ledger_unitname": "unit_id", "ledger_unitparent": "parent_id", "ledger_lineage": "successor_id"}
"""Each table with the column that its past is looked up by."""


class Migration(migrations.Migration):
    """Tables of the past, kept by triggers; and the last entry about units is found at once."""

    dependencies = (("ledger", "0003_dated"),)
    operations = (
        migrations.RunSQL(
            MOMENT + KEEP + "".join(KNOWN.format(table=table, by=by) for table, by in TABLES.items()),
            "".join(UNKNOWN.format(table=table) for table in TABLES)
            + "drop function ledger_keep_past; drop function ledger_moment;",
        ),
        migrations.AddIndex(
            "entry",
            models.Index(fields=["id"], condition=models.Q(action__startswith="unit."), name="entry_of_units"),
        ),
    )
