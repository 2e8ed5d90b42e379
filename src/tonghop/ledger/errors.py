"""What the ledger refuses, as sentences for the user."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tonghop.core.errors import Refusal
from tonghop.core.fact import Cell, Fact


class LedgerError(Refusal):
    """Something the ledger refuses."""


class UnknownIndicator(LedgerError):
    """An indicator that the ledger does not have."""

    def __init__(self, key: str) -> None:
        super().__init__("Không có chỉ tiêu “{key}”. Tra mã chỉ tiêu bằng lệnh “tonghop catalog”.", key=key)


class UnknownUnit(LedgerError):
    """A unit that the ledger does not have."""

    def __init__(self, code: str) -> None:
        super().__init__("Không có đơn vị “{code}”. Tra mã đơn vị bằng lệnh “tonghop units”.", code=code)


class TooLong(LedgerError):
    """A text that is longer than what it names may be; `what` is a message of its own."""

    def __init__(self, what: str, most: int, length: int) -> None:
        super().__init__(
            "{what} dài {length} ký tự, nhiều nhất là {most}. Rút gọn rồi ghi lại.", what=what, most=most, length=length
        )

    def sentence(self, say: Callable[[str], str]) -> str:
        """The message, what is too long too in the language of `say`."""
        return say(self.message).format_map(self.values | {"what": say(str(self.values["what"]))})


def refuse_long(what: str, text: str, most: int) -> None:
    """Raise TooLong for a text of more than so many characters."""
    if len(text) > most:
        raise TooLong(what, most, len(text))


class OutsideLife(LedgerError):
    """A span in which a unit did not exist."""

    def __init__(self, code: str) -> None:
        super().__init__(
            "Kỳ số liệu nằm ngoài thời gian tồn tại của đơn vị “{code}”. Kiểm tra lại kỳ và đơn vị.", code=code
        )


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell that somebody else changed since it was last seen, and what it holds now (None: nothing)."""

    cell: Cell
    now: Fact | None


class Conflict(LedgerError):
    """Somebody else changed the same figures in the meantime; nothing was written."""

    def __init__(self, clashes: tuple[Clash, ...], names: Sequence[str]) -> None:
        super().__init__(
            "{count} số liệu vừa được người khác thay đổi: {names}. Xem số liệu mới rồi ghi lại nếu cần.",
            count=len(clashes),
            names=", ".join(names),
        )
        self.clashes = clashes
