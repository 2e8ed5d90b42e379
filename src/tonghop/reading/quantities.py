"""A number with what follows it: scale, unit of measure, counted noun, compound amounts."""

import re
from decimal import Decimal
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.reading.lexicon import Named, Unit, noun_at, skip_blank, unit_at
from tonghop.reading.numerals import SUPERSCRIPTS, Digits, Written, digits_at, read_digits
from tonghop.reading.tokens import Token

SCALED_KINDS: Final = frozenset(
    {"money", "percent", "area", "length", "volume", "mass", "energy", "power", "rate", "score", "labour", "voltage"}
)
_RATED_KINDS: Final = ("money", "area", "volume", "mass")
_LETTERS: Final = rf"(?:k?m[²³]|[^\W\d_{SUPERSCRIPTS}]+)"
_WORD_END: Final = rf"(?![^\W{SUPERSCRIPTS}])"
_WORD: Final = re.compile(_LETTERS)
_DENOMINATOR: Final = re.compile(
    rf" ?/ ?(?!tổng|kế hoạch|dự toán|kh\b)({_LETTERS}(?: {_LETTERS})?(?:/{_LETTERS})*){_WORD_END}"
)
_PER_NOUN: Final = re.compile(
    rf"/((?:{_LETTERS}|10(?:0|\.?000|0\.?000) {_LETTERS})(?:/{_LETTERS})*)(?! [^\W\d_]*/){_WORD_END}"
)
_QUOTED_NOUN: Final = re.compile(r" ?(\"[^\W\d_](?:[^\"\n]{1,40}(?=\")|[^\"\n\d]{1,40})|\((?:[^\W\d_]+, )+[^\W\d_]+\))")
_PER_ITEM: Final = frozenset(f"VND/{item}" for item in cues().grammar["per_item"])
_STOP: Final = frozenset(cues().grammar["stop"])


def read_quantity(text: str, folded: str, number: Digits, named: Named) -> Token:
    """The number with its scale, unit and counted noun, as `named` tells; unit_kind `bare` where there are none."""
    start, unit, noun = number.start, named.unit, named.noun
    written = read_digits(number.printed.replace(" ", ""))
    if noun and (unit is None or noun[1] > unit.end):
        return _counted(folded, start, written, noun)
    if unit is None:
        return _unnamed(text, folded, start, number.end, written)
    if unit.kind in ("money", "scale") and (compound := _compound(folded, start, written, unit)):
        return compound
    if unit.kind == "scale":
        return _scaled(folded, start, written, unit)
    return _with_unit(folded, start, written, unit)


def _with_unit(folded: str, start: int, written: Written, unit: Unit) -> Token:
    name, kind, end = unit.name, unit.kind, unit.end
    if kind in _RATED_KINDS and (per := _DENOMINATOR.match(folded, end)):
        name, kind, end = f"{name}/{per[1]}", "rate", per.end()
    if name in _PER_ITEM:
        name = "VND"
    if name == "VND" and unit.factor == 1 and written.other is not None and written.step < 1:
        written = Written(written.other, Decimal(1))
    return Token(start, end, written.value * unit.factor, None, written.step * unit.factor, name, kind)


def _scaled(folded: str, start: int, written: Written, unit: Unit) -> Token:
    """`1,5 triệu lượt khách`; with no noun after it, the scale word stands for money."""
    value, step = written.value * unit.factor, written.step * unit.factor
    if noun := noun_at(folded, skip_blank(folded, unit.end)):
        return Token(start, noun[1], value, None, step, noun[0], "count")
    return Token(start, unit.end, value, None, step, "VND", "money")


def _compound(folded: str, start: int, written: Written, unit: Unit) -> Token | None:
    """`2 tỷ 15 triệu 300 nghìn đồng` is one number; None where no lesser member follows the first."""
    total, last = written.value * unit.factor, unit
    step = Decimal(0)
    while lesser := _lesser(folded, last):
        rest, last = lesser
        total, step = total + rest.value * last.factor, rest.step * last.factor
    if last is unit:
        return None
    noun = noun_at(folded, skip_blank(folded, last.end)) if last.kind == "scale" else None
    if noun:
        return Token(start, noun[1], total, None, step, noun[0], "count")
    return Token(start, last.end, total, None, step, "VND", "money")


def _lesser(folded: str, unit: Unit) -> tuple[Written, Unit] | None:
    """The number right after `unit` that is worth less than one of it, with its own unit."""
    number = digits_at(folded, skip_blank(folded, unit.end))
    small = unit_at(folded, skip_blank(folded, number.end)) if number else None
    if number is None or small is None or small.kind not in ("money", "scale") or small.name not in ("VND", "1"):
        return None
    rest = read_digits(number.printed)
    return (rest, small) if max(rest.value, Decimal(1)) * small.factor < unit.factor else None


def _counted(folded: str, start: int, written: Written, noun: tuple[str, int]) -> Token:
    if per := _PER_NOUN.match(folded, noun[1]) if folded.startswith("/", noun[1]) else None:
        return Token(start, per.end(), written.value, None, written.step, f"{noun[0]}/{per[1]}", "rate")
    return Token(start, noun[1], _whole(written), None, Decimal(1), noun[0], "count")


def _whole(written: Written) -> Decimal:
    """Things are counted in whole numbers: `1,234 người` is 1234."""
    return written.other if written.step < 1 and written.other is not None else written.value


def _unnamed(text: str, folded: str, start: int, end: int, written: Written) -> Token:
    """A number with no known unit: the words after it, up to a stop word, are what it counts."""
    if quoted := _QUOTED_NOUN.match(folded, end):
        return Token(start, quoted.end(1), written.value, None, Decimal(1), quoted[1].strip(' (),"'), "count")
    words: list[str] = []
    position = end
    while len(words) < 2 and folded[position : position + 1] == " ":
        match = _WORD.match(folded, position + 1)
        if match is None or match[0] in _STOP:
            break
        words.append(match[0])
        position = match.end()
        if len(match[0]) > 1 and text[match.start() : match.end()].isupper():
            break
    if not words or (written.step < 1 and written.other is None):
        return Token(start, end, written.value, None, written.step, None, "bare", other=written.other)
    return Token(start, position, _whole(written), None, Decimal(1), " ".join(words), "count")
