"""The outline of a table's rows: which row is a part of which, by marks (A, I, 1, 1.1, -, +) and words."""

import re
from collections import defaultdict
from dataclasses import dataclass

from tonghop.catalog.headers import headers
from tonghop.reading.tables.frame import Row

_SHAPES = (
    (re.compile(r"[IVX]+$"), "roman"),
    (re.compile(r"[A-HĐ]$"), "capital"),
    (re.compile(r"\d+$"), "number"),
    (re.compile(r"\d+\.\d+$"), "dotted"),
    (re.compile(r"\d+\.\d+\.\d+$"), "twice dotted"),
    (re.compile(r"[a-hđ]$"), "letter"),
)


@dataclass(frozen=True, slots=True)
class Branch:
    """A row and its direct parts, as places in the list of rows.

    `total` where its name says that it adds up what it stands over, `bare` where the name says nothing else; `loose`
    where nothing but the name ties the parts to it.
    """

    row: int
    parts: tuple[int, ...]
    total: bool
    bare: bool
    loose: bool


def parents_of(rows: tuple[Row, ...]) -> list[int | None]:
    """For each row the place of the row it is a part of; a label without numbers may be a parent too."""
    result: list[int | None] = []
    stack: list[tuple[str, int]] = []
    within = False
    for place, row in enumerate(rows):
        if _is_label(row):
            within = True
            result.append(stack[-1][1] if stack else None)
            continue
        shape = shape_of(row, within=within)
        within = shape == "within"
        shapes = [known for known, _ in stack]
        if is_total(row) and not row.mark:
            stack.clear()
        elif shape in shapes:
            del stack[shapes.index(shape) :]
        result.append(stack[-1][1] if stack else None)
        stack.append((shape, place))
    return result


def shape_of(row: Row, *, within: bool = False) -> str:
    """The kind of outline mark a row has; rows of one kind under one parent are siblings."""
    if headers().rows["within"].match(row.name.lower()) or (within and not row.mark):
        return "within"
    if not row.mark:
        return "capitals" if row.name.isupper() else "plain"
    return next((shape for pattern, shape in _SHAPES if pattern.match(row.mark)), row.mark)


def _is_label(row: Row) -> bool:
    return headers().rows["within"].fullmatch(row.name.lower().strip(" :")) is not None


def is_total(row: Row) -> bool:
    """Whether the name of a row says that it adds up others."""
    return headers().rows["total"].match(row.name.lower()) is not None


def branches(rows: tuple[Row, ...]) -> list[Branch]:
    """Every row that has parts. A total without parts of its own has all other rows of the top for its parts."""
    parents = parents_of(rows)
    top = [place for place, parent in enumerate(parents) if parent is None and not is_total(rows[place])]
    below: dict[int, list[int]] = defaultdict(list)
    for place, parent in enumerate(parents):
        if parent is not None:
            below[parent].append(place)
    result = []
    for place, row in enumerate(rows):
        parts = tuple(below[place])
        within = any(shape_of(rows[part]) == "within" for part in parts)
        bare = _is_bare_total(row) and not within
        if parts:
            result.append(Branch(place, parts, is_total(row) and not within, bare, loose=False))
        elif top and not row.mark and parents[place] is None and is_total(row):
            result.append(Branch(place, tuple(top), total=True, bare=bare, loose=not bare))
    return result


def _is_bare_total(row: Row) -> bool:
    return headers().rows["total"].fullmatch(re.sub(r"[ :.]*(?:\([^()]*\))?[ :.]*$", "", row.name.lower())) is not None
