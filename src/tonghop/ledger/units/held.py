"""The units below a unit, held in memory until somebody changes units.

Every change of units writes an entry, so the last such entry tells whether what is held is still so. Whoever uses it
asks for `STAMP` in the statement that reads the rest, and renews the tree where it is another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

STAMP = "(select max(id) from ledger_entry where action like 'unit.%%')"
"""The number of the last entry about units; SQL with parameters."""

_TREE = f"""
select {STAMP}, min(unit.id), max(unit.id), array_agg(unit.id), array_agg(unit.code)
from ledger_ancestry as below join ledger_unit as unit on unit.id = below.unit_id
where below.ancestor_id = (select id from ledger_unit where code = %(code)s)
    and (below.start is null or below.start <= %(on)s) and (below."end" is null or below."end" > %(on)s)
"""
_MOST = 64


@dataclass(frozen=True, slots=True)
class Tree:
    """A unit and all units below it at any depth on a day: their codes by number, as of an entry about units.

    The numbers lie between `least` and `greatest`.
    """

    codes: Mapping[int, str]
    least: int
    greatest: int
    stamp: int | None


_held: dict[tuple[str, str, date], Tree] = {}


def tree(code: str, on: date) -> Tree:
    """The tree below a unit as far as it is held, else as it is now, in one query."""
    return _held.get(_key(code, on)) or renew(code, on)


def renew(code: str, on: date) -> Tree:
    """The tree below a unit as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(_TREE, {"code": code, "on": on})
        stamp, least, greatest, numbers, codes = cursor.fetchone()
    if len(_held) >= _MOST:
        _held.clear()
    found = _held[_key(code, on)] = Tree(
        dict(zip(numbers or (), codes or (), strict=True)), least or 0, greatest or 0, stamp
    )
    return found


def _key(code: str, on: date) -> tuple[str, str, date]:
    server = connection.settings_dict
    return f"{server['HOST']} {server['PORT']} {server['NAME']}", code, on
