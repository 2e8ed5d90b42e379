"""Writing: a report drafted from the ledger, as its content or as a file. Nothing is kept of it."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from tonghop import printing
from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.pages import known
from tonghop.api.types import Code, MomentIn, Name, RecentPeriod, Text
from tonghop.catalog.outlines import outlines
from tonghop.core.paper import Paper
from tonghop.core.paper_json import to_json
from tonghop.core.span import Span
from tonghop.drafting.blanks import unwritten
from tonghop.drafting.compose import Wanted, draft

router = Router(tags=["reports"], auth=MEMBERS)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Kind = Annotated[str, Field(pattern="^[a-z][a-z0-9-]{0,23}$")]
"""The key of a kind of report; an office adds its own."""


class DraftAsked(Schema):
    """Which report: of a unit, from January to the end of a period; `signed` and `signer` are of its signature.

    `topic` is what a thematic report is about, `theme` that of the year; `known_on` asks for what was known then.
    """

    kind: Kind
    unit: Code
    period: RecentPeriod
    known_on: MomentIn | None = None
    signed: Literal["TM", "KT", "TL", "TUQ"] = "TM"
    signer: Name | None = None
    topic: Annotated[Text, Field(max_length=40)] = ""
    theme: Annotated[Text, Field(max_length=200)] = ""


class FileAsked(DraftAsked):
    """Which report, in which format."""

    format: Literal["docx", "pdf", "html"] = "docx"


class KindOut(Schema):
    """A kind of report: its name, and the months with which its periods may end."""

    key: str
    name: str
    months: list[int]


class KindsOut(Schema):
    """The kinds of reports."""

    items: list[KindOut]


class DraftOut(Schema):
    """A draft: its content, every figure bound to its cells, and the sections where something is to be filled in."""

    paper: dict[str, Any]
    unwritten: list[str]


@router.get("/kinds", response=KindsOut, summary="Các loại báo cáo")
def kinds(request: SignedRequest) -> dict[str, Any]:  # noqa: ARG001
    """The kinds of reports that can be drafted."""
    told = outlines().kinds.values()
    return {"items": [{"key": each.key, "name": each.name, "months": sorted(each.months)} for each in told]}


@router.get("/draft", response=DraftOut, summary="Dự thảo báo cáo")
def content(request: SignedRequest, asked: Query[DraftAsked]) -> dict[str, Any]:
    """A report drafted from the figures of a unit, as its content: sections, tables, charts, bound figures."""
    known(request, asked)
    paper = _paper(request, asked)
    return {"paper": to_json(paper), "unwritten": [section.key for section in unwritten(paper)]}


@router.get("/draft/file", summary="Dự thảo báo cáo dạng tệp", response=None)
def file(request: SignedRequest, asked: Query[FileAsked]) -> HttpResponse:
    """A report drafted from the figures of a unit, as Word, PDF or HTML."""
    known(request, asked)
    paper = _paper(request, asked)
    match asked.format:
        case "docx":
            answer = HttpResponse(printing.docx(paper), _WORD)
        case "pdf":
            answer = HttpResponse(printing.pdf(paper), "application/pdf")
        case _:
            answer = HttpResponse(printing.html(paper), "text/html; charset=utf-8")
    name = f"{asked.kind}-{Span.of(asked.period).code}.{asked.format}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _paper(request: SignedRequest, asked: DraftAsked) -> Paper:
    span = Span.of(asked.period)
    wanted = Wanted(asked.kind, asked.unit, span, asked.known_on, asked.signed, asked.signer, asked.theme, asked.topic)
    return draft(request.auth, wanted)
