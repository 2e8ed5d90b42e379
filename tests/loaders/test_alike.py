"""A real report reads alike whether it comes as plain text, as a Word document or as a PDF."""

import re
from pathlib import Path

import pytest
from tests.rendering import to_docx, to_pdf, with_notes_in_place

from tonghop.reading.loaders import load

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
REPORTS = sorted(CORPUS.glob("*.txt"))


@pytest.fixture(params=REPORTS or [None], ids=lambda path: path.name[:3] if path else "none")
def report(request):
    if request.param is None:
        pytest.skip("../shared/corpus is not here")
    return request.param.read_text(encoding="utf-8")


@pytest.mark.parametrize("rendered", [to_docx, to_pdf])
def test_words_and_digits_survive_in_order(report, rendered):
    read, expected = load(rendered(report)).text, with_notes_in_place(report)
    assert re.findall(r"\d+", read) == re.findall(r"\d+", expected)
    assert read.split() == expected.split()


def test_paragraphs_of_a_word_document_stay(report):
    read, expected = load(to_docx(report)).text, with_notes_in_place(report)
    assert [" ".join(part.split()) for part in read.split("\n\n")] == [
        " ".join(part.split()) for part in expected.split("\n\n")
    ]


def test_a_plain_text_is_the_file_itself():
    for path in REPORTS:
        assert load(path).text.encode() == path.read_bytes()
