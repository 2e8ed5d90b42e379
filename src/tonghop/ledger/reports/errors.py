"""What reports and the registers of their numbers refuse."""

from collections.abc import Callable, Sequence
from datetime import date

from tonghop.core.span import Span
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Register, Report

_SHOWN = 3


class UnknownReport(LedgerError):
    """A report that there is not, or that is not for this account; the same of its sections."""

    def __init__(self) -> None:
        super().__init__("Không có báo cáo này, hoặc tài khoản không được xem.")


class WrongReportState(LedgerError):
    """A step that the state of a report does not allow."""

    def __init__(self, report: Report) -> None:
        super().__init__(
            "Báo cáo đang ở trạng thái “{state}”, không thực hiện được việc này.",
            state=Report.State(report.state).label,
        )

    def sentence(self, say: Callable[[str], str]) -> str:
        """The message, the state too in the language of `say`."""
        return say(self.message).format_map({"state": say(str(self.values["state"]))})


class SectionConflict(LedgerError):
    """Somebody else saved a section since it was seen; nothing was written."""

    def __init__(self, who: str) -> None:
        super().__init__(
            "{who} vừa lưu mục này. Bản đang soạn vẫn còn nguyên trên trang và chưa được lưu: "
            "xem hai bản khác nhau ở đâu, sửa nếu cần rồi lưu lại.",
            who=who,
        )


class NoText(LedgerError):
    """Something to be said that says nothing."""

    def __init__(self) -> None:
        super().__init__("Chưa có nội dung. Đề nghị ghi nội dung rồi gửi lại.")


class NoHeading(LedgerError):
    """A section without a heading."""

    def __init__(self) -> None:
        super().__init__("Chưa ghi tiêu đề mục. Đề nghị ghi tiêu đề rồi gửi lại.")


class AssignedMeanwhile(LedgerError):
    """A section that somebody else gave to another person, or to nobody, meanwhile."""

    def __init__(self, name: str) -> None:
        if name:
            super().__init__("Mục này vừa được giao cho {name}. Xem lại rồi giao việc.", name=name)
        else:
            super().__init__("Mục này vừa được thu lại, không còn giao cho ai. Xem lại rồi giao việc.")


class NotAssignable(LedgerError):
    """A section given to somebody who does not work in the unit."""

    def __init__(self, name: str) -> None:
        super().__init__("Không giao mục được cho “{name}”: tài khoản không làm việc tại đơn vị này.", name=name)


class Unready(LedgerError):
    """A draft that cannot be issued as it is; each reason is a refusal of its own."""

    def __init__(self, reasons: Sequence[LedgerError]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("Báo cáo chưa ban hành được:")

    def sentence(self, say: Callable[[str], str]) -> str:
        """The message, each reason on a line of its own."""
        return "\n".join((say(self.message), *(reason.sentence(say) for reason in self.reasons)))


class GapsLeft(LedgerError):
    """Places that are still to be filled in."""

    def __init__(self, places: Sequence[str]) -> None:
        super().__init__("Còn {count} chỗ chưa điền: {places}.", count=len(places), places="; ".join(places[:_SHOWN]))


class OutOfDate(LedgerError):
    """Figures that the ledger now has otherwise, and of which nobody said why they stay."""

    def __init__(self, figures: Sequence[str]) -> None:
        super().__init__(
            "{count} số liệu trong báo cáo khác với sổ số liệu: {figures}. Cập nhật, hoặc giải trình.",
            count=len(figures),
            figures="; ".join(figures[:_SHOWN]),
        )


class Unexplained(LedgerError):
    """Findings of the checker that nobody mended or explained."""

    def __init__(self, messages: Sequence[str]) -> None:
        super().__init__(
            "{count} phát hiện chưa được sửa hoặc giải trình: {messages}",
            count=len(messages),
            messages=" ".join(messages[:_SHOWN]),
        )


class NotExamined(LedgerError):
    """A report that the checker never looked at, or that was changed since it did (`ever`)."""

    def __init__(self, *, ever: bool) -> None:
        super().__init__(
            "Báo cáo đã thay đổi sau lần kiểm tra gần nhất. Kiểm tra lại rồi ban hành."
            if ever
            else "Báo cáo chưa được kiểm tra lần nào. Kiểm tra cả báo cáo rồi ban hành."
        )


class Malformed(LedgerError):
    """Content sent by a page that no page of ours sends."""

    def __init__(self) -> None:
        super().__init__("Nội dung gửi lên không hợp lệ nên chưa được lưu. Tải lại trang rồi thử lại.")


class NoRegister(LedgerError):
    """No register for the documents of a symbol in a year."""

    def __init__(self, symbol: str, year: int) -> None:
        super().__init__("Chưa mở sổ văn bản “{symbol}” năm {year}. Mở sổ rồi ban hành.", symbol=symbol, year=year)


class WrongType(LedgerError):
    """A number asked of a register of documents of another type."""

    def __init__(self, symbol: str, own: str) -> None:
        super().__init__(
            "Văn bản này có ký hiệu “{own}”, không lấy số của sổ “{symbol}”. Mở sổ đúng loại văn bản rồi ban hành.",
            own=own,
            symbol=symbol,
        )


class WrongRegister(LedgerError):
    """A register whose symbol or numbers cannot be."""

    def __init__(self) -> None:
        super().__init__(
            "Ký hiệu của sổ chỉ gồm chữ in hoa không dấu, chữ Đ, chữ số và gạch nối, như BC-UBND; "
            "số cuối không nhỏ hơn số bắt đầu, số bắt đầu từ 1."
        )


class WrongLast(LedgerError):
    """A last number of a register that is lower than one that was given."""

    def __init__(self, last: int) -> None:
        super().__init__("Số cuối của sổ phải lớn hơn số đã cấp gần nhất là {last}.", last=f"{last:02}")


class NoPurpose(LedgerError):
    """A number to be kept for nothing."""

    def __init__(self) -> None:
        super().__init__("Chưa ghi giữ số cho văn bản nào. Đề nghị ghi tên văn bản rồi gửi lại.")


class RegisterExists(LedgerError):
    """A second register for one symbol and year."""

    def __init__(self, symbol: str, year: int) -> None:
        super().__init__("Đã có sổ văn bản “{symbol}” năm {year}.", symbol=symbol, year=year)


class RegisterEnded(LedgerError):
    """A register without numbers left, or closed."""

    def __init__(self, register: Register) -> None:
        message = (
            "Sổ văn bản “{symbol}” năm {year} đã đóng, không cấp số nữa."
            if register.closed
            else "Sổ văn bản “{symbol}” năm {year} đã hết số. Mở rộng sổ hoặc dùng sổ khác."
        )
        super().__init__(message, symbol=register.symbol, year=register.year)


class NumberTaken(LedgerError):
    """A number that was given already."""

    def __init__(self, number: int, symbol: str, purpose: str) -> None:
        super().__init__(
            "Số {number}/{symbol} đã cấp cho “{purpose}”. Mỗi số chỉ cấp một lần.",
            number=f"{number:02}",
            symbol=symbol,
            purpose=purpose,
        )


class NumberAhead(LedgerError):
    """A number that would leave a gap before it."""

    def __init__(self, number: int, following: int, symbol: str) -> None:
        super().__init__(
            "Số {number}/{symbol} chưa đến lượt: số tiếp theo của sổ là {following}. Sổ không được bỏ cách số.",
            number=f"{number:02}",
            following=f"{following:02}",
            symbol=symbol,
        )


class NotReserved(LedgerError):
    """A number to be used that nobody has kept."""

    def __init__(self, number: int, symbol: str) -> None:
        super().__init__("Số {number}/{symbol} chưa được giữ trong sổ.", number=f"{number:02}", symbol=symbol)


class WrongDay(LedgerError):
    """A day of issue that cannot be."""

    def __init__(self, day: date) -> None:
        super().__init__(
            "Ngày ban hành {day} không hợp lệ: không được sau hôm nay, trước ngày của văn bản có số nhỏ hơn "
            "hoặc sau ngày của văn bản có số lớn hơn.",
            day=f"{day:%d/%m/%Y}",
        )


class TooEarly(LedgerError):
    """A day of issue before the period of the report has begun, or before what it says was done is counted."""

    def __init__(self, day: date, span: Span) -> None:
        super().__init__(
            "Ngày ban hành {day} quá sớm: kỳ báo cáo từ {first} đến {last}. Chỉ ban hành trước ngày cuối kỳ khi "
            "số liệu là ước thực hiện hoặc ghi rõ tính đến ngày nào.",
            day=f"{day:%d/%m/%Y}",
            first=f"{span.starts:%d/%m/%Y}",
            last=f"{span.ends:%d/%m/%Y}",
        )


class WrongSigner(LedgerError):
    """A signer without name or title, or a form of signing without what it says."""

    def __init__(self) -> None:
        super().__init__("Đề nghị ghi đủ họ tên, chức vụ người ký và thẩm quyền ký.")


class NotPrinted(LedgerError):
    """A report that could not be printed; no number was taken."""

    def __init__(self) -> None:
        super().__init__("Không tạo được tệp của báo cáo nên chưa ban hành; số văn bản chưa bị dùng. Đề nghị thử lại.")


class NoLetter(LedgerError):
    """A correction of which nobody says by which letter it was made."""

    def __init__(self) -> None:
        super().__init__("Đính chính bằng công văn: đề nghị ghi số, ký hiệu và ngày của công văn đính chính.")


class ReplacementBegun(LedgerError):
    """A second replacement of a report; `report` is the draft that there is."""

    def __init__(self, report: Report) -> None:
        self.report = report
        super().__init__("Báo cáo thay thế đang được soạn, với lý do: {reason}.", reason=report.reason.rstrip(" ."))


class ChangedBeforeSigning(LedgerError):
    """A signed PDF in which something was changed between issuing and signing."""

    def __init__(self) -> None:
        super().__init__(
            "Tệp đã bị sửa nội dung trước khi ký: ngoài chữ ký còn có thay đổi khác so với bản đã ban hành. "
            "Tải lại PDF của báo cáo, ký số ngay trên bản đó rồi gửi lại."
        )


class NotTheSigned(LedgerError):
    """A file that is not the PDF of a report with a signature, or a second one."""

    def __init__(self) -> None:
        super().__init__(
            "Tệp gửi lên không phải là bản PDF của báo cáo này đã ký số, hoặc báo cáo đã có bản ký số. "
            "Tải PDF của báo cáo về, ký số rồi gửi lại."
        )
