"""One accepted figure corrected by somebody who may, with the reason; the ledger keeps both."""

from dataclasses import replace
from decimal import Decimal

from tonghop.catalog.indicators import TimeType
from tonghop.catalog.phrases import is_counted
from tonghop.core.fact import Standing
from tonghop.ledger import access, permitted
from tonghop.ledger.cells import fact_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account, FactVersion, Indicator, State
from tonghop.ledger.record import Change, Recorded
from tonghop.ledger.rights import Action


class UnknownFigure(LedgerError):
    """A version that is not there, or is not the settled one in force."""

    def __init__(self) -> None:
        super().__init__(
            "Không có số liệu này trong sổ, hoặc số liệu đã được thay. Mở lại trang của chỉ tiêu để xem số mới."
        )


class SameFigure(LedgerError):
    """A correction that changes nothing."""

    def __init__(self) -> None:
        super().__init__("Số vừa ghi bằng số đang có trong sổ. Ghi số đúng rồi lưu lại.")


class ImpossibleCount(LedgerError):
    """Of what is counted, fewer than none or a part of one."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "“{name}” là số đếm nên phải là số nguyên, không nhỏ hơn 0. Kiểm tra lại số vừa ghi.", name=name
        )


def settled(account: Account, number: int) -> FactVersion:
    """The settled version in force of a number, with indicator and unit, for somebody who may correct it.

    Raises UnknownFigure where there is none that the account may see, and Forbidden.
    """
    seen = access.visible(account)
    rows = FactVersion.objects.filter(seen, pk=number, settled=True, known_to=None)
    row = rows.select_related("indicator", "unit").first()
    if row is None:
        raise UnknownFigure
    access.require(account, Action.SETTLE, row.unit)
    return row


def correct(account: Account, number: int, standing: Standing, value: Decimal | None, reason: str) -> Recorded:
    """Let another value take the place of an accepted version, which nobody else changed in the meantime.

    Raises UnknownFigure, Forbidden, SameFigure, ImpossibleCount, NeedsReason, AlreadyPublished, Conflict.
    """
    row = settled(account, number)
    before = fact_of(row)
    if (before.standing, before.value) == (standing, value):
        raise SameFigure
    if value is not None and _is_impossible(value, row.indicator):
        raise ImpossibleCount(row.indicator.name)
    fact = replace(before, standing=standing, value=value, low=None, high=None, start=None, end=None)
    change = Change(account, "fact.correct", reason, row.unit)
    return permitted.write(account, [fact], change, State.ACCEPTED, {fact.cell: number})


def _is_impossible(value: Decimal, indicator: Indicator) -> bool:
    """Whether things that are counted would be fewer than none, or, but on average, a part of one."""
    whole = indicator.time == TimeType.RATE or value == value.to_integral_value()
    return is_counted(indicator.unit) and (value < 0 or not whole)
