"""Between a paper and the rows in which it is kept."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tonghop.core.paper import Appendix, Block, Paper, Paragraph, Section
from tonghop.core.paper_json import block_of, paper_of, to_json
from tonghop.ledger.models import Report, ReportSection, SectionVersion

Part = ReportSection.Part
_FRAME = ("letterhead", "title", "signature", "recipients", "remark")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one row of sections holds of a paper."""

    part: str
    key: str
    level: int
    title: str
    blocks: tuple[Block, ...]
    wide: bool = False


def frame_of(paper: Paper) -> dict[str, Any]:
    """What stands around the sections of a paper, as JSON."""
    return {name: to_json(getattr(paper, name)) for name in _FRAME}


def pieces(paper: Paper) -> Iterator[Piece]:
    """The pieces of a paper in their order; opening and closing are there though they be empty."""
    yield Piece(Part.OPENING, Part.OPENING, 1, "", paper.opening)
    for section in paper.sections:
        yield Piece(Part.BODY, section.key, section.level, section.title, section.blocks)
    yield Piece(Part.CLOSING, Part.CLOSING, 1, "", paper.closing)
    for number, appendix in enumerate(paper.appendices, 1):
        yield Piece(Part.APPENDIX, f"{Part.APPENDIX}-{number}", 1, appendix.title, appendix.blocks, appendix.wide)


def blocks_of(row: ReportSection | SectionVersion) -> tuple[Block, ...]:
    """What stands in a section, or stood in a version of it."""
    return tuple(map(block_of, row.blocks))


def assembled(report: Report, rows: Iterable[ReportSection] | None = None) -> Paper:
    """The paper that a report and its sections make, without what was left out; one query where no rows are given."""
    held = [row for row in (report.sections.all() if rows is None else rows) if not row.left_out]
    of = {part: [row for row in held if row.part == part] for part in Part}
    bare = dict.fromkeys(("sections", "opening", "closing", "appendices"), ())
    return replace(
        paper_of(report.frame | {"subject": report.title} | bare),
        sections=tuple(Section(row.key, row.level, row.title, blocks_of(row)) for row in of[Part.BODY]),
        opening=_paragraphs(of[Part.OPENING]),
        closing=_paragraphs(of[Part.CLOSING]),
        appendices=tuple(Appendix(row.title, blocks_of(row), row.wide) for row in of[Part.APPENDIX]),
    )


def _paragraphs(rows: Iterable[ReportSection]) -> tuple[Paragraph, ...]:
    return tuple(block for row in rows for block in blocks_of(row) if isinstance(block, Paragraph))
