"""The frame of the pages of administration: which of them the account may open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from tonghop.core.errors import Refusal
from tonghop.ledger.access import Forbidden
from tonghop.ledger.rights import Action
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import ADMINISTRATION, page
from tonghop.web.saying import sentence_of


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the administration: the name of its address, and what somebody may do of whom it is."""

    name: str
    label: str
    action: Action


_SECTIONS = (
    Section("accounts", "Tài khoản", Action.MANAGE_ACCOUNTS),
    Section("grants", "Vai trò", Action.MANAGE_ACCOUNTS),
    Section("tokens", "Khóa truy cập", Action.MANAGE_ACCOUNTS),
    Section("catalog", "Danh mục", Action.SEE_CATALOG),
    Section("rules", "Lịch và ngưỡng", Action.MANAGE_OFFICE),
    Section("journal", "Nhật ký", Action.SEE_ENTRIES),
    Section("jobs", "Việc nền", Action.MANAGE_OFFICE),
    Section("backups", "Sao lưu", Action.MANAGE_OFFICE),
    Section("health", "Tình trạng", Action.MANAGE_OFFICE),
)


@require_GET
@members
def administration(request: MemberRequest) -> HttpResponse:
    """The first part that the account may open; raises Forbidden where there is none."""
    if not ADMINISTRATION & request.held:
        raise Forbidden
    return redirect(_open_to(request)[0].name)


def framed(request: MemberRequest, template: str, *, sentence: str = "", **context: Any) -> HttpResponse:
    """A page of the administration; with a `sentence` that refuses something, of status 422."""
    sections = _open_to(request)
    return page(request, template, status=422 if sentence else 200, sections=sections, sentence=sentence, **context)


def told(request: MemberRequest, refusal: Refusal) -> str:
    """A refusal in the reader's language, to stand above a form; raises it again where it forbids."""
    if isinstance(refusal, Forbidden):
        raise refusal
    return sentence_of(request, refusal)


def reason_of(request: MemberRequest) -> str:
    """The reason that a form gives."""
    return request.POST.get("reason", "").strip()[:1000]


def _open_to(request: MemberRequest) -> list[Section]:
    return [section for section in _SECTIONS if section.action in request.held]
