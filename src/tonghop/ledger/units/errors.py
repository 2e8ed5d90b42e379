"""What the operations on units refuse."""

from tonghop.ledger.errors import LedgerError


class UnitError(LedgerError):
    """An operation on units that cannot be; nothing was changed."""


class CircularHierarchy(UnitError):
    """A unit would come to belong to itself, directly or through others."""

    def __init__(self, code: str, parent: str) -> None:
        super().__init__(
            "Đơn vị “{code}” không thể trực thuộc “{parent}” vì “{parent}” đang ở trong “{code}” (quan hệ trực thuộc "
            "vòng tròn). Chọn đơn vị cấp trên khác.",
            code=code,
            parent=parent,
        )
