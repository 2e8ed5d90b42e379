"""What a report says where its unit was made of others within or since the times that it compares."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby

from tonghop.core.paper import Block, Chip, Note, Paragraph, Section
from tonghop.core.period import date_in_words
from tonghop.core.span import Span
from tonghop.drafting.frame import within
from tonghop.ledger import units
from tonghop.ledger.units import Step
from tonghop.writing.rounding import spelled

_OWN_COUNCIL = "Hội đồng nhân dân {unit}"
_BODY = "{body}"
_BY = "theo "


def restated(unit: str, span: Span, known_on: datetime | None = None) -> str:
    """From which units, by which shares, the figures before each change were converted; empty where none was."""
    since = date(span.year - 2, 12, 31)
    steps = [
        step
        for step in units.lineages([(unit, since)], known_on)[unit, since].steps
        if step.successor == unit and step.date <= span.ends and step.indicator is None
    ]
    names = units.names_of({step.predecessor for step in steps}, span.ends) if steps else {}
    steps.sort(key=lambda step: (step.date, step.share != 1, names.get(step.predecessor, step.predecessor)))
    told = []
    for day, group in groupby(steps, key=lambda step: step.date):
        before = "; ".join(_share(step, within(names.get(step.predecessor, step.predecessor))) for step in group)
        told.append(f"Số liệu trước ngày {date_in_words(day.isoformat())} được quy đổi từ các đơn vị cũ: {before}.")
    return " ".join(told)


def _share(step: Step, name: str) -> str:
    """`toàn bộ phường Hòa An`; a percentage stands before what it is of, for nobody to take it for another's."""
    if step.share is None:
        return f"một phần {name} ({step.method.label})"
    if step.share == 1:
        return f"toàn bộ {name}"
    shared = step.method.label.removeprefix(_BY)
    return f"một phần {name}, tính {_BY}{spelled(step.share * 100, 2)}% {shared}"


def noted(sections: Iterable[Section], words: str) -> Iterator[Section]:
    """The sections with the words as a footnote to the first paragraph that compares two years."""
    waiting = bool(words)
    for section in sections:
        place = next((at for at, block in enumerate(section.blocks) if waiting and _compares(block)), None)
        if place is None:
            yield section
            continue
        waiting = False
        yield replace(section, blocks=_with_note(section.blocks, place, words))


def _compares(block: Block) -> bool:
    chips = [run for run in block.runs if isinstance(run, Chip)] if isinstance(block, Paragraph) else []
    return any(len({cell.span.year for cell in chip.cells}) > 1 for chip in chips)


def _with_note(blocks: Sequence[Block], place: int, words: str) -> tuple[Block, ...]:
    block = blocks[place]
    if isinstance(block, Paragraph):
        block = replace(block, runs=(*block.runs, Note((words,))))
    return (*blocks[:place], block, *blocks[place + 1 :])


def opening(line: str, born: date | None, span: Span) -> str:
    """The first words of a report, without the resolution of a council that was not there when the year was planned."""
    unplanned = born is not None and born > date(span.year, 1, 1) and _OWN_COUNCIL in line
    return line[line.index(_BODY) :] if unplanned and _BODY in line else line
