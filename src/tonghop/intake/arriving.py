"""A document of the inbox that was read is put beside what is known, and kept."""

from tonghop.intake import letterhead
from tonghop.intake.inbox import beside
from tonghop.intake.keeping import as_values
from tonghop.intake.study import Studied
from tonghop.ledger.inbox import Outcome, finish
from tonghop.ledger.models import Arrival, Unit


def keep(row: Arrival, studied: Studied) -> None:
    """Keep what reading an arrival came to."""
    document = studied.document
    found = beside(row, studied, "vi")
    unit = Unit.objects.filter(code=found.taken.unit).first() if found.taken.unit else None
    finish(
        row,
        Outcome(
            document.text,
            as_values(studied),
            found.tally,
            document.kind,
            document.period or "",
            letterhead.dated(document) or letterhead.spoken_of(document),
            unit,
        ),
    )
