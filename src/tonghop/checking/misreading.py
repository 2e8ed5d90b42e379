"""Contradictions that a digit misread in a scan explains: arithmetic chooses between the readings."""

from collections.abc import Mapping
from dataclasses import replace

from tonghop.checking.kinds import IN_DOUBT, Kind, sentence
from tonghop.checking.slips import EXCHANGE, MISSING_DIGIT, SWAP
from tonghop.core.figure import Figure
from tonghop.core.finding import Culprit, Finding, Severity
from tonghop.core.language import translator


def in_doubt(finding: Finding, figures: Mapping[str, Figure], language: str) -> Finding:
    """The finding as it is where a suspect was read from a scan with doubt: a question about the scan, no error.

    Where one misread digit or mark explains it, the sentence names the value that the arithmetic asks for.
    """
    doubtful = [item for item in finding.culprits if figures[item.figure].doubtful]
    if not doubtful:
        return finding
    first, *_ = doubtful = sorted(doubtful, key=lambda item: (item.weight, figures[item.figure].confidence or 0))
    severity = Severity.WARNING if finding.severity is Severity.ERROR else finding.severity
    culprits = (*doubtful, *(item for item in finding.culprits if item not in doubtful))
    finding = replace(finding, severity=severity, culprits=culprits)
    figure = figures[first.figure]
    if _is_misread(first):
        message = sentence(
            Kind.MISREAD,
            language,
            stated=figure.text,
            confidence=str(figure.confidence),
            meant=str(first.suggestion),
            arithmetic=finding.arithmetic,
        )
        return replace(finding, kind=Kind.MISREAD, message=message)
    doubt = translator(language).gettext(IN_DOUBT).format(stated=figure.text, confidence=figure.confidence)
    return replace(finding, message=f"{finding.message} {doubt}")


def _is_misread(culprit: Culprit) -> bool:
    """Whether one wrong, lost or added character explains the figure; no recogniser makes digits change places."""
    return culprit.weight < EXCHANGE and not SWAP <= culprit.weight < MISSING_DIGIT
