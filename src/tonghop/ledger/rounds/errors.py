"""What rounds refuse."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from django.utils.timezone import localdate

from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Duty, Round
from tonghop.ledger.rounds.values import Objection

_SHOWN = 5


def name_of(duty: Duty) -> str:
    """The name of the unit that owes a form, at the end of its months."""
    row = duty.round
    return units.name_of(duty.unit.code, Span(row.year, row.first, row.last).ends)


class UnknownCalendar(LedgerError):
    """A calendar that has no rule for a month."""

    def __init__(self, key: str, year: int, month: int) -> None:
        super().__init__(
            "Lịch báo cáo “{key}” không có quy định cho tháng {month}/{year}. Bổ sung thời gian chốt số liệu của lịch.",
            key=key,
            month=month,
            year=year,
        )


class UnknownForm(LedgerError):
    """A form that there is not."""

    def __init__(self, key: str) -> None:
        super().__init__("Không có biểu “{key}”.", key=key)


class UnknownRound(LedgerError):
    """A round that there is not."""

    def __init__(self, number: int) -> None:
        super().__init__("Không có đợt báo cáo số {number}. Xem bằng lệnh “tonghop round list”.", number=number)


class UnknownDuty(LedgerError):
    """Nothing is owed by this number, or by this unit in this round."""

    def __init__(self, what: object) -> None:
        super().__init__("Không có biểu phải nộp “{what}”. Xem bằng lệnh “tonghop round status”.", what=what)


class RoundExists(LedgerError):
    """A second round of one name."""

    def __init__(self, name: str) -> None:
        super().__init__("Đã có đợt báo cáo “{name}”. Chọn tên khác.", name=name)


class WrongDue(LedgerError):
    """A round that would be due before its figures can be, or long after."""

    def __init__(self, message: str, due: date, bound: date) -> None:
        super().__init__(message, due=f"{due:%d/%m/%Y}", bound=f"{bound:%d/%m/%Y}")


class NobodyOwes(LedgerError):
    """A round in which no unit owes anything."""

    def __init__(self) -> None:
        super().__init__("Không có đơn vị nào phải nộp các biểu này trong kỳ. Kiểm tra đơn vị, biểu và kỳ số liệu.")


class RoundClosed(LedgerError):
    """A change of figures of a round that is closed."""

    def __init__(self, row: Round) -> None:
        super().__init__(
            "Đợt báo cáo “{name}” đã khóa từ {day}, không nhận số liệu nữa. "
            "Đính chính bằng lệnh “tonghop facts correct”.",
            name=row.name,
            day=f"{localdate(row.closed):%d/%m/%Y}" if row.closed else "",
        )


class WrongState(LedgerError):
    """A step that the state of what is owed does not allow."""

    def __init__(self, duty: Duty) -> None:
        super().__init__(
            "Biểu “{form}” của đơn vị “{unit}” đang ở trạng thái “{state}”, không thực hiện được việc này.",
            form=duty.form.name,
            unit=name_of(duty),
            state=Duty.State(duty.state).label,
        )

    def sentence(self, say: Callable[[str], str]) -> str:
        """The message, the state too in the language of `say`."""
        return say(self.message).format_map(self.values | {"state": say(str(self.values["state"]))})


class NotInForm(LedgerError):
    """Figures that the form does not ask for."""

    def __init__(self, duty: Duty, names: Sequence[str]) -> None:
        super().__init__(
            "Biểu “{form}” của đơn vị “{unit}” không có {count} số liệu này: {names}. Dùng đúng mẫu của biểu.",
            form=duty.form.name,
            unit=name_of(duty),
            count=len(names),
            names=", ".join(names[:_SHOWN]),
        )


class BelowNone(LedgerError):
    """Fewer people than none."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            "Số người, số hộ không thể nhỏ hơn 0: {names}. Kiểm tra lại số đã nhập.", names=", ".join(names[:_SHOWN])
        )


class OtherForm(LedgerError):
    """A file that was made for another form, unit or round: `given` is the mark that stands in it."""

    def __init__(self, name: str, given: str, duty: Duty) -> None:
        super().__init__(
            "Tệp {name} là mẫu của biểu khác (trong tệp ghi “{given}”), không phải của “{form}”, {unit}. "
            "Tải lại mẫu của biểu này.",
            name=name,
            given=given,
            form=duty.form.name,
            unit=name_of(duty),
        )


class TooLarge(LedgerError):
    """A file that is larger than any form can be."""

    def __init__(self, name: str, most: int) -> None:
        super().__init__("Tệp {name} quá lớn so với một biểu: tối đa {most} MB.", name=name, most=most)


class NothingToSend(LedgerError):
    """A submission without figures."""

    def __init__(self) -> None:
        super().__init__("Biểu chưa có số liệu nào để gửi. Nhập số liệu của biểu trước.")


class NothingToReturn(LedgerError):
    """A return of no figure."""

    def __init__(self) -> None:
        super().__init__("Đánh dấu ít nhất một số liệu cần trả lại.")


class NothingToPublish(LedgerError):
    """A round without figures that are accepted and not yet published."""

    def __init__(self) -> None:
        super().__init__("Không có số liệu nào chờ công bố: chưa tiếp nhận biểu nào, hoặc đã công bố hết.")


class NoFinding(LedgerError):
    """A finding set aside that nobody named."""

    def __init__(self) -> None:
        super().__init__("Chưa chọn phát hiện cần bỏ qua. Chọn một phát hiện trong danh sách.")


class NeedsWhy(LedgerError):
    """Something that cannot be done without a reason."""

    def __init__(self) -> None:
        super().__init__("Đề nghị nêu lý do.")


class Incomplete(LedgerError):
    """Required figures that nobody has entered."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            "Còn thiếu {count} chỉ tiêu bắt buộc: {names}. Nhập đủ, ghi “x” nếu không áp dụng, hoặc nêu lý do.",
            count=len(names),
            names=", ".join(names[:_SHOWN]),
        )


class Untouched(LedgerError):
    """Figures that were returned and are sent again as they were."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            "{count} số liệu bị trả lại chưa được sửa: {names}. Sửa số liệu hoặc nêu lý do giữ nguyên.",
            count=len(names),
            names=", ".join(names[:_SHOWN]),
        )


class Contradicted(LedgerError):
    """Figures that cannot all be true, according to the checker."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections = tuple(objections)
        super().__init__(
            "Số liệu có {count} mâu thuẫn: {first} Sửa số liệu, hoặc nêu lý do để vẫn thực hiện.",
            count=len(self.objections),
            first=" ".join(item.message for item in self.objections[:_SHOWN]),
        )
