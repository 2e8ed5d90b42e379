"""What a case is made of when it is written: its row and its standings from the steps it took."""

from collections.abc import Iterable, Mapping
from typing import Any

from tonghop.catalog.registers import Privacy, Register, registers
from tonghop.catalog.search import fold
from tonghop.ledger.cases.errors import UnknownRegister
from tonghop.ledger.models import Case, CaseStanding, CaseStep
from tonghop.registers.filling import kept, restored
from tonghop.registers.history import History, Step, Value

_TITLE = 300


def register_of(key: str) -> Register:
    """A register of the catalog; raises UnknownRegister."""
    if key not in registers():
        raise UnknownRegister(key)
    return registers()[key]


def history_of(case: Case, rows: Iterable[CaseStep] | None = None) -> History:
    """The steps of a case in their order; one query, none where the `rows` are given."""
    register = register_of(case.register)
    rows = CaseStep.objects.filter(case=case).order_by("id") if rows is None else rows
    steps = (Step(row.on, row.transition, restored(register, row.fields)) for row in rows)
    return History(register, tuple(steps))


def same(value: Any, other: Any) -> bool:
    """Whether two values of a field are one, whichever way an empty one is kept."""
    return (None if value == "" else value) == (None if other == "" else other)


def corrected(taken: Iterable[CaseStep]) -> dict[int, dict[str, Any]]:
    """What the corrections (ids) among the steps of a case changed: its fields, with what they held before."""
    held: dict[str, Any] = {}
    found: dict[int, dict[str, Any]] = {}
    for step in taken:
        if held and not step.transition:
            found[step.pk] = {
                key: held.get(key) for key, value in step.fields.items() if not same(value, held.get(key))
            }
        held |= step.fields
    return found


def apply(case: Case, history: History) -> CaseStanding:
    """Set the row of a case to what its history says since its last step; the standing that begins with it."""
    last = history.steps[-1].on
    standing = history.at(last)
    if standing is None:
        raise ValueError("a case without reception")
    register, running = history.register, history.main_limit(last)
    case.state, case.since, case.fields = standing.state, standing.since, kept(standing.fields)
    case.opened, case.closed = history.spell()
    case.began = running.began if running else None
    case.due = running.due.last if running else None
    case.first_due = running.due.first if running else None
    case.met = running.met if running else None
    coming = history.next_limit(last)
    case.next_due = coming.due.last if coming else None
    case.next_limit = coming.limit if coming else ""
    case.title = title_of(register, standing.fields)
    case.folded = " ".join([fold(case.title), *_words(register, standing.fields)])
    return CaseStanding(
        case=case,
        register=case.register,
        unit_id=case.unit_id,
        since=last,
        state=case.state,
        outcome=register.states[case.state].outcome,
        fields=case.fields,
        received=case.received,
        opened=case.opened,
        closed=case.closed,
        began=case.began,
        due=case.due,
        met=case.met,
    )


def title_of(register: Register, fields: Mapping[str, Value]) -> str:
    """What a case is called in lists, cut where it is long."""
    title = " ".join(register.title.format_map({key: fields.get(key) or "" for key in register.fields}).split())
    return title if len(title) <= _TITLE else title[: _TITLE - 1] + "…"


def _words(register: Register, fields: Mapping[str, Value]) -> list[str]:
    """What a case is found by: the texts that everybody who sees it may see."""
    open_fields = (key for key, field in register.fields.items() if field.privacy is Privacy.OPEN)
    return [fold(value) for key in open_fields if isinstance(value := fields.get(key), str)]
