"""Places of a draft that are still to be filled in."""

import re
from collections.abc import Iterator

from tonghop.core.paper import Paper
from tonghop.core.paper_text import lines

_GAP = re.compile(r"\[[^\]\n]*\]|\{\{[^}\n]*\}\}|…{2,}|\.{4,}|_{3,}")
_AROUND = 24


def gaps(paper: Paper) -> Iterator[str]:
    """Each place with some words around it: brackets (`[nguyên nhân]`), a row of dots, of underscores."""
    for text in _lines(paper):
        for found in _GAP.finditer(text):
            start, end = max(0, found.start() - _AROUND), min(len(text), found.end() + _AROUND)
            yield "“" + ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "") + "”"


def _lines(paper: Paper) -> Iterator[str]:
    yield from (paper.subject, paper.remark, *paper.recipients)
    yield from lines(paper.opening)
    for section in paper.sections:
        yield section.title
        yield from lines(section.blocks)
    yield from lines(paper.closing)
    for appendix in paper.appendices:
        yield appendix.title
        yield from lines(appendix.blocks)
