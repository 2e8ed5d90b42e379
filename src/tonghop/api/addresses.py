"""Where requests come from."""

from django.conf import settings
from django.http import HttpRequest


def address(request: HttpRequest) -> str:
    """The address that a request comes from, as the outermost of our own proxies saw it."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    if not settings.PROXIES or not forwarded[0]:
        return direct
    return forwarded[-min(settings.PROXIES, len(forwarded))].strip()
