"""The table of indicators in the appendix: plans, results and comparisons, in the same numbers as the text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tonghop.catalog.phrases import called, named, phrases
from tonghop.core.fact import Fact, Measure
from tonghop.core.paper import Align, Column, Kind, Row, Runs, Table
from tonghop.core.paper_text import line
from tonghop.core.span import Span
from tonghop.writing.chips import exact, in_between, printed_unit, ratio, stands, tabular
from tonghop.writing.comparisons import measured_by_plan, of_percent
from tonghop.writing.known import Known
from tonghop.writing.rounding import Style, beside
from tonghop.writing.sentences import printed_date, printed_span, style_for
from tonghop.writing.setting import Setting
from tonghop.writing.wording import capitalised

_WIDTHS = {"mark": 4, "name": 30, "unit": 11, "place": 24}
_VALUE = 9


@dataclass(frozen=True, slots=True)
class _Figures:
    """A column of figures: its head and what stands in it of an indicator."""

    head: Column
    cell: Callable[[Known, Style], Runs]


def indicator_table(knowns: Sequence[Known], setting: Setting, title: str = "") -> Table:
    """The indicators in their order, those of a group under its name; columns that would stay empty are left out.

    Indicators without a value keep their row.
    """
    columns = [
        column for column in _columns(knowns, setting) if any(_filled(column, known, setting) for known in knowns)
    ]
    heads = (head("mark", Align.CENTRE), head("name", Align.START), head("unit", Align.CENTRE))
    rows = tuple(_rows(knowns, columns, setting))
    return Table((*heads, *fitting((column.head for column in columns), len(heads), rows)), rows, title)


def fitting(columns: Iterable[Column], first: int, rows: Sequence[Row]) -> Iterator[Column]:
    """The columns, of which one stands at place `first`, each wide enough for its longest number."""
    for place, column in enumerate(columns, first):
        longest = max((len(line(row.cells[place])) for row in rows), default=0)
        yield replace(column, width=max(column.width, longest + 2))


def head(name: str, align: Align) -> Column:
    """A column of words: of marks, of names, of units."""
    return Column(phrases("table", name)[0], _WIDTHS[name], align)


def _filled(column: _Figures, known: Known, setting: Setting) -> bool:
    return bool(column.cell(known, _style(known, setting)))


def _style(known: Known, setting: Setting) -> Style:
    return style_for(known, setting) if stands(known.fact) else Style(known.indicator.unit)


def _rows(knowns: Sequence[Known], columns: Sequence[_Figures], setting: Setting) -> Iterator[Row]:
    place = 0
    for group, members in groupby(knowns, key=lambda known: known.indicator.group):
        yield group_row(group, len(columns))
        for known in members:
            place += 1
            style = _style(known, setting)
            words = (str(place),), capitalised((label(known),)), (printed_unit(style),)
            yield Row((*words, *(column.cell(known, style) for column in columns)))


def group_row(group: str, figures: int) -> Row:
    """The name of a group of indicators above them, in a table with so many columns of figures."""
    name = (*named("groups", group), group)[0]
    return Row(((), capitalised((name,)), (), *(() for _ in range(figures))), heading=True)


def label(known: Known) -> str:
    """How its indicator is called where it stands alone."""
    return called(known.indicator)


def _columns(knowns: Sequence[Known], setting: Setting) -> Iterator[_Figures]:
    authorities = tuple(dict.fromkeys(plan.cell.authority for known in knowns for plan in known.plans))
    spans = tuple(dict.fromkeys((setting.span, *(known.cell.span for known in knowns))))
    days = [known.to_date.as_of for known in knowns if known.to_date and known.to_date.as_of]
    day = printed_date(max(days, default=setting.until or setting.span.ends))
    for authority in authorities:
        yield _Figures(_of_plan("plan", authority, setting), _planned(authority))
    for span in spans:
        yield _Figures(_column("before", period=printed_span(span.years_before())), _value(_earlier(span)))
    yield _Figures(_column("to_date", date=day), _value(lambda known: known.to_date))
    last = Span(setting.span.year, setting.span.last, setting.span.last)
    month = _Figures(_column("actual", period=printed_span(last)), _in_month)
    if len(spans) == 1:
        yield month
    for span in spans:
        for measure in (Measure.ACTUAL, Measure.ESTIMATE):
            yield _Figures(_column(measure.value, period=printed_span(span)), _value(_done(span, measure)))
    if len(spans) > 1:  # a comparison whose own column is empty in a row is taken for that of the next on its left
        yield month
    for authority in authorities:
        yield _Figures(_of_plan("percent", authority, setting), _percent(authority))
    yield _Figures(_column("index"), _index)


def _column(name: str, **words: object) -> Column:
    return Column(phrases("table", name)[0].format(**words), _VALUE)


def _of_plan(name: str, authority: str, setting: Setting) -> Column:
    title = phrases("table", name)[0].format(year=setting.span.year)
    if not authority:
        return Column(title, _VALUE)
    called = setting.authorities.get(authority, authority)
    return Column(phrases("table", "assigned")[0].format(authority=called), _VALUE, group=title)


def _earlier(span: Span) -> Callable[[Known], Fact | None]:
    return lambda known: known.before if known.cell.span == span else None


def _done(span: Span, measure: Measure) -> Callable[[Known], Fact | None]:
    return lambda known: known.fact if (known.cell.span, known.cell.measure) == (span, measure) else None


def _in_month(known: Known, style: Style) -> Runs:
    return (in_between(known.month, style),) if known.month else ()


def _value(of: Callable[[Known], Fact | None]) -> Callable[[Known, Style], Runs]:
    def cell(known: Known, style: Style) -> Runs:
        fact = of(known)
        if fact is None or not stands(fact):
            return ()
        return tabular(fact, style if fact is known.fact else beside(style, exact(fact)))

    return cell


def _plan(known: Known, authority: str) -> Fact | None:
    return next((plan for plan in known.plans if plan.cell.authority == authority), None)


def _planned(authority: str) -> Callable[[Known, Style], Runs]:
    return _value(lambda known: _plan(known, authority))


def _percent(authority: str) -> Callable[[Known, Style], Runs]:
    def cell(known: Known, _: Style) -> Runs:
        plan = _plan(known, authority)
        if not measured_by_plan(known.indicator) or not (stands(known.fact) and plan and stands(plan) and exact(plan)):
            return ()
        return (ratio(Kind.PERCENT_OF_PLAN, known.fact, plan),)

    return cell


def _index(known: Known, _: Style) -> Runs:
    before = known.before
    if of_percent(known.indicator) or not (stands(known.fact) and before and stands(before) and exact(before)):
        return ()
    return (ratio(Kind.INDEX, known.fact, before),)
