"""What changed between two drafts, for a terminal and as a page."""

from collections.abc import Iterator

from tonghop.core.document import Document
from tonghop.core.figure import Figure
from tonghop.core.finding import Finding
from tonghop.review.diff import Difference
from tonghop.review.pages import page
from tonghop.review.places import passages, place
from tonghop.review.wording import Wording


def render_text(old: Document, new: Document, difference: Difference, language: str = "vi") -> str:
    """The difference as plain text."""
    wording = Wording(language)
    say = wording.say
    lines = [f"{old.name} → {new.name}"]
    if difference.is_empty:
        lines.append(say("Không có số liệu hay phát hiện nào thay đổi."))
    lines += _section(
        say("Số liệu thay đổi"),
        [f"{pair.old.text} → {pair.new.text}  {_where(new, pair.new, wording)}" for pair in difference.changed],
    )
    for title, document, figures in (
        (say("Số liệu thêm"), new, difference.appeared),
        (say("Số liệu mất"), old, difference.vanished),
    ):
        lines += _section(title, [f"{figure.text}  {_where(document, figure, wording)}" for figure in figures])
    for title, findings in _groups(difference, wording):
        lines += _section(title, [f"{wording.severity(finding.severity)}: {finding.message}" for finding in findings])
    lines += ["", say("{count} số liệu giữ nguyên.", count=difference.unchanged)]
    return "\n".join(lines) + "\n"


def render_html(old: Document, new: Document, difference: Difference, language: str = "vi") -> str:
    """The difference as one self-contained page."""
    wording = Wording(language)
    return page(
        "diff.html.j2",
        wording,
        old=old,
        new=new,
        difference=difference,
        groups=list(_groups(difference, wording)),
        where=lambda document, figure: _where(document, figure, wording),
    )


def _groups(difference: Difference, wording: Wording) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    yield wording.say("Phát hiện mới"), difference.new_findings
    yield wording.say("Phát hiện đã hết"), difference.gone_findings
    yield wording.say("Phát hiện còn lại"), difference.remaining_findings


def _section(title: str, items: list[str]) -> list[str]:
    return ["", f"{title} ({len(items)})", *(f"  - {item}" for item in items)] if items else []


def _where(document: Document, figure: Figure, wording: Wording) -> str:
    passage = passages(document, (figure.id,))[0]
    return f"({place(passage, wording)}: “{passage.text}”)"
