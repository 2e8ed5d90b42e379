"""The network: variables with intervals, and the constraints that relations put on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from tonghop.checking.bounds import NOT_NEGATIVE, Exact, Interval, Reading
from tonghop.core.relation import Via

Suspect = str
"""The id of a figure or of a relation that may be wrong."""


@dataclass(frozen=True, slots=True)
class Variable:
    """An unknown true value.

    `stated` are the bounds that print gives it, per reading (empty for what nobody stated), `free` those it has by
    its nature. `figure` is the id of the figure that states it.
    """

    name: str
    stated: Mapping[Reading, Interval] = field(default_factory=dict)
    free: Interval = NOT_NEGATIVE
    whole: bool = False
    figure: Suspect | None = None


@dataclass(frozen=True, slots=True)
class Linear:
    """low <= Σ sign · variable <= high, where a sign is 1 or -1."""

    relation: Suspect
    terms: tuple[tuple[str, int], ...]
    low: Exact | None = 0
    high: Exact | None = 0

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables it ties."""
        return tuple(name for name, _ in self.terms)


@dataclass(frozen=True, slots=True)
class Ratio:
    """part = base · f(percent), where `via` says how a percentage becomes a factor."""

    relation: Suspect
    part: str
    base: str
    percent: str
    via: Via

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables it ties."""
        return (self.part, self.base, self.percent)

    @property
    def offset_and_slope(self) -> tuple[int, Fraction]:
        """(a, b) of the factor a + b · percent."""
        hundredth = Fraction(1, 100)
        if self.via is Via.GROWTH:
            return 1, hundredth
        return (1, -hundredth) if self.via is Via.DECLINE else (0, hundredth)


@dataclass(frozen=True, slots=True)
class Times:
    """The product of the factors, none of them negative, times `scale` (what their units leave) is `product`."""

    relation: Suspect
    factors: tuple[str, ...]
    product: str
    scale: Fraction = Fraction(1)

    @property
    def variables(self) -> tuple[str, ...]:
        """Names of the variables it ties."""
        return (*self.factors, self.product)


Constraint = Linear | Ratio | Times


@dataclass(frozen=True)
class Network:
    """Variables by name, and constraints."""

    variables: Mapping[str, Variable]
    constraints: tuple[Constraint, ...]

    def only(self, relations: Iterable[Suspect]) -> "Network":
        """The part that these relations make."""
        wanted = frozenset(relations)
        constraints = tuple(item for item in self.constraints if item.relation in wanted)
        names = {name for item in constraints for name in item.variables}
        return Network({name: self.variables[name] for name in sorted(names)}, constraints)

    def without_whole_numbers(self) -> "Network":
        """The same, with counts allowed to be fractions."""
        return replace(self, variables={name: replace(item, whole=False) for name, item in self.variables.items()})

    def with_stated(self, changes: Mapping[str, Interval]) -> "Network":
        """The same, with other bounds for some variables under every reading."""
        variables = dict(self.variables)
        for name in changes.keys() & variables.keys():
            variables[name] = replace(variables[name], stated=dict.fromkeys(Reading, changes[name]))
        return replace(self, variables=variables)

    @property
    def suspects(self) -> frozenset[Suspect]:
        """Every figure and relation that could be wrong."""
        figures = {item.figure for item in self.variables.values() if item.figure is not None}
        return frozenset(figures | {item.relation for item in self.constraints})


def components(network: Network) -> list[Network]:
    """The connected parts, in the order of their first constraints."""
    leader: dict[str, str] = {name: name for name in network.variables}

    def find(name: str) -> str:
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    for item in network.constraints:
        first, *others = item.variables
        for other in others:
            leader[find(other)] = find(first)
    parts: dict[str, list[Constraint]] = {}
    for item in network.constraints:
        parts.setdefault(find(item.variables[0]), []).append(item)
    return [_network(network, tuple(part)) for part in parts.values()]


def _network(network: Network, constraints: tuple[Constraint, ...]) -> Network:
    names = {name for item in constraints for name in item.variables}
    return Network({name: network.variables[name] for name in sorted(names)}, constraints)
