"""Which measures are parts of which total: `trong đó`, `gồm`, colons, parentheses, bullets, partitions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from tonghop.catalog.cues import cues
from tonghop.core.figure import Role
from tonghop.reading.bounds import bounds
from tonghop.reading.lexicon import alternatives
from tonghop.reading.numerals import last_nonzero_step
from tonghop.reading.relations.units import is_quantity, same_kind
from tonghop.reading.statements import Measure, Statement, with_unit

_MARKER = re.compile(
    r"(?<!\w)(?<!chưa )(?<!không )(?<!bao )(?:(?P<partly>trong đó|trong số đó|trong số này)|(?P<wholly>bao gồm|gồm|chia ra|chia theo|phân loại|cơ cấu))(?! cả)(?: có)?(?!\w)|(?P<colon>:)|(?P<open>\()"
)
_HEADED = re.compile(
    r"^[\s\-+•*]*(?:(?P<partly>trong đó|cụ thể)|(?P<wholly>bao gồm|gồm|chia ra|phân loại|chia theo)|(?P<listed>[^:.;,()\d]{3,50}))\s*[:,]?\s*(?=[^:]*$|[^:]*\d)"
)
_REST = re.compile(r"(?<!\w)(?:khác|còn lại)(?!\w)")
_REACH = 5


@dataclass(frozen=True, slots=True)
class Group:
    """A total and its parts. `whole` tells that the parts leave nothing out; `certain` that the words say so."""

    total: Measure
    parts: tuple[Measure, ...]
    whole: bool
    certain: bool = True

    @property
    def adds_up(self) -> bool:
        """Whether some true values inside the printed intervals add up."""
        return adds_up(self.total, self.parts)


def span(measure: Measure) -> tuple[Decimal, Decimal]:
    """The interval of true values of a measure; `trên` and `gần` reach one unit of the last non-zero digit."""
    low, high = bounds(measure)
    value = measure.token.number
    reach = last_nonzero_step(value) if value else Decimal(0)
    return (value - reach if low is None else low), (value + reach if high is None else high)


def adds_up(total: Measure, parts: tuple[Measure, ...]) -> bool:
    """Whether some true values of the parts make one of the total."""
    low, high = span(total)
    spans = [span(part) for part in parts]
    return sum(part[0] for part in spans) <= high and sum(part[1] for part in spans) >= low


def adopt(group: Group) -> None:
    """Give the parts their total as parent, and its unit where they have none of their own."""
    for part in group.parts:
        part.parent = group.total
        visits = (group.total.unit or "").startswith("lượt ") and (group.total.unit or "").endswith(part.unit or "-")
        if (part.token.unit_kind == "bare" or visits) and group.total.unit:
            with_unit(part, group.total.unit, group.total.token.unit_kind)
            part.role = Role.COUNT if part.role is Role.AMOUNT else part.role


def inside(statement: Statement) -> Iterator[Group]:
    """Groups whose marker stands between the total and its parts."""
    for match in _MARKER.finditer(statement.folded):
        before = [m for m in statement.measures if m.at < match.start()]
        after = [m for m in statement.measures if m.at >= match.end()]
        if not before or not after:
            continue
        kind = str(match.lastgroup)
        if (kind == "open" and not _opens_list(statement, match, before)) or (
            kind == "colon" and not _is_list_colon(statement, match, before, after)
        ):
            continue
        parts = _scope(after, after[0].path)
        yield from groups_of(statement, kind, _totals(statement, before, match.start(), after[0].path), parts)


def _opens_list(statement: Statement, match: re.Match[str], before: list[Measure]) -> bool:
    gap = statement.folded[statement.end_of(before[-1]) : match.start()]
    marked = re.match(r"\(\*? ?(?:trong đó|gồm|bao gồm)", statement.folded[match.start() :])
    return not marked and len(gap) < 60 and not re.search(r"[.;]", gap)


def _is_list_colon(statement: Statement, match: re.Match[str], before: list[Measure], after: list[Measure]) -> bool:
    gap = statement.folded[statement.end_of(before[-1]) : match.start()]
    head = statement.folded[match.end() : after[0].at]
    return (
        not re.search(r"[.;,]", gap)
        and len(gap) < 50
        and not re.search(r"(?:trong đó|gồm|phân loại) ?$", gap)
        and len(head) < 60
    )


def _scope(after: list[Measure], path: tuple[int, ...]) -> list[Measure]:
    """The quantities at the depth of the first one, until its parentheses close."""
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
        enclosed = statement.folded[statement.end_of(measure) : at].strip() == ")"
        if (measure.path != path[: len(measure.path)] and not enclosed) or (
            totals and measure.clause != totals[0].clause
        ):
            continue
        if is_quantity(measure) and not (measure.role is Role.PLAN_VALUE and measure.partner):
            totals.append(measure)
    return totals[:6]


def groups_of(statement: Statement, kind: str, totals: list[Measure], parts: list[Measure]) -> Iterator[Group]:
    """Groups of the parts by unit. A total that the printed parts add up to is preferred to a nearer one."""
    left = list(parts)
    drafts: list[Group] = []
    for exact in (True, False):
        for total in totals:
            run = _run(total, left, exact, statement)
            if len(run) > (1 if kind == "open" or exact else 0):
                drafts.append(_draft(statement, kind, total, run, left))
                left = [part for part in left if part not in run and not same_kind(total, part)]
    agreed = any(len(draft.parts) > 1 and draft.adds_up for draft in drafts)
    for draft in drafts:
        parallel = (
            agreed
            and len(draft.parts) > 1
            and any(len(draft.parts) == len(other.parts) for other in drafts if other is not draft and other.adds_up)
        )
        group = Group(
            draft.total, draft.parts, draft.whole or parallel or (len(draft.parts) > 1 and draft.adds_up), draft.certain
        )
        if kind in ("open", "colon") and not group.adds_up and not (group.whole and _near(group)):
            continue
        yield group


def _run(total: Measure, parts: list[Measure], exact: bool, statement: Statement) -> list[Measure]:
    """The parts of the total: the longest run that adds up, or with `exact=False` those of its kind in the first clause."""
    own = [part for part in parts if same_kind(total, part)]
    if exact:
        counted = (
            [part for part in parts if part.token.unit_kind in ("count", "bare")]
            if total.token.unit_kind == "count"
            else []
        )
        for run in (own, counted):
            for length in range(len(run), 1, -1):
                if adds_up(total, tuple(run[:length])) and total.token.number > 0:
                    return run[:length]
        return []
    del statement
    first = [part for part in parts if part.clause == parts[0].clause] if parts else []
    return [part for part in own if part in first] if len(first) > 1 else own


def _draft(statement: Statement, kind: str, total: Measure, run: list[Measure], listed: list[Measure]) -> Group:
    rest = any(_REST.search(_label(statement, part)) for part in run)
    mixed = any(part.token.unit_kind == "count" and part not in run and part.clause == run[0].clause for part in listed)
    named = kind in ("open", "colon") and len(run) >= 2
    slip = kind == "partly" and len(run) > 2 and almost(Group(total, tuple(run), False))
    return Group(
        total,
        tuple(run),
        (kind == "wholly" and not mixed) or rest or named or slip,
        kind == "wholly" or rest or (named and len(run) > 2),
    )


def _near(group: Group) -> bool:
    """Whether parts miss the total by so little that the list is plainly meant to be complete."""
    total = group.total.token.number
    share = Decimal("0.15") if len(group.parts) > 2 else Decimal("0.05")
    return abs(sum(part.token.number for part in group.parts) - total) <= total * share


def almost(group: Group) -> bool:
    """Whether parts miss the total by a slip only."""
    total = group.total.token.number
    return 0 < abs(sum(part.token.number for part in group.parts) - total) <= total * Decimal("0.03")


def _label(statement: Statement, measure: Measure) -> str:
    """The words around a part that name it."""
    return (
        measure.before[-40:]
        + statement.folded[measure.at : statement.end_of(measure)]
        + re.split(r"[,;.():]", measure.after[:40])[0]
    )


def headed(statements: list[Statement], index: int) -> Iterator[Group]:
    """A sentence that begins with `Trong đó`, `Cụ thể` or a heading of its own and splits a total named before."""
    statement = statements[index]
    match = _HEADED.match(statement.folded)
    if match is None or not statement.measures or statement.folded[match.end() - 1 : match.end()] == "":
        return
    after = [m for m in statement.measures if m.at >= match.end()]
    if len(after) < 2:
        return
    parts = _scope(after, after[0].path)
    earlier = [
        m
        for before in reversed(statements[max(0, index - _REACH) : index])
        for m in reversed(before.measures)
        if is_quantity(m) and not m.path
    ]
    if match["listed"]:
        if ":" not in match[0] or len(parts) < 3:
            return
        alike = [(total, [part for part in parts if same_kind(total, part)]) for total in earlier[:14]]
        for total, run in alike:
            if len(run) > 2 and (
                adds_up(total, tuple(run))
                or (_REST.search(_label(statement, run[-1])) and almost(Group(total, tuple(run), True)))
            ):
                yield Group(total, tuple(run), True)
                return
        return
    for total in earlier[:14]:
        if len(run := _run(total, parts, True, statement)) > 1 and match["partly"]:
            yield Group(total, tuple(run), True)
            return
    near = [m for m in statements[index - 1].measures if m in earlier] if index else []
    if not statements[index - 1].folded.lstrip().startswith("so "):
        yield from groups_of(statement, str(match.lastgroup), near[:6], parts)


@cache
def _partition_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\w)({alternatives(words)})(?: là| có| được| cho)?[ :]*$")
        for words in cues().partitions.values()
    )


def partitioned(statement: Statement) -> Iterator[Group]:
    """`11.243 hồ sơ; trong hạn 11.029 hồ sơ, quá hạn 241 hồ sơ`: labels that split a total without any marker."""
    for pattern in _partition_patterns():
        run: list[Measure] = []
        seen: set[str] = set()
        for measure in [m for m in statement.measures if is_quantity(m)]:
            match = pattern.search(measure.before[-40:])
            if match and match[1] not in seen and (not run or measure.path == run[0].path):
                run.append(measure)
                seen.add(match[1])
            elif run and measure.path == run[0].path and same_kind(run[0], measure):
                yield from _split(statement, run)
                run, seen = [], set()
        yield from _split(statement, run)


def _split(statement: Statement, run: list[Measure]) -> Iterator[Group]:
    """The total that a run of labelled parts splits: the nearest before it, or one of the two sentences before."""
    if len(run) < 2:
        return
    within = [m for m in reversed(statement.measures) if m.at < run[0].at and is_quantity(m)]
    for total in within[:4]:
        if _can_split(total, run) and _near(Group(total, tuple(run), True)):
            yield Group(total, tuple(run), True)
            return
    previous = statement.previous
    for _ in range(2):
        for total in previous.measures if previous and len(run) > 2 else ():
            if is_quantity(total) and _can_split(total, run) and adds_up(total, tuple(run)):
                yield Group(total, tuple(run), True)
                return
        previous = previous.previous if previous else None


def _can_split(total: Measure, run: list[Measure]) -> bool:
    return all(same_kind(total, part) for part in run) and total.token.number > max(part.token.number for part in run)
