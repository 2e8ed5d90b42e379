"""What registers of work refuse."""

from collections.abc import Iterable, Sequence
from datetime import date

from tonghop.core.errors import Refusal
from tonghop.ledger.errors import LedgerError
from tonghop.registers.clock import Due


class UnknownRegister(LedgerError):
    """A register that the catalog does not have."""

    def __init__(self, key: str) -> None:
        super().__init__("Không có sổ theo dõi “{key}”.", key=key)


class UnknownCase(LedgerError):
    """A case that there is not, or not for this account."""

    def __init__(self) -> None:
        super().__init__("Không có hồ sơ này, hoặc tài khoản không được xem.")


class UnknownDocument(LedgerError):
    """A document that a case does not have at that step."""

    def __init__(self) -> None:
        super().__init__("Hồ sơ không có văn bản này ở bước ấy. Mở lại hồ sơ để xem các văn bản in được.")


class UnknownPosting(LedgerError):
    """A posting that there is not, or not for this account."""

    def __init__(self) -> None:
        super().__init__("Không có lần kết chuyển này, hoặc tài khoản không được xem.")


class PostingPublished(LedgerError):
    """A posting that would be taken back although its figures were published."""

    def __init__(self) -> None:
        super().__init__(
            "Không hoàn tác được: số liệu của lần kết chuyển này đã công bố. Số đã công bố chỉ được đính chính rồi "
            "công bố lại."
        )


class NothingPosted(LedgerError):
    """A posting of which no figure is in force any more."""

    def __init__(self) -> None:
        super().__init__("Không còn gì để hoàn tác: số liệu của lần kết chuyển này đã được thay hoặc đã hoàn tác.")


class EmptyFile(LedgerError):
    """A file without any case."""

    def __init__(self, name: str) -> None:
        super().__init__("Tệp {name} không có hồ sơ nào. Điền vào các dòng dưới tên cột rồi nhập lại.", name=name)


class TooLongToPrint(LedgerError):
    """More cases than can be printed at once."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(
            "Sổ có {count} hồ sơ, chỉ in được {most} hồ sơ một lần. Lọc bớt theo trạng thái hoặc thời hạn, hoặc tải sổ "
            "dạng bảng tính.",
            count=count,
            most=most,
        )


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


class LeftToAnother(LedgerError):
    """A step that is not for who took the one which it confirms."""

    def __init__(self, step: str, reported: str) -> None:
        super().__init__(
            "Người đã thực hiện “{reported}” không tự thực hiện “{step}”. Đề nghị người khác có quyền xem xét.",
            step=step,
            reported=reported,
        )


class NotToOneself(LedgerError):
    """Somebody names himself the handler of a case that he may not see wholly."""

    def __init__(self) -> None:
        super().__init__(
            "Hồ sơ có thông tin mà tài khoản không được xem, nên không tự nhận xử lý được. "
            "Đề nghị người có quyền phân công."
        )


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


class NoPart(LedgerError):
    """A case that would be part of one whose register has no such parts."""

    def __init__(self, upper: str, lower: str) -> None:
        super().__init__("Một {upper} không có {lower} ở bên dưới. Chọn hồ sơ cấp trên khác.", upper=upper, lower=lower)


class PartsOpen(LedgerError):
    """A case that would come into a state although parts below it are open, some of them `named`.

    They may end `together` with it.
    """

    def __init__(self, state: str, count: int, named: Sequence[str], *, together: bool = False) -> None:
        cases = "; ".join(named) + ("; …" if count > len(named) else "")
        if not named:
            told = "Chưa chuyển được sang “{state}”: còn {count} phần chưa kết thúc mà tài khoản không được xem."
        elif together:
            told = (
                "Chưa chuyển được sang “{state}”: còn {count} phần chưa kết thúc: {cases}. Kết thúc từng phần trước, "
                "hoặc đánh dấu để kết thúc cùng lúc."
            )
        else:
            told = (
                "Chưa chuyển được sang “{state}”: còn {count} phần chưa kết thúc: {cases}. Kết thúc các phần đó trước."
            )
        super().__init__(told, state=state, count=count, cases=cases)


class PartStays(LedgerError):
    """A part that cannot end together with what it is part of."""

    def __init__(self, step: str, case: str, why: Refusal) -> None:
        super().__init__(
            "Không thực hiện “{step}” cùng lúc được với {case}: {why} Kết thúc riêng phần đó trước.",
            step=step,
            case=case,
            why=why,
        )


class UpperClosed(LedgerError):
    """An open case below one that takes no more of them."""

    def __init__(self, state: str) -> None:
        super().__init__(
            "Hồ sơ cấp trên đã ở trạng thái “{state}”, không nhận thêm phần chưa kết thúc. Chọn hồ sơ cấp trên khác, "
            "hoặc không đặt hồ sơ này dưới hồ sơ nào.",
            state=state,
        )


class NoSuchNumber(LedgerError):
    """A number that no case of a register has, or none that the account may see."""

    def __init__(self, number: str, register: str) -> None:
        super().__init__(
            "Không có số “{number}” trong “{register}”. Ghi số và năm, ví dụ 12/2026.", number=number, register=register
        )


class NoSuchOffshoot(LedgerError):
    """Something that does not come of the cases of a register."""

    def __init__(self) -> None:
        super().__init__("Từ hồ sơ này không lập được loại hồ sơ đó. Mở lại hồ sơ để xem các loại lập được.")


class AlreadyConverted(LedgerError):
    """A case that was made into another one before."""

    def __init__(self, register: str, number: str) -> None:
        super().__init__(
            "Hồ sơ này đã được chuyển thành số {number} của “{register}”. Nếu vẫn cần thêm một hồ sơ nữa thì đánh dấu "
            "“chuyển thêm lần nữa”.",
            register=register,
            number=number,
        )


class OnlyConverted(LedgerError):
    """A step that a case takes only when it is made into another one."""

    def __init__(self, step: str) -> None:
        super().__init__("Bước “{step}” được ghi khi lập hồ sơ mới. Chọn “{step}” ở mục Liên kết.", step=step)


class ImpossibleReception(LedgerError):
    """A day of reception before anything could have been received, or one that has not come."""

    def __init__(self, day: date, first: date) -> None:
        super().__init__(
            "Ngày tiếp nhận {day} không nằm trong khoảng từ {first} đến hôm nay. Kiểm tra lại ngày, tháng, năm.",
            day=f"{day:%d/%m/%Y}",
            first=f"{first:%d/%m/%Y}",
        )


class OutOfBounds(LedgerError):
    """A field that holds more, or less, than another allows; or a day before or after another one."""

    def __init__(self, label: str, other: str, *, at_most: bool, day: bool) -> None:
        if day and at_most:
            super().__init__("“{label}” không được sau “{other}”.", label=label, other=other)
        elif day:
            super().__init__("“{label}” không được trước “{other}”.", label=label, other=other)
        elif at_most:
            super().__init__("“{label}” không được lớn hơn “{other}”.", label=label, other=other)
        else:
            super().__init__("“{label}” không được nhỏ hơn “{other}”.", label=label, other=other)


class NotInList(LedgerError):
    """A unit, person or place that a field names and that there is not, or not at the unit of the case."""

    def __init__(self, label: str, text: str) -> None:
        super().__init__(
            "{label}: “{text}” không có trong danh sách của đơn vị. Chọn lại trong danh sách.", label=label, text=text
        )


class TooEarly(LedgerError):
    """A step before the end of a time that the law lets pass first."""

    def __init__(self, label: str, last: date | None, basis: str) -> None:
        if last is None:
            super().__init__("Chưa thực hiện được bước này: {label} đang tạm dừng ({basis}).", label=label, basis=basis)
        else:
            super().__init__(
                "Chưa thực hiện được bước này: {label} đến hết ngày {day} ({basis}).",
                label=label,
                day=f"{last:%d/%m/%Y}",
                basis=basis,
            )


class NotExtended(LedgerError):
    """An extension of a limit that has ended, or one more than the law allows."""

    def __init__(self, label: str, due: Due, on: date) -> None:
        if not due.left and due.extended:
            told = "Không gia hạn được: “{label}” đã gia hạn đủ số lần pháp luật cho phép ({basis})."
        elif not due.left:
            told = "Không gia hạn được: pháp luật không cho gia hạn “{label}” ({basis})."
        else:
            told = (
                "Không gia hạn được: thời hạn “{label}” đã hết ngày {day} ({basis}), "
                "trước ngày gia hạn {on}. Chỉ gia hạn khi thời hạn còn."
            )
        super().__init__(
            told, label=label, basis=due.basis, day=f"{due.last:%d/%m/%Y}" if due.last else "", on=f"{on:%d/%m/%Y}"
        )


class UnknownFile(LedgerError):
    """A file that a case has not, or not for this account."""

    def __init__(self) -> None:
        super().__init__("Hồ sơ không có tệp này, hoặc tài khoản không được xem tệp.")


class WrongName(LedgerError):
    """A file of a kind that is not kept with cases, or under a name that says another kind."""

    def __init__(self, name: str, endings: Iterable[str], known: Iterable[str]) -> None:
        super().__init__(
            "Không đính kèm được “{name}”: tên tệp phải có đuôi đúng với nội dung ({endings}), không quá 200 ký tự.",
            name=name,
            endings=", ".join(f".{ending}" for ending in endings or known),
        )


class KeptAlready(LedgerError):
    """A file that is with the case already."""

    def __init__(self, name: str) -> None:
        super().__init__("Hồ sơ đã có tệp cùng nội dung với “{name}”.", name=name)


class TooManyFiles(LedgerError):
    """More files than one case may have."""

    def __init__(self, most: int) -> None:
        super().__init__(
            "Mỗi hồ sơ có nhiều nhất {most} tệp. Gộp các tệp nhỏ lại, hoặc gỡ tệp không còn cần.", most=most
        )


class NeedsReason(LedgerError):
    """Something that is not done without saying why."""

    def __init__(self) -> None:
        super().__init__("Ghi lý do rồi thực hiện lại.")


class NothingChanged(LedgerError):
    """A correction that leaves everything as it is."""

    def __init__(self) -> None:
        super().__init__("Chưa sửa ô nào: thông tin vẫn như đang ghi trong sổ. Sửa ô cần sửa rồi ghi lại.")


class NothingReviewed(LedgerError):
    """A case of a register that looks back at nothing."""

    def __init__(self) -> None:
        super().__init__("Sổ này không có phần rà soát các lần trước.")


class NotHandedOver(LedgerError):
    """A case that is closed, or that would go to where it is, or to a unit that has ended."""

    def __init__(self) -> None:
        super().__init__("Chỉ chuyển được hồ sơ chưa kết thúc, sang một đơn vị khác đang hoạt động.")
