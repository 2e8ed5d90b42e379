"""What a case may not hold, and when a step comes too early, or too late to extend a limit."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from decimal import Decimal

from tonghop.catalog.registers import Bound, Clock, Register, Transition
from tonghop.registers.filling import WronglyFilled
from tonghop.registers.history import History, Running, Standing, Value, meets


def broken(history: History, today: date) -> Iterator[Bound]:
    """The bounds that the fields set by the last step of a case do not keep on a day.

    An empty field keeps any; but no number is kept at most another one that is not known. Raises WronglyFilled where a
    field is empty although its `when` asks for it, or filled although that does not, and where one does not fit the
    state of the case.
    """
    last = history.steps[-1]
    standing = history.at(last.on)
    fields = {**(standing.fields if standing else {}), "received": history.steps[0].on, "today": today}
    changed = set(last.fields or {})
    _insist_conditions(history.register, fields, changed)
    if standing:
        _insist_fitting(history.register, standing, changed, entered=standing.since == last.on)
    for bound in history.register.bounds:
        value, other = fields.get(bound.field), _with(fields.get(bound.other), fields.get(bound.plus))
        if {bound.field, bound.other, bound.plus} & changed and not _kept(bound, value, other):
            yield bound


def _insist_conditions(register: Register, fields: Mapping[str, Value], changed: AbstractSet[str]) -> None:
    for key, field in register.fields.items():
        if not field.when or changed.isdisjoint({key, *field.when}):
            continue
        asked, empty = meets(fields, field.when), fields.get(key) in (None, "")
        if asked is not empty:
            continue
        said = "; ".join(
            f"{other.label}: {' / '.join(other.choices[value] for value in values)}"
            for other, values in ((register.fields[name], values) for name, values in field.when.items())
        )
        message = "{label}: phải nhập khi “{text}”." if empty else "{label}: chỉ được nhập khi “{text}”."
        raise WronglyFilled(message, key, field.label, said)


def _insist_fitting(register: Register, standing: Standing, changed: AbstractSet[str], *, entered: bool) -> None:
    state = register.states[standing.state]
    for key, values in state.when.items():
        if (entered or key in changed) and standing.fields.get(key) not in values:
            field = register.fields[key]
            needed = " / ".join(field.choices[value] for value in values)
            raise WronglyFilled(
                "{label}: hồ sơ ở trạng thái “{text}” thì phải là “{needed}”.",
                key,
                field.label,
                state.label,
                needed=needed,
            )


def fits(register: Register, step: Transition, fields: Mapping[str, Value]) -> bool:
    """Whether a case with these fields may come to where a step leads, or the step asks for what keeps it from that."""
    when = register.states[step.target].when if step.target else {}
    return all(key in step.needs or fields.get(key) in values for key, values in when.items())


def _with(value: Value, more: Value) -> Value:
    return value + more if isinstance(value, int | Decimal) and isinstance(more, int | Decimal) else value


def _kept(bound: Bound, value: Value, other: Value) -> bool:
    if isinstance(value, date) and isinstance(other, date):
        return value <= other if bound.at_most else value >= other
    if isinstance(value, int | Decimal) and isinstance(other, int | Decimal):
        return value <= other if bound.at_most else value >= other
    return not (bound.at_most and isinstance(value, int | Decimal) and value and other is None)


def awaited(history: History) -> Running | None:
    """The time that had to pass before the last step of a case and has not, None where it may be taken."""
    last, before = history.steps[-1], History(history.register, history.steps[:-1])
    target = history.register.transitions[last.transition].target if last.transition else ""
    standing = history.at(last.on)
    for running in before.limits(last.on):
        limit = history.register.limits[running.limit]
        waived = standing is not None and bool(limit.waived) and meets(standing.fields, limit.waived)
        if target in limit.ends and running.met is None and running.too_early(last.on) and not waived:
            return running
    return None


def unextendable(history: History) -> Running | None:
    """The legal limit that the last step of a case would extend after its end, or more often than its law allows.

    None where the step extends nothing, or another limit that runs can still be extended.
    """
    last, before = history.steps[-1], History(history.register, history.steps[:-1])
    if not last.transition or history.register.transitions[last.transition].clock is not Clock.EXTEND:
        return None
    legal = [item for item in before.limits(last.on) if item.due.basis and item.met is None and not item.least]
    if any(item.due.left and not item.due.overdue(last.on) for item in legal):
        return None
    return max(legal, key=lambda item: item.due.left, default=None)
