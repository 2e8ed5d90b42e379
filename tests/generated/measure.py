"""What reading and checking make of a generated report, against what was put into it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from random import Random
from typing import Any

from tests.generated.bonds import Bond
from tests.generated.page import Report
from tests.generated.printing import Stated

import tonghop
from tonghop.core.contract import type_of
from tonghop.core.document import Document
from tonghop.core.figure import Figure, Numeral
from tonghop.core.finding import Finding

Located = frozenset[int]


def read(report: Report) -> Document:
    """The report as read from a text file."""
    return tonghop.read(report.text.encode(), name="báo cáo.txt")


def misread(report: Report, document: Document) -> list[str]:
    """Measures that were missed, read otherwise or made up."""
    measures = {f.start: f for f in document.figures if f.role.measures and f.numeral is Numeral.ARABIC}
    wrong = [
        f"{stated.text!r} is {_expected(stated)}, got {_got(measures.get(start))} in {_around(report, start)!r}"
        for start, stated in report.places.items()
        if start not in measures or not _same(stated, measures[start])
    ]
    made_up = [f for start, f in measures.items() if start not in report.places]
    return wrong + [f"{f.text!r} measures nothing, got {_got(f)} in {_around(report, f.start)!r}" for f in made_up]


def _same(stated: Stated, figure: Figure) -> bool:
    low, high = stated.interval
    bounds = tuple(None if bound is None else Fraction(bound) for bound in (figure.low, figure.high))
    return (
        Fraction(figure.number) == stated.value
        and str(figure.role) == stated.role
        and bounds == (low, high)
        and _same_unit(stated.style.unit, figure.unit or "")
    )


def _same_unit(stated: str, read_unit: str) -> bool:
    """Equal, or one longer than the other by words of its own (`hộ`, `hộ nghèo`; `VND`, `VND/suất`)."""
    short, long = sorted((stated, read_unit), key=len)
    return bool(short) and (long == short or long.startswith((f"{short} ", f"{short}/", f"{short}, ")))


def _expected(stated: Stated) -> str:
    low, high = (None if bound is None else float(bound) for bound in stated.interval)
    return f"{float(stated.value)} {stated.style.unit} {stated.role} [{low}, {high}]"


def _got(figure: Figure | None) -> str:
    return f"{figure.value} {figure.unit} {figure.role} [{figure.low}, {figure.high}]" if figure else "nothing"


def _around(report: Report, start: int) -> str:
    begin = report.text.rfind("\n", 0, start) + 1
    end = report.text.find("\n", start)
    return report.text[max(begin, start - 170) : min(end if end >= 0 else start + 80, start + 80)]


def stated_relations(document: Document) -> list[tuple[str, Located]]:
    """Type and offsets of the members of every relation that was read."""
    starts = {figure.id: figure.start for figure in document.figures}
    return [
        (
            type_of(relation.statement)[0],
            frozenset(starts[name] for name in _names(relation.statement) if name in starts),
        )
        for relation in document.relations
    ]


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _names(item)
    elif is_dataclass(value):
        for item in fields(value):
            yield from _names(getattr(value, item.name))


def unrelated(report: Report, document: Document) -> list[Bond]:
    """Relations of the report that were not read."""
    told = stated_relations(document)
    return [
        bond
        for bond in report.bonds
        if not any(
            kind in bond.accepted and members == frozenset(report.starts[key] for key in bond.keys)
            for kind, members in told
        )
    ]


def serious(document: Document) -> list[Finding]:
    """Findings of severity error and warning."""
    return [finding for finding in tonghop.check(document).findings if finding.severity != "note"]


@dataclass(frozen=True)
class Slip:
    """A report with one digit of the measure `key` mistyped, so that a relation of it is impossible."""

    report: Report
    key: int
    kinds: tuple[str, ...]

    @property
    def start(self) -> int:
        """Where the wrong figure stands."""
        return self.report.starts[self.key]


def slips(report: Report, random: Random) -> Slip | None:
    """A slip of one digit that no rounding explains; None where the report has no relation to break."""
    keys = sorted({key for bond in report.bonds for key in bond.keys})
    random.shuffle(keys)
    by_key = {stated.key: stated for stated in report.places.values()}
    for key in keys:
        units = by_key[key].units
        candidates = list(_mistyped(units))
        random.shuffle(candidates)
        for candidate in candidates:
            wrong = report.with_units(key, candidate)
            broken = [b for b in report.bonds if key in b.keys and not b.possible(wrong.intervals)]
            if broken and len(wrong.text) == len(report.text):
                return Slip(wrong, key, tuple(bond.kind for bond in broken))
    return None


def _mistyped(units: int) -> Iterator[int]:
    digits = str(units)
    for index, digit in enumerate(digits):
        for other in "0123456789":
            changed = digits[:index] + other + digits[index + 1 :]
            if other != digit and (changed[0] != "0" or len(digits) == 1) and int(changed):
                yield int(changed)


@dataclass(frozen=True)
class Caught:
    """What checking said of a slip: found, its figure a suspect, the likeliest one (ties count), the first listed."""

    found: bool
    named: bool
    first: bool
    listed_first: bool


def caught(slip: Slip) -> Caught:
    """Whether findings about the wrong figure exist, and how they blame it."""
    document = read(slip.report)
    wrong = next((f.id for f in document.figures if f.start == slip.start), "")
    members = {relation.id: set(_names(relation.statement)) for relation in document.relations}
    findings = [
        finding
        for finding in serious(document)
        if wrong in finding.figures or any(wrong in members.get(name, ()) for name in finding.relations)
    ]
    named = [finding for finding in findings if wrong in {culprit.figure for culprit in finding.culprits}]
    first = any(
        culprit.figure == wrong and culprit.weight == finding.culprits[0].weight
        for finding in named
        for culprit in finding.culprits
    )
    listed_first = any(finding.culprits[0].figure == wrong for finding in named)
    return Caught(bool(findings), bool(named), first, listed_first)
