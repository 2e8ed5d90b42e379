"""Errors as RFC 9457 problem documents, in the language that is asked for."""

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation.trans_real import parse_accept_lang_header
from ninja import NinjaAPI
from ninja.errors import HttpError, Throttled, ValidationError

from tonghop.api.entering import WrongPassword
from tonghop.api.faults import fault
from tonghop.core.errors import Refusal
from tonghop.core.language import LANGUAGES, translator
from tonghop.intake.taking import Unexpected
from tonghop.ledger.access import Forbidden, OwnSubmission
from tonghop.ledger.accounts import AccountExists, UnknownAccount
from tonghop.ledger.errors import Conflict
from tonghop.ledger.permitted import AlreadyPublished, NotPublishable
from tonghop.ledger.reports.errors import UnknownReport, WrongReportState
from tonghop.ledger.rounds.errors import (
    Contradicted,
    RoundClosed,
    RoundExists,
    UnknownDuty,
    UnknownRound,
    WrongState,
)
from tonghop.ledger.second_factor import AlreadyEnrolled, WrongCode
from tonghop.ledger.sessions import UnknownSession
from tonghop.ledger.tokens import UnknownToken

MEDIA_TYPE = "application/problem+json"
UPLOAD = "/api/v1/intake"
"""The one address that takes a file; whoever has a session proves there by the token of the site who he is."""
MOST_SENT, MOST_UPLOADED = 4 * 1024 * 1024, 32 * 1024 * 1024
_DIGITS = 12
_LOG = logging.getLogger("tonghop.api")
_TITLES: Mapping[int, tuple[str, str]] = {
    400: ("bad-request", "Yêu cầu không hợp lệ."),
    401: ("unauthenticated", "Cần đăng nhập, hoặc khóa truy cập không đúng, đã hết hạn hay đã bị thu hồi."),
    403: ("forbidden", "Không có quyền thực hiện việc này."),
    404: ("not-found", "Không có nội dung này, hoặc tài khoản không được xem."),
    405: ("method-not-allowed", "Địa chỉ này không nhận phương thức được gọi."),
    409: ("conflict", "Không phù hợp với số liệu hoặc trạng thái hiện có."),
    412: ("changed-since", "Số liệu đã thay đổi so với bản đã xem."),
    413: ("too-large", "Nội dung gửi lên quá lớn."),
    415: ("not-json", "Chỉ nhận nội dung dạng application/json; riêng văn bản gửi theo multipart/form-data."),
    422: ("not-valid", "Nội dung gửi lên có chỗ chưa đúng."),
    429: ("too-many-requests", "Có quá nhiều yêu cầu. Đề nghị chờ ít phút rồi thử lại."),
    500: ("failure", "Máy chủ gặp lỗi ngoài dự kiến. Đề nghị thử lại sau và báo cho người quản trị."),
}
_STATUSES: tuple[tuple[type[Refusal], int], ...] = (
    (Forbidden, 403),
    (OwnSubmission, 403),
    (UnknownAccount, 404),
    (UnknownToken, 404),
    (UnknownSession, 404),
    (Conflict, 409),
    (AccountExists, 409),
    (AlreadyEnrolled, 409),
    (AlreadyPublished, 409),
    (NotPublishable, 409),
    (WrongState, 409),
    (RoundClosed, 409),
    (RoundExists, 409),
    (UnknownRound, 404),
    (UnknownDuty, 404),
    (UnknownReport, 404),
    (WrongReportState, 409),
    (Unexpected, 500),
    (WrongCode, 401),
    (WrongPassword, 401),
)


class Problem(Exception):
    """A refusal of the interface itself: its status, and a sentence (msgid) where the title does not say it all."""

    def __init__(self, status: int, detail: str = "", **members: Any) -> None:
        super().__init__(detail)
        self.status, self.detail, self.members = status, detail, members


def language(request: HttpRequest) -> str:
    """The language of messages: the first of those accepted that there is, else Vietnamese."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if code[:2] in LANGUAGES:
            return code[:2]
    return LANGUAGES[0]


def problem(request: HttpRequest, status: int, detail: str = "", **members: Any) -> HttpResponse:
    """The problem document of a status; `detail` is already in the reader's language."""
    spoken = language(request)
    kind, title = _TITLES.get(status, _TITLES[400 if status < 500 else 500])
    say = translator(spoken).gettext
    body: dict[str, Any] = {
        "type": f"urn:tonghop:{kind}",
        "title": say(title),
        "status": status,
        "instance": request.path,
    }
    if detail:
        body["detail"] = detail
    response = HttpResponse(json.dumps(body | members, ensure_ascii=False, default=str), MEDIA_TYPE, status)
    response.headers["Content-Language"] = spoken
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="tonghop"'
    return response


def restated(request: HttpRequest, response: HttpResponseBase) -> HttpResponse:
    """The problem document that says what a bare response of Django says by its status."""
    stated = problem(request, response.status_code)
    for name in ("Allow", "Retry-After"):
        if name in response.headers:
            stated.headers[name] = response.headers[name]
    return stated


def refused(request: HttpRequest) -> HttpResponse | None:
    """The refusal of a request whose address holds what is no text, or whose body is too large or might be another
    site's; or None."""
    sending = request.headers.get("Content-Length", "0") not in ("", "0")
    upload = request.path == UPLOAD
    if sending and request.content_type != ("multipart/form-data" if upload else "application/json"):
        return problem(request, 415)
    if sending and not _fits(request.headers["Content-Length"], MOST_UPLOADED if upload else MOST_SENT):
        return problem(request, 413)
    asked = [request.path, *(part for name, values in request.GET.lists() for part in (name, *values))]
    try:
        "".join(asked).encode("utf-8")
    except UnicodeEncodeError:
        return problem(request, 400)
    return problem(request, 400) if any("\0" in part for part in asked) else None


def _fits(length: str, most: int) -> bool:
    return length.isdecimal() and len(length) <= _DIGITS and int(length) <= most


def register(api: NinjaAPI) -> None:
    """Let the interface answer each kind of error by its problem document."""
    api.add_exception_handler(Refusal, _refusal)
    api.add_exception_handler(Problem, _problem)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(Throttled, _throttled)
    api.add_exception_handler(HttpError, _http_error)
    api.add_exception_handler(Http404, missing)


def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, error.status_code)


def _refusal(request: HttpRequest, error: Any) -> HttpResponse:
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 422)
    if status >= 500:
        _LOG.error("%s: %s", request.path, error)
        return problem(request, status)
    told = error.objections if isinstance(error, Contradicted) else ()
    members = {"objections": [{"fingerprint": item.fingerprint, "message": item.message} for item in told]}
    sentence = error.sentence(translator(language(request)).gettext)
    return problem(request, status, sentence, **members if told else {})


def _problem(request: HttpRequest, error: Any) -> HttpResponse:
    say = translator(language(request)).gettext
    if "errors" in error.members:
        error.members["errors"] = [item | {"message": say(item["message"])} for item in error.members["errors"]]
    return problem(request, error.status, say(error.detail) if error.detail else "", **error.members)


def _not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    say = translator(language(request)).gettext
    return problem(request, 422, errors=[fault(item, say) for item in error.errors])


def _throttled(request: HttpRequest, error: Any) -> HttpResponse:
    response = problem(request, 429)
    response.headers["Retry-After"] = str(int(error.wait or 60) + 1)
    return response


def missing(request: HttpRequest, exception: Any) -> HttpResponse:  # noqa: ARG001
    """The answer where there is no such address."""
    return problem(request, 404)
