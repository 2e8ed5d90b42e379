"""z3 as an oracle: the least number of suspects to withdraw, and whether a withdrawal is enough."""

from fractions import Fraction
from typing import Any

import z3

from tonghop.checking.bounds import Exact, Interval, Reading
from tonghop.checking.network import Linear, Network, Ratio, Variable


def _number(value: Exact) -> Any:
    return z3.Q(Fraction(value).numerator, Fraction(value).denominator)


class Oracle:
    """A network as a z3 problem: one switch per suspect, on where the suspect is believed.

    Ratios are linear: a percentage stands in one relation only, as in the networks that the tests make.
    """

    def __init__(self, network: Network, reading: Reading) -> None:
        self._reading, self._network = reading, network
        self.switches = {name: z3.Bool(f"?{name}") for name in network.suspects}
        self._numbers = {
            name: z3.Int(name) if item.whole else z3.Real(name) for name, item in network.variables.items()
        }
        self.rules = [rule for item in network.variables.values() for rule in self._bounds(item)]
        for item in network.constraints:
            believed = self.switches[item.relation]
            rules = self._linear(item) if isinstance(item, Linear) else self._ratio(item)
            self.rules += [z3.Implies(z3.And(believed, *others), rule) for others, rule in rules]

    def _bounds(self, item: Variable) -> list[Any]:
        rules = self._within(item.name, item.free)
        stated = item.stated.get(self._reading)
        if stated and item.figure:
            rules += [z3.Implies(self.switches[item.figure], rule) for rule in self._within(item.name, stated)]
        return rules

    def _within(self, name: str, interval: Interval) -> list[Any]:
        number = self._numbers[name]
        rules = [] if interval.low is None else [number >= _number(interval.low)]
        return rules + ([] if interval.high is None else [number <= _number(interval.high)])

    def _linear(self, item: Linear) -> list[tuple[list[Any], Any]]:
        total = z3.Sum([sign * self._numbers[name] for name, sign in item.terms])
        limits = [] if item.low is None else [([], total >= _number(item.low))]
        return limits + ([] if item.high is None else [([], total <= _number(item.high))])

    def _ratio(self, item: Any) -> list[tuple[list[Any], Any]]:
        assert isinstance(item, Ratio)
        offset, slope = item.offset_and_slope
        stated = self._network.variables[item.percent].stated[self._reading]
        ends = sorted(offset + slope * Fraction(end) for end in (stated.low, stated.high) if end is not None)
        part, base = self._numbers[item.part], self._numbers[item.base]
        believed = [self.switches[item.percent]]
        return [(believed, part >= _number(ends[0]) * base), (believed, part <= _number(ends[1]) * base)]

    def cost(self) -> int:
        """The least number of suspects that must be withdrawn."""
        optimizer = z3.Optimize()
        optimizer.add(*self.rules)
        for switch in self.switches.values():
            optimizer.add_soft(switch)
        assert optimizer.check() == z3.sat
        model = optimizer.model()
        return sum(not z3.is_true(model.eval(switch, model_completion=True)) for switch in self.switches.values())

    def mends(self, withdrawn: frozenset[str]) -> bool:
        """Whether the rest can be true."""
        solver = z3.Solver()
        solver.add(*self.rules)
        solver.add(*(switch for name, switch in self.switches.items() if name not in withdrawn))
        return bool(solver.check() == z3.sat)
