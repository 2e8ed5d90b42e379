"""One quantity said again: a number of many digits, the whole of a fraction, a headline, a sentence in other words."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations, pairwise, takewhile
from typing import Final

from tonghop.core.figure import Role
from tonghop.reading.relations.units import same_kind
from tonghop.reading.roles.qualifying import content_words, described
from tonghop.reading.statements import Measure, Statement

REPEATABLE: Final = frozenset({Role.COUNT, Role.AMOUNT, Role.AREA, Role.FRACTION, Role.PLAN_VALUE})
"""Roles of what may be stated twice."""

_SIGNIFICANT: Final = 3
_TWO_DIGITS: Final = Decimal(10)
_LEAST: Final = Decimal(5)
_REACH: Final = 4
_OFTEN: Final = 6
_SAME_WORDS: Final = 0.8
_ALL_BUT_SAME: Final = 0.9
_SHARED: Final = 5
_LARGE: Final = 100
_PHRASE: Final = 6
_PHRASE_SHARED: Final = 4
_BEFORE: Final = 200
_AFTER: Final = 60
_TAKEN_UP: Final = re.compile(r"(?<!\w)(?:trong|với) (?:tổng )?số $|(?<!\w)trong (?:hơn |gần )?$")
_CLAUSE_END: Final = re.compile(r"[,;.:()]")
_WORD: Final = re.compile(r"[^\W\d_]+")

Placed = tuple[int, Measure]
"""A measure with the number of its statement."""

Said = dict[Decimal, list[Placed]]
"""What is stated of each number."""

Thing = tuple[Decimal, str]
"""A number and the first word of what it counts."""


def echoes(statements: list[Statement]) -> Iterator[list[Measure]]:
    """Sets of measures that state one quantity."""
    said: Said = {}
    for index, statement in enumerate(statements):
        for measure in statement.measures:
            if measure.role in REPEATABLE and measure.token.number >= _LEAST:
                said.setdefault(measure.token.number, []).append((index, measure))
    for places in said.values():
        if len(places) > 1:
            yield from _long(places)
            yield from _of_fractions(places, said)
            yield from _beside(statements, places)
            yield from _taken_up(places)
            yield from _in_like_words(statements, places)


def joined(sets: Iterable[list[Measure]]) -> Iterator[list[Measure]]:
    """The sets, those with a measure in common as one, each in the order of the text."""
    homes: dict[int, dict[int, Measure]] = {}
    for members in sets:
        home: dict[int, Measure] = {}
        for measure in members:
            home |= homes.get(id(measure), {id(measure): measure})
        homes |= dict.fromkeys(home, home)
    for home in {id(home): home for home in homes.values()}.values():
        yield sorted(home.values(), key=lambda measure: measure.token.start)


def _long(places: list[Placed]) -> Iterator[list[Measure]]:
    """A number of three significant digits that returns with its unit in another sentence."""
    if _digits(places[0][1]) < _SIGNIFICANT:
        return
    same: dict[object, list[Placed]] = {}
    for index, measure in places:
        if measure.unit:
            unit = measure.unit if _digits(measure) == _SIGNIFICANT else _thing(measure)[1]
            same.setdefault((unit, measure.hedge), []).append((index, measure))
    for found in same.values():
        if len({index for index, _ in found}) == len(found) > 1:
            yield [measure for _, measure in found]


def _of_fractions(places: list[Placed], said: Said) -> Iterator[list[Measure]]:
    """`phải giải quyết 23 vụ … . Đã giải quyết 9/23 vụ`: a side of a fraction that is stated near it too."""
    for (index, first), (other, second) in pairwise(places):
        if other - index <= _REACH and _is_side(first, second, said) and _counts_the_same(first, second):
            yield [first, second]


def _beside(statements: list[Statement], places: list[Placed]) -> Iterator[list[Measure]]:
    """A number said again in a bracket, as the first side of a comparison, or in the same phrase a sentence later."""
    for (index, first), (other, second) in pairwise(places):
        if index == other:
            again = _is_in_bracket(statements[index], first, second)
        elif other - index <= _REACH and _is_compared(statements[other], second):
            again = _counts_the_same(first, second) or same_kind(first, second)
        else:
            again = other - index == 1 and _is_named_alike(first, second)
        if again:
            yield [first, second]


def _is_in_bracket(statement: Statement, first: Measure, second: Measure) -> bool:
    """`12.374 con (chăn nuôi nhỏ lẻ: 12.374 con)`: all that a bracket behind a quantity holds."""
    alone = second.path[:-1] == first.path != second.path and first.unit == second.unit
    return alone and _is_alone(statement, second) and statement.between(first, second).count("(") == 1


def _is_named_alike(first: Measure, second: Measure) -> bool:
    """`… và 3 tỷ đồng vốn đầu tư phát triển. Vốn đầu tư phát triển 3 tỷ đồng …`: one amount in one phrase."""
    if first.unit != second.unit or first.token.unit_kind == "count":
        return False
    return len(described(first) & described(second) - content_words(first.unit or "")) >= _PHRASE_SHARED


def _is_alone(statement: Statement, measure: Measure) -> bool:
    """Whether a measure is all that its bracket holds."""
    return sum(m.path == measure.path for m in statement.measures) == 1


def _is_compared(statement: Statement, measure: Measure) -> bool:
    """`giảm 10 vụ (15/25)`: whether a measure is this year's value over last year's behind their difference."""
    index = statement.place_of(measure)
    delta = statement.measures[index - 1] if index else None
    return (
        measure.token.pair_role == "numerator"
        and delta is not None
        and delta.role is Role.DELTA
        and measure.before.rstrip().endswith("(")
    )


def _taken_up(places: list[Placed]) -> Iterator[list[Measure]]:
    """`Tiếp nhận 376 đơn. … Trong số 376 đơn, …`: a number that a sentence takes up again."""
    for (index, first), (other, second) in pairwise(places):
        if 0 < other - index <= _REACH and _TAKEN_UP.search(second.before) and _counts_the_same(first, second):
            yield [first, second]


def _is_side(first: Measure, second: Measure, said: Said) -> bool:
    """Whether one of two equal numbers is the whole of a fraction, or its part where that whole is stated too."""
    sides = {first.token.pair_role, second.token.pair_role} - {None}
    if sides != {"numerator"}:
        return sides == {"denominator"}
    if first.partner and second.partner:
        return first.partner.token.number == second.partner.token.number
    whole = first.partner or second.partner
    if whole is None or whole.token.number == first.token.number:
        return False
    return any(m.partner is None and _thing(m) == _thing(whole) for _, m in said.get(whole.token.number, ()))


def _counts_the_same(first: Measure, second: Measure) -> bool:
    """Whether two equal numbers count one thing: the nouns begin alike, or the first has none of its own."""
    return _thing(first) == _thing(second) or (first.token.unit_kind == "bare" and same_kind(second, first))


def _thing(measure: Measure) -> Thing:
    return measure.token.number, (measure.unit or "").partition(" ")[0]


def _in_like_words(statements: list[Statement], places: list[Placed]) -> Iterator[list[Measure]]:
    """A number that returns in another sentence between nearly the same words, as a headline does."""
    if places[0][1].token.number < _TWO_DIGITS or len(places) > _OFTEN:
        return
    for (index, first), (other, second) in combinations(places, 2):
        same = index != other and first.unit == second.unit and first.hedge is second.hedge
        if same and _alike(statements[index], first, statements[other], second):
            yield [first, second]


def _alike(one: Statement, first: Measure, other: Statement, second: Measure) -> bool:
    """Whether nearly the same words stand around two equal numbers, or one phrase before a number that is no chance."""
    around, again = _around(one, first), _around(other, second)
    shared, fewer = len(around & again), min(len(around), len(again))
    telling = first.token.unit_kind != "count" or first.token.number >= _LARGE
    like = shared >= _SHARED and shared >= (_SAME_WORDS if telling else _ALL_BUT_SAME) * fewer
    return like or (telling and _same_ending(one.folded[: first.at], other.folded[: second.at]) >= _PHRASE)


def _same_ending(first: str, second: str) -> int:
    """How many of the last words of two texts are the same."""
    words = (reversed(_WORD.findall(text[-_BEFORE:])) for text in (first, second))
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*words, strict=False)))


def _around(statement: Statement, measure: Measure) -> set[str]:
    """The words of the sentence up to the measure, and those after it as far as its clause goes."""
    before = statement.folded[max(0, measure.at - _BEFORE) : measure.at]
    end = statement.end_of(measure)
    after = _CLAUSE_END.split(statement.folded[end : end + _AFTER], maxsplit=1)[0]
    return set(_WORD.findall(f"{before} {after}"))


def _digits(measure: Measure) -> int:
    return len(measure.token.number.normalize().as_tuple().digits)
