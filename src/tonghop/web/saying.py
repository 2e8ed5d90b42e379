"""Sentences of the ledger as pages tell them: where a command is named as the remedy, the page that has it is."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest

from tonghop.core.errors import Refusal
from tonghop.core.language import translator
from tonghop.web.rendering import language

ON_PAGES: Mapping[str, str] = {
    "Không có tài khoản “{name}”. Xem các tài khoản bằng lệnh “tonghop account list”.": (
        "Không có tài khoản “{name}”. Xem các tài khoản ở trang Quản trị, mục Tài khoản."
    ),
    "Không có chỉ tiêu “{key}”. Tra mã chỉ tiêu bằng lệnh “tonghop catalog”.": (
        "Không có chỉ tiêu “{key}”. Tìm tên chỉ tiêu ở trang Tra cứu."
    ),
    "Không có chỉ tiêu “{text}”. Tra mã chỉ tiêu bằng lệnh “tonghop catalog”.": (
        "Không có chỉ tiêu “{text}”. Tìm tên chỉ tiêu ở trang Tra cứu."
    ),
    "Không có đơn vị “{code}”. Tra mã đơn vị bằng lệnh “tonghop units”.": (
        "Không có đơn vị “{code}”. Tìm mã đơn vị ở trang Đơn vị."
    ),
    "Không có đơn vị “{text}”. Tra mã đơn vị bằng lệnh “tonghop units”.": (
        "Không có đơn vị “{text}”. Tìm mã đơn vị ở trang Đơn vị."
    ),
    "Tệp {name} là biểu “{form}” của một đợt báo cáo. Nhập bằng lệnh “tonghop round enter”.": (
        "Tệp {name} là biểu “{form}” của một kỳ báo cáo. Nhập ở trang của biểu đó, mục Điền bằng Excel."
    ),
    "“{indicator}” của “{unit}” kỳ {span} chưa có số liệu để đính chính. Ghi bằng lệnh “tonghop facts record”.": (
        "“{indicator}” của “{unit}” kỳ {span} chưa có số liệu để đính chính. Nhập vào biểu của kỳ báo cáo."
    ),
    "Không có đợt báo cáo số {number}. Xem bằng lệnh “tonghop round list”.": (
        "Không có kỳ báo cáo số {number}. Chọn ở trang Kỳ báo cáo."
    ),
    "Không có biểu phải nộp “{what}”. Xem bằng lệnh “tonghop round status”.": (
        "Không có biểu phải nộp “{what}”. Chọn ở trang Kỳ báo cáo."
    ),
    "Đợt báo cáo “{name}” đã khóa từ {day}, không nhận số liệu nữa. Đính chính bằng lệnh “tonghop facts correct”.": (
        "Kỳ báo cáo “{name}” đã khóa từ {day}, không nhận số liệu nữa. Số liệu đã tiếp nhận được đính chính tại biểu, "
        "bằng “Đính chính” bên từng số."
    ),
}
"""What is said in the place of a message that names a command."""


def saying(request: HttpRequest) -> Callable[[str], str]:
    """The words of the reader's language for messages, as pages tell them."""
    say = translator(language(request)).gettext
    return lambda message: say(ON_PAGES.get(message, message))


def sentence_of(request: HttpRequest, refusal: Refusal) -> str:
    """A refusal as pages tell it, in the reader's language."""
    return refusal.sentence(saying(request))
