"""How the interface describes itself (OpenAPI), in the reader's language.

Operations are called by their method and address, which stay. What they do is said in English by their docstrings, in
Vietnamese by the table `operations.tsv`; what has no Vietnamese is left out there.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal, cast

from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI, Router

from tonghop.api import problems
from tonghop.catalog.table import data, rows
from tonghop.core.language import translator

router = Router()
_FILE = "operations.tsv"
_ROOT = "/api/v1/"
_STRINGS = {"type": "string"}
_OBJECTS = {"type": "array", "items": {"type": "object"}}
_PROBLEM: dict[str, Any] = {
    "description": "Problem Details (RFC 9457)",
    "content": {
        problems.MEDIA_TYPE: {
            "schema": {
                "type": "object",
                "required": ["type", "title", "status", "instance"],
                "properties": {
                    **dict.fromkeys(("type", "title", "instance", "detail", "code"), _STRINGS),
                    "status": {"type": "integer"},
                    **dict.fromkeys(("errors", "now", "objections"), _OBJECTS),
                },
            }
        }
    },
}


@router.get("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest, lang: Literal["vi", "en"] | None = None) -> JsonResponse:
    """The description in the language of `lang`, or else of `Accept-Language`."""
    from tonghop.api.application import api

    return JsonResponse(described(api, lang or problems.language(request)), json_dumps_params={"ensure_ascii": False})


@cache
def described(api: NinjaAPI, language: str) -> dict[str, Any]:
    """The OpenAPI description of the interface in a language."""
    say = translator(language).gettext
    schema = cast("dict[str, Any]", _said(api.get_openapi_schema(), say))
    told = {} if language == "en" else _vietnamese()
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            operation["operationId"] = name(method, path)
            operation["responses"].setdefault("4XX", _PROBLEM)
            if language != "en":
                operation["description"] = told[operation["operationId"]]
    if language != "en":
        for component in schema["components"]["schemas"].values():
            component.pop("description", None)
    return schema


def name(method: str, path: str) -> str:
    """What an operation is called: `get_duties_number_form`."""
    return "_".join([method, *re.findall(r"[a-z0-9]+", path.removeprefix(_ROOT))])


def _said(part: Any, say: Callable[[str], str]) -> Any:
    """A part of the description with its sentences in the language of `say`."""
    if isinstance(part, Mapping):
        return {key: _said(_sentence(key, value, say), say) for key, value in part.items()}
    return [_said(item, say) for item in part] if isinstance(part, list | tuple) else part


def _sentence(key: str, value: Any, say: Callable[[str], str]) -> Any:
    return say(" ".join(value.split())) if key in ("summary", "description") and isinstance(value, str) else value


def _vietnamese() -> dict[str, str]:
    table = rows(_FILE, data(_FILE), ("operation", "description"))
    return {row["operation"]: row["description"] for row in table}
