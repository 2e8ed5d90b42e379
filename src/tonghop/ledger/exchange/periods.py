"""Spans of months as officers write them: `2025-H1`, `5 tháng đầu năm 2025`, `quý II/2025`, `tháng 5/2025`."""

import re
from functools import lru_cache

from tonghop.core.span import Span
from tonghop.ledger.exchange.words import key

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OF_YEAR = r"(?: dau)?(?: nam)?[ /]*(?P<year>\d{4})"
_MONTHS = re.compile(rf"(?P<months>\d{{1,2}}) thang{_OF_YEAR}")
_LATER_HALF = re.compile(r"6 thang cuoi(?: nam)?[ /]*(?P<year>\d{4})")
_QUARTER = re.compile(rf"quy (?P<quarter>i{{1,3}}|iv|[1-4]){_OF_YEAR}")
_MONTH = re.compile(rf"thang (?P<month>\d{{1,2}}){_OF_YEAR}")
_YEAR = re.compile(r"(?:nam |ca nam )?(?P<year>\d{4})")


@lru_cache(1 << 12)
def span_of(text: str) -> Span | None:
    """The span that a period code or a phrase names, or None."""
    try:
        return Span.of(text.strip())
    except ValueError:
        return _of_phrase(key(text))


def _of_phrase(text: str) -> Span | None:
    if match := _YEAR.fullmatch(text):
        return Span(int(match["year"]), 1, 12)
    if match := _LATER_HALF.fullmatch(text):
        return Span(int(match["year"]), 7, 12)
    if match := _QUARTER.fullmatch(text):
        last = 3 * _QUARTERS[match["quarter"]]
        return Span(int(match["year"]), last - 2, last)
    if (match := _MONTHS.fullmatch(text)) and 1 <= int(match["months"]) <= 12:
        return Span(int(match["year"]), 1, int(match["months"]))
    if (match := _MONTH.fullmatch(text)) and 1 <= int(match["month"]) <= 12:
        return Span(int(match["year"]), int(match["month"]), int(match["month"]))
    return None
