"""Forms as files: out with what is known, in again as drafts."""

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from django.db import transaction

from tonghop.core.fact import Fact, Standing
from tonghop.ledger import exchange
from tonghop.ledger.cells import fact_of
from tonghop.ledger.exchange.sheets import sheet
from tonghop.ledger.models import Account, Duty, Entry, Source
from tonghop.ledger.record import Recorded
from tonghop.ledger.rounds.duties import blank, due_of, find_duty, proposals
from tonghop.ledger.rounds.errors import OtherForm, TooLarge
from tonghop.ledger.rounds.steps import enter

_MOST, _MOST_UNPACKED = 5, 30
"""How many MB the file of a form may have, and all that is packed in it."""


def mark(duty: Duty) -> str:
    """What a file of a form is known by: its key, the unit and the number of the round."""
    return f"{duty.form.key} / {duty.unit.code} / {duty.round_id}"


def write_form(duty: Duty, file: IO[bytes], form: str = "xlsx") -> None:
    """Write the form of a unit to be filled in; what was entered already stands in it."""
    notes = (duty.form.name, f"{duty.round.name}; hạn nộp {due_of(duty):%d/%m/%Y}")
    exchange.write(blank(duty), file, form, exchange.Heading(mark(duty), notes), blank=True)


@transaction.atomic
def enter_file(account: Account, number: int, path: Path, reason: str = "") -> Recorded:
    """Enter the figures of a filled form as drafts; blank lines, and figures that are there already, stay as they are.

    A file without the mark of a form is taken by its rows. Raises OtherForm, TooLarge, WrongTemplate, UnknownFormat,
    RefusedFile and what `enter` raises.
    """
    duty = find_duty(number)
    _refuse_large(path)
    marked = sheet(path).heading.form
    if marked not in ("", mark(duty)):
        raise OtherForm(path.name, marked, duty)
    given = [fact for fact in exchange.read(path).values() if fact.standing is not Standing.MISSING]
    held = proposals(duty)
    same = [fact.cell for fact in given if fact.cell in held and _stated(fact_of(held[fact.cell])) == _stated(fact)]
    entry = Entry.objects.create(actor=account, action="source.add", reason=reason, unit=duty.unit)
    content = path.read_bytes()
    source = Source.objects.create(
        kind=Source.Kind.FORM,
        name=path.name,
        sha256=sha256(content).hexdigest(),
        content=content,
        unit=duty.unit,
        entry=entry,
    )
    new = [fact for fact in given if fact.cell not in same]
    recorded = enter(account, number, new, source=source, reason=reason)
    versions = {cell: held[cell].id for cell in same} | dict(recorded.versions)
    return replace(recorded, versions=versions, unchanged=(*recorded.unchanged, *same))


def _stated(fact: Fact) -> tuple[Standing, Decimal | None]:
    return fact.standing, fact.value


def _refuse_large(path: Path) -> None:
    """Raise TooLarge where a file, or what it unpacks to, is no form that somebody filled in."""
    unpacked = 0
    with suppress(BadZipFile), ZipFile(path) as packed:
        unpacked = sum(item.file_size for item in packed.infolist())
    if path.stat().st_size > _MOST << 20 or unpacked > _MOST_UNPACKED << 20:
        raise TooLarge(path.name, _MOST)
