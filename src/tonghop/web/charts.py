"""Charts as inline SVG, drawn on the server: each says one thing, in colours of the page, readable in grey."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from markupsafe import Markup

_WIDTH, _HEIGHT, _EDGE = 96, 24, 2


@dataclass(frozen=True, slots=True)
class Dot:
    """A place in a chart, in its own units."""

    x: float
    y: float


def sparkline(values: Sequence[Fraction | None], label: str) -> Markup:
    """A small line through the values in order, its last value marked; gaps stay gaps. Nothing for fewer than two."""
    dots = _dots(values, _WIDTH, _HEIGHT, _EDGE)
    known = [dot for dot in dots if dot]
    if len(known) < 2:
        return Markup()
    return Markup(
        '<svg class="spark" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        'aria-label="{label}"><path d="{path}"/><circle cx="{x:.1f}" cy="{y:.1f}" r="2.2"/></svg>'
    ).format(width=_WIDTH, height=_HEIGHT, label=label, path=path(dots), x=known[-1].x, y=known[-1].y)


def path(dots: Sequence[Dot | None]) -> str:
    """The path through the dots, lifted where there is none."""
    steps, drawing = [], False
    for dot in dots:
        if dot:
            steps.append(f"{'L' if drawing else 'M'}{dot.x:.1f} {dot.y:.1f}")
        drawing = dot is not None
    return "".join(steps)


def _dots(values: Sequence[Fraction | None], width: float, height: float, edge: float) -> list[Dot | None]:
    known = [value for value in values if value is not None]
    low, high = min(known, default=Fraction(0)), max(known, default=Fraction(0))
    reach = float(high - low) or 1.0
    step = (width - 2 * edge) / max(len(values) - 1, 1)
    return [
        None
        if value is None
        else Dot(edge + index * step, height - edge - (float(value - low) / reach) * (height - 2 * edge))
        for index, value in enumerate(values)
    ]


_WIDE, _TALL = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 8, 14, 24


def against(
    now: Sequence[Fraction | None], before: Sequence[Fraction | None], plan: Fraction | None, marks: Iterable[date] = ()
) -> Markup:
    """Twelve months of a year against the year before and the plan of the year; nothing where nothing is known.

    `marks` are days from which on the unit is another than before.
    """
    known = [value for value in (*now, *before) if value is not None]
    if not known:
        return Markup()
    top = float(max([*known, plan or Fraction(0)])) or 1.0
    lines = Markup("").join(
        Markup('<path class="{name}" d="{path}"/>').format(
            name=name, path=path([_dot(i, v, top) for i, v in enumerate(line)])
        )
        for name, line in (("before", before), ("now", now))
    )
    months = Markup("").join(
        Markup('<text x="{x:.1f}" y="{y}" text-anchor="middle">{month}</text>').format(
            x=_x(index), y=_TALL - 6, month=index + 1
        )
        for index in range(12)
    )
    level = ""
    if plan:
        level = Markup('<line class="plan" x1="{left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>').format(
            left=_LEFT, right=_WIDE - _RIGHT, y=_y(float(plan), top)
        )
    last = [dot for dot in (_dot(i, v, top) for i, v in enumerate(now)) if dot][-1:]
    mark = Markup("").join(
        Markup('<circle class="now" cx="{x:.1f}" cy="{y:.1f}" r="4"/>').format(x=dot.x, y=dot.y) for dot in last
    )
    ground = Markup('<line class="ground" x1="{left}" x2="{right}" y1="{y}" y2="{y}"/>').format(
        left=_LEFT, right=_WIDE - _RIGHT, y=_TALL - _BOTTOM
    )
    return Markup('<svg class="against" viewBox="0 0 {width} {height}" aria-hidden="true">{inside}</svg>').format(
        width=_WIDE, height=_TALL, inside=ground + _marked(marks) + level + lines + mark + months
    )


def _marked(days: Iterable[date]) -> Markup:
    """A line before the month of each day, with the month and year above it."""
    return Markup("").join(
        Markup(
            '<line class="merger" x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{bottom}"/>'
            '<text x="{x:.1f}" y="{above}" text-anchor="middle">{day}</text>'
        ).format(x=_x(day.month - 1.5), top=_TOP, bottom=_TALL - _BOTTOM, above=_TOP - 3, day=f"{day:%m/%Y}")
        for day in sorted(set(days))
    )


def _x(index: float) -> float:
    return _LEFT + 14 + index * (_WIDE - _LEFT - _RIGHT - 28) / 11


def _y(value: float, top: float) -> float:
    return _TALL - _BOTTOM - max(value, 0) / top * (_TALL - _TOP - _BOTTOM)


def _dot(index: int, value: Fraction | None, top: float) -> Dot | None:
    return None if value is None else Dot(_x(index), _y(float(value), top))
