"""What the checker found in one revision of a draft, and how far it is with looking again."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.db import transaction

from tonghop.ledger import access
from tonghop.ledger.access import Forbidden
from tonghop.ledger.models import Account, Report
from tonghop.ledger.reports.finding import find, refuse_other
from tonghop.ledger.rights import Action

_CHECKERS = (Action.DRAFT_REPORTS, Action.COMMENT_REPORTS, Action.ISSUE_REPORTS)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding about a draft: the section (its key) in which it begins, and its sentence in each language."""

    section: str
    severity: str
    fingerprint: str
    messages: Mapping[str, str]

    def message(self, language: str) -> str:
        """Its sentence in a language."""
        return self.messages[language]


@dataclass(frozen=True, slots=True)
class Underway:
    """A check that was asked for at a revision: which stage it has reached, 0 while it waits; `failed` without end."""

    revision: int
    stage: int = 0
    failed: bool = False


@transaction.atomic
def await_check(account: Account, number: int) -> int | None:
    """Note that a draft is to be checked; the revision to be checked, None where that is under way already.

    Raises UnknownReport, Forbidden, WrongReportState.
    """
    seen = find(account, number)
    if not any(access.may(account, action, seen.unit) for action in _CHECKERS):
        raise Forbidden(seen.unit)
    report = Report.objects.select_for_update().get(pk=seen.pk)
    refuse_other(report, Report.State.DRAFT)
    now = underway(report)
    if now and now.revision == report.revision and not now.failed:
        return None
    _note(number, Underway(report.revision))
    return report.revision


def underway(report: Report) -> Underway | None:
    """The check that was asked for last and found nothing yet, or came to no end."""
    return Underway(**report.examining) if report.examining else None


def waiting(number: int, revision: int) -> Report | None:
    """The draft whose check was asked for at a revision; None where it is none any more, or was asked for again."""
    asked = Report.objects.filter(pk=number, state=Report.State.DRAFT, examining__revision=revision)
    return asked.select_related("unit").first()


def reach(number: int, revision: int, stage: int) -> None:
    """Note which stage a check has reached."""
    _note(number, Underway(revision, stage), revision)


def no_end(number: int, revision: int) -> None:
    """Note that a check came to no end."""
    _note(number, Underway(revision, failed=True), revision)


def _note(number: int, now: Underway, instead: int | None = None) -> None:
    rows = Report.objects.filter(pk=number)
    if instead is not None:
        rows = rows.filter(examining__revision=instead)
    rows.update(examining=asdict(now))


def keep_findings(report: Report, found: Iterable[Found]) -> None:
    """Keep what was found in a report as it was when it was read from the database; its check is over then."""
    report.examined = {"revision": report.revision, "findings": [asdict(each) for each in found]}
    rows = Report.objects.filter(pk=report.pk)
    rows.update(examined=report.examined)
    if asked := underway(report):
        rows.filter(examining__revision=asked.revision).update(examining=None)
        report.examining = None


def findings_of(report: Report) -> tuple[Found, ...] | None:
    """What was found in a report as it is; None where nobody has looked since it was changed."""
    if report.examined is None or report.examined["revision"] != report.revision:
        return None
    return tuple(Found(**each) for each in report.examined["findings"])


def last_findings(report: Report) -> tuple[Found, ...]:
    """What was found when the checker last looked, though the report be changed since."""
    return tuple(Found(**each) for each in report.examined["findings"]) if report.examined else ()
