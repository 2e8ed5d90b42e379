"""Whether reading gives back what was written: every chip a figure with its role, value, unit, indicator and time."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import tonghop
from tonghop.catalog import indicators, units
from tonghop.catalog.cues import cues
from tonghop.core.document import Document
from tonghop.core.fact import Cell, Measure
from tonghop.core.figure import Basis, Figure, Numeral, Role
from tonghop.core.paper import Chip, Kind
from tonghop.core.period import year_of
from tonghop.core.span import Span

ROLES: Mapping[Kind, frozenset[Role]] = {
    Kind.PERCENT_OF_PLAN: frozenset({Role.PERCENT_OF_PLAN}),
    Kind.GROWTH: frozenset({Role.GROWTH}),
    Kind.DECLINE: frozenset({Role.DECLINE}),
    Kind.INDEX: frozenset({Role.INDEX}),
    Kind.SHARE: frozenset({Role.SHARE}),
    Kind.MORE: frozenset({Role.DELTA}),
    Kind.LESS: frozenset({Role.DELTA}),
}
_GROWING = frozenset({Role.GROWTH, Role.DECLINE, Role.INDEX})
_COUNTED = frozenset({Role.COUNT, Role.FRACTION, Role.RANK})
_MEASURED = frozenset({Role.AMOUNT, Role.AREA, Role.LENGTH, Role.RATE, Role.SCORE, Role.SHARE})
VALUED = frozenset({Kind.VALUE, Kind.ADDED})
"""Chips that say how much there is, not how it compares."""
VALUES = _GROWING | _COUNTED | _MEASURED
_AHEAD = re.compile(r"^-?0?(?=\d)")
PLANS = frozenset({"investment_plan"})
"""What is done with it is to plan: reading takes it, like tasks and targets that were set, for a plan."""
BASES = {Measure.ACTUAL: Basis.ACTUAL, Measure.ESTIMATE: Basis.ESTIMATE, Measure.PLAN: Basis.PLAN}


def broken(document: Document, chips: Iterable[Chip]) -> list[str]:
    """What breaks the law in a report that was read: figures misread, missed or made up, and findings."""
    said = list(chips)
    return [*_in_two_ways(said), *_unlike(document, said), *findings(document)]


def _in_two_ways(chips: Iterable[Chip]) -> Iterator[str]:
    """Cells whose value is printed in more than one rounding; a zero ahead of a small count is none."""
    printed = defaultdict[Cell, set[str]](set)
    for chip in chips:
        if chip.kind is Kind.VALUE:
            printed[chip.cells[0]].add(_AHEAD.sub("", chip.text))
    yield from (f"{cell.indicator} in two ways: {sorted(texts)}" for cell, texts in printed.items() if len(texts) > 1)


def findings(document: Document) -> Iterator[str]:
    """What checking finds."""
    for finding in tonghop.check(document).findings:
        yield f"{finding.severity}: {finding.message}"


def _unlike(document: Document, chips: Iterable[Chip]) -> Iterator[str]:
    """Chips and figures side by side, in reading order; `từ 95% trở lên`, of nothing that is known, is a rule."""
    figures = [f for f in document.figures if f.role.measures and f.numeral is Numeral.ARABIC]
    limits = {figure.id for figure in figures if figure.indicator is None and figure.high is None}
    figures.sort(key=lambda figure: figure.start)
    place = 0
    for chip in chips:
        found = next((at for at in range(place, len(figures)) if _says(figures[at], chip)), None)
        if found is None:
            yield f"missed: {chip.text!r}, {chip.kind} of {chip.cells[0].indicator}"
            continue
        yield from (_made_up(figure, document) for figure in figures[place:found] if figure.id not in limits)
        for wrong in differences(chip, figures[found]):
            around = _around(document, figures[found])
            yield f"{chip.text!r}, {chip.kind} of {chip.cells[0].indicator}: {wrong} in {around!r}"
        place = found + 1
    yield from (_made_up(figure, document) for figure in figures[place:] if figure.id not in limits)


def _says(figure: Figure, chip: Chip) -> bool:
    text = chip.text.removeprefix("-")  # which says that it fell, and is no part of the figure
    return figure.text.startswith(text) and not figure.text[len(text) :].startswith(tuple("0123456789.,"))


def _made_up(figure: Figure, document: Document) -> str:
    return f"made up: {figure.text!r} in {_around(document, figure)!r}"


def differences(chip: Chip, figure: Figure) -> Iterator[str]:
    """In what a figure differs from the chip that it was printed for."""
    if chip.kind is Kind.COUNTED:
        yield from _miscounted(chip, figure)
        return
    first = chip.cells[0]
    indicator = indicators()[first.indicator]
    planning = first.indicator in PLANS or indicator.unit.startswith(cues().time["planned_units"])
    if figure.role not in _roles(chip) and not (planning and figure.role is Role.PLAN_VALUE):
        yield f"role {figure.role}"
    fell = chip.kind is Kind.VALUE and figure.role is Role.DECLINE  # less than nothing is said in words
    if not _contains(figure, -chip.exact if fell else chip.exact):
        yield f"{figure.low} to {figure.high} does not contain {chip.exact}"
    if figure.indicator != first.indicator:
        yield f"indicator {figure.indicator}"
    if chip.kind in VALUED and not _same_unit((indicator.unit, chip.unit), figure.unit or ""):
        yield f"unit {figure.unit}"
    if chip.kind in VALUED and figure.basis is not BASES[first.measure] and not planning:
        yield f"basis {figure.basis}"
    assigned = [cell.authority for cell in chip.cells if cell.measure is Measure.PLAN]
    if assigned and (figure.plan_of or "") != "+".join(assigned):
        yield f"plan of {figure.plan_of}"
    yield from _otherwise_timed(chip, figure)


def _miscounted(chip: Chip, figure: Figure) -> Iterator[str]:
    """In what a figure differs from the number of targets that it was printed for; they are of many indicators."""
    if figure.role not in _COUNTED | {Role.PLAN_VALUE}:
        yield f"role {figure.role}"
    if not _contains(figure, chip.exact):
        yield f"{figure.low} to {figure.high} does not contain {chip.exact}"
    if figure.unit != chip.unit:
        yield f"unit {figure.unit}"


def _roles(chip: Chip) -> frozenset[Role]:
    if chip.kind not in VALUED:
        return ROLES[chip.kind]
    return frozenset({Role.PLAN_VALUE}) if chip.cells[0].measure is Measure.PLAN else VALUES


def _contains(figure: Figure, exact: Fraction) -> bool:
    low, high = figure.low, figure.high
    return (low is None or Fraction(low) <= exact) and (high is None or exact <= Fraction(high))


def _same_unit(stated: tuple[str, ...], read: str) -> bool:
    """Equal to one, or one longer than the other by words of its own (`hộ`, `hộ nghèo`; `VND`, `VND/em`).

    A place among others (`xếp vị trí 5`) has no unit.
    """
    names = [units()[unit.lower()].name if unit.lower() in units() else unit for unit in stated]
    pairs = [sorted((name, read), key=len) for name in names]
    return any(long == short or long.startswith((f"{short} ", f"{short}/", f"{short}, ")) for short, long in pairs)


def _otherwise_timed(chip: Chip, figure: Figure) -> Iterator[str]:
    first, base = chip.cells[0], chip.cells[-1].span
    if chip.kind is Kind.ADDED:
        first = replace(first, span=Span(first.span.year, base.last + 1, first.span.last))
    if figure.as_of is None and not _same_time(first, figure.period):
        yield f"period {figure.period}, not {first.span.code}"
    of_tet = (figure.period or "").endswith("-Tet")
    to_date = figure.as_of is not None and figure.base_period == f"{base.year}-YTD"
    if base.year < first.span.year and not (
        of_tet or to_date or _at_its_end(base, figure) or _same_months(base, figure.base_period)
    ):
        yield f"base {figure.base_period}, not {base.code}"


def _at_its_end(base: Span, figure: Figure) -> bool:
    """Whether what there was when a year ended is told of its last month."""
    return base.months == 12 and figure.base_period == f"{base.year}-12"


def _same_time(cell: Cell, period: str | None) -> bool:
    """A plan of the year is told in the period of the report; gifts of Tết are told of Tết."""
    if cell.measure is Measure.PLAN:
        return year_of(period) == cell.span.year
    return period == f"{cell.span.year}-Tet" or _same_months(cell.span, period)


def _same_months(span: Span, period: str | None) -> bool:
    """Whether a period is told of these months: the first three are the first quarter."""
    return period is not None and not period.endswith(("-Tet", "-YTD")) and Span.of(period) == span


def _around(document: Document, figure: Figure) -> str:
    begin = document.text.rfind("\n", 0, figure.start) + 1
    end = document.text.find("\n", figure.start)
    return document.text[
        max(begin, figure.start - 150) : min(end if end >= 0 else figure.start + 60, figure.start + 60)
    ]
