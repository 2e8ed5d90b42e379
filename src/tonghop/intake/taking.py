"""Taking documents in: each is read, checked, compared with the ledger and recorded; one never stops the others."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import OperationalError, transaction

import tonghop
from tonghop.core.document import Document
from tonghop.core.errors import Refusal, TonghopError, UnreadableDocument
from tonghop.core.fact import Fact, Said
from tonghop.core.finding import Finding, Severity
from tonghop.intake import letterhead
from tonghop.intake.claims import claims
from tonghop.intake.guard import contradictions
from tonghop.intake.known import Compared, compare
from tonghop.intake.propose import propose
from tonghop.intake.reading import READING, Read, Wanted
from tonghop.intake.recording import Order, Written, known_source, write
from tonghop.intake.setting import Surroundings
from tonghop.intake.values import LeftOut, Setting
from tonghop.ledger import rounds, units
from tonghop.ledger.models import Dismissal, Duty
from tonghop.workers import Limits, Stopped, Workers


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of one document.

    `findings` are those about its own figures, `doubts` those of its facts beside what the ledger knows; `dismissed`
    are the reasons of those set aside, by fingerprint. `before` is when the same file was taken in before.
    """

    name: str
    document: Document
    unit: str | None
    unit_name: str
    dated: date | None
    findings: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    dismissed: Mapping[str, str]
    compared: tuple[Compared, ...]
    left_out: tuple[LeftOut, ...]
    before: datetime | None = None
    written: Written = field(default_factory=Written)


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that was not taken in, and why."""

    name: str
    error: TonghopError


class Unexpected(Refusal):
    """A mistake of the program over one document; the others go on."""

    def __init__(self, error: Exception) -> None:
        super().__init__(
            "Chương trình gặp lỗi ngoài dự kiến ({error}). Đề nghị báo cho nhóm phát triển.", error=repr(error)
        )


@dataclass(frozen=True, slots=True)
class File:
    """A document to be taken in: read, with its bytes."""

    name: str
    content: bytes
    document: Document


@dataclass(frozen=True, slots=True)
class Given:
    """A document as the command names it, `label`, and what is to be read."""

    label: str
    wanted: Wanted


def read_all(given: Sequence[Given], limits: Limits, jobs: int = 1) -> Iterator[File | Failed]:
    """Read documents in so many worker processes, in order; nothing of one that is stamped as secret is kept."""
    with Workers(READING, limits, jobs) as workers:
        yield from map(file_of, given, workers.in_order(item.wanted for item in given))


def file_of(given: Given, answer: Read | Exception) -> File | Failed:
    """What reading a document has come to."""
    match answer:
        case Read():
            return File(given.label, answer.content, answer.document)
        case Stopped():
            return Failed(given.label, answer.of(given.wanted.name))
        case UnreadableDocument():
            return Failed(given.label, answer)
        case _:
            return Failed(given.label, Unexpected(answer))


def take_all(
    files: Iterable[File | Failed], order: Order, unit: str | None = None, *, number: int | None = None,
    dry_run: bool = False, language: str = "vi",
) -> Iterator[Taken | Failed]:  # fmt: skip
    """Take documents in, one after the other; `unit` is the code of the unit whose figures they state where their heads
    need not tell, `number` that of a round whose forms ask for them. With `dry_run` nothing is kept.
    """
    with transaction.atomic() if dry_run else nullcontext():
        surroundings = Surroundings.load()
        for file in files:
            yield file if isinstance(file, Failed) else _take(file, surroundings, order, unit, number, language)
        if dry_run:
            transaction.set_rollback(True)


def _take(
    file: File, surroundings: Surroundings, order: Order, unit: str | None, number: int | None, language: str
) -> Taken | Failed:
    try:
        with transaction.atomic():
            taken = _understood(file, surroundings, unit, language)
            if _dismiss(taken, order):
                taken = _understood(file, surroundings, unit, language)
            return _recorded(file, taken, order, number)
    except Refusal as error:
        return Failed(file.name, error)
    except OperationalError:
        raise
    except Exception as error:
        return Failed(file.name, Unexpected(error))


def _understood(file: File, surroundings: Surroundings, unit: str | None, language: str) -> Taken:
    """What the document says, beside what is known; nothing is written."""
    findings = tonghop.check(file.document, language=language).findings
    return understood(file.name, file.document, findings, surroundings.of(file.document, unit), language)


def understood(
    name: str,
    document: Document,
    findings: tuple[Finding, ...],
    setting: Setting,
    language: str,
    said: Mapping[str, Said] | None = None,
) -> Taken:
    """What a document that was checked says, beside what is known; `said` is what people say of its figures, by id."""
    aside = reasons(setting.unit)
    open_ = [item for item in findings if item.fingerprint not in aside]
    reading = propose(document, setting, open_, said or {})
    compared = compare(reading.proposed, document.source.sha256)
    source = known_source(document.source.sha256)
    return Taken(
        name,
        document,
        setting.unit,
        _name(setting.unit, setting.dated or letterhead.spoken_of(document)),
        setting.dated,
        findings,
        contradictions([item.fact for item in compared], language, claims(document, compared)),
        aside,
        compared,
        reading.left_out,
        source.entry.at if source else None,
    )


def _dismiss(taken: Taken, order: Order) -> bool:
    """Set aside the findings that the order names; whether there were any."""
    told = {item.fingerprint for item in (*taken.findings, *taken.doubts)}
    named = [name for name in order.dismiss if name in told and name not in taken.dismissed]
    for name in named:
        if taken.unit and order.account:
            rounds.dismiss(order.account, taken.unit, name, order.reason)
    return bool(named)


def _recorded(file: File, taken: Taken, order: Order, number: int | None) -> Taken:
    unit = units.find(taken.unit) if taken.unit else None
    duties = duties_of(number, taken)
    written = write(taken.document, file.content, taken.compared, doubtful(taken), order, unit, duties)
    return replace(taken, written=written)


def duties_of(number: int | None, taken: Taken) -> Sequence[Duty]:
    """What the units of a document's figures owe in a round; raises UnknownRound."""
    if number is None:
        return ()
    rounds.find_round(number)
    codes = {item.fact.cell.unit for item in taken.compared}
    return list(Duty.objects.filter(round=number, unit__code__in=codes).select_related("round__unit", "form", "unit"))


def doubtful(taken: Taken) -> list[Fact]:
    """The facts that an error speaks against which nobody has dismissed."""
    facts = {f"f{place}": item.fact for place, item in enumerate(taken.compared, 1)}
    errors = (item for item in taken.doubts if item.severity is Severity.ERROR)
    named = (name for item in errors if item.fingerprint not in taken.dismissed for name in item.figures)
    return [facts[name] for name in dict.fromkeys(named) if name in facts]


def reasons(unit: str | None) -> dict[str, str]:
    """The reasons for which findings about a unit were dismissed, by their fingerprints."""
    rows = Dismissal.objects.filter(unit__code=unit).values_list("fingerprint", "entry__reason")
    return dict(rows) if unit else {}


def _name(unit: str | None, on: date | None) -> str:
    return units.name_of(unit, on or date.max) if unit else ""
