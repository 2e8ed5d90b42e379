"""What units state of one indicator and span, in one row: the plan of the question is made once for a connection."""

from django.db import migrations

STATED = """
create function ledger_stated(
    indicator text, year int, last int, first int, measure int, authority text, version int, breakdown text,
    from_unit bigint, to_unit bigint, out stamp bigint, out units bytea, out numbers text
) language plpgsql stable as $$
begin
    select (select max(id) from ledger_entry where action like 'unit.%'),
        coalesce(string_agg(int4send(fact.unit_id::int), ''), ''),
        string_agg(fact.value::text, ' ')
    into stamp, units, numbers
    from ledger_fact as fact
    where fact.settled and fact.known_to is null and fact.value is not null
        and fact.indicator_id = (select id from ledger_indicator where key = ledger_stated.indicator)
        and fact.year = ledger_stated.year and fact.last = ledger_stated.last and fact.first = ledger_stated.first
        and fact.measure = ledger_stated.measure and fact.authority = ledger_stated.authority
        and fact.version = ledger_stated.version and fact.breakdown = ledger_stated.breakdown
        and fact.unit_id between from_unit and to_unit;
end $$;
comment on function ledger_stated is
    'The present values of units numbered from_unit to to_unit, with the last entry about units: numbers of units of '
    'four bytes each, values parted by blanks.';
"""


class Migration(migrations.Migration):
    """A function of PostgreSQL."""

    dependencies = (("ledger", "0005_sessions"),)
    operations = (migrations.RunSQL(STATED, "drop function ledger_stated;"),)
