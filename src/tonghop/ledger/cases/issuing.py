"""The documents that can be printed of a case, and what its steps are called."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tonghop.catalog.registers import DocumentOf, Register
from tonghop.ledger.handing import ACTION as HANDED_OVER
from tonghop.ledger.models import CaseStep
from tonghop.registers.documents import documents_at


@dataclass(frozen=True, slots=True)
class Offered:
    """A document of a register by its key: of the step `taken` (its id), or of the step `next` (its key).

    One that belongs to no step has neither.
    """

    key: str
    document: DocumentOf
    taken: int | None = None
    next: str = ""


def offered(register: Register, taken: Sequence[CaseStep], possible: Collection[str]) -> Iterator[Offered]:
    """The documents of the steps that a case took, of those it can take next, and those that belong to none."""
    fields: dict[str, Any] = {}
    for step in taken:
        fields |= step.fields
        if step.transition:
            yield from (Offered(key, item, step.pk) for key, item in _of(register, step.transition, fields))
    for name in possible:
        yield from (Offered(key, item, None, name) for key, item in _of(register, name, fields, ahead=True))
    yield from (Offered(key, item) for key, item in _of(register, "", fields))


def _of(
    register: Register, step: str, fields: Mapping[str, Any], *, ahead: bool = False
) -> Collection[tuple[str, DocumentOf]]:
    return documents_at(register, step, fields, ahead=ahead).items()


def called(step: CaseStep, register: Register, *, first: bool) -> tuple[str, dict[str, object]]:
    """What a step is called, and what stands in the braces of that; the first is the reception of the case."""
    if first:
        return "Tiếp nhận", {}
    if step.transition:
        return register.transitions[step.transition].label, {}
    if step.entry.action == HANDED_OVER:
        return "Chuyển đơn vị, số cũ {number}", {"number": (step.entry.before or {}).get("number", "")}
    return "Sửa thông tin", {}
