"""What the editor sends, made into blocks: text, and chips the draft has; nothing else comes in."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from tonghop.core.paper import Block, Chip, Note, Paragraph, Row, Run, Runs, Table
from tonghop.ledger.reports.errors import Malformed

_MOST_BLOCKS, _MOST_RUNS, _LONGEST = 500, 2000, 50_000
_BLANKS = re.compile(r"[\s\u00a0]+")
_UNPRINTED = re.compile(r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u200b\ufeff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class _Base:
    """What the sender had before him: the blocks of the version he saw, and the chips of the draft by their names."""

    blocks: Sequence[Block]
    chips: Mapping[str, Chip]


def blocks_in(text: str, seen: Sequence[Block], chips: Mapping[str, Chip]) -> tuple[Block, ...]:
    """The blocks that the editor sends as JSON about a version that was `seen`; raises Malformed.

    A paragraph is `{"runs": […], "listed": …, "from": …}`, a table `{"rows": [[[…]]], "from": …}`, what cannot be
    edited `{"from": …}`; `from` is the place in the version that was seen, null for what is new. A run is a text,
    `{"chip": name}` or `{"note": […]}`. Paragraphs without anything are left out; one whose words were changed
    is no longer its author's.
    """
    try:
        sent = json.loads(text)
        if not isinstance(sent, list) or len(sent) > _MOST_BLOCKS:
            raise Malformed
        base = _Base(seen, chips)
        blocks = tuple(_block(each, base) for each in sent)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise Malformed from None
    return tuple(block for block in blocks if not (isinstance(block, Paragraph) and not block.runs))


def _block(sent: Mapping[str, Any], base: _Base) -> Block:
    before = base.blocks[_place(sent["from"])] if sent["from"] is not None else None
    if "runs" in sent:
        runs = _runs(sent["runs"], base)
        author = before.author if isinstance(before, Paragraph) and before.runs == runs else ""
        return Paragraph(runs, sent["listed"] is True, author)
    if "rows" in sent and isinstance(before, Table):
        rows = zip(before.rows, sent["rows"], strict=True)
        return replace(before, rows=tuple(_row(row, cells, base) for row, cells in rows))
    if before is None or isinstance(before, Paragraph):
        raise Malformed
    return before


def _place(sent: Any) -> int:
    if type(sent) is not int or sent < 0:
        raise Malformed
    return sent


def _row(row: Row, sent: Sequence[Any], base: _Base) -> Row:
    return replace(row, cells=tuple(_runs(cell, base) for _, cell in zip(row.cells, sent, strict=True)))


def _runs(sent: Any, base: _Base, noted: bool = True) -> Runs:
    """A line of text, its texts joined, without blanks at its ends; a note has no notes (`noted`)."""
    if not isinstance(sent, list) or len(sent) > _MOST_RUNS:
        raise Malformed
    runs: list[Run] = []
    for each in sent:
        run = _run(each, base, noted)
        if isinstance(run, str) and runs and isinstance(runs[-1], str):
            runs[-1] += run
        else:
            runs.append(run)
    clean = [_BLANKS.sub(" ", run) if isinstance(run, str) else run for run in runs]
    for end, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if clean and isinstance(last := clean[end], str):
            clean[end] = strip(last)
    return tuple(run for run in clean if run)


def _run(sent: Any, base: _Base, noted: bool) -> Run:
    if isinstance(sent, str):
        if len(sent) > _LONGEST:
            raise Malformed
        return normalize("NFC", _UNPRINTED.sub("", sent))
    if noted and "note" in sent:
        return Note(_runs(sent["note"], base, noted=False))
    return base.chips[sent["chip"]]
