"""Numbers as a report prints them: correctly rounded, with the interval that the print allows."""

from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

Interval = tuple[Fraction | None, Fraction | None]
EXACT, ABOUT, OVER, UNDER = "exact", "about", "over", "under"
THOUSAND, MILLION, BILLION = 10**3, 10**6, 10**9


def grouped(number: int) -> str:
    """12345 is 12.345."""
    return f"{number:,}".replace(",", ".")


@dataclass(frozen=True)
class Style:
    """How a quantity is printed: `step` is the canonical worth of one unit of its last digit."""

    suffix: str
    unit: str
    step: Fraction = Fraction(1)
    places: int = 0
    exact: bool = False
    padded: bool = False
    compound: bool = False
    mark: str = ","

    def text(self, units: int) -> str:
        """`units` of the last digit in Vietnamese notation."""
        if self.compound:
            whole, rest = divmod(units, THOUSAND)
            return f"{grouped(whole)} tỷ {rest} triệu đồng"
        whole, rest = divmod(units, 10**self.places)
        head = f"{whole:02d}" if self.padded and whole < 10 else grouped(whole)
        return head + (f"{self.mark}{rest:0{self.places}d}" if self.places else "") + self.suffix

    def units(self, true: Fraction) -> int:
        """`true` rounded to the last printed digit."""
        return floor(true / self.step + Fraction(1, 2))

    def short(self) -> "Style":
        """The same without the unit, for the first side of `9/25 dự án`."""
        return replace(self, suffix="")


def count(noun: str) -> Style:
    """Whole things, padded below ten as the official form wants."""
    return Style(f" {noun}", noun, exact=True, padded=True)


def money(word: str, places: int = 0) -> Style:
    """Money in `tỷ đồng`, `triệu đồng`, `nghìn đồng` or `đồng`."""
    scale = {"tỷ": BILLION, "triệu": MILLION, "nghìn": THOUSAND}.get(word, 1)
    suffix = f" {word} đồng" if scale > 1 else " đồng"
    return Style(suffix, "VND", Fraction(scale, 10**places), places, exact=scale == 1)


COMPOUND = Style("", "VND", Fraction(MILLION), compound=True)


def percent(places: int, mark: str = ",") -> Style:
    """A percentage."""
    return Style("%", "%", Fraction(1, 10**places), places, mark=mark)


def measured(suffix: str, unit: str, factor: int = 1, places: int = 0) -> Style:
    """A continuous quantity, `factor` canonical units to the written one."""
    return Style(f" {suffix}", unit, Fraction(factor, 10**places), places)


@dataclass(frozen=True)
class Stated:
    """One printed measure. `key` tells it apart from others that print the same."""

    key: int
    units: int
    style: Style
    role: str
    hedge: str = EXACT

    @property
    def text(self) -> str:
        """What stands in the report, from its first digit."""
        return self.style.text(self.units)

    @property
    def value(self) -> Fraction:
        """The printed value in canonical units."""
        return self.units * self.style.step

    @property
    def interval(self) -> Interval:
        """The true values that the print allows; None where it is open."""
        if self.hedge == OVER:
            return self.value, None
        if self.hedge == UNDER:
            return None, self.value
        half = Fraction(0) if self.style.exact else self.style.step / 2
        if self.hedge == ABOUT:
            zeros = len(str(self.units)) - len(str(self.units).rstrip("0"))
            half = self.style.step * 10**zeros / 2
        return self.value - half, self.value + half
