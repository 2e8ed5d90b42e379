"""How the work of a worker process ends without an answer, in words for whoever waits for it."""

from tonghop.core.errors import TonghopError, UnreadableDocument
from tonghop.workers.limits import VARIABLES, Limits


class Stopped(TonghopError):
    """A worker process was ended, or ended by itself, before it had an answer."""

    problem = "Tiến trình đọc tệp bị dừng đột ngột, có thể do tệp hỏng hoặc thiếu bộ nhớ."
    remedy = "Mở và lưu lại tệp rồi thử lại."
    limit = ""

    def __init__(self, limits: Limits) -> None:
        super().__init__(self.problem)
        self.limits = limits

    def of(self, name: str) -> UnreadableDocument:
        """The error for the file called `name`."""
        values = {"limit": getattr(self.limits, self.limit), "variable": VARIABLES[self.limit]} if self.limit else {}
        return UnreadableDocument(name, self.problem, self.remedy, **values)


class Died(Stopped):
    """The process ended by itself."""


class OutOfTime(Stopped):
    """The work took longer than it may."""

    problem = "Đọc tệp quá thời gian cho phép ({limit} giây)."
    remedy = "Tách tệp thành nhiều phần nhỏ hơn, hoặc tăng giới hạn bằng --limit-time ({variable})."
    limit = "seconds"


class OutOfMemory(Stopped):
    """The work needed more memory than it may have."""

    problem = "Đọc tệp cần nhiều bộ nhớ hơn mức cho phép ({limit} MB)."
    remedy = "Tách tệp thành nhiều phần nhỏ hơn, hoặc tăng giới hạn bằng --limit-memory ({variable})."
    limit = "memory"
