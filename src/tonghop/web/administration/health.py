"""Health: the database, the queue, the disk, the programs that are optional, and the versions of what is at work."""

import platform
import shutil
from dataclasses import dataclass
from importlib.metadata import version

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.http import require_GET

from tonghop import __version__
from tonghop.database import data_directory
from tonghop.ledger import access, keeping, schema
from tonghop.ledger import health as ledger
from tonghop.ledger.rights import Action
from tonghop.web.administration.frame import framed
from tonghop.web.administration.queue import Tally, tally
from tonghop.web.people import MemberRequest, members

_LEAST_DISK = 2 * 1024**3
_DAYS_OF_A_BACKUP = 7
_PACKAGES = ("django", "psycopg", "procrastinate", "django-ninja", "waitress", "pypdfium2")


@dataclass(frozen=True, slots=True)
class Disk:
    """The bytes on the disk with the data of the office: all, and free."""

    total: int
    free: int

    @property
    def is_short(self) -> bool:
        """Whether little is left."""
        return self.free < _LEAST_DISK


@require_GET
@members
def health(request: MemberRequest) -> HttpResponse:
    """How the office is, what to see to first."""
    access.require_over_all(request.account, Action.MANAGE_OFFICE)
    usage, database, jobs, last = shutil.disk_usage(data_directory()), ledger.database(), tally(), keeping.last_backup()
    disk, current = Disk(usage.total, usage.free), schema.is_current()
    late = last is None or (now() - last).days >= _DAYS_OF_A_BACKUP
    return framed(
        request,
        "admin/health.html.j2",
        disk=disk,
        database=database,
        jobs=jobs,
        last=last,
        current=current,
        troubles=_troubles(disk, database, jobs, late=late, current=current),
        programs=_programs(),
        versions={"Tổng Hợp": __version__, "Python": platform.python_version(), "PostgreSQL": database.version}
        | {name: version(name) for name in _PACKAGES},
    )


def _troubles(disk: Disk, database: ledger.Database, jobs: Tally, *, late: bool, current: bool) -> list[str]:
    said = (
        (not current, "Cơ sở dữ liệu chưa có đủ các bảng của bản này. Chạy “tonghop migrate”."),
        (disk.is_short, "Đĩa chứa dữ liệu sắp đầy. Giải phóng dung lượng trước khi nhận thêm văn bản."),
        (database.connected * 10 >= database.most * 9, "Số kết nối tới cơ sở dữ liệu gần tới giới hạn."),
        (not jobs.alive, "Không có tiến trình nền nào đang chạy; văn bản trong hộp báo cáo chưa được đọc."),
        (jobs.failed > 0, "Có việc nền không làm được. Xem ở trang Việc nền."),
        (late, "Đã hơn 7 ngày chưa sao lưu."),
    )
    return [sentence for wrong, sentence in said if wrong]


def _programs() -> dict[str, tuple[bool, str]]:
    """The optional programs: whether each is there, and what it is for."""
    from tonghop.reading.loaders import libreoffice
    from tonghop.reading.loaders.scans import tesseract

    return {
        "Tesseract": (tesseract.is_installed(), "đọc bản quét, ảnh chụp"),
        "LibreOffice": (libreoffice.is_installed(), "đọc tệp Word, trình chiếu kiểu cũ"),
    }
