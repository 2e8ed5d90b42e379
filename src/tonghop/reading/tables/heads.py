"""The header of a flattened table, cut into the headers of its columns by the words they are made of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tonghop.catalog.headers import headers
from tonghop.reading.tables.columns import Kind
from tonghop.reading.tables.lines import Piece, trimmed

_TAIL = re.compile(
    r"(?:\s+|[/.,-](?=\s?[\w%])|\([^()]*\)|\d+"
    r"|(?:năm|tháng|quý|đầu|cuối|cả|giao|đến|hết|ngày|của|điều chỉnh|vốn|thu|chi|[ivx]+|t)(?!\w))*"
)
_LONGEST_HEADER = 120
_JOINED = re.compile(r"[\s,/-]*$")
_GOES_ON = {
    "compare": frozenset({"plan", "prior", "actual", "estimate", "compare", "rise", "sign"}),
    "ratio": frozenset({"compare", "plan", "prior", "actual", "estimate", "rise", "ratio", "sign"}),
    "sign": frozenset({"compare", "plan", "prior", "actual", "estimate", "rise"}),
    "estimate": frozenset({"actual", "estimate"}),
    "actual": frozenset({"prior", "actual"}),
    "plan": frozenset({"plan"}),
    "prior": frozenset({"prior"}),
    "rise": frozenset({"rise", "compare", "prior", "sign"}),
    "share": frozenset({"share", "sign"}),
}


@cache
def _anchor() -> re.Pattern[str]:
    kinds = headers().values
    order = ("ratio", "compare", "estimate", "plan", "actual", "prior", "rise", "share", "plain")
    return re.compile("|".join([*(f"(?P<{kind}>{kinds[kind].pattern})" for kind in order), "(?P<sign>%)"]))


@cache
def _fixed() -> re.Pattern[str]:
    words = sorted(headers().columns, key=len, reverse=True)
    return re.compile(rf"\s*(?P<words>{'|'.join(map(re.escape, words))})(?!\w)")


def fixed_kind(folded: str, piece: Piece) -> Kind | None:
    """The kind of a header that is no header of values, else None."""
    if piece.end - piece.start > _LONGEST_HEADER:
        return None
    kind = headers().columns.get(" ".join(folded[piece.start : piece.end].split()).strip(" .:,*"))
    return Kind(kind) if kind else None


def column_at(place: int, kinds: Sequence[Kind | None]) -> int:
    """The column of the header piece at `place`: 0 for marks, 1 names, 2 units, from 3 on values and notes."""
    if kinds[place] in (None, Kind.NOTE):
        return 3 + sum(kind in (None, Kind.NOTE) for kind in kinds[:place])
    return {Kind.ORDINAL: 0, Kind.UNIT: 2}.get(kinds[place] or Kind.NAME, 1)


def under_groups(folded: str, head: Sequence[Piece]) -> tuple[list[Piece], list[tuple[Piece, int, int]]]:
    """A header of two levels, given as its first row and then its second: (the headers of single columns in order, each
    group with the place of its first column among them and their number). No headers where it is of one level.

    A group says that its columns compare (`so sánh`) and no more; each has as many of the headers below.
    """
    grouped = [place for place, piece in enumerate(head) if _compares(folded, piece)]
    top, below = list(head[: grouped[-1] + 1]) if grouped else [], list(head[grouped[-1] + 1 :]) if grouped else []
    note = [below.pop()] if below and fixed_kind(folded, below[-1]) is Kind.NOTE else []
    each, rest = divmod(len(below), len(grouped) or 1)
    if rest or each < 2:
        return [], []
    leaves: list[Piece] = []
    groups = []
    for place, piece in enumerate(top):
        if place in grouped:
            groups.append((piece, len(leaves), each))
            leaves += below[:each]
            del below[:each]
        else:
            leaves.append(piece)
    return leaves + note, groups


def _compares(folded: str, piece: Piece) -> bool:
    words = folded[piece.start : piece.end].replace("(%)", "").strip()
    return headers().values["compare"].fullmatch(words) is not None


def value_heads(folded: str, lines: Sequence[Piece]) -> list[Piece]:
    """The headers of columns in lines of header words, in text order; none where they make no sense."""
    if not lines:
        return []
    end = lines[-1].end
    fixed = list(_fixed_heads(folded, lines[0].start, end))
    values = list(_values(folded, fixed[-1].end, end)) if fixed else []
    if not values or folded[fixed[-1].end : values[0].start].strip():
        return []
    last = trimmed(folded, values[-1].end, end)
    note = [last] if fixed_kind(folded, last) is Kind.NOTE else []
    return [*fixed, *values, *note]


def _fixed_heads(folded: str, start: int, end: int) -> Iterator[Piece]:
    """The headers of marks, names and units that a header begins with, one of each kind at most."""
    seen: set[str] = set()
    while (match := _fixed().match(folded, start, end)) and headers().columns[match["words"]] not in seen:
        seen.add(headers().columns[match["words"]])
        yield Piece(match.start("words"), match.end())
        start = match.end()


def _values(folded: str, start: int, end: int) -> Iterator[Piece]:
    opened: Piece | None = None
    last = ""
    for match in _anchor().finditer(folded, start, end):
        if opened and match.start() < opened.end:
            continue
        kind = match.lastgroup or ""
        tail = _TAIL.match(folded, match.end(), end)
        stop = match.end() + len((tail[0] if tail else "").rstrip())
        if opened and kind in _GOES_ON.get(last, ()) and _JOINED.match(folded, opened.end, match.start()):
            opened = Piece(opened.start, stop)
        else:
            if opened:
                yield opened
            opened = Piece(match.start(), stop)
        last = kind
    if opened:
        yield opened
