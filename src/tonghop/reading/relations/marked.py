"""Totals whose parts a marker announces: `trong đó`, `gồm`, a colon, a bracket, a heading of the list."""

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from tonghop.core.figure import Hedge, Role
from tonghop.reading.lexicon import beginning
from tonghop.reading.relations.groups import Group, groups_of, leaves_rest, run_of
from tonghop.reading.relations.slips import is_closed_by_a_slip
from tonghop.reading.relations.spans import adding
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement

_WHOLLY_WORDS: Final = ("bao gồm", "gồm", "chia ra", "chia theo", "phân loại", "cơ cấu")
_WHOLLY: Final = rf"(?P<wholly>{'|'.join(_WHOLLY_WORDS)})"
_MARKER: Final = re.compile(
    rf"(?:{beginning(('trong đó', 'trong số đó', 'trong số này', *_WHOLLY_WORDS))})(?! cả)(?: có)?(?!\w)"
)
_MAY_MARK: Final = ("trong ", "gồm", "chia ", "phân loại", "cơ cấu")
_SIGNS: Final = ((":", "colon"), ("(", "open"))
_DENIED: Final = ("chưa ", "không ", "bao ")
_HEADED: Final = re.compile(
    rf"^[\s\-+•*]*(?:(?P<partly>trong đó|cụ thể)|{_WHOLLY}|(?P<listed>[^:.;,()\d]{{3,50}}:))"
    r"\s*[:,]?\s*(?=[^:]*:?[^:]*\d)"
)
_SORTED: Final = re.compile(r"^[\s\-+•*]*(?:qua |theo |kết quả )?(?:phân loại|kết quả|kết luận)(?! \d)(?!\w)")
_MAY_SORT: Final = ("phân loại", "kết ")
_NOTED: Final = re.compile(rf"^\W*[\d¹²³⁴-⁹]*\W*(?:(?P<partly>trong đó)|{_WHOLLY})(?!\w)")
_MAY_HEAD: Final = (":", "cụ thể", *_MAY_MARK)
_HEADING: Final = 80
_MARKED_BRACKET: Final = re.compile(r"\(\*? ?(?:trong đó|gồm|bao gồm)")
_MARKED_COLON: Final = re.compile(r"(?:trong đó|gồm|phân loại) ?$")
_STOP: Final = re.compile(r"[.;]")
_STOP_OR_COMMA: Final = re.compile(r"[.;,]")
_MAY_OPEN: Final = ("trong ", "số ", "hơn ", "trên ", "gần ")
_OPENED: Final = re.compile(r"(?:^\W*|, )trong (?:(?:tổng )?số |hơn |trên |gần )?$")
_AMONG: Final = re.compile(r"^[\s\-+•*]*trong (?:tổng )?số (?:các |những )?(?P<noun>[^\W\d_]+(?: [^\W\d_]+){0,5})[,:]")
_CAUSES: Final = re.compile(r"(?<!\w)nguyên nhân(?:[ :]|chính|chủ yếu|được xác định|ban đầu)*(?=do |đang |chưa )")
_CAUSE: Final = re.compile(r"(?:^|[ ,:;])(?:do|đang|chưa|nguyên nhân khác)(?!\w)[^;.:()]*$")
_SIBLING: Final = re.compile(rf"(?:{beginning(('kế đến', 'tiếp đến', 'kế tiếp', 'tiếp sau'))})(?!\w)")
_BOUND_BEFORE: Final = ("từ ", "dưới ", "đến ", "trên ")
_BOUND_AFTER: Final = re.compile(r" ?(?::|đến |trở lên|trở xuống)")
_NO_PARTS: Final = ("denominator", "from", "to")
_NEAR: Final = 50
_HEAD: Final = 60
_REACH: Final = 5
_BOTH: Final = 2
_CANDIDATES: Final = 14
_LONGEST_LIST: Final = 60


class _Marker:
    """Where what opens a list of parts begins and ends in a sentence, and how: a word (partly, wholly), colon or open
    (a bracket)."""

    def __init__(self, start: int, end: int, kind: str) -> None:
        self.start = start
        self.end = end
        self.kind = kind


def inside(statement: Statement) -> Iterator[Group]:
    """Groups whose marker stands between the total and its parts, the last marker first: inner lists before outer."""
    measures = statement.measures
    if sum(is_quantity(measure) for measure in measures) < 2:
        return
    for marker in sorted(_markers(statement), key=_start, reverse=True):
        before = [m for m in measures if m.at < marker.start][-_LONGEST_LIST:]
        after = [m for m in measures if m.at >= marker.end][:_LONGEST_LIST]
        opening = statement.folded[marker.end : after[0].at]
        if marker.kind in ("open", "colon"):
            listed = _opens_list(statement, marker, before[-1], after[0])
        else:
            listed = ";" not in opening
        if listed:
            totals = _totals(statement, before, marker.start, after[0].path)
            parts = _in_brackets(after) if "(" in opening else _scope(after)
            yield from groups_of(statement, marker.kind, totals, parts)


def _markers(statement: Statement) -> list[_Marker]:
    """What may open a list of parts, between the first measure of a sentence and the last."""
    folded, first, last = statement.folded, statement.measures[0].at, statement.measures[-1].at
    found: list[_Marker] = []
    for sign, kind in _SIGNS:
        at = folded.find(sign, first, last)
        while at >= 0:
            found.append(_Marker(at, at + 1, kind))
            at = folded.find(sign, at + 1, last)
    if any(folded.find(word, first, last) >= 0 for word in _MAY_MARK):
        for match in _MARKER.finditer(folded, first, last):
            if not folded.endswith(_DENIED, 0, match.start()):
                kind = "partly" if match[0].startswith("t") else "wholly"
                found.append(_Marker(match.start(), match.end(), kind))
    return found


def _start(marker: _Marker) -> int:
    return marker.start


def _opens_list(statement: Statement, marker: _Marker, before: Measure, after: Measure) -> bool:
    """Whether a bracket or colon right after a quantity opens a list of its parts."""
    gap = statement.folded[statement.end_of(before) : marker.start]
    if marker.kind == "open":
        return len(gap) < _HEAD and not _STOP.search(gap) and not _MARKED_BRACKET.match(statement.folded, marker.start)
    short = len(gap) < _NEAR and after.at - marker.end < _HEAD
    return short and not _STOP_OR_COMMA.search(gap) and not _MARKED_COLON.search(gap)


def _scope(after: list[Measure]) -> list[Measure]:
    """The quantities at the depth of the first one, until its brackets close, without the parts of one another."""
    path = after[0].path
    parts: list[Measure] = []
    for measure in after:
        if measure.path[: len(path)] != path or (parts and _SIBLING.search(measure.before)):
            break
        listed = measure.path == path and is_quantity(measure) and measure.token.pair_role not in _NO_PARTS
        if listed and not _is_class_bound(measure) and not any(measure.parent is part for part in parts):
            parts.append(measure)
    return parts


def _is_class_bound(measure: Measure) -> bool:
    """`dưới 6 m: 271 chiếc; từ 6 đến dưới 12 m: 912 chiếc`: a bound that names a class is no part."""
    return measure.before.endswith(_BOUND_BEFORE) and _BOUND_AFTER.match(measure.after) is not None


def _in_brackets(after: list[Measure]) -> list[Measure]:
    """`tại viện (18 ca), tại nhà (32 ca)`: the first quantity of each bracket, unless quantities stand between them."""
    outer, depth = after[0].path[:-1], len(after[0].path)
    near = list(takewhile(lambda m: m.path[: depth - 1] == outer, after))
    if between := [measure for measure in near if measure.path == outer and is_quantity(measure)]:
        return _scope(between)
    firsts = {m.path: m for m in reversed(near) if len(m.path) == depth}
    return [m for m in near if m is firsts.get(m.path) and is_quantity(m) and m.before.endswith("(")]


def _totals(statement: Statement, before: list[Measure], at: int, path: tuple[int, ...]) -> list[Measure]:
    """Candidate totals, nearest first, of the clause before the marker."""
    totals: list[Measure] = []
    for measure in reversed(before):
        reached = measure.path == path[: len(measure.path)]
        enclosed = statement.folded[statement.end_of(measure) : at].strip() == ")"
        other_clause = totals and measure.clause != totals[0].clause
        if (reached or enclosed) and not other_clause and not _is_plan(measure) and is_quantity(measure):
            totals.append(measure)
    return totals[:6]


def _is_plan(measure: Measure) -> bool:
    """Whether a measure is the plan of the actual it stands beside, or what that goes beyond."""
    if measure.partner is None:
        return False
    beyond = measure.token.pair_role == "denominator" and measure.partner.token.number > measure.token.number
    return measure.role is Role.PLAN_VALUE or beyond


def headed(statements: list[Statement], index: int) -> list[Group]:
    """A sentence that begins with `Trong đó`, `Cụ thể` or a heading of its own and splits a total named before."""
    statement = statements[index]
    if index == 0 or len(statement.measures) < 2:
        return []
    heading = statement.folded[:_HEADING]
    match = _HEADED.match(statement.folded) if any(word in heading for word in _MAY_HEAD) else None
    after = [m for m in statement.measures if match and m.at >= match.end()][:_LONGEST_LIST]
    if match is None or len(after) < 2:
        return []
    parts = _scope(after)
    earlier = _earlier(statements, index)
    if match["listed"]:
        return _listed(statement, earlier, parts)
    if match["partly"]:
        for total in earlier:
            if len(run := run_of(total, parts, exact=True)) > 1:
                return [Group(total, tuple(run), whole=True)]
    before = statements[index - 1]
    if before.folded.lstrip().startswith("so "):
        return []
    near = [m for m in before.measures if is_quantity(m) and not m.path]
    return groups_of(statement, str(match.lastgroup), near[:6], parts)


def resulting(statements: list[Statement], index: int) -> list[Group]:
    """`Đã giải quyết 22/56 đơn. Kết quả: 4 đơn đúng; 18 đơn sai`: all counts of a sentence make up one before it."""
    statement = statements[index]
    heading = statement.folded[:_HEADING]
    may_sort = index and len(statement.measures) > 1 and any(word in heading for word in _MAY_SORT)
    if not may_sort or not _SORTED.match(statement.folded):
        return []
    parts = _scope(statement.measures[:_LONGEST_LIST])
    before = [m for m in statements[index - 1].measures if is_quantity(m) and not m.path]
    counted = all(part.token.unit_kind in ("count", "bare") for part in parts)
    fitting = (m for m in before if counted and m.token.unit_kind == "count" and adding(m, parts) == len(parts) > 1)
    return [Group(total, tuple(parts), whole=True) for total in fitting][:1]


def opened(statement: Statement) -> list[Group]:
    """`Trong số 376 đơn, có 277 đơn thuộc thẩm quyền; 71 đơn đã chuyển; 28 đơn đã lưu`: the total comes first."""
    total = next((m for m in statement.measures if m.before.endswith(_MAY_OPEN) and _OPENED.search(m.before)), None)
    if total is None or not is_quantity(total):
        return []
    parts = _scope(statement.measures[statement.place_of(total) + 1 :][:_LONGEST_LIST] or [total])
    run = [part for part in parts if part is not total and same_kind(total, part)]
    group = Group(total, tuple(run), whole=True)
    return [group] if len(run) > 1 and (group.adds_up or group.is_slip) else []


def among(statements: list[Statement], index: int) -> list[Group]:
    """`… 143 vụ vi phạm. … Trong số vụ vi phạm, kiểm lâm xử lý 126 vụ; công an 17 vụ`: a total by its name."""
    folded = statements[index].folded
    match = _AMONG.match(folded) if "trong " in folded[:_HEADING] else None
    after = [m for m in statements[index].measures if match and m.at >= match.end()][:_LONGEST_LIST]
    if match is None or len(after) < _BOTH:
        return []
    noun, parts = match["noun"].partition(" ")[0], tuple(_scope(after))
    named = (m for m in _earlier(statements, index) if (m.unit or "").partition(" ")[0] == noun)
    groups = [Group(m, parts, whole=True, certain=False) for m in named if all(same_kind(m, part) for part in parts)]
    told = (group for group in groups if group.adds_up or is_closed_by_a_slip(group.total, parts))
    return [group for group in told if len(parts) > 1][:1]


def caused(statement: Statement) -> list[Group]:
    """`Cháy xảy ra 5 vụ; nguyên nhân do điện 3 vụ, do sơ suất 1 vụ, đang điều tra 1 vụ`: the causes of all."""
    match = _CAUSES.search(statement.folded) if "nguyên nhân" in statement.folded else None
    after = [m for m in statement.measures if match and m.at >= match.end()][:_LONGEST_LIST]
    if match is None or len(after) < _BOTH:
        return []
    parts = [m for m in _scope(after) if m.token.unit_kind == "count" and not m.is_percent]
    before = [m for m in reversed(statement.measures) if m.at < match.start() and is_quantity(m) and not m.path]
    total = next((m for m in before if parts and m.unit == parts[0].unit), None)
    told = all(_CAUSE.search(part.before) and part.unit == parts[0].unit for part in parts)
    return [Group(total, tuple(parts), whole=True, certain=False)] if total and told and len(parts) > 1 else []


def noted(statement: Statement) -> list[Group]:
    """A footnote that splits the figure it stands by: `¹ Trong đó: vốn tỉnh 60 tỷ đồng; vốn huyện 40 tỷ đồng`, or
    whose values make it up with no such words."""
    owner = statement.measures[0].footnote_of if len(statement.measures) > 1 else None
    owner = owner.of if owner and owner.is_percent else owner
    if owner is None or not is_quantity(owner):
        return []
    parts = _scope(statement.measures[:_LONGEST_LIST])
    if match := _NOTED.match(statement.folded):
        return groups_of(statement, str(match.lastgroup), [owner], parts)
    run = run_of(owner, parts, exact=True)
    return [Group(owner, tuple(run), whole=True)] if len(run) > 1 else []


def _earlier(statements: list[Statement], index: int) -> list[Measure]:
    """The quantities of the sentences before, nearest first; hedged ones only of the last, for a headline says them."""
    found: list[Measure] = []
    for before in reversed(statements[max(0, index - _REACH) : index]):
        plain = [m for m in reversed(before.measures) if is_quantity(m) and not m.path and not _is_plan(m)]
        found += [m for m in plain if m.hedge is Hedge.EXACT or before is statements[index - 1]]
    return found[:_CANDIDATES]


def _listed(statement: Statement, earlier: list[Measure], parts: list[Measure]) -> list[Group]:
    """`Nguyên nhân: … 9 vụ, … 7 vụ, khác 2 vụ`: a list under its own heading that makes up a total stated before."""
    for total in earlier:
        run = [part for part in parts if same_kind(total, part)]
        group = Group(total, tuple(run), whole=True)
        slip = len(run) > 2 and group.is_slip and leaves_rest(statement, run[-1])
        if len(run) > 2 and (adding(total, run) == len(run) or slip):
            return [group]
    return []
