"""Templates made into pages, in the language of the reader."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, StrictUndefined

from tonghop.core.language import LANGUAGES
from tonghop.ledger.rights import Action
from tonghop.review.pages import exact
from tonghop.web.charts import sparkline
from tonghop.web.numbers import Speech

_ROOMS = (
    ("overview", "Tổng quan"),
    ("inbox", "Hộp báo cáo"),
    ("board", "Chỉ tiêu"),
    ("rounds", "Kỳ báo cáo"),
    ("registers", "Sổ theo dõi"),
    ("reports", "Soạn báo cáo"),
    ("units", "Đơn vị"),
    ("search", "Tra cứu"),
    ("public", "Công khai"),
    ("administration", "Quản trị"),
)
ADMINISTRATION = frozenset((Action.MANAGE_ACCOUNTS, Action.MANAGE_OFFICE, Action.SEE_ENTRIES))
"""What somebody may do of whom the last room is."""
LANGUAGE_COOKIE = "tonghop_language"


def language(request: HttpRequest) -> str:
    """The language that the reader has chosen, else Vietnamese."""
    chosen = request.COOKIES.get(LANGUAGE_COOKIE)
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """The page of a template, with the words of the reader's language as `w`, and who reads it as `reader`."""
    return HttpResponse(rendered(request, template, **context), status=status)


def rendered(request: HttpRequest, template: str, **context: Any) -> str:
    """The text of a template, as `page` makes it: a page or a part of one."""
    speech = Speech(language(request))
    given: dict[str, Any] = {
        "w": speech,
        "reader": getattr(request, "account", None),
        "home": getattr(request, "home", None),
        "rooms": _ROOMS if ADMINISTRATION & getattr(request, "held", frozenset()) else _ROOMS[:-1],
        "path": request.path,
        "here": request.get_full_path(),
        "csrf_token": lambda: get_token(request),
    }
    return _environment().get_template(template).render(given | context)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=ChoiceLoader([PackageLoader("tonghop.web"), PrefixLoader({"review": PackageLoader("tonghop.review")})]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=settings.DEBUG,
    )
    named: dict[str, Callable[..., str]] = {"url": _url, "static": static}
    environment.filters["exact"] = exact
    environment.globals.update(named, sparkline=sparkline)
    return environment


def _url(name: str, *args: Any) -> str:
    return reverse(name, args=args)
