"""What every request passes through before and after it is answered."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from tonghop.api import problems

PROGRAMS = "/api/"
"""Where programs ask; elsewhere people do, and read pages."""

Answer = Callable[[HttpRequest], HttpResponseBase]


class Problems:
    """Every refusal is a problem document, and no answer is kept by caches for somebody else."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        if not request.path.startswith(PROGRAMS):
            return _unkept(self.answer(request))
        response = problems.refused(request) or self.answer(request)
        if response.status_code >= 400 and response.headers.get("Content-Type") != problems.MEDIA_TYPE:
            response = problems.restated(request, response)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers["Vary"] = "Accept-Language, Authorization, Cookie"
        return response


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    """A page that says nothing of caches is kept by none."""
    if "Cache-Control" not in response.headers:
        add_never_cache_headers(response)
    return response


class Head:
    """HEAD is answered as GET is, without the content."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        if request.method != "HEAD":
            return self.answer(request)
        request.method = "GET"
        response = self.answer(request)
        request.method = "HEAD"
        if isinstance(response, HttpResponse):
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        elif isinstance(response, StreamingHttpResponse):
            response.streaming_content = ()
        return response
