"""Signing in and out, the second factor, one's own password, and the language."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.conf import settings
from django.contrib.auth import authenticate, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tonghop.api.authentication import SignIns
from tonghop.api.entering import enter, show
from tonghop.core.errors import Refusal
from tonghop.core.language import LANGUAGES, translator
from tonghop.ledger import accounts, second_factor
from tonghop.ledger.errors import LedgerError
from tonghop.web import single_sign_on
from tonghop.web.following import following
from tonghop.web.people import MemberRequest, members, signed_in
from tonghop.web.refusals import refused
from tonghop.web.rendering import LANGUAGE_COOKIE, language, page
from tonghop.web.saying import sentence_of


class NotThePassword(LedgerError):
    """A password that is not that of the account."""

    def __init__(self) -> None:
        super().__init__("Mật khẩu hiện nay không đúng.")


@never_cache
@sensitive_post_parameters("password", "code")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Begin a session. Too many wrong passwords lock the name at this address for a while."""
    if request.method == "POST" and not SignIns().allow_request(request):
        return refused(request, 429)
    sentence = _sign_in(request) if request.method == "POST" else ""
    if request.method == "POST" and not sentence:
        return redirect(following(request))
    name = request.POST.get("username", "")[:150]
    status = 401 if sentence else 200
    return page(
        request,
        "sign_in.html.j2",
        status=status,
        sentence=sentence,
        username=name,
        next=following(request),
        single=single_sign_on.name(),
    )


def _sign_in(request: HttpRequest) -> str:
    """Sign in as the form says; the sentence that says why not, or nothing."""
    try:
        enter(request, *(request.POST.get(name, "") for name in ("username", "password", "code")))
    except Refusal as refusal:
        return sentence_of(request, refusal)
    return ""


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Show a code of the authenticator, or enrol one first."""
    account = signed_in(request)
    if account is None:
        return redirect("sign-in")
    shown = account.is_verified()  # type: ignore[attr-defined]
    enrolled, passkey, sentence = second_factor.enrolled(account), second_factor.has_passkey(account), ""
    enrols = not enrolled and (shown or not passkey)
    if request.method == "POST" and (enrolled or enrols):
        code = request.POST.get("code", "")
        device = (
            second_factor.verified(account, code) if enrolled else second_factor.confirm(account, code, shown=shown)
        )
        if device:
            show(request, device)
            return redirect(following(request))
        sentence = sentence_of(request, second_factor.WrongCode())
    address = second_factor.enrol(account, shown=shown) if enrols else ""
    return page(
        request,
        "second_factor.html.j2",
        sentence=sentence,
        address=address,
        key=parse_qs(urlsplit(address).query).get("secret", [""])[0],
        codes=enrolled or enrols,
        passkey=passkey,
        next=following(request),
    )


@sensitive_post_parameters("current", "new")
@require_http_methods(["GET", "POST"])
@members
def password(request: MemberRequest) -> HttpResponse:
    """Choose another password; all other sessions of the account end."""
    sentence = ""
    if request.method == "POST":
        say = translator(language(request)).gettext
        current = request.POST.get("current", "")
        if authenticate(request, username=request.account.get_username(), password=current) is None:
            sentence = NotThePassword().sentence(say)
        else:
            try:
                accounts.set_password(request.account, request.account, request.POST.get("new", ""))
            except accounts.WeakPassword as refusal:
                sentence = refusal.sentence(say)
            else:
                update_session_auth_hash(request, request.account)
                return redirect("overview")
    return page(request, "password.html.j2", status=422 if sentence else 200, sentence=sentence)


@require_http_methods(["GET", "POST"])
def choose_language(request: HttpRequest) -> HttpResponse:
    """Read all pages in another language, kept for a year.

    Pages that are the same for everybody lead here, so that none of them holds a form with a token.
    """
    if request.method == "GET":
        return page(request, "language.html.j2", languages=settings.LANGUAGES, next=following(request))
    answer = redirect(following(request))
    if (chosen := request.POST.get("language")) in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE,
            str(chosen),
            max_age=timedelta(days=365),
            samesite="Lax",
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
        )
    return answer
