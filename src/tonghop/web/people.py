"""Who asks for a page: the account of the session, at the unit he works for."""

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from tonghop.api.entering import must_change
from tonghop.core.errors import Refusal
from tonghop.ledger import rights, second_factor
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Account, Grant, Role, Unit
from tonghop.ledger.rights import Action
from tonghop.web.refusals import told

P = ParamSpec("P")


class MemberRequest(HttpRequest):
    """A request of somebody who has signed in, with the second factor where his role needs one.

    `home` is the unit of his first role, `held` what he may do somewhere.
    """

    account: Account
    home: Unit
    held: frozenset[Action]


def signed_in(request: HttpRequest) -> Account | None:
    """The account of the session, if there is one that may still sign in."""
    user = getattr(request, "user", None)
    return user if isinstance(user, Account) and user.is_active else None


def members(
    view: Callable[Concatenate[MemberRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for those who have signed in; a refusal of the ledger is told on a page of its own."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        account = signed_in(request)
        if account is None:
            return _elsewhere(request, settings.LOGIN_URL)
        first = _first(request, account)
        if first and request.path != reverse(first):
            return _elsewhere(request, first)
        try:
            return view(_of(account, request), *args, **kwargs)
        except Refusal as refusal:
            return told(request, refusal)

    return never_cache(answer)


def anybody(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """A page for everybody; around it, whoever has signed in keeps his rooms."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with suppress(Forbidden):
            account = signed_in(request)
            if account and not _first(request, account):
                request = _of(account, request)
        return view(request, *args, **kwargs)

    return never_cache(answer)


def roles(request: HttpRequest) -> tuple[Role, ...]:
    """The roles of whoever has signed in, the first he was given first."""
    account = getattr(request, "account", None)
    return tuple(Role(grant.role) for grant in account.grants.all()) if account else ()


def _of(account: Account, request: Any) -> MemberRequest:
    prefetch_related_objects([account], Prefetch("grants", Grant.objects.select_related("unit").order_by("id")))
    grants = list(account.grants.all())
    if not grants:
        raise Forbidden
    request.account, request.home = account, grants[0].unit
    request.held = rights.held(Role(grant.role) for grant in grants)
    member: MemberRequest = request
    return member


def _first(request: HttpRequest, account: Account) -> str:
    """The page on which the sign-in is completed first; nothing where it is complete."""
    if not account.is_verified() and second_factor.wanted(account):  # type: ignore[attr-defined]
        return "second-factor"
    return "password" if must_change(request, account) else ""


def _elsewhere(request: HttpRequest, name: str) -> HttpResponse:
    """Off to a page, and back to this one from there."""
    place = _place(request)
    back = urlencode({REDIRECT_FIELD_NAME: place}) if place else ""
    address = reverse(name) + (f"?{back}" if back else "")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return redirect(address)


def _place(request: HttpRequest) -> str:
    """The page that somebody is on: that which he asks for, or that from which he sends something."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer") or "")
    return sent_from._replace(scheme="", netloc="").geturl()
