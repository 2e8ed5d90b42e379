"""Which reports and sections somebody may see, and what he may do there."""

from django.db.models import Q

from tonghop.core.span import Span
from tonghop.ledger import access
from tonghop.ledger.models import Account, Report, ReportSection, Unit
from tonghop.ledger.reports.errors import UnknownReport, WrongReportState
from tonghop.ledger.rights import Action

_UNISSUED = (Report.State.DRAFT, Report.State.ABANDONED)
_LARGE = ("frame", "examined", "issue__paper")
_MOST_ALIKE = 10


def visible(account: Account) -> Q:
    """The reports that the account may see: what was issued, drafts in reach, and those of which it writes a part."""
    drafts = access.within(account, Action.SEE_DRAFTS)
    issued = access.within(account, Action.SEE_ISSUED) & ~Q(state__in=_UNISSUED)
    own = ReportSection.objects.filter(assigned=account, left_out=False).values("report_id")
    return drafts | issued | Q(pk__in=own) if access.acts(account, Action.SEE_DRAFTS) else drafts | issued


def find(account: Account, number: int) -> Report:
    """A report with its unit; raises UnknownReport."""
    rows = Report.objects.filter(visible(account), pk=number)
    if row := rows.select_related("unit", "replaces").first():
        return row
    raise UnknownReport


def alike(account: Account, kind: str, unit: Unit, span: Span, topic: str = "") -> list[Report]:
    """The reports of a kind about a unit that close their figures where a span does, which the account may see.

    Of thematic ones those that name the `topic`. Without those that were given up or withdrawn, the newest first.
    """
    rows = Report.objects.filter(visible(account), kind=kind, unit=unit, year=span.year, last=span.last)
    rows = rows.exclude(state__in=(Report.State.ABANDONED, Report.State.WITHDRAWN)).filter(title__icontains=topic)
    return list(rows.select_related("unit", "issue__number__register").defer(*_LARGE).order_by("-id")[:_MOST_ALIKE])


def span_of(report: Report) -> Span:
    """The span that a report is about."""
    return Span(report.year, report.first, report.last)


def may_edit(account: Account, section: ReportSection) -> bool:
    """Whether the account may write a section of a draft: as who drafts the report, or as who was given the section."""
    report = section.report
    if report.state != Report.State.DRAFT:
        return False
    assigned = section.assigned_id == account.pk and access.acts(account, Action.DRAFT_REPORTS)
    return assigned or access.may(account, Action.DRAFT_REPORTS, report.unit)


def may_comment(account: Account, section: ReportSection) -> bool:
    """Whether the account may say something of a section of a draft."""
    if section.report.state != Report.State.DRAFT:
        return False
    return may_edit(account, section) or access.may(account, Action.COMMENT_REPORTS, section.report.unit)


def section_of(account: Account, number: int, section: int) -> ReportSection:
    """A section of a report that the account may see; raises UnknownReport."""
    report = find(account, number)
    row = ReportSection.objects.filter(report=report, pk=section).select_related("assigned").first()
    if row is None:
        raise UnknownReport
    row.report = report
    return row


def locked(account: Account, number: int, action: Action) -> Report:
    """A report to which the account may do `action`, locked until the transaction ends.

    Raises UnknownReport, Forbidden.
    """
    report = find(account, number)
    access.require(account, action, report.unit)
    return Report.objects.select_for_update(of=("self",)).select_related("unit", "replaces").get(pk=report.pk)


def locked_draft(account: Account, number: int, action: Action = Action.DRAFT_REPORTS) -> Report:
    """The same of a draft; raises WrongReportState where it is none any more."""
    report = locked(account, number, action)
    refuse_other(report, Report.State.DRAFT)
    return report


def refuse_other(report: Report, *states: str) -> None:
    """Raise WrongReportState where a report is in none of the states."""
    if report.state not in states:
        raise WrongReportState(report)
