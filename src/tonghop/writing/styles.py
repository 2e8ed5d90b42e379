"""One way to print each cell throughout a report, so that no figure is told in two roundings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tonghop.core.fact import Cell
from tonghop.writing.chips import exact, own_style, stands
from tonghop.writing.known import Known
from tonghop.writing.rounding import Style, Whole, common, in_one_unit


def styles_of(knowns: Iterable[Known]) -> Mapping[Cell, Style]:
    """How the values of a report are printed: totals and parts that hang together all in one style.

    Neighbours of a group are measured in one unit where there is one for all. Things that are counted are each called
    by their own name.
    """
    styles: dict[Cell, Style] = {}
    families = sorted(_together([known for known in knowns if stands(known.fact)]), key=_kind)
    for (_, unit), near in groupby(families, key=_kind):
        for members, style in _side_by_side(unit, list(near)):
            for known in members:
                own = {known.cell: own_style(known.indicator, exact(known.fact))}
                styles |= own if style.counted else dict.fromkeys(_cells(known), style)
    return styles


def _kind(members: Sequence[Known]) -> tuple[str, str]:
    """What is told side by side: indicators of one group that are measured alike."""
    return members[0].indicator.group, members[0].indicator.unit


def _side_by_side(unit: str, families: Sequence[list[Known]]) -> Iterator[tuple[list[Known], Style]]:
    """The families with their styles: those in multiples of the unit in the same, where one suits them all."""
    styles = [_style(members) for members in families]
    scaled = [place for place, style in enumerate(styles) if style.factor > 1]
    if len({styles[place].unit for place in scaled}) > 1:
        wholes = [[_whole(known) for known in families[place]] for place in scaled]
        for place, style in zip(scaled, in_one_unit(unit, wholes), strict=False):
            styles[place] = style
    yield from zip(families, styles, strict=True)


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
