"""Ruled tables: which rules form a grid, and which cell each glyph stands in."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from tonghop.reading.loaders.pdf.page import Glyph, Rule

_TOUCH = 3.0
_MOST_RULES = 4000


@dataclass(frozen=True, slots=True)
class Area:
    """One cell of a ruled table, in rows and columns of its grid counted from the upper left corner."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A grid: column borders from left to right, row borders from top to bottom, and its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]

    def area_of(self, glyph: Glyph) -> Area | None:
        """The cell that the middle of a glyph lies in."""
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        column = bisect_right(self.xs, x) - 1
        row = bisect_right([-border for border in self.ys], -y) - 1
        for area in self.areas:
            if area.row <= row < area.row + area.rows and area.column <= column < area.column + area.columns:
                return area
        return None


def tables_of(rules: Iterable[Rule]) -> list[RuledTable]:
    """All grids of at least two cells, from top to bottom."""
    tables = [_table(group) for group in _groups(list(dict.fromkeys(rules))[:_MOST_RULES])]
    return sorted((table for table in tables if len(table.areas) > 1), key=lambda table: -table.ys[0])


def note_rule(rules: Iterable[Rule], tables: Iterable[RuledTable], width: float) -> float:
    """The height of the lowest short rule outside tables, such as stands above footnotes; 0 where there is none."""
    spans = [(table.ys[-1] - _TOUCH, table.ys[0] + _TOUCH) for table in tables]
    return min(
        (
            rule.at
            for rule in rules
            if rule.horizontal
            and rule.end - rule.start < width / 2
            and not any(low < rule.at < high for low, high in spans)
        ),
        default=0,
    )


def _groups(rules: list[Rule]) -> list[list[Rule]]:
    """Rules that touch each other, directly or through others."""
    groups: list[list[Rule]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(other for group in touching for other in group)])
    return groups


def _touch(rule: Rule, other: Rule) -> bool:
    if rule.horizontal == other.horizontal:
        return abs(rule.at - other.at) < _TOUCH and rule.start < other.end + _TOUCH and other.start < rule.end + _TOUCH
    return _reaches(rule, other.at) and _reaches(other, rule.at)


def _reaches(rule: Rule, place: float) -> bool:
    return rule.start - _TOUCH <= place <= rule.end + _TOUCH


def _table(group: list[Rule]) -> RuledTable:
    across = [rule for rule in group if rule.horizontal]
    down = [rule for rule in group if not rule.horizontal]
    if not across or not down:
        return RuledTable((), (), ())
    xs = _borders([rule.at for rule in down] + [end for rule in across for end in (rule.start, rule.end)])
    ys = _borders([rule.at for rule in across] + [end for rule in down for end in (rule.start, rule.end)])[::-1]
    return RuledTable(tuple(xs), tuple(ys), tuple(_areas(xs, ys, across, down)))


def _borders(places: list[float]) -> list[float]:
    """Places in rising order, those closer than a touch taken together."""
    borders: list[float] = []
    for place in sorted(places):
        if not borders or place - borders[-1] > _TOUCH:
            borders.append(place)
    return borders


def _areas(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> Iterable[Area]:
    height, width = len(ys) - 1, len(xs) - 1

    def closed_right(row: int, column: int) -> bool:
        middle = (ys[row] + ys[row + 1]) / 2
        return any(abs(rule.at - xs[column + 1]) <= _TOUCH and rule.start < middle < rule.end for rule in down)

    def closed_below(row: int, column: int) -> bool:
        middle = (xs[column] + xs[column + 1]) / 2
        return any(abs(rule.at - ys[row + 1]) <= _TOUCH and rule.start < middle < rule.end for rule in across)

    taken: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            columns, rows = 1, 1
            while column + columns < width and not closed_right(row, column + columns - 1):
                columns += 1
            reach = range(column, column + columns)
            while row + rows < height and not any(closed_below(row + rows - 1, place) for place in reach):
                rows += 1
            taken.update((down_to, place) for down_to in range(row, row + rows) for place in reach)
            yield Area(row, column, rows, columns)
