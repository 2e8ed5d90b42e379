"""Pages of a list: items in the order in which they came to be, each page naming the next."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

from tonghop.api.problems import Problem
from tonghop.api.types import Number

Row = TypeVar("Row", bound=Model)


class Paging(Schema):
    """Which page of a list."""

    after: Number | None = Field(None, description="số thứ tự của mục cuối trang trước")
    limit: Annotated[int, Field(ge=1, le=1000)] = 100


class Page(Schema):
    """One page; `next` is the address of the following one, null on the last."""

    next: str | None


def page(
    request: HttpRequest, rows: "QuerySet[Row]", asked: Paging, shape: Callable[[Row], dict[str, Any]]
) -> dict[str, Any]:
    """The page of `rows` that is asked for. Raises Problem for a parameter that the list does not have."""
    known(request, asked)
    if asked.after is not None:
        rows = rows.filter(pk__gt=asked.after)
    found = list(rows.order_by("pk")[: asked.limit + 1])
    shown, more = found[: asked.limit], len(found) > asked.limit
    return {"items": [shape(row) for row in shown], "next": _following(request, shown[-1].pk) if more else None}


def known(request: HttpRequest, asked: Schema) -> None:
    """Raise Problem for a parameter that is not asked for: a misspelt filter must not answer with everything."""
    if unknown := sorted(set(request.GET) - set(type(asked).model_fields)):
        raise Problem(422, errors=[{"in": "query", "pointer": f"/{name}", "message": _UNKNOWN} for name in unknown])


_UNKNOWN = "Không có tham số này."


def _following(request: HttpRequest, last: int) -> str:
    query = request.GET.copy()
    query["after"] = str(last)
    return f"{request.path}?{query.urlencode()}"


def part(request: HttpRequest, items: Sequence[dict[str, Any]], asked: Paging) -> dict[str, Any]:
    """The page of a list that is no table: `after` counts its items. Raises Problem as `page` does."""
    known(request, asked)
    first = min(asked.after or 0, len(items))
    last = first + asked.limit
    return {"items": items[first:last], "next": _following(request, last) if last < len(items) else None}
