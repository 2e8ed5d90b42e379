"""Files that a page gives to be kept."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

BYTES = "application/octet-stream"
ICS = "text/calendar; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """The answer that gives a file of a media type, to be kept under a name."""
    answer = HttpResponse(content, kind)
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer
