"""`tonghop register`: cases in and out as files, and what is said of the file of an office's own register."""

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests import own_register
from tests.cli.conftest import Tonghop
from tests.ledger.cases.people import person
from tests.ledger.conftest import office  # noqa: F401

from tonghop.ledger.models import Case, Entry, Role

LETTERS = """Ngày tiếp nhận;Họ tên người gửi;Loại đơn;Thẩm quyền;Nội dung
01/06/2026;Nguyễn Văn An;Khiếu nại;Thuộc thẩm quyền;Đề nghị xem lại mức bồi thường
02/06/2026;Lê Thị Bình;{kind};Thuộc thẩm quyền;Đề nghị lắp đèn đường
"""


def test_the_command_says_what_is_in_a_file_and_names_the_line_that_is_wrong(tmp_path: Path, tonghop: Tonghop) -> None:
    file = tmp_path / own_register.NAME
    file.write_text(own_register.text(), "utf-8")
    assert "9 trường, 4 trạng thái, 4 bước, 1 thời hạn, 10 số đếm, 1 văn bản" in tonghop("register", "check", file).out
    file.write_text(own_register.text().replace('to = "surveyed"', 'to = "survey"'), "utf-8")
    wrong = tonghop("register", "check", file)
    assert wrong.status == 2
    assert re.search(r"cay_xanh.toml, dòng \d+: không có trạng thái `survey`", wrong.err)
    file.write_bytes("name = “Sổ”".encode("utf-16"))
    assert "cay_xanh.toml: không phải văn bản UTF-8" in tonghop("register", "check", file).err
    other = tmp_path / "Cây xanh.toml"
    other.write_text(own_register.text(), "utf-8")
    assert "tên tệp chỉ gồm" in tonghop("register", "check", other).err


@pytest.mark.usefixtures("database_url", "office")
def test_cases_come_in_all_or_none_and_go_out_as_their_reader_sees_them(tmp_path: Path, tonghop: Tonghop) -> None:
    person("an", Role.OFFICER)
    person("mai", Role.SYNTHESIS)
    file, wrong = tmp_path / "don.csv", tmp_path / "sai.csv"
    file.write_text(LETTERS.format(kind="Thơ"), "utf-8")
    refused = tonghop("register", "import", "petitions", file, "--errors", wrong, "--as", "an")
    assert (refused.status, Case.objects.count()) == (2, 0)
    assert "Dòng 3" in refused.err
    assert "không có lựa chọn “Thơ”" in wrong.read_text("utf-8-sig")
    file.write_text(LETTERS.format(kind="Kiến nghị, phản ánh"), "utf-8")
    assert "2 hồ sơ" in tonghop("register", "import", "petitions", file, "--dry-run", "--as", "an").out
    assert not Case.objects.exists()
    assert "Đã nhập 2" in tonghop("register", "import", "petitions", file, "--unit", "A", "--as", "an").out
    assert re.search(r"petitions +Sổ tiếp nhận, xử lý đơn +2 +2 *\n", tonghop("register", "list", "--as", "an").out)
    out = tmp_path / "so.xlsx"
    assert "2 hồ sơ" in tonghop("register", "export", "petitions", "--output", out, "--as", "mai").out
    cells = {str(cell.value) for row in load_workbook(out).worksheets[0] for cell in row}
    assert {"•••", "Đề nghị lắp đèn đường"} <= cells
    assert "Lê Thị Bình" not in cells
    assert Entry.objects.get(action="case.export").actor.username == "mai"
    assert tonghop("register", "export", "petitions", "--output", tmp_path / "so.pdf", "--as", "mai").status == 2
    person("khach")
    assert "không có quyền" in tonghop("register", "export", "petitions", "-o", out, "--as", "khach").err
