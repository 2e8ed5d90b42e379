"""`tonghop facts` and `tonghop round`: a round from opening to publication at the command line."""

import pytest
from tests.ledger.rounds.conftest import office, ward  # noqa: F401

pytestmark = pytest.mark.usefixtures("database_url")


@pytest.fixture
def number(office) -> str:  # noqa: F811
    return str(office.round.pk)


def test_a_round_from_form_to_publication(tonghop, number, tmp_path):
    form = tmp_path / "biểu.csv"
    assert tonghop("round", "form", number, "VP", "-f", "csv", "-o", form).status == 0
    asked = "đơn thư tiếp nhận, thuộc thẩm quyền;VP;2026-M1..M9;Thực hiện;;;"
    form.write_text(form.read_text("utf-8-sig").replace(f"{asked};", f"{asked}12;"), "utf-8")
    assert "Đã nhập 1 số liệu" in tonghop("round", "enter", number, "VP", form, "--as", "VP").out
    assert "0 cảnh báo" in tonghop("round", "check", number, "VP").out
    assert "đã gửi" in tonghop("round", "submit", number, "VP", "--as", "VP").out
    assert (
        "không được tự tiếp nhận"
        not in tonghop("round", "return", number, "VP", "--as", "synthesis", "--reason", "x").err
    )
    assert "đã gửi" in tonghop("round", "submit", number, "VP", "--as", "VP", "--reason", "số đúng").out
    assert "đã tiếp nhận" in tonghop("round", "accept", number, "VP", "--as", "synthesis").out
    assert "1/5" in tonghop("round", "status", number).out
    assert "KT" in tonghop("round", "remind", number).out
    assert "Đã công bố 1 số liệu" in tonghop("round", "publish", number, "--as", "chief").out
    assert "Đã khóa" in tonghop("round", "close", number, "--as", "synthesis", "--reason", "hết hạn").out


@pytest.mark.usefixtures("office")
def test_opening(tonghop):
    options = ("--name", "quý III", "--period", "2026-Q3", "--form", "noi-chinh", "--due", "2/10/2026")
    ended = tonghop("round", "open", "P", *options, "--own-due", "KT=05/10/2026", "--as", "synthesis")
    assert "2 biểu phải nộp" in ended.out
    assert "quý III" in tonghop("round", "list").out
    assert "đã có" in tonghop("round", "open", "P", *options, "--as", "synthesis").err.lower()


@pytest.mark.usefixtures("office")
def test_a_figure_is_recorded_and_corrected(tonghop):
    figure = ("poor_households", "VP", "2026-M1..M9")
    assert "Trước: chưa ghi. Nay: 1.234" in tonghop("facts", "record", *figure, "1.234,0").out
    assert tonghop("facts", "record", *figure, "1.250,0").status == 2
    ended = tonghop("facts", "correct", *figure, "1.250,0", "--reason", "rà soát")
    assert "Trước: 1.234" in ended.out
    assert "1234 hoặc 1,234" in tonghop("facts", "correct", *figure, "1.234", "--reason", "x").err


@pytest.mark.usefixtures("office")
def test_figures_out_and_in(tonghop, tmp_path):
    path, wrong = tmp_path / "ra.json", tmp_path / "sai.csv"
    tonghop("facts", "record", "poor_households", "VP", "2026-M1..M9", "12")
    assert tonghop("facts", "export", "P", "--below", "-f", "json", "-o", path).status == 0
    assert "1 số liệu, 0 số mới" in tonghop("facts", "import", path, "--dry-run").out
    path.write_text(path.read_text("utf-8").replace("poor_households", "poor_houses"), "utf-8")
    ended = tonghop("facts", "import", path, "--errors", wrong)
    assert ended.status == 2
    assert "Dòng 1" in ended.err
    assert "poor_households" in wrong.read_text("utf-8-sig")


def test_reminders(tonghop, office, settings):  # noqa: F811
    assert "Sẽ gửi 0 thư" in tonghop("remind", "--dry-run").out
    office.VP.email = "vp@vi.du"
    office.VP.save()
    said = tonghop("remind", "--dry-run")
    assert "vp@vi.du: [Tổng Hợp] 1 biểu cần gửi" in said.out
    assert "Chưa có ai để nhắc: Biểu nội chính, KT" in said.err
    settings.EMAIL_HOST = ""
    assert "TONGHOP_EMAIL_HOST" in tonghop("remind").err
    settings.EMAIL_HOST = "thu.vi.du"
    assert "Đã gửi 1 thư" in tonghop("remind").out
