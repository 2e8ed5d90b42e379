"""Minimal conflicts, and all the cheapest ways to explain them away (implicit hitting sets)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, islice

from tonghop.checking.bounds import Reading
from tonghop.checking.linear import refute
from tonghop.checking.network import Network, Suspect
from tonghop.checking.propagate import Support, propagate

Diagnosis = frozenset[Suspect]
MOST_TIED = 64
_MOST_STEPS = 2_000  # the networks of real reports take a few dozen


def conflict_in(network: Network, reading: Reading, trusted: Support | None = None) -> Support | None:
    """Suspects that cannot all be right, not necessarily few; None where everything can be true together."""
    propagation = propagate(network, reading, trusted)
    return propagation.conflict or refute(network, reading, propagation.domains, trusted)


def minimal(network: Network, reading: Reading, conflict: Support) -> Support:
    """A part of `conflict` that is itself a conflict, and of which no part is."""
    part = network.only(conflict)
    for suspect in sorted(conflict, key=lambda name: (name in part.variables, name)):
        if suspect in conflict:
            smaller = conflict_in(part, reading, conflict - {suspect})
            conflict = conflict if smaller is None else smaller
    return conflict


@dataclass(frozen=True, slots=True)
class Diagnoses:
    """All smallest sets of suspects whose withdrawal lets the rest be true; at most `MOST_TIED` of them."""

    cost: int
    tied: tuple[Diagnosis, ...]


def diagnose(network: Network, reading: Reading) -> Diagnoses:
    """The smallest diagnoses of a network; the empty one where it can be true as it stands."""
    suspects = network.suspects
    conflicts: list[Support] = []

    def refutes(candidate: Diagnosis) -> bool:
        """Whether the rest still contradicts itself; if so, learn why."""
        found = conflict_in(network, reading, suspects - candidate)
        if found is not None:
            conflicts.append(minimal(network, reading, found))
        return found is not None

    while True:
        choices = [list(islice(smallest_hitting_sets(cluster), MOST_TIED)) for cluster in _clusters(conflicts)]
        first = frozenset[Suspect]().union(*(choice[0] for choice in choices))
        others = [(first - choice[0]) | other for choice in choices for other in choice[1:]]
        tied = [first, *others[: MOST_TIED - 1]]
        if not any(refutes(candidate) for candidate in tied):
            return Diagnoses(len(first), tuple(tied))


def _clusters(conflicts: Iterable[Support]) -> list[list[Support]]:
    """Conflicts grouped so that those that share a suspect are together."""
    clusters: list[tuple[set[Suspect], list[Support]]] = []
    for conflict in conflicts:
        touching = [cluster for cluster in clusters if cluster[0] & conflict]
        clusters = [cluster for cluster in clusters if not cluster[0] & conflict]
        names = set(conflict).union(*(cluster[0] for cluster in touching))
        clusters.append((names, [item for cluster in touching for item in cluster[1]] + [conflict]))
    return [members for _, members in clusters]


def smallest_hitting_sets(conflicts: Sequence[Support]) -> Iterator[Diagnosis]:
    """All sets of least size that share an element with every conflict, each once.

    The search can grow beyond all bounds with the number of conflicts. It ends after so many steps with the sets found
    until then, and with a small one where none was found.
    """
    steps = count()
    for size in range(1, len(conflicts) + 1):
        found = False
        for candidate in _hitting_sets(conflicts, size, frozenset(), frozenset(), steps):
            found = True
            yield candidate
        if found:
            return
        if next(steps) > _MOST_STEPS:
            yield _small_hitting_set(conflicts)
            return


def _hitting_sets(
    conflicts: Sequence[Support], size: int, chosen: Diagnosis, excluded: Diagnosis, steps: Iterator[int]
) -> Iterator[Diagnosis]:
    open_ = [conflict - excluded for conflict in conflicts if not conflict & chosen]
    if not open_:
        yield chosen
        return
    if next(steps) > _MOST_STEPS or _disjoint(open_) > size - len(chosen):
        return
    smallest: Diagnosis = min(open_, key=len)
    for suspect in sorted(smallest):
        yield from _hitting_sets(open_, size, chosen | {suspect}, excluded, steps)
        excluded |= {suspect}


def _small_hitting_set(conflicts: Iterable[Support]) -> Diagnosis:
    """The suspect that most conflicts have in common, then that of the rest, until none is left."""
    chosen: set[Suspect] = set()
    while left := [conflict for conflict in conflicts if not conflict & chosen]:
        shared = Counter(suspect for conflict in left for suspect in conflict)
        chosen.add(min(shared, key=lambda suspect: (-shared[suspect], suspect)))
    return frozenset(chosen)


def _disjoint(conflicts: Iterable[Support]) -> int:
    """A lower bound on the size of a hitting set: conflicts that share nothing."""
    used: set[Suspect] = set()
    number = 0
    for conflict in sorted(conflicts, key=len):
        if not used & conflict:
            used |= conflict
            number += 1
    return number
