"""Recording, correcting and publishing figures."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Body, Header, Schema, Status
from pydantic import Field

from tonghop.api import facts
from tonghop.api.authentication import MEMBERS, SignedRequest
from tonghop.api.facts import FactOut, shape, visible
from tonghop.api.incoming import FactIn, facts_of
from tonghop.api.problems import Problem
from tonghop.api.types import Number, Strict, Text
from tonghop.api.versions import seen
from tonghop.core.fact import Fact
from tonghop.ledger import access, models, permitted
from tonghop.ledger.errors import Conflict
from tonghop.ledger.models import Account, Entry, Source, Unit
from tonghop.ledger.record import Change
from tonghop.ledger.rights import Action

router = facts.router
_MOST = 1000


class Writable(StrEnum):
    """The states in which figures are recorded; they are published by another operation."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"


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
    _refuse_unseen(request.auth, set(sent.facts))
    recorded = permitted.publish(request.auth, sent.facts, sent.reason)
    ids = [version for item in recorded for version in item.versions.values()]
    shaped = written(ids)
    return {"facts": [shaped[number] for number in ids]}


def _refuse_unseen(account: Account, ids: set[int]) -> None:
    """A figure that the account may neither see nor publish is refused like one that there is not."""
    reach = access.visible(account) | access.within(account, Action.PUBLISH)
    known = models.FactVersion.objects.filter(reach, id__in=ids).values_list("id", flat=True)
    if unknown := ids.difference(known):
        raise permitted.NotPublishable(unknown)


def _record(
    account: Account, said: WriteIn, rows: Sequence[FactIn], known: Sequence[int | None], clash: int
) -> dict[str, Any]:
    values = facts_of(rows)
    cells = [value.cell for value in values]
    state = models.State[said.state.name]
    units = _own_units(values)
    try:
        with transaction.atomic():
            if state < models.State.ACCEPTED:
                _refuse_owed(values)
            unit = next(iter(units.values())) if len(units) == 1 else None
            sources = _sources(account, said.source[:300], units)
            change = Change(account, "record", said.reason, unit, sources=sources)
            recorded = permitted.write(account, values, change, state, dict(zip(cells, known, strict=True)))
    except Conflict as error:
        held = permitted.open_versions((item.cell for item in error.clashes), settled=state >= models.State.ACCEPTED)
        raise Problem(clash, now=still(account, held.values())) from None
    shaped = written(recorded.versions.values())
    return {"facts": [shaped[recorded.versions[cell]] for cell in cells], "unchanged": len(recorded.unchanged)}


def still(account: Account, held: Iterable[models.FactVersion]) -> list[dict[str, Any]]:
    """What cells hold now, as a problem tells it: as far as the account may see it."""
    rows = visible(account).filter(id__in=[row.pk for row in held])
    return [FactOut.model_validate(shape(row)).model_dump(mode="json") for row in rows]


def written(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Versions just written, for him who wrote them, by their ids."""
    rows = models.FactVersion.objects.filter(id__in=list(ids)).select_related("indicator", "unit", "source")
    return {row.pk: shape(row) for row in rows.defer("source__content", "source__text")}


def _own_units(facts: Sequence[Fact]) -> dict[str, Unit]:
    codes = {fact.cell.unit for fact in facts}
    return {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}


def _sources(account: Account, name: str, units: Mapping[str, Unit]) -> dict[str, Source]:
    """The source that the writer names, kept once for each unit: who may see it is decided by the unit."""
    if not name:
        return {}
    named = Source.objects.filter(kind=Source.Kind.API, name=name, unit__in=units.values())
    found = {source.unit.code: source for source in named.select_related("unit").order_by("-id") if source.unit}
    fresh = [unit for code, unit in units.items() if code not in found]
    entries = Entry.objects.bulk_create(
        Entry(actor=account, action="source.add", subject=name[:200], unit=unit) for unit in fresh
    )
    made = Source.objects.bulk_create(
        Source(kind=Source.Kind.API, name=name, unit=entry.unit, entry=entry) for entry in entries
    )
    return found | {source.unit.code: source for source in made if source.unit}


def _refuse_owed(facts: Sequence[Fact]) -> None:
    """Figures of a form go through its steps; raises Problem where one would be proposed beside them."""
    held = permitted.open_versions((fact.cell for fact in facts), settled=False)
    if duties := sorted({row.duty_id for row in held.values() if row.duty_id}):
        raise Problem(409, _OWED, duties=duties)


_OWED = "Số liệu này đang ở trong biểu của một đợt báo cáo. Nhập hoặc sửa trong biểu đó."
_NO_TAG = "If-Match phải là etag của số liệu đã xem; If-None-Match chỉ nhận *."
