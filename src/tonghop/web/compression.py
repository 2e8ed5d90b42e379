"""What is sent compressed: text, to whoever takes it so. Fonts, pictures and workbooks are compressed already."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXT = ("text/", "application/json", "image/svg+xml")


class Compressed(GZipMiddleware):
    """Compresses whole texts; a part of a file that was asked for goes as it is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer as it is sent."""
        if response.status_code == 206 or not response.headers.get("Content-Type", "").startswith(_TEXT):
            return response
        return super().process_response(request, response)
