"""What the fields of a guided reorganisation say so far; it is kept in the pages alone until it is confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import zip_longest

from django.http import QueryDict

from tonghop.core.numbers import Form, Trouble, number
from tonghop.ledger import undertakings, units
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import UnitKind
from tonghop.ledger.undertakings import Undertaking
from tonghop.ledger.units import Method, New, Part
from tonghop.web.asked import day_of

PLACE = "place-"
"""What the names of fields begin with that say to which unit one below goes."""
_CODE = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._-"
_LONGEST = 2000
"""How much of a field is looked at; what is too long for what it names, the ledger says."""


class Kind(StrEnum):
    """What may be done to units."""

    MERGE = "merge"
    SPLIT = "split"
    BOUNDARY = "boundary"
    MOVE = "move"
    RENAME = "rename"
    CREATE = "create"
    CLOSE = "close"
    SHARES = "shares"


class NotYet(LedgerError):
    """A step that is not filled in."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """A row of those that take over: a code, with a name where it is new, and the percentage it takes."""

    code: str
    name: str
    percent: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been filled in; nothing of it is known to be right."""

    kind: Kind | None
    day: date | None
    decision: str
    reason: str
    units: tuple[str, ...]
    into: str
    code: str
    name: str
    level: str
    parent: str
    method: str
    receivers: tuple[Receiver, ...]
    placed: Mapping[str, str]

    @classmethod
    def of(cls, sent: QueryDict) -> "Draft":
        """The draft that the fields of a page say."""

        def text(name: str) -> str:
            return sent.get(name, "").strip()[:_LONGEST]

        rows = zip_longest(*(sent.getlist(name) for name in ("to", "to_name", "percent")), fillvalue="")
        receivers = (Receiver(*(field.strip() for field in row)) for row in rows)
        kind = text("kind")
        return cls(
            Kind(kind) if kind in set(Kind) else None,
            day_of(text("day")),
            text("decision"),
            text("reason"),
            tuple(dict.fromkeys(code for code in sent.getlist("unit") if code)),
            text("into"),
            text("code"),
            text("name"),
            text("level"),
            text("parent"),
            text("method"),
            tuple(receiver for receiver in receivers if receiver.code or receiver.name),
            {name.removeprefix(PLACE): text(name) for name in sent if name.startswith(PLACE) and text(name)},
        )

    @property
    def divides(self) -> bool:
        """Whether one unit is shared out among several."""
        return self.kind in (Kind.SPLIT, Kind.BOUNDARY, Kind.SHARES)

    @property
    def several(self) -> bool:
        """Whether it is about several units at once."""
        return self.kind in (Kind.MERGE, Kind.MOVE)


def begun(draft: Draft) -> tuple[Kind, date]:
    """What the first step says; raises NotYet."""
    if draft.kind is None:
        raise NotYet("Chưa chọn việc cần làm. Chọn một việc rồi tiếp tục.")
    if draft.day is None:
        raise NotYet("Chưa có ngày có hiệu lực. Ghi ngày theo văn bản.")
    if not draft.decision and draft.kind is not Kind.SHARES:
        raise NotYet("Chưa có căn cứ. Ghi số, ký hiệu văn bản quyết định việc này.")
    return draft.kind, draft.day


def chosen(draft: Draft) -> Sequence[str]:
    """The units that the second step says; raises NotYet."""
    begun(draft)
    if not draft.units:
        raise NotYet("Chưa chọn đơn vị nào. Chọn đơn vị rồi tiếp tục.")
    if not draft.several and len(draft.units) > 1:
        raise NotYet("Việc này làm với một đơn vị mỗi lần. Chỉ chọn một đơn vị.")
    return draft.units


def undertaking(draft: Draft) -> Undertaking:
    """What is to be done; raises NotYet, UnknownUnit."""
    kind, day = begun(draft)
    codes = chosen(draft)
    match kind:
        case Kind.MERGE:
            return undertakings.merging(codes, _into(draft, codes, day), day, draft.decision)
        case Kind.SPLIT | Kind.BOUNDARY:
            return _rearranging(draft, codes[0], day)
        case Kind.SHARES:
            return undertakings.sharing(_parts(draft, codes[0]), day)
        case Kind.MOVE:
            return undertakings.moving(codes, _given(draft.parent, _NO_PARENT), day, draft.decision)
        case Kind.RENAME:
            return undertakings.renaming(codes[0], draft.name, day, draft.decision)
        case Kind.CREATE:
            level = UnitKind(draft.level) if draft.level in UnitKind else UnitKind.GROUP
            return undertakings.founding(New(_new(draft.code), level, draft.name, codes[0], day), day, draft.decision)
        case Kind.CLOSE:
            return undertakings.closing(codes[0], day, draft.decision)


_NO_PARENT = "Chưa chọn đơn vị cấp trên mới. Ghi mã đơn vị."
_NO_CODE = "Chưa có mã của đơn vị mới. Ghi mã đơn vị."


def _into(draft: Draft, codes: Sequence[str], day: date) -> New | str:
    """The unit that a merger makes; a new one is of the kind and under the parent of the first that it is made of."""
    if len(codes) < 2:
        raise NotYet("Cần ít nhất hai đơn vị để sáp nhập. Chọn thêm đơn vị.")
    return draft.into or _successor(_new(draft.code), draft.name, codes[0], day)


def _rearranging(draft: Draft, code: str, day: date) -> Undertaking:
    new = [_successor(_new(row.code), row.name, code, day) for row in draft.receivers if row.name]
    return undertakings.rearranging(_parts(draft, code), day, new, draft.placed, draft.decision)


def _parts(draft: Draft, code: str) -> list[Part]:
    """Who takes what of a unit; where no percentage is given at all, the shares are not known."""
    if len(draft.receivers) < 2:
        raise NotYet("Cần ít nhất hai đơn vị nhận. Ghi mã của từng đơn vị nhận.")
    known = any(row.percent for row in draft.receivers)
    method = Method(draft.method) if draft.method in Method else Method.POPULATION
    return [
        Part(
            code,
            _given(row.code, _NO_CODE),
            _share(row.percent) if known else None,
            method if known else Method.UNKNOWN,
        )
        for row in draft.receivers
    ]


def _share(percent: str) -> Decimal:
    found = number(percent.rstrip("% "), Form.VIETNAMESE)
    if isinstance(found, Trouble):
        raise NotYet("“{text}” không phải là tỷ lệ phần trăm. Ghi như 40 hoặc 33,5.", text=percent)
    return found.scaleb(-2)


def _successor(code: str, name: str, predecessor: str, day: date) -> New:
    kind = UnitKind(units.find(predecessor).kind)
    return New(code, kind, name, units.parent_of(predecessor, day), day)


def _new(code: str) -> str:
    if not set(_given(code, _NO_CODE)) <= set(_CODE) or not any(map(str.isalnum, code)):
        raise NotYet("Mã “{code}” không dùng được. Mã gồm chữ cái không dấu, chữ số, dấu chấm và gạch nối.", code=code)
    return code


def _given(text: str, otherwise: str) -> str:
    if not text:
        raise NotYet(otherwise)
    return text
