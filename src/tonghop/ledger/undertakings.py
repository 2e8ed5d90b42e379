"""Changes of units as somebody plans them: tried out as often as wished, and done only as they were last seen."""

from collections.abc import Callable, Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import sha256

from django.db import transaction
from django.db.models import Max

from tonghop.core.span import Span
from tonghop.ledger import access, ask, units
from tonghop.ledger.ask import Comparison
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.handing import open_cases
from tonghop.ledger.models import Account, Entry, Unit
from tonghop.ledger.rights import Action
from tonghop.ledger.units import Author, New, Part, Step, Sum


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What is to be done on a day.

    `touched` are the codes of the units that there are and that it changes or that others come to belong to, `made`
    those whose comparisons change. `steps` are what it adds to the lineage of units.
    """

    day: date
    touched: frozenset[str]
    made: frozenset[str]
    do: Callable[[Author], None]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Trial:
    """What an undertaking would do, as far as the account may see it.

    `sums` are all values of the units concerned and of those above, before and after. `compared` says what the units
    made are then compared with in `span`, the last one before with figures. `work` counts the open cases that go on at
    others from that day on. `mark` stands for all this: once it is
    another, figures or units have changed in the meantime.
    """

    sums: tuple[Sum, ...]
    span: Span | None
    compared: Mapping[str, tuple[Comparison, ...]]
    work: int
    mark: str


class OutOfDate(LedgerError):
    """Figures or units have changed since an undertaking was tried out; nothing was done."""

    def __init__(self) -> None:
        super().__init__("Số liệu hoặc đơn vị đã thay đổi từ lần tính thử. Xem lại kết quả mới rồi xác nhận.")


def merging(predecessors: Sequence[str], into: New | str, day: date, decision: str) -> Undertaking:
    """Several units become one, as `units.merge`."""
    new = [into] if isinstance(into, New) else []
    code = into.code if isinstance(into, New) else into
    parts = [Part(each, code) for each in predecessors if each != code]
    return rearranging(parts, day, new, {}, decision)


def rearranging(
    parts: Sequence[Part], day: date, new: Sequence[New], placed: Mapping[str, str], decision: str
) -> Undertaking:
    """Any units become any others, as `units.reorganise`."""
    fresh = {item.code for item in new}
    old = {code for part in parts for code in (part.predecessor, part.successor)} - fresh
    parents = {item.parent for item in new if item.parent} - fresh
    return Undertaking(
        day,
        frozenset(old | parents),
        frozenset(part.successor for part in parts),
        lambda by: units.reorganise(day, parts, by, new, placed, decision),
        _steps(parts, day, decision),
    )


def sharing(parts: Sequence[Part], day: date) -> Undertaking:
    """The shares of an earlier split are stated anew, as `units.state_shares`."""
    predecessors = {part.predecessor for part in parts}

    def do(by: Author) -> None:
        for code in sorted(predecessors):
            units.state_shares(code, day, [part for part in parts if part.predecessor == code], by)

    made = frozenset(part.successor for part in parts)
    return Undertaking(day, made | predecessors, made, do, _steps(parts, day, ""))


def _steps(parts: Sequence[Part], day: date, decision: str) -> tuple[Step, ...]:
    return tuple(
        Step(
            part.predecessor,
            part.successor,
            day,
            None if part.share is None else Fraction(part.share),
            part.method,
            decision,
        )
        for part in parts
    )


def moving(codes: Sequence[str], parent: str, day: date, decision: str) -> Undertaking:
    """Units come to belong to another one, as `units.move`."""

    def do(by: Author) -> None:
        for code in codes:
            units.move(code, parent, day, by, decision)

    return Undertaking(day, frozenset({*codes, parent}), frozenset(), do)


def renaming(code: str, name: str, day: date, decision: str) -> Undertaking:
    """A unit gets another name, as `units.rename`."""
    return Undertaking(day, frozenset({code}), frozenset(), lambda by: units.rename(code, name, day, by, decision))


def founding(new: New, day: date, decision: str) -> Undertaking:
    """A unit comes about, as `units.create`."""
    above = frozenset({new.parent} if new.parent else ())
    return Undertaking(day, above, frozenset(), lambda by: units.create([new], by, decision))


def closing(code: str, day: date, decision: str) -> Undertaking:
    """A unit ends, as `units.close`."""
    return Undertaking(day, frozenset({code}), frozenset(), lambda by: units.close(code, day, by, decision))


def try_out(account: Account, undertaking: Undertaking, reason: str = "") -> Trial:
    """What the undertaking would do; nothing remains of it.

    Raises Forbidden, UnknownUnit, UnitError and whatever else the ledger has against it.
    """
    _insist_permitted(account, undertaking.touched)
    return _tried(account, undertaking, Author(account, reason))


@transaction.atomic
def carry_out(account: Account, undertaking: Undertaking, reason: str = "", mark: str | None = None) -> Trial:
    """Do it, and tell what it did. Raises as `try_out`, and OutOfDate where a `mark` stands for something else."""
    units.lock()
    trial = try_out(account, undertaking, reason)
    if mark not in (None, trial.mark):
        raise OutOfDate
    undertaking.do(Author(account, reason))
    return trial


def _insist_permitted(account: Account, codes: AbstractSet[str]) -> None:
    """Raise Forbidden where the account may not change one of the units, UnknownUnit for one that there is not."""
    found = dict(Unit.objects.filter(code__in=codes).values_list("code", "id"))
    access.require_all(account, Action.CHANGE_UNITS, found.values())
    if missing := sorted(codes - found.keys()):
        units.find(missing[0])


def _tried(account: Account, undertaking: Undertaking, by: Author) -> Trial:
    codes = sorted(undertaking.touched | undertaking.made)
    span = ask.last_before(codes, undertaking.day)
    stamp = Entry.objects.filter(action__startswith="unit.").aggregate(last=Max("id"))["last"]
    ended = Unit.objects.filter(closed=undertaking.day)
    with transaction.atomic():
        before, closed = units.sums(codes), set(ended.values_list("code", flat=True))
        undertaking.do(by)
        after, closing = units.sums(codes), set(ended.values_list("code", flat=True)) - closed
        compared = {code: ask.comparisons(code, span, undertaking.day) for code in undertaking.made} if span else {}
        transaction.set_rollback(True)
    sums = units.compared(before, after)
    fresh = undertaking.made - undertaking.touched
    seen = _seen(account, {each.cell.unit for each in sums}) | fresh
    return Trial(
        tuple(each for each in sums if each.cell.unit in seen),
        span,
        compared,
        open_cases(closing).count() if closing else 0,
        sha256(repr((undertaking.day, stamp, sums, compared)).encode()).hexdigest(),
    )


def _seen(account: Account, codes: Collection[str]) -> set[str]:
    """Those of some units whose accepted figures the account may see."""
    rows = Unit.objects.filter(access.within(account, Action.SEE_ACCEPTED, "id"), code__in=codes)
    return set(rows.values_list("code", flat=True))
