"""What single cells say: a number, a unit of measure, or nothing at all."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from tonghop.catalog.cues import cues
from tonghop.core.figure import Direction, Hedge
from tonghop.reading.lexicon import Unit, alternatives, noun_at, unit_at
from tonghop.reading.numerals import NUMBER, SUPERSCRIPTS, read_digits

_SPACED = r"\d{1,3}(?: \d{3})+(?:,\d+)?(?!\d)"
_RANGE = re.compile(r"\s*(?:từ )?(?P<low>[^-–÷]*\d[^-–÷]*?) ?(?:-|–|÷|đến) ?(?P<high>\d[^-–÷]*)$")
_REMARK = re.compile(r"(?<=[\w%‰])\s*\([^()]*\w[^()]*\)\s*$")
_BLANK = re.compile(r"[ \-.x/…]*$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3}){2,}$|\d,\d{3}\.\d")
_VIETNAMESE = re.compile(r"\d,(?:\d{1,2}|\d{4,})$|\.\d{3}[.,]\d")
_COMMA_GROUP = re.compile(r"[1-9]\d{0,2},\d{3}$")
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_TABLE_UNIT = re.compile(r"(?:đvt|đơn vị tính|đơn vị|đv tính)\s*:\s*([^\n\t;()]+)")
_COUNTED = re.compile(r"(?:tổng )?số (?:lượng )?|tổng ")
_LONGEST = 80
_UNIT_LABEL = re.compile(r"^\s*(?:đvt|đơn vị tính|đơn vị|tính bằng)\s*:?\s*")
_UNIT_CHARACTERS = re.compile(r"[^\W\d_][^\d()]{0,28}$")


@cache
def _number_cell() -> re.Pattern[str]:
    hedges = "|".join(f"(?P<{kind}>{alternatives(words)})" for kind, words in cues().hedges.items())
    return re.compile(
        rf"[ (\[]*(?:(?P<below>[<≤])|(?P<above>[>≥]))? ?(?P<sign>[-+]|tăng|giảm)? ?(?:ước |đạt )?(?:(?:{hedges}) )?"
        rf"(?P<number>{_SPACED}|{NUMBER.pattern})"
        rf"(?P<unit> ?[^\d()\[\]{SUPERSCRIPTS}]*?)[ )\]{SUPERSCRIPTS}]*(?:\(\W*\))?$"
    )


@dataclass(frozen=True, slots=True)
class NumberCell:
    """A cell that is one number: its value and the worth of its last digit in the printed unit, and where it stands.

    `direction` is set where a sign or a word (tăng, giảm) is printed; `unit` where the cell itself prints one.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    other: Decimal | None
    direction: Direction | None
    unit: Unit | None
    hedge: Hedge = Hedge.EXACT


def is_blank(cell: str) -> bool:
    """Whether a cell says nothing: empty, `-`, `x`, `…`. Nothing said is not zero."""
    return _BLANK.match(cell) is not None


def is_year(cell: str) -> bool:
    """Whether the cell is a bare year, as headers have."""
    return _YEAR.match(cell.strip()) is not None


def is_number(cell: str) -> bool:
    """Whether the cell is one number, with a sign or a unit at most."""
    return number_at(cell, 0, english=False) is not None


def number_at(cell: str, offset: int, *, english: bool) -> NumberCell | None:
    """The number that the folded `cell`, standing at `offset`, consists of; None where it says more or less."""
    match = _number_cell().match(cell) if len(cell) <= _LONGEST else None
    if match is None:
        return None
    printed = match["unit"].strip()
    unit = unit_of(printed) if printed else None
    if printed and unit is None and printed not in ("*", "**"):
        return None
    written = read_digits(match["number"].replace(" ", "."))
    value, step, other = written.value, written.step, written.other
    if english and other is not None:
        value, step, other = other, Decimal(1) if other == other.to_integral_value() else Decimal("0.001"), value
    end = match.end("unit") if unit else match.end("number")
    return NumberCell(
        offset + match.start("number"), offset + end, value, step, other, _direction(match, cell), unit, _hedge(match)
    )


def range_at(cell: str, offset: int, *, english: bool) -> tuple[NumberCell, NumberCell] | None:
    """The two ends of a range (`7,5-8,0`, `từ 5 đến 7`) that the folded `cell` consists of, else None."""
    match = _RANGE.match(cell) if len(cell) <= _LONGEST else None
    if match is None or (is_year(match["low"]) and is_year(match["high"])):
        return None
    low = number_at(match["low"], offset + match.start("low"), english=english)
    high = number_at(match["high"], offset + match.start("high"), english=english)
    if low is None or high is None or low.value >= high.value or high.direction:
        return None
    return replace(low, unit=low.unit or high.unit), high


def without_remark(cell: str) -> str:
    """The cell without the words in brackets behind its number: `0,7%` of `0,7% (còn 4,33%)`."""
    return _REMARK.sub("", cell)


def is_value(cell: str) -> bool:
    """Whether the cell is one number or a range of numbers."""
    return is_number(cell) or range_at(cell, 0, english=False) is not None


def _hedge(match: re.Match[str]) -> Hedge:
    if match["below"] or match["above"]:
        return Hedge.UNDER if match["below"] else Hedge.OVER
    return next((Hedge(kind) for kind in cues().hedges if match[kind]), Hedge.EXACT)


def _direction(match: re.Match[str], cell: str) -> Direction | None:
    if match["sign"] in ("+", "tăng"):
        return Direction.UP
    bracketed = cell.lstrip().startswith("(") and cell.rstrip().endswith(")")
    return Direction.DOWN if match["sign"] or bracketed else None


def is_english(cells: Iterable[str]) -> bool:
    """Whether the numbers of a table group thousands by commas (`12,345.6`), against Vietnamese rule."""
    numbers = [match[0] for cell in cells if is_number(cell) and (match := NUMBER.search(cell))]
    if any(_VIETNAMESE.search(number) for number in numbers):
        return False
    if any(_ENGLISH.search(number) for number in numbers):
        return True
    grouped = sum(_COMMA_GROUP.match(number) is not None for number in numbers)
    return grouped >= 3 and not any("," in number and not _COMMA_GROUP.match(number) for number in numbers)


def unit_of(phrase: str) -> Unit | None:
    """The unit of measure or counted noun that a folded phrase consists of, such as `triệu đồng` or `nghìn lượt`."""
    phrase = phrase.strip(" .,:")
    unit, size = unit_at(phrase, 0), len(phrase)
    if unit and unit.end == size:
        if unit.kind == "scale":
            return Unit("VND", unit.factor, "money", size)
        return Unit(unit.name, unit.factor, "count", size) if unit.kind in ("time", "age") else unit
    if unit and unit.kind == "scale" and (noun := noun_at(phrase, unit.end + 1)) and noun[1] == size:
        return Unit(noun[0], unit.factor, "count", size)
    if unit and unit.kind != "scale" and (per := phrase[unit.end :].lstrip()).startswith("/"):
        return Unit(f"{unit.name}/{per.lstrip(' /')}", unit.factor, "rate", size)
    if noun := noun_at(phrase, 0):
        name, end = noun
        if end == size:
            return Unit(name, Decimal(1), "count", size)
        if (per := phrase[end:].lstrip()).startswith("/"):
            return Unit(f"{name}/{per.lstrip(' /')}", Decimal(1), "rate", size)
    return None


def unit_cell(phrase: str) -> Unit | None:
    """The unit in a cell of a unit column: any short phrase there is one, known or not."""
    phrase = re.sub(" ?/ ?", "/", phrase.strip(" .,:()"))
    if (known := unit_of(phrase)) or not _UNIT_CHARACTERS.match(phrase):
        return known
    return Unit(phrase, Decimal(1), "rate" if "/" in phrase else "count", len(phrase))


def unit_in_brackets(text: str) -> Unit | None:
    """The unit that a header or a name gives in brackets, as in `chi thường xuyên (triệu đồng)`."""
    inside = (form for words in _IN_BRACKETS.findall(text) for form in (words, _UNIT_LABEL.sub("", words)))
    return next((unit for words in inside if (unit := unit_of(words))), None)


def counted_in(text: str) -> Unit | None:
    """The counted noun of `số hộ nghèo`, `tổng số dự án`."""
    head = _COUNTED.match(text.strip())
    noun = noun_at(text.strip(), head.end()) if head else None
    return Unit(noun[0], Decimal(1), "count", noun[1]) if noun else None


def unit_of_table(text: str) -> Unit | None:
    """The unit that the lines above a table give to it all (`Đơn vị tính: triệu đồng`)."""
    found = None
    for match in _TABLE_UNIT.finditer(text):
        found = unit_of(match[1].split(",")[0]) or found
    return found
