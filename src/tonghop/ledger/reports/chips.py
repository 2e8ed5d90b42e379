"""The chips of a draft: how each is named, and one put in the place of another."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from tonghop.core.paper import Block, Chip, Note, Paragraph, Row, Run, Runs, Table, chips
from tonghop.core.paper_json import to_json
from tonghop.ledger.models import ReportSection
from tonghop.ledger.reports.papers import blocks_of

_LENGTH = 16


def key_of(chip: Chip) -> str:
    """What a chip is called: alike ones have one name."""
    return sha256(json.dumps(to_json(chip), sort_keys=True).encode()).hexdigest()[:_LENGTH]


def known(rows: Iterable[ReportSection]) -> dict[str, Chip]:
    """The chips of some sections by their names."""
    return {key_of(chip): chip for row in rows for chip in chips(blocks_of(row))}


def exchanged(blocks: Iterable[Block], others: Mapping[Chip, Chip]) -> tuple[Block, ...]:
    """Blocks in which chips have given their places to others."""
    return tuple(_block(block, others) for block in blocks)


def _block(block: Block, others: Mapping[Chip, Chip]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=_runs(block.runs, others))
    if isinstance(block, Table):
        rows = tuple(Row(tuple(_runs(cell, others) for cell in row.cells), row.heading) for row in block.rows)
        return replace(block, rows=rows)
    return block


def _runs(runs: Runs, others: Mapping[Chip, Chip]) -> Runs:
    return tuple(_run(run, others) for run in runs)


def _run(run: Run, others: Mapping[Chip, Chip]) -> Run:
    if isinstance(run, Note):
        return Note(_runs(run.runs, others))
    return others.get(run, run) if isinstance(run, Chip) else run
