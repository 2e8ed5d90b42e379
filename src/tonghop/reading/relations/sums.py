"""Totals and their parts: `trong đó`, `gồm`, colons, parentheses, bullets; and what is left over (`còn lại`)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from tonghop.core.figure import Role
from tonghop.core.relation import Certainty, Difference, Statement as Stated, Sum
from tonghop.reading.bounds import bounds
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement, with_unit

_MARKER = re.compile(r"(?<!\w)(?:(?P<partly>trong đó|trong số đó|trong số này)|(?P<wholly>bao gồm|gồm|chia ra|chia theo|phân loại))(?! cả)(?: có)?(?!\w)|(?P<colon>:)|(?P<open>\()")
_REST = re.compile(r"khác|còn lại")
_LEFT = re.compile(r"(?:còn lại|còn tồn|còn|tồn|chưa giải quyết|đang giải quyết)(?: là| có| đang| đang giải quyết| chưa giải quyết| khoảng)?[ :]*$")
_WITHOUT = re.compile(r"^ (?:không|chưa)(?!\w)")
_BULLET = re.compile(r"^\s*([-+•*]|\(?\d{1,2}[.)]|[a-zđ][.)])\s*")


@dataclass(frozen=True, slots=True)
class Group:
    """A total and its parts in one unit. `whole` tells that the words make the list complete."""

    total: Measure
    parts: tuple[Measure, ...]
    whole: bool
    certain: bool = True

    @property
    def adds_up(self) -> bool:
        """Whether the printed parts can add up to the printed total."""
        return adds_up(self.total, self.parts)


def span(measure: Measure) -> tuple[Decimal, Decimal]:
    """The interval of true values of a measure, 0 and infinity where it is open."""
    low, high = bounds(measure)
    return (Decimal(0) if low is None else low), (Decimal("Infinity") if high is None else high)


def adds_up(total: Measure, parts: tuple[Measure, ...]) -> bool:
    """Whether some true values inside the printed intervals add up."""
    low, high = span(total)
    spans = [span(part) for part in parts]
    return sum(span[0] for span in spans) <= high and sum(span[1] for span in spans) >= low


def find(statements: list[Statement]) -> list[Group]:
    """All groups of the text; the parts get their total as parent, bare parts its unit."""
    groups: list[Group] = []
    for index, statement in enumerate(statements):
        groups += _of_statement(statement)
        groups += _of_bullets(statements, index)
    for group in groups:
        for part in group.parts:
            part.parent = part.parent or group.total
            if part.token.unit_kind == "bare" and group.total.unit:
                with_unit(part, group.total.unit, group.total.token.unit_kind)
                part.role = Role.COUNT if part.role is Role.AMOUNT else part.role
    return groups


def _of_statement(statement: Statement) -> Iterator[Group]:
    taken: set[int] = set()
    for match in _MARKER.finditer(statement.folded):
        before = [m for m in statement.measures if m.at < match.start()]
        after = [m for m in statement.measures if m.at >= match.end()]
        if not before or not after or (match["open"] and not _opens_list(statement, match, before)):
            continue
        path = after[0].path
        kind = "open" if match["open"] else match.lastgroup or ""
        if match["colon"] and not _is_list_colon(statement, match, before, after):
            continue
        parts = _scope(statement, match, after, path)
        if not parts or id(parts[0]) in taken:
            continue
        found = list(_groups(statement, kind, _totals(statement, before, match.start(), path), parts))
        if found:
            taken.update(id(part) for group in found for part in group.parts)
        yield from found


def _opens_list(statement: Statement, match: re.Match[str], before: list[Measure]) -> bool:
    gap = statement.folded[statement.end_of(before[-1]) : match.start()]
    marked = re.match(r"\(\*? ?(?:trong đó|gồm|bao gồm)", statement.folded[match.start() :])
    return not marked and len(gap) < 60 and not re.search(r"[.;]", gap)


def _is_list_colon(statement: Statement, match: re.Match[str], before: list[Measure], after: list[Measure]) -> bool:
    gap = statement.folded[statement.end_of(before[-1]) : match.start()]
    head = statement.folded[match.end() : after[0].at]
    return not re.search(r"[.;,]", gap) and len(gap) < 50 and not re.search(r"(?:trong đó|gồm) ?$", gap) and len(head) < 60


def _scope(statement: Statement, match: re.Match[str], after: list[Measure], path: tuple[int, ...]) -> list[Measure]:
    parts = []
    for measure in after:
        if measure.path[: len(path)] != path:
            break
        if measure.path == path and is_quantity(measure) and measure.token.pair_role != "denominator":
            parts.append(measure)
    return parts


def _totals(statement: Statement, before: list[Measure], at: int, path: tuple[int, ...]) -> list[Measure]:
    """Candidate totals, nearest first, of the clause before the marker."""
    totals: list[Measure] = []
    for measure in reversed(before):
        if measure.path != path[: len(measure.path)] or (totals and measure.clause != totals[0].clause):
            continue
        if is_quantity(measure) and not (measure.role is Role.PLAN_VALUE and measure.partner):
            totals.append(measure)
    del statement, at
    return totals[:6]


def _groups(statement: Statement, kind: str, totals: list[Measure], parts: list[Measure]) -> Iterator[Group]:
    used: set[int] = set()
    drafts: list[Group] = []
    for total in totals:
        own = [part for part in parts if id(part) not in used and same_kind(total, part)]
        if not own or (kind == "open" and len(own) < 2):
            continue
        chosen = _choose(statement, total, own)
        used.update(id(part) for part in own)
        rest = any(_REST.search(_words(statement, part)) for part in chosen)
        drafts.append(Group(total, tuple(chosen), kind in ("wholly", "colon") or rest))
    agreed = any(len(draft.parts) > 1 and draft.adds_up for draft in drafts)
    for draft in drafts:
        group = Group(draft.total, draft.parts, draft.whole or agreed or (len(draft.parts) > 1 and draft.adds_up))
        if kind in ("open", "colon") and not (group.adds_up or (group.whole and kind == "colon" and _near(group))):
            continue
        yield group


def _near(group: Group) -> bool:
    total = group.total.token.number
    return abs(sum(part.token.number for part in group.parts) - total) <= total * Decimal("0.15")


def _choose(statement: Statement, total: Measure, parts: list[Measure]) -> list[Measure]:
    """The run of parts that adds up where one does, else the parts up to the first break of the list."""
    for length in range(len(parts), 1, -1):
        if adds_up(total, tuple(parts[:length])):
            return parts[:length]
    first = [part for part in parts if part.clause == parts[0].clause]
    return first if len(first) > 1 else parts


def _words(statement: Statement, measure: Measure) -> str:
    return measure.before[-40:] + statement.folded[measure.at : statement.end_of(measure)] + re.split(r"[,;.():]", measure.after[:40])[0]


def _of_bullets(statements: list[Statement], index: int) -> Iterator[Group]:
    """`… 500 tỷ đồng, trong đó:` with one part on each bullet that follows."""
    head = statements[index]
    if not head.folded.rstrip(" *").endswith(":") or not head.measures:
        return
    mark = None
    first_parts: list[Measure] = []
    for statement in statements[index + 1 : index + 25]:
        bullet = _BULLET.match(statement.folded)
        if bullet is None or (mark is not None and bullet[1][:1] != mark):
            break
        mark = bullet[1][:1] if not bullet[1].strip("(")[:1].isdigit() else mark
        quantity = next((m for m in statement.measures if is_quantity(m) and not m.path), None)
        if quantity:
            first_parts.append(quantity)
    marked = re.search(r"(trong đó|gồm|chia ra|cụ thể)[^.:]{0,12}:\W*$", head.folded)
    if len(first_parts) < 2 or not marked:
        return
    kind = "partly" if marked[1] in ("trong đó", "cụ thể") else "wholly"
    yield from _groups(head, kind, [m for m in reversed(head.measures) if is_quantity(m)][:3], first_parts)


def relations(statements: list[Statement], groups: list[Group]) -> Iterator[tuple[Stated, Certainty, str]]:
    """Sums of the groups, and differences for what is left over."""
    for group in groups:
        yield from _sum(group)
    for statement in statements:
        yield from _left_over(statement, groups)


def _sum(group: Group) -> Iterator[tuple[Stated, Certainty, str]]:
    ids = tuple(part.id for part in group.parts)
    if len(ids) == 1:
        if not group.whole:
            yield Difference(group.total.id, ids[0]), Certainty.DEFINITE, "trong đó"
        return
    if group.whole:
        yield Sum(group.total.id, ids), Certainty.DEFINITE, "gồm"
    elif sum(part.token.number for part in group.parts) <= group.total.token.number:
        yield Sum(group.total.id, ids, at_most=True), Certainty.PRESUMED, "trong đó"


def _left_over(statement: Statement, groups: list[Group]) -> Iterator[tuple[Stated, Certainty, str]]:
    measures = [m for m in statement.measures if is_quantity(m)]
    parts = {id(part): group for group in groups for part in group.parts if len(group.parts) > 1}
    for index, measure in enumerate(measures):
        left, without = _LEFT.search(measure.before[-40:]), _WITHOUT.match(measure.after)
        if not (left or without) or (id(measure) in parts and parts[id(measure)].whole):
            continue
        earlier = [m for m in measures[:index] if same_kind(m, measure) or same_kind(measure, m)]
        pair = next((m for m in reversed(earlier) if m.token.pair_role == "denominator" and m.partner), None)
        if pair and pair.partner:
            yield Difference(pair.id, pair.partner.id, measure.id), Certainty.DEFINITE, "còn lại"
        elif left and len(earlier) >= 2:
            yield from _remainder(earlier, measure)


def _remainder(earlier: list[Measure], measure: Measure) -> Iterator[tuple[Stated, Certainty, str]]:
    for whole in earlier:
        for part in earlier:
            if whole is not part and adds_up(whole, (part, measure)):
                yield Difference(whole.id, part.id, measure.id), Certainty.DEFINITE, "còn lại"
                return
    if len(earlier) == 2 and earlier[0].token.number > earlier[1].token.number and measure.token.number < earlier[0].token.number:
        yield Difference(earlier[0].id, earlier[1].id, measure.id), Certainty.PRESUMED, "còn lại"
