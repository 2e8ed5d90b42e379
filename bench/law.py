"""The law of writing at length: random ledgers written as reports of every kind, printed, read back and checked."""

from collections import Counter
from json import dumps
from random import Random

from tests.writing.law import broken
from tests.writing.ledgers import ledger
from tests.writing.reports import paper, plain

import tonghop
from tonghop import printing
from tonghop.core.document import Document
from tonghop.core.paper import Paper

LEDGERS, MOST = 600, 30
_TEXT, _WORD, _PDF = "text", "docx", "pdf"
_EVERY = {_TEXT: 1, _WORD: 1, _PDF: 4}


def _read(form: str, report: Paper) -> Document:
    if form == _TEXT:
        return tonghop.read(plain(report).encode(), name="báo cáo.txt")
    data = printing.docx(report) if form == _WORD else printing.pdf(report)
    return tonghop.read(data, name=f"báo cáo.{form}")


def main() -> dict[str, int]:
    """Reports and figures by form, and how many reports broke the law; what broke it is printed before."""
    counts: Counter[str] = Counter()
    for seed in range(LEDGERS):
        known = ledger(Random(seed), 1 + seed % MOST)
        for form, every in _EVERY.items():
            if seed % every:
                continue
            report = paper(known, seed, full=form != _TEXT)
            wrong = broken(_read(form, report), report.chips())
            counts[form] += 1
            counts[f"figures_{form}"] += len(list(report.chips()))
            counts["broken"] += bool(wrong)
            for line in wrong:
                print(f"{seed} {form} {line}")
    print(dumps({"broken": counts["broken"], **counts}))
    return counts


if __name__ == "__main__":
    main()
