"""The intervals of true values of measures, and whether parts can add up to a total inside them."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from tonghop.reading.bounds import bounds
from tonghop.reading.numerals import last_nonzero_step
from tonghop.reading.statements import Measure

_NOTHING: Final = Decimal(0)


def span(measure: Measure) -> tuple[Decimal, Decimal]:
    """The interval of true values of a measure; `trên` and `gần` reach one unit of the last non-zero digit."""
    if measure.limits is None:
        low, high = bounds(measure)
        value = measure.token.number
        measure.limits = (
            (value - _reach(value) if low is None else low),
            (value + _reach(value) if high is None else high),
        )
    return measure.limits


def _reach(value: Decimal) -> Decimal:
    """How far beyond a value `trên` and `gần` go."""
    return last_nonzero_step(value) if value else _NOTHING


def tells(total: Measure, parts: Sequence[Measure], times: int) -> bool:
    """Whether parts that add up do so too exactly for chance: the total is so many `times` what roundings leave open.

    A part that is lost in them tells nothing: with it or without, the others would add up.
    """
    likely = sum((high - low for low, high in map(span, (total, *parts))), start=total.token.step)
    return likely * times <= total.token.number and all(part.token.number > likely for part in parts)


def adding(total: Measure, parts: list[Measure]) -> int:
    """The length of the longest run of the first parts that can add up to the total, 0 where none does."""
    least, most = span(total)
    low = high = _NOTHING
    found = 0
    for length, part in enumerate(parts, 1):
        bottom, top = span(part)
        low, high = low + bottom, high + top
        if low > most:
            break
        if length > 1 and high >= least:
            found = length
    return found
