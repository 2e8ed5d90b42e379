"""How numbers are printed: in which unit and to which decimal, so that nothing misleads and parts add up as printed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from tonghop.catalog import units
from tonghop.catalog.phrases import is_counted, named

_DIGITS = 4  # significant digits of a rounded quantity
_COARSEST = 10  # last printed digits that a part should have at least
_FINEST = 9  # decimals beyond which nothing is printed
_THOUSANDS = 3  # decimals that can be taken for thousands parted by a comma
_FINER = 4  # how many decimals of a unit are tried before a smaller unit
_SHORTEST, _LONGEST = Fraction(1, 10), 10**6  # between which numbers of neighbours are, where they share a unit
_PERCENT_DECIMALS, _LARGE_PERCENT = 1, 1000


@dataclass(frozen=True, slots=True)
class Style:
    """A way to print a quantity: `factor` canonical units make one `unit`, as printed; `counted` things are whole."""

    unit: str
    factor: Fraction = Fraction(1)
    decimals: int = 0
    counted: bool = False

    @property
    def step(self) -> Fraction:
        """What one of the last printed digit is worth in canonical units."""
        return self.factor * Fraction(1, 10**self.decimals)

    def printed(self, value: Fraction) -> Fraction:
        """`value` in canonical units as it stands when it is printed."""
        return rounded(value / self.step) * self.step

    def text(self, value: Fraction) -> str:
        """The number of `value` as printed, without its unit."""
        return spelled(value / self.factor, self.decimals, self.counted)


def rounded(value: Fraction) -> int:
    """The nearest whole number, halves away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def spelled(value: Fraction, decimals: int, padded: bool = False) -> str:
    """A number rounded to `decimals`, zeros at its end left off, in Vietnamese notation; `padded` below ten (05)."""
    digits = rounded(abs(value) * 10**decimals)
    whole, rest = divmod(digits, 10**decimals)
    head = f"{whole:02d}" if padded and 0 < whole < 10 else f"{whole:,}".replace(",", ".")
    tail = f"{rest:0{decimals}d}".rstrip("0") if decimals else ""
    return ("-" if value < 0 and digits else "") + head + (f",{tail}" if tail else "")


def decimals_of(text: str) -> int:
    """How many decimals a number as printed has."""
    return len(text.partition(",")[2])


def style_of(unit: str, value: Fraction) -> Style:
    """How `value` of a canonical unit is printed on its own: the largest unit of which there is one, four digits."""
    return next(_finer(unit, value, whole=value.denominator == 1))


def beside(style: Style, value: Fraction) -> Style:
    """How `value` is printed in the same unit as another, to four digits of its own."""
    if style.counted or (style.factor == 1 and style.unit.startswith("đồng")):
        return style
    return next(_decimals(style.unit, style.factor, value))


@dataclass(frozen=True, slots=True)
class Whole:
    """A total and its parts; where `complete` they make it up."""

    total: Fraction
    parts: tuple[Fraction, ...]
    complete: bool

    def suits(self, style: Style) -> bool:
        """Whether no part is much rounded in a style and, where they are all, they add up as printed."""
        coarse = any(part and abs(part) < _COARSEST * style.step for part in self.parts)
        return not coarse and not (self.complete and sum(map(style.printed, self.parts)) != style.printed(self.total))


def common(unit: str, wholes: Sequence[Whole]) -> Style:
    """One style for totals and their parts that suits them all."""
    values = [value for whole in wholes for value in (whole.total, *whole.parts)]
    largest = max((whole.total for whole in wholes), key=abs)
    finer = tuple(_finer(unit, largest, whole=all(value.denominator == 1 for value in values)))
    for style in sorted(finer, key=lambda style: style.decimals >= _THOUSANDS):
        if all(whole.suits(style) for whole in wholes):
            return style
    return finer[-1]


def in_one_unit(unit: str, families: Sequence[Sequence[Whole]]) -> list[Style]:
    """Styles in one unit for families of totals and their parts; none where there is no unit for all.

    The smallest unit in which no number is too long to be read nor too short to tell enough.
    """
    for form, factor in reversed([scale for scale in _scales(unit) if scale[1] > 1]):
        styles = [_in(form, factor, wholes) for wholes in families]
        told = [style for style in styles if style]
        if len(told) == len(styles):
            return told
    return []


def _in(form: str, factor: Fraction, wholes: Sequence[Whole]) -> Style | None:
    """The first style in a unit that suits totals and their parts."""
    totals = [abs(whole.total) / factor for whole in wholes]
    if max(totals) >= _LONGEST or any(0 < total < _SHORTEST for total in totals):
        return None
    styles = islice(_decimals(form, factor, max(totals) * factor), _THOUSANDS)
    short = (style for style in styles if style.decimals < _THOUSANDS)
    return next((style for style in short if all(whole.suits(style) for whole in wholes)), None)


def _finer(unit: str, value: Fraction, *, whole: bool) -> Iterator[Style]:
    """Styles of a unit for such a value, each finer than the one before.

    Money to the đồng is read as exact: only `whole` values are printed so.
    """
    scales = tuple(_scales(unit))
    if not scales:
        yield from (Style(unit, counted=True),) if is_counted(unit) else _decimals(unit, Fraction(1), value)
        return
    large = next((index for index, (_, factor) in enumerate(scales) if abs(value) >= factor), len(scales) - 1)
    exact = unit.startswith("VND")
    usable = scales if whole or not exact else scales[:-1]
    for form, factor in usable[min(large, len(usable) - 1) :]:
        yield from (Style(form),) if exact and factor == 1 else islice(_decimals(form, factor, value), _FINER)


def _decimals(form: str, factor: Fraction, value: Fraction) -> Iterator[Style]:
    whole = len(str(int(abs(value) / factor)))
    least = max(0, _DIGITS - whole) if abs(value) >= factor else _leading(abs(value) / factor) + 1
    for decimals in range(min(least, _FINEST), _FINEST + 1):
        yield Style(form, factor, decimals)


def _leading(value: Fraction) -> int:
    """At which decimal the first digit of a number below one stands that is not zero."""
    return next((place for place in range(1, _FINEST) if value * 10**place >= 1), 1)


def _scales(unit: str) -> Iterable[tuple[str, Fraction]]:
    known = units()
    return ((form, Fraction(known[form.lower()].factor)) for form in named("scales", unit))


def percent(value: Fraction) -> str:
    """A computed percentage as printed: one decimal, none past 1000, more where it would print as 0 or as 100."""
    least = 0 if abs(value) >= _LARGE_PERCENT else _PERCENT_DECIMALS
    for decimals in range(least, _FINEST):
        shown = Fraction(rounded(value * 10**decimals), 10**decimals)
        if shown == value or shown not in (0, 100):
            break
    return spelled(value, decimals)
