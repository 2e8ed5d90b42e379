"""The review for a terminal: findings by severity, then what follows, then coverage."""

from collections.abc import Iterator
from itertools import groupby

from rich.text import Text

from tonghop.core.document import Document
from tonghop.core.finding import Finding, Inference, Report, Severity
from tonghop.review.places import passages, place
from tonghop.review.sentences import (
    arithmetic,
    coverage_in_words,
    likeliest,
    nothing_found,
    relations_in_words,
    suspect,
    suspects_heading,
)
from tonghop.review.summary import ordered, tally
from tonghop.review.wording import Wording

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}
_QUIET = "dim"


def render(document: Document, report: Report, language: str = "vi") -> str:
    """The review as plain text."""
    return compose(document, report, language).plain


def compose(document: Document, report: Report, language: str = "vi") -> Text:
    """The review as styled text: a Rich console colours it on a terminal and leaves it plain elsewhere."""
    wording = Wording(language)
    lines = [
        *_heading(document, wording),
        *_findings(document, report, wording),
        *_inferences(document, report.inferences, wording),
        *_summary(document, report, wording),
    ]
    return Text("\n").join(lines).append("\n")


def render_cross(cross: Report, language: str = "vi") -> str:
    """What was found across several documents, as plain text; empty where nothing was."""
    wording = Wording(language)
    if not cross.findings:
        return ""
    lines = [wording.say("Giữa các văn bản").upper()]
    for number, finding in enumerate(ordered(cross.findings), 1):
        lines.append(f"{number:>3}. {wording.severity(finding.severity)}: {finding.message}")
        lines += [f"     {shown}"] if (shown := arithmetic(finding)) else []
    return "\n".join(lines) + "\n"


def _heading(document: Document, wording: Wording) -> Iterator[Text]:
    yield Text(document.title or document.name, "bold")
    about = (document.organisation, wording.period(document.period, document.as_of), document.title and document.name)
    yield Text(" · ".join(filter(None, about)), _QUIET)


def _findings(document: Document, report: Report, wording: Wording) -> Iterator[Text]:
    counts = tally(report)
    numbered = enumerate(ordered(report.findings), 1)
    for severity, group in groupby(numbered, key=lambda pair: pair[1].severity):
        yield Text()
        yield Text(f"{wording.severity(severity).upper()} ({counts[severity]})", _STYLES[severity])
        for number, finding in group:
            yield from _finding(document, finding, number, wording)
    if not report.findings:
        yield Text()
        yield Text(nothing_found(report, wording))


def _finding(document: Document, finding: Finding, number: int, wording: Wording) -> Iterator[Text]:
    yield Text(f"{number:>3}. ", _STYLES[finding.severity]).append(finding.message, "none")
    if shown := arithmetic(finding):
        yield Text(f"     {shown}", "bold")
    for passage in passages(document, finding.figures):
        line = Text("     ").append(f"{place(passage, wording)}: ", _QUIET).append("“")
        for piece in passage.pieces:
            line.append(piece.text, "underline" if piece.figure else _QUIET)
        yield line.append("”")
    yield from _suspects(document, finding, wording)


def _suspects(document: Document, finding: Finding, wording: Wording) -> Iterator[Text]:
    tied = likeliest(finding)
    if tied:
        yield Text("     " + suspects_heading(len(tied), wording))
    for culprit in tied:
        yield Text("       - " + suspect(document, culprit, wording))


def _inferences(document: Document, inferences: tuple[Inference, ...], wording: Wording) -> Iterator[Text]:
    if inferences:
        yield Text()
        yield Text(wording.say("Suy ra từ số liệu đã nêu").upper(), "bold")
    for inference in inferences:
        bounds = wording.interval(inference.low, inference.high, inference.unit)
        sources = ", ".join(document.figure(source).text for source in inference.sources)
        line = Text(f"  - {inference.quantity}: ").append(bounds, "bold")
        yield line.append(f" ({wording.say('suy ra từ')} {sources})", _QUIET)


def _summary(document: Document, report: Report, wording: Wording) -> Iterator[Text]:
    yield Text()
    yield Text(relations_in_words(report, wording))
    yield Text(coverage_in_words(document, report, wording))
