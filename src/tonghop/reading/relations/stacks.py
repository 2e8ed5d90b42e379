"""Rows of numbers told one paragraph after another that make up the row told before them, column by column."""

from collections.abc import Iterator, Sequence
from typing import Final

from tonghop.reading.relations.groups import Group
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement

_FEWEST: Final = 2
_MOST: Final = 6
_REACH: Final = 14
_SURE: Final = 2
_LEAST: Final = 20
_HAIR: Final = 1000

Row = list[Measure]
"""The quantities of a sentence outside brackets, in order."""


def stacked(statements: Sequence[Statement], index: int) -> Iterator[Group]:
    """`Toàn tỉnh nhận 900 đơn, giải quyết 800 đơn. / Cấp tỉnh nhận 500 đơn, giải quyết 420 đơn. / Cấp xã nhận 400 …`.

    Where two columns add up, the others of those rows are meant to.
    """
    told = _row(statements[index])
    if len(told) < _SURE:
        return
    rows = _openings(statements, index)
    if len(rows) < _FEWEST:
        return
    for first in {measure.unit: measure for measure in reversed(told)}.values():
        totals, *alike = ([m for m in row if same_kind(first, m)] for row in (told, *rows))
        yield from _best(totals, [row for row in alike if len(row) >= _SURE])


def _best(totals: Row, rows: list[Row]) -> list[Group]:
    """The columns of the first rows in succession that make up the totals."""
    ends = ((start, end) for start in range(len(rows) - 1) for end in range(start + _FEWEST, len(rows) + 1))
    return next((groups for start, end in ends if (groups := _columns(totals, rows[start:end]))), [])


def _row(statement: Statement) -> Row:
    return [m for m in statement.measures if is_quantity(m) and not m.path and m.token.pair_role is None]


def _openings(statements: Sequence[Statement], index: int) -> list[Row]:
    """The rows of the first sentences of the paragraphs below, of one section."""
    here = statements[index].sentence
    paragraph = here.paragraph
    found: list[Row] = []
    for statement in statements[index + 1 : index + 1 + _REACH]:
        if statement.headings != here.headings or len(found) == _MOST:
            break
        if statement.sentence.paragraph != paragraph:
            paragraph = statement.sentence.paragraph
            if len(row := _row(statement)) >= _SURE:
                found.append(row)
    return found


def _columns(totals: Row, rows: list[Row]) -> list[Group]:
    """The columns that add up, and those that miss it by a hair, where two of them and the first do add up."""
    groups = []
    for total, *parts in zip(totals, *rows, strict=False):
        group = Group(total, tuple(parts), whole=True, certain=False)
        if total.token.number < _LEAST or not all(same_kind(total, part) for part in parts):
            break
        if not group.adds_up and group.missed * _HAIR > 1:
            break
        groups.append(group)
    exact = [group.adds_up for group in groups]
    return groups if exact[:1] == [True] and sum(exact) >= _SURE else []
