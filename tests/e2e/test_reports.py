"""A report from its first draft to its files: written, brought up to date, checked, issued."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Enter
from tests.e2e.looking import faults

from tonghop.core.fact import Fact
from tonghop.core.paper import Chip, Kind, Paragraph
from tonghop.core.paper_json import to_json
from tonghop.drafting.background import working
from tonghop.ledger import permitted, reports
from tonghop.ledger.cells import fact_of
from tonghop.ledger.models import Account, FactVersion, Report, State
from tonghop.ledger.record import Change

TODAY = date(2026, 12, 2)
"""When the report is issued: after the period that it is about."""


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the report be issued today."""
    for place in ("ledger.reports.issuing", "web.reports_issuing"):
        monkeypatch.setattr(f"tonghop.{place}.localdate", lambda: TODAY)


def bring_up(report: Report) -> None:
    """Let a department state one less of something that the section which is open says."""
    row = report.sections.filter(part="body").exclude(blocks=[]).first()
    assert row
    said = {chip.cells[0] for chip in reports.known([row]).values() if chip.kind is Kind.VALUE}
    spoken = FactVersion.objects.filter(known_to=None, settled=True, state=State.ACCEPTED, value__gt=1).order_by("id")
    stated = spoken.filter(indicator__key__in={cell.indicator for cell in said}).select_related("indicator", "unit")
    facts = {fact_of(each): each for each in stated}
    fact = next(fact for fact in facts if replace(fact.cell, unit=report.unit.code) in said)
    account = Account.objects.get(username="tonghop")
    change = Change(account, "record", "số mới", facts[fact].unit)
    new = Fact(fact.cell, (fact.value or Decimal(0)) - 1)
    permitted.write(account, [new], change, State.ACCEPTED, {fact.cell: facts[fact].pk})


def finish(report: Report) -> None:
    """Fill in what nobody has written yet."""
    for row in report.sections.all():
        blocks = [
            Paragraph(("Đã thực hiện theo kế hoạch.",))
            if "[" in str(to_json(block)) and not _has_chips(block)
            else block
            for block in reports.blocks_of(row)
        ]
        row.blocks = to_json(tuple(blocks))
        row.save(update_fields=["blocks"])


def _has_chips(block: object) -> bool:
    return not isinstance(block, Paragraph) or any(isinstance(run, Chip) for run in block.runs)


@pytest.mark.django_db(transaction=True)
def test_a_report_is_drafted_brought_up_to_date_checked_and_issued(enter: Enter):
    page = enter("tonghop")
    page.goto("/bao-cao")
    page.get_by_role("button", name="Soạn báo cáo mới").click()
    page.get_by_label("Loại báo cáo").select_option("months")
    page.get_by_label("Kỳ số liệu").fill("2026-M1..M11")
    page.get_by_role("button", name="Soạn dự thảo").click()
    expect(page.locator(".sheet .chip").first).to_be_visible()
    number = int(page.url.rpartition("/")[2].partition("?")[0])

    _write(page)
    report = Report.objects.get(pk=number)
    finish(report)
    bring_up(report)
    page.reload()
    amber = page.locator(".sheet .chip.changed")
    expect(amber.first).to_be_visible()
    assert not list(
        faults((page.url.removeprefix(page.url.partition("/bao-cao")[0]),), page, enter("tonghop", width=360))
    )
    page.get_by_role("button", name="Cập nhật tất cả").click()
    expect(page.get_by_text("Mọi số liệu khớp với sổ.")).to_be_visible()
    with working():
        page.get_by_role("button", name="Kiểm tra cả báo cáo").click()
        expect(page.get_by_text("Không có mâu thuẫn nào.")).to_be_visible()
    _issue(enter("chanhvanphong"), number)


def _write(page: Page) -> None:
    """A sentence is written behind the first one, by keyboard, and stays."""
    page.get_by_role("textbox", name="Đoạn 1").first.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Kết quả này <b>tích cực</b>.")
    expect(page.get_by_text("Có nội dung chưa lưu")).to_be_visible()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Lịch sử của mục (2 bản)")).to_be_visible()
    expect(page.locator(".sheet .run").first).to_contain_text("<b>tích cực</b>.")


def _issue(page: Page, number: int) -> None:
    page.goto(f"/so-van-ban?year={TODAY.year}")
    page.get_by_role("button", name="Mở sổ").click()
    page.goto(f"/bao-cao/{number}/ban-hanh")
    page.get_by_label("Họ tên người ký").fill("Nguyễn Văn An")
    page.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    page.get_by_role("button", name="Ban hành").click()
    expect(page.get_by_text("01/BC-UBND")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("link", name="PDF").click()
    assert file.value.path().read_bytes().startswith(b"%PDF")
