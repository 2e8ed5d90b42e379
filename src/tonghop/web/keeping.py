"""Pages that are the same for everybody: made once, then given to all who read them in that language for a while."""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from tonghop.web.rendering import language

P = ParamSpec("P")
_SECONDS = 60


def for_everybody(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page without anything of the person who reads it: kept here and by caches for a minute."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = f"{language(request)} {request.get_host()} {request.get_full_path()}"
        key = sha256(asked.encode()).hexdigest()
        kept: HttpResponse | None = caches["pages"].get(key)
        if kept is None:
            kept = view(request, *args, **kwargs)
            patch_cache_control(kept, public=True, max_age=_SECONDS)
            patch_vary_headers(kept, ["Cookie"])
            caches["pages"].set(key, kept, _SECONDS)
        return kept

    return answer
