"""The examination of a set of figures and relations: outcomes, contradictions, questions, remarks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cached_property
from typing import Any

from tonghop.checking.bounds import Interval, Reading, bounds
from tonghop.checking.build import network_of
from tonghop.checking.diagnose import Diagnoses, conflict_in, diagnose, minimal
from tonghop.checking.explain import arithmetic
from tonghop.checking.kinds import QUESTIONS, Kind, kind_of
from tonghop.checking.network import Network, Suspect, components
from tonghop.core.figure import Direction, Figure
from tonghop.core.finding import Outcome, Severity, Verdict
from tonghop.core.relation import Certainty, Change, Difference, Flow, RatioToPlan, Relation, SameQuantity


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Relations that cannot hold, the reading under which they cannot, and the suspects of a minimal conflict."""

    kind: Kind
    severity: Severity
    relations: tuple[Relation, ...]
    reading: Reading
    conflict: frozenset[Suspect]


def members(value: Any, figures: Mapping[str, Figure]) -> Iterator[str]:
    """The figures of a statement, in the order of its fields."""
    if isinstance(value, str):
        if value in figures:
            yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from members(item, figures)
    elif is_dataclass(value):
        for item in fields(value):
            yield from members(getattr(value, item.name), figures)


class Examination:
    """What can be said about figures and relations; everything is computed once, on demand."""

    def __init__(self, figures: Mapping[str, Figure], relations: Sequence[Relation], language: str) -> None:
        self.figures, self.relations, self.language = figures, relations, language
        self.network = network_of(figures, relations)
        self._diagnoses: dict[tuple[Reading, frozenset[str]], Diagnoses] = {}
        self._own: dict[str, list[Any]] = {}
        for constraint in self.network.constraints:
            self._own.setdefault(constraint.relation, []).append(constraint)

    def diagnoses(self, network: Network, reading: Reading) -> Diagnoses:
        """The smallest diagnoses of a part of the network."""
        key = (reading, frozenset(item.relation for item in network.constraints))
        if key not in self._diagnoses:
            self._diagnoses[key] = diagnose(network, reading)
        return self._diagnoses[key]

    @cached_property
    def _sure_parts(self) -> Mapping[str, Network]:
        """For each variable the connected part of what the text asserts that it belongs to."""
        sure = (item for item in self.relations if item.certainty is Certainty.DEFINITE)
        parts = components(self.network.only(item.id for item in sure if not isinstance(item.statement, QUESTIONS)))
        return {name: part for part in parts for name in part.variables}

    def surroundings(self, contradiction: Contradiction) -> Network:
        """The relations of a contradiction with everything asserted that hangs together with them."""
        own = [self.own_network(relation) for relation in contradiction.relations]
        parts = [self._sure_parts[name] for part in own for name in part.variables if name in self._sure_parts]
        variables = {name: item for part in (*own, *parts) for name, item in part.variables.items()}
        constraints = dict.fromkeys(item for part in (*own, *parts) for item in part.constraints)
        return Network(variables, tuple(constraints))

    def own_network(self, relation: Relation) -> Network:
        """The constraints of one relation alone."""
        constraints = tuple(self._own.get(relation.id, ()))
        names = {name for item in constraints for name in item.variables}
        return Network({name: self.network.variables[name] for name in sorted(names)}, constraints)

    @cached_property
    def broken(self) -> Mapping[str, Contradiction]:
        """The contradictions that one relation makes by itself, by its id, unless a disputed figure blocks it."""
        alone = self._alone
        hulls = self._disputed(alone)
        if not hulls:
            return alone
        return {
            name: found
            for name, found in alone.items()
            if isinstance(found.relations[0].statement, SameQuantity)
            or self._contradiction(found.relations[0], self.own_network(found.relations[0]).with_stated(hulls))
        }

    @cached_property
    def _alone(self) -> Mapping[str, Contradiction]:
        """What each relation contradicts by itself, by its id."""
        networks = ((item, self.own_network(item)) for item in self.relations)
        return {item.id: found for item, network in networks if (found := self._contradiction(item, network))}

    def _disputed(self, alone: Mapping[str, Contradiction]) -> dict[str, Interval]:
        """For each figure of a contradictory duplicate, everything that was said of it."""
        hulls: dict[str, Interval] = {}
        for found in alone.values():
            statement = found.relations[0].statement
            if isinstance(statement, SameQuantity) and found.relations[0].certainty is Certainty.DEFINITE:
                said = [bounds(self.figures[name], Reading.ROUNDED) for name in statement.members]
                hull = said[0]
                for interval in said[1:]:
                    hull = hull.hull(interval)
                hulls |= dict.fromkeys(statement.members, hull)
        return hulls

    def _contradiction(self, relation: Relation, network: Network) -> Contradiction | None:
        """The contradiction that a relation makes by itself, under the laxest reading that it still contradicts."""
        conflict = None
        reading = Reading.SOFT
        for candidate in Reading:
            found = conflict_in(network, candidate)
            if found is None:
                break
            conflict, reading = found, candidate
        if conflict is None:
            return None
        kind = self._kind(relation, network, reading)
        return Contradiction(
            kind, _severity(relation, reading), (relation,), reading, minimal(network, reading, conflict)
        )

    def _kind(self, relation: Relation, network: Network, reading: Reading) -> Kind:
        statement = relation.statement
        if isinstance(statement, QUESTIONS):
            return kind_of(relation, self.figures)
        if reading is Reading.SOFT:
            return Kind.HEDGED
        if reading is Reading.ROUNDED:
            return Kind.TRUNCATED
        if conflict_in(network.without_whole_numbers(), reading) is None:
            return Kind.NO_INTEGER
        if isinstance(statement, Change) and self._holds_turned(relation, statement, reading):
            return Kind.DIRECTION
        return kind_of(relation, self.figures)

    def _holds_turned(self, relation: Relation, change: Change, reading: Reading) -> bool:
        """Whether the change would be right with the other direction."""
        if change.direction is None:
            return False
        other = Direction.UP if change.direction is Direction.DOWN else Direction.DOWN
        turned = replace(relation, statement=replace(change, direction=other))
        return conflict_in(network_of(self.figures, [turned]), reading) is None

    @cached_property
    def joint(self) -> Sequence[Contradiction]:
        """Contradictions that only several relations make together: first the certain ones, then the questions."""
        sound = [item for item in self.relations if item.certainty is Certainty.DEFINITE]
        sound = [item for item in sound if item.id not in self._alone]
        if not any(self._conflicts(sound, Reading.ROUNDED)):
            return ()
        found: list[Contradiction] = []
        certain = [item for item in sound if not isinstance(item.statement, QUESTIONS)]
        for relations, reading in ((certain, Reading.TOLERANT), (sound, Reading.ROUNDED)):
            used = {item.id for contradiction in found for item in contradiction.relations}
            remaining = [item for item in relations if item.id not in used]
            while conflicts := list(self._conflicts(remaining, reading)):
                for conflict in conflicts:
                    guilty = tuple(item for item in remaining if item.id in conflict)
                    severity = Severity.ERROR if reading is Reading.TOLERANT else Severity.WARNING
                    found.append(Contradiction(Kind.NETWORK, severity, guilty, reading, conflict))
                    remaining = [item for item in remaining if item not in guilty]
        return found

    def _conflicts(self, relations: Iterable[Relation], reading: Reading) -> Iterator[frozenset[Suspect]]:
        """One minimal conflict of each component that has any."""
        for part in components(self.network.only(item.id for item in relations)):
            several = len({item.relation for item in part.constraints}) > 1
            conflict = conflict_in(part, reading) if several else None
            if conflict is not None:
                yield minimal(part, reading, conflict)

    def outcome(self, relation: Relation) -> Outcome:
        """The verdict on one relation, with its arithmetic."""
        verdict = Verdict.VIOLATED if relation.id in self.broken else Verdict.HOLDS
        if verdict is Verdict.HOLDS and (relation.id in self._alone or self._says_nothing(relation)):
            verdict = Verdict.CANNOT_TELL
        line = self.arithmetic(relation, verdict is not Verdict.VIOLATED)
        return Outcome(relation.id, verdict, line)

    def arithmetic(self, relation: Relation, holds: bool) -> str:
        """The line of one relation."""
        return arithmetic(relation, self.figures, holds, self.language)

    def _says_nothing(self, relation: Relation) -> bool:
        """Whether no value of the stated figures could contradict it: a member is missing or knows no bounds."""
        if isinstance(relation.statement, RatioToPlan) and relation.statement.exceeds:
            return False
        variables = self.own_network(relation).variables.values()
        unstated = [item for item in variables if item.figure is None]
        if any(item.figure and item.stated[Reading.SOFT].high is None for item in variables):
            return True
        return not isinstance(relation.statement, QUESTIONS) and any(not item.whole for item in unstated)


def _severity(relation: Relation, reading: Reading) -> Severity:
    presumed = relation.certainty is Certainty.PRESUMED
    statement = relation.statement
    if presumed and (
        isinstance(statement, Flow)
        or (isinstance(statement, Difference) and statement.difference is None)
        or reading is not Reading.TOLERANT
    ):
        return Severity.NOTE
    if presumed or reading is not Reading.TOLERANT or isinstance(statement, QUESTIONS):
        return Severity.WARNING
    return Severity.ERROR
