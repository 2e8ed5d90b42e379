"""Filling a form for a period with what the ledger knows, exactly, in the units of measure that the form names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from tonghop.catalog.conversion import factor
from tonghop.core.fact import Cell, Measure
from tonghop.core.paper import Kind, computed
from tonghop.core.span import Span
from tonghop.drafting.stating import decimal_of
from tonghop.drafting.superior.forms import opened
from tonghop.drafting.superior.mapping import Agreed, Meaning, What, When
from tonghop.drafting.superior.study import Studied
from tonghop.ledger import ask
from tonghop.ledger.ask import Value
from tonghop.ledger.models import Indicator

_PLACES = 2
_KINDS = {What.OF_PLAN: Kind.PERCENT_OF_PLAN, What.GROWTH: Kind.GROWTH, What.INDEX: Kind.INDEX}
_ACTUAL, _ESTIMATE = Meaning(What.ACTUAL, When.PERIOD), Meaning(What.ESTIMATE, When.PERIOD)
UNKNOWN, UNIT = "chưa có số liệu", "không rõ đơn vị tính"
NO_ROW, NO_COLUMN = "chưa rõ chỉ tiêu của hàng", "chưa rõ cột hỏi gì"
"""Why a cell was left empty."""


@dataclass(frozen=True, slots=True)
class Empty:
    """A cell that was left empty, and why."""

    cell: Studied
    why: str


@dataclass(frozen=True, slots=True)
class Otherwise:
    """A head under which the form says `said` months while it was filled for `wanted`."""

    header: str
    said: Span
    wanted: Span


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was filled: how many of its cells, which were left empty, and which heads say other months."""

    content: bytes
    count: int
    empty: tuple[Empty, ...]
    otherwise: tuple[Otherwise, ...] = ()


def fill(content: bytes, cells: Iterable[Studied], agreed: Agreed, unit: str, span: Span) -> Filled:
    """The form of a unit for a period; cells of which nobody said what they ask for are left empty,
    and told where they are of a row with a unit of measure, which a heading has not.

    Formulas and formats are left alone; a number that stands there with its unit gives way to dots where the ledger
    has none, unless it is a plan. A bounded number of queries. Raises UnknownForm, UnknownUnit.
    """
    cells = tuple(cells)
    measures = any(cell.slot.unit for cell in cells)
    asked, empty = [], []
    for cell in cells:
        if cell.slot.row in agreed.rows and cell.slot.column in agreed.columns:
            asked.append((cell, agreed.rows[cell.slot.row], agreed.columns[cell.slot.column]))
        elif cell.slot.unit or not measures:
            empty.append(Empty(cell, NO_COLUMN if cell.slot.row in agreed.rows else NO_ROW))
    known = _Known.of(unit, Span(span.year, 1, span.last), {(key, meaning) for _, key, meaning in asked})
    meanings = {meaning for _, _, meaning in asked}
    estimated = _ESTIMATE in meanings and _ACTUAL not in meanings
    form, count = opened(content), 0
    for cell, key, meaning in asked:
        value, by = (
            known.value(key, meaning, estimated=estimated),
            _factor(cell, key, meaning, known.units.get(key, "")),
        )
        if value is None or by is None:
            empty.append(Empty(cell, UNKNOWN if value is None else UNIT))
            if cell.slot.behind and meaning.what is not What.PLAN:
                form.blank(cell.slot)
            continue
        form.put(cell.slot, _written(value / by, meaning.what.percent))
        count += 1
    return Filled(form.content(), count, tuple(empty), _otherwise(asked, span))


def _otherwise(asked: Iterable[tuple[Studied, str, Meaning]], span: Span) -> tuple[Otherwise, ...]:
    """The heads that say other months than those for which they were filled, each once."""
    told = (
        Otherwise(cell.slot.header, cell.said, _span_of(meaning.when, span))
        for cell, _, meaning in asked
        if cell.said and not meaning.what.percent
    )
    return tuple(dict.fromkeys(each for each in told if each.said != each.wanted))


def _span_of(when: When, span: Span) -> Span:
    """The months that a meaning asks for of a form that is filled for `span`."""
    year = Span(span.year, 1, 12)
    return {
        When.MONTH: Span(span.year, span.last, span.last),
        When.YEAR: year,
        When.BEFORE: span.years_before(),
        When.YEAR_BEFORE: year.years_before(),
    }.get(when, Span(span.year, 1, span.last))


def _written(value: Fraction, computed_here: bool) -> Decimal:
    """The number of a cell: what was computed to two decimals, else exact."""
    if computed_here:
        return Decimal(round(value * 10**_PLACES)).scaleb(-_PLACES)
    return decimal_of(value)


def _factor(cell: Studied, key: str, meaning: Meaning, canonical: str) -> Fraction | None:
    """How many of the canonical unit one written in the cell is; None where its unit of measure does not fit."""
    if meaning.what.percent:
        return cell.factor if cell.measured == "%" else Fraction(1)
    if cell.measured == canonical:
        return cell.factor
    by = factor(key, canonical, cell.slot.unit)
    return None if by is None else Fraction(by)


@dataclass(frozen=True)
class _Known:
    """The values of a unit that a form asks for, and the canonical units of its indicators."""

    unit: str
    span: Span
    units: Mapping[str, str]
    plans: Mapping[tuple[str, int, str], Value]
    values: Mapping[Cell, Value]
    before: Mapping[Cell, Value]

    @classmethod
    def of(cls, unit: str, span: Span, asked: Iterable[tuple[str, Meaning]]) -> "_Known":
        """All values at once."""
        asked = set(asked)
        keys = {key for key, _ in asked}
        year = Span(span.year, 1, 12)
        wanted = [
            Cell(key, unit, each, measure)
            for key in keys
            for each in {span, Span(span.year, span.last, span.last), year}
            for measure in (Measure.ACTUAL, Measure.ESTIMATE)
        ]
        actual = [cell for cell in wanted if cell.measure is Measure.ACTUAL and cell.span in (span, year)]
        return cls(
            unit,
            span,
            dict(Indicator.objects.filter(key__in=keys).values_list("key", "unit")),
            {
                (line.indicator.key, of.year, authority): plan.value
                for of in (span, span.years_before())
                for line in ask.board(unit, of)
                for plan in line.plans
                for authority in {plan.authority, ""}
            },
            ask.values(wanted),
            ask.same_period(actual),
        )

    def value(self, key: str, meaning: Meaning, *, estimated: bool) -> Fraction | None:
        """What a meaning asks of an indicator; None where it is not known, or where it would be divided by zero.

        Percentages are those of the estimate where it is `estimated` that the form tells, so that its terms agree.
        """
        if meaning.what is What.PLAN:
            return self._plan(key, self.span.year - (meaning.when is When.YEAR_BEFORE), meaning.authority)
        if not meaning.what.percent:
            return self._reached(key, meaning.what, meaning.when)
        done = self._reached(key, What.ESTIMATE, When.PERIOD, actual_first=not estimated)
        base = (
            self._plan(key, self.span.year, meaning.authority)
            if meaning.what is What.OF_PLAN
            else self._reached(key, What.ACTUAL, When.BEFORE)
        )
        if done is None or not base:
            return None
        return computed(_KINDS[meaning.what], (decimal_of(done), decimal_of(base)))

    def _reached(self, key: str, what: What, when: When, *, actual_first: bool = False) -> Fraction | None:
        if when in (When.BEFORE, When.YEAR_BEFORE):
            span = Span(self.span.year, 1, 12) if when is When.YEAR_BEFORE else self.span
            return self.before[Cell(key, self.unit, span)].value
        cell = Cell(key, self.unit, _span_of(when, self.span))
        actual, estimate = self.values[cell].value, self.values[replace(cell, measure=Measure.ESTIMATE)].value
        if what is What.ACTUAL:
            return actual
        first, second = (actual, estimate) if actual_first else (estimate, actual)
        return second if first is None else first

    def _plan(self, key: str, year: int, authority: str) -> Fraction | None:
        found = self.plans.get((key, year, authority))
        return found.value if found else None
