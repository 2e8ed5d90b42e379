"""From a document to the facts that it states. Nothing is guessed: what is unclear is left out, with the reason."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tonghop.catalog.conversion import times
from tonghop.core.document import Document
from tonghop.core.fact import Cell, Fact, Measure, Said
from tonghop.core.figure import Basis, Figure, Role
from tonghop.core.finding import Finding, Severity
from tonghop.core.relation import Sum
from tonghop.core.span import Span
from tonghop.intake import letterhead
from tonghop.intake.bounds import agree, narrowest
from tonghop.intake.measures import converted
from tonghop.intake.periods import NotClosed, Unclear, day_of, has_closed, span_of, year_of_plan
from tonghop.intake.sentences import Named, sentences
from tonghop.intake.values import Assignment, LeftOut, Measured, Proposal, Reading, Reason, Setting

_STATED = frozenset(
    {Role.AMOUNT, Role.COUNT, Role.AREA, Role.LENGTH, Role.PLAN_VALUE, Role.FRACTION, Role.RATE, Role.SCORE}
)
_MEASURES = {Basis.ACTUAL: Measure.ACTUAL, Basis.ESTIMATE: Measure.ESTIMATE, Basis.PLAN: Measure.PLAN}
_PERCENT = "%"


class _Left(Exception):
    """Why a figure is left out."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


def propose(
    document: Document, setting: Setting, findings: Iterable[Finding] = (), said: Mapping[str, Said] | None = None
) -> Reading:
    """The facts that the figures of a document state, and the figures that are left out with the reason of each.

    `findings` are those of checking that nobody dismissed: figures in one of severity error are left out. `said` is
    what people say of figures, by id: it goes before what was read.
    """
    passage = _passage(document, setting, findings, said or {})
    drafts: list[Proposal] = []
    left: list[LeftOut] = []
    for figure in document.figures:
        if figure.role.measures:
            try:
                drafts += passage.proposals(figure)
            except _Left as why:
                left.append(LeftOut(figure, why.reason, why.detail))
    proposed, stated_differently = _once(drafts)
    left += stated_differently
    return Reading(tuple(proposed), tuple(sorted(left, key=lambda item: item.figure.start)))


def _passage(document: Document, setting: Setting, findings: Iterable[Finding], said: Mapping[str, Said]) -> "_Passage":
    serious = [item for item in findings if item.severity is Severity.ERROR]
    return _Passage(
        setting,
        document.kind,
        letterhead.assignment(document),
        {name: item.message for item in reversed(serious) for name in item.figures},
        dict(_parts(document)),
        Named.of(document.text, setting.others),
        any(figure.place and figure.cell for figure in document.figures),
        _to_date(document),
        said,
    )


def _parts(document: Document) -> Iterator[tuple[str, Figure]]:
    """Parts of a sum that carry the indicator of its total, with that total."""
    for relation in document.relations:
        if isinstance(relation.statement, Sum):
            total = document.figure(relation.statement.total)
            for name in relation.statement.parts:
                if total.indicator and document.figure(name).indicator == total.indicator:
                    yield name, total


def _to_date(document: Document) -> frozenset[str]:
    """What was done so far, in sentences that tell it of something the document estimates for the whole period."""
    estimated = {(item.indicator, item.period) for item in document.figures if item.basis is Basis.ESTIMATE}
    done = [item for item in document.figures if item.basis is Basis.ACTUAL and item.as_of is None and item.indicator]
    place = sentences(document.text, (item.start for item in done))
    so_far = {(place[item.start], item.period) for item in done if (item.indicator, item.period) in estimated}
    return frozenset(item.id for item in done if (place[item.start], item.period) in so_far)


@dataclass(frozen=True, slots=True)
class _Passage:
    """What decides about each figure of one document; `placed` where the rows of its tables name units.

    `to_date` are figures that were done when their period had not ended, it is not said until when.
    """

    setting: Setting
    kind: str
    assignment: Assignment | None
    contradicted: Mapping[str, str]
    parts: Mapping[str, Figure]
    named: Named
    placed: bool
    to_date: frozenset[str]
    said: Mapping[str, Said]

    def proposals(self, figure: Figure) -> Iterator[Proposal]:
        """The facts that a figure states, one for each authority of a plan; raises _Left."""
        said = self.said.get(figure.id, Said())
        if said.left_out:
            raise _Left(Reason.SET_ASIDE, said.left_out)
        indicator = self._indicator(figure)
        if figure.id in self.contradicted:
            raise _Left(Reason.CONTRADICTED, self.contradicted[figure.id])
        if figure.id in self.parts:
            raise _Left(Reason.PART, self.parts[figure.id].text)
        unit, measure = said.unit or self._unit(figure), said.measure or self._measure(figure)
        span = self._said(said.span, measure) if said.span else self._span(figure, measure, indicator)
        self._refuse_outside(unit, span)
        if measure is Measure.ACTUAL and not said.span and self._is_to_date(figure, span):
            raise _Left(Reason.TO_DATE, span.code)
        assigned = self._assigned(figure, measure)
        for authority in self._authorities(figure, measure, assigned):
            version = (assigned.version or 0) if assigned else 0
            cell = Cell(figure.indicator or "", unit, span, measure, authority, version)
            adjusts = assigned is not None and assigned.version is None
            yield Proposal(figure, self._fact(figure, cell, indicator), adjusts)

    def _indicator(self, figure: Figure) -> Measured:
        if figure.indicator is None:
            raise _Left(Reason.NO_INDICATOR)
        indicator = self.setting.indicators.get(figure.indicator)
        if indicator is None:
            raise _Left(Reason.UNKNOWN_INDICATOR, figure.indicator)
        if figure.role not in _STATED and not (figure.role is Role.SHARE and indicator.unit == _PERCENT):
            raise _Left(Reason.COMPUTED)
        return indicator

    def _unit(self, figure: Figure) -> str:
        setting = self.setting
        if figure.place:
            if figure.place not in setting.places:
                raise _Left(Reason.NO_UNIT, figure.place)
            return setting.places[figure.place]
        if setting.unit is None or (self.assignment and self.placed and figure.cell):
            raise _Left(Reason.NO_UNIT, setting.trouble)
        if name := self.named.beside(figure.start):
            raise _Left(Reason.OTHER_UNIT, name)
        return setting.unit

    def _measure(self, figure: Figure) -> Measure:
        if figure.role is Role.PLAN_VALUE or self._is_assigned(figure):
            measure = Measure.PLAN
        elif figure.basis is None:
            raise _Left(Reason.NO_BASIS)
        else:
            measure = _MEASURES[figure.basis]
        if self.kind == "decision" and not self._is_assigned(figure) and not figure.plan_of:
            raise _Left(Reason.NOT_A_PLAN, figure.period or "")
        return measure

    def _is_assigned(self, figure: Figure) -> bool:
        """Whether the decision assigns the figure: said of its year, and of no date."""
        return self.assignment is not None and figure.period == self.assignment.year and figure.as_of is None

    def _assigned(self, figure: Figure, measure: Measure) -> Assignment | None:
        return self.assignment if measure is Measure.PLAN and self._is_assigned(figure) else None

    def _said(self, span: Span, measure: Measure) -> Span:
        if measure is Measure.PLAN and span.months != 12:
            raise _Left(Reason.PART_OF_PLAN_YEAR, span.code)
        return span

    def _span(self, figure: Figure, measure: Measure, indicator: Measured) -> Span:
        as_of = day_of(figure.as_of)
        try:
            if measure is Measure.PLAN:
                return year_of_plan(figure.period, whole=figure.role is not Role.PLAN_VALUE)
            return span_of(figure.period, as_of, indicator.time, self.setting.closing_days)
        except NotClosed:
            raise _Left(Reason.NOT_CLOSED, f"{as_of:%d/%m/%Y}") from None
        except Unclear:
            reason = Reason.PART_OF_PLAN_YEAR if measure is Measure.PLAN and figure.period else Reason.NO_PERIOD
            raise _Left(reason, figure.period or "") from None

    def _refuse_outside(self, unit: str, span: Span) -> None:
        born, closed = self.setting.lives[unit]
        if (born and born > span.ends) or (closed and closed <= span.starts):
            raise _Left(Reason.OUTSIDE_LIFE, unit)

    def _is_to_date(self, figure: Figure, span: Span) -> bool:
        """Whether the span had not ended when the figure was counted, on a day that is not told."""
        signed = self.setting.dated
        early = signed is not None and not has_closed(span, signed, self.setting.closing_days)
        return figure.as_of is None and (early or figure.id in self.to_date)

    def _authorities(self, figure: Figure, measure: Measure, assigned: Assignment | None) -> tuple[str, ...]:
        if measure is not Measure.PLAN:
            return ("",)
        if figure.plan_of:
            return tuple(figure.plan_of.split("+"))
        if assigned and not assigned.authority:
            raise _Left(Reason.NO_AUTHORITY)
        return (assigned.authority if assigned else "",)

    def _fact(self, figure: Figure, cell: Cell, indicator: Measured) -> Fact:
        by = converted(cell.indicator, indicator.unit, figure.unit or "")
        if by is None:
            raise _Left(Reason.MEASURED_OTHERWISE, indicator.unit)
        value = times(figure.number, by)
        low, high = (_times(bound, by) for bound in (figure.low, figure.high))
        if low == high == value:
            low = high = None
        as_of = self._as_of(figure, cell.measure)
        return Fact(cell, value, low=low, high=high, as_of=as_of, start=figure.start, end=figure.end)

    def _as_of(self, figure: Figure, measure: Measure) -> date | None:
        """The day that the text names; an estimate is as of the day of its document."""
        return day_of(figure.as_of) or (self.setting.dated if measure is Measure.ESTIMATE else None)


def _times(bound: Decimal | None, by: Decimal) -> Decimal | None:
    return None if bound is None else times(bound, by)


def _once(drafts: Iterable[Proposal]) -> tuple[list[Proposal], list[LeftOut]]:
    """One proposal for each cell: the most exact of those that agree; those that do not are left out."""
    groups: dict[Cell, list[Proposal]] = {}
    for draft in drafts:
        groups.setdefault(draft.fact.cell, []).append(draft)
    proposed: list[Proposal] = []
    left: dict[str, LeftOut] = {}
    for group in groups.values():
        if agree([item.fact for item in group]):
            best = group[narrowest([item.fact for item in group])]
            others = tuple(item.figure for item in group if item is not best)
            proposed.append(replace(best, repeated=others))
            continue
        for item in group:
            detail = ", ".join(dict.fromkeys(other.figure.text for other in group if other is not item))
            left[item.figure.id] = LeftOut(item.figure, Reason.STATED_DIFFERENTLY, detail)
    return [item for item in proposed if item.figure.id not in left], list(left.values())
