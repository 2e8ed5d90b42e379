"""A table of a form as a grid of texts, and the slots in it: the cells that are to be filled."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tonghop.catalog.headers import headers
from tonghop.catalog.search import fold

_WORDS = re.compile(r"[^\W\d_]{2}")
_ORDINAL = re.compile(r"^(?:\d+(?:\.\d+)*|[ivx]+|[a-z])[.)]?\s+|^[-+*•]\s*")
_YEAR = re.compile(r"\b20\d\d\b")
_PERIODS = tuple((re.compile(pattern), shown) for pattern, shown in (
    (r"\b\d+ thang\b", "n thang"), (r"\bthang \d+\b", "thang n"), (r"\bquy (?:[1-4]|i{1,3}|iv)\b", "quy n"),
))  # fmt: skip
_JOINED = " / "


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: texts by row and column, those of merged cells in each of them; `empty` are the cells to be filled,
    as are those with a number and its unit as text, of which `worded` says the unit with the blank before it.

    `name` is what the table is called, `places` how its cells are, where they have names of their own (`B7`).
    """

    name: str
    texts: tuple[tuple[str, ...], ...]
    empty: frozenset[tuple[int, int]]
    places: Mapping[tuple[int, int], str]
    worded: Mapping[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell to be filled: what its row and its column are called, and the unit of measure of its row as written.

    Of a cell that holds a number with its unit as text, `behind` is what stays behind the number (` người`).
    `row` and `column` are what is compared of these names: they stay when the cell is moved within its table.
    """

    table: int
    at: tuple[int, int]
    place: str
    label: str
    header: str
    unit: str
    row: str
    column: str
    behind: str = ""


def slots(grid: Grid, table: int) -> tuple[Slot, ...]:
    """The slots of a grid in reading order; none where no column is headed as that of the indicators."""
    head = _head(grid.texts)
    if head is None:
        return ()
    top, bottom, name = head
    kinds = [_kind(grid.texts[bottom][column]) for column in range(len(grid.texts[top]))]
    unit = kinds.index("unit") if "unit" in kinds else None
    titles = {
        column: title
        for column, kind in enumerate(kinds)
        if column != name and not kind and (title := _title(grid.texts, top, bottom, column))
    }
    newest = max((int(year) for title in titles.values() for year in _YEAR.findall(title)), default=0)
    columns = _distinct({column: _column_key(title, newest) for column, title in titles.items()})
    rows = _rows(grid.texts, bottom + 1, name)
    among = f"{table + 1}: " if table else ""
    keys = _row_keys(rows, {row: grid.texts[row][unit] if unit is not None else "" for row in rows})
    return tuple(
        Slot(
            table,
            (row, column),
            grid.places[row, column],
            label,
            titles[column],
            grid.worded.get((row, column), "").strip() or (grid.texts[row][unit] if unit is not None else ""),
            among + keys[row],
            columns[column],
            grid.worded.get((row, column), ""),
        )
        for row, label in rows.items()
        for column in titles
        if (row, column) in grid.empty or (row, column) in grid.worded
    )


def _head(texts: Sequence[Sequence[str]]) -> tuple[int, int, int] | None:
    """The first and last row of the head of a table, and the column that names its rows."""
    for top, row in enumerate(texts):
        name = next((column for column, text in enumerate(row) if _kind(text) == "name"), None)
        if name is not None and sum(bool(text) for text in row) > 1:
            bottom = top
            while bottom + 1 < len(texts) and texts[bottom + 1][name] in (texts[top][name], "") and any(
                texts[bottom + 1]
            ):  # fmt: skip
                bottom += 1
            return top, bottom, name
    return None


def _kind(text: str) -> str:
    """What kind of column has this head, where it holds no values."""
    return headers().columns.get(" ".join(text.lower().split()), "")


def _title(texts: Sequence[Sequence[str]], top: int, bottom: int, column: int) -> str:
    """What stands above a column, from above downwards."""
    return _JOINED.join(dict.fromkeys(text for row in texts[top : bottom + 1] if (text := row[column])))


def _rows(texts: Sequence[Sequence[str]], first: int, name: int) -> dict[int, str]:
    """The rows that are called something, up to the first that is blank."""
    found = {}
    for row in range(first, len(texts)):
        if not any(texts[row]):
            break
        if _WORDS.search(texts[row][name]):
            found[row] = texts[row][name]
    return found


def _row_keys(rows: Mapping[int, str], units: Mapping[int, str]) -> dict[int, str]:
    """What is compared of the name of each row; of one that occurs again with that of the last that does not."""
    plain = {row: _key(f"{_ORDINAL.sub('', fold(label))} {units[row]}") for row, label in rows.items()}
    counts = Counter(plain.values())
    above, keys = "", {}
    for row, key in plain.items():
        if counts[key] == 1:
            above = keys[row] = key
        else:
            keys[row] = f"{above}{_JOINED}{key}"
    return _distinct(keys)


def _column_key(title: str, newest: int) -> str:
    """What is compared of the head of a column: years count from the newest, and which months they are is left open."""
    key = _YEAR.sub(lambda year: f"nam{int(year[0]) - newest}", _key(title))
    for pattern, shown in _PERIODS:
        key = pattern.sub(shown, key)
    return key


def _key(text: str) -> str:
    return " ".join(fold(text).split())


def _distinct(keys: Mapping[int, str]) -> dict[int, str]:
    """The same keys, those that occur again with how often they did."""
    seen: Counter[str] = Counter()
    found = {}
    for at, key in keys.items():
        seen[key] += 1
        found[at] = key if seen[key] == 1 else f"{key} #{seen[key]}"
    return found
