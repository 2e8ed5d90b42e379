"""The annotated reports, written in the encodings from before Unicode, read exactly as the originals."""

from pathlib import Path

import docx
import pytest
from tests.loaders.old_letters import encoded
from tests.rendering import saved

from tonghop.reading.loaders import load

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
GOLD = [path for number in ("000", "001", "003") for path in sorted(CORPUS.glob(f"{number}*.txt"))]


@pytest.fixture(params=GOLD or [None], ids=lambda path: path.name[:3] if path else "none")
def report(request):
    if request.param is None:
        pytest.skip("../shared/corpus is not here")
    return load(request.param).text


@pytest.mark.parametrize("encoding", ["tcvn3", "tcvn5712", "viscii", "vni", "cp1258"])
def test_a_text_file(report, encoding):
    old = encoded(report, encoding)
    assert load(old.encode("latin-1" if _is_narrow(old) else "utf-8")).text == report


def _is_narrow(text):
    return max(text) <= "\xff"


@pytest.mark.parametrize(("font", "encoding"), [(".VnTime", "tcvn3"), ("VNI-Times", "vni")])
def test_runs_of_a_word_document(report, font, encoding):
    document, plain = docx.Document(), docx.Document()
    for paragraph in report.split("\n\n"):
        document.add_paragraph().add_run(encoded(paragraph, encoding)).font.name = font
        plain.add_paragraph(paragraph)
    assert load(saved(document)).text == load(saved(plain)).text
