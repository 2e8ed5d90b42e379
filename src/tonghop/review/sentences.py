"""Sentences that several renderers share: suspects, a finding in full, coverage."""

from tonghop.core.document import Document
from tonghop.core.finding import Culprit, Finding, Report
from tonghop.review.summary import coverage, verdicts
from tonghop.review.wording import Wording


def likeliest(finding: Finding) -> tuple[Culprit, ...]:
    """The suspects tied in the first place."""
    return tuple(culprit for culprit in finding.culprits if culprit.weight == finding.culprits[0].weight)


def arithmetic(finding: Finding) -> str:
    """The arithmetic of a finding, where its message does not show it already."""
    return "" if finding.arithmetic in finding.message else finding.arithmetic


def explain(document: Document, finding: Finding, number: int, wording: Wording) -> str:
    """A finding in full, line by line, for a comment or a cell note."""
    tied = likeliest(finding)
    figures = "; ".join(dict.fromkeys(document.figure(figure).text for figure in finding.figures))
    lines = [
        f"{wording.severity(finding.severity)} {number}. {finding.message}",
        arithmetic(finding),
        suspects_heading(len(tied), wording) if tied else "",
        *(f"- {suspect(document, culprit, wording)}" for culprit in tied),
        wording.say("Số liệu liên quan: {figures}", figures=figures) if len(finding.figures) > 1 else "",
    ]
    return "\n".join(line for line in lines if line)


def nothing_found(report: Report, wording: Wording) -> str:
    """What to say where there are no findings."""
    if report.outcomes:
        return wording.say("Không phát hiện mâu thuẫn nào trong các quan hệ đã đối chiếu.")
    return wording.say("Không có quan hệ nào giữa các số liệu để đối chiếu.")


def anchor(finding: Finding) -> str:
    """The figure at which a finding is shown where only one place can carry it: the likeliest suspect."""
    return finding.culprits[0].figure if finding.culprits else finding.figures[0]


def suspects_heading(tied: int, wording: Wording) -> str:
    """The words before the likeliest suspects of a finding, which may be several."""
    if tied > 1:
        return wording.say("Có thể sai một trong các số sau, khả năng ngang nhau:")
    return wording.say("Số có nhiều khả năng sai:")


def suspect(document: Document, culprit: Culprit, wording: Wording) -> str:
    """A suspect, with the value that would mend the finding where there is one."""
    printed = document.figure(culprit.figure).text
    if culprit.suggestion is None:
        return printed
    return f"{printed} " + wording.say("→ nếu là {value} thì khớp", value=culprit.suggestion)


def relations_in_words(report: Report, wording: Wording) -> str:
    """How many relations hold, fail and stay open."""
    holds, violated, unknown = verdicts(report).values()
    return wording.say(
        "{holds} quan hệ khớp, {violated} không khớp, {unknown} chưa đủ dữ kiện để kết luận.",
        holds=holds,
        violated=violated,
        unknown=unknown,
    )


def coverage_in_words(document: Document, report: Report, wording: Wording) -> str:
    """How many of the measuring figures some relation ties."""
    covered = coverage(document, report)
    return wording.say(
        "{tied} trong {measuring} số liệu ({percent}%) nằm trong ít nhất một quan hệ.",
        tied=covered.tied,
        measuring=covered.measuring,
        percent=covered.percent,
    )
