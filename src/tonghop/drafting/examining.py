"""The checker looks at a draft: in a worker process, as at any document; what it finds is kept with the draft."""

import os
from collections.abc import Sequence
from functools import cache

from tonghop.core.paper import Paper
from tonghop.drafting.refusals import DraftError
from tonghop.ledger import access, reports
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Account, Report, ReportSection
from tonghop.ledger.reports import Found
from tonghop.ledger.rights import Action
from tonghop.review.paper import EXAMINATION, Examined
from tonghop.workers import Limits, Stopped, Worker

_Part = ReportSection.Part


class NotExamined(DraftError):
    """The checker did not come to an end."""

    def __init__(self) -> None:
        super().__init__("Việc kiểm tra không hoàn thành trong giới hạn cho phép. Đề nghị thử lại.")


def examine(account: Account, number: int) -> None:
    """Let the checker look at a draft and keep what it finds; raises UnknownReport, Forbidden, NotExamined."""
    report = reports.find(account, number)
    if report.state != Report.State.DRAFT or not _may(account, report):
        raise Forbidden(report.unit)
    rows = list(report.sections.all())
    try:
        found = _examiner().ask(reports.assembled(report, rows))
    except Stopped:
        raise NotExamined from None
    reports.keep_findings(report, _named(found, rows))


def _may(account: Account, report: Report) -> bool:
    asked = (Action.DRAFT_REPORTS, Action.COMMENT_REPORTS, Action.ISSUE_REPORTS)
    return any(access.may(account, action, report.unit) for action in asked)


def _named(found: Sequence[Examined], rows: Sequence[ReportSection]) -> list[Found]:
    """The findings, appendices called as their rows are."""
    appendices = [row.key for row in rows if row.part == _Part.APPENDIX and not row.left_out]
    keys = {f"{_Part.APPENDIX}-{number}": key for number, key in enumerate(appendices, 1)}
    return [
        Found(keys.get(each.section, each.section), each.severity, each.fingerprint, each.messages) for each in found
    ]


@cache
def _examiner() -> Worker[Paper, list[Examined]]:
    return Worker(EXAMINATION, Limits.of(os.environ))
