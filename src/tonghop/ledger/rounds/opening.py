"""Opening rounds: which unit owes which form, by when."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from tonghop.core.span import Span
from tonghop.ledger import access, units
from tonghop.ledger.errors import refuse_long
from tonghop.ledger.models import Account, Duty, Form, FormLine, Measure, Round, Unit
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import journal
from tonghop.ledger.rounds.errors import (
    NobodyOwes,
    RoundExists,
    UnknownForm,
    UnknownRound,
    WrongDue,
)
from tonghop.ledger.rounds.values import Opening

_LONGEST, _AFTER = 200, timedelta(days=366)


def find_round(number: int) -> Round:
    """A round by its number; raises UnknownRound."""
    if row := Round.objects.select_related("unit").filter(pk=number).first():
        return row
    raise UnknownRound(number)


def span_of(row: Round) -> Span:
    """The span whose figures a round collects."""
    return Span(row.year, row.first, row.last)


@transaction.atomic
def open_round(account: Account, opening: Opening) -> Round:
    """Open a round: a duty for every form and every unit of its kind below, alive on the last day of the span.

    Raises Forbidden, UnknownUnit, TooLong, UnknownForm, WrongDue, RoundExists, NobodyOwes.
    """
    unit = units.find(opening.unit)
    access.require(account, Action.RUN_ROUNDS, unit)
    refuse_long("Tên kỳ báo cáo", opening.name, _LONGEST)
    if Round.objects.filter(unit=unit, name=opening.name).exists():
        raise RoundExists(opening.name)
    forms = list(_forms(opening.forms))
    for day in (opening.due, *opening.own_due.values()):
        _refuse_due(opening.span, day, forms)
    span, opens = opening.span, opening.opens or min(localdate(), opening.due)
    row = Round.objects.create(
        unit=unit, name=opening.name, year=span.year, first=span.first, last=span.last, opens=opens, due=opening.due
    )
    own_due = {units.find(code).pk: due for code, due in opening.own_due.items()}
    below = Unit.objects.filter(code__in=units.subtree(opening.unit, span.ends))
    duties = [
        Duty(round=row, form=form, unit=owing, due=own_due.get(owing.pk))
        for form in forms
        for owing in below.filter(kind=form.kind).order_by("code")
    ]
    if not duties:
        raise NobodyOwes
    Duty.objects.bulk_create(duties)
    journal.of_round(row, "open", account, None, _described(opening, len(duties)))
    return row


def _refuse_due(span: Span, due: date, forms: Sequence[Form]) -> None:
    """Raise WrongDue before the span begins, unless only plans are asked for, and more than a year after it ends."""
    planning = not FormLine.objects.filter(form__in=forms).exclude(measure=Measure.PLAN).exists()
    first, last = span.starts, span.ends + _AFTER
    if due < first and not planning:
        raise WrongDue("Hạn nộp {due} trước khi kỳ số liệu bắt đầu ({bound}). Chọn ngày từ đó trở đi.", due, first)
    if due > last:
        raise WrongDue("Hạn nộp {due} quá xa kỳ số liệu. Chọn ngày không sau {bound}.", due, last)


def _forms(keys: Sequence[str]) -> Iterator[Form]:
    found = {form.key: form for form in Form.objects.filter(key__in=keys)}
    for key in dict.fromkeys(keys):
        if key not in found:
            raise UnknownForm(key)
        yield found[key]


def _described(opening: Opening, duties: int) -> Mapping[str, object]:
    return {
        "name": opening.name,
        "period": opening.span.code,
        "forms": list(opening.forms),
        "due": opening.due.isoformat(),
        "own_due": {code: due.isoformat() for code, due in opening.own_due.items()},
        "duties": duties,
    }
