"""Charts as pictures that can be read in grey: drawn once, as SVG for the screen and for PDF, as PNG for Word."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from tonghop.core.paper import Chart, Paper, Shape
from tonghop.printing import wording
from tonghop.printing.typesetting import typeset

WIDTH = 160  # millimetres
_DOTS = 200  # an inch
_STEPS = (1, 2, Decimal("2.5"), 5, 10)
_TICKS = 5


def of(paper: Paper) -> tuple[Chart, ...]:
    """All charts of a paper in reading order."""
    parts = (paper.opening, *(section.blocks for section in paper.sections), paper.closing)
    blocks = (block for part in (*parts, *(appendix.blocks for appendix in paper.appendices)) for block in part)
    return tuple(block for block in blocks if isinstance(block, Chart))


def svg(charts: Sequence[Chart]) -> list[bytes]:
    """A picture of each chart, its letters drawn as shapes. Raises NoFont."""
    return _pictures(charts, "svg")


def png(charts: Sequence[Chart]) -> list[bytes]:
    """The same as dots, as many as print needs. Raises NoFont."""
    return _pictures(charts, "png", ppi=_DOTS)


def _pictures(charts: Sequence[Chart], kind: Any, **options: Any) -> list[bytes]:
    return (
        typeset("charts.typ", {"charts.json": [_drawn(chart) for chart in charts]}, kind, **options) if charts else []
    )


def _drawn(chart: Chart) -> dict[str, Any]:
    """A chart as texts and places between 0 and 1."""
    low, high, step = _scale(chart)
    place = partial(_place, low, high)
    return {
        "shape": chart.shape,
        "measured": wording.measured_in(chart.unit),
        "labels": [wording.clean(label) for label in chart.labels],
        "series": [
            {"name": wording.clean(series.name), "values": [None if v is None else place(v) for v in series.values]}
            for series in chart.series
        ],
        "mark": None if chart.mark is None else place(chart.mark),
        "zero": place(Decimal(0))["at"],
        "ticks": [place(low + step * number) for number in range(int((high - low) / step) + 1)],
    }


def _place(low: Decimal, high: Decimal, value: Decimal) -> dict[str, Any]:
    return {"at": float((value - low) / (high - low)), "text": wording.number(value)}


def _scale(chart: Chart) -> tuple[Decimal, Decimal, Decimal]:
    """The ends of the scale and the step between its ticks: round numbers, zero among them."""
    values = list(_values(chart))
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    if chart.shape is not Shape.LINES:
        return low, high if high > low else low + 1, (high - low) or Decimal(1)
    step = _step(high - low)
    low, high = (
        step * (low / step).to_integral_value("ROUND_FLOOR"),
        step * (high / step).to_integral_value("ROUND_CEILING"),
    )
    return low, high if high > low else low + step, step


def _values(chart: Chart) -> Iterator[Decimal]:
    known = [[value for value in series.values if value is not None] for series in chart.series]
    if chart.shape is Shape.STACK:
        yield from (sum(values, Decimal(0)) for values in known)
    else:
        yield from (value for values in known for value in values)
    if chart.mark is not None:
        yield chart.mark


def _step(reach: Decimal) -> Decimal:
    """The smallest round step that divides this reach into few parts."""
    if not reach:
        return Decimal(1)
    least = reach / _TICKS
    power = Decimal(1).scaleb(least.adjusted())
    return next(power * step for step in _STEPS if power * step >= least)
