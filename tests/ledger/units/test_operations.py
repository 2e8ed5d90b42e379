"""Creating, renaming, moving and closing units: what they leave behind, and what they refuse."""

from datetime import date
from decimal import Decimal

import pytest

from tonghop.core.fact import Cell, Fact
from tonghop.core.span import Span
from tonghop.ledger import units
from tonghop.ledger.errors import UnknownUnit
from tonghop.ledger.models import Entry, Indicator, Total, UnitKind
from tonghop.ledger.record import Change, record
from tonghop.ledger.units import Author, CircularHierarchy, New, UnitError

pytestmark = pytest.mark.django_db

BY = Author(None, "thử nghiệm")
JULY = date(2025, 7, 1)
JUNE = date(2025, 6, 30)


@pytest.fixture
def hierarchy() -> None:
    """A province with two districts; a ward with a department and two groups in the first."""
    units.create(
        [
            New("T", UnitKind.PROVINCE, "tỉnh Lam Giang"),
            New("Q1", UnitKind.DISTRICT, "quận Tây Lam", "T"),
            New("Q2", UnitKind.DISTRICT, "quận Đông Lam", "T"),
            New("P1", UnitKind.COMMUNE, "phường Bến Nứa", "Q1"),
            New("P1-VP", UnitKind.DEPARTMENT, "Văn phòng", "P1"),
            New("P1-01", UnitKind.GROUP, "tổ dân phố số 1", "P1"),
            New("P1-02", UnitKind.GROUP, "tổ dân phố số 2", "P1"),
        ],
        BY,
    )
    Indicator.objects.create(key="poor_households", name="hộ nghèo", unit="hộ", over_units="sum")


def count(unit: str, period: str, value: int) -> None:
    cell = Cell("poor_households", unit, Span.of(period))
    record([Fact(cell, Decimal(value))], Change(None, "test"))


def total(unit: str, period: str) -> Decimal | None:
    span = Span.of(period)
    row = Total.objects.filter(unit__code=unit, year=span.year, first=span.first, last=span.last, parts__gt=0).first()
    return row and row.total


@pytest.mark.usefixtures("hierarchy")
class TestHierarchy:
    def test_it_is_asked_by_date(self) -> None:
        units.move("P1", "Q2", JULY, BY)
        assert units.children("Q1", JUNE) == ("P1",)
        assert units.children("Q1", JULY) == ()
        assert units.subtree("Q2", JULY) == ("Q2", "P1", "P1-01", "P1-02", "P1-VP")
        assert units.above("P1-01", JUNE) == ("P1-01", "P1", "Q1", "T")
        assert units.above("P1-01", JULY) == ("P1-01", "P1", "Q2", "T")

    def test_names_hold_from_their_day(self) -> None:
        units.rename("P1", "phường Bến Nứa Thượng", JULY, BY)
        assert units.name_of("P1", JUNE) == "phường Bến Nứa"
        assert units.name_of("P1", JULY) == "phường Bến Nứa Thượng"
        assert units.search("ben nua", JULY) == (("P1", "phường Bến Nứa Thượng"),)

    def test_a_change_known_to_follow_stays(self) -> None:
        units.move("P1", "T", date(2026, 1, 1), BY)
        units.move("P1", "Q2", JULY, BY)
        assert units.parent_of("P1", date(2025, 12, 31)) == "Q2"
        assert units.parent_of("P1", date(2026, 1, 1)) == "T"

    def test_totals_of_spans_that_end_later_follow_the_move(self) -> None:
        count("P1-01", "2025-H1", 5)
        count("P1-01", "2025", 7)
        units.move("P1", "Q2", JULY, BY)
        assert (total("Q1", "2025-H1"), total("Q2", "2025-H1"), total("T", "2025-H1")) == (5, None, 5)
        assert (total("Q1", "2025"), total("Q2", "2025"), total("T", "2025")) == (None, 7, 7)

    def test_every_change_has_an_entry_with_before_and_after(self) -> None:
        units.move("P1", "Q2", JULY, BY)
        entry = Entry.objects.latest("id")
        assert (entry.action, entry.reason, entry.unit.code) == ("unit.move", "thử nghiệm", "P1")
        assert entry.before["P1"]["parent"] == "Q1"
        assert entry.after["P1"]["parent"] == "Q2"

    def test_a_closed_unit_keeps_its_past(self) -> None:
        count("P1", "2025-H1", 5)
        for group in ("P1-01", "P1-02"):
            units.close(group, JULY, BY)
        units.close("P1", JULY, BY)
        assert units.subtree("T", JULY) == ("T", "Q1", "Q2")
        assert units.subtree("P1", JUNE) == ("P1", "P1-01", "P1-02", "P1-VP")
        assert units.name_of("P1", JULY) == "phường Bến Nứa"
        assert total("T", "2025-H1") == 5


@pytest.mark.usefixtures("hierarchy")
class TestRefusals:
    def refused(self, sentence: str, operation: object, *arguments: object) -> None:
        entries = Entry.objects.count()
        with pytest.raises(UnitError, match=sentence):
            operation(*arguments)  # type: ignore[operator]
        assert Entry.objects.count() == entries

    def test_a_circular_hierarchy(self) -> None:
        with pytest.raises(CircularHierarchy, match="vòng tròn"):
            units.move("Q1", "P1", JULY, BY)
        with pytest.raises(CircularHierarchy):
            units.move("Q1", "Q1", JULY, BY)

    def test_a_hierarchy_circular_only_later(self) -> None:
        units.move("Q2", "P1", date(2026, 1, 1), BY)
        with pytest.raises(CircularHierarchy):
            units.move("P1", "Q2", JULY, BY)

    def test_a_circle_among_new_units(self) -> None:
        news = [New("A", UnitKind.DEPARTMENT, "A", "B"), New("B", UnitKind.DEPARTMENT, "B", "A")]
        self.refused("vòng tròn", units.create, news, BY)

    def test_units_that_are_not_there(self) -> None:
        with pytest.raises(UnknownUnit, match="P9"):
            units.move("P1", "P9", JULY, BY)

    def test_codes_taken_or_missing(self) -> None:
        self.refused("“P1” đã có", units.create, [New("P1", UnitKind.COMMUNE, "phường khác", "Q1")], BY)
        self.refused("hai lần", units.create, [New("X", UnitKind.GROUP, "x"), New("X", UnitKind.GROUP, "y")], BY)
        self.refused("chưa có mã", units.create, [New(" ", UnitKind.GROUP, "x")], BY)
        for code in ("A/B", "A B", "..", "-A", "Đội", "A?x=1", "A%2F", "A\n", "A#1"):
            self.refused("chỉ được gồm chữ cái không dấu", units.create, [New(code, UnitKind.GROUP, "x")], BY)
        self.refused("chưa có tên", units.rename, "P1", " ", JULY, BY)

    def test_dates_outside_the_life_of_a_unit(self) -> None:
        units.create([New("P2", UnitKind.COMMUNE, "phường Mai Đình", "Q1", JULY)], BY)
        self.refused("chỉ có từ ngày 01/07/2025", units.move, "P2", "Q2", JUNE, BY)
        self.refused("chỉ có từ ngày", units.move, "P1-01", "P2", JUNE, BY)
        units.close("P2", date(2026, 1, 1), BY)
        self.refused("kết thúc hoạt động ngày 01/01/2026", units.move, "P1-01", "P2", JULY, BY)
        self.refused("kết thúc", units.close, "P2", date(2026, 2, 1), BY)

    def test_closing_a_unit_that_others_belong_to(self) -> None:
        self.refused("còn các đơn vị trực thuộc: P1-01, P1-02", units.close, "P1", JULY, BY)

    def test_a_move_to_where_it_is(self) -> None:
        self.refused("đã trực thuộc", units.move, "P1", "Q1", JULY, BY)
