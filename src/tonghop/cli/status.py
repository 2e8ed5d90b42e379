"""Exit statuses. Where several apply, the highest wins."""

from enum import IntEnum

from tonghop.core.finding import Report, Severity


class Status(IntEnum):
    """What the program tells the shell."""

    CLEAN = 0
    CONTRADICTION = 1
    UNREADABLE = 2
    BUG = 3
    INTERRUPTED = 130


def contradiction(report: Report) -> Status:
    """CONTRADICTION where a finding is an error."""
    errors = any(finding.severity is Severity.ERROR for finding in report.findings)
    return Status.CONTRADICTION if errors else Status.CLEAN
