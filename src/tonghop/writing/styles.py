"""One way to print each cell throughout a report, so that no figure is told in two roundings."""

from collections.abc import Iterable, Mapping

from tonghop.core.fact import Cell
from tonghop.writing.chips import exact, own_style, stands
from tonghop.writing.known import Known
from tonghop.writing.rounding import Style, Whole, common


def styles_of(knowns: Iterable[Known]) -> Mapping[Cell, Style]:
    """How the values of a report are printed: totals and parts that hang together all in one style.

    Things that are counted are each called by their own name.
    """
    styles: dict[Cell, Style] = {}
    for members in _together([known for known in knowns if stands(known.fact)]):
        style = _style(members)
        for known in members:
            own = {known.cell: own_style(known.indicator, exact(known.fact))}
            styles |= own if style.counted else dict.fromkeys(_cells(known), style)
    return styles


def _together(knowns: Iterable[Known]) -> list[list[Known]]:
    """What is known in groups that share no cell."""
    groups: list[list[Known]] = []
    for known in knowns:
        cells = _cells(known)
        near = [group for group in groups if any(cells & _cells(other) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([known, *(other for group in near for other in group)])
    return groups


def _cells(known: Known) -> frozenset[Cell]:
    return frozenset((known.cell, *(part.fact.cell for part in known.parts if stands(part.fact))))


def _style(members: list[Known]) -> Style:
    largest = max(members, key=lambda known: abs(exact(known.fact)))
    own = own_style(largest.indicator, exact(largest.fact))
    wholes = [_whole(known) for known in members]
    if own.counted or not any(whole.parts for whole in wholes):
        return own
    return common(largest.indicator.unit, wholes)


def _whole(known: Known) -> Whole:
    parts = tuple(exact(part.fact) for part in known.parts if stands(part.fact))
    return Whole(exact(known.fact), parts, known.complete)
