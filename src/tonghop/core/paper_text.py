"""What a report says as plain text: to be compared, to be searched, to be quoted."""

from collections.abc import Iterable, Iterator

from tonghop.core.paper import Block, Chart, Chip, Note, Paragraph, Run, Runs


def line(runs: Runs) -> str:
    """A line of text; a footnote stands in brackets where it is marked."""
    return "".join(map(_said, runs))


def _said(run: Run) -> str:
    if isinstance(run, Chip):
        return run.text
    return f" ({line(run.runs)})" if isinstance(run, Note) else run


def lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of some blocks: a paragraph is one, of a table each row, of a chart what is told of it."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield f"- {line(block.runs)}" if block.listed else f"{block.article} {line(block.runs)}".lstrip()
        elif isinstance(block, Chart):
            yield block.told
        else:
            yield from filter(None, (block.title,))
            yield " | ".join(column.title for column in block.columns)
            yield from (" | ".join(map(line, row.cells)) for row in block.rows)
