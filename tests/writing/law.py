"""Whether reading gives back what was written: every chip a figure with its role, value, unit, indicator and time."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from tests.writing.reports import Printed

import tonghop
from tonghop.catalog import indicators, units
from tonghop.catalog.cues import cues
from tonghop.core.document import Document
from tonghop.core.fact import Cell, Measure
from tonghop.core.figure import Basis, Figure, Numeral, Role
from tonghop.core.paper import Chip, Kind
from tonghop.core.period import year_of

ROLES: Mapping[Kind, frozenset[Role]] = {
    Kind.PERCENT_OF_PLAN: frozenset({Role.PERCENT_OF_PLAN}),
    Kind.GROWTH: frozenset({Role.GROWTH}),
    Kind.DECLINE: frozenset({Role.DECLINE}),
    Kind.INDEX: frozenset({Role.INDEX}),
    Kind.SHARE: frozenset({Role.SHARE}),
    Kind.MORE: frozenset({Role.DELTA}),
    Kind.LESS: frozenset({Role.DELTA}),
}
VALUES = frozenset({Role.AMOUNT, Role.COUNT, Role.AREA, Role.LENGTH, Role.RATE, Role.SHARE, Role.FRACTION, Role.SCORE})
GROWING = VALUES | {Role.GROWTH, Role.INDEX, Role.RANK}
PLANS = frozenset({"investment_plan"})
"""What is done with it is to be planned: reading takes it, like tasks and targets that were set, for a plan."""
BASES = {Measure.ACTUAL: Basis.ACTUAL, Measure.ESTIMATE: Basis.ESTIMATE, Measure.PLAN: Basis.PLAN}


def broken(printed: Printed) -> list[str]:
    """What breaks the law in a printed report: figures misread, missed or made up, and findings."""
    document = tonghop.read(printed.text.encode(), name="báo cáo.txt")
    figures = {f.start: f for f in document.figures if f.role.measures and f.numeral is Numeral.ARABIC}
    wrong = [
        told for start, chip in printed.places.items() for told in _misread(chip, figures.get(start), printed, start)
    ]
    wrong += [
        f"made up: {f.text!r} in {_around(printed, f.start)!r}" for s, f in figures.items() if s not in printed.places
    ]
    return wrong + list(findings(document))


def findings(document: Document) -> Iterator[str]:
    """What checking finds."""
    for finding in tonghop.check(document).findings:
        yield f"{finding.severity}: {finding.message}"


def _misread(chip: Chip, figure: Figure | None, printed: Printed, start: int) -> Iterator[str]:
    if figure is None:
        yield f"missed: {chip.text!r} in {_around(printed, start)!r}"
        return
    for wrong in differences(chip, figure):
        yield f"{chip.text!r} {chip.kind} of {chip.cells[0].indicator}: {wrong} in {_around(printed, start)!r}"


def differences(chip: Chip, figure: Figure) -> Iterator[str]:
    """In what a figure differs from the chip that it was printed for."""
    first = chip.cells[0]
    roles = ROLES.get(chip.kind) or (frozenset({Role.PLAN_VALUE}) if first.measure is Measure.PLAN else GROWING)
    indicator = indicators()[first.indicator]
    is_plan = first.indicator in PLANS or indicator.unit.startswith(cues().time["planned_units"])
    if figure.role not in roles and not (is_plan and figure.role is Role.PLAN_VALUE):
        yield f"role {figure.role}"
    if not _contains(figure, chip.exact):
        yield f"{figure.low}..{figure.high} does not contain {chip.exact}"
    if (
        chip.kind is Kind.VALUE
        and figure.role is not Role.RANK
        and not _same_unit((indicator.unit, chip.unit), figure.unit or "")
    ):
        yield f"unit {figure.unit}"
    if figure.indicator != first.indicator:
        yield f"indicator {figure.indicator}"
    if figure.basis is not BASES[first.measure] and chip.kind is Kind.VALUE and not is_plan:
        yield f"basis {figure.basis}"
    yield from _otherwise_timed(chip, figure)
    if chip.kind is Kind.PERCENT_OF_PLAN and (figure.plan_of or "") != chip.cells[1].authority:
        yield f"plan of {figure.plan_of}"


def _contains(figure: Figure, exact: Fraction) -> bool:
    low, high = figure.low, figure.high
    return (low is None or Fraction(low) <= exact) and (high is None or exact <= Fraction(high))


def _same_unit(stated: tuple[str, ...], read: str) -> bool:
    """Equal to one, or one longer than the other by words of its own (`hộ`, `hộ nghèo`; `VND`, `VND/em`)."""
    names = [units()[unit.lower()].name if unit.lower() in units() else unit for unit in stated]
    pairs = [sorted((name, read), key=len) for name in names if name]
    return not any(names) or any(long.startswith((short, f"{short} ", f"{short}/")) for short, long in pairs if short)


def _otherwise_timed(chip: Chip, figure: Figure) -> Iterator[str]:
    first = chip.cells[0]
    year = first.span.year
    if figure.as_of is None and not _same_time(first, figure.period):
        yield f"period {figure.period}, not {first.span.code}"
    base = chip.cells[-1].span
    if base.year < year and figure.period != f"{year}-Tet" and figure.base_period != base.code:
        yield f"base {figure.base_period}"


def _same_time(cell: Cell, period: str | None) -> bool:
    """A plan of the year is told in the period of the report; gifts of Tết are told of Tết."""
    if cell.measure is Measure.PLAN:
        return year_of(period) == cell.span.year
    return period in (cell.span.code, f"{cell.span.year}-Tet")


def _around(printed: Printed, start: int) -> str:
    begin = printed.text.rfind("\n", 0, start) + 1
    end = printed.text.find("\n", start)
    return printed.text[max(begin, start - 150) : min(end, start + 60)]
