"""The addresses that are served, and what answers a refusal at each: a problem document to programs, a page to people.

Whatever is added here must be listed in the tables of the permission tests.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from tonghop.api import problems
from tonghop.api.application import api
from tonghop.api.health import health
from tonghop.api.middleware import PROGRAMS
from tonghop.web import refusals

urlpatterns = [path("healthz", health), path("api/v1/", api.urls), path("", include("tonghop.web.urls"))]


def _status(request: HttpRequest, status: int) -> HttpResponse:
    answer = problems.problem if request.path.startswith(PROGRAMS) else refusals.refused
    return answer(request, status)


def handler400(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """The answer to a request that Django refuses."""
    return _status(request, 400)


def handler403(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """The answer where Django denies permission."""
    return _status(request, 403)


def handler404(request: HttpRequest, exception: Any) -> HttpResponse:  # noqa: ARG001
    """The answer where there is no such address."""
    return _status(request, 404)


def handler500(request: HttpRequest) -> HttpResponse:
    """The answer to a bug; what happened is in the log, never in the answer."""
    return _status(request, 500)


def locked(request: HttpRequest, _response: HttpResponse | None, _credentials: Mapping[str, Any]) -> HttpResponse:
    """The answer to a sign-in after too many wrong passwords."""
    return _status(request, 429)


def foreign_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The answer to a form that was not sent from a page of ours."""
    return _status(request, 403)
