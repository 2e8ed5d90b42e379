"""The reader and the checker on reports of our own that are unlike the ones the grammar was made on."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import tonghop
from tonghop.core.contract import document_to_dict

from .arithmetic import disagreements
from .convert import AnnotationError, convert, load
from .scoring import score

TEXTS = sorted(Path(__file__).parent.glob("[0-9]*.txt"))
AT_LEAST = {
    ("found", "gold"): 0.94,
    ("found", "predicted"): 0.93,
    ("role", "found"): 0.91,
    ("relations_found", "relations"): 0.80,
    ("caught", "violated"): 0.9,
}
FALSE_ERRORS = 6


@cache
def total() -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in TEXTS:
        document = tonghop.read(path)
        counts += score(load(path)[1], document_to_dict(document, tonghop.check(document)))
    return counts


@pytest.mark.parametrize(("part", "whole"), AT_LEAST)
def test_reader_and_checker_meet_the_yardstick(part: str, whole: str) -> None:
    counts = total()
    assert counts[part] / counts[whole] >= AT_LEAST[part, whole], counts


def test_consistent_sentences_raise_no_errors() -> None:
    assert total()["false_errors"] <= FALSE_ERRORS


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_annotation_fits_its_text_and_its_own_arithmetic(path: Path) -> None:
    text, gold = load(path)
    assert all(text[f["start"] : f["end"]] == f["as_printed"] for f in gold["figures"])
    assert disagreements(gold) == []


def test_a_perfect_answer_scores_full_marks() -> None:
    _, gold = load(TEXTS[0])
    findings = [
        {"severity": "error", "figures": [r["total"], *r["parts"]]} for r in gold["relations"] if not r["holds"]
    ]
    relations = [{"type": r["type"], "members": r} for r in gold["relations"]]
    counts = score(gold, {"figures": gold["figures"], "relations": relations, "findings": findings})
    assert counts["gold"] == counts["predicted"] == counts["found"] == counts["role"] > 50
    assert counts["relations_found"] == counts["relations"] > 10
    assert counts["caught"] == counts["violated"] == 2
    assert counts["false_errors"] == 0


def test_intervals_follow_the_printed_rounding() -> None:
    rows = """21,5 tỷ đồng\t21500000000\tVND\tamount
12 hộ\t12\thộ\tcount
37%\t37\t%\tshare\thedge=over
1.200 đồng\t1200\tVND\tamount
"""
    figures = convert("đạt 21,5 tỷ đồng, 12 hộ, trên 37%, 1.200 đồng", rows)["figures"]
    assert [(f["lo"], f["hi"]) for f in figures] == [
        ("21450000000", "21550000000"), ("12", "12"), ("37", None), ("1200", "1200"),
    ]  # fmt: skip


def test_an_annotation_may_state_its_own_bounds() -> None:
    (figure,) = convert("đạt 37%", "37%\t37\t%\tshare\tlo=36.9; hi=null")["figures"]
    assert (figure["lo"], figure["hi"]) == ("36.9", None)


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ("12 hộ\t12\thộ\tcount", "left over"),
        ("15 hộ\t15\thộ\tcount", "next number"),
        ("12 hộ\t12\thộ\tcount\n15 hộ\t15\thộ\tcount\n@sum\ttotal=a parts=b", "no figure"),
        ("12 hộ\t12\thộ\tcount\tid=a\n15 hộ\t15\thộ\tcount\tid=a", "share one id"),
    ],
)
def test_an_annotation_that_does_not_fit_is_refused(rows: str, complaint: str) -> None:
    with pytest.raises(AnnotationError, match=complaint):
        convert("có 12 hộ và 15 hộ", rows)
