"""What nobody has written yet: shown to the officer, and not to be issued unnoticed."""

from collections.abc import Iterator
from itertools import zip_longest

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


def bare(paper: Paper) -> Iterator[str]:
    """The headings below which nothing would be printed, neither text nor a deeper heading."""
    for section, following in zip_longest(paper.sections, paper.sections[1:]):
        if not section.blocks and not (following and following.level > section.level):
            yield section.title
    yield from (appendix.title for appendix in paper.appendices if not appendix.blocks)
