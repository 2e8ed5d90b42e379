"""A total and its parts as values: intervals, whether they add up, how a list of parts is cut."""

import re
from decimal import Decimal
from typing import Final

from tonghop.core.figure import Role
from tonghop.reading.relations.slips import is_closed_by_a_slip
from tonghop.reading.relations.spans import adding
from tonghop.reading.relations.units import same_kind
from tonghop.reading.statements import Measure, Statement, with_unit

_REST_WORDS: Final = ("khác", "còn lại")
_REST: Final = re.compile(rf"(?<!\w)(?:{'|'.join(_REST_WORDS)})(?!\w)")
_ONE_OF: Final = re.compile(
    r"(?!.*(?:lũy kế|luỹ kế|từ đầu|chuyển sang))[^.;:()]{0,40}(?:trong đó|trong số đó)[^,.;:()\d]{0,24}"
)
_EACH_WORDS: Final = ("cùng", "đều", "mỗi")
_EACH: Final = re.compile(r"(?<!\w)(?:cùng|đều|mỗi [^\W\d_]+)(?: có| là| xảy ra| được)? $")
_LABEL_END: Final = re.compile(r"[,;.():]")
_FEW, _MANY, _SLIP = Decimal("0.05"), Decimal("0.15"), Decimal("0.03")


class Group:
    """A total and its parts. `whole` tells that the parts leave nothing out; `certain` that the words say so."""

    def __init__(self, total: Measure, parts: tuple[Measure, ...], *, whole: bool, certain: bool = True) -> None:
        self.total = total
        self.parts = parts
        self.whole = whole
        self.certain = certain

    @property
    def adds_up(self) -> bool:
        """Whether some true values inside the printed intervals add up."""
        return adding(self.total, list(self.parts)) == len(self.parts)

    @property
    def missed(self) -> Decimal:
        """By how much the printed parts miss the printed total, as a share of the total."""
        total = self.total.token.number
        return abs(sum(part.token.number for part in self.parts) - total) / total if total else Decimal(1)

    @property
    def is_near(self) -> bool:
        """Whether parts miss the total by so little that the list is plainly meant to be complete."""
        return self.missed <= (_MANY if len(self.parts) > 2 else _FEW)

    @property
    def is_slip(self) -> bool:
        """Whether parts miss the total by a slip only."""
        return 0 < self.missed <= _SLIP

    @property
    def is_mistyped(self) -> bool:
        """Whether one digit, or two exchanged, keep the parts from reaching the total."""
        short = sum(part.token.number for part in self.parts) < self.total.token.number
        return short and not self.adds_up and is_closed_by_a_slip(self.total, self.parts)


def run_of(total: Measure, parts: list[Measure], *, exact: bool) -> list[Measure]:
    """The parts of the total: the longest run that adds up, else (`exact=False`) those of its kind in the first clause.

    Things counted under other names (`27 văn bản: 09 nghị quyết, 18 quyết định`) are parts only where they add up.
    """
    own = [part for part in parts if same_kind(total, part)]
    if not exact:
        if len({part.period for part in own}) > 1:
            own = [part for part in own if part.period == total.period] or own
        first = [part for part in parts if part.clause == parts[0].clause] if parts else []
        return [part for part in own if part in first] if len(first) > 1 else own
    if total.token.number <= 0:
        return []
    if length := adding(total, own):
        return own[:length]
    counted = [part for part in parts if part.token.unit_kind in ("count", "bare")]
    return counted[: adding(total, counted)] if total.token.unit_kind in ("count", "bare") else []


def groups_of(statement: Statement, kind: str, totals: list[Measure], parts: list[Measure]) -> list[Group]:
    """Groups of the parts by unit. A total that the printed parts add up to is preferred to a nearer one.

    `kind` is how the list is opened: partly (`trong đó`), wholly (`gồm`), colon or open (a bracket).
    """
    left = list(parts)
    drafts: list[Group] = []
    for exact in (True, False):
        for total in totals:
            run = run_of(total, left, exact=exact)
            if len(run) > (1 if kind == "open" or exact else 0):
                drafts.append(_draft(statement, kind, total, run, left))
                left = [part for part in left if part not in run and not same_kind(total, part)]
    if kind == "wholly" and not drafts:
        drafts += _of_other_names(totals, parts)
    lengths = [len(draft.parts) for draft in drafts if len(draft.parts) > 1 and draft.adds_up]
    groups = [Group(d.total, d.parts, whole=d.whole or len(d.parts) in lengths, certain=d.certain) for d in drafts]
    return [group for group in groups if kind in ("partly", "wholly") or _is_list(group)]


def _of_other_names(totals: list[Measure], parts: list[Measure]) -> list[Group]:
    """`158 văn bản, gồm 46 nghị quyết và 121 quyết định`: things of other names that a slip keeps from adding up."""
    counted = tuple(part for part in parts if part.token.unit_kind in ("count", "bare"))
    drafts = (Group(total, counted, whole=True, certain=False) for total in totals if total.token.unit_kind == "count")
    return [draft for draft in drafts if len(counted) > 1 and is_closed_by_a_slip(draft.total, counted)][:1]


def _draft(statement: Statement, kind: str, total: Measure, run: list[Measure], listed: list[Measure]) -> Group:
    group = Group(total, tuple(run), whole=False)
    rest = any(leaves_rest(statement, part) for part in run)
    named = kind in ("open", "colon") and len(run) > 1
    slip = kind == "partly" and len(run) > 1 and ((len(run) > 2 and group.is_slip) or group.is_mistyped)
    complete = rest or named or slip or (kind == "wholly" and not _is_mixed(run, listed))
    whole = complete and not (_is_of_each(run) and not group.adds_up)
    one = len(run) == 1 and _ONE_OF.fullmatch(statement.between(total, run[0])) is not None
    certain = kind == "wholly" or rest or one or (named and len(run) > 2 and group.is_near)
    return Group(total, tuple(run), whole=whole, certain=certain)


def _is_mixed(run: list[Measure], listed: list[Measure]) -> bool:
    """Whether the list counts other things too in the clause where the run begins."""
    return any(part.token.unit_kind == "count" and part not in run and part.clause == run[0].clause for part in listed)


def _is_of_each(run: list[Measure]) -> bool:
    """Whether the words give all of a number to each, so that it adds up to nothing."""
    return any(
        any(word in part.before for word in _EACH_WORDS) and _EACH.search(part.before) is not None for part in run
    )


def _is_list(group: Group) -> bool:
    """Whether numbers in a bare bracket or after a bare colon are parts: they add up, nearly, or repeat its unit."""
    repeated = len(group.parts) > 2 and all(part.unit == group.total.unit for part in group.parts)
    return group.adds_up or (group.whole and (group.is_near or repeated))


def leaves_rest(statement: Statement, measure: Measure) -> bool:
    """Whether the words around a part make it the rest of the list (`khác`, `còn lại`)."""
    own = statement.folded[measure.at : statement.end_of(measure)]
    around = f"{measure.before[-40:]}{own}{measure.after[:40]}"
    if not any(word in around for word in _REST_WORDS):
        return False
    after = _LABEL_END.split(measure.after[:40], maxsplit=1)[0]
    return bool(_REST.search(f"{measure.before[-40:]}{own}{after}"))


def adopt(group: Group) -> None:
    """Give the parts their total as parent, and its unit where they have none of their own."""
    unit = group.total.unit
    for part in group.parts:
        part.parent = group.total
        visits = unit is not None and unit.startswith("lượt ") and unit.endswith(part.unit or "-")
        if unit and (part.token.unit_kind == "bare" or visits):
            with_unit(part, unit, group.total.token.unit_kind)
            part.role = Role.COUNT if part.role is Role.AMOUNT else part.role
