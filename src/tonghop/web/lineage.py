"""What became of units, drawn: from left to right in time, each merger and split between two columns of units."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.urls import reverse
from markupsafe import Markup

from tonghop.ledger import units
from tonghop.ledger.models import Unit
from tonghop.ledger.units import Step
from tonghop.web.numbers import Speech

_MOST = 40
_BOX, _TALL, _GAP, _ROW, _HEAD, _EDGE = 190, 46, 120, 62, 40, 4
_LINE, _LINES = 22, 2


@dataclass(frozen=True, slots=True)
class Node:
    """A unit between two reorganisations: in the column `time`, at the height `row`."""

    code: str
    time: int


@dataclass(frozen=True, slots=True)
class Line:
    """What of a unit went over into another, and how much of it where that is not all."""

    before: Node
    after: Node
    label: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """All that became of units on one day by one decision, in words."""

    day: date
    decision: str
    sentences: tuple[str, ...]


def occasions(steps: Collection[Step], named: Mapping[tuple[str, date], str], w: Speech) -> list[Occasion]:
    """The steps in words, the latest first."""
    told: dict[tuple[date, str], list[str]] = {}
    for step in sorted(steps, key=lambda step: step.date, reverse=True):
        told.setdefault((step.date, step.decision), []).append(_told(step, named, w))
    return [Occasion(day, decision, tuple(sentences)) for (day, decision), sentences in told.items()]


def names_of(steps: Iterable[Step]) -> dict[tuple[str, date], str]:
    """The names of units on the days of their steps, with codes where two have one name; one query a day."""
    codes: dict[date, set[str]] = {}
    for step in steps:
        codes.setdefault(step.date, set()).update((step.predecessor, step.successor))
    found = {(code, day): name for day, each in codes.items() for code, name in units.names_of(each, day).items()}
    owners: dict[str, set[str]] = {}
    for (code, _), name in found.items():
        owners.setdefault(name, set()).add(code)
    return {(code, day): name if len(owners[name]) == 1 else f"{name} ({code})" for (code, day), name in found.items()}


def drawing(steps: Collection[Step], focus: str, named: Mapping[tuple[str, date], str], w: Speech) -> Markup:
    """The general steps as inline SVG; nothing where there are none, or too many to be read."""
    general = [step for step in steps if step.indicator is None]
    days = sorted({step.date for step in general})
    lines = _lines(general, days, w)
    columns = _columns(lines, len(days) + 1)
    places = {
        node: (_EDGE + node.time * (_BOX + _GAP), _HEAD + (_tallest(columns) - len(column)) * _ROW / 2 + row * _ROW)
        for column in columns
        for row, node in enumerate(column)
    }
    if not general or len(places) > _MOST:
        return Markup()
    width = 2 * _EDGE + len(columns) * _BOX + len(days) * _GAP
    height = _HEAD + _tallest(columns) * _ROW
    names = {node: _name(node, days, named) for node in places}
    inside = [
        *(_date(index, day, w) for index, day in enumerate(days)),
        *(_curve(line, places) for line in sorted(lines, key=lambda line: bool(line.label))),
        *(_box(node, place, names[node], node.code == focus) for node, place in places.items()),
    ]
    return Markup(
        '<svg class="lineage" viewBox="0 0 {width} {height}" role="group" aria-labelledby="ve-ten ve-mo-ta" '
        'data-columns="{columns}"><title id="ve-ten">{title}</title><desc id="ve-mo-ta">{told}</desc>{inside}</svg>'
    ).format(
        width=width,
        height=f"{height:.0f}",
        columns=len(columns),
        title=w.say("Sơ đồ sắp xếp đơn vị qua các thời kỳ"),
        told=" ".join(sentence for each in occasions(general, named, w) for sentence in each.sentences),
        inside=Markup("").join(inside),
    )


def _told(step: Step, named: Mapping[tuple[str, date], str], w: Speech) -> str:
    before, after = (named.get((code, step.date), code) for code in (step.predecessor, step.successor))
    whole = step.share == 1
    share = w.say("Toàn bộ") if whole else w.say("Một phần") if step.share is None else w.percent_of(step.share)
    sentence = (
        "{share} {before} giữ lại" if step.predecessor == step.successor else "{share} {before} chuyển về {after}"
    )
    method = "" if whole else f" ({w.say(str(step.method.label))})"
    only = f", {w.say('riêng chỉ tiêu {key}', key=step.indicator)}" if step.indicator else ""
    return f"{w.say(sentence, share=share, before=before, after=after)}{method}{only}."


def _lines(steps: Sequence[Step], days: Sequence[date], w: Speech) -> list[Line]:
    """What goes over between the columns, and what remains from one column to a later one."""
    lines = []
    for step in steps:
        time = days.index(step.date)
        label = "" if step.share == 1 else "?" if step.share is None else w.percent_of(step.share)
        lines.append(Line(Node(step.predecessor, time), Node(step.successor, time + 1), label))
    born = dict(Unit.objects.filter(code__in={step.successor for step in steps}).values_list("code", "born"))
    kept = {(step.successor, step.date) for step in steps if step.predecessor == step.successor}
    for code, day in dict.fromkeys((step.successor, step.date) for step in steps):
        first = born.get(code, day)
        if (first is None or first < day) and (code, day) not in kept:
            time = days.index(day)
            lines.append(Line(Node(code, time), Node(code, time + 1), ""))
    joined = {(line.before, line.after) for line in lines}
    nodes = sorted({node for pair in joined for node in pair}, key=lambda node: (node.code, node.time))
    for node, later in pairwise(nodes):
        if node.code == later.code and (node, later) not in joined:
            lines.append(Line(node, later, ""))
    return lines


def _columns(lines: Sequence[Line], count: int) -> list[list[Node]]:
    """The nodes of each column, from above: those that come of higher ones first."""
    columns: list[list[Node]] = []
    for time in range(count):
        nodes = {node for line in lines for node in (line.before, line.after) if node.time == time}
        height = {node: row for column in columns for row, node in enumerate(column)}

        def order(node: Node, height: Mapping[Node, int] = height) -> tuple[float, str]:
            above = [height[line.before] for line in lines if line.after == node]
            return (sum(above) / len(above) if above else 0, node.code)

        columns.append(sorted(nodes, key=order))
    return columns


def _tallest(columns: Sequence[Sequence[Node]]) -> int:
    return max((len(column) for column in columns), default=0)


def _name(node: Node, days: Sequence[date], named: Mapping[tuple[str, date], str]) -> str:
    """How a unit was called in its column: as on the day that began it, else as before the day that ended it."""
    began = named.get((node.code, days[node.time - 1])) if node.time else None
    ended = named.get((node.code, days[node.time])) if node.time < len(days) else None
    return began or ended or node.code


def _date(index: int, day: date, w: Speech) -> Markup:
    x = _EDGE + (index + 1) * (_BOX + _GAP) - _GAP / 2
    return Markup('<text class="day" x="{x}" y="16" text-anchor="middle">{day}</text>').format(x=x, day=w.day(day))


def _curve(line: Line, places: Mapping[Node, tuple[float, float]]) -> Markup:
    (left, above), (right, below) = places[line.before], places[line.after]
    x, y, end, down = left + _BOX, above + _TALL / 2, right, below + _TALL / 2
    middle = (x + end) / 2
    label = (
        Markup('<text class="share" x="{x}" y="{y:.0f}" text-anchor="middle">{label}</text>').format(
            x=middle, y=(y + down) / 2 + 5, label=line.label
        )
        if line.label
        else ""
    )
    return Markup('<path d="M{x} {y:.0f}C{middle} {y:.0f} {middle} {down:.0f} {end} {down:.0f}"/>{label}').format(
        x=x, y=y, middle=middle, down=down, end=end, label=label
    )


def _box(node: Node, place: tuple[float, float], name: str, focused: bool) -> Markup:
    x, y = place
    lines = _broken(name)
    first = y + _TALL / 2 + 5 - 9 * (len(lines) - 1)
    text = Markup("").join(
        Markup('<tspan x="{x}" y="{y:.0f}">{line}</tspan>').format(x=x + _BOX / 2, y=first + 18 * index, line=line)
        for index, line in enumerate(lines)
    )
    return Markup(
        '<a href="{address}"{mark}><rect x="{x}" y="{y:.0f}" width="{width}" height="{height}" rx="6"/>'
        '<text text-anchor="middle">{text}</text></a>'
    ).format(
        address=reverse("unit", args=(node.code,)),
        mark=Markup(' class="focus"') if focused else "",
        x=x,
        y=y,
        width=_BOX,
        height=_TALL,
        text=text,
    )


def _broken(name: str) -> list[str]:
    """A name in at most two lines."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= _LINE or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], f"{lines[_LINES - 1]} …"]
