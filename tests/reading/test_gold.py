"""The annotated real reports, where they are at hand: plain text reaches the yardstick, other formats read like it."""

import importlib.util
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.office import as_saved, needs_libreoffice
from tests.rendering import to_docx, to_pdf

import tonghop
from tonghop.core.contract import document_to_dict
from tonghop.core.document import Document

SHARED = Path(__file__).resolve().parents[3] / "shared"
AT_LEAST = {
    "recall": 0.98,
    "precision": 0.97,
    "role": 0.95,
    "interval": 0.97,
    "basis": 0.90,
    "period": 0.90,
    "indicator": 0.90,
    "relation_recall": 0.90,
    "relation_precision": 0.80,
    "caught": 1.0,
}
AT_MOST = {"false_errors": 2, "false_warnings": 6}
POINT = 0.01
CONVERTED = ("doc", "rtf", "odt")
FORMATS: dict[str, Callable[[str], bytes]] = {"docx": to_docx, "pdf": to_pdf} | {
    suffix: lambda text, suffix=suffix: as_saved(to_docx(text), suffix) for suffix in CONVERTED
}
CONTEXT = 12

pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="../shared is not here")


@cache
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answered(document: Document) -> dict[str, Any]:
    return document_to_dict(document, tonghop.check(document))


@cache
def plain(path: Path) -> dict[str, Any]:
    return answered(tonghop.read(path))


def gold() -> Iterator[tuple[dict[str, Any], Path]]:
    for path in sorted((SHARED / "gold").glob("*.json")):
        yield json.loads(path.read_text("utf-8")), next((SHARED / "corpus").glob(f"{path.stem}_*.txt"))


@cache
def total(form: str) -> dict[str, Any]:
    """The scores over all reports; `form` is text or one of the formats."""
    score = scorer()
    counts = dict.fromkeys(score.KEYS, 0)
    for annotation, path in gold():
        text = path.read_text("utf-8")
        answer = plain(path) if form == "text" else moved(answered(tonghop.read(FORMATS[form](text))), plain(path))
        for key, count in score.score(annotation, answer, text, []).items():
            counts[key] += count
    return {**score.summary(counts), "broken_offsets": counts["broken_offsets"]}


def moved(answer: dict[str, Any], original: dict[str, Any]) -> dict[str, Any]:
    """The answer for a rendering with its figures where the same print stands in the text; others lie nowhere."""
    places = defaultdict(list)
    for figure, key in zip(original["figures"], prints(original), strict=True):
        places[key].append((figure["start"], figure["end"]))
    spans = [places[key].pop(0) if places[key] else (-9, -8) for key in prints(answer)]
    figures = [
        figure | {"start": start, "end": end} for figure, (start, end) in zip(answer["figures"], spans, strict=True)
    ]
    return answer | {"document": {}, "figures": figures}


def prints(answer: dict[str, Any]) -> list[str]:
    """What is printed at and just before each figure, without blanks."""
    text = answer["document"]["text"]
    return [
        re.sub(r"\s", "", text[max(0, f["start"] - 2 * CONTEXT) : f["start"]])[-CONTEXT:] + re.sub(r"\s", "", f["text"])
        for f in answer["figures"]
    ]


@pytest.mark.parametrize("measure", AT_LEAST)
def test_plain_text_reaches(measure: str) -> None:
    assert total("text")[measure] >= AT_LEAST[measure]


@pytest.mark.parametrize("alarm", AT_MOST)
def test_alarms_are_few(alarm: str) -> None:
    assert total("text")[alarm] <= AT_MOST[alarm]


def test_figures_stand_where_they_are_said_to() -> None:
    assert total("text")["broken_offsets"] == 0


@pytest.mark.parametrize(
    "form", ["docx", "pdf", *(pytest.param(suffix, marks=needs_libreoffice) for suffix in CONVERTED)]
)
@pytest.mark.parametrize("measure", AT_LEAST)
def test_other_formats_read_like_plain_text(form: str, measure: str) -> None:
    assert total(form)[measure] >= total("text")[measure] - POINT


def test_expressions(monkeypatch: pytest.MonkeyPatch) -> None:
    score = scorer()
    monkeypatch.setattr(score, "run", lambda _command, _verb, path: document_to_dict(tonghop.read(path)))
    report: list[str] = []
    assert score.score_expressions("", SHARED / "gold" / "expressions.tsv", report) == (69, 69), report
