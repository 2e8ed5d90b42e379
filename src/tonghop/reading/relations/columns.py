"""Things counted side by side: a total and parts of each (`22 vụ, 26 đối tượng: …`), and clauses built alike."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from tonghop.reading.relations.groups import Group
from tonghop.reading.relations.slips import is_closed_by_a_slip
from tonghop.reading.relations.spans import tells
from tonghop.reading.relations.units import counts_people, is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement

_BESIDE: Final = re.compile(r"\s*(?:,|/|và|với|có)[^,;:.()\d]{0,40}")
_REACH: Final = 5
_CANDIDATES: Final = 14
_UNLIKELY: Final = 100
_FEWEST: Final = 2
_TELLING: Final = 2


def beside(statements: list[Statement]) -> dict[int, Measure]:
    """The quantity of another kind right after each quantity: what is counted along with it, or the whole of a part."""
    return {
        id(first): second
        for statement in statements
        if len(statement.measures) > 1
        for first, second in pairwise(statement.measures)
        if _is_beside(first, second)
    }


def _is_beside(first: Measure, second: Measure) -> bool:
    return first.partner is second or (
        first.path == second.path
        and is_quantity(first)
        and is_quantity(second)
        and not same_kind(first, second)
        and _BESIDE.fullmatch(second.before) is not None
    )


def accompanying(group: Group, others: dict[int, Measure], *, mistyped: bool = False) -> Iterator[Group]:
    """What is counted along with a total and with each of its parts, where that adds up or nearly does.

    With `mistyped` what one digit, or two exchanged, keep from adding up, beside a list that does.
    """
    total = others.get(id(group.total))
    parts = [other for part in group.parts if (other := others.get(id(part)))]
    if total is None or len(parts) != len(group.parts) or len(parts) < _FEWEST:
        return
    along = Group(total, tuple(parts), whole=True, certain=False)
    alike = all(part.unit == total.unit for part in parts) and not counts_people(total)
    large = total.token.number >= _UNLIKELY
    slip = large and is_closed_by_a_slip(total, parts, telling=_TELLING) if mistyped else alike and along.is_slip
    if all(same_kind(total, part) for part in parts) and (along.adds_up or (group.adds_up and slip)):
        yield along


def parallel(statements: list[Statement], index: int, taken: set[int]) -> Iterator[Group]:
    """`Tỉnh nhận 600 hồ sơ, với 60 …; huyện 300 hồ sơ, với 40 …`: columns of clauses that make up a number before.

    Numbers that chance may make up count where two columns of three clauses do so; parts of other totals are `taken`.
    """
    measures = statements[index].measures
    clauses = _clauses(measures) if len(measures) > 1 and measures[-1].clause else []
    if len(clauses) < _FEWEST:
        return
    earlier = _earlier(statements, index)
    columns = [column for column in zip(*clauses, strict=False) if not any(id(part) in taken for part in column)]
    groups = [group for column in columns if (group := _made_up(earlier, column))]
    several = len({id(group.total) for group in groups}) == len(groups) >= _FEWEST and len(clauses) > _FEWEST
    yield from (group for group in groups if several or _is_no_chance(group))


def _clauses(measures: list[Measure]) -> list[list[Measure]]:
    """The quantities of each clause between semicolons, brackets aside."""
    found: dict[int, list[Measure]] = {}
    for measure in measures:
        if is_quantity(measure) and not measure.path:
            found.setdefault(measure.clause, []).append(measure)
    return list(found.values())


def _earlier(statements: list[Statement], index: int) -> list[Measure]:
    """The quantities of the sentences before, nearest first."""
    before = reversed(statements[max(0, index - _REACH) : index])
    return [m for statement in before for m in reversed(statement.measures) if is_quantity(m)][:_CANDIDATES]


def _made_up(totals: list[Measure], column: tuple[Measure, ...]) -> Group | None:
    """The group of a column whose sum is a number stated before."""
    listed = sum(part.token.number for part in column)
    alike = [total for total in totals if all(same_kind(total, part) for part in column)]
    near = (total for total in alike if abs(listed - total.token.number) * _UNLIKELY <= listed)
    groups = (Group(total, column, whole=True) for total in near)
    return next((group for group in groups if group.adds_up), None)


def _is_no_chance(group: Group) -> bool:
    """Whether a group adds up too exactly for chance."""
    return tells(group.total, group.parts, _UNLIKELY)
