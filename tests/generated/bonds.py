"""The relations a generated report states, and whether printed numbers can still obey them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from tests.generated.printing import Interval

Closed = tuple[Fraction, Fraction]

ACCEPTED = {
    "sum": ("sum",),
    "partial_sum": ("sum",),
    "remaining": ("sum", "difference"),
    "ratio": ("ratio_to_plan", "fraction"),
    "fraction": ("fraction", "ratio_to_plan"),
    "share": ("share", "fraction"),
    "growth": ("growth",),
    "decline": ("growth",),
    "rise_by": ("growth",),
    "fall_by": ("growth",),
    "more": ("growth", "difference"),
    "fewer": ("growth", "difference"),
    "index": ("index",),
    "product": ("product",),
    "same_plan": ("same_plan",),
    "same_quantity": ("same_quantity",),
}


@dataclass(frozen=True)
class Bond:
    """Figures tied by `kind`, in the order its test expects. `accepted` are the relation types that say so."""

    kind: str
    keys: tuple[int, ...]

    @property
    def accepted(self) -> tuple[str, ...]:
        """The relation types under which a reader may report it."""
        return ACCEPTED[self.kind]

    def possible(self, intervals: Mapping[int, Interval]) -> bool:
        """Whether some true values inside the printed intervals obey it."""
        return _TESTS[self.kind](*[_closed(intervals[key]) for key in self.keys])


def _closed(interval: Interval) -> Closed:
    low, high = interval
    return (low if low is not None else Fraction(0)), (high if high is not None else Fraction(10**18))


def _meet(first: Closed, second: Closed) -> bool:
    return first[0] <= second[1] and second[0] <= first[1]


def _sum(total: Closed, *parts: Closed) -> bool:
    return _meet(total, (sum((p[0] for p in parts), Fraction(0)), sum((p[1] for p in parts), Fraction(0))))


def _partial_sum(total: Closed, *parts: Closed) -> bool:
    return sum((part[0] for part in parts), Fraction(0)) <= total[1]


def _times(first: Closed, second: Closed) -> Closed:
    return first[0] * second[0], first[1] * second[1]


def _rate(percent: Closed, offset: int = 0, sign: int = 1) -> Closed:
    ends = sorted(offset + sign * end / 100 for end in percent)
    return max(ends[0], Fraction(0)), ends[1]


def _quotient(part: Closed, whole: Closed, percent: Closed) -> bool:
    return _meet(part, _times(whole, _rate(percent)))


def _fraction(part: Closed, whole: Closed, *percent: Closed) -> bool:
    return part[0] <= whole[1] and all(_quotient(part, whole, item) for item in percent)


def _growth(current: Closed, base: Closed, percent: Closed) -> bool:
    return _meet(current, _times(base, _rate(percent, 1)))


def _decline(current: Closed, base: Closed, percent: Closed) -> bool:
    return _meet(current, _times(base, _rate(percent, 1, -1)))


def _rise_by(current: Closed, delta: Closed, percent: Closed) -> bool:
    low, high = _rate(percent)
    return _meet(delta, (current[0] * low / (1 + low), current[1] * high / (1 + high)))


def _fall_by(current: Closed, delta: Closed, percent: Closed) -> bool:
    low, high = _rate(percent)
    return high < 1 and _meet(delta, (current[0] * low / (1 - low), current[1] * high / (1 - high)))


def _more(current: Closed, base: Closed, delta: Closed) -> bool:
    return _sum(current, base, delta)


def _fewer(current: Closed, base: Closed, delta: Closed) -> bool:
    return _sum(base, current, delta)


def _product(first: Closed, second: Closed, product: Closed) -> bool:
    return _meet(product, _times(first, second))


def _same_plan(first: Closed, first_percent: Closed, second: Closed, second_percent: Closed) -> bool:
    if not (first_percent[0] > 0 and second_percent[0] > 0):
        return True
    plans = [(a[0] / p[1], a[1] / p[0]) for a, p in ((first, first_percent), (second, second_percent))]
    return _meet(*plans)


_TESTS: dict[str, Callable[..., bool]] = {
    "sum": _sum,
    "partial_sum": _partial_sum,
    "remaining": _sum,
    "ratio": _quotient,
    "fraction": _fraction,
    "share": _fraction,
    "growth": _growth,
    "decline": _decline,
    "rise_by": _rise_by,
    "fall_by": _fall_by,
    "more": _more,
    "fewer": _fewer,
    "index": _quotient,
    "product": _product,
    "same_plan": _same_plan,
    "same_quantity": _meet,
}
