"""Pages that are the same for everybody: made once, then given to all who read them in that language for a while.

One is made at a time. While that is under way, whoever asks for one that was made before has it as it was.
"""

from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from threading import Lock
from time import monotonic
from typing import Concatenate, ParamSpec

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from tonghop.web.rendering import language

P = ParamSpec("P")
_SECONDS, _AT_HAND = 60, 600
"""How long a page is given to all, and how long it is at hand while it is made anew."""
_making = Lock()


def for_everybody(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A page without anything of the person who reads it: kept here and by caches for a minute."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        asked = f"{language(request)} {request.get_host()} {request.get_full_path()}"
        key = sha256(asked.encode()).hexdigest()
        page, until = _kept(key)
        if page and (monotonic() < until or not _making.acquire(blocking=False)):
            return page
        if not page:
            _making.acquire()
        try:
            page, until = _kept(key)
            if not page or monotonic() >= until:
                page = view(request, *args, **kwargs)
                patch_cache_control(page, public=True, max_age=_SECONDS)
                patch_vary_headers(page, ["Cookie"])
                caches["pages"].set(key, (page, monotonic() + _SECONDS), _AT_HAND)
            return page
        finally:
            _making.release()

    return answer


def _kept(key: str) -> tuple[HttpResponse | None, float]:
    """A page that was made, and until when it is given to all."""
    kept: tuple[HttpResponse | None, float] = caches["pages"].get(key, (None, 0))
    return kept
