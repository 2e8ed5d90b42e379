"""Which measure a percentage or difference speaks of."""

import re
from typing import Final

from tonghop.catalog.cues import cues
from tonghop.core.figure import Role
from tonghop.reading.lexicon import alternatives, beginning
from tonghop.reading.roles.phrases import CHANGES, RATE_OF_SAME, lead
from tonghop.reading.roles.within import meant
from tonghop.reading.statements import Measure, Statement, in_same_period

_EMPTY: Final = re.compile(rf"(?:{beginning(cues().comparison['empty'])})(?!\w)|[\d.,%*\-]+")
_CHANGE: Final = rf"(?:{alternatives((*cues().verbs['up'], *cues().verbs['down']))})(?!\w)"
_COMPARING: Final = (
    rf"[^,;.%]{{0,40}}so (?:sánh )?(?:với )?(?:{alternatives(cues().comparison['prior'])})(?!\w)"
    rf"[^;:,()]{{0,36}}?(?::|,? (?:[^\W\d_]+ ){{0,3}}?(?={_CHANGE}))"
)
_OPENING_SCOPE: Final = re.compile(_COMPARING)
_SCOPE: Final = re.compile(rf"[.;,](?!\d) ?{_COMPARING}")
_BOUNDARY: Final = re.compile(r"[,;.:()]|(?<!\w)và(?!\w)")
_SENTENCE_END: Final = re.compile(r"[.;](?!\d)")
_OPENS: Final = re.compile(r"[\s\-+*]*so (?:sánh )?(?:với )?")
_BRACKETED: Final = re.compile(r"\([^()]*\)")
_SHARED_BY: Final = re.compile(r"^ ?(?:/|,? ?(?:cho|với|của)) ?$")
_NAMED_AFTER: Final = re.compile(r" (?:về )?số ([^\W\d_]+)")
_MEASURED_BY: Final = re.compile(
    r" về (?:(?:khối |sản |số )?lượng|((?:trị )?giá(?: trị)?|kim ngạch|(?:số )?tiền|(?:số )?vốn))(?!\w)"
)
_NAMES: Final = re.compile(rf" ?(?!so |về )(?:[^\W\d_]+ ){{2,}}?{_CHANGE}")
_OWN_SUBJECT: Final = 3
_FARTHEST: Final = 40
_FEW: Final = 4
_LEAD: Final = 44
_NEAR_BEFORE: Final = 44
_NEAR_AFTER: Final = 34


def qualified(statement: Statement, index: int) -> Measure | None:
    """The measure that a percentage or difference speaks of: the nearest before it in reach that can carry it.

    None of those outside its bracket for the change of what the bracket names: `8/11 nhóm tăng (giáo dục tăng 1,4%)`.
    """
    measure = statement.measures[index]
    if in_same_period(statement, measure):
        return None
    previous = statement.measures[index - 1] if index else None
    differs = previous is not None and measure.is_percent and previous.role is Role.DELTA
    if previous and differs and RATE_OF_SAME.match(statement.between(previous, measure)):
        return previous.of
    scope, own = _scope(statement, measure), lead(measure)
    words = [] if measure.role is Role.SHARE or (scope and "so " in own) else _EMPTY.sub(" ", own).split()
    if len(words) >= _OWN_SUBJECT:
        return None
    if scope and not _told_within(statement, index, scope):
        return _before_scope(statement, index, scope)
    by = _MEASURED_BY.match(measure.after) if measure.role in CHANGES else None
    names = measure.role in CHANGES and not scope and bool(words) and bool(_NAMES.match(own))
    named_after = _NAMED_AFTER.match(measure.after) if measure.role in CHANGES and not by else None
    for place in range(index - 1, max(0, index - _FARTHEST) - 1, -1):
        candidate = statement.measures[place]
        if candidate.path != measure.path[: len(candidate.path)]:
            continue
        if names and len(candidate.path) < len(measure.path):
            return None
        if candidate.clause < measure.clause and _clause_has_subject(statement, measure):
            return None
        if candidate.clause < measure.clause - 1 and measure.role is not Role.SHARE:
            return None
        if named_after and not (candidate.unit or "-").startswith(named_after[1]):
            continue
        if by and (candidate.token.unit_kind == "money") is (by[1] is None):
            continue
        if _carries(candidate, measure) and not (measure.is_percent and _told_with_money(statement, place)):
            found = _better(statement, place, measure)
            denominator = found.token.pair_role == "denominator" and found.role is not Role.RANK
            return found.partner if denominator else meant(statement, found, index)
    return None


def _better(statement: Statement, place: int, measure: Measure) -> Measure:
    """`5 người chết, 7 người bị thương, giảm 2 người chết`: the count a difference names, of those that carry it."""
    nearest = statement.measures[place]
    if measure.role is not Role.DELTA or measure.token.unit_kind != "count" or measure.unit == nearest.unit:
        return nearest
    named = content_words(measure.unit or "") - content_words(nearest.unit or "")
    near = reversed(statement.measures[max(0, place - _FEW) : place + 1])
    rivals = [m for m in near if m.clause == nearest.clause and m.path == nearest.path and _carries(m, measure)]
    return max(rivals, key=lambda m: len(named & described(m)), default=nearest)


def _told_with_money(statement: Statement, place: int) -> bool:
    """`dư nợ 2.799 triệu đồng/96 hộ vay/12 tổ, tăng 6,6%`: whoever the money went to takes no percentage from it."""
    candidate, before = statement.measures[place], statement.measures[place - 1]
    if place == 0 or candidate.token.unit_kind != "count" or not _SHARED_BY.match(candidate.before):
        return False
    return before.token.unit_kind == "money" or _told_with_money(statement, place - 1)


def _clause_has_subject(statement: Statement, measure: Measure) -> bool:
    """Whether the words from the last semicolon on, brackets left out, name what the measure is of.

    Few words of a share do so where none of them was said before (`…; tỷ lệ thất nghiệp là 4%`).
    """
    start = statement.folded.rfind(";", 0, measure.at) + 1
    clause = statement.folded[start : measure.at]
    if clause.lstrip().startswith("so "):
        return False
    own = _EMPTY.sub(" ", _BRACKETED.sub(" ", clause)).split()
    if measure.role is Role.SHARE and own and content_words(statement.folded[:start]).isdisjoint(own):
        return True
    return len(own) >= (1 if measure.role in CHANGES else _OWN_SUBJECT)


def _scope(statement: Statement, measure: Measure) -> int | None:
    """Where `so với cùng kỳ` opens the list of differences that the measure belongs to, at least 1."""
    first = statement.folded.find("so ", 0, measure.at)
    if first < 0:
        return None
    opening = _OPENING_SCOPE.match(statement.folded, 0, measure.at) if first <= _LEAD else None
    start = opening.end() if opening else max(0, first - _LEAD)
    last = opening
    for match in _SCOPE.finditer(statement.folded, start, measure.at):
        last = match
    if last is None or _SENTENCE_END.search(statement.folded, last.end(), measure.at):
        return None
    return max(1, last.start())


def _told_within(statement: Statement, index: int, scope: int) -> bool:
    """`Tăng so với cùng kỳ: thu thuế đạt 12 tỷ đồng, tăng 5%; …`: whether the list tells what its changes are of.

    `So với cùng kỳ, giảm cả 3 tiêu chí: giảm 12 vụ (9,68%), …` does not: the three are the changes themselves.
    """
    measure = statement.measures[index]
    clause = [m for m in statement.measures[:index] if m.at > scope and (m.clause, m.path) == (measure.clause, ())]
    told = (m for m in clause if not m.before.endswith("cả ") and not in_same_period(statement, m))
    return any(_carries(m, measure) for m in told)


def _before_scope(statement: Statement, index: int, scope: int) -> Measure | None:
    """`… 23 vụ, chết 14 người. So với cùng kỳ: tăng 03 vụ (+15%), giảm 02 người chết`: what each difference is of."""
    measure = statement.measures[index]
    previous = statement.measures[index - 1] if index else None
    if measure.is_percent and previous and previous.role is Role.DELTA and previous.at > scope:
        return previous.of
    earlier = [m for m in statement.measures[:index] if m.at < scope]
    before = statement.previous or (statement.above if _OPENS.match(statement.folded) else None)
    if not earlier and before:
        earlier = before.measures
    wanted = described(measure)

    def likeness(candidate: Measure) -> tuple[bool, int]:
        return candidate.unit == measure.unit, len(wanted & described(candidate))

    best = max((m for m in earlier if _carries(m, measure)), key=likeness, default=None)
    return best if best and (not measure.is_percent or likeness(best)[1]) else None


def described(measure: Measure) -> set[str]:
    """The words that tell what a measure counts: its unit and the words about it, up to its neighbours."""
    before = _BOUNDARY.split(measure.before[-_NEAR_BEFORE:])[-1]
    after = _BOUNDARY.split(measure.after[:_NEAR_AFTER], maxsplit=1)[0]
    return content_words(f"{before[-40:]} {measure.unit} {after[:30]}")


def content_words(folded: str) -> set[str]:
    """The words of a stretch of text that bring a subject."""
    return set(_EMPTY.sub(" ", folded).split()) - {"số"}


def _carries(candidate: Measure, measure: Measure) -> bool:
    """Whether `measure` can be a percentage or difference of `candidate`."""
    if measure.role is Role.DELTA and not measure.is_percent:
        if measure.unit in ("điểm", "điểm %"):
            return candidate.role is Role.SCORE or candidate.is_percent
        plain = not candidate.is_percent and candidate.role is not Role.DELTA
        return plain and candidate.token.unit_kind == measure.token.unit_kind and _alike(candidate, measure)
    if candidate.is_percent:
        rated = candidate.role in (Role.SHARE, Role.SCORE)
        return rated and measure.role not in (Role.SHARE, Role.PERCENT_OF_PLAN)
    planned = candidate.role is Role.PLAN_VALUE and candidate.partner is None
    return not planned and candidate.role not in (Role.DELTA, Role.RATE, Role.RANK)


def _alike(first: Measure, second: Measure) -> bool:
    """Whether two counts are of things with a word in common."""
    if first.token.unit_kind != "count" or not first.unit or not second.unit:
        return True
    return bool(set(first.unit.split()) & set(second.unit.split()))
