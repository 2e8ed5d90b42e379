"""`tonghop register`: what the file of an office's own register says, and the line on which it is wrong."""

import re
from pathlib import Path

from tests import own_register
from tests.cli.conftest import Tonghop


def test_the_command_says_what_is_in_a_file_and_names_the_line_that_is_wrong(tmp_path: Path, tonghop: Tonghop) -> None:
    file = tmp_path / own_register.NAME
    file.write_text(own_register.text(), "utf-8")
    assert "9 trường, 4 trạng thái, 4 bước, 1 thời hạn, 10 số đếm" in tonghop("register", "check", file).out
    file.write_text(own_register.text().replace('to = "surveyed"', 'to = "survey"'), "utf-8")
    wrong = tonghop("register", "check", file)
    assert wrong.status == 2
    assert re.search(r"cay_xanh.toml, dòng \d+: không có trạng thái `survey`", wrong.err)
    file.write_bytes("name = “Sổ”".encode("utf-16"))
    assert "cay_xanh.toml: không phải văn bản UTF-8" in tonghop("register", "check", file).err
    other = tmp_path / "Cây xanh.toml"
    other.write_text(own_register.text(), "utf-8")
    assert "tên tệp chỉ gồm" in tonghop("register", "check", other).err
