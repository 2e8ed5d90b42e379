"""`tonghop outline`: what the file of an office's own kind of report says, and the line on which it is wrong."""

from pathlib import Path

from tests.cli.conftest import Tonghop
from tests.own_outline import NAME, TEXT


def test_the_command_names_what_a_file_adds_and_the_line_that_is_wrong(tmp_path: Path, tonghop: Tonghop) -> None:
    file = tmp_path / NAME
    file.write_text(TEXT, "utf-8")
    assert "giao-ban: báo cáo giao ban, 5 mục, 1 phụ lục." in tonghop("outline", "check", file).out
    file.write_text(TEXT.replace("{ahead}", "{next}"), "utf-8")
    wrong = tonghop("outline", "check", file)
    assert wrong.status == 2
    assert f"{NAME}, dòng 6: không có từ trong ngoặc nhọn `next`" in wrong.err
