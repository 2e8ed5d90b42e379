"""What of the text stays with the signature: it never stands alone on a page (two lines of text go with it)."""

from collections.abc import Iterator

from tonghop.core.paper import Block, Paper, Paragraph
from tonghop.core.paper_text import line
from tonghop.printing import fonts
from tonghop.printing.form import INDENT, LETTERS, TEXT_WIDTH
from tonghop.printing.wording import clean


def held(paper: Paper) -> frozenset[int]:
    """The last paragraph of the text, and the one before where the last is a single line; by identity.

    None where the text ends otherwise. Raises NoFont.
    """
    *before, last = (None, None, *_blocks(paper))
    if not isinstance(last, Paragraph):
        return frozenset()
    room = TEXT_WIDTH - INDENT
    short = fonts.width(clean(line(last.runs)), LETTERS["body"]) < room
    return frozenset({id(last), id(before[-1])} if short and isinstance(before[-1], Paragraph) else {id(last)})


def _blocks(paper: Paper) -> Iterator[Block]:
    yield from paper.opening
    for section in paper.sections:
        yield from section.blocks
    yield from paper.closing
