"""Totals that no marker announces: consecutive quantities of one kind that make up a number near them exactly."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Role
from tonghop.reading.lexicon import beginning
from tonghop.reading.relations.columns import accompanying
from tonghop.reading.relations.groups import Group
from tonghop.reading.relations.spans import adding, tells
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement, in_same_period

_TOTALLED: Final = re.compile(rf"(?:{beginning(('tổng', 'lũy kế', 'luỹ kế', 'nâng'))})(?!\w)[^,;.]{{0,60}}$")
_NAMED: Final = 70
_UNLIKELY: Final = 150
_FEW: Final = 20
_LEAST: Final = 2
_MOST: Final = 9
_REACH: Final = 5
_WINDOW: Final = 24
_SMALL: Final = 200
_SKIPPED: Final = 2
_NO_PARTS: Final = ("denominator", "from", "to")

Placed = tuple[int, Measure]
"""A quantity with the number of its statement."""


def assembled(statements: Sequence[Statement], groups: Sequence[Group]) -> Iterator[Group]:
    """Groups of a total and its parts that stand around it in their order, too exactly for chance."""
    placed = list(_listed(statements))
    told: dict[int, set[int]] = {id(group.total): {*map(id, group.parts)} for group in groups if group.adds_up}
    taken = set().union(*told.values())
    for place in range(len(placed) - 1, -1, -1):
        total = placed[place][1]
        if total.token.number < _FEW:
            continue
        named = _TOTALLED.search(total.before[-_NAMED:]) is not None
        if total.token.number < _SMALL and not named:
            continue
        for run in _runs(statements, placed, place, taken):
            parts = {id(part) for part in run}
            if not parts & told.get(id(total), set()) and _is_no_chance(total, run, named=named):
                taken |= parts
                found = Group(total, tuple(run), whole=True)
                yield from (found, *accompanying(found, {id(m): m.partner for m in (total, *run) if m.partner}))
                break


def _listed(statements: Sequence[Statement]) -> Iterator[Placed]:
    """What may be a total or a part, in the order of the text."""
    for index, statement in enumerate(statements):
        for measure in statement.measures:
            alone = is_quantity(measure) and measure.token.pair_role not in _NO_PARTS
            if alone and not in_same_period(statement, measure):
                yield index, measure


def _runs(
    statements: Sequence[Statement], placed: list[Placed], place: int, taken: set[int]
) -> Iterator[list[Measure]]:
    """The quantities right after a total, right before it, and on both sides, that nearly make it up."""
    index, total = placed[place]
    first, last = max(0, place - _WINDOW), place + _WINDOW + 1
    headings, kinds = statements[index].headings, (total.token.unit_kind, "bare")
    number, planned = total.token.number, total.role is Role.PLAN_VALUE

    def parts(others: Iterable[Placed]) -> list[Measure]:
        found: list[Measure] = []
        for other, measure in others:
            if abs(other - index) > _REACH or statements[other].headings != headings or len(found) == _MOST:
                break
            alike = measure.token.unit_kind in kinds and (measure.role is Role.PLAN_VALUE) is planned
            if alike and id(measure) not in taken and same_kind(total, measure):
                if measure.token.number >= number:
                    break
                found.append(measure)
        wholes = {id(whole) for measure in found for whole in (measure, measure.partner) if whole}
        return [measure for measure in found if id(measure.parent) not in wholes]

    after, before = parts(placed[place + 1 : last]), parts(reversed(placed[first:place]))
    yield from _making_up(total, after)
    yield from (run[::-1] for run in _making_up(total, before))
    yield from _making_up(total, [*before[:1], *after[:1]])


def _making_up(total: Measure, measures: list[Measure]) -> Iterator[list[Measure]]:
    """The stretches of a list that nearly make up a total, those from its beginning first."""
    if len(measures) < _LEAST:
        return
    number = total.token.number
    most = number + number / _UNLIKELY
    for start in range(_SKIPPED):
        listed = Decimal(0)
        for end, measure in enumerate(measures[start:], start + 1):
            listed += measure.token.number
            if listed > most:
                break
            if end - start >= _LEAST and abs(listed - number) * _UNLIKELY <= number:
                yield measures[start:end]


def _is_no_chance(total: Measure, parts: list[Measure], *, named: bool) -> bool:
    """Whether the parts add up to the total so exactly that it cannot be chance; less will do where it is named so."""
    enough = (_FEW if named else _UNLIKELY) * (len(parts) - 1)
    return tells(total, parts, enough) and adding(total, parts) == len(parts)
