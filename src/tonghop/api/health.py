"""Whether the office is well, for whoever watches over the server."""

from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Status 200 while the database answers; without it, the error of every other page."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"status": "ok"})
