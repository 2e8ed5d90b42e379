"""A register as a file: cases in, all or none, and out, without what is not for everybody."""

import csv
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook
from tests.ledger.cases.people import UNIT, letter

from tonghop.ledger import cases, units
from tonghop.ledger.cases.errors import EmptyFile
from tonghop.ledger.cases.exporting import export_cases, write_template
from tonghop.ledger.cases.importing import import_cases
from tonghop.ledger.exchange import RefusedFile, WrongTemplate
from tonghop.ledger.models import Account, Case, CaseStanding, CaseStep, Entry

pytestmark = pytest.mark.usefixtures("office")
HEADINGS = ["Ngày tiếp nhận", "Họ tên người gửi", "Loại đơn", "Thẩm quyền", "Nội dung", "Số người ký", "Người thụ lý"]
MOST_QUERIES = 60
JUNE = date(2026, 6, 1)


def row(number: int, **changes: str) -> list[str]:
    """A petition as a row of the template, some of its columns otherwise."""
    held = dict(zip(HEADINGS, [f"{number % 28 + 1:02}/06/2026", f"Người gửi {number}", "kiến nghị, phản ánh",
                               "Thuộc thẩm quyền", f"Nội dung {number}", "1.234", "An"], strict=True))  # fmt: skip
    return list((held | {name.replace("_", " "): value for name, value in changes.items()}).values())


def written(path: Path, rows: Iterable[list[str]]) -> Path:
    """A CSV file of the template."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=";").writerows([HEADINGS, *rows])
    return path


def test_of_ten_thousand_rows_those_that_are_wrong_are_all_named_and_none_is_written(
    officer: Account, tmp_path: Path
) -> None:
    wrong = set(range(100, 100 + 37 * 260, 260))
    rows = (row(at, Loại_đơn="thơ") if at in wrong else row(at) for at in range(10_000))
    with CaptureQueriesContext(connection) as asked, pytest.raises(RefusedFile) as refused:
        import_cases(officer, "petitions", units.find(UNIT), written(tmp_path / "don.csv", rows))
    assert (refused.value.count, [item.row for item in refused.value.first]) == (37, [at + 2 for at in sorted(wrong)])
    assert "Loại đơn: không có lựa chọn “thơ”" in refused.value.sentence(str)
    assert not Case.objects.exists()
    assert len(asked) < MOST_QUERIES


def test_after_correction_all_are_received_as_if_one_by_one(officer: Account, tmp_path: Path) -> None:
    letter(officer, JUNE)
    path = written(tmp_path / "don.csv", map(row, range(510)))
    assert import_cases(officer, "petitions", units.find(UNIT), path, dry_run=True) == 510
    assert Case.objects.count() == 1
    with CaptureQueriesContext(connection) as asked:
        assert import_cases(officer, "petitions", units.find(UNIT), path) == 510
    assert len(asked) < MOST_QUERIES
    assert [model.objects.count() for model in (Case, CaseStep, CaseStanding)] == [511] * 3
    assert sorted(Case.objects.values_list("number", flat=True)) == list(range(1, 512))
    case = Case.objects.get(number=511)
    assert (case.fields["kind"], case.fields["signers"], case.handler, case.version) == ("request", 1234, officer, 1)
    entry = CaseStep.objects.get(case=case).entry
    assert (entry.action, entry.subject, entry.actor) == ("case.receive", f"case {case.pk}", officer)
    assert entry.after["fields"]["sender"] == cases.MASK
    assert Entry.objects.get(action="case.import").after["cases"] == 510


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"Ngày tiếp nhận": "31/06/2026"}, "Dòng 2: Ngày tiếp nhận: “31/06/2026” không phải là ngày"),
        ({"Ngày tiếp nhận": "01/06/2099"}, "Ngày tiếp nhận 01/06/2099 không nằm trong khoảng"),
        ({"Họ tên người gửi": ""}, "Chưa nhập: Họ tên người gửi"),
        ({"Số người ký": "nhiều"}, "Số người ký: “nhiều” không phải là số"),
        ({"Người thụ lý": "không ai"}, "Người thụ lý: không có lựa chọn “không ai”"),
    ],
)
def test_a_wrong_row_is_told_with_its_number(
    changes: dict[str, str], said: str, officer: Account, tmp_path: Path
) -> None:
    with pytest.raises(RefusedFile) as refused:
        import_cases(officer, "petitions", units.find(UNIT), written(tmp_path / "don.csv", [row(1, **changes)]))
    assert said in refused.value.sentence(str)


def test_a_row_with_more_cells_than_the_heading_is_wrong(officer: Account, tmp_path: Path) -> None:
    path = written(tmp_path / "don.csv", [row(1), [*row(2), "", "thừa"]])
    with pytest.raises(RefusedFile) as refused:
        import_cases(officer, "petitions", units.find(UNIT), path)
    assert [item.row for item in refused.value.first] == [3]
    assert "Thừa cột: dòng có 1 ô ngoài các cột của mẫu (“thừa”)" in refused.value.sentence(str)
    assert refused.value.sentence(str).startswith("Tệp don.csv có 1 dòng sai nên không ghi dòng nào.")
    assert not Case.objects.exists()


def test_a_text_that_no_database_holds_is_refused(officer: Account, tmp_path: Path) -> None:
    path = written(tmp_path / "don.csv", [row(1), row(2, Nội_dung="Xin\0phép")])
    with pytest.raises(WrongTemplate, match="Không đọc được tệp don"):
        import_cases(officer, "petitions", units.find(UNIT), path)
    assert not Case.objects.exists()


def test_a_file_of_another_form_is_refused(officer: Account, tmp_path: Path) -> None:
    unit = units.find(UNIT)
    with pytest.raises(EmptyFile):
        import_cases(officer, "petitions", unit, written(tmp_path / "don.csv", []))
    (tmp_path / "la.csv").write_text("Ngày tiếp nhận;Nội dung\n01/06/2026;Đơn\n", "utf-8")
    with pytest.raises(WrongTemplate, match="thiếu cột"):
        import_cases(officer, "petitions", unit, tmp_path / "la.csv")
    book = Workbook()
    book.active.append([*HEADINGS, "Trạng thái"])
    book.save(tmp_path / "so.xlsx")
    with pytest.raises(WrongTemplate, match="“Trạng thái”"):
        import_cases(officer, "petitions", unit, tmp_path / "so.xlsx")


def test_what_was_filled_into_the_template_comes_in(officer: Account, tmp_path: Path) -> None:
    file = BytesIO()
    write_template("petitions", units.find(UNIT), file)
    book = load_workbook(file)
    page = book.worksheets[0]
    columns = {cell.value: cell.column for cell in page[1]}
    for name, text in zip(HEADINGS, row(1), strict=True):
        page.cell(2, columns[name], text)
    book.save(tmp_path / "don.xlsx")
    assert import_cases(officer, "petitions", units.find(UNIT), tmp_path / "don.xlsx") == 1
    assert "Khiếu nại" in str([cell.value for cell in book.worksheets[1]["A"]])


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_tells_each_what_he_may_see_runs_nothing_and_is_recorded(
    form: str, officer: Account, head: Account, clerk: Account
) -> None:
    letter(clerk, JUNE, {"content": "=cmd|'/c calc'!A1", "sender": "Trần Thị Bé"})
    unit, told = units.find(UNIT), {}
    for account in (officer, head, clerk):
        file = BytesIO()
        assert export_cases(account, cases.Sought("petitions", unit), unit, file, form) == 1
        told[account] = _cells(file, form)
    assert cases.MASK in told[officer]
    assert "Trần Thị Bé" not in told[officer]
    assert "Trần Thị Bé" in told[head]
    assert "Trần Thị Bé" in told[clerk]
    inert = "'=cmd|'/c calc'!A1" if form == "csv" else "=cmd|'/c calc'!A1"
    assert inert in told[head]
    entries = {item.actor: item for item in Entry.objects.filter(action="case.export")}
    assert (entries[officer].after["fields"], entries[officer].unit) == ([], unit)
    assert "sender" in entries[head].after["fields"]
    assert "sender" in entries[clerk].after["fields"]


def _cells(file: BytesIO, form: str) -> list[str]:
    if form == "csv":
        return [
            cell for line in csv.reader(StringIO(file.getvalue().decode("utf-8-sig")), delimiter=";") for cell in line
        ]
    page = load_workbook(file).worksheets[0]
    assert not [cell for line in page for cell in line if cell.data_type == "f"]
    return [str(cell.value) for line in page for cell in line]
