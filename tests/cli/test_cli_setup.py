"""`tonghop init`, `tonghop demo-data` and `tonghop units`."""

import pytest

from tonghop.ledger.models import Account, Entry, Grant, Role, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("database_url")]
JULY = "--date=01/07/2025"


@pytest.fixture
def ward(database_url, tonghop):  # noqa: ARG001
    """The office of a ward with two groups."""
    ended = tonghop("init", "--profile", "phuong", "--unit", "phường Ba Đình", "--groups", "2", JULY)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("Phường Ba Đình (00004): thêm ")


@pytest.mark.usefixtures("ward")
def test_init_again_adds_nothing(tonghop):
    ended = tonghop("init", "--profile", "phuong", "--unit", "00004", "--groups", "2", JULY)
    assert "thêm 0 đơn vị, 0 chỉ tiêu, 0 lịch, 0 biểu mẫu" in ended.out


def test_init_says_what_it_does_not_find(tonghop):
    ended = tonghop("init", "--profile", "quan", "--unit", "Ba Đình", JULY)
    assert ended.status == 2
    assert ended.err == "Mẫu “quan” không dùng cho ngày 01/07/2025. Chọn mẫu hoặc ngày khác.\n"


@pytest.mark.usefixtures("ward")
def test_units_are_looked_up(tonghop):
    assert "00004-02" in tonghop("units", "find", "to dan pho so 2", JULY).out
    shown = tonghop("units", "show", "00004", JULY).out
    assert "Trực thuộc: 01 Thành phố Hà Nội" in shown
    assert "Không có số liệu so sánh" in shown
    assert "Không có đơn vị “x”" in tonghop("units", "show", "x").err


@pytest.mark.usefixtures("ward")
def test_operations_are_tried_out_and_then_written(tonghop):
    merge = ("units", "merge", "00004-01", "00004-02", "--into", "00004-T9", "--name", "Tổ 9", "--date=01/01/2026")
    assert "chưa ghi gì: 0 tổng thay đổi" in tonghop(*merge, "--dry-run").out
    assert "Không có đơn vị nào" in tonghop("units", "find", "to 9", "--date=01/01/2026").err
    assert tonghop(*merge, "--reason", "gộp tổ").status == 0
    assert "1 × 00004-01" in tonghop("units", "show", "00004-T9", "--date=01/01/2026").out
    split = ("units", "split", "00004-T9", "--part", "00004-A=0,3=Tổ A", "--date=01/02/2026")
    assert "cộng lại bằng 30%" in tonghop(*split).err
    assert tonghop(*split, "--part", "00004-B=0,7=Tổ B").status == 0
    for command in (("rename", "00004-A", "Tổ dân phố A"), ("close", "00004-A")):
        assert tonghop("units", *command, "--date=01/03/2026").status == 0
    assert tonghop("units", "split", "00004-B", "--part", "x", "--date=01/03/2026").status == 2


@pytest.mark.usefixtures("ward")
def test_a_change_of_units_is_by_somebody_who_may(tonghop):
    for name, role in (("quan.tri", Role.ADMINISTRATOR), ("can.bo", Role.OFFICER)):
        person = Account.objects.create(username=name)
        Grant.objects.create(account=person, role=role, unit=Unit.objects.get(code="00004"))
    rename = ("units", "rename", "00004-01", "Tổ dân phố A", "--date=01/03/2026", "--as")
    assert "không có quyền" in tonghop(*rename, "can.bo").err
    assert tonghop(*rename, "quan.tri").status == 0
    assert Entry.objects.latest("id").actor.username == "quan.tri"


@pytest.mark.usefixtures("ward")
def test_shares_not_known_at_a_split_are_stated_later_in_general_and_for_one_indicator(tonghop):
    day = "--date=01/01/2026"
    split = ("units", "split", "00004-01", day, "--part", "00004-A=?=Tổ A", "--part", "00004-B=?=Tổ B")
    assert tonghop(*split).status == 0
    assert "Không có số liệu so sánh" in tonghop("units", "show", "00004-A", day).out
    shares = ("units", "shares", "00004-01", day, "--method", "population", "--part", "00004-A=0,4")
    assert "cộng lại bằng 40%" in tonghop(*shares).err
    assert tonghop(*shares, "--part", "00004-B=0,6", "--reason", "theo số nhân khẩu").status == 0
    own = ("units", "shares", "00004-01", day, "--indicator", "poor_households", "--method", "counted")
    assert tonghop(*own, "--part", "00004-A=0,9", "--part", "00004-B=0,1").status == 0
    shown = tonghop("units", "show", "00004-A", day).out
    assert "Tiền thân: 2/5 × 00004-01" in shown
    assert "poor_households: Tiền thân: 9/10 × 00004-01" in shown
    assert "Không có lần sắp xếp nào" in tonghop("units", "shares", "00004-02", day, "--part", "00004-A=1").err


def test_the_example_office_comes_with_reports_that_agree_with_themselves(tonghop, tmp_path):
    folder = tmp_path / "báo cáo"
    ended = tonghop("demo-data", "--output", folder)
    assert (ended.status, ended.err) == (0, "")
    assert len(list(folder.glob("*.docx"))) == 9
    again = tonghop("demo-data").out
    assert "đã có" in again
    assert "reset-password" in again
    assert "99111 Phường Tây Lam" in tonghop("units", "show", "99111-VP", JULY).out
    assert tonghop("check", folder, "--format", "json").status == 0
