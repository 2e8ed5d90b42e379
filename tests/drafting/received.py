"""A template and a superior's form of a unit, for tests of who may have them."""

from functools import cache
from io import BytesIO

import openpyxl

from tonghop.ledger.models import Entry, ReportTemplate, SuperiorForm, Unit

AGREED = {
    "rows": {"thu ngan sach ty dong": "budget_revenue"},
    "columns": {"thuc hien": ["actual", "period", ""]},
    "places": [["thu ngan sach ty dong", "thuc hien", "Sheet!D2"]],
}


@cache
def form() -> bytes:
    """A form of one cell."""
    book = openpyxl.Workbook()
    for row in (("TT", "Chỉ tiêu", "ĐVT", "Thực hiện"), ("1", "Thu ngân sách", "tỷ đồng", None)):
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def kept(unit: Unit, entry: Entry) -> dict[str, int]:
    """Their numbers by name."""
    template = ReportTemplate.objects.create(unit=unit, kind="monthly", name="mau.docx", content=b"x", entry=entry)
    superior = SuperiorForm.objects.create(
        unit=unit, name="bieu.xlsx", content=form(), fingerprint="0" * 64, agreed=AGREED, entry=entry
    )
    return {"template": template.pk, "superior": superior.pk}
