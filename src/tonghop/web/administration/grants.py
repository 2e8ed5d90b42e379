"""Roles: who holds which over a unit and what is below it; they are given and taken with a reason."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal
from tonghop.ledger import access, accounts, units
from tonghop.ledger.models import Grant, Role
from tonghop.ledger.rights import Action, Relation, rights
from tonghop.web.administration.accounts import shown
from tonghop.web.administration.choices import role_of, units_managed
from tonghop.web.administration.frame import framed, reason_of, told
from tonghop.web.people import MemberRequest, members

_MOST = 300
_RELATIONS = {
    Relation.OWN: "đơn vị mình",
    Relation.BELOW: "bên dưới",
    Relation.ABOVE: "bên trên",
    Relation.FOREIGN: "đơn vị khác",
}
_ACTIONS = {
    Action.SEE_CATALOG: "xem danh mục",
    Action.SEE_PUBLISHED: "xem số liệu đã công bố",
    Action.SEE_ACCEPTED: "xem số liệu đã tiếp nhận",
    Action.SEE_PROPOSED: "xem số liệu đang nhập, đã gửi",
    Action.SEE_SOURCES: "xem văn bản gốc",
    Action.SEE_ROUNDS: "xem kỳ báo cáo",
    Action.SEE_DUTIES: "xem biểu phải nộp",
    Action.SEE_ENTRIES: "xem nhật ký",
    Action.DRAFT: "nhập số liệu",
    Action.SUBMIT: "gửi biểu",
    Action.DECIDE: "tiếp nhận, trả lại",
    Action.SETTLE: "ghi số liệu chính thức",
    Action.PUBLISH: "công bố",
    Action.RUN_ROUNDS: "mở, đóng kỳ báo cáo",
    Action.SEE_ISSUED: "xem báo cáo đã ban hành",
    Action.SEE_DRAFTS: "xem dự thảo báo cáo",
    Action.DRAFT_REPORTS: "soạn báo cáo",
    Action.COMMENT_REPORTS: "góp ý dự thảo báo cáo",
    Action.ISSUE_REPORTS: "ban hành, đính chính, thu hồi báo cáo",
    Action.CHANGE_UNITS: "thay đổi đơn vị",
    Action.MANAGE_ACCOUNTS: "quản lý tài khoản, vai trò",
    Action.MANAGE_OFFICE: "quản lý lịch, ngưỡng, sao lưu",
}
_IN_WORDS = [
    (
        _ACTIONS.get(action, action),
        [[_RELATIONS[item] for item in Relation if item in right.roles[role]] for role in Role],
    )
    for action, right in rights().items()
]
"""The table of rights: what is done, and to which units each role may do it."""


@require_GET
@members
def grants(request: MemberRequest) -> HttpResponse:
    """The roles over a unit and all units below it, and what each role may do."""
    access.require_some(request.account, Action.MANAGE_ACCOUNTS)
    code = request.GET.get("unit", "").strip()
    rows = Grant.objects.filter(access.within(request.account, Action.MANAGE_ACCOUNTS))
    if code:
        unit = units.find(code)
        access.require(request.account, Action.MANAGE_ACCOUNTS, unit)
        rows = rows.filter(unit_id__in=access.below([unit.pk]))
    found = list(rows.select_related("account", "unit").order_by("unit__code", "role", "account__username")[:_MOST])
    return framed(
        request,
        "admin/grants.html.j2",
        rows=[(row, Role(row.role)) for row in found],
        names=units.names_of({row.unit.code for row in found}, localdate()),
        code=code,
        choices=units_managed(request.account),
        roles=Role,
        table=_IN_WORDS,
    )


@require_POST
@members
def step(request: MemberRequest, action: str) -> HttpResponse:
    """Give a role to an account, or take it; a refusal is told above the account."""
    access.require_some(request.account, Action.MANAGE_ACCOUNTS)
    change = {"giao": accounts.grant, "thu": accounts.revoke}.get(action)
    if change is None:
        raise Http404
    row = accounts.account_of(request.POST.get("account", "").strip())
    try:
        role, unit = role_of(request.POST.get("role", "")), units.find(request.POST.get("unit", "").strip())
        change(request.account, row, role, unit, reason_of(request))
    except Refusal as refusal:
        return shown(request, row, told(request, refusal))
    return redirect("account", row.username)
