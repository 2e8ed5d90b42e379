"""The units below a unit, held in memory until somebody changes units.

Every change of units writes an entry, so the last such entry tells whether what is held is still so. Whoever uses it
asks for that entry in the statement that reads the rest, and renews the tree where it is another.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db import connection

_TREE = """
select (select max(id) from ledger_entry where action like 'unit.%%'),
    min(unit.id), max(unit.id), array_agg(unit.id), array_agg(unit.code)
from ledger_ancestry as below join ledger_unit as unit on unit.id = below.unit_id
where below.ancestor_id = (select id from ledger_unit where code = %(code)s)
    and (below.start is null or below.start <= %(on)s) and (below."end" is null or below."end" > %(on)s)
"""
_MOST = 64
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
OUTSIDE = ""
"""Stands for the code of a unit that is not below."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A unit and all units below it at any depth on a day: their codes by number, as of an entry about units.

    The numbers lie between `least` and `greatest`.
    """

    codes: Mapping[int, str]
    least: int
    greatest: int
    stamp: int | None
    _read: dict[bytes, tuple[str, ...]] = field(default_factory=dict)

    def read(self, numbers: bytes) -> tuple[str, ...]:
        """The codes of numbers of four bytes each, empty for units that are not below.

        Remembered, since mostly the same units report.
        """
        codes = self._read.get(numbers)
        if codes is None:
            units = struct.unpack(f">{len(numbers) // 4}i", numbers)
            codes = tuple(self.codes.get(unit, OUTSIDE) for unit in units)
            _hold(self._read, numbers, codes)
        return codes


_held: dict[tuple[str, str, date], Tree] = {}


def tree(code: str, on: date) -> Tree:
    """The tree below a unit as far as it is held, else as it is now, in one query."""
    return _held.get(_key(code, on)) or renew(code, on)


def renew(code: str, on: date) -> Tree:
    """The tree below a unit as it is now."""
    with connection.cursor() as cursor:
        cursor.execute(_TREE, {"code": code, "on": on})
        stamp, least, greatest, numbers, codes = cursor.fetchone()
    found = Tree(dict(zip(numbers or (), codes or (), strict=True)), least or 0, greatest or 0, stamp)
    if found.codes:
        _hold(_held, _key(code, on), found)
    return found


def _hold(held: dict[_Key, _Value], key: _Key, value: _Value) -> None:
    """Remember a value; of too many, forget all."""
    if len(held) >= _MOST:
        held.clear()
    held[key] = value


def _key(code: str, on: date) -> tuple[str, str, date]:
    server = connection.settings_dict
    return f"{server['HOST']} {server['PORT']} {server['NAME']}", code, on
