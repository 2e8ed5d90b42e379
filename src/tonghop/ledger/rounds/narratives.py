"""What units write with their forms: results without figures, difficulties, causes, tasks; and who wrote it."""

from collections.abc import Mapping
from dataclasses import dataclass
from unicodedata import normalize

from django.db import transaction

from tonghop.core.span import Span
from tonghop.ledger import access, units
from tonghop.ledger.errors import refuse_long
from tonghop.ledger.models import Account, Duty, Narrative
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds import journal
from tonghop.ledger.rounds.duties import locked
from tonghop.ledger.rounds.errors import WrongState

Heading = Narrative.Heading
MOST = 8000
"""How many characters a unit may write under one heading."""
_OPEN = frozenset({Duty.State.WAITING, Duty.State.DRAFT, Duty.State.RETURNED})
_SENT = (Duty.State.SUBMITTED, Duty.State.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Written:
    """A paragraph under a heading, sent with a form (its key); `author` is the unit and the person who wrote it."""

    heading: Heading
    form: str
    text: str
    author: str


@transaction.atomic
def narrate(account: Account, number: int, texts: Mapping[Heading, str]) -> None:
    """Write what a unit says under some headings in place of what stood there; nothing where it is empty.

    Raises UnknownDuty, Forbidden, RoundClosed, WrongState, TooLong.
    """
    duty = locked(number)
    access.require(account, Action.DRAFT, duty.unit)
    if duty.state not in _OPEN:
        raise WrongState(duty)
    held = {Heading(row.heading): row for row in duty.narratives.all()}
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for heading, given in texts.items():
        text = normalize("NFC", "\n".join(line.strip() for line in given.splitlines() if line.strip()))
        refuse_long(str(heading.label), text, MOST)
        row = held.get(heading)
        if text == (row.text if row else ""):
            continue
        before[heading], after[heading] = row.text if row else "", text
        _put(duty, heading, text, account)
    if after:
        journal.of_narrative(duty, account, before, after)


def _put(duty: Duty, heading: Heading, text: str, account: Account) -> None:
    if text:
        Narrative.objects.update_or_create(duty=duty, heading=heading, defaults={"text": text, "author": account})
    else:
        Narrative.objects.filter(duty=duty, heading=heading).delete()


def texts_of(duty: Duty) -> dict[Heading, str]:
    """What stands under each heading of a form; every heading is there."""
    held = dict(duty.narratives.values_list("heading", "text"))
    return {heading: held.get(heading, "") for heading in Heading}


def narratives(unit: str, span: Span) -> tuple[Written, ...]:
    """What was sent to a unit with the forms of a span, paragraph by paragraph, in the order of units and headings."""
    rows = Narrative.objects.filter(
        duty__round__unit__code=unit,
        duty__round__year=span.year,
        duty__round__first=span.first,
        duty__round__last=span.last,
        duty__state__in=_SENT,
    ).select_related("author", "duty__form", "duty__unit")
    found = sorted(rows, key=lambda row: (row.duty.unit.code, row.duty.form.key, Heading.values.index(row.heading)))
    names = units.names_of({row.duty.unit.code for row in found}, span.ends)
    return tuple(
        Written(Heading(row.heading), row.duty.form.key, line, _author(row, names))
        for row in found
        for line in row.text.splitlines()
    )


def _author(row: Narrative, names: Mapping[str, str]) -> str:
    unit, person = names.get(row.duty.unit.code, row.duty.unit.code), journal.name_of(row.author)
    return f"{unit} ({person})" if person else unit
