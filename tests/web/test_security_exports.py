"""Files that are handed out: nothing in them runs when a spreadsheet opens them, and numbers stay numbers."""

from decimal import Decimal
from pathlib import Path

import pytest
from tests.api.world import INDICATOR
from tests.web.poison import POISON
from tests.web.sheets import running

from tonghop.cli import asked
from tonghop.core.fact import Cell, Fact
from tonghop.core.formulas import inert, restored
from tonghop.core.span import Span
from tonghop.ledger import exchange
from tonghop.ledger.models import Indicator, UnitName

RUN = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "'=1", '=HYPERLINK("//x")')
NUMBERS = ("-1", "-1.234,5", "+5,2%", "-0,0", "-", "12")


@pytest.mark.parametrize("text", RUN)
def test_what_would_run_is_text_and_comes_back_as_it_was(text: str):
    assert not running(f'"{inert(text).replace(chr(34), chr(34) * 2)}"'.encode(), "csv")
    assert restored(inert(text)) == text


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_stays_a_number(text: str):
    assert inert(text) == text


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_figures_written_under_any_heading_do_not_run_and_are_read_again(form: str, tmp_path: Path):
    breakdown = f"x={RUN[1].replace('=', '')}"
    facts = [Fact(Cell(INDICATOR, "A", Span(2026, 1, 5), breakdown=breakdown), Decimal("-1234.5"))]
    path = tmp_path / f"số liệu.{form}"
    with path.open("wb") as file:
        exchange.write(facts, file, form, exchange.Heading(RUN[0], (RUN[2], POISON, "a\x0bb")))
    assert not running(path.read_bytes(), form)
    assert list(exchange.read(path).values()) == facts
    assert "-1.234,5" in (path.read_text("utf-8-sig") if form == "csv" else "-1.234,5")


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_plan_board_with_any_names_does_not_run(form: str):
    UnitName.objects.update(name=RUN[0])
    Indicator.objects.update(name=RUN[3], unit=RUN[1])
    assert not running(asked.plan_board("A", Span(2026, 1, 4), None, form, "vi"), form)
