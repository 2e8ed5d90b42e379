"""The interval in which the true value of a figure lies, under each reading of its print."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tonghop.checking.printed import printed
from tonghop.core.figure import CONTINUOUS_UNITS, Figure, Hedge


class Reading(StrEnum):
    """How strictly print is taken, the strictest first."""

    SOFT = "soft"  # rounded, and a hedge means no more than one unit of the last digit that counts
    ROUNDED = "rounded"  # rounded to nearest; a hedge is open-ended
    TOLERANT = "tolerant"  # rounded or cut off


Exact = int | Fraction
"""An exact number; whole ones are kept as int, which is many times faster."""


def exact(value: Decimal | Fraction) -> Exact:
    """`value` without loss."""
    fraction = Fraction(value)
    return fraction.numerator if fraction.denominator == 1 else fraction


@dataclass(frozen=True, slots=True)
class Interval:
    """Closed bounds; None is unbounded."""

    low: Exact | None = None
    high: Exact | None = None

    def hull(self, other: "Interval") -> "Interval":
        """The smallest interval that holds both."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Interval(low, high)

    def meet(self, other: "Interval") -> "Interval | None":
        """What both allow; None where that is nothing."""
        low = max((end for end in (self.low, other.low) if end is not None), default=None)
        high = min((end for end in (self.high, other.high) if end is not None), default=None)
        return None if low is not None and high is not None and low > high else Interval(low, high)


UNKNOWN = Interval()
NOT_NEGATIVE = Interval(0)


def bounds(figure: Figure, reading: Reading) -> Interval:
    """Where the true value of `figure` lies; unbounded for a date, a name or any other non-measure."""
    if isinstance(figure.value, str):
        return UNKNOWN
    low, high = figure.low, figure.high
    hard = Interval(None if low is None else exact(low), None if high is None else exact(high))
    if figure.hedge is Hedge.EXACT:
        return _cut_off(figure, hard) if reading is Reading.TOLERANT else hard
    if reading is Reading.SOFT:
        return _soft(figure)
    if figure.hedge is Hedge.ABOUT:
        return NOT_NEGATIVE if figure.number >= 0 else UNKNOWN
    return hard


def is_whole(figure: Figure) -> bool:
    """Whether the true value is a whole number: a count, unless it is printed with a fraction."""
    if not figure.is_count or figure.unit in CONTINUOUS_UNITS or isinstance(figure.value, str):
        return False
    return figure.value == figure.value.to_integral_value()


def _cut_off(figure: Figure, hard: Interval) -> Interval:
    if hard.low is None or hard.high is None or hard.low == hard.high:
        return hard
    value, unit = exact(figure.number), hard.high - hard.low
    return Interval(hard.low, max(hard.high, value + unit)) if value >= 0 else Interval(value - unit, hard.high)


def _soft(figure: Figure) -> Interval:
    value, unit = exact(figure.number), _last_counting_unit(figure)
    if figure.hedge is Hedge.OVER:
        return Interval(value, value + unit)
    if figure.hedge is Hedge.UNDER:
        return Interval(value - unit, value)
    return Interval(value - unit / 2, value + unit / 2)


def _last_counting_unit(figure: Figure) -> Fraction:
    """One unit of the last digit that is not zero: 1 % for 75 %, 10 for 120, 100 for 100."""
    unit, value = printed(figure).step, abs(Fraction(figure.number))
    while value and value % (unit * 10) == 0:
        unit *= 10
    return unit
