"""What people say of the sections of a draft."""

from django.db import transaction

from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Account, Comment
from tonghop.ledger.reports import journal
from tonghop.ledger.reports.errors import NoText, UnknownReport
from tonghop.ledger.reports.finding import may_comment, refuse_other, section_of

_LONGEST = 4000


@transaction.atomic
def comment(account: Account, number: int, section: int, text: str) -> Comment:
    """Say something of a section; raises UnknownReport, WrongReportState, Forbidden, NoText."""
    row = section_of(account, number, section)
    refuse_other(row.report, row.report.State.DRAFT)
    if not may_comment(account, row):
        raise Forbidden(row.report.unit)
    if not text.strip():
        raise NoText
    text = text.strip()[:_LONGEST]
    entry = journal.of_report(row.report, "comment", account, after={"section": row.title, "text": text})
    return Comment.objects.create(section=row, text=text, entry=entry)


@transaction.atomic
def resolve(account: Account, number: int, comment_: int) -> None:
    """Settle a comment; raises UnknownReport, WrongReportState, Forbidden."""
    held = Comment.objects.select_for_update().filter(pk=comment_, section__report_id=number).first()
    if held is None:
        raise UnknownReport
    row = section_of(account, number, held.section_id)
    refuse_other(row.report, row.report.State.DRAFT)
    if not may_comment(account, row):
        raise Forbidden(row.report.unit)
    if held.resolved_id is None:
        held.resolved = journal.of_report(row.report, "resolve", account, after={"text": held.text})
        held.save(update_fields=["resolved"])
