"""Numbers of sentences, each bound to the cells it was computed from."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from tonghop.catalog.indicators import Indicator
from tonghop.catalog.phrases import named, phrases, saying
from tonghop.core.fact import Fact, Standing
from tonghop.core.paper import Chip, Kind, Runs, computed
from tonghop.writing.rounding import Style, beside, decimals_of, percent, style_of
from tonghop.writing.wording import joined


def stands(fact: Fact | None) -> bool:
    """Whether there is a fact and it has a value."""
    return fact is not None and fact.standing is Standing.VALUE


def exact(fact: Fact) -> Fraction:
    """The value of a fact; raises ValueError where it has none."""
    if fact.value is None:
        raise ValueError(f"there is no value of {fact.cell}")
    return Fraction(fact.value)


def own_style(indicator: Indicator, value: Fraction) -> Style:
    """How a value of an indicator is printed on its own."""
    style = style_of(indicator.unit, value)
    return replace(style, unit=saying(indicator).unit) if style.counted else style


def printed_unit(style: Style) -> str:
    """The unit as printed."""
    return (*named("units", style.unit), style.unit)[0]


def number(fact: Fact, style: Style) -> Chip:
    """The value of a fact as a number without its unit."""
    return _chip(Kind.VALUE, (fact,), style.text(_shown(fact, style)), printed_unit(style))


def tabular(fact: Fact, style: Style) -> Runs:
    """The value of a fact in a table that names its unit: softened like in a sentence, less than nothing by a minus."""
    softened = "" if exact(fact) < 0 else _hedge(fact, style)
    return joined(softened, (number(fact, style),))


def quantity(fact: Fact, style: Style) -> Runs:
    """The value of a fact with its unit, softened where it is known to one side only or is a broken count.

    Less than nothing is said in words: readers overlook a minus.
    """
    said = _chip(Kind.VALUE, (fact,), style.text(abs(_shown(fact, style))), printed_unit(style))
    return joined(_hedge(fact, style), (said,), _behind(style))


def difference(now: Fact, before: Fact, style: Style) -> Runs:
    """By how much one is more or less than the other, with its unit."""
    kind = Kind.MORE if exact(now) > exact(before) else Kind.LESS
    said = abs(exact(now) - exact(before))
    return joined((_chip(kind, (now, before), style.text(said), printed_unit(style)),), _behind(style))


def in_between(facts: Sequence[Fact], style: Style) -> Chip:
    """What was done in a month without its unit: its fact, or what was done to its end less what was to its beginning.

    Printed beside what is told in a style.
    """
    kind = Kind.VALUE if len(facts) == 1 else Kind.ADDED
    said = computed(kind, _values(facts))
    return _chip(kind, tuple(facts), beside(style, said).text(said), printed_unit(style))


def done_in_between(facts: Sequence[Fact], style: Style) -> Runs:
    """The same with its unit."""
    return joined((in_between(facts, style),), _behind(style))


def ratio(kind: Kind, *facts: Fact) -> Chip:
    """A percentage computed from facts; raises ZeroDivisionError on a base of zero."""
    return _chip(kind, facts, percent(computed(kind, _values(facts))), "%")


def _chip(kind: Kind, facts: tuple[Fact, ...], text: str, unit: str) -> Chip:
    return Chip(text, kind, tuple(fact.cell for fact in facts), _values(facts), unit, decimals_of(text))


def _shown(fact: Fact, style: Style) -> Fraction:
    """The value, rounded down where it is at least that much, up where it is at most that much."""
    value, open_above, open_below = exact(fact), fact.high is None, fact.low is None
    if open_above == open_below:
        return value
    steps = value / style.step
    return (floor(steps) if open_above else ceil(steps)) * style.step


def _values(facts: Sequence[Fact]) -> tuple[Decimal, ...]:
    return tuple(fact.value for fact in facts if fact.value is not None)


def _behind(style: Style) -> str:
    """The unit as it stands behind the number, with the blank before it."""
    form = printed_unit(style)
    return form if form.startswith("%") else f" {form}"


def _hedge(fact: Fact, style: Style) -> str:
    if exact(fact) < 0:
        return phrases("hedges", "below_zero")[0]
    if style.counted and exact(fact).denominator > 1:
        return phrases("hedges", "about")[0]
    if fact.low is not None and fact.high is None:
        return phrases("hedges", "over")[0]
    if fact.high is not None and fact.low is None:
        return phrases("hedges", "under")[0]
    return ""
