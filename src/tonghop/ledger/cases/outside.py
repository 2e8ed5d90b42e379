"""What people without an account send in, and what they may know of it: where it stands and what was answered."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from tonghop.catalog.registers import FieldOf, Register, registers
from tonghop.ledger import access
from tonghop.ledger.cases.steps import rate_outside, send_in
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Case, Grant, Tracking, Unit, UnitKind
from tonghop.ledger.rights import Action

CONSENT = "Người gửi đồng ý để cơ quan dùng thông tin đã ghi cho việc xử lý và trả lời."
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_GROUPS, _LENGTH = 4, 4
_LONGEST = {"content": 3000}
_LONG = 200
_RECEIVING = (UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE)


class TooLong(LedgerError):
    """More than is read of somebody without an account."""

    def __init__(self, label: str, most: int) -> None:
        super().__init__("{label}: dài quá {most} ký tự. Viết ngắn lại rồi gửi.", label=label, most=most)


class NoConsent(LedgerError):
    """Somebody who did not agree that what he writes is used."""

    def __init__(self) -> None:
        super().__init__("Chưa đánh dấu đồng ý cho dùng thông tin để xử lý. Đánh dấu rồi gửi lại.")


class NotReceived(LedgerError):
    """A unit that takes nothing in from outside."""

    def __init__(self) -> None:
        super().__init__("Đơn vị này chưa tiếp nhận phản ánh qua mạng. Chọn đơn vị khác.")


@dataclass(frozen=True, slots=True)
class Followed:
    """What the sender of a case may know of it: its state, and once it has ended the answer and his own rating.

    `choices` are what he may still say of how content he is, none where he has said so or there is no answer yet.
    """

    case: Case
    state: str
    answered: bool
    answer: str
    rating: str
    choices: Mapping[str, str]


def register_outside() -> Register:
    """The register that takes in what is sent from outside."""
    return next(register for register in registers().values() if register.outside)


def asked_outside(register: Register) -> dict[str, FieldOf]:
    """The fields that somebody without an account fills in."""
    return {key: register.fields[key] for key in (register.outside.asks if register.outside else ())}


def longest(key: str) -> int:
    """How many characters a field may have that comes from outside."""
    return _LONGEST.get(key, _LONG)


def receiving() -> list[Unit]:
    """The units that take in what is sent from outside: authorities where somebody handles cases."""
    roles = access.roles_that(Action.HANDLE_CASES)
    grants = Grant.objects.filter(role__in=roles, account__is_active=True)
    return list(Unit.objects.filter(kind__in=_RECEIVING, closed=None, id__in=grants.values("unit_id")).order_by("code"))


@transaction.atomic
def send(unit: str, texts: Mapping[str, str], *, consent: bool) -> str:
    """Take in a case for a unit (code); the code with which its sender follows it, told once.

    Raises NoConsent, NotReceived, TooLong, WronglyFilled, NotFilled.
    """
    register = register_outside()
    place = next((item for item in receiving() if item.code == unit), None)
    if place is None:
        raise NotReceived
    if not consent:
        raise NoConsent
    for key, field in asked_outside(register).items():
        if len(texts.get(key, "")) > longest(key):
            raise TooLong(field.label, longest(key))
    case = send_in(register.key, place, texts, CONSENT)
    code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(_GROUPS))
    Tracking.objects.create(case=case, digest=_digest(code))
    return code


def follow(code: str) -> Followed | None:
    """What the holder of a code may know; None where it belongs to no case."""
    found = Tracking.objects.select_related("case").filter(digest=_digest(code)).first()
    if found is None:
        return None
    case, register = found.case, register_outside()
    state, outside = register.states[case.state], register.outside
    if outside is None:
        return None
    step = register.transitions[outside.rating]
    field = register.fields[step.needs[0]]
    rating = str(case.fields.get(step.needs[0]) or "")
    ratable = case.state in step.sources and not rating
    answer = str(case.fields.get(outside.answer) or "") if state.outcome else ""
    return Followed(
        case, state.label, bool(state.outcome), answer, field.choices.get(rating, ""), field.choices if ratable else {}
    )


def say_content(code: str, choice: str) -> None:
    """Let the holder of a code say how content he is with the answer, once; raises NoSuchStep, WronglyFilled."""
    followed = follow(code)
    if followed and followed.choices:
        rate_outside(followed.case.pk, choice)


def _digest(code: str) -> str:
    """The hash of a code, however it was typed."""
    return sha256("".join(filter(str.isalnum, code.upper())).encode()).hexdigest()
