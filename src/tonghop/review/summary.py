"""What a review says at a glance: findings in order, counts by severity, coverage, relations that hold."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from tonghop.core.contract import type_of
from tonghop.core.document import Document
from tonghop.core.finding import Finding, Outcome, Report, Severity, Verdict
from tonghop.core.relation import CATALOG, Enumeration, Relation

_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was checked: measuring figures tied by some relation, of all of them."""

    tied: int
    measuring: int

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down, so that 100 means all."""
        return 100 * self.tied // self.measuring if self.measuring else 0


@dataclass(frozen=True, slots=True)
class Holding:
    """A relation that was checked and holds; `identity` in words where it comes from the catalog."""

    kind: str
    figures: tuple[str, ...]
    arithmetic: str
    identity: str = ""

    @classmethod
    def of(cls, relation: Relation, outcome: Outcome) -> "Holding":
        """What the outcome of a relation shows."""
        identity = relation.hint if relation.source == CATALOG else ""
        return cls(type_of(relation.statement)[0], members(relation), outcome.arithmetic, identity)


def members(relation: Relation) -> tuple[str, ...]:
    """Ids of the figures a relation ties, each once, in the order of its statement; listed names are no figures."""
    return tuple(dict.fromkeys(_ids(relation.statement)))


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, Enumeration):
        yield value.count
    elif is_dataclass(value):
        for item in fields(value):
            yield from _ids(getattr(value, item.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from _ids(item)
    elif type(value) is str:
        yield value


def coverage(document: Document, report: Report) -> Coverage:
    """The share of measuring figures that at least one relation ties, of the text or of the catalog."""
    measuring = {figure.id for figure in document.figures if figure.role.measures}
    tied = {figure for relation in _relations(document, report) for figure in members(relation)}
    return Coverage(len(measuring & tied), len(measuring))


def _relations(document: Document, report: Report) -> tuple[Relation, ...]:
    return (*document.relations, *report.derived)


def ordered(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Errors first, then warnings, then notes; within each as the checker ranked them."""
    return tuple(sorted(findings, key=lambda finding: _ORDER.index(finding.severity)))


def tally(report: Report) -> dict[Severity, int]:
    """How many findings there are of each severity, zero included."""
    counted = Counter(finding.severity for finding in report.findings)
    return {severity: counted[severity] for severity in _ORDER}


def verdicts(report: Report) -> dict[Verdict, int]:
    """How many relations have each outcome, zero included."""
    counted = Counter(outcome.verdict for outcome in report.outcomes)
    return {verdict: counted[verdict] for verdict in Verdict}


def holding(document: Document, report: Report) -> tuple[Holding, ...]:
    """Every relation that holds, grouped by type, in text order."""
    known = {relation.id: relation for relation in _relations(document, report)}
    held = [
        Holding.of(known[outcome.relation], outcome)
        for outcome in report.outcomes
        if outcome.verdict is Verdict.HOLDS and outcome.relation in known
    ]
    return tuple(sorted(held, key=lambda item: item.kind))
