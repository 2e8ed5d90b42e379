"""Issuing a draft: a number of the register, the paper as it is from then on, and the bytes of its files, at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate, now

from tonghop.core.fact import Cell, Measure
from tonghop.core.paper import Paper
from tonghop.core.paper_json import paper_of, to_json
from tonghop.core.span import Span
from tonghop.ledger import ask
from tonghop.ledger.models import Account, Amendment, Issue, Register, RegisterNumber, Report, ReportFile
from tonghop.ledger.reports import journal
from tonghop.ledger.reports.errors import NotPrinted, TooEarly, WrongDay, WrongType
from tonghop.ledger.reports.finding import locked_draft, span_of
from tonghop.ledger.reports.papers import assembled
from tonghop.ledger.reports.registers import kept, locked_register, symbol_of, take
from tonghop.ledger.reports.signer import Signer, signature
from tonghop.ledger.rights import Action

Printer = Callable[[Paper], bytes]
"""What makes a file of a paper."""

Hearing = Callable[[Report, Paper], None]
"""What refuses a paper that is not ready, by raising Unready."""


@dataclass(frozen=True, slots=True)
class Issuing:
    """How a report is issued: the symbol after its number, its day, who signs; a number that was `kept` for it."""

    symbol: str
    dated: date
    signer: Signer
    recipients: tuple[str, ...]
    kept: int | None = None
    public: bool = False


@transaction.atomic
def issue(
    account: Account, number: int, how: Issuing, printers: Mapping[str, Printer], hear: Hearing | None = None
) -> Issue:
    """Issue a draft; all of it happens, or nothing.

    Raises UnknownReport, Forbidden, WrongReportState, WrongSigner, WrongType, WrongDay, TooEarly, what the register
    refuses, what `hear` raises about the paper, and NotPrinted where a printer fails.
    """
    report = locked_draft(account, number, Action.ISSUE_REPORTS)
    draft = replace(assembled(report), signature=signature(how.signer), recipients=how.recipients)
    if hear:
        hear(report, draft)
    symbol = symbol_of(how.symbol)
    _refuse_type(symbol, draft.letterhead.symbol)
    register = locked_register(report.unit, how.dated.year, symbol)
    _refuse_day(register, how)
    _refuse_early(span_of(report), draft, report.unit.code, how.dated)
    given = kept(register, how.kept) if how.kept is not None else take(account, register, report.title)
    letterhead = replace(draft.letterhead, number=given.number, symbol=register.symbol, dated=how.dated)
    paper = replace(draft, letterhead=letterhead)
    made = _keep(account, report, paper, given, how)
    _print(made, paper, printers)
    if report.replaces_id:
        _replace(account, report)
    return made


def _refuse_type(symbol: str, own: str) -> None:
    """A document has its number from a register of its own type: what stands before the dash (`BC-UBND`)."""
    if symbol.partition("-")[0] != own.upper().partition("-")[0]:
        raise WrongType(symbol, own)


def _refuse_day(register: Register, how: Issuing) -> None:
    """Days go with the numbers: none is earlier than that of a lower number, or later than that of a higher one."""
    given = Issue.objects.filter(number__register=register).order_by("number__number")
    lower, higher = given, given.none()
    if how.kept is not None:
        lower, higher = given.filter(number__number__lt=how.kept), given.filter(number__number__gt=how.kept)
    days = lower.values_list("dated", flat=True).last(), higher.values_list("dated", flat=True).first()
    first, last = days[0] or date.min, days[1] or date.max
    if not first <= how.dated <= min(last, localdate()):
        raise WrongDay(how.dated)


def _refuse_early(span: Span, paper: Paper, unit: str, day: date) -> None:
    """A period has begun when a report of it is issued, and what was done in it is counted by then."""
    if day < span.starts:
        raise TooEarly(day, span)
    reached = [cell for chip in paper.chips() for cell in chip.cells if cell.unit == unit and _ends_with(cell, span)]
    if day >= span.ends or any(cell.measure is Measure.ESTIMATE for cell in reached):
        return
    counted = ask.days(unit, span, [Measure.ACTUAL])
    if any(counted.get(cell.indicator, (span.ends, span.ends))[1] > day for cell in reached):
        raise TooEarly(day, span)


def _ends_with(cell: Cell, span: Span) -> bool:
    """Whether a cell tells what was done, or is estimated, up to the end of a span."""
    return cell.measure is not Measure.PLAN and cell.span.ends == span.ends


def _keep(account: Account, report: Report, paper: Paper, given: RegisterNumber, how: Issuing) -> Issue:
    after = {"state": Report.State.ISSUED, "number": given.number, "symbol": paper.letterhead.symbol,
             "dated": how.dated.isoformat(), "public": how.public}  # fmt: skip
    entry = journal.of_report(report, "issue", account, {"state": report.state}, after)
    report.state, report.public = Report.State.ISSUED, how.public
    report.save(update_fields=["state", "public"])
    return Issue.objects.create(
        report=report, number=given, dated=how.dated, known_on=now(), paper=to_json(paper), entry=entry
    )


def _print(made: Issue, paper: Paper, printers: Mapping[str, Printer]) -> None:
    try:
        contents = {form: printer(paper) for form, printer in printers.items()}
    except Exception as error:
        raise NotPrinted from error
    ReportFile.objects.bulk_create(
        ReportFile(issue=made, form=form, content=content, sha256=sha256(content).hexdigest(), entry_id=made.entry_id)
        for form, content in contents.items()
    )


def _replace(account: Account, report: Report) -> None:
    """What a report replaces is replaced on the day on which it is issued; what was withdrawn stays withdrawn."""
    old = report.replaces
    assert old
    before = old.state
    if before != Report.State.WITHDRAWN:
        old.state = Report.State.REPLACED
        old.save(update_fields=["state"])
    after = {"state": old.state, "successor": report.pk}
    entry = journal.of_report(old, "replaced", account, {"state": before}, after)
    Amendment.objects.create(
        report=old, kind=Amendment.Kind.REPLACED, reason=report.reason, successor=report, entry=entry
    )


def paper_issued(made: Issue) -> Paper:
    """The paper as it was issued."""
    return paper_of(made.paper)
