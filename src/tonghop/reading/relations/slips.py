"""Slips of the finger: numbers that one changed digit, or two neighbours exchanged, would make fit."""

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tonghop.reading.relations.spans import span
from tonghop.reading.statements import Measure

_TELLING: Final = 3
_EXACTLY: Final = 20
_BOTH: Final = 2


def is_closed_by_a_slip(total: Measure, parts: Sequence[Measure], *, telling: int = _TELLING) -> bool:
    """Whether one slip in a number of so many digits or more keeps the parts from adding up to the total.

    Zeros at its end tell nothing: of round numbers too many are one digit from fitting.
    """
    bottoms, tops = zip(*map(span, parts), strict=True)
    (least, most), bottom, top = span(total), sum(bottoms), sum(tops)
    missed = abs(total.token.number - sum(part.token.number for part in parts))
    if (most - least + top - bottom) * _EXACTLY > missed:
        return False
    return could_be(total, bottom, top, telling=telling) or any(
        could_be(part, least - top + high, most - bottom + low, telling=telling)
        for part, low, high in zip(parts, bottoms, tops, strict=True)
    )


def could_be(measure: Measure, least: Decimal, most: Decimal, *, telling: int = _TELLING) -> bool:
    """Whether one slip in a number of so many digits or more made it what it is instead of a value in this range."""
    value, step, digits = measure.token.number, measure.token.step, _digits(measure)
    if len(digits.rstrip("0")) < telling:
        return False
    low, high = span(measure)
    fewest, most_steps = math.ceil((least - (high - value)) / step), math.floor((most + (value - low)) / step)
    return any(fewest <= written <= most_steps for written in _misprints(digits))


def _digits(measure: Measure) -> str:
    """The digits of a number as it is printed, none where it is not printed in digits of one scale."""
    written = measure.token.number / measure.token.step if measure.token.step else Decimal(0)
    return str(int(written)) if written > 0 and written == written.to_integral_value() else ""


def is_swapped(first: Measure, second: Measure) -> bool:
    """Whether two numbers of telling length differ in two digits that stand in each other's place."""
    one, other = _digits(first), _digits(second)
    if len(one) < _TELLING or len(one) != len(other) or first.token.step != second.token.step:
        return False
    differing = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differing) == _BOTH and differing[0] == differing[1][::-1]


def _misprints(digits: str) -> list[int]:
    """What may have been meant: numbers with another digit in one place, or with two neighbours exchanged."""
    found: list[int] = []
    written, worth = int(digits), 10 ** len(digits)
    previous = 0
    for place, char in enumerate(digits):
        worth //= 10
        digit = int(char)
        found += [written + (other - digit) * worth for other in range(not place, 10) if other != digit]
        if place and previous != digit and (place > 1 or digit):
            found.append(written + (digit - previous) * 9 * worth)
        previous = digit
    return found
