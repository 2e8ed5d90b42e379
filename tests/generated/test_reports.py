"""Generated reports: reading gives back what was written, true reports raise no error, slips are found and blamed."""

from random import Random

from hypothesis import given, settings
from tests.generated.measure import caught, misread, read, serious, slips, unrelated
from tests.generated.page import Report
from tests.generated.reports import report, reports

CLEAN, SLIPPED = 1_000, 300
"""Documents in the bulk tests; `make bench NAME=generated` measures more."""


@given(reports(1, 20))
@settings(max_examples=40)
def test_what_is_written_is_true(written: Report) -> None:
    assert all(bond.possible(written.intervals) for bond in written.bonds)


@given(reports(1, 8))
@settings(max_examples=40)
def test_every_measure_is_read_back(written: Report) -> None:
    document = read(written)
    assert document.text == written.text
    assert misread(written, document) == []


@given(reports(20, 40))
@settings(max_examples=5)
def test_a_long_report_is_read_like_its_sentences(written: Report) -> None:
    assert misread(written, read(written)) == []


@given(reports(1, 8))
@settings(max_examples=40)
def test_every_relation_is_read_back(written: Report) -> None:
    assert unrelated(written, read(written)) == []


@given(reports(5, 15))
@settings(max_examples=20)
def test_figures_slice_to_what_is_printed(written: Report) -> None:
    document = read(written)
    assert all(document.text[f.start : f.end] == f.text for f in document.figures)
    starts = {figure.start: figure for figure in document.figures}
    assert all(starts[start].text.startswith(stated.text.split()[0]) for start, stated in written.places.items())


def test_true_reports_raise_no_error() -> None:
    findings = [(seed, item) for seed in range(CLEAN) for item in serious(read(report(seed, 1, 4)))]
    told = [f"{seed} {item.severity}: {item.message}" for seed, item in findings]
    assert [line for line in told if " error: " in line] == []
    assert len(told) <= CLEAN // 100, told


def test_slips_are_found_named_and_ranked() -> None:
    planted = [slips(report(CLEAN + seed), Random(seed)) for seed in range(SLIPPED)]
    outcomes = [caught(slip) for slip in planted if slip]
    found = sum(outcome.found for outcome in outcomes)
    assert len(outcomes) > SLIPPED // 2
    assert found >= 0.97 * len(outcomes)
    assert sum(outcome.named for outcome in outcomes) >= 0.98 * found
    assert sum(outcome.first for outcome in outcomes) >= 0.70 * found
