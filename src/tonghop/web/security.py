"""Bảo mật: the passkeys, the authenticator and the sessions of one's own account."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from tonghop.core.errors import Refusal
from tonghop.ledger import passkeys, second_factor, sessions
from tonghop.web.passkeys import NotHere, site
from tonghop.web.people import MemberRequest, members
from tonghop.web.rendering import page
from tonghop.web.saying import sentence_of


@require_GET
@members
def security(request: MemberRequest) -> HttpResponse:
    """With what the account signs in, and where it is signed in."""
    return _shown(request)


@require_POST
@members
def step(request: MemberRequest, action: str) -> HttpResponse:
    """Remove a passkey, or end the other sessions."""
    account, number = request.account, request.POST.get("number", "")[:18]
    try:
        match action:
            case "go-khoa":
                passkeys.remove(account, account, int(number) if number.isdecimal() else 0)
            case "phien-khac":
                sessions.end_others(account, request.session.session_key)
            case _:
                raise Http404
    except Refusal as refusal:
        return _shown(request, sentence_of(request, refusal))
    return redirect("security")


def _shown(request: MemberRequest, sentence: str = "") -> HttpResponse:
    return page(
        request,
        "security.html.j2",
        status=422 if sentence else 200,
        sentence=sentence,
        held=passkeys.held(request.account),
        enrolled=second_factor.enrolled(request.account),
        opened=sessions.opened(request.account),
        own=sessions.mark(request.session.session_key or ""),
        possible=_possible(request),
    )


def _possible(request: MemberRequest) -> bool:
    try:
        site(request)
    except NotHere:
        return False
    return True
