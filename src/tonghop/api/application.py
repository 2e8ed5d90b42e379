"""The interface as a whole: its resources, who may ask, how it describes itself."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from tonghop import __version__
from tonghop.api import entries, indicators, me, plans, problems, record, rounds, sources, tokens, units
from tonghop.api.authentication import EVERYBODY, Visitors

_PROBLEM: dict[str, Any] = {
    "description": "Problem Details (RFC 9457)",
    "content": {
        problems.MEDIA_TYPE: {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "instance"],
                "properties": {
                    "type": {"type": "string"},
                    "title": {"type": "string"},
                    "status": {"type": "integer"},
                    "instance": {"type": "string"},
                    "detail": {"type": "string"},
                    "errors": {"type": "array", "items": {"type": "object"}},
                    "now": {"type": "array", "items": {"type": "object"}},
                },
            }
        }
    },
}


class Api(NinjaAPI):
    """The interface, whose description names the problems that every operation may answer with."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """The OpenAPI description."""
        schema = super().get_openapi_schema(**options)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"].setdefault("4XX", _PROBLEM)
        return schema


api = Api(
    title="Tổng Hợp",
    version=__version__,
    description="Số liệu, kế hoạch và kỳ báo cáo của chính quyền địa phương.",
    docs_url=None,
    urls_namespace="api",
    auth=EVERYBODY,
    throttle=[Visitors()],
)
problems.register(api)
for _prefix, _router in (
    ("", me.router),
    ("/tokens", tokens.router),
    ("/units", units.router),
    ("/indicators", indicators.router),
    ("/facts", record.router),
    ("/plans", plans.router),
    ("/rounds", rounds.router),
    ("/duties", rounds.duties_router),
    ("/entries", entries.router),
    ("/sources", sources.router),
):
    api.add_router(_prefix, _router)
