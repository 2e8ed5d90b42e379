"""A count beside the list of what it counts, and what such a list says of other figures."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Enumeration, RatioToPlan
from tonghop.reading.lexicon import beginning
from tonghop.reading.relations.quotients import Found
from tonghop.reading.statements import Measure, Statement

_LIST: Final = re.compile(
    r"[^:;.(]{0,60}?(?:(?:bao gồm|gồm có|gồm|đó là|là)\s*:?|[:(])\s*(?P<items>[^:()]{8}[^:().]{0,692}+)(?:[.)]|$)"
)
_LEADS: Final = ("gồm", "là", ":", "(")
_LEAD_REACH: Final = 70
_ITEM_BREAK: Final = re.compile(r"\s*;\s*(?:và )?")
_NAME_BREAK: Final = re.compile(r"\s*,\s*(?:và )?|\s+và\s+")
_REACH: Final = 400
_FEWEST: Final = Decimal(2)
_MOST: Final = Decimal(40)
_COUNTABLE: Final = frozenset({Role.COUNT, Role.FRACTION})
_SMALL_WORDS: Final = (
    *("tỷ lệ", "tốc độ", "số", "người", "các", "trên", "địa bàn", "một số", "được", "danh hiệu", "công nhận", "của"),
    *("và", "tổng", "chủ yếu"),
)
_SMALL: Final = re.compile(rf"(?:{beginning(_SMALL_WORDS)})(?!\w)")


def relations(statements: list[Statement]) -> Iterator[Found]:
    """Enumerations, and ratios that a list of targets said to be exceeded puts to the test."""
    for index, statement in enumerate(statements):
        for measure in statement.measures:
            found = _enumeration(statement, measure)
            if found is None:
                continue
            items, certain = found
            yield Enumeration(measure.id, items), certain, "liệt kê"
            if "vượt" in measure.after[:40]:
                yield from _exceeded(statements[index : index + _REACH], items)


def _enumeration(statement: Statement, measure: Measure) -> tuple[tuple[str, ...], Certainty] | None:
    counted = measure.token.unit_kind == "count" and measure.role in _COUNTABLE
    if not counted or measure.token.pair_role == "denominator" or not _FEWEST <= measure.token.number <= _MOST:
        return None
    end = statement.end_of(measure)
    if measure.token.pair_role == "numerator" and measure.partner:
        end = statement.end_of(measure.partner)
    lead = statement.printed[end : end + _LEAD_REACH]
    match = _LIST.match(statement.printed, end, end + 900) if any(word in lead for word in _LEADS) else None
    if match is None:
        return None
    following = next((m for m in statement.measures if m.at > measure.at and m is not measure.partner), None)
    if following and following.at < match.end():
        return None
    text = match["items"].rstrip()
    split = _ITEM_BREAK if ";" in text else _NAME_BREAK
    items = tuple(item.strip(" *-+.") for item in split.split(text) if item.strip(" *-+."))
    if len(items) < 2 or any(len(item.split()) > 24 for item in items) or all(item[-1].isdigit() for item in items):
        return None
    if len(items) == measure.token.number:
        return items, Certainty.DEFINITE
    if ";" in text:
        return items, Certainty.DEFINITE
    named = all(item[0].isupper() and len(item.split()) <= 6 for item in items)
    return (items, Certainty.PRESUMED) if named and len(items) > 2 else None


def _exceeded(statements: list[Statement], items: tuple[str, ...]) -> Iterator[Found]:
    """Percentages of plan, later in the text, of the targets on the list."""
    wanted = [_content(item) for item in items]
    for statement in statements:
        for measure in statement.measures:
            if measure.role is not Role.PERCENT_OF_PLAN or measure.direction:
                continue
            words = _content(statement.folded[: measure.at][-160:])
            if any(len(item & words) >= max(2, (len(item) * 2 + 2) // 3) for item in wanted):
                yield RatioToPlan(None, measure.id, None, True), Certainty.DEFINITE, "vượt kế hoạch"


def _content(text: str) -> frozenset[str]:
    return frozenset(_SMALL.sub(" ", text.lower()).replace(",", " ").split())
