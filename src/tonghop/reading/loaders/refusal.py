"""Why a file cannot be read: each reason with the remedy, in words the officer can act on."""

from typing import NamedTuple

from tonghop.core.errors import UnreadableDocument


class Reason(NamedTuple):
    """What is wrong with a file and what to do, each one sentence."""

    problem: str
    remedy: str


class Refusal(Exception):
    """Raised by the reader of one format, which does not know the name of the file."""

    def __init__(self, reason: Reason, place: str = "") -> None:
        super().__init__(reason.problem)
        self.reason, self.place = reason, place

    def of(self, name: str) -> UnreadableDocument:
        """The error for the file called `name`."""
        return UnreadableDocument(name, *self.reason, place=self.place)


MISSING = Reason("Không tìm thấy tệp.", "Kiểm tra lại đường dẫn và tên tệp.")
FOLDER = Reason("Đây là thư mục, không phải tệp.", "Chọn từng tệp trong thư mục.")
NOT_REGULAR = Reason("Đây không phải là tệp thông thường.", "Chọn một tệp văn bản trên ổ đĩa.")
FORBIDDEN = Reason("Không có quyền đọc tệp.", "Xin quyền đọc hoặc sao chép tệp vào thư mục của mình.")
UNREACHABLE = Reason("Hệ điều hành không đọc được tệp.", "Kiểm tra ổ đĩa, kết nối mạng rồi thử lại.")
EMPTY = Reason("Tệp rỗng, không có nội dung.", "Kiểm tra lại tệp gốc hoặc đề nghị nơi gửi gửi lại.")
TOO_LARGE = Reason("Tệp quá lớn.", "Bỏ hình ảnh hoặc tách tệp thành nhiều phần nhỏ hơn.")
NESTED = Reason(
    "Các phần của trang web lồng nhau quá sâu.",
    "Mở bằng trình duyệt rồi lưu nội dung dưới dạng .docx hoặc .txt (UTF-8).",
)
SWOLLEN = Reason(
    "Nội dung giải nén của tệp lớn bất thường, có thể là tệp độc hại.",
    "Không mở tệp này; đề nghị nơi gửi gửi lại bản khác.",
)
UNCOMPUTED = Reason(
    "Ô có công thức nhưng chưa có kết quả tính.", "Mở tệp bằng Excel hoặc LibreOffice, tính lại rồi lưu."
)
WIDE_MERGE = Reason("Trang tính có vùng ô gộp quá lớn.", "Mở tệp bằng Excel hoặc LibreOffice, bỏ gộp ô rồi lưu lại.")
ENCRYPTED = Reason(
    "Tệp được đặt mật khẩu.",
    "Cho biết mật khẩu (--password, biến TONGHOP_PASSWORD, hoặc trường password khi gửi qua giao diện lập trình); "
    "nếu không, mở tệp, bỏ mật khẩu rồi lưu lại.",
)
WRONG_PASSWORD = Reason("Mật khẩu không mở được tệp.", "Kiểm tra lại mật khẩu hoặc hỏi nơi gửi.")
UNKNOWN_LOCK = Reason("Tệp được khóa theo cách chưa hỗ trợ.", "Mở tệp bằng mật khẩu, bỏ mật khẩu rồi lưu lại.")
DAMAGED = Reason("Tệp bị hỏng hoặc bị cắt cụt.", "Mở bằng phần mềm soạn thảo để sửa chữa hoặc đề nghị nơi gửi gửi lại.")
UNKNOWN = Reason(
    "Không nhận ra định dạng của nội dung tệp.", "Lưu lại dưới dạng .docx, .xlsx, .pdf, .html hoặc .txt (UTF-8)."
)
OTHER_OFFICE = Reason(
    "Tệp thuộc định dạng văn phòng chưa đọc được.", "Lưu lại dưới dạng .docx, .xlsx, .odt, .ods hoặc .pdf."
)
ARCHIVE = Reason(
    "Đây là tệp nén RAR, 7z hoặc GZIP.", "Giải nén rồi chọn các tệp bên trong, hoặc nén lại dưới dạng ZIP."
)
CONTAINER = Reason(
    "Đây là tệp nén hoặc thư điện tử, có thể chứa nhiều tài liệu.",
    "Giải nén hoặc lưu các tệp đính kèm rồi chọn từng tệp.",
)
DEEP_CONTAINER = Reason("Tệp nén hoặc thư lồng nhau quá nhiều lớp.", "Giải nén các lớp bên ngoài rồi chọn lại tệp này.")
NO_LIBREOFFICE = Reason(
    "Muốn đọc tệp .doc, .rtf, máy cần có LibreOffice.",
    "Cài LibreOffice Writer, hoặc mở bằng Word rồi lưu lại dưới dạng .docx.",
)
SLOW_LIBREOFFICE = Reason(
    "LibreOffice không chuyển đổi xong tệp trong thời gian cho phép.",
    "Mở bằng Word hoặc LibreOffice rồi lưu lại dưới dạng .docx.",
)
NOT_UNICODE = Reason(
    "Không nhận ra bảng mã của văn bản (không phải Unicode, TCVN3, VNI hay VISCII).", "Lưu lại dạng UTF-8 (Unicode)."
)
RECOGNISER_MISSING = Reason(
    "Tệp có trang là ảnh quét (scan), nhưng máy này chưa cài phần mềm nhận dạng chữ Tesseract với dữ liệu tiếng Việt.",
    "Cài Tesseract và gói tiếng Việt (Ubuntu, Debian: sudo apt install tesseract-ocr tesseract-ocr-vie), "
    "hoặc gửi tệp gốc dưới dạng .docx.",
)
RECOGNISER_SLOW = Reason(
    "Nhận dạng chữ của một trang quá lâu nên đã dừng.", "Quét lại trang ở 300 dpi, hoặc gửi tệp gốc dưới dạng .docx."
)
RECOGNISER_FAILED = Reason(
    "Phần mềm nhận dạng chữ Tesseract không đọc được trang.",
    "Cài lại Tesseract cùng gói tiếng Việt rồi thử lại, hoặc gửi tệp gốc dưới dạng .docx.",
)
