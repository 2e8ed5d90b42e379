"""One figure recorded or corrected by hand, as a row of the template would be."""

from dataclasses import dataclass

from django.db import transaction

from tonghop.core.fact import Fact
from tonghop.core.numbers import BOTH
from tonghop.ledger import permitted, units
from tonghop.ledger.called import called
from tonghop.ledger.cells import fact_of
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.exchange.directory import Directory
from tonghop.ledger.exchange.rows import Parser, Row
from tonghop.ledger.models import Account, State
from tonghop.ledger.record import Change, record


class NothingToCorrect(LedgerError):
    """A correction of a figure that was never settled."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(
            "“{indicator}” của “{unit}” kỳ {span} chưa có số liệu để đính chính. Ghi bằng lệnh “tonghop facts record”.",
            **called(fact.cell),
        )


@dataclass(frozen=True, slots=True)
class Written:
    """A figure as it was (None: nothing) and as it is."""

    before: Fact | None
    after: Fact


@transaction.atomic
def write_one(row: Row, account: Account | None, reason: str, state: State, *, correcting: bool) -> Written:
    """Record the figure that a row states; where `correcting` there must be one already.

    A settled figure is replaced with a reason only. Raises RowError, NothingToCorrect, NeedsReason, AlreadyPublished,
    Forbidden, Conflict.
    """
    fact = Parser(Directory.load(), BOTH).fact(row)
    held = permitted.open_versions([fact.cell], settled=state >= State.ACCEPTED)
    if correcting and not held:
        raise NothingToCorrect(fact)
    change = Change(account, "fact.correct" if correcting else "fact.record", reason, units.find(fact.cell.unit))
    seen = {fact.cell: held[fact.cell].id if held else None}
    if account:
        permitted.write(account, [fact], change, state, seen)
    else:
        if state >= State.ACCEPTED:
            permitted.refuse_careless(held, reason)
        record([fact], change, state, seen)
    return Written(fact_of(held[fact.cell]) if held else None, fact)
