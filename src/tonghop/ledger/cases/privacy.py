"""Which fields of a case somebody may see; what he may not see is masked everywhere, the journal included."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from tonghop.catalog.registers import Privacy, Register
from tonghop.ledger import access
from tonghop.ledger.models import Account, Case, Entry, Unit
from tonghop.ledger.rights import Action

MASK = "•••"
_RIGHTS = {Privacy.PERSONAL: Action.SEE_PERSONS, Privacy.CONFIDENTIAL: Action.SEE_CONFIDENTIAL}


def levels(account: Account, case: Case) -> frozenset[Privacy]:
    """How private what the account may see of a case is."""
    near = account.pk in (case.handler_id, case.receiver_id)
    return frozenset(Privacy) if near and entrusted(account)(case) else _levels(account, case.unit)


def entrusted(account: Account) -> Callable[[Case], bool]:
    """Which cases the account sees wholly: open ones that it received, or handles; no query for each."""
    handles = bool(access.roles_at_home(account, Action.SEE_ENTRUSTED))
    units = Unit.objects.filter(access.within(account, Action.SEE_ENTRUSTED, "id"))
    near = frozenset(units.values_list("id", flat=True))

    def sees(case: Case) -> bool:
        given = handles and case.handler_id == account.pk
        return case.closed is None and (given or (case.receiver_id == account.pk and case.unit_id in near))

    return sees


def _levels(account: Account, unit: Unit) -> frozenset[Privacy]:
    return frozenset({Privacy.OPEN, *(level for level, action in _RIGHTS.items() if access.may(account, action, unit))})


def seen_by(account: Account, case: Case, register: Register) -> frozenset[str]:
    """The keys of the fields that the account may see of a case."""
    return fields_of(register, levels(account, case))


def hides(account: Account, case: Case, register: Register) -> bool:
    """Whether something is filled in a case that the account may not see."""
    return MASK in shown(case, seen_by(account, case, register)).values()


def seen_of_all(account: Account, unit: Unit, register: Register) -> frozenset[str]:
    """The keys of the fields that the account may see of every case of a unit."""
    return fields_of(register, _levels(account, unit))


def fields_of(register: Register, seen: Collection[Privacy]) -> frozenset[str]:
    """The keys of the fields that are no more private than what is seen."""
    return frozenset(key for key, field in register.fields.items() if field.privacy in seen)


def shown(case: Case, seen: frozenset[str]) -> dict[str, Any]:
    """The values of a case, with a mask in place of those that are filled and not to be seen."""
    return covered(case.fields, seen)


def covered(values: Mapping[str, Any], seen: frozenset[str]) -> dict[str, Any]:
    """Values of fields, with a mask in place of those that are filled and not to be seen."""
    return {key: value if key in seen or value in (None, "") else MASK for key, value in values.items()}


def record_access(account: Account, case: Case, register: Register, seen: frozenset[str]) -> None:
    """Write into the journal that somebody opened a case and saw what not everybody may see of it."""
    private = [key for key in seen if register.fields[key].privacy is not Privacy.OPEN and case.fields.get(key)]
    if private:
        Entry.objects.create(
            actor=account,
            action="case.seen",
            subject=f"case {case.pk}",
            unit=case.unit,
            after={"fields": sorted(private)},
        )


def masked(register: Register, change: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What a step changed, for the journal: without what not everybody may see."""
    if change is None:
        return None
    fields = {
        key: value if register.fields[key].privacy is Privacy.OPEN or value in (None, "") else MASK
        for key, value in change["fields"].items()
        if key in register.fields
    }
    return {**change, "fields": fields}
