"""What stands around a case on its page: what it is part of, its parts, and the cases it is linked with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.timezone import localdate

from tonghop.catalog.registers import Conversion, Offshoot, Register, registers
from tonghop.ledger import cases, units
from tonghop.ledger.cases import Branch, Linked
from tonghop.ledger.models import Account, Case


@dataclass(frozen=True, slots=True)
class Around:
    """The cases `above` it, the tree of its parts with how many of its ends are done, overdue, all, and its links.

    `addable` are the parts that the reader may add, `uppers` the registers below whose cases he may put it,
    `convertible` what he may make it into, and `takers` the units (code → name) that he may hand it over to.
    """

    above: Sequence[Case]
    tree: Sequence[Branch]
    progress: tuple[int, int, int]
    links: Sequence[Linked]
    addable: Mapping[str, Offshoot]
    uppers: Sequence[Register]
    convertible: Mapping[str, Conversion]
    takers: Mapping[str, str]


def around(account: Account, case: Case, register: Register, *, may_handle: bool) -> Around:
    """What stands around a case for an account, who may handle it or not."""
    today = localdate()
    tree = cases.tree(account, case, today)
    return Around(
        cases.above(account, case),
        tree,
        cases.progress(tree),
        cases.linked(account, case),
        register.addable(case.state) if may_handle else {},
        cases.uppers_of(register, registers().values()) if may_handle else (),
        cases.convertible(account, case) if may_handle and register.conversions else {},
        _takers(account, case) if may_handle and not case.closed else {},
    )


def _takers(account: Account, case: Case) -> Mapping[str, str]:
    codes = cases.takers(account, case.unit)
    return units.names_of(codes, localdate()) if codes else {}
