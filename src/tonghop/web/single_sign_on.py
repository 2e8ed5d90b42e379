"""Single sign-on (OpenID Connect): whom the provider names enters the account that an administrator arranged for him.

No account is made, and no role is changed, by what the provider says; it counts as one factor.
"""

import logging
from functools import cache
from typing import Any

from authlib.integrations.base_client import OAuthError
from authlib.integrations.django_client import OAuth
from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from tonghop.api.authentication import SignIns
from tonghop.api.entering import SINGLE, begin
from tonghop.ledger import accounts
from tonghop.ledger.errors import LedgerError
from tonghop.web.following import asked_for, following
from tonghop.web.refusals import refused, told

_LOG = logging.getLogger("tonghop.single_sign_on")
_TROUBLES = (OAuthError, JoseError, RequestException, ValueError, KeyError, RuntimeError)
_SECONDS = 10
_NEXT = "single_sign_on_next"


class NoProvider(LedgerError):
    """The provider does not answer, or not as it should."""

    def __init__(self) -> None:
        super().__init__("Không đăng nhập được qua {name}. Thử lại, hoặc dùng mật khẩu.", name=settings.OIDC_NAME)


class NotArranged(LedgerError):
    """Somebody whom the provider knows and this office does not."""

    def __init__(self) -> None:
        super().__init__(
            "Tài khoản {name} này chưa được gắn với người dùng nào của văn phòng. Đề nghị người quản trị liên kết.",
            name=settings.OIDC_NAME,
        )


def name() -> str:
    """What people call the provider; nothing where there is none."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponseBase:
    """Off to the provider."""
    if not name():
        raise Http404
    if not SignIns().allow_request(request):
        return refused(request, 429)
    request.session[_NEXT] = asked_for(request)[:2000]
    try:
        answer: HttpResponseBase = _client(settings.OIDC_ISSUER).authorize_redirect(request, _back(request))
    except _TROUBLES:
        _LOG.warning("to the provider", exc_info=True)
        return told(request, NoProvider())
    return answer


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponseBase:
    """Begin the session of whom the provider names."""
    if not name():
        raise Http404
    try:
        issuer = {"iss": {"essential": True, "values": [settings.OIDC_ISSUER]}}
        token = _client(settings.OIDC_ISSUER).authorize_access_token(request, claims_options=issuer)
    except _TROUBLES:
        _LOG.warning("back from the provider", exc_info=True)
        return told(request, NoProvider())
    account = accounts.arranged(_person(token.get("userinfo") or {}))
    if account is None:
        return told(request, NotArranged())
    asked = request.session.pop(_NEXT, "")
    begin(request, account)
    request.session[SINGLE] = True
    return redirect(following(request, asked))


def _person(claims: dict[str, Any]) -> str:
    """What of the claims is compared with the accounts; an address only where the provider has verified it."""
    if settings.OIDC_CLAIM == "email" and claims.get("email_verified") is not True:
        return ""
    value = claims.get(settings.OIDC_CLAIM)
    return value if isinstance(value, str) else ""


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("single-sign-on-back"))


@cache
def _client(issuer: str) -> Any:
    return OAuth().register(
        "office",
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=f"{issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "default_timeout": _SECONDS},
    )
