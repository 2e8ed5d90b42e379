"""Pairs over one denominator that leave nothing of it out: `18/93 đơn đã giải quyết; 37/93 đơn …; 38/93 đơn …`."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from tonghop.core.figure import Role
from tonghop.reading.relations.groups import Group
from tonghop.reading.relations.slips import is_closed_by_a_slip
from tonghop.reading.relations.units import same_kind
from tonghop.reading.statements import Measure, Statement

_NOT: Final = re.compile(r"[^,;.()]{0,40}?(?<!\w)(?:không|chưa) (?P<said>[^\W\d_]+ [^\W\d_]+)")
_SEVERAL: Final = 3
_TELLING: Final = 50
_BOTH: Final = 2
_DIGITS: Final = 2
_REACH: Final = 6


def shared(statements: Sequence[Statement], index: int) -> Iterator[Group]:
    """The pairs of a sentence as parts of what they are all of: where they add up, or the words or a slip tell so."""
    pairs: dict[object, list[Measure]] = {}
    for measure in statements[index].measures:
        if measure.role is Role.FRACTION and measure.partner and measure.token.pair_role == "numerator":
            pairs.setdefault((measure.partner.token.number, measure.path), []).append(measure)
    for listed in pairs.values():
        parts = [part for part in listed if part.partner and _is_alike(listed[0], part.partner)]
        if len(parts) > 1 and (found := _group(statements, index, parts)):
            yield found


def _group(statements: Sequence[Statement], index: int, parts: list[Measure]) -> Group | None:
    whole = parts[0].partner
    assert whole
    opposed = len(parts) == _BOTH and _are_opposed(*parts)
    group = Group(_stated_before(statements, index, whole), tuple(parts), whole=True, certain=opposed)
    if group.adds_up:
        return group if opposed or len(parts) >= _SEVERAL or whole.token.number >= _TELLING else None
    slip = len(parts) >= _SEVERAL and group.is_near and is_closed_by_a_slip(whole, parts, telling=_DIGITS)
    return group if opposed or slip else None


def _is_alike(first: Measure, whole: Measure) -> bool:
    return first.partner is not None and (whole.unit is None or same_kind(first.partner, whole))


def _are_opposed(first: Measure, second: Measure) -> bool:
    """Whether one pair has what the other has not: `4/7 khoản đạt dự toán …, 3/7 khoản không đạt dự toán`."""
    told = [pair.partner.after if pair.partner else "" for pair in (first, second)]
    for denied, said in (told, reversed(told)):
        match = _NOT.match(denied)
        if match and match["said"] in said.split(",")[0] and not _NOT.match(said):
            return True
    return False


def _stated_before(statements: Sequence[Statement], index: int, whole: Measure) -> Measure:
    """The same number where it stands alone before the pairs, else the denominator of the first."""
    own = statements[index]
    earlier = [m for statement in statements[max(0, index - _REACH) : index] for m in statement.measures]
    before = [*earlier, *(m for m in own.measures if m.at < whole.at)]
    alone = (m for m in reversed(before) if m.partner is None and m.token.number == whole.token.number)
    return next((m for m in alone if same_kind(m, whole)), whole)
