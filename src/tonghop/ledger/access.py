"""Who may do what, decided here and nowhere else. Deny by default: only what the table of rights grants is allowed.

An account holds roles over units; a role reaches the units that stand to its own unit as the table says. A token
narrows what its account may do to the token's scopes; it never widens it.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.expressions import RawSQL
from django.utils.timezone import localdate

from tonghop.ledger import rights as table
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, Grant, Role, State, Unit
from tonghop.ledger.rights import Action, Relation, rights
from tonghop.ledger.units.hierarchy import name_of

Person = Account | AnonymousUser

_BELOW = """(
    with recursive reach(unit_id, depth) as (
        select below.unit_id, below.depth::integer
        from ledger_ancestry as below join ledger_unit as unit on unit.id = below.unit_id
        where below.ancestor_id = any(%s) and below.depth <= %s
            and (below.start is null or below.start <= %s)
            and (below."end" is null or below."end" > %s or below."end" = unit.closed)
        union
        select former.unit_id, reach.depth + former.deeper from reach join (
            select lineage.successor_id, lineage.predecessor_id as unit_id, 0 as deeper
            from ledger_lineage as lineage
            union all
            select lineage.successor_id, child.unit_id, 1
            from ledger_lineage as lineage join ledger_unit as upper on upper.id = lineage.predecessor_id
            join ledger_unitparent as child on child.parent_id = upper.id and child."end" = upper.closed
            join ledger_unit as part on part.id = child.unit_id
            where part.kind = 'department' and part.closed = upper.closed
        ) as former on former.successor_id = reach.unit_id
        join ledger_unit as unit on unit.id = former.unit_id and unit.closed <= %s
        where reach.depth + former.deeper <= %s
    )
    select unit_id from reach where depth >= %s
)"""
_ABOVE = """(
    select above.ancestor_id from ledger_ancestry as above
    where above.unit_id = any(%s) and above.depth > 0
        and (above.start is null or above.start <= %s) and (above."end" is null or above."end" > %s)
)"""
_DEEPEST = 32767


class Forbidden(LedgerError):
    """Something that the account may not do."""

    def __init__(self, unit: Unit | None = None) -> None:
        if unit is None:
            super().__init__("Tài khoản không có quyền thực hiện việc này.")
        else:
            super().__init__(
                "Tài khoản không có quyền thực hiện việc này đối với đơn vị “{unit}”.",
                unit=name_of(unit.code, localdate()),
            )


class OwnSubmission(LedgerError):
    """Somebody wants to accept what he submitted himself."""

    def __init__(self) -> None:
        super().__init__("Người gửi số liệu không được tự tiếp nhận số liệu của mình. Đề nghị người khác xem xét.")


def within(account: Person, action: Action, path: str = "unit_id") -> Q:
    """The rows on whose unit (`path` names the column of its id) the account may do `action`."""
    right = rights()[action]
    if account.is_authenticated and not acts(account, action):
        return _nowhere(path)
    if Relation.FOREIGN in right.roles[Role.VISITOR]:
        return Q()
    if not account.is_authenticated:
        return _nowhere(path)
    held = [(right.roles[Role(role)], unit) for role, unit in _held(account)]
    if any(Relation.FOREIGN in relations for relations, _ in held):
        return Q()
    return _reached(held, path)


def acts(account: Account, action: Action) -> bool:
    """Whether the account is active and its token, where it acts through one, has the scope of the action."""
    return account.is_active and (account.scopes is None or rights()[action].scope in account.scopes)


def _reached(held: Iterable[tuple[frozenset[Relation], int]], path: str) -> Q:
    units: dict[Relation, list[int]] = {relation: [] for relation in Relation}
    for relations, unit in held:
        for relation in relations:
            units[relation].append(unit)
    today = localdate()
    found = _nowhere(path)
    for relation, first, last in ((Relation.OWN, 0, 0), (Relation.BELOW, 1, _DEEPEST)):
        if units[relation]:
            found |= Q(**{f"{path}__in": below(units[relation], today, first, last)})
    if units[Relation.ABOVE]:
        found |= Q(**{f"{path}__in": RawSQL(_ABOVE, (units[Relation.ABOVE], today, today))})
    return found


def below(units: Iterable[int], day: date | None = None, first: int = 0, last: int = _DEEPEST) -> RawSQL:
    """The ids of the units `first` to `last` levels below `units` on a day (today), with those they came from.

    A closed unit stays below those it was below on its last day; departments that ended with their unit are below
    whatever that has become.
    """
    day = day or localdate()
    return RawSQL(_BELOW, (list(units), last, day, day, day, last, first))


def _nowhere(path: str) -> Q:
    return Q(**{f"{path}__in": ()})


def may(account: Person, action: Action, unit: Unit) -> bool:
    """Whether the account may do `action` to `unit`."""
    return Unit.objects.filter(within(account, action, "id"), id=unit.pk).exists()


def allowed(account: Person, unit: Unit) -> frozenset[Action]:
    """All that the account may do to `unit`; one query, and one more for each unit over which it holds a role."""
    if not account.is_authenticated:
        return frozenset(action for action, right in rights().items() if Relation.FOREIGN in right.roles[Role.VISITOR])
    held = _held(account)
    near = {granted: _relations(granted, unit) for granted in {granted for _, granted in held}}
    reached = [(Role(role), near[granted]) for role, granted in held] + [(Role.VISITOR, {Relation.FOREIGN})]
    return frozenset(
        action
        for action, right in rights().items()
        if acts(account, action) and any(right.roles[role] & relations for role, relations in reached)
    )


def roles(account: Account, action: Action, unit: Unit) -> frozenset[Role]:
    """The roles by which the account may do `action` to `unit`."""
    if not acts(account, action):
        return frozenset()
    reach = rights()[action].roles
    held = [(Role(role), granted) for role, granted in account.grants.values_list("role", "unit_id")]
    return frozenset(role for role, granted in held if reach[role] & _relations(granted, unit))


def roles_at_home(account: Account, action: Action) -> frozenset[Role]:
    """The roles by which the account may do `action` to a unit over which it holds them, whichever that is."""
    reach = rights()[action].roles
    held = (Role(role) for role, _ in _held(account)) if acts(account, action) else ()
    return frozenset(role for role in held if Relation.OWN in reach[role])


def roles_that(action: Action) -> list[Role]:
    """The roles that may do `action` to some unit."""
    return [role for role, relations in rights()[action].roles.items() if relations]


def _relations(granted: int, unit: Unit) -> set[Relation]:
    """How a unit stands to the one (id) over which a role is held; what is done to foreign units is done to all."""
    today = localdate()
    sought = {
        Relation.OWN: below([granted], today, 0, 0),
        Relation.BELOW: below([granted], today, 1),
        Relation.ABOVE: RawSQL(_ABOVE, ([granted], today, today)),
    }
    reaches = (ExpressionWrapper(Q(id__in=ids), BooleanField()) for ids in sought.values())
    found = Unit.objects.filter(id=unit.pk).values_list(*reaches).get()
    return {relation for relation, holds in zip(sought, found, strict=True) if holds} | {Relation.FOREIGN}


def require(account: Person, action: Action, unit: Unit) -> None:
    """Raise Forbidden where the account may not do `action` to `unit`."""
    if not may(account, action, unit):
        raise Forbidden(unit)


def require_all(account: Person, action: Action, units: Iterable[int]) -> None:
    """Raise Forbidden, naming the first, where the account may not do `action` to all `units` (ids)."""
    wanted = set(units)
    allowed = Unit.objects.filter(within(account, action, "id"), id__in=wanted).values_list("id", flat=True)
    if denied := wanted.difference(allowed):
        raise Forbidden(Unit.objects.get(id=min(denied)))


def held(account: Account) -> frozenset[Action]:
    """What the account may do to some unit or other."""
    roles = [Role(role) for role, _ in _held(account)]
    return frozenset(action for action in table.held(roles) if acts(account, action))


def _held(account: Account) -> list[tuple[str, int]]:
    """The roles of an account, each with the unit (id) over which it is held; no query where they were prefetched."""
    return [(grant.role, grant.unit_id) for grant in account.grants.all()]


def require_some(account: Account, action: Action) -> None:
    """Raise Forbidden where there is no unit to which the account may do `action`."""
    if action not in held(account):
        raise Forbidden


def is_over_all(account: Account, action: Action) -> bool:
    """Whether the account may do `action` to every unit over which anybody holds a role, and so to the office."""
    return action in held(account) and not Grant.objects.exclude(within(account, action)).exists()


def require_over_all(account: Account, action: Action) -> None:
    """Raise Forbidden where the account may not do `action` to the office as a whole."""
    if not is_over_all(account, action):
        raise Forbidden


def visible(account: Person, path: str = "") -> Q:
    """The versions of facts that the account may see; `path` leads to them (`facts__`) from other rows.

    What is published is everybody's; what is accepted is seen by the office within its scope; a proposal by its unit,
    its approver and the collecting office.
    """
    unit, state = f"{path}unit_id", f"{path}state"
    return (
        Q(**{state: State.PUBLISHED}) & within(account, Action.SEE_PUBLISHED, unit)
        | Q(**{state: State.ACCEPTED}) & within(account, Action.SEE_ACCEPTED, unit)
        | Q(**{f"{state}__lt": State.ACCEPTED}) & within(account, Action.SEE_PROPOSED, unit)
    )


def refuse_own(account: Account, submitters: Iterable[int | None]) -> None:
    """Raise OwnSubmission where the account is among those (ids) who submitted what it is to accept or publish."""
    if account.pk in submitters:
        raise OwnSubmission
