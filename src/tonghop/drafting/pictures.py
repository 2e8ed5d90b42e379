"""The charts of an appendix: how much of plans is done, a series beside the year before, parts of a value."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, islice, zip_longest

from tonghop.catalog.outlines import Picture
from tonghop.catalog.phrases import called
from tonghop.core.fact import Cell, Fact
from tonghop.core.paper import Chart, Series, Shape
from tonghop.core.span import Span
from tonghop.drafting.stating import decimal_of
from tonghop.ledger import ask
from tonghop.ledger.ask import Value
from tonghop.writing import Known, Setting
from tonghop.writing.chips import exact, printed_unit
from tonghop.writing.comparisons import measured_by_plan
from tonghop.writing.rounding import Style
from tonghop.writing.sentences import style_for

_BARS = 14
"""How many bars can be told from one another."""


def pictures(
    wanted: Sequence[Picture], knowns: Sequence[Known], setting: Setting, known_on: datetime | None
) -> tuple[Chart, ...]:
    """The charts of some figures, rounded as in the text; those left out of which too little is known."""
    made = {
        Picture.COMPLETION: lambda: _completion(knowns, setting.span),
        Picture.SERIES: lambda: _series(knowns, setting, known_on),
        Picture.COMPOSITION: lambda: _composition(knowns, setting),
    }
    return tuple(chart for each in wanted if (chart := made[each]()) is not None)


def _completion(knowns: Sequence[Known], span: Span) -> Chart | None:
    """What percentage of the first plan of each indicator was done, and what part of the year is over."""
    held = [known for known in knowns if known.plans and known.plans[0].value and measured_by_plan(known.indicator)]
    if not held:
        return None
    percents = {called(known.indicator): 100 * exact(known.fact) / exact(known.plans[0]) for known in _of_each(held)}
    ordered = sorted(percents, key=lambda name: percents[name], reverse=True)
    return Chart(
        Shape.BARS,
        f"Tỷ lệ thực hiện so với kế hoạch năm {span.year}",
        "%",
        tuple(ordered),
        (Series("Thực hiện so với kế hoạch", tuple(_rounded(percents[name], 1) for name in ordered)),),
        f"Tỷ lệ thực hiện kế hoạch năm, cao nhất là {ordered[0]}, thấp nhất là {ordered[-1]}; "
        "đường kẻ là phần thời gian đã qua của năm.",
        _rounded(Fraction(100 * span.last, 12), 1),
    )


def _of_each(knowns: Sequence[Known]) -> list[Known]:
    """As many as can be told apart, of every group about as many."""
    groups = [list(members) for _, members in groupby(knowns, key=lambda known: known.indicator.group)]
    turns = (known for turn in zip_longest(*groups) for known in turn if known)
    return list(islice(turns, _BARS))


def _series(knowns: Sequence[Known], setting: Setting, known_on: datetime | None) -> Chart | None:
    """The first indicator with a plan, cumulated month by month, beside the year before."""
    known, span = next((each for each in knowns if each.plans and not each.cell.breakdown), None), setting.span
    if known is None or span.last < 2:
        return None
    cells = [Cell(known.indicator.key, known.cell.unit, Span(span.year, 1, month)) for month in range(1, span.last + 1)]
    now, before = ask.values(cells, known_on), ask.same_period(cells, known_on)
    if sum(now[cell].value is not None for cell in cells) < 2:
        return None
    style = style_for(known, setting)
    return Chart(
        Shape.LINES,
        f"{called(known.indicator)[:1].upper()}{called(known.indicator)[1:]} lũy kế theo tháng",
        printed_unit(style),
        tuple(f"Tháng {cell.span.last}" for cell in cells),
        (
            Series(f"Năm {span.year}", tuple(_scaled(now[cell], style) for cell in cells)),
            Series(f"Năm {span.year - 1}", tuple(_scaled(before[cell], style) for cell in cells)),
        ),
        f"Lũy kế từng tháng của {called(known.indicator)} năm nay bên cạnh năm trước.",
    )


def _composition(knowns: Sequence[Known], setting: Setting) -> Chart | None:
    """What the first value that is known with all its parts is made of, beside the year before."""
    whole = next((known for known in knowns if known.complete and len(known.parts) > 1), None)
    if whole is None:
        return None
    style = style_for(whole, setting)
    earlier = {known.cell: known.before for known in knowns}
    before = [earlier.get(part.fact.cell) for part in whole.parts]
    year = whole.cell.span.year
    series = [Series(f"Năm {year}", tuple(_of(part.fact, style) for part in whole.parts))]
    if any(before):
        series.append(Series(f"Năm {year - 1}", tuple(_of(fact, style) for fact in before)))
    return Chart(
        Shape.STACK,
        f"Cơ cấu {called(whole.indicator)}",
        printed_unit(style),
        tuple(part.name for part in whole.parts),
        tuple(series),
        f"Các phần của {called(whole.indicator)}.",
    )


def _of(fact: Fact | None, style: Style) -> Decimal | None:
    return None if fact is None or fact.value is None else _rounded(exact(fact) / style.factor, style.decimals)


def _scaled(value: Value, style: Style) -> Decimal | None:
    return None if value.value is None else _rounded(value.value / style.factor, style.decimals)


def _rounded(value: Fraction, decimals: int) -> Decimal:
    return decimal_of(Fraction(round(value * 10**decimals), 10**decimals))
