"""Filling an office's own Word template with a drafted report."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO

from docx.oxml.ns import qn

from tonghop.catalog.indicators import indicators
from tonghop.core.paper import Paper
from tonghop.drafting.templates.check import BareTemplate, Found, WrongTemplate, checked
from tonghop.drafting.templates.passages import Passages
from tonghop.drafting.templates.tags import Column, End, Frame, Loop, Passage, Quantity, tag
from tonghop.drafting.templates.values import Values
from tonghop.drafting.templates.walk import TBL, TC, TR, Element, P, Place, Spot, opened, replace, tags_of
from tonghop.writing.known import Known
from tonghop.writing.setting import Setting


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled template; `missing` names what it asks for and what is not there."""

    content: bytes
    missing: tuple[str, ...]


def fill(template: bytes, paper: Paper, setting: Setting, known: Sequence[Known]) -> Filled:
    """A template with everything its tags ask for in their places.

    Raises WrongTemplate where a tag cannot be understood or a loop is left open, BareTemplate where there is none,
    Refusal for what is no docx.
    """
    document = opened(template)
    found, problems = checked(document)
    if serious := tuple(problem for problem in problems if problem.serious):
        raise WrongTemplate(serious)
    if not found:
        raise BareTemplate
    values, passages = Values.of(paper, setting, known), Passages(document, paper)
    for one in found:
        if isinstance(one.tag, Passage):
            content = passages.written(one.tag, one.spot.paragraph)
            _put(one.spot.paragraph, content)
            values.missing.extend([] if content else [one.spot.text.strip(" {}")])
    for one in reversed(found):
        if isinstance(one.tag, Frame):
            replace(one.spot.paragraph, one.start, one.end, values.frame(one.tag))
        if isinstance(one.tag, Quantity):
            said = values.quantity(one.tag, indicators()[one.tag.indicator].name)
            replace(one.spot.paragraph, one.start, one.end, said)
    for opening, closing in _loops(found):
        _repeat(opening, closing, known, values)
    passages.finish()
    stream = BytesIO()
    document.save(stream)
    return Filled(stream.getvalue(), tuple(values.missing))


def _put(paragraph: Element, content: Sequence[Element]) -> None:
    """Put elements in the place of a paragraph; it stays, empty, where it ends a section of pages or its cell."""
    for made in content:
        paragraph.addprevious(made)
    cell = paragraph.getparent()
    ends_cell = cell.tag == TC and (not content or content[-1].tag == TBL) and paragraph.getnext() is None
    if ends_cell or paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        for run in paragraph.findall(qn("w:r")):
            paragraph.remove(run)
    else:
        cell.remove(paragraph)


def _loops(found: Sequence[Found]) -> list[tuple[Found, Found]]:
    """Each loop with its end; a template that was checked has as many of the one as of the other."""
    marks = [one for one in found if isinstance(one.tag, Loop | End)]
    return list(zip(marks[::2], marks[1::2], strict=True))


def _repeat(opening: Found, closing: Found, known: Sequence[Known], values: Values) -> None:
    """Repeat the rows from the one that opens a loop to the one that closes it, for each indicator it takes."""
    loop, first, last = opening.tag, opening.spot.row, closing.spot.row
    if not isinstance(loop, Loop) or first is None or last is None:
        raise ValueError("a loop stands in rows of a table")
    rows = [first, *(row for row in first.itersiblings(TR) if not _is_after(row, last))]
    taken = [each for each in known if loop.takes(each.indicator, bool(each.plans))]
    for number, each in enumerate(taken, 1):
        for row in rows:
            made = deepcopy(row)
            _fill_row(made, each, number, values)
            first.addprevious(made)
    for row in rows:
        row.getparent().remove(row)


def _is_after(row: Element, last: Element) -> bool:
    return row is not last and last in row.itersiblings(TR, preceding=True)


def _fill_row(row: Element, known: Known, number: int, values: Values) -> None:
    for paragraph in row.iter(P):
        spot = Spot(paragraph, True, Place("", {}), row)
        for text, start, end in reversed(list(tags_of(spot))):
            asked = tag(text)
            replace(paragraph, start, end, values.column(asked, known, number) if isinstance(asked, Column) else "")
