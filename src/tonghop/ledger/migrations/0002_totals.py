"""The database keeps the totals over units, and forbids that facts and entries are altered or deleted."""

from django.db import migrations

COLUMNS = ("indicator_id", "year", "last", "first", "measure", "authority", "version", "breakdown")
KEY = ", ".join(COLUMNS)


def of(table: str) -> str:
    """The columns of the key, of one table."""
    return ", ".join(f"{table}.{column}" for column in COLUMNS)


def rise(changed: str) -> str:
    """What the changes of the values of units come to for the units above them, as `moves`."""
    return f"""
    select array_agg(up::ledger_move) into moves from (
        select parent.parent_id, {of("changed")}, sum(changed.total), sum(changed.parts)::int
        from {changed} as changed
        join ledger_unitparent as parent on parent.unit_id = changed.unit_id
            and (parent.start is null or parent.start <= ledger_period_end(changed.year, changed.last))
            and (parent."end" is null or parent."end" > ledger_period_end(changed.year, changed.last))
        group by parent.parent_id, {of("changed")}
        having sum(changed.total) <> 0 or sum(changed.parts) <> 0
    ) as up"""


PERIOD_END = """
create function ledger_period_end(year int, last int) returns date language sql immutable parallel safe
return (make_date(year, 1, 1) + make_interval(months => last) - interval '1 day')::date;
"""

# By how much the total of a unit changes, and by how many parts.
MOVE = """
create type ledger_move as (
    unit_id bigint, indicator_id bigint, year smallint, last smallint, first smallint, measure smallint,
    authority varchar, version smallint, breakdown varchar, total numeric, parts int
);
"""

# Writers of totals keep one another out per indicator, and leave the hierarchy as it is until they are done. Taken in
# one order and before anything else, the locks can never form a ring; taken again they cost nothing.
LOCK = """
create function ledger_lock(indicators bigint[]) returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(7250001);
    perform pg_advisory_xact_lock(7250002, bucket)
    from (select distinct (id % 64)::int as bucket from unnest(indicators) as id order by bucket) as locked;
end $$;
"""

# Adds up one level of the hierarchy at a time, until a unit states the value itself or has no parent.
CARRY = f"""
create function ledger_carry(moves ledger_move[]) returns void language plpgsql as $$
begin
    while cardinality(moves) > 0 loop
        with move as (
            select * from unnest(moves)
        ), kept as (
            insert into ledger_total as kept (unit_id, {KEY}, total, parts)
            select unit_id, {KEY}, total, parts from move
            on conflict (unit_id, {KEY}) do update
                set total = kept.total + excluded.total, parts = kept.parts + excluded.parts
        ), changed as (
            select * from move
            where not exists (
                select from ledger_fact as own
                where own.settled and own.known_to is null and own.value is not null
                    and (own.unit_id, {of("own")}) = (move.unit_id, {of("move")})
            )
        )
        {rise("changed")};
    end loop;
end $$;
"""


def changed(rows: str, sign: str) -> str:
    """What settled facts change when they come (`+`) or go (`-`): their value, less the total that they stand for."""
    return f"""
    perform ledger_lock(array(select distinct indicator_id from {rows} where settled));
    with stated as not materialized (
        select * from {rows} where settled and known_to is null and value is not null
    ), changed as (
        select unit_id, {KEY}, {sign} value as total, {sign} 1 as parts from stated
        union all
        select below.unit_id, {of("below")}, - ({sign} below.total), - ({sign} below.parts)
        from (
            select * from stated
            where unit_id in (select parent_id from ledger_unitparent)
        ) as parent
        join ledger_total as below
            on below.parts > 0 and (below.unit_id, {of("below")}) = (parent.unit_id, {of("parent")})
    )
    {rise("changed")};
    perform ledger_carry(moves);
    return null;"""


REFERENCES = ("indicator", "unit", "entry", "source", "duty")
"""What facts refer to: of all these nothing is ever deleted."""

# Refuses rows that refer to nothing, all at once: foreign keys would look for each row by itself.
REFER = f"""
    if exists (
        select from (select distinct {", ".join(f"{name}_id" for name in REFERENCES)} from recorded) as reference
        {" ".join(f"left join ledger_{name} as {name} on {name}.id = reference.{name}_id" for name in REFERENCES)}
        where {" or ".join(f"reference.{name}_id is not null and {name}.id is null" for name in REFERENCES)}
    ) then
        raise exception 'a fact refers to nothing' using errcode = 'foreign_key_violation';
    end if;"""

RECORDED = f"""
create function ledger_fact_recorded() returns trigger language plpgsql as $$
declare moves ledger_move[];
begin
    {REFER}
    {changed("recorded", "+")}
end $$;
create trigger ledger_fact_recorded after insert on ledger_fact
    referencing new table as recorded for each statement execute function ledger_fact_recorded();
"""

SUPERSEDED = f"""
create function ledger_fact_superseded() returns trigger language plpgsql as $$
declare moves ledger_move[];
begin
    if exists (select superseded_by_id from superseding except select id from ledger_entry) then
        raise exception 'superseded_by_id of a fact refers to nothing' using errcode = 'foreign_key_violation';
    end if;
    {changed("superseded", "-")}
end $$;
create trigger ledger_fact_superseded after update on ledger_fact
    referencing old table as superseded new table as superseding
    for each statement execute function ledger_fact_superseded();
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
""" + "".join(
    f"""
create trigger ledger_{name}_remains before delete or update of id on ledger_{name}
    for each row execute function ledger_unalterable();
"""
    for name in REFERENCES
)

DROP = (
    "".join(f"drop trigger ledger_{name}_remains on ledger_{name};\n" for name in REFERENCES)
    + """
drop trigger ledger_entry_stays on ledger_entry;
drop trigger ledger_fact_stays on ledger_fact;
drop trigger ledger_fact_keeps_its_value on ledger_fact;
drop trigger ledger_fact_keeps_its_past on ledger_fact;
drop function ledger_unalterable;
drop trigger ledger_fact_superseded on ledger_fact;
drop function ledger_fact_superseded;
drop trigger ledger_fact_recorded on ledger_fact;
drop function ledger_fact_recorded;
drop function ledger_carry;
drop type ledger_move;
drop function ledger_lock;
drop function ledger_period_end;
"""
)


class Migration(migrations.Migration):
    """Functions and triggers of PostgreSQL."""

    dependencies = (("ledger", "0001_ledger"),)
    operations = (migrations.RunSQL("".join((PERIOD_END, MOVE, LOCK, CARRY, RECORDED, SUPERSEDED, GUARD)), DROP),)
