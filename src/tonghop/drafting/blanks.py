"""Paragraphs that nobody has written yet: shown to the officer, and not to be issued unnoticed."""

from tonghop.core.paper import Paper, Paragraph, Section

_BEGIN, _END = "[Cần bổ sung: ", "]"


def blank(what: str) -> Paragraph:
    """A paragraph that stands for what is still to be written."""
    return Paragraph((f"{_BEGIN}{what}{_END}",))


def is_blank(paragraph: Paragraph) -> bool:
    """Whether the paragraph only stands for what is still to be written."""
    first = paragraph.runs[0] if paragraph.runs else ""
    return isinstance(first, str) and first.startswith(_BEGIN)


def unwritten(paper: Paper) -> tuple[Section, ...]:
    """The sections in which something is still to be written."""
    return tuple(
        section
        for section in paper.sections
        if any(isinstance(block, Paragraph) and is_blank(block) for block in section.blocks)
    )
