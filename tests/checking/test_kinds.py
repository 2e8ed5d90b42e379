"""Every kind of finding fires where it should and stays silent where it should."""

from decimal import Decimal

import pytest
from tests.checking.say import counts, document, findings, only, presumed, report, say

from tonghop.checking.kinds import SENTENCES
from tonghop.core.figure import Direction, Figure, Hedge, Role
from tonghop.core.relation import (
    Change,
    Difference,
    Enumeration,
    Flow,
    Fraction,
    OrderOfPlans,
    Product,
    Quotient,
    RatioToPlan,
    Relation,
    SamePlan,
    SameQuantity,
    Share,
    Statement,
    Sum,
    SumOfPlans,
    Via,
)


def plan(*texts: str) -> list[Figure]:
    """Amounts a1, a2 … and the percentages p1, p2 … of their plans, by turns."""
    figures = []
    for index, (amount, percentage) in enumerate(zip(texts[::2], texts[1::2], strict=True), 1):
        figures.append(say(f"a{index}", amount))
        figures.append(say(f"p{index}", percentage, Role.PERCENT_OF_PLAN, of=f"a{index}"))
    return figures


def quotient(index: int) -> Quotient:
    return Quotient(f"a{index}", f"p{index}", Via.RATIO)


def with_percent(percentage: str, **values: int) -> list[Figure]:
    return [*counts(**values), say("p", percentage)]


def dated(name: str, text: str, period: str) -> Figure:
    return say(name, text)._replace(period=period)


SUM = Sum("t", ("a", "b"))
ERRORS: list[tuple[str, list[Figure], list[Figure], Statement]] = [
    ("sum-mismatch", counts(a=57, b=88, t=154), counts(a=57, b=88, t=145), SUM),
    ("difference-mismatch", counts(a=61, b=20, d=40), counts(a=61, b=20, d=41), Difference("a", "b", "d")),
    ("flow-mismatch", counts(a=61, b=20, d=40), counts(a=61, b=20, d=41), Flow(("a",), ("b",), "d")),
    ("ratio-mismatch", with_percent("61%", a=45, b=60), with_percent("75%", a=45, b=60), RatioToPlan("a", "p", "b")),
    (
        "growth-mismatch",
        with_percent("12%", a=90, b=60),
        with_percent("50%", a=90, b=60),
        Change("a", "b", percent="p", direction=Direction.UP),
    ),
    (
        "index-mismatch",
        with_percent("120%", a=90, b=60),
        with_percent("150%", a=90, b=60),
        Change("a", "b", percent="p", index=True),
    ),
    ("share-mismatch", with_percent("34,1%", a=30, b=120), with_percent("25%", a=30, b=120), Share("a", "b", "p")),
    ("fraction-exceeds", counts(a=19, b=17), counts(a=17, b=19), Fraction("a", "b")),
    ("part-exceeds", counts(a=19, b=27), counts(a=27, b=19), Difference("a", "b")),
    (
        "cumulative-falls",
        [dated("a", "27 người", "2024-05"), dated("b", "31 người", "2024-04")],
        [dated("a", "31 người", "2024-05"), dated("b", "31 người", "2024-04")],
        Difference("a", "b"),
    ),
    (
        "product-mismatch",
        [say("a", "250 suất"), say("b", "300.000 đồng"), say("t", "57 triệu đồng")],
        [say("a", "250 suất"), say("b", "300.000 đồng"), say("t", "75 triệu đồng")],
        Product(("a", "b"), "t"),
    ),
    ("stated-twice", counts(a=27, b=37), counts(a=27, b=27), SameQuantity(("a", "b"))),
    ("enumeration-mismatch", counts(a=3), counts(a=2), Enumeration("a", ("Lộc Hà", "Thạch Sơn"))),
    (
        "exceeds-plan",
        [say("p", "98,5%", Role.PERCENT_OF_PLAN)],
        [say("p", "100,5%", Role.PERCENT_OF_PLAN)],
        RatioToPlan(None, "p", exceeds=True),
    ),
    (
        "direction-contradiction",
        with_percent("25%", a=60, b=80),
        with_percent("25%", a=100, b=80),
        Change("a", "b", percent="p", direction=Direction.UP),
    ),
    (
        "no-integer",
        [say("a", "37 hộ"), say("p", "61,25%", Role.PERCENT_OF_PLAN)],
        [say("a", "49 hộ"), say("p", "61,25%", Role.PERCENT_OF_PLAN)],
        RatioToPlan("a", "p"),
    ),
]
QUESTIONS: list[tuple[str, list[Figure], list[Figure], Statement]] = [
    (
        "same-plan",
        plan("200 tỷ đồng", "40%", "300 tỷ đồng", "80%"),
        plan("200 tỷ đồng", "40%", "400 tỷ đồng", "80%"),
        SamePlan((quotient(1), quotient(2))),
    ),
    (
        "sum-of-plans",
        plan("300 tỷ đồng", "30%", "100 tỷ đồng", "50%", "200 tỷ đồng", "50%"),
        plan("300 tỷ đồng", "50%", "100 tỷ đồng", "50%", "200 tỷ đồng", "50%"),
        SumOfPlans(quotient(1), (quotient(2), quotient(3))),
    ),
    (
        "base-order",
        plan("300 tỷ đồng", "30%", "100 tỷ đồng", "50%"),
        plan("100 tỷ đồng", "50%", "300 tỷ đồng", "30%"),
        OrderOfPlans(quotient(1), quotient(2)),
    ),
    (
        "truncated",
        [say("a", "112 hộ"), say("b", "170 hộ"), say("p", "65%")],
        [say("a", "112 hộ"), say("b", "170 hộ"), say("p", "66%")],
        Share("a", "b", "p"),
    ),
    (
        "hedged",
        [say("a", "30 tỷ đồng"), say("b", "20 tỷ đồng"), say("t", "37 tỷ đồng", hedge=Hedge.OVER)],
        [say("a", "17,4 tỷ đồng"), say("b", "20 tỷ đồng"), say("t", "37 tỷ đồng", hedge=Hedge.OVER)],
        SUM,
    ),
]
REMARKS: list[tuple[str, list[Figure], list[Figure], Statement]] = [
    ("residual", counts(a=57, b=80, t=145), counts(a=57, b=88, t=145), Sum("t", ("a", "b"), at_most=True)),
    (
        "exceeds-plan",
        [say("p", "100%", Role.PERCENT_OF_PLAN)],
        [say("p", "101%", Role.PERCENT_OF_PLAN)],
        RatioToPlan(None, "p", exceeds=True),
    ),
]


@pytest.mark.parametrize(
    ("kind", "wrong", "right", "statement", "severity"),
    [(*case, "error") for case in ERRORS]
    + [(*case, "warning") for case in QUESTIONS]
    + [(*case, "note") for case in REMARKS],
)
def test_fires_and_stays_silent(
    kind: str, wrong: list[Figure], right: list[Figure], statement: Statement, severity: str
) -> None:
    assert findings(wrong, statement) == [(kind, severity)]
    assert findings(right, statement) == []


def test_relations_that_only_together_cannot_hold() -> None:
    coarse, fine = say("c", "121 tỷ đồng"), say("a", "120,5 tỷ đồng")
    pairs = [SameQuantity(("c", "a")), SameQuantity(("c", "b"))]
    finding = only([coarse, fine, say("b", "121,4 tỷ đồng")], *pairs)
    assert (finding.kind, finding.severity) == ("network-conflict", "error")
    assert {item.figure for item in finding.culprits} == {"a", "b"}
    assert findings([coarse, fine, say("b", "120,6 tỷ đồng")], *pairs) == []


def test_two_way_table_without_a_grand_total_is_refuted_as_a_whole() -> None:
    cells = [
        say(name, "500 tỷ đồng")._replace(low=Decimal(0), high=Decimal(10**12)) for name in ("nw", "ne", "sw", "se")
    ]
    sums = [say("n", "700 tỷ đồng"), say("s", "700 tỷ đồng"), say("w", "700 tỷ đồng"), say("e", "900 tỷ đồng")]
    rows = [Sum("n", ("nw", "ne")), Sum("s", ("sw", "se")), Sum("w", ("nw", "sw")), Sum("e", ("ne", "se"))]
    found = [item for item in report([*cells, *sums], *rows).findings if item.kind == "network-conflict"]
    assert [item.severity for item in found] == ["error"]
    assert set(found[0].relations) == {"r1", "r2", "r3", "r4"}
    assert {culprit.figure for culprit in found[0].culprits} == {"n", "s", "w", "e"}


def test_every_kind_is_tested() -> None:
    """Of networks above, of scans in test_misreading, of figures by themselves in tests/ledger/rounds/test_unlikely."""
    alone = {"negative", "percentage-out-of-range", "leap"}
    tested = {case[0] for case in (*ERRORS, *QUESTIONS, *REMARKS)} | {"network-conflict", "misread"} | alone
    assert tested == {str(kind) for kind in SENTENCES}


def test_presumed_relations_never_raise_errors() -> None:
    figures = counts(a=57, b=88, t=154)
    assert findings(figures, presumed(SUM)) == [("sum-mismatch", "warning")]
    assert findings(figures, presumed(Difference("a", "b"))) == [("part-exceeds", "note")]
    assert findings(figures, presumed(Flow(("a",), ("b",), "t"))) == [("flow-mismatch", "note")]


def test_sum_names_the_missing_part() -> None:
    finding = only(counts(a=57, b=88, t=154), SUM)
    assert finding.arithmetic == "57 + 88 = 145 ≠ 154"
    assert "còn thiếu 9 người" in finding.message


def test_a_list_with_a_rest_class_leaves_no_remark() -> None:
    figures = counts(a=57, b=80, t=145)
    figures[1] = figures[1]._replace(subject="các loại khác")
    assert findings(figures, Sum("t", ("a", "b"), at_most=True)) == []


def test_disputed_figure_blocks_checks_that_depend_on_it() -> None:
    figures = counts(a=57, b=88, t=145, again=154)
    twice = SameQuantity(("t", "again"))
    assert findings(figures, twice, Sum("again", ("a", "b"))) == [("stated-twice", "error")]
    outcome = report(figures, twice, Sum("again", ("a", "b"))).outcomes[1]
    assert outcome.verdict == "cannot_tell"
    both = findings(counts(a=57, b=98, t=145, again=146), twice, Sum("again", ("a", "b")))
    assert [kind for kind, _ in both] == ["sum-mismatch", "stated-twice"]


def test_decline_by_a_number_and_a_percentage() -> None:
    figures = [say("a", "24 vụ"), say("d", "16 vụ", Role.DELTA), say("p", "30%", Role.DECLINE)]
    finding = only(figures, Change("a", None, "d", "p", Direction.DOWN))
    assert finding.kind == "growth-mismatch"
    assert finding.arithmetic == "16/(24 + 16) = 40,0% ≠ 30%"
    assert ("p", "40%") in [(culprit.figure, culprit.suggestion) for culprit in finding.culprits]


def test_suggestions_are_written_like_the_figure() -> None:
    figures = [say("a", "1.250,5 tỷ đồng"), say("b", "730,2 tỷ đồng"), say("t", "1.880,7 tỷ đồng")]
    finding = only(figures, SUM)
    assert ("t", "1.980,7 tỷ đồng") in [(item.figure, item.suggestion) for item in finding.culprits]


def test_likeliest_slip_comes_first() -> None:
    finding = only(counts(a=2057, b=1388, t=3495), SUM)
    assert (finding.culprits[0].figure, finding.culprits[0].suggestion) == ("t", "3.445")
    swapped = only(counts(a=2057, b=1388, t=3454), SUM)
    assert swapped.culprits[0].suggestion == "3.445"
    assert swapped.culprits[0].figure == "t"


def test_figures_that_changed_places() -> None:
    culprits = only(counts(a=67, b=18), Fraction("a", "b")).culprits
    assert {item.figure for item in culprits} == {"a", "b"}


def test_fingerprint_survives_changes_elsewhere() -> None:
    figures = counts(a=57, b=88, t=154)
    alone = only(figures, SUM)
    more = report([say("z", "5 xã"), *figures], Relation("r9", Enumeration("z", ("Yên Sơn",))), Relation("r7", SUM))
    assert alone.fingerprint in {item.fingerprint for item in more.findings}
    assert len({item.fingerprint for item in more.findings}) == 2


def test_same_words_twice_have_two_fingerprints() -> None:
    figures = [*counts(a=57, b=88, t=154), *counts(c=57, d=88, u=154)]
    found = report(figures, SUM, Sum("u", ("c", "d"))).findings
    assert len({item.fingerprint for item in found}) == 2


def test_outcomes_tell_holding_from_untestable() -> None:
    figures = [say("a", "171 tỷ đồng"), say("p", "32,4%", Role.PERCENT_OF_PLAN), *counts(b=3, c=4, t=7)]
    outcomes = report(figures, RatioToPlan("a", "p"), Sum("t", ("b", "c"))).outcomes
    assert [item.verdict for item in outcomes] == ["cannot_tell", "holds"]
    assert outcomes[0].arithmetic == "171 tỷ đồng : 32,4% → 525,4–530,1 tỷ đồng"
    assert outcomes[1].arithmetic == "3 + 4 = 7"


@pytest.mark.parametrize(("direction", "inferred"), [(None, 1), (Direction.UP, 0), (Direction.DOWN, 0)])
def test_a_plan_follows_from_a_share_of_it_and_not_from_a_distance(direction: Direction | None, inferred: int) -> None:
    percent = say("p", "5%", Role.PERCENT_OF_PLAN, of="a", direction=direction)
    assert len(report([say("a", "120 tỷ đồng"), percent]).inferences) == inferred


def test_an_inferred_plan_is_named_in_the_language_asked_for() -> None:
    actual = say("a", "120 tỷ đồng", subject="thu phí", period="2024-H1")
    figures = [actual, say("p", "40%", Role.PERCENT_OF_PLAN, of="a")]
    names = [report(figures, language=language).inferences[0].quantity for language in ("vi", "en")]
    assert names == ["dự toán thu phí năm 2024", "budget estimate thu phí 2024"]


def test_who_assigned_a_plan_and_decimals_are_in_the_language_asked_for() -> None:
    percent = say("p", "40%", Role.PERCENT_OF_PLAN, of="a", plan_of="TP")
    inferred = report([say("a", "120 tỷ đồng", subject="thu phí"), percent], language="en").inferences[0]
    assert inferred.quantity == "budget estimate thu phí (assigned by TP)"
    found = report(with_percent("62,5%", a=60, b=100), Share("a", "b", "p"), language="en").findings[0]
    assert found.arithmetic == "60/100 = 60.00% ≠ 62.5%"


def test_a_missing_figure_is_our_bug() -> None:
    with pytest.raises(KeyError):
        report(counts(a=1), Sum("nowhere", ("a",)))


def test_english_messages_fall_back_to_vietnamese() -> None:
    assert report(counts(a=57, b=88, t=154), SUM, language="en").findings[0].arithmetic == "57 + 88 = 145 ≠ 154"


def test_document_is_left_alone() -> None:
    before = document(counts(a=57, b=88, t=154), SUM)
    report(list(before.figures), *before.relations)
    assert before == document(counts(a=57, b=88, t=154), SUM)
