"""The intervals of true values of measures, and whether parts can add up to a total inside them."""

from decimal import Decimal

from tonghop.reading.bounds import bounds
from tonghop.reading.numerals import last_nonzero_step
from tonghop.reading.statements import Measure


def span(measure: Measure) -> tuple[Decimal, Decimal]:
    """The interval of true values of a measure; `trên` and `gần` reach one unit of the last non-zero digit."""
    if measure.limits is None:
        low, high = bounds(measure)
        value = measure.token.number
        reach = last_nonzero_step(value) if value else Decimal(0)
        measure.limits = (value - reach if low is None else low), (value + reach if high is None else high)
    return measure.limits


def adding(total: Measure, parts: list[Measure]) -> int:
    """The length of the longest run of the first parts that can add up to the total, 0 where none does."""
    least, most = span(total)
    low = high = Decimal(0)
    found = 0
    for length, part in enumerate(parts, 1):
        bottom, top = span(part)
        low, high = low + bottom, high + top
        if low > most:
            break
        if length > 1 and high >= least:
            found = length
    return found
