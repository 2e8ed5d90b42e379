"""Exact numbers as they are written: 1.234,5 in Vietnamese, 1,234.5 in English.

One separator before three last digits may be either: what the file declares or the other numbers of the column settle.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from enum import Enum, Flag, auto

_MOST = 60
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
          (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


class Form(Flag):
    """Which marks part thousands and decimals; both where a number does not tell."""

    VIETNAMESE = auto()
    ENGLISH = auto()


BOTH = Form.VIETNAMESE | Form.ENGLISH
NONE = Form(0)
_MARKS = {Form.VIETNAMESE: (r"\.", ","), Form.ENGLISH: (",", r"\.")}
_PATTERNS = {
    form: re.compile(rf"[-+]?(?:[1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)(?:{point}\d+)?")
    for form, (group, point) in _MARKS.items()
}
_SPACES = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))")


class Trouble(Enum):
    """Why a text gives no number."""

    NO_NUMBER = auto()
    AMBIGUOUS = auto()


def clean(text: str) -> str:
    """The text of a number with plain minus and without spaces between thousands."""
    return _SPACES.sub("", text.strip().replace("−", "-").replace("–", "-"))


def forms_of(text: str) -> Form:
    """In which forms a cleaned text is a number."""
    found = NONE
    for form, pattern in _PATTERNS.items():
        if len(text) <= _MOST and text.isascii() and pattern.fullmatch(text):
            found |= form
    return found


def settled(texts: Iterable[str]) -> Form:
    """The form that all these numbers have in common; both where none tells, neither where they disagree."""
    common = BOTH
    for text in texts:
        if forms := forms_of(clean(text)):
            common &= forms
    return common


def number(text: str, common: Form) -> Decimal | Trouble:
    """The number that `text` writes in a file whose numbers have the form `common`."""
    plain = clean(text)
    forms = forms_of(plain)
    if not forms:
        return Trouble.NO_NUMBER
    readings = {_value(plain, form) for form in (forms & common or forms)}
    return readings.pop() if len(readings) == 1 else Trouble.AMBIGUOUS


def _value(text: str, form: Form) -> Decimal:
    group, point = (".", ",") if form is Form.VIETNAMESE else (",", ".")
    return Decimal(text.replace(group, "").replace(point, "."))


def readings(text: str) -> tuple[str, str]:
    """What an ambiguous number may be: with thousands, and with decimals."""
    plain = clean(text)
    first, second = sorted((_value(plain, form) for form in BOTH), key=abs, reverse=True)
    return written(first).replace(".", ""), written(second)


def written(value: Decimal) -> str:
    """The number in Vietnamese: 1.234.567,5; nothing is rounded."""
    whole, _, decimals = f"{value:f}".partition(".")
    sign, digits = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(digits):,}".replace(",", ".")
    return f"{sign}{grouped}" + (f",{decimals}" if decimals else "")


def roman(number: int) -> str:
    """The number in Roman capitals; nothing for 0."""
    letters = ""
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters += letter * count
    return letters
