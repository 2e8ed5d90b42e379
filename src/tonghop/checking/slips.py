"""How small a slip explains a wrong figure: the ranking of tied suspects, and the value that would mend."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from tonghop.checking.bounds import Exact, Interval, Reading, bounds
from tonghop.checking.printed import Printed, printed
from tonghop.core.figure import Figure

DIGIT, SWAP, MISSING_DIGIT, UNIT, SIGN = map(Decimal, ("1", "1.5", "2", "2.5", "2.5"))
EXCHANGE, OTHER, HOPELESS = map(Decimal, ("3", "4", "5"))
_TELLING_DIGITS = 3
_UNIT_SLIPS = (Fraction(10), Fraction(1000), Fraction(1, 10), Fraction(1, 1000))


@dataclass(frozen=True, slots=True)
class Repair:
    """The cheapest slip that explains a figure, and the value it should have had (None where none mends)."""

    weight: Decimal
    value: Exact | None


def is_slip(figure: Figure, weight: Decimal) -> bool:
    """Whether a repair of this weight is one wrong digit, in a number long enough for that to be no accident."""
    return weight < MISSING_DIGIT and len(printed(figure).digits) >= _TELLING_DIGITS


def repair(figure: Figure, allowed: Interval) -> Repair:
    """How `figure` must change to stand for a value in `allowed`.

    A slip with more ways to come out right is likelier, a longer number has more ways to slip: both enter the weight
    below the kinds of slip themselves.
    """
    style = printed(figure)
    best: dict[Decimal, list[Fraction]] = {}
    for cost, value in _slips(figure, style):
        if _fits(figure, value, allowed):
            best.setdefault(cost, []).append(value)
    if not best:
        value_ = _nearest(figure, style, allowed)
        return Repair(HOPELESS if value_ is None else OTHER, value_)
    cost = min(best)
    ways = 9 * max(1, len(style.digits))
    unlikely = Fraction(max(0, ways - len(best[cost])), 2 * ways)
    stated = Fraction(figure.number)
    value = min(best[cost], key=lambda value: abs(value - stated))
    return Repair(cost + Decimal(floor(unlikely * 1000)) / 1000, value)


def _slips(figure: Figure, style: Printed) -> Iterator[tuple[Decimal, Fraction]]:
    """(cost, value) of everything the writer may have meant."""
    stated = Fraction(figure.number)
    for cost, digits in sorted(_misprints(style.digits)):
        yield cost, int(digits) * style.step * (-1 if stated < 0 else 1)
    for factor in _UNIT_SLIPS:
        yield UNIT, stated * factor
    yield SIGN, -stated


def _misprints(digits: str) -> set[tuple[Decimal, str]]:
    """(cost, digits) of numbers one slip of the finger away."""
    found: dict[str, Decimal] = {}
    for index, digit in enumerate(digits):
        for other in "0123456789":
            found.setdefault(digits[:index] + other + digits[index + 1 :], DIGIT)
        if index:
            found.setdefault(digits[: index - 1] + digit + digits[index - 1] + digits[index + 1 :], SWAP)
    for index in range(len(digits) + 1 if digits else 0):
        for other in "0123456789":
            found.setdefault(digits[:index] + other + digits[index:], MISSING_DIGIT)
        if len(digits) > 1 and index < len(digits):
            found.setdefault(digits[:index] + digits[index + 1 :], MISSING_DIGIT)
    padded = digits.startswith("0")
    return {
        (cost, text) for text, cost in found.items() if text != digits and (padded or text[0] != "0" or text == "0")
    }


def _fits(figure: Figure, value: Exact, allowed: Interval) -> bool:
    """Whether `value`, printed like `figure`, can stand for something allowed."""
    shift, own = value - Fraction(figure.number), bounds(figure, Reading.ROUNDED)
    low = None if own.low is None else own.low + shift
    high = None if own.high is None else own.high + shift
    return (low is None or allowed.high is None or low <= allowed.high) and (
        high is None or allowed.low is None or high >= allowed.low
    )


def _nearest(figure: Figure, style: Printed, allowed: Interval) -> Exact | None:
    """The nearest value, with as many digits as `figure`, that is allowed."""
    stated, step = Fraction(figure.number), style.step
    if allowed.low is not None and stated < allowed.low:
        limit, inside = allowed.low, ceil(allowed.low / step) * step
    elif allowed.high is not None and stated > allowed.high:
        limit, inside = allowed.high, floor(allowed.high / step) * step
    else:
        return None
    rounded = floor(limit / step + Fraction(1, 2)) * step
    return next((value for value in (rounded, inside, limit) if _fits(figure, value, allowed)), None)
