"""Drafts of reports: made of a paper, given another head, explained, or given up."""

from dataclasses import dataclass

from django.db import transaction

from tonghop.core.paper import Paper
from tonghop.core.paper_json import to_json
from tonghop.core.span import Span
from tonghop.ledger import access
from tonghop.ledger.models import Account, Entry, Explanation, Report, ReportSection, SectionVersion, Unit
from tonghop.ledger.reports import journal
from tonghop.ledger.reports.errors import NoText
from tonghop.ledger.reports.finding import locked_draft
from tonghop.ledger.reports.papers import frame_of, pieces
from tonghop.ledger.rights import Action
from tonghop.ledger.rounds.errors import NeedsWhy

_TITLE, _KEY = 500, 100


@dataclass(frozen=True, slots=True)
class Head:
    """What an officer says above and below the text: whom it is from and to, and what it is called."""

    title: str
    subject: str
    superior: str
    issuer: str
    place: str
    recipients: tuple[str, ...]
    remark: str


@transaction.atomic
def create(
    account: Account,
    kind: str,
    unit: Unit,
    span: Span,
    paper: Paper,
    replaces: Report | None = None,
    reason: str = "",
) -> Report:
    """Keep a paper as a new draft of a unit; `reason` says why it replaces another. Raises Forbidden."""
    access.require(account, Action.DRAFT_REPORTS, unit)
    report = Report(
        unit=unit,
        kind=kind,
        year=span.year,
        first=span.first,
        last=span.last,
        title=paper.subject[:_TITLE],
        frame=frame_of(paper),
        replaces=replaces,
        reason=reason,
    )
    report.save()
    after = {"kind": kind, "period": span.code, "title": report.title, "replaces": replaces and replaces.pk}
    entry = journal.of_report(report, "draft", account, after=after, reason=reason)
    _fill(report, paper, entry)
    return report


def _fill(report: Report, paper: Paper, entry: Entry) -> None:
    taken: set[str] = set()
    rows = []
    for position, piece in enumerate(pieces(paper)):
        key = piece.key[:_KEY] if piece.key not in taken else f"{piece.key[: _KEY - 6]}-{position}"
        taken.add(key)
        rows.append(
            ReportSection(
                report=report,
                part=piece.part,
                key=key,
                position=position,
                level=piece.level,
                title=piece.title[:_TITLE],
                blocks=to_json(piece.blocks),
                wide=piece.wide,
            )
        )
    ReportSection.objects.bulk_create(rows)
    SectionVersion.objects.bulk_create(
        SectionVersion(section=row, number=1, title=row.title, blocks=row.blocks, entry=entry) for row in rows
    )


@transaction.atomic
def head(account: Account, number: int, given: Head) -> None:
    """Say what stands around the text of a draft; raises UnknownReport, Forbidden, WrongReportState, NoText."""
    report = locked_draft(account, number)
    if not (given.title.strip() and given.subject.strip() and given.issuer.strip()):
        raise NoText
    before = {"title": report.title, "frame": report.frame}
    letterhead = {"superior": given.superior, "issuer": given.issuer, "place": given.place}
    report.title = given.subject[:_TITLE]
    report.frame = report.frame | {
        "letterhead": report.frame["letterhead"] | letterhead,
        "title": given.title,
        "recipients": list(given.recipients),
        "remark": given.remark,
    }
    report.revision += 1
    report.save(update_fields=["title", "frame", "revision"])
    journal.of_report(report, "head", account, before, {"title": report.title, "frame": report.frame})


@transaction.atomic
def abandon(account: Account, number: int, reason: str) -> None:
    """Give a draft up; it is kept. Raises UnknownReport, Forbidden, WrongReportState, NeedsWhy."""
    report = locked_draft(account, number)
    if not reason.strip():
        raise NeedsWhy
    report.state = Report.State.ABANDONED
    report.save(update_fields=["state"])
    journal.of_report(report, "abandon", account, {"state": Report.State.DRAFT}, {"state": report.state}, reason)


@transaction.atomic
def explain(account: Account, number: int, fingerprint: str, message: str, reason: str) -> None:
    """Say why a draft stays as it is although something is held against it; the last reason counts.

    Raises UnknownReport, Forbidden, WrongReportState, NeedsWhy.
    """
    report = locked_draft(account, number)
    if not reason.strip():
        raise NeedsWhy
    held = Explanation.objects.filter(report=report, fingerprint=fingerprint).first()
    before = {"reason": held.reason} if held else None
    after = {"message": message, "reason": reason}
    entry = journal.of_report(report, "explain", account, before, after, reason)
    Explanation.objects.update_or_create(
        report=report,
        fingerprint=fingerprint,
        defaults={"message": message, "reason": reason, "entry": entry},
    )


def explained(report: Report) -> dict[str, str]:
    """The reasons given, by the fingerprint of what they answer."""
    return dict(Explanation.objects.filter(report=report).values_list("fingerprint", "reason"))
