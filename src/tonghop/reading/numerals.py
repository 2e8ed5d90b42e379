"""The one module that turns written numbers into numbers: digits, Roman numerals, superscripts, words."""

import re
from decimal import Decimal
from typing import Final

NUMBER: Final = re.compile(
    r"\d++(?![.,\u00a0]\d)|"
    r"\d{1,3}+(?:\.\d{3})+\.\d{1,2}(?!\d|[.,/-]\d)|\d{1,3}+(?:[.\u00a0]\d{3})+(?:,\d+)?(?!\d)|"
    r"\d{1,3}+(?:,\d{3})+\.\d+|\d{1,3}+(?:,\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?"
)
SUPERSCRIPTS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹"
ROMAN: Final = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?![\w])")

_ONE: Final = Decimal(1)
_GROUP: Final = len(".000")
_FROM_SUPERSCRIPT: Final = str.maketrans(SUPERSCRIPTS, "0123456789")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_UNITS: Final = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_MULTIPLIERS: Final = {
    "mươi": 10,
    "chục": 10,
    "trăm": 100,
    "nghìn": 1000,
    "ngàn": 1000,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_FILLERS: Final = {"linh", "lẻ", "rưỡi"}
POWER_WORDS: Final = ("mười", *_MULTIPLIERS)
NUMBER_WORDS: Final = frozenset(_UNITS) | frozenset(_MULTIPLIERS) | _FILLERS


class Digits:
    """A number in digits as it is printed in the text, from `start` to `end`."""

    def __init__(self, start: int, printed: str) -> None:
        self.start = start
        self.end = start + len(printed)
        self.printed = printed


def digits_at(folded: str, position: int) -> Digits | None:
    """The number in digits that begins at `position`."""
    match = NUMBER.match(folded, position)
    return Digits(position, match[0]) if match else None


class Written:
    """A written number: its value and the worth of its last printed digit.

    `other` is a second reading of an ambiguous separator (`21,162` of people is 21162), else None.
    """

    def __init__(self, value: Decimal, step: Decimal, other: Decimal | None = None) -> None:
        self.value = value
        self.step = step
        self.other = other


def read_digits(text: str) -> Written:
    """Read `33.895,5`, `1577`, `94.27` or `1,711.5`: a dot or comma before exactly three digits groups thousands
    when it is a dot, and is a decimal mark when it is a comma; the last kind of mark that occurs once is decimal.
    `33.008.7` is typed for `33.008,7`: a last group that is not of three digits is a fraction.

    Source: decimal comma and dot grouping, Luật Kế toán 88/2015/QH13; English marks occur in real reports.
    """
    text = text.replace("\u00a0", ".")
    dots, commas = text.count("."), text.count(",")
    if commas and dots:
        group, mark = (".", ",") if text.rindex(",") > text.rindex(".") else (",", ".")
        return _decimal(text.replace(group, ""), mark)
    if dots > 1 and len(text) - text.rindex(".") != _GROUP:
        return _decimal(text.replace(".", "", dots - 1), ".")
    if commas > 1 or dots > 1:
        return _decimal(text.replace(",", "").replace(".", ""), ",")
    if dots:
        whole, fraction = text.split(".")
        if len(fraction) == 3 and len(whole) <= 3 and whole.lstrip("0"):
            return Written(Decimal(whole + fraction), _ONE, Decimal(text))
        return _decimal(text, ".")
    if commas:
        whole, fraction = text.split(",")
        grouped = len(fraction) == 3 and len(whole) <= 3 and whole.lstrip("0")
        written = _decimal(text, ",")
        return Written(written.value, written.step, Decimal(whole + fraction)) if grouped else written
    return Written(Decimal(text), _ONE)


def _decimal(text: str, mark: str) -> Written:
    value = Decimal(text.replace(mark, "."))
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return Written(value, _ONE.scaleb(exponent))


def read_superscript(text: str) -> Decimal:
    """`¹²` is 12."""
    return Decimal(text.translate(_FROM_SUPERSCRIPT))


def read_roman(text: str) -> Decimal:
    """`XVIII` is 18."""
    values = [_ROMAN_VALUES[char] for char in text]
    return Decimal(sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True)))


def read_words(words: list[str]) -> Decimal | None:
    """`mười hai` is 12, `ba trăm` 300, `hai nghìn` 2000; None where the words make no number."""
    total = group = 0
    unit: int | None = None
    for word in words:
        if word in _UNITS:
            if unit and unit != 10:
                return None
            unit = (unit or 0) + _UNITS[word]
        elif word in ("mươi", "chục", "trăm"):
            group += (1 if unit is None else unit) * _MULTIPLIERS[word]
            unit = None
        elif word in _MULTIPLIERS:
            larger, counted = divmod(total, _MULTIPLIERS[word])  # `hai nghìn không trăm linh một tỷ`
            counted += group + (unit or 0)
            total = (larger + (counted or 1)) * _MULTIPLIERS[word]
            group, unit = 0, None
        elif word not in _FILLERS:
            return None
    return Decimal(total + group + (unit or 0))


def half_step(value: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    """The closed interval of true values that round to `value` at its last printed digit."""
    return value - step / 2, value + step / 2


def last_nonzero_step(value: Decimal) -> Decimal:
    """One unit of the last non-zero digit of `value` (37 tỷ: 1 tỷ; 7.100: 100)."""
    digits = value.normalize().as_tuple()
    assert isinstance(digits.exponent, int)
    return _ONE.scaleb(digits.exponent)
