"""Sources: the documents and files that figures come from."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from ninja import Path, Query, Router, Schema

from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.pages import Page, Paging, page
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Number, Text
from tonghop.api.units import unit_of
from tonghop.ledger import access
from tonghop.ledger.models import Account, Source
from tonghop.ledger.rights import Action

router = Router(tags=["sources"], auth=MEMBERS)


class SourcesAsked(Paging):
    """Which sources: of a unit, of a kind, with words in the name, with the SHA-256 of the bytes."""

    unit: Code | None = None
    kind: Source.Kind | None = None
    q: Text | None = None
    sha256: Text | None = None


class SourceOut(Schema):
    """A source."""

    id: int
    kind: Source.Kind
    name: str
    media_type: str
    sha256: str
    unit: str | None


class SourcePage(Page):
    """A page of sources."""

    items: list[SourceOut]


class SourceDetail(SourceOut):
    """A source with the text to which the offsets of figures refer."""

    text: str


def _shape(row: Source) -> dict[str, Any]:
    names = ("id", "kind", "name", "media_type", "sha256")
    return {name: getattr(row, name) for name in names} | {"unit": row.unit.code if row.unit else None}


def _sources(account: Account) -> "QuerySet[Source]":
    return Source.objects.filter(access.within(account, Action.SEE_SOURCES)).select_related("unit")


def _source(account: Account, number: int) -> Source:
    if found := _sources(account).filter(id=number).first():
        return found
    raise Problem(404)


@router.get("", response=SourcePage, summary="Danh sách nguồn số liệu")
def sources(request: SignedRequest, asked: Query[SourcesAsked]) -> dict[str, Any]:
    """Sources of the units in reach."""
    rows = _sources(request.auth).defer("content", "text")
    if asked.unit:
        rows = rows.filter(unit=unit_of(asked.unit))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.q:
        rows = rows.filter(name__icontains=asked.q)
    if asked.sha256:
        rows = rows.filter(sha256=asked.sha256)
    return page(request, rows, asked, _shape)


@router.get("/{int:number}", response=SourceDetail, summary="Một nguồn số liệu")
def source(request: SignedRequest, number: Path[Number]) -> dict[str, Any]:
    """A source with what was read of it."""
    found = _source(request.auth, number)
    return _shape(found) | {"text": found.text}


@router.get("/{int:number}/content", summary="Tệp gốc của nguồn")
def content(request: SignedRequest, number: Path[Number]) -> HttpResponse:
    """The file itself, byte by byte, always to be saved and never shown."""
    found = _source(request.auth, number)
    if found.content is None:
        raise Problem(404)
    response = HttpResponse(bytes(found.content), "application/octet-stream")
    response.headers["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    return response
