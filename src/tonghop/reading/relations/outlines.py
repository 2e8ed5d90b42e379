"""Totals whose parts stand on the lines below: bullets, numbered items, nested outlines."""

import re
from collections.abc import Iterator
from typing import Final

from tonghop.reading.relations.groups import Group, groups_of
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement

_MARKS: Final = (
    r"[*#]*\s*[ivxl]{1,5} ?[./)-]\s",
    r"[*#]*\s*\(?\d{1,2} ?[.)/-]+(?!\d)",
    r"\d{1,2}(?:\.\d{1,2})+\b",
    r"[a-hđ] ?[.)]\s",
    r"[-*•●]\s*(?!\d)",
    r"\+\s*",
)
_MARK: Final = re.compile("|".join(f"({mark})" for mark in _MARKS))
_BEHIND_LETTER: Final = " ./)-ivxl"
_UNMARKED: Final = len(_MARKS) + 1
_OPENERS: Final = ("trong đó", "gồm", "chia ra", "cụ thể")
_OPENS: Final = re.compile(rf"({'|'.join(_OPENERS)})[^.:]{{0,12}}[:.]?\W*$")
_WHOLLY: Final = ("gồm", "chia ra")
_NESTED: Final = 3
_REACH: Final = 40
_MARK_REACH: Final = 14
_TAIL: Final = 60


def level_of(statement: Statement) -> int:
    """How deep a line stands in an outline: 1 for `I.` … 6 for `+`, more for a line without a mark."""
    if not statement.level:
        statement.level = _level(statement.folded[:_MARK_REACH].lstrip())
    return statement.level


def _level(opening: str) -> int:
    """How deep a line stands that opens so."""
    if opening[:1].isalpha() and opening[1:2] not in _BEHIND_LETTER:
        return _UNMARKED
    mark = _MARK.match(opening)
    return mark.lastindex or _UNMARKED if mark else _UNMARKED


def outlined(statements: list[Statement], index: int) -> Iterator[Group]:
    """Groups of the lines under the one at `index`: where they add up, or where its last words announce them."""
    head = statements[index]
    said = head.folded.rstrip(" *")
    before = statements[index - 1].measures if index else []
    listing = said.endswith(":")
    if not (head.measures or listing or (before and said.endswith("."))):
        return
    tail = said[-_TAIL:]
    opens = _OPENS.search(tail) if any(opener in tail for opener in _OPENERS) else None
    totals = [m for m in reversed(head.measures) if is_quantity(m) and not m.path]
    if not totals and index and (opens or listing):
        totals = _above(statements, index, announced=opens is not None)
    items = _items(statements, index, announced=opens is not None) if totals else []
    if not items:
        return
    listed = [(total, tuple(part for item in items for part in _leading(item, total))) for total in totals[:4]]
    listed = [(total, parts) for total, parts in listed if len(parts) > 1]
    groups = [Group(total, parts, whole=True) for total, parts in listed]
    exact = [group for group in groups if group.adds_up]
    if exact:
        yield from exact
    elif opens:
        for total, parts in listed[:1]:
            yield from groups_of(head, "wholly" if opens[1] in _WHOLLY else "partly", [total], list(parts))
    elif listing:
        yield from (group for group in groups if group.is_slip)


def _above(statements: list[Statement], index: int, *, announced: bool) -> list[Measure]:
    """The quantities of the line that a line without any stands under: `II. Tổng chi 90 tỷ đồng` / `1. Nguồn chi:`."""
    own, before = level_of(statements[index]), statements[index - 1]
    if announced and _UNMARKED in (own, level_of(before)):
        return [m for m in reversed(before.measures) if is_quantity(m)]
    if own == _UNMARKED or not statements[index].folded.rstrip(" *").endswith(":"):
        return []
    lines = reversed(statements[max(0, index - _REACH) : index])
    over = next((line for line in lines if level_of(line) < own), None)
    return [m for m in reversed(over.measures) if is_quantity(m) and not m.path] if over else []


def _items(statements: list[Statement], index: int, *, announced: bool) -> list[Statement]:
    """The lines directly below a line of an outline: those of the level of the first, until one of its own level."""
    paragraph = statements[index].sentence.paragraph
    last = min(index + 1 + _REACH, len(statements))
    start = index + 1
    while start < last and statements[start].sentence.paragraph == paragraph:
        start += 1
    if start == last:
        return []
    opening = statements[start]
    own, first = level_of(statements[index]), level_of(opening)
    if own == _UNMARKED:
        own = 0
    if first <= own or (first == _UNMARKED and (announced or own < _NESTED)):
        return []
    items = [opening]
    for statement in statements[start + 1 : last]:
        level = level_of(statement)
        if level <= own or level < first or (own == 0 and level == _UNMARKED):
            break
        if level == first and statement.sentence.paragraph != items[-1].sentence.paragraph:
            items.append(statement)
    return items


def _leading(statement: Statement, total: Measure) -> list[Measure]:
    """The parts of a total on one line: all its quantities where they are of one unit, else the first of the kind."""
    own = [m for m in statement.measures if is_quantity(m) and not m.path and m.token.pair_role != "denominator"]
    alike = [m for m in own if same_kind(total, m)]
    return alike if len(own) == len(alike) else alike[:1]
