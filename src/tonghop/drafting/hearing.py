"""What stands against issuing a draft: places to fill in, figures out of date, findings of the checker."""

from collections.abc import Iterable, Iterator

from tonghop.core.paper import Paper
from tonghop.drafting.renewal import Moved, moved
from tonghop.ledger import reports
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Report
from tonghop.ledger.reports.errors import GapsLeft, NotExamined, OutOfDate, Unexplained, Unready


def hear(report: Report, paper: Paper) -> None:
    """Raise Unready, with every reason, where a report cannot be issued as it is."""
    if reasons := tuple(objections(report, paper)):
        raise Unready(reasons)


def objections(report: Report, paper: Paper) -> Iterator[LedgerError]:
    """What is neither mended nor explained; a bounded number of queries."""
    explained = reports.explained(report)
    if gaps := tuple(reports.gaps(paper)):
        yield GapsLeft(gaps)
    changed = moved(report, report.sections.all()).values()
    if open_ := [told(each) for each in changed if each.fingerprint not in explained]:
        yield OutOfDate(open_)
    examined = reports.findings_of(report)
    if examined is None:
        yield NotExamined(ever=report.examined is not None)
    elif left := [item.message("vi") for item in examined if item.fingerprint not in explained]:
        yield Unexplained(left)


def told(change: Moved) -> str:
    """A change of a figure: `12 → 12,6 tỷ đồng`."""
    return f"{change.chip.text} → {change.renewed.text if change.renewed else '–'} {change.chip.unit}"


def warnings(report: Report) -> Iterable[str]:
    """The comments that nobody has settled, each with its section."""
    return [
        f"{row.title}: {comment.text}" if row.title else comment.text
        for row in report.sections.filter(left_out=False).prefetch_related("comments")
        for comment in row.comments.all()
        if comment.resolved_id is None
    ]
