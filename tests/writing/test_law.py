"""The law of writing: what is written of any facts is read back as exactly those facts, and nothing contradicts."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.writing.law import broken
from tests.writing.ledgers import (
    FAMILIES,
    UNSAID,
    Ledger,
    accompanied,
    alone,
    compared,
    dated,
    family,
    hedged,
    ledger,
    shortly,
)
from tests.writing.reports import paper, plain

import tonghop
from tonghop import printing
from tonghop.catalog import identities, indicators
from tonghop.catalog.companions import companions
from tonghop.core.paper import Paper


def ledgers(most: int) -> st.SearchStrategy[Ledger]:
    """Random ledgers of at most so many indicators; they shrink to few."""
    return st.builds(lambda seed, size: ledger(Random(seed), size), st.integers(0, 10**6), st.integers(1, most))


def read_as_text(report: Paper) -> list[str]:
    return broken(tonghop.read(plain(report).encode(), name="báo cáo.txt"), report.chips())


@given(ledgers(10), st.integers(0, 30))
@settings(max_examples=60)
def test_sentences_are_read_back(known: Ledger, variant: int) -> None:
    assert read_as_text(paper(known, variant)) == []


@given(ledgers(8), st.integers(0, 30))
@settings(max_examples=12)
def test_word_files_with_footnotes_and_tables_are_read_back(known: Ledger, variant: int) -> None:
    report = paper(known, variant, full=True)
    assert broken(tonghop.read(printing.docx(report), name="báo cáo.docx"), report.chips()) == []


@pytest.mark.parametrize("part", range(8))
def test_every_indicator_is_recognised_by_its_sentence(part: int) -> None:
    said = [key for place, key in enumerate(sorted(set(indicators()) - UNSAID)) if place % 8 == part]
    told = {key: read_as_text(paper(alone(indicators()[key], Random(part)), part)) for key in said}
    assert {key: wrong for key, wrong in told.items() if wrong} == {}


@pytest.mark.parametrize("total", sorted(FAMILIES))
def test_totals_are_read_back_with_their_parts(total: str) -> None:
    for variant in range(2):
        report = paper(family(total, Random(variant)), variant)
        assert read_as_text(report) == []


def test_statements_that_share_a_sentence_are_read_back() -> None:
    tied = {key for item in identities() for key in item.keys}
    free = [item for item in indicators().values() if item.key not in tied]
    for place, group in enumerate(sorted({item.group for item in free})):
        some = [item for item in free if item.group == group]
        assert read_as_text(paper(shortly(some, Random(place)), place)) == []


def test_what_is_told_in_one_breath_is_read_back() -> None:
    for place, key in enumerate(companions()):
        assert read_as_text(paper(accompanied(key, Random(place)), place)) == []


@given(ledgers(8), st.integers(0, 30))
@settings(max_examples=25)
def test_what_is_known_to_one_side_only_is_read_back(known: Ledger, variant: int) -> None:
    assert read_as_text(paper(hedged(known, Random(variant)), variant)) == []


@given(ledgers(8), st.integers(0, 30), st.booleans())
@settings(max_examples=25)
def test_all_that_it_is_compared_with_is_read_back(known: Ledger, variant: int, full: bool) -> None:
    report = paper(compared(known, Random(variant)), variant, full=full)
    if full:
        assert broken(tonghop.read(printing.docx(report), name="báo cáo.docx"), report.chips()) == []
    else:
        assert read_as_text(report) == []


@given(ledgers(8), st.integers(0, 30))
@settings(max_examples=25)
def test_what_was_counted_up_to_a_day_is_read_back(known: Ledger, variant: int) -> None:
    assert read_as_text(paper(dated(known, Random(variant)), variant)) == []
