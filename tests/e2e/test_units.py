"""Two wards are merged in the browser: what the preview tells is what the ledger then says."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import TALLY, Enter
from tests.e2e.looking import serious, too_wide

from tonghop.ledger import units
from tonghop.ledger.models import Account, Grant, Indicator, Role
from tonghop.web.numbers import Speech

AFTER = """
[...document.querySelectorAll('[aria-labelledby=cac-tong] .scroll')].flatMap(table =>
    [...table.querySelectorAll('tbody tr')].map(row =>
        [table.ariaLabel, ...[0, 1, 3].map(place => row.cells[place].textContent.trim())]))
"""
"""Of every sum in the preview: the unit, the indicator, the period with the kind of value, the value after."""
WARDS, NEW = ("99111", "99112"), "99120"


def forward(page: Page, button: str = "Tiếp tục") -> None:
    assert not serious(page)
    assert not too_wide(page)
    TALLY.screens.add(f"/don-vi/sap-xep {page.locator('[aria-current=step]').inner_text()}")
    page.get_by_role("button", name=button).click()


@pytest.mark.django_db(transaction=True)
def test_the_sums_of_a_merger_are_those_that_were_previewed(enter: Enter):
    page = enter("quantri", width=360)
    Grant.objects.create(
        account=Account.objects.get(username="quantri"), role=Role.ADMINISTRATOR, unit=units.find("99")
    )
    page.goto("/don-vi/99111")
    page.get_by_role("button", name="Sắp xếp đơn vị").click()
    page.get_by_label("Sáp nhập").check()
    page.get_by_label("Ngày có hiệu lực").fill("2026-07-01")
    page.get_by_label("Căn cứ").fill("Nghị quyết số 01/NQ-HĐND (ví dụ)")
    forward(page)
    for ward in WARDS:
        page.locator(f"[name=unit][value='{ward}']").check()
    forward(page)
    page.get_by_label("Lập đơn vị mới").check()
    page.get_by_label("Mã đơn vị mới").fill(NEW)
    page.get_by_label("Tên đơn vị mới").fill("Phường Lam Đông")
    forward(page, "Xem trước")
    expect(page.get_by_role("heading", name="Cách so sánh của Phường Lam Đông sau sắp xếp")).to_be_visible()
    page.wait_for_load_state()
    told = {tuple(cells) for cells in page.evaluate(AFTER) if cells[-1] != "–"}
    forward(page, "Xác nhận và ghi")
    expect(page.get_by_role("heading", name="Phường Lam Đông")).to_be_visible()
    assert told
    assert told <= set(held())


def held() -> Iterator[tuple[str, ...]]:
    """Every sum of the ledger in reach, as the preview writes it."""
    w, sums = Speech("vi"), units.sums([*WARDS, NEW])
    names = units.names_of({cell.unit for cell in sums}, date(2026, 7, 1))
    indicators = Indicator.objects.in_bulk({cell.indicator for cell in sums}, field_name="key")
    for cell, value in sums.items():
        item = indicators[cell.indicator]
        span = w.period(cell.span.code) + w.cell(cell)
        yield names[cell.unit], w.title(item.name), span, w.exactly(value, item.unit)
