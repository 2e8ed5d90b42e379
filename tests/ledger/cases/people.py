"""People who work with registers, at the small office of `tests.ledger.small`."""

from collections.abc import Mapping
from datetime import date

from tonghop.ledger import cases, units
from tonghop.ledger.models import Account, Case, Grant, Role

UNIT = "A"
LETTER = {
    "sender": "Nguyễn Văn An",
    "kind": "Khiếu nại",
    "competence": "own",
    "content": "Đề nghị xem lại mức bồi thường",
}

TASK = {
    "content": "Chỉnh trang ngõ xóm",
    "kind": "key",
    "source": "05/CTr-UBND",
    "lead": UNIT,
    "handler": "an",
    "product": "Biên bản nghiệm thu",
    "timing": "dated",
    "deadline": "2026-06-30",
}


def person(name: str, *roles: Role, unit: str = UNIT) -> Account:
    """An account with roles over a unit."""
    account = Account.objects.create(username=name, full_name=name.title())
    for role in roles:
        Grant.objects.create(account=account, role=role, unit=units.find(unit))
    return account


def letter(account: Account, on: date, texts: Mapping[str, str] | None = None, unit: str = UNIT) -> Case:
    """A petition received on a day."""
    return cases.receive(account, "petitions", units.find(unit), {**LETTER, **(texts or {})}, on)
