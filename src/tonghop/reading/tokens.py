"""Tokens: every number of a text with what it is by its own form, before its sentence is understood."""

from decimal import Decimal
from typing import Final

from tonghop.core.figure import Numeral, Role

_NONE: Final = Decimal(0)


class Token:
    """One number. `role` is set where the form alone shows that nothing is measured; else `unit_kind` tells the kind
    of unit (money, percent, area, length, rate, score … or count, or bare where no unit follows).

    `pair` ties tokens written as one (`9/25`, `5 - 7`); `pair_role` is numerator, denominator, from or to.
    `noun_end` is where the counted noun ends, `end` where the printed figure does.
    """

    def __init__(
        self,
        start: int,
        end: int,
        value: Decimal | str,
        role: Role | None = None,
        step: Decimal = _NONE,
        unit: str | None = None,
        unit_kind: str = "",
        numeral: Numeral = Numeral.ARABIC,
        *,
        other: Decimal | None = None,
        label: str = "",
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.role = role
        self.step = step
        self.unit = unit
        self.unit_kind = unit_kind
        self.numeral = numeral
        self.pair: int | None = None
        self.pair_role: str | None = None
        self.other = other
        self.label = label

    @property
    def number(self) -> Decimal:
        """The value of a measuring token."""
        assert not isinstance(self.value, str)
        return self.value
