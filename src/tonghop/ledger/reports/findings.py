"""What the checker found in one revision of a draft."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from tonghop.ledger.models import Report


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


def keep_findings(report: Report, found: Iterable[Found]) -> None:
    """Keep what was found in a report as it was when it was read from the database."""
    report.examined = {"revision": report.revision, "findings": [asdict(each) for each in found]}
    Report.objects.filter(pk=report.pk).update(examined=report.examined)


def findings_of(report: Report) -> tuple[Found, ...] | None:
    """What was found in a report as it is; None where nobody has looked since it was changed."""
    if report.examined is None or report.examined["revision"] != report.revision:
        return None
    return tuple(Found(**each) for each in report.examined["findings"])


def last_findings(report: Report) -> tuple[Found, ...]:
    """What was found when the checker last looked, though the report be changed since."""
    return tuple(Found(**each) for each in report.examined["findings"]) if report.examined else ()
