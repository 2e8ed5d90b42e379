"""Facts written to a file and read again are the same facts, in every format."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ledger.exchange.conftest import KEYS

from tonghop.catalog import plan_authorities
from tonghop.core.fact import Cell, Fact, Measure, Standing
from tonghop.core.span import Span
from tonghop.ledger.exchange import FORMATS, Heading, read, write
from tonghop.ledger.exchange.sheets import sheet

SPANS = st.builds(lambda year, last: Span(year, 1, last), st.integers(2020, 2024), st.integers(1, 12)) | st.builds(
    lambda year, month: Span(year, month, month), st.integers(2020, 2024), st.integers(1, 12)
)
VALUES = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**18), max_value=10**18)
MEMBERS = st.dictionaries(
    st.sampled_from(["gioi_tinh", "dia_ban"]), st.text("abcđê ữ", min_size=1).map(str.strip).filter(bool)
)


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    measure = draw(st.sampled_from(Measure))
    assigned = measure is Measure.PLAN
    members = ";".join(sorted(f"{name}={member}" for name, member in draw(MEMBERS).items()))
    cell = Cell(
        draw(st.sampled_from(KEYS)),
        draw(st.sampled_from(["T", "P1"])),
        draw(SPANS),
        measure,
        draw(st.sampled_from(["", *sorted(set(plan_authorities().values()))])) if assigned else "",
        draw(st.integers(0, 3)) if assigned else 0,
        members,
    )
    standing = draw(st.sampled_from(Standing))
    value = draw(VALUES) if standing is Standing.VALUE else None
    return Fact(cell, value, standing, as_of=draw(st.none() | st.dates(date(2020, 1, 1), date(2024, 12, 31))))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(facts(), max_size=8, unique_by=lambda fact: fact.cell))
def test_reading_gives_what_was_written(form, given_facts):
    with TemporaryDirectory() as folder:
        path = Path(folder, f"số liệu.{form}")
        with path.open("wb") as file:
            write(given_facts, file, form, Heading("ngan-sach", ("Đợt: tháng 9",)))
        assert list(read(path).values()) == given_facts
        assert sheet(path).heading.form == "ngan-sach"


@pytest.mark.usefixtures("office")
def test_missing_not_applicable_and_zero_stay_apart(tmp_path):
    span = Span(2024, 1, 6)
    three = [
        Fact(Cell("poor_households", "P1", span), Decimal(0)),
        Fact(Cell("tourist_visits", "P1", span), None, Standing.MISSING),
        Fact(Cell("sown_area", "P1", span), None, Standing.NOT_APPLICABLE),
    ]
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        write(three, file, "csv")
    assert [fact.standing for fact in read(path).values()] == [fact.standing for fact in three]
    assert "…" in path.read_text("utf-8")
