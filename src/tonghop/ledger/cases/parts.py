"""Cases that are parts of others: the tree below one, what it belongs to, and its place there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from tonghop.catalog.registers import Register
from tonghop.ledger import access
from tonghop.ledger.cases.errors import Circular, NoPart, NoSuchNumber, PartsOpen, UnknownCase, UpperClosed
from tonghop.ledger.cases.finding import NUMBER, visible
from tonghop.ledger.cases.values import register_of
from tonghop.ledger.models import Account, Case, Entry
from tonghop.ledger.rights import Action

_MOST = 500
_BELOW = """
with recursive below(id, path) as (
    select id, array[id] from ledger_case where id = %s
    union all
    select part.id, below.path || part.id from below join ledger_case as part on part.parent_id = below.id
)
select id, cardinality(path) - 1 from below order by path limit %s
"""
_ABOVE = """
with recursive above(id, parent_id, height) as (
    select id, parent_id, 0 from ledger_case where id = %s
    union all
    select upper.id, upper.parent_id, above.height + 1
    from above join ledger_case as upper on upper.id = above.parent_id
)
select id from above order by height desc
"""
_OPEN = """
with recursive below(id, depth) as (
    select id, 1 from ledger_case where parent_id = %(case)s
    union
    select part.id, below.depth + 1 from below join ledger_case as part on part.parent_id = below.id
)
select id from below join ledger_case using (id) where closed is null and register = any(%(registers)s)
order by depth desc, id
"""
_NAMED = 5
_ALONE = "select pg_advisory_xact_lock(hashtext('parents of cases'))"


@dataclass(frozen=True, slots=True)
class Branch:
    """A case in a tree, `depth` below its top.

    `done` of the `total` cases at the ends below it are closed, itself where it has no parts; `overdue` counts the open
    ones that are late, itself and all below it.
    """

    case: Case
    depth: int
    done: int
    overdue: int
    total: int


def tree(account: Account, case: Case, today: date) -> list[Branch]:
    """What is below a case, as far as the account may see it, each followed by its own parts; two queries."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, [case.pk, _MOST])
        depths = dict(cursor.fetchall())
    if len(depths) == 1:
        return []
    rows = Case.objects.filter(visible(account), pk__in=depths).select_related("unit", "handler")
    seen = {row.pk: row for row in rows}
    uppers = {row.parent_id for row in rows}
    counts = {pk: [0, 0, 0] for pk in seen}
    for row in seen.values():
        end, late = row.pk not in uppers, bool(row.next_due and row.next_due < today)
        for upper in _line(row, seen):
            held = counts[upper.pk]
            counts[upper.pk] = [held[0] + (end and row.closed is not None), held[1] + late, held[2] + end]
    return [Branch(seen[pk], depth, *counts[pk]) for pk, depth in depths.items() if depth and pk in seen]


def _line(case: Case, known: Mapping[int, Case]) -> Iterator[Case]:
    """A case and those above it that are known."""
    above: Case | None = case
    while above is not None:
        yield above
        above = known.get(above.parent_id) if above.parent_id else None


def progress(branches: Iterable[Branch]) -> tuple[int, int, int]:
    """Of a tree, how many of the cases at its ends are done, how many of all its cases overdue, how many its ends."""
    tops = [branch for branch in branches if branch.depth == 1]
    return sum(item.done for item in tops), sum(item.overdue for item in tops), sum(item.total for item in tops)


def above(account: Account, case: Case) -> list[Case]:
    """The cases that a case belongs to, the highest first, as far as the account may see them; two queries."""
    if case.parent_id is None:
        return []
    ids = _uppers(case)
    seen = Case.objects.filter(visible(account), pk__in=ids).in_bulk()
    return [seen[pk] for pk in ids if pk in seen and pk != case.pk]


def _uppers(case: Case) -> list[int]:
    """The case (id) and all that it belongs to, the highest first."""
    with connection.cursor() as cursor:
        cursor.execute(_ABOVE, [case.pk])
        return [pk for (pk,) in cursor.fetchall()]


def uppers_of(register: Register, known: Iterable[Register]) -> list[Register]:
    """The registers whose cases may have parts of this one."""
    return [item for item in known if any(part.to == register.key for part in item.parts.values())]


def numbered(account: Account, key: str, case: Case, text: str) -> Case:
    """The case of a register that somebody means by its number and year (`12/2026`), at the unit of another case.

    Raises NoSuchNumber.
    """
    if told := NUMBER.fullmatch(text.strip()):
        rows = Case.objects.filter(visible(account), register=key, unit=case.unit)
        if found := rows.filter(number=int(told[1]), year=int(told[2])).first():
            return found
    raise NoSuchNumber(text.strip(), register_of(key).name)


def insist_part(account: Account, key: str, parent: Case) -> None:
    """Raise UnknownCase for a case that the account may not see, NoPart where it has no parts of a register."""
    if not Case.objects.filter(visible(account), pk=parent.pk).exists():
        raise UnknownCase
    upper, lower = register_of(parent.register), register_of(key)
    if upper not in uppers_of(lower, [upper]):
        raise NoPart(upper.case, lower.case)


def still_open(case: Case, registers: Iterable[str]) -> list[int]:
    """The open cases (ids) of some registers below a case, those of whatever is below another before that."""
    if not (wanted := list(registers)):
        return []
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, {"case": case.pk, "registers": wanted})
        return [pk for (pk,) in cursor.fetchall()]


def named(case: Case) -> str:
    """A case as sentences name it: `nhiệm vụ 12/2026 (Sơn lại mái chợ)`."""
    return f"{register_of(case.register).case} {case.number}/{case.year} ({case.title})"


def insist_parts_closed(account: Account | None, case: Case, register: Register, step: str) -> None:
    """Raise PartsOpen where a step leads to a state for which parts below a case still have to be closed."""
    state = register.transitions[step].target
    if still := still_open(case, register.awaited_by(state)):
        rows = Case.objects.filter(visible(account), pk__in=still) if account else Case.objects.none()
        first = [named(row) for row in rows.order_by("register", "year", "number", "id")[:_NAMED]]
        together = bool(register.transitions[step].together)
        raise PartsOpen(register.states[state].label, len(still), first, together=together)


def insist_room(key: str, parent: Case) -> None:
    """Raise UpperClosed where an open case of a register would be below one that has ended, or that awaited its end."""
    uppers = Case.objects.select_for_update(of=("self",)).filter(pk__in=_uppers(parent)).order_by("pk")
    for upper in uppers:
        register = register_of(upper.register)
        ended = upper.pk == parent.pk and key not in {part.to for part in register.addable(upper.state).values()}
        if ended or key in register.awaited_by(upper.state):
            raise UpperClosed(register.states[upper.state].label)


@transaction.atomic
def put_below(account: Account, case: Case, parent: Case | None) -> None:
    """Let a case be part of another one, or of none.

    Raises Circular where that is below it, NoPart where its register has no such parts, UpperClosed where no open part
    may be below it any more, UnknownCase, Forbidden.
    """
    access.require(account, Action.HANDLE_CASES, case.unit)
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
    case.refresh_from_db(fields=["parent"])
    if parent:
        insist_part(account, case.register, parent)
        if case.pk in _uppers(parent):
            raise Circular
        if case.closed is None:
            insist_room(case.register, parent)
    if case.parent_id != (parent.pk if parent else None):
        note_parent(account, case, parent)
        case.parent = parent
        case.save(update_fields=["parent"])


def note_parent(account: Account, case: Case, parent: Case | None) -> None:
    """Write into the journal what a case is part of from now on."""
    Entry.objects.create(
        actor=account,
        action="case.parent",
        subject=f"case {case.pk}",
        unit=case.unit,
        before={"parent": case.parent_id},
        after={"parent": parent.pk if parent else None},
    )
