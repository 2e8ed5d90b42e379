"""Bound propagation (HC4) in exact fractions, where every bound remembers the suspects it rests on."""

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from tonghop.checking.bounds import Exact, Reading
from tonghop.checking.network import Constraint, Linear, Network, Ratio, Suspect, Times, Variable

Support = frozenset[Suspect]
_LEAST_GAIN = 256
_ROUNDS = 6


class Contradiction(Exception):
    """No value is left for some variable; `support` are the suspects that cannot all be right."""

    def __init__(self, support: Support) -> None:
        super().__init__()
        self.support = support


class Reason:
    """Why a bound holds: a suspect, and the reasons of the bounds it was derived from."""

    __slots__ = ("because", "suspect")

    def __init__(self, suspect: Suspect | None, because: tuple["Reason", ...] = ()) -> None:
        self.suspect, self.because = suspect, because

    def suspects(self) -> Support:
        """Everybody it rests on."""
        seen, found, open_ = {id(self)}, set[Suspect](), [self]
        while open_:
            reason = open_.pop()
            if reason.suspect is not None:
                found.add(reason.suspect)
            fresh = [item for item in reason.because if id(item) not in seen]
            seen.update(map(id, fresh))
            open_.extend(fresh)
        return frozenset(found)


_BY_NATURE = Reason(None)
Why = Callable[[], Reason]


class Domain:
    """The values a variable can still take, and who says so."""

    __slots__ = ("high", "high_why", "low", "low_why", "whole")

    def __init__(self, variable: Variable, reading: Reading, trusted: bool) -> None:
        interval = variable.stated.get(reading, variable.free) if trusted else variable.free
        why = Reason(variable.figure) if trusted and variable.figure is not None else _BY_NATURE
        self.low, self.high, self.whole = interval.low, interval.high, variable.whole
        self.low_why = self.high_why = why

    def raise_low(self, value: Exact, why: Why) -> bool:
        """Cut off what lies below `value`; True where that gains something worth passing on."""
        if self.whole:
            value = ceil(value)
        if self.low is not None and (value <= self.low or self._trifling(value - self.low, value > self._top(value))):
            return False
        self.low, self.low_why = value, why()
        self.must_not_be_empty()
        return True

    def lower_high(self, value: Exact, why: Why) -> bool:
        """Cut off what lies above `value`; True where that gains something worth passing on."""
        if self.whole:
            value = floor(value)
        if self.high is not None and (
            value >= self.high or self._trifling(self.high - value, value < self._bottom(value))
        ):
            return False
        self.high, self.high_why = value, why()
        self.must_not_be_empty()
        return True

    def _top(self, default: Exact) -> Exact:
        return default if self.high is None else self.high

    def _bottom(self, default: Exact) -> Exact:
        return default if self.low is None else self.low

    def _trifling(self, gain: Exact, empties: bool) -> bool:
        if empties or self.whole or self.low is None or self.high is None:
            return False
        return gain * _LEAST_GAIN < self.high - self.low

    def must_not_be_empty(self) -> None:
        """Raises Contradiction where no value is left."""
        if self.low is not None and self.high is not None and self.low > self.high:
            raise Contradiction(self.low_why.suspects() | self.high_why.suspects())


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
        domain.low = ceil(domain.low)
    if domain.whole and domain.high is not None:
        domain.high = floor(domain.high)
    domain.must_not_be_empty()


def _narrow(constraint: Constraint, domains: Domains) -> list[str]:
    """Names of the variables that this constraint narrowed."""
    if isinstance(constraint, Linear):
        return _narrow_linear(constraint, domains)
    if isinstance(constraint, Ratio):
        return _narrow_ratio(constraint, domains)
    return _narrow_times(constraint, domains)


Bound = tuple[Exact, Reason]


def _low(domain: Domain) -> Bound | None:
    return None if domain.low is None else (domain.low, domain.low_why)


def _high(domain: Domain) -> Bound | None:
    return None if domain.high is None else (domain.high, domain.high_why)


def _narrow_linear(constraint: Linear, domains: Domains) -> list[str]:
    changed = []
    for upper, limit in ((True, constraint.low), (False, constraint.high)):
        if limit is None:
            continue
        ends = [_high(domains[name]) if upper == (sign > 0) else _low(domains[name]) for name, sign in constraint.terms]
        unbounded = [index for index, end in enumerate(ends) if end is None]
        if len(unbounded) > 1:
            continue
        extremes = [end[0] * item[1] if end else 0 for end, item in zip(ends, constraint.terms, strict=True)]
        spare = limit - sum(extremes)
        for index in unbounded or range(len(ends)):
            name, sign = constraint.terms[index]
            cut = domains[name].raise_low if upper == (sign > 0) else domains[name].lower_high
            others = (*ends[:index], *ends[index + 1 :])
            if cut((spare + extremes[index]) * sign, _because(constraint, others)):
                changed.append(name)
    return changed


def _because(constraint: Constraint, bounds: Iterable[Bound | None]) -> Why:
    """The reason of a bound that `constraint` derives from others, made only where it is needed."""
    return lambda: Reason(constraint.relation, tuple(bound[1] for bound in bounds if bound))


def _narrow_ratio(constraint: Ratio, domains: Domains) -> list[str]:
    part, base, percent = (domains[name] for name in constraint.variables)
    if base.low is None or base.low < 0:
        return []
    changed = []
    low, high = _factor(constraint, percent)
    smallest, largest = (_low(base), _high(base))
    down = _multiply(constraint, low, smallest if low and low[0] >= 0 else largest)
    up = _multiply(constraint, high, largest if high and high[0] >= 0 else smallest)
    if _apply(part, down, up):
        changed.append(constraint.part)
    if _apply(base, _divide(constraint, _low(part), high), _divide(constraint, _high(part), low)):
        changed.append(constraint.base)
    ends = _divide(constraint, _low(part), _high(base)), _divide(constraint, _high(part), _low(base))
    if _apply(percent, *_percent(constraint, *ends)):
        changed.append(constraint.percent)
    return changed


Derived = tuple[Exact, Why]


def _apply(domain: Domain, low: Derived | None, high: Derived | None) -> bool:
    """Narrow `domain` to [low, high]; True where that gains something."""
    gained = low is not None and domain.raise_low(*low)
    return (high is not None and domain.lower_high(*high)) or gained


def _factor(constraint: Ratio, percent: Domain) -> tuple[Bound | None, Bound | None]:
    """The bounds of a + b · percent."""
    offset, slope = constraint.offset_and_slope
    ends = _low(percent), _high(percent)
    low, high = ends if slope > 0 else reversed(ends)
    return (
        None if low is None else (offset + slope * low[0], low[1]),
        None if high is None else (offset + slope * high[0], high[1]),
    )


def _percent(constraint: Ratio, low: Derived | None, high: Derived | None) -> tuple[Derived | None, Derived | None]:
    """The bounds of the percentage whose factor lies in [low, high]."""
    offset, slope = constraint.offset_and_slope
    first, last = (low, high) if slope > 0 else (high, low)
    return (
        None if first is None else ((first[0] - offset) / slope, first[1]),
        None if last is None else ((last[0] - offset) / slope, last[1]),
    )


def _multiply(constraint: Constraint, *bounds: Bound | None, scale: Exact = 1) -> Derived | None:
    value = scale
    for bound in bounds:
        if bound is None:
            return None
        value *= bound[0]
    return value, _because(constraint, bounds)


def _divide(constraint: Constraint, top: Bound | None, *bottoms: Bound | None, scale: Exact = 1) -> Derived | None:
    """top / (scale · Π bottoms) where none is negative."""
    if top is None or top[0] < 0:
        return None
    value: Exact = top[0] if scale == 1 else Fraction(top[0]) / scale
    for bottom in bottoms:
        if bottom is None or bottom[0] <= 0:
            return None
        value = Fraction(value) / bottom[0]
    return value, _because(constraint, (top, *bottoms))


def _narrow_times(constraint: Times, domains: Domains) -> list[str]:
    if any((low := domains[name].low) is None or low < 0 for name in constraint.variables):
        return []
    product, changed = domains[constraint.product], []
    lows = [_low(domains[name]) for name in constraint.factors]
    highs = [_high(domains[name]) for name in constraint.factors]
    scale = constraint.scale
    if _apply(product, _multiply(constraint, *lows, scale=scale), _multiply(constraint, *highs, scale=scale)):
        changed.append(constraint.product)
    for index, name in enumerate(constraint.factors):
        least = _divide(constraint, _low(product), *highs[:index], *highs[index + 1 :], scale=scale)
        most = _divide(constraint, _high(product), *lows[:index], *lows[index + 1 :], scale=scale)
        if _apply(domains[name], least, most):
            changed.append(name)
    return changed
