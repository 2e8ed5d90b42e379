"""After a report was issued: made public, corrected, replaced, withdrawn."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256

from django.db import transaction

from tonghop.ledger import access
from tonghop.ledger.models import Account, Amendment, Report, ReportFile
from tonghop.ledger.reports import journal
from tonghop.ledger.reports.drafts import create
from tonghop.ledger.reports.errors import NoLetter, NotTheSigned, ReplacementBegun
from tonghop.ledger.reports.finding import locked, refuse_other, span_of
from tonghop.ledger.reports.issuing import paper_issued
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.errors import NeedsWhy

_VALID = (Report.State.ISSUED, Report.State.CORRECTED)
_OUT = (*_VALID, Report.State.REPLACED, Report.State.WITHDRAWN)
_DOCUMENT = 200


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature of a report: whose, who vouches for it, the time (ISO) that the signer states.

    `trusted` where the office trusted the `issuer` when the file came in.
    """

    signer: str
    issuer: str
    at: str | None
    trusted: bool


def signatures(file: ReportFile) -> list[Signed]:
    """Who signed a file, as was verified when it came in."""
    return [Signed(**each) for each in (file.entry.after or {}).get("signatures", ())]


@transaction.atomic
def correct(account: Account, number: int, reason: str, document: str) -> None:
    """Note that an issued report was corrected, by which letter; raises what `_amend` raises, and NoLetter."""
    if not document.strip():
        raise NoLetter
    _amend(account, number, Amendment.Kind.CORRECTED, reason, document)


@transaction.atomic
def withdraw(account: Account, number: int, reason: str, document: str) -> None:
    """Note that an issued report counts no more; its number stays given. Raises what `_amend` raises."""
    _amend(account, number, Amendment.Kind.WITHDRAWN, reason, document)


def _amend(account: Account, number: int, kind: Amendment.Kind, reason: str, document: str) -> None:
    """Raises UnknownReport, Forbidden, WrongReportState, NeedsWhy."""
    report = locked(account, number, Action.ISSUE_REPORTS)
    refuse_other(report, *_VALID)
    if not reason.strip():
        raise NeedsWhy
    before, report.state = report.state, Report.State(kind.value)
    report.save(update_fields=["state"])
    after = {"state": report.state, "document": document}
    entry = journal.of_report(report, kind.value, account, {"state": before}, after, reason)
    Amendment.objects.create(report=report, kind=kind, reason=reason, document=document[:_DOCUMENT], entry=entry)


@transaction.atomic
def begin_replacement(account: Account, number: int, reason: str) -> Report:
    """A draft with the words of an issued report, which replaces it once issued.

    Raises UnknownReport, Forbidden, WrongReportState, NeedsWhy, ReplacementBegun.
    """
    report = locked(account, number, Action.DRAFT_REPORTS)
    refuse_other(report, *_VALID)
    if not reason.strip():
        raise NeedsWhy
    if begun := report.replacements.filter(state=Report.State.DRAFT).first():
        raise ReplacementBegun(begun)
    paper = paper_issued(report.issue)
    bare = replace(paper, letterhead=replace(paper.letterhead, number=None, dated=None))
    return create(account, report.kind, report.unit, span_of(report), bare, report, reason)


@transaction.atomic
def make_public(account: Account, number: int, public: bool) -> None:
    """Show an issued report to everybody, or no longer; raises UnknownReport, Forbidden, WrongReportState."""
    report = locked(account, number, Action.ISSUE_REPORTS)
    refuse_other(report, *_OUT)
    access.require(account, Action.PUBLISH, report.unit)
    before, report.public = report.public, public
    report.save(update_fields=["public"])
    journal.of_report(report, "publish", account, {"public": before}, {"public": public})


@transaction.atomic
def attach_signed(account: Account, number: int, content: bytes, who: Sequence[Signed] = ()) -> None:
    """Keep the PDF of an issued report as it is once signed: the bytes that were issued, and what signing appended.

    Raises UnknownReport, Forbidden, WrongReportState, NotTheSigned.
    """
    report = locked(account, number, Action.ISSUE_REPORTS)
    refuse_other(report, *_VALID)
    files = ReportFile.objects.filter(issue__report=report)
    issued = files.filter(form=ReportFile.Form.PDF).first()
    signed = files.filter(form=ReportFile.Form.SIGNED).exists()
    if signed or issued is None or not content.startswith(bytes(issued.content)) or content == bytes(issued.content):
        raise NotTheSigned
    digest = sha256(content).hexdigest()
    entry = journal.of_report(
        report, "sign", account, after={"sha256": digest, "signatures": [asdict(each) for each in who]}
    )
    ReportFile.objects.create(
        issue_id=issued.issue_id, form=ReportFile.Form.SIGNED, content=content, sha256=digest, entry=entry
    )
