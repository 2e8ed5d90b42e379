"""What a person reads who may not, or cannot, have what he asked for."""

from django.http import HttpRequest, HttpResponse

from tonghop.core.errors import Refusal
from tonghop.core.language import translator
from tonghop.ledger.access import Forbidden, OwnSubmission
from tonghop.ledger.cases.errors import UnknownCase, UnknownFile, UnknownPosting, UnknownRegister
from tonghop.ledger.errors import Conflict
from tonghop.ledger.inbox import UnknownArrival
from tonghop.ledger.reports.errors import UnknownReport
from tonghop.ledger.rounds.errors import UnknownDuty, UnknownRound
from tonghop.web.rendering import language, page
from tonghop.web.saying import sentence_of

_SENTENCES = {
    400: "Yêu cầu không hợp lệ. Quay lại trang trước rồi thử lại.",
    403: "Tài khoản không được làm việc này, hoặc phiên làm việc đã hết. Đăng nhập lại rồi thử lại.",
    404: "Không có trang này, hoặc tài khoản không được xem.",
    429: "Có quá nhiều lần đăng nhập sai. Đề nghị chờ ít phút rồi thử lại.",
    500: "Máy chủ gặp lỗi ngoài dự kiến. Đề nghị thử lại sau và báo cho người quản trị.",
}
_STATUSES: tuple[tuple[type[Refusal], int], ...] = (
    (UnknownArrival, 404),
    (Forbidden, 403),
    (OwnSubmission, 403),
    (Conflict, 409),
)
_UNKNOWN = (UnknownCase, UnknownDuty, UnknownFile, UnknownPosting, UnknownRegister, UnknownReport, UnknownRound)
"""What is answered as if there were no such page, whether there is none or it is not for this account."""


def refused(request: HttpRequest, status: int) -> HttpResponse:
    """The page of a status."""
    return _page(request, status, translator(language(request)).gettext(_SENTENCES[status]))


def told(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The page that tells a refusal of the ledger, in its own words."""
    if isinstance(refusal, _UNKNOWN):
        return refused(request, 404)
    status = next((status for kind, status in _STATUSES if isinstance(refusal, kind)), 422)
    return _page(request, status, sentence_of(request, refusal))


def _page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    return page(request, "refusal.html.j2", status=status, sentence=sentence)
