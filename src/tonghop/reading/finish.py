"""Finished figures: measures and noise tokens as frozen values with ids."""

from collections.abc import Iterable, Mapping

from tonghop.core.figure import Figure, Role
from tonghop.reading.bounds import bounds
from tonghop.reading.statements import Measure
from tonghop.reading.tokens import Token


def figures(
    text: str, tokens: list[Token], measures: Iterable[Measure], cells: Mapping[int, str]
) -> tuple[Figure, ...]:
    """Figures in text order, ids f1, f2, …; each measure learns its figure. `cells` are table places by offset."""
    by_start = {measure.token.start: measure for measure in measures}
    ids = {token.start: f"f{number}" for number, token in enumerate(tokens, 1)}
    result = []
    for token in tokens:
        measure = by_start.get(token.start)
        cell = cells.get(token.start)
        figure = _measured(text, measure, ids, cell) if measure else _noise(text, token, ids[token.start], cell)
        if measure:
            measure.figure = figure
        result.append(figure)
    return tuple(result)


def _noise(text: str, token: Token, identity: str, cell: str | None) -> Figure:
    printed = text[token.start : token.end]
    role = token.role or Role.OTHER
    return Figure(
        identity, token.start, token.end, printed, token.value, None, None, None, role, numeral=token.numeral, cell=cell
    )


def _measured(text: str, measure: Measure, ids: dict[int, str], cell: str | None) -> Figure:
    token = measure.token
    low, high = bounds(measure)
    return Figure(
        id=ids[token.start],
        start=token.start,
        end=token.end,
        text=text[token.start : token.end],
        value=token.number,
        low=low,
        high=high,
        unit=measure.unit,
        role=measure.role,
        hedge=measure.hedge,
        basis=measure.basis,
        subject=measure.subject,
        indicator=measure.indicator,
        period=measure.period,
        as_of=measure.as_of,
        of=ids.get(measure.of.token.start) if measure.of else None,
        plan_of=measure.plan_of,
        base_period=measure.base_period,
        direction=measure.direction,
        pair=f"p{abs(token.pair)}" if token.pair is not None else None,
        pair_role=token.pair_role,
        numeral=token.numeral,
        place=measure.place,
        footnote_of=ids.get(measure.footnote_of.token.start) if measure.footnote_of else None,
        cell=cell,
    )
