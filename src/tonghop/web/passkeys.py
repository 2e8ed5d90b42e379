"""Passkeys: what a browser is asked for to add one or to sign in with one, and what it answers."""

import json
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from tonghop.api.authentication import SignIns
from tonghop.api.entering import begin, show
from tonghop.core.errors import Refusal
from tonghop.ledger import passkeys
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Account
from tonghop.ledger.passkeys import WrongPasskey
from tonghop.web.following import following
from tonghop.web.people import MemberRequest, members
from tonghop.web.saying import sentence_of
from tonghop.web.session import NotThePassword

_STATE = "passkey"


class NotHere(LedgerError):
    """An address at which browsers keep no passkeys."""

    def __init__(self) -> None:
        super().__init__("Khóa đăng nhập không dùng được với địa chỉ bằng số. Mở văn phòng bằng tên máy chủ.")


@sensitive_post_parameters("current")
@require_POST
@members
def begin_adding(request: MemberRequest) -> HttpResponseBase:
    """What the browser needs to make a passkey, for whoever tells his password."""
    name = request.account.get_username()
    if authenticate(request, username=name, password=request.POST.get("current", "")) is None:
        return _refused(request, NotThePassword(), 403)
    try:
        options, request.session[_STATE] = passkeys.begin_adding(request.account, site(request))
    except Refusal as refusal:
        return _refused(request, refusal, 422)
    return JsonResponse(dict(options))


@require_POST
@members
def add(request: MemberRequest) -> HttpResponseBase:
    """Add the passkey that the browser has made, under a name; it counts as shown."""
    sent, state = _sent(request), request.session.pop(_STATE, None)
    try:
        name = str(sent.get("name") or "").strip() or "–"
        row = passkeys.add(
            request.account, site(request), state or {}, sent.get("credential") or {}, name, request.session.session_key
        )
    except Refusal as refusal:
        return _refused(request, refusal, 422)
    show(request, row)
    return JsonResponse({"next": following(request)})


@never_cache
@require_POST
def begin_showing(request: HttpRequest) -> HttpResponse:
    """What the browser needs to show a passkey."""
    try:
        options, request.session[_STATE] = passkeys.begin_showing(site(request))
    except Refusal as refusal:
        return _refused(request, refusal, 422)
    return JsonResponse(dict(options))


@never_cache
@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Begin the session of whoever shows his passkey, with both factors."""
    if not SignIns().allow_request(request):
        return _refused(request, WrongPasskey(), 429)
    state = request.session.pop(_STATE, None)
    try:
        row = passkeys.shown(site(request), state or {}, _sent(request).get("credential") or {})
    except Refusal as refusal:
        return _refused(request, refusal, 401)
    account = row.user
    assert isinstance(account, Account)
    begin(request, account)
    show(request, row)
    return JsonResponse({"next": following(request)})


def site(request: HttpRequest) -> str:
    """The name of the host for which browsers keep passkeys; raises NotHere for a numeric address."""
    host = request.get_host().rsplit(":", 1)[0] if not request.get_host().endswith("]") else request.get_host()
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return host
    raise NotHere


def _sent(request: HttpRequest) -> Mapping[str, Any]:
    try:
        sent = json.loads(request.body)
    except ValueError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _refused(request: HttpRequest, refusal: Refusal, status: int) -> JsonResponse:
    return JsonResponse({"sentence": sentence_of(request, refusal)}, status=status)
