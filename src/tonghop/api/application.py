"""The interface as a whole: its resources, and who may ask."""

from ninja import NinjaAPI
from ninja.renderers import JSONRenderer

from tonghop import __version__
from tonghop.api import (
    asking,
    description,
    dismissals,
    entries,
    forms,
    indicators,
    intake,
    me,
    plans,
    problems,
    record,
    reorganisations,
    rounds,
    sessions,
    sources,
    steps,
    stored,
    tokens,
    units,
    writing,
)
from tonghop.api.authentication import EVERYBODY, Visitors

_UTF8 = JSONRenderer()
_UTF8.json_dumps_params = {"ensure_ascii": False}
api = NinjaAPI(
    renderer=_UTF8,
    title="Tổng Hợp",
    version=__version__,
    description="Số liệu, kế hoạch và kỳ báo cáo của chính quyền địa phương.",
    openapi_url="",
    docs_url=None,
    urls_namespace="api",
    auth=EVERYBODY,
    throttle=[Visitors()],
)
problems.register(api)
for _prefix, _router in (
    ("", description.router),
    ("", me.router),
    ("/me/sessions", sessions.router),
    ("/tokens", tokens.router),
    ("/units", reorganisations.router),
    ("/units", units.router),
    ("/indicators", indicators.router),
    ("/facts", record.router),
    ("/plans", plans.router),
    ("", asking.router),
    ("/rounds", rounds.router),
    ("/duties", steps.router),
    ("/forms", forms.router),
    ("/intake", intake.router),
    ("/reports", writing.router),
    ("/reports", stored.router),
    ("/dismissals", dismissals.router),
    ("/entries", entries.router),
    ("/sources", sources.router),
):
    api.add_router(_prefix, _router)
