"""How a figure is printed: its last digit, its scale word, and other values written the same way."""

import re
from dataclasses import dataclass
from fractions import Fraction

from tonghop.core.figure import Figure

_CORE = re.compile(r"\d[\d.,]*\d|\d")
_MARK = re.compile(r"(?<=\d)[.,](?=\d)")
_MORE_DIGITS = re.compile(r"\d")
_BARE_UNITS = frozenset({"%", "m2", "m", "km", "VND"})
_PLAIN_SUFFIX = {"VND": " đồng", "%": "%", "m2": " m²", "m": " m"}


@dataclass(frozen=True, slots=True)
class Printed:
    """The way a figure is written.

    `step` is the value of one unit of its last digit, `divisor` that of its scale word (10⁹ for tỷ), `digits` its
    digits without separators (empty for number words), `suffix` what follows the digits.
    """

    step: Fraction
    divisor: Fraction
    digits: str
    suffix: str

    def number(self, value: Fraction, places: int | None = None) -> str:
        """`value` in this scale, with `places` decimals; None for as many as it needs (at most 6)."""
        return decimal(value / self.divisor, places)

    def write(self, value: Fraction, places: int | None = None) -> str:
        """`value` in this scale with the printed unit."""
        return self.number(value, places) + self.suffix

    @property
    def places(self) -> int:
        """How many decimals are printed."""
        return max(0, _exponent(self.divisor) - _exponent(self.step))


def decimal(value: Fraction, places: int | None = None) -> str:
    """A number in Vietnamese notation: `1.234,5`. Ties round away from zero; None prints up to 6 decimals as needed."""
    shown = 6 if places is None else places
    scaled = abs(value) * 10**shown
    units = int(scaled + Fraction(1, 2))
    whole, rest = divmod(units, 10**shown)
    tail = str(rest).zfill(shown) if shown else ""
    if places is None:
        tail = tail.rstrip("0")
    sign = "-" if value < 0 and units else ""
    return sign + f"{whole:,}".replace(",", ".") + ("," + tail if tail else "")


def in_notation(line: str, language: str) -> str:
    """A line of Vietnamese numbers as the language prints them: `1,234.5` in English."""
    return line if language == "vi" else _MARK.sub(lambda mark: "." if mark[0] == "," else ",", line)


def _exponent(power: Fraction) -> int:
    """n for 10**n."""
    return len(str(power.numerator)) - len(str(power.denominator))


def _is_power_of_ten(value: Fraction) -> bool:
    return value == Fraction(10) ** _exponent(value)


def _decimals(core: str) -> int:
    """How many of the printed digits stand after a decimal mark; a lone group of three is thousands."""
    mark = max(core.rfind(","), core.rfind("."))
    if mark < 0:
        return 0
    tail = core[mark + 1 :]
    if len(tail) != 3:
        return len(tail)
    once = "." in core or core.count(",") == 1
    return len(tail) if core[mark] == "," and once else 0


def _fallback(figure: Figure) -> Printed:
    step = Fraction(1)
    if figure.low is not None and figure.high is not None and figure.high > figure.low:
        step = Fraction(figure.high) - Fraction(figure.low)
    return Printed(step, Fraction(1), "", _PLAIN_SUFFIX.get(figure.unit or "", ""))


def printed(figure: Figure) -> Printed:
    """How `figure` is written; for number words and compounds (`2 tỷ 50 triệu`) in plain units."""
    core = _CORE.search(figure.text)
    if core is None or _MORE_DIGITS.search(figure.text, core.end()):
        return _fallback(figure)
    digits = re.sub(r"\D", "", core.group())
    if not int(digits) or not figure.number:
        return _fallback(figure)
    step = abs(Fraction(figure.number)) / int(digits)
    decimals = _decimals(core.group())
    if not _is_power_of_ten(step):
        return _fallback(figure)
    divisor = step * 10**decimals
    keep = divisor != 1 or figure.unit in _BARE_UNITS
    return Printed(step, divisor, digits, figure.text[core.end() :].rstrip() if keep else "")
