"""What registers of work refuse."""

from collections.abc import Iterable
from datetime import date

from tonghop.ledger.errors import LedgerError


class UnknownRegister(LedgerError):
    """A register that the catalog does not have."""

    def __init__(self, key: str) -> None:
        super().__init__("Không có sổ theo dõi “{key}”.", key=key)


class UnknownCase(LedgerError):
    """A case that there is not, or not for this account."""

    def __init__(self) -> None:
        super().__init__("Không có hồ sơ này, hoặc tài khoản không được xem.")


class NotFilled(LedgerError):
    """Fields that a step needs and that are empty."""

    def __init__(self, labels: Iterable[str]) -> None:
        super().__init__("Chưa nhập: {labels}. Nhập đủ rồi thực hiện lại.", labels=", ".join(labels))


class NoSuchStep(LedgerError):
    """A step that a case in its present state cannot take."""

    def __init__(self, step: str, state: str) -> None:
        super().__init__(
            "Không thực hiện được “{step}” khi hồ sơ ở trạng thái “{state}”. Mở lại hồ sơ để xem bước tiếp theo.",
            step=step,
            state=state,
        )


class NotYours(LedgerError):
    """A step that the account's role does not take."""

    def __init__(self, step: str) -> None:
        super().__init__("Tài khoản không có quyền thực hiện bước “{step}”.", step=step)


class MovedMeanwhile(LedgerError):
    """Somebody else was faster."""

    def __init__(self, state: str, who: str) -> None:
        super().__init__(
            "{who} vừa cập nhật hồ sơ này, trạng thái hiện nay là “{state}”. Xem lại rồi thực hiện nếu vẫn cần.",
            state=state,
            who=who,
        )


class BeforeLastStep(LedgerError):
    """A step on a day before the one before it."""

    def __init__(self, day: date) -> None:
        super().__init__("Ngày thực hiện không được trước ngày {day} của bước liền trước.", day=f"{day:%d/%m/%Y}")


class InFuture(LedgerError):
    """A step on a day that has not come."""

    def __init__(self) -> None:
        super().__init__("Ngày thực hiện không được sau ngày hôm nay.")


class Circular(LedgerError):
    """A case that would be below itself."""

    def __init__(self) -> None:
        super().__init__("Hồ sơ không thể là cấp trên của chính nó. Chọn hồ sơ cấp trên khác.")
