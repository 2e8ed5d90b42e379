"""Where somebody goes next."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def asked_for(request: HttpRequest) -> str:
    """The page that the request asks to go to next."""
    return request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME) or ""


def following(request: HttpRequest, asked: str | None = None) -> str:
    """The page to go to next, `asked` or asked for: one of ours, else the first."""
    wanted = asked_for(request) if asked is None else asked
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else reverse("overview")
