"""Merging, dividing and rearranging units, and what can be compared afterwards."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tonghop.ledger import units
from tonghop.ledger.errors import UnknownIndicator
from tonghop.ledger.models import Entry, Indicator, UnitKind
from tonghop.ledger.units import Author, Method, New, Part, Share, UnitError

pytestmark = pytest.mark.django_db

BY = Author(None, "Nghị quyết sắp xếp")
JULY, JUNE = date(2025, 7, 1), date(2025, 6, 30)
NEXT = date(2026, 7, 1)
HALF = Decimal("0.5")


@pytest.fixture(autouse=True)
def hierarchy() -> None:
    """A province with three wards; the first has a department and a group, the second a group."""
    units.create(
        [
            New("T", UnitKind.PROVINCE, "tỉnh Lam Giang"),
            *(New(code, UnitKind.COMMUNE, f"phường {code}", "T") for code in "ABC"),
            New("A-VP", UnitKind.DEPARTMENT, "Văn phòng", "A"),
            New("A-1", UnitKind.GROUP, "tổ dân phố số 1", "A"),
            New("B-1", UnitKind.GROUP, "tổ dân phố số 2", "B"),
        ],
        BY,
    )


def ward(code: str, born: date = JULY) -> New:
    return New(code, UnitKind.COMMUNE, f"phường {code}", "T", born)


def shares(code: str, on: date, indicator: str | None = None) -> dict[str, Fraction] | None:
    found = units.lineage(code, on).shares(indicator)
    return None if found is None else {share.unit: share.share for share in found}


def test_a_merger_takes_over_what_belonged_to_its_predecessors_but_their_departments() -> None:
    units.merge(["A", "B"], ward("M"), JULY, BY, "123/NQ-UBTVQH15")
    assert units.children("T", JULY) == ("C", "M")
    assert units.children("M", JULY) == ("A-1", "B-1")
    assert units.find("A-VP").closed == JULY
    assert units.subtree("A", JUNE) == ("A", "A-1", "A-VP")


def test_a_merged_unit_is_compared_with_all_its_predecessors() -> None:
    units.merge(["A", "B"], ward("M"), JULY, BY, "123/NQ-UBTVQH15")
    lineage = units.lineage("M", JUNE)
    assert shares("M", JUNE) == {"A": 1, "B": 1}
    assert lineage.methods() == (Method.WHOLE,)
    assert lineage.shares()[0].steps[0].decision == "123/NQ-UBTVQH15"
    assert units.lineage("M", JULY).unchanged
    assert units.lineage("C", JUNE).unchanged


def test_a_unit_that_takes_in_another_is_compared_with_both() -> None:
    units.merge(["A", "B"], "B", JULY, BY)
    assert shares("B", JUNE) == {"A": 1, "B": 1}
    assert units.find("B").closed is None


def test_shares_multiply_through_several_reorganisations() -> None:
    units.split(
        [Part("A", "X", Decimal("0.3"), Method.AREA), Part("A", "Y", Decimal("0.7"), Method.AREA)],
        JULY,
        BY,
        new=[ward("X"), ward("Y")],
        placed={"A-1": "X"},
    )
    units.merge(["X", "B"], ward("Z", NEXT), NEXT, BY)
    assert shares("Z", JUNE) == {"A": Fraction(3, 10), "B": 1}
    assert shares("Z", JULY) == {"X": 1, "B": 1}
    assert units.lineage("Z", JUNE).methods() == (Method.AREA, Method.WHOLE)
    assert [(step.predecessor, step.successor) for step in units.lineage("Z", JUNE).shares()[0].steps] == [
        ("X", "Z"),
        ("A", "X"),
    ]


def test_a_unit_that_gives_a_part_away_is_compared_with_what_it_kept() -> None:
    units.split([Part("A", "A", Decimal("0.8"), Method.AREA), Part("A", "B", Decimal("0.2"), Method.AREA)], JULY, BY)
    assert shares("A", JUNE) == {"A": Fraction(4, 5)}
    assert shares("B", JUNE) == {"A": Fraction(1, 5), "B": 1}
    assert units.children("A", JULY) == ("A-1", "A-VP")


def test_an_indicator_may_have_shares_of_its_own() -> None:
    Indicator.objects.create(key="schools", name="trường học")
    parts = [Part("A", code, HALF, Method.AREA) for code in "XY"]
    counted = Part("A", "X", Decimal(1), Method.COUNTED, "schools")
    units.split([*parts, counted], JULY, BY, new=[ward("X"), ward("Y")], placed={"A-1": "Y"})
    assert shares("X", JUNE, "schools") == {"A": 1}
    assert shares("X", JUNE) == shares("X", JUNE, "poor_households") == {"A": HALF}
    assert shares("Y", JUNE, "schools") is None
    assert units.lineage("X", JUNE).special == {"schools"}


def test_without_a_known_share_there_is_nothing_to_compare_with() -> None:
    unknown = [Part("A", code, None, Method.UNKNOWN) for code in "XY"]
    units.split(unknown, JULY, BY, new=[ward("X"), ward("Y")], placed={"A-1": "X"})
    assert units.lineage("X", JUNE).shares() is None
    assert units.lineage("X", JUNE).methods() == (Method.UNKNOWN,)
    known = [Part("A", code, HALF, Method.POPULATION) for code in "XY"]
    units.state_shares("A", JULY, known, BY)
    assert shares("X", JUNE) == {"A": HALF}
    assert Entry.objects.latest("id").before["lineage"][0]["method"] == "unknown"


def test_a_unit_without_predecessors_has_nothing_to_compare_with() -> None:
    units.create([ward("N")], BY)
    assert units.lineage("N", JUNE).shares() is None
    assert units.lineage("N", JULY).shares() == (Share("N", Fraction(1)),)


def test_many_lineages_take_two_queries(django_assert_num_queries: object) -> None:
    units.merge(["A", "B"], ward("M"), JULY, BY)
    with django_assert_num_queries(2):  # type: ignore[operator]
        found = units.lineages([("M", JUNE), ("C", JUNE), ("M", JULY)])
        assert [len(each.shares() or ()) for each in found.values()] == [2, 1, 1]


XY = [Part("A", code, HALF, Method.AREA) for code in "XY"]
NEW = [ward("X"), ward("Y")]


@pytest.mark.parametrize(
    ("sentence", "parts", "new", "placed"),
    [
        ("ít nhất một đơn vị cũ", [], [], {}),
        ("cộng lại bằng 50%, không bằng 100%", XY[:1], NEW[:1], {"A-1": "X"}),
        ("được ghi hai lần", [*XY, XY[0]], NEW, {"A-1": "X"}),
        ("chỉ được ghi một phần", [XY[0], Part("A", "Y", None, Method.UNKNOWN)], NEW, {"A-1": "X"}),
        ("lớn hơn 0", [Part("A", "X", Decimal("1.5")), Part("A", "Y", Decimal("-0.5"))], NEW, {"A-1": "X"}),
        ("Chưa rõ “A-1”", XY, NEW, {}),
        ("Chưa rõ “A-1”", XY, NEW, {"A-1": "B"}),
        ("không nhận phần nào", XY, [*NEW, ward("V")], {"A-1": "X"}),
        ("từ đúng ngày sắp xếp 01/07/2025", XY, [ward("X", NEXT), ward("Y")], {"A-1": "X"}),
        ("là đơn vị không nhận", [*XY, Part("A", "B", Decimal(1), indicator="schools")], NEW, {"A-1": "X"}),
        ("Mã đơn vị “C” đã có", [Part("A", "C")], [ward("C")], {}),
    ],
)
def test_what_cannot_be_is_refused_whole(
    sentence: str, parts: list[Part], new: list[New], placed: dict[str, str]
) -> None:
    with pytest.raises(UnitError, match=sentence):
        units.reorganise(JULY, parts, BY, new=new, placed=placed)
    assert units.children("T", NEXT) == ("A", "B", "C")


def test_shares_of_an_unknown_indicator_are_refused() -> None:
    with pytest.raises(UnknownIndicator):
        units.reorganise(JULY, [Part("A", "B"), Part("A", "B", indicator="nope")], BY)


def test_two_rearrangements_of_a_unit_on_one_day_are_refused() -> None:
    units.merge(["A", "B"], "B", JULY, BY)
    with pytest.raises(UnitError, match="đã có sắp xếp khác"):
        units.merge(["B", "C"], "C", JULY, BY)


def test_a_unit_that_takes_in_another_later_cannot_end_before() -> None:
    units.merge(["B"], "A", NEXT, BY)
    with pytest.raises(UnitError, match="nhận phần của đơn vị khác ngày 01/07/2026"):
        units.merge(["A"], "C", JULY, BY)


def test_what_became_of_a_unit_is_told_with_what_went_there_beside_it() -> None:
    units.merge(["A", "B"], ward("M"), JULY, BY)
    units.merge(["M", "C"], ward("N", NEXT), NEXT, BY)
    told = [(step.predecessor, step.successor) for step in units.descent("A")]
    assert told == [("A", "M"), ("B", "M"), ("M", "N"), ("C", "N")]
    assert units.descent("N") == ()
