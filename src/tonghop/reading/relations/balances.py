"""What exports leave over imports: `xuất khẩu 52 triệu USD, nhập khẩu 44 triệu USD; xuất siêu 8 triệu USD`."""

import re
from collections.abc import Iterator
from typing import Final

from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Difference
from tonghop.reading.relations.quotients import Found
from tonghop.reading.relations.spans import adding
from tonghop.reading.statements import Measure, Statement

_BALANCE: Final = re.compile(r"(xuất|nhập) siêu[^,;.:()\d]{0,20}:? ?$")
_SIDES: Final = {"xuất": ("export_value", "import_value"), "nhập": ("import_value", "export_value")}
_ALL: Final = 2


def relations(statements: list[Statement]) -> Iterator[Found]:
    """Surpluses and deficits of trade, of the last exports and imports of the same period told in the paragraph."""
    for statement in statements:
        if not statement.measures or "siêu" not in statement.folded:
            continue
        for measure in statement.measures:
            side = _BALANCE.search(measure.before[-40:]) if measure.role is Role.AMOUNT else None
            if side:
                sides = _SIDES[side[1]]
                yield from _balance(measure, sides, _told(statement, measure, sides))


def _balance(surplus: Measure, sides: tuple[str, str], told: list[Measure]) -> Iterator[Found]:
    larger, smaller = (next((m for m in told if m.indicator == side), None) for side in sides)
    if larger and smaller:
        fits = adding(larger, [smaller, surplus]) == _ALL
        yield Difference(larger.id, smaller.id, surplus.id), Certainty.DEFINITE if fits else Certainty.PRESUMED, "siêu"


def _told(statement: Statement, surplus: Measure, sides: tuple[str, str]) -> list[Measure]:
    """The amounts before the surplus in its sentence and the one before it, nearest first; no part of exports or
    imports."""
    return [
        m
        for m in reversed(statement.told_before(surplus))
        if m.role is Role.AMOUNT
        and m.unit == surplus.unit
        and m.period == surplus.period
        and not (m.parent and m.parent.indicator in sides)
    ]
