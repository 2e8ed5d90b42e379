"""The annotated reports score the same whatever they come as: Word old and new, PDF, OpenDocument, rich text."""

from collections import Counter

import pytest
from bench.scan import reports, scorer
from tests.office import needs_libreoffice
from tests.rendering import to_docx, to_pdf
from tests.scanning import places

import tonghop
from tonghop.core.contract import document_to_dict

SHARES = (
    "recall", "precision", "role", "interval", "basis", "period", "indicator", "relation_recall", "relation_precision",
    "caught",
)  # fmt: skip


def scored(contents):
    """The shares and false alarms of the annotated reports, read from these contents."""
    score, total = scorer(), Counter()
    for (gold, text), content in zip(reports(), contents, strict=True):
        document = tonghop.read(content)
        answer, where = document_to_dict(document, tonghop.check(document)), places(document.text, text)
        for figure in answer["figures"]:
            figure |= {"start": where[figure["start"]], "end": where[figure["end"] - 1] + 1}
        counts = score.score(gold, answer | {"document": {}}, text, [])
        total.update(counts)
    return score.summary(total)


@pytest.fixture(scope="module")
def texts():
    found = [text for _, text in reports()]
    if not found:
        pytest.skip("../shared/gold is not here")
    return found


@pytest.fixture(scope="module")
def plain(texts):
    return scored(text.encode() for text in texts)


@pytest.mark.parametrize(
    "kind", ["docx", "pdf", *(pytest.param(kind, marks=needs_libreoffice) for kind in ("doc", "rtf", "odt"))]
)
def test_a_report_scores_within_a_point_of_its_plain_text(kind, texts, plain, saved_as):
    if kind == "pdf":
        found = scored(map(to_pdf, texts))
    else:
        found = scored(content if kind == "docx" else saved_as(content, kind) for content in map(to_docx, texts))
    assert {name: found[name] for name in SHARES} == pytest.approx({name: plain[name] for name in SHARES}, abs=0.01)
    assert (found["false_errors"], found["false_warnings"]) == (0, 0)
