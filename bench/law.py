"""The law of writing at length: random ledgers written as reports of every kind, printed, read back and checked."""

from collections import Counter
from collections.abc import Mapping
from json import dumps
from random import Random

from tests.writing.law import broken
from tests.writing.ledgers import ledger
from tests.writing.reports import paper, plain

import tonghop
from bench.ledger import database
from tonghop import printing
from tonghop.core.document import Document
from tonghop.core.paper import Paper

LEDGERS, MOST = 600, 30
_TEXT, _WORD, _PDF = "text", "docx", "pdf"
_EVERY = {_TEXT: 1, _WORD: 1, _PDF: 4}
"""Each how many-th ledger is written in a form."""
_EVERY_REPORT = {_WORD: 1, _PDF: 4}


def main() -> Mapping[str, int]:
    """Papers and figures by form, and how many of them broke the law; what broke it is printed before.

    First sentences, footnotes and tables alone; then whole reports, the kinds in turn, from a database.
    """
    counts: Counter[str] = Counter({"broken": 0})
    told(range(LEDGERS), counts)
    with database():
        reported(range(LEDGERS), counts)
    print(dumps(counts))
    return counts


def told(seeds: range, counts: Counter[str]) -> None:
    """The ledgers as sentences, footnotes and tables alone."""
    for seed in seeds:
        known = ledger(Random(seed), 1 + seed % MOST)
        for form in _forms(seed, _EVERY):
            _try(form, seed, paper(known, seed, full=form != _TEXT), form, counts)


def reported(seeds: range, counts: Counter[str]) -> None:
    """The ledgers as whole reports; Django must have been set up with an empty database."""
    from tests.drafting import law

    law.build()
    for seed in seeds:
        report = law.report(seed, 1 + seed % MOST)
        for form in _forms(seed, _EVERY_REPORT):
            _try(f"report_{form}", seed, report, form, counts)


def _forms(seed: int, every: Mapping[str, int]) -> list[str]:
    return [form for form, turns in every.items() if seed % turns == 0]


def _try(name: str, seed: int, report: Paper, form: str, counts: Counter[str]) -> None:
    wrong = broken(_read(form, report), report.chips())
    counts[name] += 1
    counts[f"figures_{name}"] += len(list(report.chips()))
    counts["broken"] += bool(wrong)
    for line in wrong:
        print(f"{seed} {name} {line}", flush=True)


def _read(form: str, report: Paper) -> Document:
    if form == _TEXT:
        return tonghop.read(plain(report).encode(), name="báo cáo.txt")
    data = printing.docx(report) if form == _WORD else printing.pdf(report)
    return tonghop.read(data, name=f"báo cáo.{form}")


if __name__ == "__main__":
    main()
