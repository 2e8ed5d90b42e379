"""Rows whose empty cells have left no trace: their values find their columns where only one way makes them agree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from tonghop.core.document import Cell
from tonghop.reading.tables.cells import NumberCell
from tonghop.reading.tables.columns import Column
from tonghop.reading.tables.frame import Row
from tonghop.reading.tables.resolve import Comparison, holds, span


def settled(
    row: Row, numbers: Mapping[int, NumberCell], columns: Sequence[Column], comparisons: Sequence[Comparison]
) -> Row:
    """The row with its values, all under columns without a header, moved to the columns where its comparisons hold."""
    headed = [column.index for column in columns if column.header and column.kind.holds_values]
    known = sorted(numbers)
    if not headed or not known or known[0] < max(headed) or len(known) >= len(headed):
        return row
    fitting = [
        places
        for places in combinations(headed, len(known))
        if _agrees(dict(zip(places, (numbers[index] for index in known), strict=True)), comparisons)
    ]
    if len(fitting) != 1:
        return row
    moved = dict(zip(known, fitting[0], strict=True))
    cells: dict[int, Cell] = {moved.get(index, index): cell for index, cell in row.cells.items()}
    return replace(row, cells={index: replace(cell, column=index) for index, cell in cells.items()})


def _agrees(values: Mapping[int, NumberCell], comparisons: Sequence[Comparison]) -> bool:
    """Whether the values can be compared at all, and every comparison of them holds."""
    tested = []
    for comparison in comparisons:
        sides = (comparison.current, comparison.base, comparison.column)
        current, base, stated = (values.get(side.index) if side else None for side in sides)
        if current and base and stated:
            tested.append(bool(base.value) and holds(comparison.column.kind, span(current), span(base), span(stated)))
    return bool(tested) and all(tested)
