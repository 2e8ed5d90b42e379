"""A ward with its groups, and the indicators that the files of these tests speak of."""

from datetime import date
from pathlib import Path

import pytest

from tonghop.catalog import indicators
from tonghop.ledger import units
from tonghop.ledger.models import Indicator, UnitKind
from tonghop.ledger.units import Author, New

KEYS = ("budget_revenue", "poor_households", "poverty_rate", "tourist_visits", "sown_area")
HEAD = "Chỉ tiêu;Đơn vị;Kỳ;Loại;Giá trị;Đơn vị tính\n"


@pytest.fixture
def office(db: None) -> None:  # noqa: ARG001
    """Two wards of one province, the second since July 2025, and five indicators of the catalog."""
    units.create(
        [
            New("T", UnitKind.PROVINCE, "tỉnh Lam Giang"),
            New("P1", UnitKind.COMMUNE, "phường Bến Nứa", "T"),
            New("P2", UnitKind.COMMUNE, "phường Cửa Sông", "T", date(2025, 7, 1)),
        ],
        Author(None, "thử nghiệm"),
    )
    known = indicators()
    Indicator.objects.bulk_create(
        Indicator(
            key=key,
            name=known[key].name,
            unit=known[key].unit,
            time=known[key].time,
            over_units=known[key].over_units,
            over_time=known[key].over_time,
        )
        for key in KEYS
    )


@pytest.fixture
def csv(tmp_path: Path):
    """Write a CSV file of the given lines below a heading."""

    def write(*lines: str, head: str = HEAD) -> Path:
        path = tmp_path / "số liệu.csv"
        path.write_text(head + "".join(f"{line}\n" for line in lines), "utf-8")
        return path

    return write
