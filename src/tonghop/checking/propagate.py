"""Bound propagation (HC4) in exact fractions, where every bound remembers the suspects it rests on."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tonghop.checking.bounds import Reading
from tonghop.checking.network import Constraint, Linear, Network, Ratio, Suspect, Times, Variable

Support = frozenset[Suspect]
_NOBODY: Support = frozenset()
_LEAST_GAIN = 1024
_ROUNDS = 60


class Contradiction(Exception):
    """No value is left for some variable; `support` are the suspects that cannot all be right."""

    def __init__(self, support: Support) -> None:
        super().__init__()
        self.support = support


class Domain:
    """The values a variable can still take, and who says so."""

    __slots__ = ("high", "high_why", "low", "low_why", "whole")

    def __init__(self, variable: Variable, reading: Reading, trusted: bool) -> None:
        interval = variable.stated.get(reading, variable.free) if trusted else variable.free
        why = frozenset({variable.figure}) if trusted and variable.figure is not None else _NOBODY
        self.low, self.high, self.whole = interval.low, interval.high, variable.whole
        self.low_why = self.high_why = why

    def raise_low(self, value: Fraction, why: Support) -> bool:
        """Cut off what lies below `value`; True where that gains something worth passing on."""
        if self.whole:
            value = Fraction(ceil(value))
        if self.low is not None and (value <= self.low or self._trifling(value - self.low, value > self._top(value))):
            return False
        self.low, self.low_why = value, why
        self._must_not_be_empty()
        return True

    def lower_high(self, value: Fraction, why: Support) -> bool:
        """Cut off what lies above `value`; True where that gains something worth passing on."""
        if self.whole:
            value = Fraction(floor(value))
        if self.high is not None and (
            value >= self.high or self._trifling(self.high - value, value < self._bottom(value))
        ):
            return False
        self.high, self.high_why = value, why
        self._must_not_be_empty()
        return True

    def _top(self, default: Fraction) -> Fraction:
        return default if self.high is None else self.high

    def _bottom(self, default: Fraction) -> Fraction:
        return default if self.low is None else self.low

    def _trifling(self, gain: Fraction, empties: bool) -> bool:
        if empties or self.whole or self.low is None or self.high is None:
            return False
        return gain * _LEAST_GAIN < self.high - self.low

    def _must_not_be_empty(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise Contradiction(self.low_why | self.high_why)


Domains = dict[str, Domain]


@dataclass(frozen=True, slots=True)
class Propagation:
    """What is left of every variable, or the suspects that cannot all be right."""

    domains: Domains
    conflict: Support | None


def propagate(network: Network, reading: Reading, trusted: Support | None = None) -> Propagation:
    """Narrow all variables until nothing more follows; `trusted` are the suspects believed (None: all)."""
    domains = {
        name: Domain(item, reading, trusted is None or item.figure in trusted)
        for name, item in network.variables.items()
    }
    constraints = [item for item in network.constraints if trusted is None or item.relation in trusted]
    watching: dict[str, list[int]] = {}
    for index, item in enumerate(constraints):
        for name in item.variables:
            watching.setdefault(name, []).append(index)
    queue, waiting = deque(range(len(constraints))), set(range(len(constraints)))
    budget = _ROUNDS * len(constraints)
    try:
        for domain in domains.values():
            _round(domain)
        while queue and budget:
            budget -= 1
            index = queue.popleft()
            waiting.discard(index)
            for name in _narrow(constraints[index], domains):
                fresh = [other for other in watching[name] if other not in waiting and other != index]
                queue.extend(fresh)
                waiting.update(fresh)
    except Contradiction as contradiction:
        return Propagation(domains, contradiction.support)
    return Propagation(domains, None)


def _round(domain: Domain) -> None:
    if domain.whole and domain.low is not None:
        domain.raise_low(domain.low, domain.low_why)
    if domain.whole and domain.high is not None:
        domain.lower_high(domain.high, domain.high_why)
    domain._must_not_be_empty()


def _narrow(constraint: Constraint, domains: Domains) -> list[str]:
    """Names of the variables that this constraint narrowed."""
    if isinstance(constraint, Linear):
        return _narrow_linear(constraint, domains)
    if isinstance(constraint, Ratio):
        return _narrow_ratio(constraint, domains)
    return _narrow_times(constraint, domains)


Bound = tuple[Fraction, Support]


def _term(domain: Domain, coefficient: Fraction, upper: bool) -> Bound | None:
    """The largest (or smallest) that coefficient · variable can be."""
    if upper == (coefficient > 0):
        value, why = domain.high, domain.high_why
    else:
        value, why = domain.low, domain.low_why
    return None if value is None else (value * coefficient, why)


def _narrow_linear(constraint: Linear, domains: Domains) -> list[str]:
    changed = []
    for upper, limit in ((True, constraint.low), (False, constraint.high)):
        if limit is None:
            continue
        extremes = [_term(domains[name], coefficient, upper) for name, coefficient in constraint.terms]
        unbounded = [index for index, extreme in enumerate(extremes) if extreme is None]
        if len(unbounded) > 1:
            continue
        total = sum((extreme[0] for extreme in extremes if extreme), Fraction(0))
        for index in unbounded or range(len(extremes)):
            name, coefficient = constraint.terms[index]
            own = extremes[index]
            rest = limit - (total - (own[0] if own else 0))
            why = frozenset({constraint.relation}).union(
                *(extreme[1] for other, extreme in enumerate(extremes) if extreme and other != index)
            )
            cut = domains[name].raise_low if upper == (coefficient > 0) else domains[name].lower_high
            if cut(rest / coefficient, why):
                changed.append(name)
    return changed


def _product(left: Bound | None, right: Bound | None, relation: Support) -> Bound | None:
    return None if left is None or right is None else (left[0] * right[0], left[1] | right[1] | relation)


def _low(domain: Domain) -> Bound | None:
    return None if domain.low is None else (domain.low, domain.low_why)


def _high(domain: Domain) -> Bound | None:
    return None if domain.high is None else (domain.high, domain.high_why)


def _factor(constraint: Ratio, percent: Domain) -> tuple[Bound | None, Bound | None]:
    """The bounds of a + b · percent."""
    offset, slope = constraint.offset_and_slope
    ends = [_low(percent), _high(percent)]
    low, high = ends if slope > 0 else reversed(ends)
    return (
        None if low is None else (offset + slope * low[0], low[1]),
        None if high is None else (offset + slope * high[0], high[1]),
    )


def _cut(apply: Callable[[Fraction, Support], bool], bound: Bound | None) -> bool:
    return bound is not None and apply(*bound)


def _narrow_ratio(constraint: Ratio, domains: Domains) -> list[str]:
    part, base, percent = (domains[name] for name in constraint.variables)
    if base.low is None or base.low < 0:
        return []
    relation = frozenset({constraint.relation})
    low, high = _factor(constraint, percent)
    changed = []
    down = _product(low, _low(base) if low and low[0] >= 0 else _high(base), relation)
    up = _product(high, _high(base) if high and high[0] >= 0 else _low(base), relation)
    if _cut(part.raise_low, down) | _cut(part.lower_high, up):
        changed.append(constraint.part)
    if _cut(base.raise_low, _quotient(_low(part), high, relation)) | _cut(
        base.lower_high, _quotient(_high(part), low, relation)
    ):
        changed.append(constraint.base)
    offset, slope = constraint.offset_and_slope
    ends = (_quotient(_low(part), _high(base), relation), _quotient(_high(part), _low(base), relation))
    smallest, largest = ends if slope > 0 else reversed(ends)
    if _cut(percent.raise_low, _percent(smallest, offset, slope)) | _cut(
        percent.lower_high, _percent(largest, offset, slope)
    ):
        changed.append(constraint.percent)
    return changed


def _quotient(top: Bound | None, bottom: Bound | None, relation: Support) -> Bound | None:
    """top / bottom where both are known not to be negative."""
    if top is None or bottom is None or top[0] < 0 or bottom[0] <= 0:
        return None
    return top[0] / bottom[0], top[1] | bottom[1] | relation


def _percent(factor: Bound | None, offset: Fraction, slope: Fraction) -> Bound | None:
    return None if factor is None else ((factor[0] - offset) / slope, factor[1])


def _narrow_times(constraint: Times, domains: Domains) -> list[str]:
    if any((low := domains[name].low) is None or low < 0 for name in constraint.variables):
        return []
    relation = frozenset({constraint.relation})
    product, changed = domains[constraint.product], []
    lows = [_low(domains[name]) for name in constraint.factors]
    highs = [_high(domains[name]) for name in constraint.factors]
    if _cut(product.raise_low, _multiply(lows, relation)) | _cut(product.lower_high, _multiply(highs, relation)):
        changed.append(constraint.product)
    for index, name in enumerate(constraint.factors):
        other_lows = _multiply(lows[:index] + lows[index + 1 :], relation)
        other_highs = _multiply(highs[:index] + highs[index + 1 :], relation)
        factor = domains[name]
        if _cut(factor.raise_low, _quotient(_low(product), other_highs, relation)) | _cut(
            factor.lower_high, _quotient(_high(product), other_lows, relation)
        ):
            changed.append(name)
    return changed


def _multiply(bounds: list[Bound | None], relation: Support) -> Bound | None:
    result: Bound | None = (Fraction(1), relation)
    for bound in bounds:
        result = _product(result, bound, relation)
    return result
