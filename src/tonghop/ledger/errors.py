"""What the ledger refuses, as sentences for the user."""

from dataclasses import dataclass

from tonghop.core.errors import TonghopError
from tonghop.core.fact import Cell, Fact


class LedgerError(TonghopError):
    """Something the ledger refuses; the message says what and what to do, in Vietnamese (a msgid of gettext)."""


class UnknownIndicator(LedgerError):
    """An indicator that the ledger does not have."""

    def __init__(self, key: str) -> None:
        super().__init__(f"Không có chỉ tiêu “{key}”. Tra mã chỉ tiêu bằng lệnh “tonghop catalog”.")


class UnknownUnit(LedgerError):
    """A unit that the ledger does not have."""

    def __init__(self, code: str) -> None:
        super().__init__(f"Không có đơn vị “{code}”. Tra mã đơn vị bằng lệnh “tonghop units”.")


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that somebody else changed since it was last seen, and what it holds now (None: nothing)."""

    cell: Cell
    now: Fact | None


class Conflict(LedgerError):
    """Somebody else changed the same figures in the meantime; nothing was written."""

    def __init__(self, clashes: tuple[Clash, ...]) -> None:
        names = ", ".join(f"{item.cell.indicator} ({item.cell.unit}, {item.cell.span})" for item in clashes[:3])
        super().__init__(
            f"{len(clashes)} số liệu vừa được người khác thay đổi: {names}. Xem số liệu mới rồi ghi lại nếu cần."
        )
        self.clashes = clashes
