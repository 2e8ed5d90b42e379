"""Documents checked against each other, and bounds on what nobody stated."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.checking.say import document, report, say

import tonghop
from tonghop.checking import check_together, comparable
from tonghop.checking.together import joint_figures, relations_between
from tonghop.core.document import Document, Source
from tonghop.core.figure import Basis, Figure, Role
from tonghop.core.relation import Change, Quotient, RatioToPlan, SamePlan, Via

ANNOTATED = Path(__file__).parent.parent / "annotated"


def revenue(text: str, period: str, as_of: str | None = None) -> Figure:
    figure = say("f1", text, basis=Basis.ACTUAL, indicator="budget_revenue", period=period, as_of=as_of)
    return figure._replace(subject="thu ngân sách")


def told(name: str, *figures: Figure, organisation: str = "Huyện Yên Sơn") -> Document:
    return Document(Source(name, "", "text/plain", ""), organisation=organisation, figures=figures)


def test_one_quantity_stated_differently_in_two_documents() -> None:
    documents = [told("a.txt", revenue("84 tỷ đồng", "2024-05")), told("b.txt", revenue("48 tỷ đồng", "2024-05"))]
    (finding,) = check_together(documents).findings
    assert (finding.kind, finding.severity) == ("stated-twice", "warning")
    assert finding.figures == ("a.txt#f1", "b.txt#f1")


def test_documents_of_one_name_are_told_apart() -> None:
    documents = [told("a.txt", revenue("84 tỷ đồng", "2024-05")), told("a.txt", revenue("48 tỷ đồng", "2024-05"))]
    (finding,) = check_together(documents).findings
    assert finding.figures == ("a.txt#f1", "a.txt (2)#f1")


def test_other_places_periods_and_coarser_prints_are_no_contradiction() -> None:
    first = told("a.txt", revenue("84,4 tỷ đồng", "2024-05"))
    for other in (revenue("84 tỷ đồng", "2024-05"), revenue("48 tỷ đồng", "2024-04")):
        assert check_together([first, told("b.txt", other)]).findings == ()
    elsewhere = told("b.txt", revenue("48 tỷ đồng", "2024-05"), organisation="Huyện Na Hang")
    assert check_together([first, elsewhere]).findings == ()


def test_cumulative_figures_do_not_fall() -> None:
    may, june = revenue("84 tỷ đồng", "2024-YTD", "2024-05-15"), revenue("79 tỷ đồng", "2024-YTD", "2024-06-15")
    (finding,) = check_together([told("b.txt", june), told("a.txt", may)]).findings
    assert (finding.kind, finding.severity) == ("cumulative-falls", "note")


def test_growth_against_what_the_earlier_document_reports() -> None:
    growth = say("f2", "50%", Role.GROWTH, of="f1", base_period="2023-H1")
    now = told("2024.txt", revenue("90 tỷ đồng", "2024-H1"), growth)
    assert check_together([told("2023.txt", revenue("60 tỷ đồng", "2023-H1")), now]).findings == ()
    (finding,) = check_together([told("2023.txt", revenue("70 tỷ đồng", "2023-H1")), now]).findings
    assert (finding.kind, finding.severity) == ("growth-mismatch", "warning")


def test_plan_and_base_that_nobody_stated() -> None:
    amount = revenue("1.125 tỷ đồng", "2024-H1")._replace(id="a")
    plan = say("p", "45%", Role.PERCENT_OF_PLAN, of="a", plan_of="HĐND")
    base = say("g", "12,5%", Role.GROWTH, of="a", base_period="2023-H1")
    first, second = report([amount, plan, base]).inferences
    assert first.quantity == "dự toán thu ngân sách năm 2024 (HĐND giao)"
    assert (first.low, first.high, first.unit) == (Decimal(2471428571428), Decimal(2529213483147), "VND")
    assert second.quantity == "thu ngân sách 6 tháng đầu năm 2023"
    assert second.sources == ("a", "g")


def test_statements_of_one_plan_are_intersected_and_counts_are_whole() -> None:
    figures = [
        say("a", "37 hộ"), say("p", "61,7%", Role.PERCENT_OF_PLAN, of="a"),
        say("b", "49 hộ"), say("q", "82%", Role.PERCENT_OF_PLAN, of="b"),
    ]  # fmt: skip
    same = SamePlan((Quotient("a", "p", Via.RATIO), Quotient("b", "q", Via.RATIO)))
    (inference,) = report(figures, RatioToPlan("a", "p"), RatioToPlan("b", "q"), same).inferences
    assert (inference.low, inference.high) == (60, 60)
    assert inference.sources == ("a", "p", "b", "q")


def test_a_difference_narrows_the_base() -> None:
    figures = [say("a", "8.240 hộ"), say("d", "180 hộ", Role.DELTA), say("g", "2,2%", Role.GROWTH, of="a")]
    (inference,) = report(figures, Change("a", None, "d", "g")).inferences
    assert (inference.low, inference.high) == (8060, 8060)


def test_nothing_is_inferred_for_a_plan_that_is_printed() -> None:
    figures = [say("a", "45 hộ"), say("p", "75%", Role.PERCENT_OF_PLAN, of="a"), say("b", "60 hộ")]
    assert report(figures, RatioToPlan("a", "p", "b")).inferences == ()


def test_a_document_without_figures() -> None:
    assert report([]).findings == check_together([document([])]).findings == ()


def test_what_is_comparable_of_documents_says_all_that_they_say_together() -> None:
    read = [tonghop.read(path) for path in sorted(ANNOTATED.glob("*.txt"))]
    documents = [replace(document, organisation="Huyện Yên Sơn") for document in (*read, *read)]
    together = check_together(documents)
    assert len(together.derived) > 20
    assert check_together([comparable(document) for document in documents]) == together
    figures = joint_figures(documents)
    assert together.derived == tuple(relations_between(documents, figures))


def test_nothing_is_left_of_what_cannot_be_compared() -> None:
    loose = say("f2", "12 hộ")
    left = comparable(told("a.txt", revenue("84 tỷ đồng", "2024-05"), loose))
    assert [figure.id for figure in left.figures] == ["f1"]
    assert comparable(told("a.txt", revenue("84 tỷ đồng", "2024-05"), organisation="")).figures == ()
