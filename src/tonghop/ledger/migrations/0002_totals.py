"""The database keeps the totals over units, and forbids that facts and entries are altered or deleted."""

from django.db import migrations

COLUMNS = ("indicator_id", "year", "last", "first", "measure", "authority", "version", "breakdown")
KEY = ", ".join(COLUMNS)


def of(table: str) -> str:
    """The columns of the key, of one table."""
    return ", ".join(f"{table}.{column}" for column in COLUMNS)


PERIOD_END = """
create function ledger_period_end(year int, last int) returns date language sql immutable parallel safe
return (make_date(year, 1, 1) + make_interval(months => last) - interval '1 day')::date;
"""

# A change of the value a unit has, own or added up: by how much, and whether it came to be (1) or ceased to be (-1).
MOVE = """
create type ledger_move as (
    unit_id bigint, indicator_id bigint, year smallint, last smallint, first smallint, measure smallint,
    authority varchar, version smallint, breakdown varchar, total numeric, parts int
);
"""

# Carries changes upwards, one level of the hierarchy at a time, until a unit states the value itself or has no parent.
CARRY = f"""
create function ledger_carry(moves ledger_move[]) returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(7250001);
    while cardinality(moves) > 0 loop
        with up as (
            select parent.parent_id as unit_id, {KEY}, sum(total) as total, sum(parts)::int as parts
            from unnest(moves) as move
            join ledger_unitparent as parent on parent.unit_id = move.unit_id
                and (parent.start is null or parent.start <= ledger_period_end(move.year, move.last))
                and (parent."end" is null or parent."end" > ledger_period_end(move.year, move.last))
            group by parent.parent_id, {KEY}
            having sum(total) <> 0 or sum(parts) <> 0
        ), kept as (
            insert into ledger_total as kept (unit_id, {KEY}, total, parts)
            select unit_id, {KEY}, total, parts from up
            order by unit_id, {KEY}
            on conflict (unit_id, {KEY}) do update
                set total = kept.total + excluded.total, parts = kept.parts + excluded.parts
            returning kept.unit_id, {KEY}, parts
        )
        select array_agg(row(
            up.unit_id, {of("up")}, up.total,
            (kept.parts > 0)::int - (kept.parts - up.parts > 0)::int
        )::ledger_move)
        into moves
        from up join kept using (unit_id, {KEY})
        where not exists (
            select from ledger_fact as own
            where own.known_to is null and own.settled and own.value is not null and (own.unit_id, {of("own")}) = (up.unit_id, {of("up")})
        );
    end loop;
end $$;
"""


def _moves(change: str) -> str:
    """The changes that rows of `changed` bring; +1 where they come, -1 where they go. Below them may be a total."""
    return f"""
    select array_agg(row(
        changed.unit_id, {of("changed")},
        {change} * (changed.value - coalesce(below.total, 0)),
        {change} * (1 - (coalesce(below.parts, 0) > 0)::int)
    )::ledger_move)
    into moves
    from changed
    left join ledger_total as below on below.parts > 0 and (below.unit_id, {of("below")}) = (changed.unit_id, {of("changed")})
    """


RECORDED = f"""
create function ledger_fact_recorded() returns trigger language plpgsql as $$
declare moves ledger_move[];
begin
    with changed as (
        select * from recorded where known_to is null and settled and value is not null
    ) {_moves("1")};
    perform ledger_carry(moves);
    return null;
end $$;
create trigger ledger_fact_recorded after insert on ledger_fact
    referencing new table as recorded for each statement execute function ledger_fact_recorded();
"""

CLOSED = f"""
create function ledger_fact_closed() returns trigger language plpgsql as $$
declare moves ledger_move[];
begin
    with changed as (
        select old_rows.* from old_rows join new_rows using (id)
        where old_rows.known_to is null and new_rows.known_to is not null
            and old_rows.settled and old_rows.value is not null
    ) {_moves("-1")};
    perform ledger_carry(moves);
    return null;
end $$;
create trigger ledger_fact_closed after update on ledger_fact
    referencing old table as old_rows new table as new_rows
    for each statement execute function ledger_fact_closed();
"""

# A fact changes once in its life: when another supersedes it. An entry never changes.
GUARD = """
create function ledger_unalterable() returns trigger language plpgsql as $$
begin
    raise exception '% is never altered', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_fact_keeps_its_past before update on ledger_fact
    for each row when (old.known_to is not null or new.known_to is null or new.superseded_by_id is null)
    execute function ledger_unalterable();
create trigger ledger_fact_keeps_its_value
    before update of id, indicator_id, unit_id, year, first, last, measure, authority, version, breakdown, standing,
        value, low, high, as_of, state, known_from, entry_id, source_id, start, "end", duty_id
    on ledger_fact for each statement execute function ledger_unalterable();
create trigger ledger_fact_stays before delete on ledger_fact
    for each statement execute function ledger_unalterable();
create trigger ledger_entry_stays before update or delete on ledger_entry
    for each row execute function ledger_unalterable();
"""

DROP = """
drop trigger ledger_entry_stays on ledger_entry;
drop trigger ledger_fact_stays on ledger_fact;
drop trigger ledger_fact_keeps_its_value on ledger_fact;
drop trigger ledger_fact_keeps_its_past on ledger_fact;
drop function ledger_unalterable;
drop trigger ledger_fact_closed on ledger_fact;
drop function ledger_fact_closed;
drop trigger ledger_fact_recorded on ledger_fact;
drop function ledger_fact_recorded;
drop function ledger_carry;
drop type ledger_move;
drop function ledger_period_end;
"""


class Migration(migrations.Migration):
    """Functions and triggers of PostgreSQL."""

    dependencies = (("ledger", "0001_ledger"),)
    operations = (migrations.RunSQL("".join((PERIOD_END, MOVE, CARRY, RECORDED, CLOSED, GUARD)), DROP),)
