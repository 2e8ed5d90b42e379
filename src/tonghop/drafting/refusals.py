"""What cannot be drafted, as sentences for the user."""

from collections.abc import Iterable

from tonghop.core.errors import Refusal


class DraftError(Refusal):
    """A report that cannot be drafted."""


class UnknownKind(DraftError):
    """A kind of report that the catalog does not have."""

    def __init__(self, kind: str, known: Iterable[str]) -> None:
        super().__init__("Không có loại báo cáo “{kind}”. Chọn một trong: {known}.", kind=kind, known=", ".join(known))


class UnknownTopic(DraftError):
    """A thematic report without a topic, or about one that the catalog does not have."""

    def __init__(self, topic: str, known: Iterable[str]) -> None:
        super().__init__(
            "Báo cáo chuyên đề không có chủ đề “{topic}”. Chọn một trong: {known}."
            if topic
            else "Báo cáo chuyên đề còn thiếu chủ đề. Chọn một trong các mã: {known}.",
            topic=topic,
            known=", ".join(known),
        )


class UnknownSigner(DraftError):
    """A way of signing that there is not."""

    def __init__(self, form: str, known: Iterable[str]) -> None:
        super().__init__("Không có hình thức ký “{form}”. Chọn một trong: {known}.", form=form, known=", ".join(known))


class WrongPeriod(DraftError):
    """A period that a kind of report does not have."""

    def __init__(self, name: str, period: str) -> None:
        super().__init__(
            "Kỳ {period} không phải kỳ của {name}. Chọn kỳ hoặc loại báo cáo khác.", name=name, period=period
        )


class NothingKnown(DraftError):
    """A unit and a period of which the ledger has no figure."""

    def __init__(self, unit: str, period: str) -> None:
        super().__init__(
            "Chưa có số liệu nào của {unit} trong {period}. Tiếp nhận số liệu của kỳ này, hoặc chọn kỳ khác.",
            unit=unit,
            period=period,
        )


class Ended(DraftError):
    """A unit that was merged or divided before the period was over."""

    def __init__(self, unit: str, day: str, successors: Iterable[str]) -> None:
        after = ", ".join(successors)
        super().__init__(
            "{unit} đã kết thúc từ ngày {day}, trước khi hết kỳ báo cáo. Lập báo cáo cho đơn vị kế tục: {after}."
            if after
            else "{unit} đã kết thúc từ ngày {day}, trước khi hết kỳ báo cáo. Chọn kỳ kết thúc trước ngày đó.",
            unit=unit,
            day=day,
            after=after,
        )


class NotYetBorn(DraftError):
    """A unit that there was not yet in the period."""

    def __init__(self, unit: str, day: str, predecessors: Iterable[str]) -> None:
        before = ", ".join(predecessors)
        super().__init__(
            "{unit} chỉ có từ ngày {day}, sau kỳ báo cáo. Lập báo cáo cho đơn vị trước đó: {before}."
            if before
            else "{unit} chỉ có từ ngày {day}, sau kỳ báo cáo. Chọn kỳ khác.",
            unit=unit,
            day=day,
            before=before,
        )
