"""What the head of a document tells of how it was issued: its date, and the plan it assigns."""

import re
from datetime import date

from tonghop.catalog import plan_authorities
from tonghop.core.document import Document
from tonghop.core.period import year_of
from tonghop.core.span import Span
from tonghop.intake.values import Assignment
from tonghop.intake.words import words

_DATE_LINE = re.compile(r"(?:^|[,\t|]) *ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})[ *_.]*(?=$|\t|\|)", re.M | re.I)
_TIME = re.compile(r"lần (?:thứ )?(\d+|nhất|hai|ba|tư)")
_ORDINALS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4}
_REACH = 2500


def dated(document: Document) -> date | None:
    """The day a document was issued, as its head or else its foot prints it."""
    for part in (document.text[:_REACH], document.text[-_REACH:]):
        for day, month, year in _DATE_LINE.findall(part):
            try:
                return date(int(year), int(month), int(day))
            except ValueError:
                continue
    return None


def spoken_of(document: Document) -> date | None:
    """The last day of the period that a document speaks of, None where that is unclear."""
    try:
        return Span.of(document.period or "").ends
    except ValueError:
        return None


def assignment(document: Document) -> Assignment | None:
    """The plan that a decision or resolution assigns, None where it assigns none."""
    title = " ".join((document.title or "").lower().split())
    adjusts = _says(title, "adjusted")
    assigns = _says(title, "assigned")
    year = year_of(document.period)
    if document.kind != "decision" or year is None or not assigns or (_says(title, "added") and not adjusts):
        return None
    return Assignment(str(year), authority(document.organisation), _version(title) if adjusts else 0)


def authority(organisation: str | None) -> str:
    """The code of the level that a body belongs to (`Quận Tây Lam` → `Quận`), empty where it is unknown."""
    name = (organisation or "").lower().split()
    codes = plan_authorities()
    return next((codes[" ".join(name[:size])] for size in (3, 2, 1) if " ".join(name[:size]) in codes), "")


def _says(title: str, key: str) -> bool:
    return any(phrase in title for phrase in words("plans", key))


def _version(title: str) -> int | None:
    told = _TIME.search(title)
    if told is None:
        return None
    return _ORDINALS.get(told[1]) or int(told[1])
