"""Reports as PDF for keeping: PDF/A-2a and PDF/UA-1, tagged, with bookmarks and every letter embedded."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, time
from typing import Any

from tonghop.core.paper import Appendix, Block, Chart, Note, Paper, Paragraph, Runs, Section, Table
from tonghop.printing import charts, form, heads, wording
from tonghop.printing.fitting import fitted, tall
from tonghop.printing.form import TEXT_WIDTH, WIDE_TEXT_WIDTH
from tonghop.printing.holding import held
from tonghop.printing.typesetting import typeset
from tonghop.printing.wording import Footnote

_STANDARDS = ["a-2a", "ua-1"]
_UNTITLED, _UNTOLD = "Văn bản", "Biểu đồ"  # PDF/UA asks for a title, and for words beside each picture
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


def pdf(paper: Paper) -> bytes:
    """The paper as PDF; the same bytes for the same paper. Raises NoFont."""
    pictures = {f"chart{number}.svg": picture for number, picture in enumerate(charts.svg(charts.of(paper)))}
    data = {"paper.json": _paper(paper, iter(pictures)), "form.json": _form()}
    [made] = typeset("report.typ", data, "pdf", pictures, pdf_standards=_STANDARDS, timestamp=_moment(paper))
    return made


def _moment(paper: Paper) -> datetime:
    dated = paper.letterhead.dated
    return datetime.combine(dated, time(), UTC) if dated else _UNDATED


def _form() -> dict[str, Any]:
    """Words and measures of the form by their names in lower case."""
    measures = {name.lower(): value for name, value in vars(form).items() if name.isupper() and name != "LETTERS"}
    return measures | {"letters": {part: asdict(letters) for part, letters in form.LETTERS.items()}}


def _paper(paper: Paper, pictures: Iterator[str]) -> dict[str, Any]:
    kept = held(paper)
    return {
        "about": _about(paper),
        "frame": asdict(wording.frame(paper)),
        "body": [
            *_blocks(paper.opening, pictures, kept),
            *_sections(paper.sections, pictures, kept),
            *_blocks(paper.closing, pictures, kept),
        ],
        "appendices": [
            {"wide": each.wide, "blocks": list(_blocks(each.blocks, pictures, room=_room(each)))}
            for each in paper.appendices
        ],
    }


def _room(appendix: Appendix) -> float:
    return WIDE_TEXT_WIDTH if appendix.wide else TEXT_WIDTH


def _about(paper: Paper) -> dict[str, Any]:
    dated = paper.letterhead.dated
    return {
        "title": wording.one_line(f"{paper.title} {paper.subject}") or _UNTITLED,
        "subject": wording.one_line(paper.subject),
        "author": wording.one_line(paper.letterhead.issuer),
        "date": {"year": dated.year, "month": dated.month, "day": dated.day} if dated else None,
    }


def _sections(sections: Iterable[Section], pictures: Iterator[str], kept: Collection[int]) -> Iterator[dict[str, Any]]:
    for depth, heading, section in wording.outline(sections):
        yield {"is": "section", "level": section.level, "depth": depth, "text": heading}
        yield from _blocks(section.blocks, pictures, kept)


def _blocks(
    blocks: Iterable[Block], pictures: Iterator[str], kept: Collection[int] = (), room: float = TEXT_WIDTH
) -> Iterator[dict[str, Any]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            kind = "line" if block.heading else "paragraph"
            yield {
                "is": kind,
                "listed": block.listed,
                "letters": "basis" if block.basis else "body",
                "article": wording.clean(block.article),
                "kept": id(block) in kept and not any(isinstance(run, Note) for run in block.runs),
                "pieces": _pieces(block.runs),
            }
        elif isinstance(block, Chart):
            yield _chart(block, next(pictures))
        else:
            yield _table(block, room)


def _chart(chart: Chart, file: str) -> dict[str, Any]:
    told = wording.one_line(chart.told) or _UNTOLD
    return {"is": "chart", "file": file, "width": charts.WIDTH, "title": wording.clean(chart.title), "told": told}


def _table(table: Table, room: float) -> dict[str, Any]:
    fit = fitted(table, room)
    return {
        "is": "table",
        "title": wording.clean(table.title),
        "measured": wording.measured_in(table.unit) if table.unit else "",
        "widths": fit.widths,
        "size": fit.size,
        "aligned": [column.align for column in table.columns],
        "head": [asdict(cell) for row in heads.head(table.columns) for cell in row],
        "rows": [
            {"heading": row.heading, "whole": not tall(row, fit), "cells": [_pieces(cell) for cell in row.cells]}
            for row in table.rows
        ],
    }


def _pieces(runs: Runs) -> list[str | dict[str, str]]:
    return [{"note": piece.text} if isinstance(piece, Footnote) else piece for piece in wording.pieces(runs)]
