"""Recording, correcting and publishing figures."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Body, Header, Schema, Status
from pydantic import Field, StringConstraints

from tonghop.api import facts
from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.facts import FactOut, shape, visible
from tonghop.api.problems import Problem
from tonghop.api.types import Code, Digits, Number, Period, Strict, Text
from tonghop.api.versions import seen
from tonghop.catalog import plan_authorities
from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.core.span import Span
from tonghop.ledger import models, permitted
from tonghop.ledger.accounts import note
from tonghop.ledger.errors import Conflict
from tonghop.ledger.models import Account, Indicator, Source, Unit
from tonghop.ledger.record import Change

router = facts.router
_MOST = 1000


class Writable(StrEnum):
    """The states in which figures are recorded; they are published by another operation."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"


class FactIn(Strict):
    """A figure to record, in the canonical unit of measure of its indicator (money in đồng)."""

    indicator: Code
    unit: Code
    period: Period
    measure: Measure = Measure.ACTUAL
    authority: Text = Field("", description="cấp giao kế hoạch, chỉ dùng với kế hoạch")
    version: Annotated[int, Field(ge=0, le=999)] = Field(0, description="0: giao đầu năm; n: điều chỉnh lần n")
    breakdown: Annotated[str, StringConstraints(max_length=200, pattern=r"^([a-z0-9_]+=[^;=\x00-\x1f]+(;|$))*$")] = ""
    standing: Standing = Standing.VALUE
    value: Digits | None = None
    low: Digits | None = None
    high: Digits | None = None
    as_of: date | None = None
    unit_of_measure: Text | None = Field(None, description="nếu có, phải đúng đơn vị đo của chỉ tiêu")


class WriteIn(Strict):
    """What is said of all figures recorded together: in which state, why, and from which source."""

    state: Writable = Writable.DRAFT
    reason: Text = ""
    source: Text = ""


class OneIn(FactIn, WriteIn):
    """One figure to record."""


class RowIn(FactIn):
    """One figure of many; `seen` is the id of the version that the writer saw, null where he saw none."""

    seen: Number | None = None


class BatchIn(WriteIn):
    """Figures to record together, all or none; with `dry_run` they are checked and nothing is kept."""

    facts: Annotated[list[RowIn], Field(min_length=1, max_length=_MOST)]
    dry_run: bool = False


class BatchOut(Schema):
    """What was recorded, in the order sent, and how many cells held just that already."""

    facts: list[FactOut]
    unchanged: int
    dry_run: bool


class PublishIn(Strict):
    """The versions to publish, by their ids."""

    facts: Annotated[list[Number], Field(min_length=1, max_length=_MOST)]
    reason: Text = ""


class PublishOut(Schema):
    """What was published."""

    facts: list[FactOut]


@router.post("", auth=MEMBERS, response={200: FactOut, 201: FactOut}, summary="Ghi hoặc đính chính một số liệu")
def record_one(
    request: SignedRequest,
    response: HttpResponse,
    sent: Body[OneIn],
    if_match: Annotated[Text, Header("", alias="If-Match")],
    if_none_match: Annotated[Text, Header("", alias="If-None-Match")],
) -> Status[dict[str, Any]]:
    """Record a figure. To correct one, send its `etag` in `If-Match`; without it the cell must hold nothing yet."""
    try:
        known = seen(if_match, if_none_match)
    except ValueError:
        raise Problem(412, _NO_TAG) from None
    conditional = bool(if_match or if_none_match)
    answer = _record(request.auth, sent, [sent], [known], 412 if conditional else 409)
    response.headers["ETag"] = answer["facts"][0]["etag"]
    response.headers["Location"] = f"/api/v1/facts/{answer['facts'][0]['id']}"
    return Status(200 if answer["unchanged"] else 201, answer["facts"][0])


@router.post("/batch", auth=MEMBERS, response=BatchOut, summary="Ghi nhiều số liệu cùng lúc")
def record_batch(request: SignedRequest, sent: Body[BatchIn]) -> dict[str, Any]:
    """Record figures, all or none; each names the version that the writer saw."""
    with transaction.atomic():
        answer = _record(request.auth, sent, sent.facts, [row.seen for row in sent.facts], 409)
        transaction.set_rollback(sent.dry_run)
    return answer | {"dry_run": sent.dry_run}


@router.post("/publish", auth=MEMBERS, response=PublishOut, summary="Công bố số liệu")
def publish(request: SignedRequest, sent: Body[PublishIn]) -> dict[str, Any]:
    """Publish accepted figures, and submitted corrections of published ones, that somebody else entered."""
    recorded = permitted.publish(request.auth, sent.facts, sent.reason)
    ids = [version for item in recorded for version in item.versions.values()]
    rows = {row.pk: row for row in visible(request.auth).filter(id__in=ids)}
    return {"facts": [shape(rows[number]) for number in ids]}


def _record(
    account: Account, said: WriteIn, rows: Sequence[FactIn], known: Sequence[int | None], clash: int
) -> dict[str, Any]:
    _refuse_wrong(rows)
    values = [_fact(row) for row in rows]
    _refuse_twice(values)
    cells = [value.cell for value in values]
    state = models.State[said.state.name]
    try:
        with transaction.atomic():
            change = Change(account, "record", said.reason, _common_unit(cells), _source(account, said, cells))
            recorded = permitted.write(account, values, change, state, dict(zip(cells, known, strict=True)))
    except Conflict as error:
        held = permitted.open_versions((item.cell for item in error.clashes), settled=state >= models.State.ACCEPTED)
        raise Problem(clash, now=[_json(row) for row in held.values()]) from None
    written = {row.pk: row for row in visible(account).filter(id__in=recorded.versions.values())}
    shaped = [shape(written[recorded.versions[cell]]) for cell in cells]
    return {"facts": shaped, "unchanged": len(recorded.unchanged)}


def _json(row: models.FactVersion) -> dict[str, Any]:
    return FactOut.model_validate(shape(row)).model_dump(mode="json")


def _fact(row: FactIn) -> Fact:
    span = Span.of(row.period)
    cell = Cell(row.indicator, row.unit, span, row.measure, row.authority, row.version, row.breakdown)
    value, low, high = (None if digits is None else Decimal(digits) for digits in (row.value, row.low, row.high))
    return Fact(cell, value, row.standing, low, high, row.as_of)


def _refuse_wrong(rows: Sequence[FactIn]) -> None:
    """Raise Problem naming every row that cannot be recorded, and why."""
    units = set(Unit.objects.filter(code__in={row.unit for row in rows}).values_list("code", flat=True))
    keys = {row.indicator for row in rows}
    measured = dict(Indicator.objects.filter(key__in=keys).values_list("key", "unit"))
    authorities = {"", *plan_authorities().values()}
    errors = [
        {"in": "body", "pointer": pointer, "message": message}
        for number, row in enumerate(rows)
        for pointer, message in _faults(row, f"/facts/{number}", units, measured, authorities)
    ]
    if errors:
        raise Problem(422, errors=errors)


def _faults(
    row: FactIn, at: str, units: set[str], measured: Mapping[str, str], authorities: set[str]
) -> list[tuple[str, str]]:
    bounds = [Decimal(digits) for digits in (row.low, row.value, row.high) if digits is not None]
    names = row.breakdown.split(";")
    checks = (
        (row.unit not in units, "unit", "Không có đơn vị này trong danh mục."),
        (row.indicator not in measured, "indicator", "Không có chỉ tiêu này trong danh mục."),
        (
            row.unit_of_measure is not None and row.unit_of_measure != measured.get(row.indicator),
            "unit_of_measure",
            "Không đúng đơn vị đo của chỉ tiêu.",
        ),
        (
            (row.value is None) == (row.standing is Standing.VALUE),
            "value",
            "Phải có giá trị khi và chỉ khi standing là value.",
        ),
        (
            row.standing is not Standing.VALUE and (row.low, row.high) != (None, None),
            "low",
            "Không có giá trị thì không có cận.",
        ),
        (bounds != sorted(bounds), "low", "Cận dưới, giá trị và cận trên phải theo thứ tự tăng dần."),
        (
            row.measure is not Measure.PLAN and (row.authority, row.version) != ("", 0),
            "authority",
            "Chỉ kế hoạch mới có cấp giao và lần điều chỉnh.",
        ),
        (row.authority not in authorities, "authority", "Không có cấp giao này trong danh mục."),
        (
            row.breakdown.endswith(";") or names != sorted(set(names)),
            "breakdown",
            "Các phân tổ phải theo thứ tự bảng chữ cái, không lặp lại.",
        ),
    )
    return [(f"{at}/{name}", message) for wrong, name, message in checks if wrong]


def _refuse_twice(facts: Sequence[Fact]) -> None:
    places: dict[Cell, int] = {}
    errors = [
        {"in": "body", "pointer": f"/facts/{number}", "message": "Số liệu này đã có ở một dòng trước."}
        for number, fact in enumerate(facts)
        if places.setdefault(fact.cell, number) != number
    ]
    if errors:
        raise Problem(422, errors=errors)


def _common_unit(cells: Sequence[Cell]) -> Unit | None:
    codes = {cell.unit for cell in cells}
    return Unit.objects.get(code=codes.pop()) if len(codes) == 1 else None


def _source(account: Account, said: WriteIn, cells: Sequence[Cell]) -> Source | None:
    """The source that the writer names, kept once for a unit."""
    if not said.source:
        return None
    unit = _common_unit(cells)
    found = Source.objects.filter(kind=Source.Kind.API, name=said.source[:300], unit=unit).first()
    if found:
        return found
    entry = note(account, "source", said.source[:200], unit)
    return Source.objects.create(kind=Source.Kind.API, name=said.source[:300], unit=unit, entry=entry)


_NO_TAG = "If-Match phải là etag của số liệu đã xem; If-None-Match chỉ nhận *."
