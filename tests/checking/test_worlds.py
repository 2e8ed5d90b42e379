"""What checking is measured by: no false error on true reports, slips found and blamed, diagnoses as z3's."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.checking.oracle import Oracle
from tests.checking.world import with_slip, world

from tonghop.checking import check
from tonghop.checking.bounds import Reading
from tonghop.checking.build import network_of
from tonghop.checking.diagnose import diagnose, smallest_hitting_sets
from tonghop.checking.network import Network, components
from tonghop.checking.propagate import propagate
from tonghop.core.document import Document
from tonghop.core.finding import Finding
from tonghop.core.relation import Product, SamePlan

CLEAN, SLIPPED, NETWORKS, MENDED = 2_000, 300, 500, 8


def serious(document: Document) -> list[Finding]:
    return [finding for finding in check(document).findings if finding.severity != "note"]


def test_true_reports_raise_no_error_and_no_warning() -> None:
    blamed = [seed for seed in range(CLEAN) if serious(world(seed, blocks=1).document())]
    assert blamed == []


def test_slips_are_found_named_and_ranked() -> None:
    found = named = first = 0
    for seed in range(SLIPPED):
        document, slipped = with_slip(world(10_000 + seed), Random(seed))
        findings = serious(document)
        suspects = [culprit.figure for finding in findings for culprit in finding.culprits]
        found += bool(findings)
        named += slipped in suspects
        first += bool(suspects) and suspects[0] == slipped
    assert found >= 0.97 * SLIPPED
    assert named >= 0.98 * found
    assert first >= 0.70 * found


def networks(count: int) -> list[Network]:
    """Connected networks with one to three slips, linear but for their percentages."""
    result: list[Network] = []
    seed = 0
    while len(result) < count:
        report = world(20_000 + seed, blocks=1)
        for _ in range(1 + seed % 3):
            document, _ = with_slip(report, report.random)
            report.figures = list(document.figures)
        relations = [item for item in report.relations if not isinstance(item.statement, Product | SamePlan)]
        result += components(network_of({item.id: item for item in report.figures}, relations))
        seed += 1
    return result[:count]


def test_diagnoses_are_as_small_as_those_of_z3() -> None:
    contradictory = 0
    for network in networks(NETWORKS):
        diagnoses, oracle = diagnose(network, Reading.ROUNDED), Oracle(network, Reading.ROUNDED)
        assert diagnoses.cost == oracle.cost()
        if diagnoses.cost:
            contradictory += 1
            relaxed = Oracle(network.without_whole_numbers(), Reading.ROUNDED)
            assert all(relaxed.mends(diagnosis) for diagnosis in diagnoses.tied[:MENDED])
    assert contradictory > NETWORKS / 4


@given(st.integers(0, 10**6))
@settings(max_examples=30)
def test_true_values_survive_propagation(seed: int) -> None:
    report = world(seed)
    relations = [item for item in report.relations if not isinstance(item.statement, SamePlan)]
    network = network_of({item.id: item for item in report.figures}, relations)
    assert propagate(network, Reading.ROUNDED).conflict is None
    assert propagate(network, Reading.TOLERANT).conflict is None


@given(st.integers(0, 10**6))
@settings(max_examples=15)
def test_the_order_of_relations_does_not_matter(seed: int) -> None:
    document, _ = with_slip(world(seed), Random(seed))
    backwards = Document(document.source, figures=document.figures, relations=document.relations[::-1])
    told = {(item.kind, item.figures, item.severity) for item in check(document).findings}
    assert told == {(item.kind, item.figures, item.severity) for item in check(backwards).findings}


@given(st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1), min_size=1, max_size=6))
def test_hitting_sets_are_smallest_and_complete(conflicts: list[frozenset[str]]) -> None:
    found = list(smallest_hitting_sets(conflicts))
    assert len(found) == len(set(found))
    assert len({len(item) for item in found}) == 1
    size = len(found[0])
    hitting = [item for item in _subsets("abcdef") if all(item & conflict for conflict in conflicts)]
    assert min(map(len, hitting)) == size
    assert set(found) == {item for item in hitting if len(item) == size}


def _subsets(letters: str) -> list[frozenset[str]]:
    return [
        frozenset(letter for bit, letter in enumerate(letters) if mask >> bit & 1) for mask in range(2 ** len(letters))
    ]
