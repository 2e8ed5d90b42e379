"""Pages are asked for in plain text: what no database keeps is refused before anything is done with it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tonghop.web.refusals import refused

_NUL = "\0"


class Plain:
    """Addresses and forms with a NUL in them are refused."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        return self.answer(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponseBase | None:
        """The refusal, where there is a NUL."""
        sent = (value for fields in (request.GET, request.POST) for _, values in fields.lists() for value in values)
        return refused(request, 400) if _NUL in request.path or any(_NUL in str(value) for value in sent) else None
