"""Recording very many facts at once: the same rules as `record`, in set-based SQL behind one COPY."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from tonghop.core.fact import Fact
from tonghop.ledger.cells import Names, columns
from tonghop.ledger.errors import LedgerError, OutsideLife
from tonghop.ledger.models import Entry, State
from tonghop.ledger.record import Change, begin

_KEY = ("indicator_id", "unit_id", "year", "last", "first", "measure", "authority", "version", "breakdown")
_CONTENT = ("standing", "value", "low", "high", "as_of", "start", "end")
_COLUMNS = ", ".join(f'"{name}"' for name in (*_KEY, *_CONTENT))
_SAME_CELL = " and ".join(f"open.{name} = incoming.{name}" for name in _KEY)
_SAME_VALUE = " and ".join(f'open."{name}" is not distinct from incoming."{name}"' for name in _CONTENT)
_OPEN = "open.settled = %s and open.known_to is null"

_STAGE = f"""
drop table if exists pg_temp.incoming;
create temporary table incoming on commit drop as
select {_COLUMNS}, 0::bigint as place from ledger_fact with no data
"""
_TWICE = f"""
select min(place), max(place) from incoming group by {", ".join(_KEY)} having count(*) > 1 order by 2 limit %s
"""
_OUTSIDE = """
select incoming.place, unit.code from incoming join ledger_unit as unit on unit.id = incoming.unit_id
where unit.born > ledger_period_end(incoming.year, incoming.last)
    or unit.closed <= make_date(incoming.year, incoming.first, 1)
order by 1 limit %s
"""
_UNCHANGED = f"""
delete from incoming using ledger_fact as open
where {_SAME_CELL} and {_SAME_VALUE} and {_OPEN} and open.state in (%s, {State.PUBLISHED.value})
"""
_LOCK = "select ledger_lock(array(select distinct indicator_id from incoming))"
_SUPERSEDE = f"""
update ledger_fact as open set known_to = %s, superseded_by_id = %s from incoming where {_SAME_CELL} and {_OPEN}
"""
_ACCEPT = f"""
update ledger_fact as open set known_to = %s, superseded_by_id = %s from incoming
where {_SAME_CELL} and open.value is not distinct from incoming.value and open.standing = incoming.standing
    and not open.settled and open.known_to is null and (open.duty_id is null or open.duty_id = %s)
"""
_INSERT = f"""
insert into ledger_fact ({_COLUMNS}, state, known_from, entry_id, source_id, duty_id)
select {_COLUMNS}, %s, %s, %s, %s, %s from incoming order by indicator_id, year, last, first, measure, unit_id
"""
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was written: the entry (None where nothing changed), how many facts came, were new or superseded others."""

    entry: Entry | None
    given: int
    superseded: int
    written: int


class SameCell(LedgerError):
    """A row that gives the cell of the row `first` again."""

    def __init__(self, first: int) -> None:
        super().__init__("Trùng ô số liệu với dòng {row}.", row=first)
        self.first = first


class RefusedRows(LedgerError):
    """Rows that cannot be recorded, as (number from 1, why); nothing was written."""

    def __init__(self, rows: tuple[tuple[int, LedgerError], ...]) -> None:
        super().__init__("Có dòng sai nên không ghi số liệu nào.")
        self.rows = rows

    def sentence(self, say: Callable[[str], str]) -> str:
        """What is wrong, row by row."""
        row = say("Dòng {row}: {problem}")
        told = (row.format(row=number, problem=error.sentence(say)) for number, error in self.rows)
        return "\n".join((super().sentence(say), *told))


def load(facts: Iterable[Fact], names: Names, change: Change, state: State = State.ACCEPTED) -> Loaded:
    """Record facts, all or nothing, in the memory of one; `names` knows all their indicators and units.

    Raises RefusedRows for cells given twice and spans outside the life of their unit, KeyError for an unknown name.
    """
    settled = state >= State.ACCEPTED
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local work_mem = '256MB'")
        cursor.execute(_STAGE)
        with cursor.copy(f"copy incoming ({_COLUMNS}, place) from stdin") as copy:
            given = 0
            for row in _rows(facts, names):
                copy.write_row(row)
                given += 1
        cursor.execute("analyze incoming")
        cursor.execute(_LOCK)
        _refuse(cursor)
        cursor.execute(_UNCHANGED, [settled, state])
        cursor.execute("select exists (select from incoming)")
        if cursor.fetchone() == (False,):
            return Loaded(None, given, 0, 0)
        entry = begin(change)
        cursor.execute(_SUPERSEDE, [entry.at, entry.id, settled])
        superseded = cursor.rowcount
        source, duty = (item.id if item else None for item in (change.source, change.duty))
        if settled:
            cursor.execute(_ACCEPT, [entry.at, entry.id, duty])
        cursor.execute(_INSERT, [state, entry.at, entry.id, source, duty])
        return Loaded(entry, given, superseded, cursor.rowcount)


def _rows(facts: Iterable[Fact], names: Names) -> Iterator[tuple[object, ...]]:
    for place, fact in enumerate(facts, 1):
        yield (*columns(fact, names.key(fact.cell)).values(), place)


def _refuse(cursor: CursorWrapper) -> None:
    cursor.execute(_TWICE, [_SHOWN])
    refused: list[tuple[int, LedgerError]] = [(last, SameCell(first)) for first, last in cursor.fetchall()]
    cursor.execute(_OUTSIDE, [_SHOWN])
    refused += ((place, OutsideLife(code)) for place, code in cursor.fetchall())
    if refused:
        raise RefusedRows(tuple(sorted(refused, key=lambda row: row[0])))
