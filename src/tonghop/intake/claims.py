"""Percentages that a document states of its figures, beside the plans and the values of last year in the ledger.

The ledger keeps no percentages, but they say what the writer held for the plan and for last year's value.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from tonghop.core.document import Document
from tonghop.core.fact import Cell, Fact, Measure
from tonghop.core.figure import Figure, Role
from tonghop.core.span import Span
from tonghop.intake.known import Compared
from tonghop.ledger import ask
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
    if percent.role not in _CHANGES or not _is_of_year_before(percent, span):
        return False
    said = text[percent.end : percent.end + _AFTER].lower()
    return percent.cell is not None or _SAME_PERIOD in said or str(span.year - 1) in said


def _is_of_year_before(percent: Figure, span: Span) -> bool:
    """Whether it compares with the same span a year before: what is counted up to a day, with the same day then."""
    base = span.years_before()
    return percent.base_period == base.code or bool(percent.as_of and percent.base_period == f"{base.year}-YTD")


def plans(asked: Sequence[Claim]) -> dict[Claim, list[Fact]]:
    """For claims of a plan the plans that they may mean, own or added up, the latest version of each authority."""
    versions = _versions(asked)
    wanted = {claim: _plans(claim, versions) for claim in asked if claim.of_plan}
    known = ask.values([plan for each in wanted.values() for plan in each])
    found: dict[Claim, list[Fact]] = {}
    for claim, each in wanted.items():
        latest = {
            plan.authority: Fact(plan, value) for plan in each if (value := decimal(known[plan].value)) is not None
        }
        found[claim] = list(latest.values())
    return found


def _versions(asked: Sequence[Claim]) -> list[tuple[str, int, str, int]]:
    """Indicator, year, authority and version of all plans that somebody has, in the order of their versions."""
    cells = [claim.cell for claim in asked if claim.of_plan]
    rows = FactVersion.objects.filter(
        known_to=None,
        settled=True,
        measure=MeasureColumn.PLAN,
        indicator__key__in={cell.indicator for cell in cells},
        year__in={cell.span.year for cell in cells},
    )
    return list(rows.values_list("indicator__key", "year", "authority", "version").distinct().order_by("version"))


def _plans(claim: Claim, versions: Sequence[tuple[str, int, str, int]]) -> list[Cell]:
    cell, said = claim.cell, claim.percent.plan_of
    year = Span(cell.span.year, 1, 12)
    return [
        Cell(cell.indicator, cell.unit, year, Measure.PLAN, authority, version, cell.breakdown)
        for indicator, of, authority, version in versions
        if (indicator, of) == (cell.indicator, year.year) and (not said or authority in said.split("+"))
    ]


def bases(asked: Collection[Claim]) -> Mapping[Cell, ask.Value]:
    """For the cells of claims of a change what was really done in the same span a year before."""
    done = {claim.cell: replace(claim.cell, measure=Measure.ACTUAL) for claim in asked if not claim.of_plan}
    found = ask.same_period(list(done.values()))
    return {cell: found[actual] for cell, actual in done.items()}


def decimal(value: Fraction | None) -> Decimal | None:
    """The value as a decimal, None where it has none that ends (a share of a predecessor)."""
    if value is None:
        return None
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    return quotient if Fraction(quotient) == value else None
