"""Tokens: with which keys programs act for accounts, and how to end one."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_GET, require_POST

from tonghop.ledger import access, accounts
from tonghop.ledger import tokens as keys
from tonghop.ledger.models import Token
from tonghop.ledger.rights import Action, Scope
from tonghop.web.administration.frame import framed
from tonghop.web.people import MemberRequest, members

_MOST = 200
_SCOPES = {Scope.READ: "đọc", Scope.WRITE: "nhập, gửi", Scope.SETTLE: "tiếp nhận, công bố", Scope.MANAGE: "quản trị"}


@require_GET
@members
def tokens(request: MemberRequest) -> HttpResponse:
    """The tokens of the accounts that the administrator sees: those in force, or all, the newest first."""
    access.require_some(request.account, Action.MANAGE_ACCOUNTS)
    everything = request.GET.get("state") == "all"
    rows = Token.objects.filter(account__in=accounts.seen(request.account)).select_related("account")
    if not everything:
        rows = rows.filter(revoked=None, expires__gt=now())
    return framed(
        request,
        "admin/tokens.html.j2",
        rows=[(row, [_SCOPES[Scope(scope)] for scope in row.scopes]) for row in rows.order_by("-id")[:_MOST]],
        everything=everything,
        now=now(),
    )


@require_POST
@members
def revoke(request: MemberRequest, number: int) -> HttpResponse:
    """End a token at once."""
    access.require_some(request.account, Action.MANAGE_ACCOUNTS)
    row = Token.objects.filter(account__in=accounts.seen(request.account), id=number).select_related("account").first()
    if row is None:
        raise Http404
    keys.revoke(request.account, row.account, number)
    return redirect("tokens")
