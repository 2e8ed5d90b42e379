"""Percentages that a document states of its figures, beside the plans and the values of last year in the ledger.

The ledger keeps no percentages, but they say what the writer held for the plan and for last year's value.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tonghop.core.document import Document
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.figure import Figure, Role
from tonghop.core.span import Span
from tonghop.intake.known import Compared
from tonghop.ledger import ask
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import FactVersion
from tonghop.ledger.models import Measure as MeasureColumn

_CHANGES = frozenset({Role.GROWTH, Role.DECLINE, Role.INDEX})
_BEFORE, _AFTER = 12, 60
_EXCEEDS, _SAME_PERIOD = "vượt", "cùng kỳ"


@dataclass(frozen=True, slots=True)
class Claim:
    """A percentage stated of the value of a cell: of its plan, or against the same span a year before."""

    cell: Cell
    percent: Figure

    @property
    def of_plan(self) -> bool:
        """Whether it is of the plan."""
        return self.percent.role is Role.PERCENT_OF_PLAN


def claims(document: Document, compared: Iterable[Compared]) -> tuple[Claim, ...]:
    """The percentages that a document states of what it proposes; a change only where it says since when."""
    cells = {
        figure.id: item.fact.cell
        for item in compared
        if item.fact.cell.measure is not Measure.PLAN
        for figure in (item.proposal.figure, *item.proposal.repeated)
    }
    return tuple(
        Claim(cells[figure.of], figure)
        for figure in document.figures
        if figure.of in cells and _is_clear(figure, cells[figure.of].span, document.text)
    )


def _is_clear(percent: Figure, span: Span, text: str) -> bool:
    if percent.role is Role.PERCENT_OF_PLAN:
        return _EXCEEDS not in text[max(percent.start - _BEFORE, 0) : percent.start].lower()
    if percent.role not in _CHANGES or percent.base_period != span.years_before().code:
        return False
    said = text[percent.end : percent.end + _AFTER].lower()
    return percent.cell is not None or _SAME_PERIOD in said or str(span.year - 1) in said


def plans(asked: Sequence[Claim]) -> dict[Claim, list[Fact]]:
    """For claims of a plan the plans that they may mean, the latest version of each authority."""
    cells = [claim.cell for claim in asked if claim.of_plan]
    rows = FactVersion.objects.filter(
        known_to=None,
        settled=True,
        measure=MeasureColumn.PLAN,
        value__isnull=False,
        indicator__key__in={cell.indicator for cell in cells},
        unit__code__in={cell.unit for cell in cells},
        year__in={cell.span.year for cell in cells},
    )
    latest: dict[Cell, Fact] = {}
    for row in rows.select_related("indicator", "unit").order_by("version") if cells else ():
        fact = fact_of(row)
        latest[replace(fact.cell, version=0)] = fact
    return {
        claim: [fact for fact in latest.values() if _is_meant(fact.cell, claim)] for claim in asked if claim.of_plan
    }


def _is_meant(plan: Cell, claim: Claim) -> bool:
    cell, said = claim.cell, claim.percent.plan_of
    year = Span(cell.span.year, 1, 12)
    same = (plan.indicator, plan.unit, plan.span, plan.breakdown) == (cell.indicator, cell.unit, year, cell.breakdown)
    return same and (not said or plan.authority in said.split("+"))


def bases(asked: Collection[Claim]) -> Mapping[Cell, ask.Value]:
    """For the cells of claims of a change what was really done in the same span a year before."""
    done = {claim.cell: replace(claim.cell, measure=Measure.ACTUAL) for claim in asked if not claim.of_plan}
    found = ask.same_period(list(done.values()))
    return {cell: found[actual] for cell, actual in done.items()}
