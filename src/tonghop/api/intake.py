"""Documents sent in: read, checked, compared with the ledger; their figures proposed, entered into a form or accepted.

Nothing is kept between two calls: a document is sent with `dry_run` to see what is in it, and again to record it.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from django.db import transaction
from ninja import File, Form, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from tonghop.api import reading
from tonghop.api.authentication import MEMBERS, SignedRequest, Uploads
from tonghop.api.problems import Problem, language
from tonghop.api.rounds import reached
from tonghop.api.types import Code, Number, Strict, Text
from tonghop.core.errors import UnreadableDocument
from tonghop.core.fact import Measure
from tonghop.core.finding import Severity
from tonghop.intake import view
from tonghop.intake.known import Outcome
from tonghop.intake.reading import ChooseDocument, Read
from tonghop.intake.recording import Order
from tonghop.intake.taking import Failed, Taken, take_all
from tonghop.intake.taking import File as Sent
from tonghop.ledger import access
from tonghop.ledger.models import Account, Unit
from tonghop.ledger.rights import Action
from tonghop.review.wording import Wording

router = Router(tags=["intake"], auth=MEMBERS)
_NEEDED = (Action.DRAFT, Action.SEE_PROPOSED, Action.SEE_ACCEPTED, Action.SEE_SOURCES)


class IntakeIn(Strict):
    """How a document is taken in.

    `unit` says whose figures it states where its head does not; `round` the round whose forms they are entered into;
    `accept` settles at once what contradicts nothing; `dismiss` sets findings aside. These two need a reason.
    `password` opens a locked file; `part` names the document that is meant where the file, an archive or a message,
    holds several.
    """

    unit: Code | None = None
    round: Number | None = None
    accept: bool = False
    dismiss: Annotated[list[Code], Field(max_length=100)] = Field(default_factory=list)
    reason: Text = ""
    dry_run: bool = False
    password: Text = ""
    part: Text = ""


class KnownSource(Schema):
    """The words of a document that state what is known."""

    name: str
    text: str
    start: int | None
    end: int | None


class KnownOut(Schema):
    """What the ledger knows already."""

    value: str | None
    origin: str
    settled: bool
    sources: list[KnownSource]


class ProposedOut(Schema):
    """A figure of the document as a fact, and how it stands to what is known."""

    outcome: Outcome
    indicator: str
    unit: str
    period: str
    measure: Measure
    authority: str
    version: int
    value: str | None
    low: str | None
    high: str | None
    as_of: date | None
    start: int | None
    end: int | None
    text: str
    known: KnownOut | None


class LeftOutOut(Schema):
    """A figure of the document that is none for the ledger, and why."""

    text: str
    start: int
    end: int
    indicator: str | None
    reason: str
    message: str


class DocumentFinding(Schema):
    """What is wrong with the figures; `dismissed` is the reason for which somebody set it aside."""

    fingerprint: str
    severity: Severity
    message: str
    dismissed: str | None


class TakenOut(Schema):
    """What came of a document: how many figures were proposed (`drafts`) and `settled`."""

    name: str
    sha256: str
    unit: str
    dated: date | None
    facts: list[ProposedOut]
    left_out: list[LeftOutOut]
    findings: list[DocumentFinding]
    drafts: int
    settled: int
    dry_run: bool


@router.post("", response=TakenOut, throttle=[Uploads()], summary="Nhận số liệu từ một văn bản")
def take_in(request: SignedRequest, file: File[UploadedFile], sent: Form[IntakeIn]) -> dict[str, Any]:
    """Read a document, check it, compare it with the ledger, and record what it states.

    Of an archive or a message one document is taken at a time: where there are several and `part` names none, the
    answer 422 lists their names as `parts`.
    """
    _refuse_halves(sent)
    if sent.round:
        reached(request.auth, sent.round)
    read = _read(file, sent, language(request))
    with transaction.atomic():
        order = Order(request.auth, sent.reason, sent.accept, tuple(sent.dismiss))
        given = [Sent(read.document.name, read.content, read.document)]
        results = take_all(given, order, sent.unit, number=sent.round, language=language(request))
        taken = _taken(results)
        _refuse_beyond(request.auth, taken)
        transaction.set_rollback(sent.dry_run)
    return view.as_values(taken, language(request)) | {"dry_run": sent.dry_run}


def _refuse_halves(sent: IntakeIn) -> None:
    if (sent.accept or sent.dismiss) and not sent.reason.strip():
        raise Problem(422, errors=[{"in": "body", "pointer": "/reason", "message": _WHY}])
    if sent.accept and sent.round:
        raise Problem(422, errors=[{"in": "body", "pointer": "/accept", "message": _BY_FORM}])


def _read(file: UploadedFile, sent: IntakeIn, spoken: str) -> Read:
    """What is read of a document; raises Problem where it cannot be."""
    try:
        return reading.document(file.read(), file.name or "", sent.password, sent.part)
    except UnreadableDocument as error:
        parts = {"parts": error.parts} if isinstance(error, ChooseDocument) else {}
        raise Problem(422, view.problem(error, Wording(spoken)), **parts) from None


def _taken(results: Iterable[Taken | Failed]) -> Taken:
    (result,) = results
    if isinstance(result, Failed):
        raise result.error
    return result


def _refuse_beyond(account: Account, taken: Taken) -> None:
    """What a document is compared with is told to those only who may propose, and see, the figures of its units."""
    if taken.unit is None:
        raise Problem(422, errors=[{"in": "body", "pointer": "/unit", "message": _WHOSE}])
    codes = {taken.unit, *(item.fact.cell.unit for item in taken.compared)}
    ids = list(Unit.objects.filter(code__in=codes).values_list("id", flat=True))
    for action in _NEEDED:
        access.require_all(account, action, ids)


_WHY = "Đề nghị nêu lý do."
_BY_FORM = "Số liệu nhập vào biểu được tiếp nhận cùng biểu; bỏ accept."
_WHOSE = "Chưa rõ số liệu của đơn vị nào. Gửi kèm mã đơn vị."
