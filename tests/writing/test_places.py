"""The law of writing for parts by units: read back from Word, PDF and HTML, adding up as printed."""

from random import Random

import pytest
from tests.writing.law import broken
from tests.writing.places import paper_of_places

import tonghop
from tonghop import printing
from tonghop.core.paper import Paper

PRINTERS = {"docx": printing.docx, "pdf": printing.pdf, "html": lambda paper: printing.html(paper).encode()}


def unread(paper: Paper, form: str) -> list[str]:
    """What is read otherwise than it was written."""
    return broken(tonghop.read(PRINTERS[form](paper), name=f"báo cáo.{form}"), paper.chips())


@pytest.mark.parametrize("form", PRINTERS)
def test_tables_and_sentences_of_units_are_read_back(form: str) -> None:
    for seed in range(20 if form == "docx" else 4):
        assert unread(paper_of_places(Random(seed), 1 + seed % 8), form) == []


@pytest.mark.parametrize("seed", [63, 257, 315, 471])
def test_heads_of_columns_are_read_as_the_words_they_are(seed: int) -> None:
    assert unread(paper_of_places(Random(seed), 1 + seed % 8), "docx") == []
