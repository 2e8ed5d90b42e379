"""Totals that no marker announces: consecutive quantities of one kind that make up a number near them exactly."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Role
from tonghop.reading.lexicon import beginning
from tonghop.reading.relations.columns import accompanying
from tonghop.reading.relations.groups import Group
from tonghop.reading.relations.spans import adding, tells
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement, in_same_period

_NAMES: Final = ("tổng", "lũy kế", "luỹ kế", "nâng")
_TOTALLED: Final = re.compile(rf"(?:{beginning(_NAMES)})(?!\w)[^,;.]{{0,60}}$")
_NAMED: Final = 70
_UNLIKELY: Final = 150
_FEW: Final = 20
_SMALLEST: Final = Decimal(20)
_LEAST: Final = 2
_MOST: Final = 9
_REACH: Final = 5
_WINDOW: Final = 24
_SMALL: Final = Decimal(200)
_NOTHING: Final = Decimal(0)
_SKIPPED: Final = 2
_NO_PARTS: Final = ("denominator", "from", "to")


class Placed:
    """A quantity with the number of its statement and the headings above it."""

    def __init__(self, measure: Measure, index: int, headings: tuple[str, ...]) -> None:
        self.measure = measure
        self.index = index
        self.headings = headings


def assembled(statements: Sequence[Statement], groups: Sequence[Group]) -> Iterator[Group]:
    """Groups of a total and its parts that stand around it in their order, too exactly for chance."""
    placed = _listed(statements)
    told: dict[int, set[int]] = {id(group.total): {*map(id, group.parts)} for group in groups if group.adds_up}
    taken = set().union(*told.values())
    for place in range(len(placed) - 1, -1, -1):
        total = placed[place].measure
        number = total.token.number
        if number < _SMALLEST or (number < _SMALL and not _is_named(total)):
            continue
        for run in _runs(placed, place, taken):
            parts = {id(part) for part in run}
            if not parts & told.get(id(total), set()) and _is_no_chance(total, run, named=_is_named(total)):
                taken |= parts
                found = Group(total, tuple(run), whole=True)
                yield from (found, *accompanying(found, {id(m): m.partner for m in (total, *run) if m.partner}))
                break


def _is_named(total: Measure) -> bool:
    """Whether the words call a number a total."""
    before = total.before[-_NAMED:]
    return any(name in before for name in _NAMES) and _TOTALLED.search(before) is not None


def _listed(statements: Sequence[Statement]) -> list[Placed]:
    """What may be a total or a part, in the order of the text."""
    found: list[Placed] = []
    for index, statement in enumerate(statements):
        for measure in statement.measures:
            alone = is_quantity(measure) and measure.token.pair_role not in _NO_PARTS
            if alone and not in_same_period(statement, measure):
                found.append(Placed(measure, index, statement.headings))
    return found


def _runs(placed: list[Placed], place: int, taken: set[int]) -> list[list[Measure]]:
    """The quantities right after a total, right before it, and on both sides, that nearly make it up."""
    own = placed[place]
    after = _parts(own, placed[place + 1 : place + _WINDOW + 1], taken)
    before = _parts(own, placed[max(0, place - _WINDOW) : place][::-1], taken)
    around = [*before[:1], *after[:1]]
    behind = [run[::-1] for run in _making_up(own.measure, before)]
    return [*_making_up(own.measure, after), *behind, *_making_up(own.measure, around)]


def _parts(own: Placed, others: list[Placed], taken: set[int]) -> list[Measure]:
    """What may be parts of a total among the quantities to one side of it, nearest first."""
    found: list[Measure] = []
    total = own.measure
    number, planned = total.token.number, total.role is Role.PLAN_VALUE
    for other in others:
        if abs(other.index - own.index) > _REACH or other.headings != own.headings or len(found) == _MOST:
            break
        measure = other.measure
        alike = (measure.role is Role.PLAN_VALUE) is planned and same_kind(total, measure)
        if alike and id(measure) not in taken:
            if measure.token.number >= number:
                break
            found.append(measure)
    return [measure for measure in found if not _is_part(measure, found)]


def _is_part(measure: Measure, wholes: list[Measure]) -> bool:
    """Whether a quantity is a part of one of others, or of the partner of one."""
    parent = measure.parent
    return parent is not None and any(parent is whole or parent is whole.partner for whole in wholes)


def _making_up(total: Measure, measures: list[Measure]) -> list[list[Measure]]:
    """The stretches of a list that nearly make up a total, those from its beginning first."""
    found: list[list[Measure]] = []
    if len(measures) < _LEAST:
        return found
    number = total.token.number
    open_by = number / _UNLIKELY
    least, most = number - open_by, number + open_by
    for start in range(_SKIPPED):
        listed = _NOTHING
        for end in range(start, len(measures)):
            listed += measures[end].token.number
            if listed > most:
                break
            if end > start and listed >= least:
                found.append(measures[start : end + 1])
    return found


def _is_no_chance(total: Measure, parts: list[Measure], *, named: bool) -> bool:
    """Whether the parts add up to the total so exactly that it cannot be chance; less will do where it is named so."""
    enough = (_FEW if named else _UNLIKELY) * (len(parts) - 1)
    return tells(total, parts, enough) and adding(total, parts) == len(parts)
