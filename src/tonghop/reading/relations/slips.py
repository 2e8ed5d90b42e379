"""Slips of the finger: numbers that one changed digit, or two neighbours exchanged, would make fit."""

from collections.abc import Iterator, Sequence
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
    value, (low, high) = measure.token.number, span(measure)
    meant = (written * measure.token.step for written in _misprints(_digits(measure), telling))
    return any(number - (value - low) <= most and number + (high - value) >= least for number in meant)


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


def _misprints(digits: str, telling: int) -> Iterator[int]:
    """What may have been meant: numbers with another digit in one place, or with two neighbours exchanged."""
    if len(digits.rstrip("0")) < telling:
        return
    for place, digit in enumerate(digits):
        for other in "0123456789":
            if other != digit and (place or other != "0"):
                yield int(f"{digits[:place]}{other}{digits[place + 1 :]}")
        if place and digits[place - 1] != digit and (place > 1 or digit != "0"):
            yield int(f"{digits[: place - 1]}{digit}{digits[place - 1]}{digits[place + 1 :]}")
