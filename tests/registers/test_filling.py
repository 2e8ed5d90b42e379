"""What people type into the fields of a register."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tonghop.catalog.registers import FieldOf, Kind, registers
from tonghop.registers.filling import WronglyFilled, filled, kept, restored, value_of


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "Nguyễn Văn An", "Nguyễn Văn An"),
        (Kind.TEXT, "", None),
        (Kind.COUNT, "1.250", 1250),
        (Kind.MONEY, "1 250 000", 1_250_000),
        (Kind.AREA, "1.250,5", Decimal("1250.5")),
        (Kind.AREA, "2.5", Decimal("2.5")),
        (Kind.DATE, "01/6/2026", date(2026, 6, 1)),
        (Kind.DATE, "2026-06-01", date(2026, 6, 1)),
        (Kind.CHOICE, "Tố cáo", "b"),
        (Kind.CHOICE, "b", "b"),
        (Kind.YES_NO, "có", True),
        (Kind.YES_NO, "không", False),
    ],
)
def test_texts_become_values(kind: Kind, text: str, value: object) -> None:
    assert value_of("x", FieldOf(label="Ô", type=kind, choices={"a": "Khiếu nại", "b": "Tố cáo"}), text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.COUNT, "mười"),
        (Kind.COUNT, "-3"),
        (Kind.COUNT, "1,5"),
        (Kind.COUNT, "1.5"),
        (Kind.COUNT, "1,250"),
        (Kind.COUNT, "1e5"),
        (Kind.COUNT, "1_000"),
        (Kind.MONEY, "1.25.000"),
        (Kind.COUNT, "NaN"),
        (Kind.MONEY, "9" * 20),
        (Kind.DATE, "31/02/2026"),
        (Kind.CHOICE, "Khác"),
        (Kind.LONG, "x" * 10_001),
    ],
)
def test_what_a_field_cannot_hold_is_refused_with_its_label(kind: Kind, text: str) -> None:
    with pytest.raises(WronglyFilled, match="Số người") as refused:
        value_of("signers", FieldOf(label="Số người", type=kind), text)
    assert refused.value.field == "signers"


@given(st.dates(), st.integers(1, 10**5), st.text(min_size=1, max_size=20))
def test_values_are_kept_and_come_back(day: date, number: int, text: str) -> None:
    register = registers()["petitions"]
    values = filled(register, {"kind": "complaint", "signers": str(number), "content": text, "unknown": "x"})
    assert set(values) == {"kind", "signers", "content"}
    assert restored(register, kept(values)) == values
    assert kept({"day": day}) == {"day": day.isoformat()}
