"""The report of the example office, as `make demo-report` writes it: whole, read back, free of contradictions."""

from pathlib import Path

import pytest

import tonghop
from tonghop import printing
from tonghop.core.finding import Verdict
from tonghop.core.paper import Chart, Chip, Note, Paper, Paragraph
from tonghop.core.span import Span
from tonghop.drafting.blanks import unwritten
from tonghop.drafting.compose import Wanted, compose
from tonghop.ledger.office import demo


@pytest.fixture
def paper(db: None) -> Paper:  # noqa: ARG001
    demo.fill()
    return compose(Wanted("six-month", "99111", Span(2026, 1, 6)))


def test_it_is_complete_reads_back_and_contradicts_itself_nowhere(paper: Paper, tmp_path: Path) -> None:
    assert not unwritten(paper)
    runs = [
        run for each in paper.sections for block in each.blocks if isinstance(block, Paragraph) for run in block.runs
    ]
    assert any(isinstance(run, Note) for run in runs)
    assert any(isinstance(run, Chip) for run in runs)
    assert sum(isinstance(block, Chart) for each in paper.appendices for block in each.blocks) == 3
    file = tmp_path / "demo-report.docx"
    file.write_bytes(printing.docx(paper))
    document = tonghop.read(file)
    report = tonghop.check(document)
    assert report.findings == ()
    assert sum(figure.role.measures for figure in document.figures) >= 100
    holding = [outcome for outcome in report.outcomes if outcome.verdict is Verdict.HOLDS]
    assert len(holding) >= 40
    assert len(holding) == len(report.outcomes)
