"""The administration: accounts, roles, tokens, and who may touch whose."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.api.world import PASSWORD, World

from tonghop.core.span import Span
from tonghop.ledger import accounts, ask, rounds
from tonghop.ledger.models import Account, Entry, FactVersion, Form, Grant, Role, Token

pytestmark = pytest.mark.django_db
ACCOUNT = {"username": "lan", "full_name": "Nguyễn Thị Lan", "role": "officer", "unit": "A"}


def shown_password(page: bytes) -> str:
    return re.search(r'<code class="key">([^<]+)</code>', page.decode())[1]


def last_entry(action: str) -> Entry:
    return Entry.objects.filter(action=action).latest("id")


def test_a_new_account_enters_with_the_password_shown_once_and_must_choose_its_own(world: World):
    made = world.client("administrator").post("/quan-tri/tai-khoan-moi", ACCOUNT)
    password = shown_password(made.content)
    assert last_entry("account.create").actor == world.people["administrator"]
    assert password not in str(list(Entry.objects.values()))
    lan = Client()
    assert lan.post("/dang-nhap", {"username": "lan", "password": password}).status_code == 302
    assert lan.get("/ky-bao-cao").headers["Location"].startswith("/mat-khau")
    assert lan.get("/api/v1/rounds").json()["code"] == "password-change-required"
    assert lan.post("/mat-khau", {"current": password, "new": PASSWORD}).status_code == 302
    assert lan.get("/ky-bao-cao").status_code == 200


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"username": "."}, "không hợp lệ"),
        ({"username": "Officer"}, "Đã có tài khoản “officer”"),
        ({"username": "l" * 151}, "Tên đăng nhập dài 151 ký tự, nhiều nhất là 150"),
        ({"full_name": "L" * 201}, "Họ và tên dài 201 ký tự, nhiều nhất là 200"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_never_cut(world: World, changed: dict[str, str], told: str):
    before = Account.objects.count()
    answer = world.client("administrator").post("/quan-tri/tai-khoan-moi", ACCOUNT | changed)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert Account.objects.count() == before


def test_a_one_time_password_is_over_after_its_days(world: World, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(accounts, "PROVISIONAL", -accounts.PROVISIONAL)
    page = world.client("administrator").post("/quan-tri/tai-khoan/officer/mat-khau")
    refused = Client().post("/dang-nhap", {"username": "officer", "password": shown_password(page.content)})
    assert refused.status_code == 401
    assert "quá hạn" in refused.content.decode()


def test_a_locked_account_is_out_at_once_and_comes_back(world: World):
    officer, administrator = world.client("officer"), world.client("administrator")
    administrator.post("/quan-tri/tai-khoan/officer/khoa", {"reason": "nghỉ việc"})
    assert officer.get("/").status_code == 302
    assert last_entry("account.active").reason == "nghỉ việc"
    assert (
        world.people["officer"].username not in administrator.get("/quan-tri/tai-khoan?state=active").content.decode()
    )
    administrator.post("/quan-tri/tai-khoan/officer/mo")
    assert world.client("officer").get("/").status_code == 200


def test_ending_sessions_signs_out_everywhere(world: World):
    officer = world.client("officer")
    assert officer.get("/").status_code == 200
    world.client("administrator").post("/quan-tri/tai-khoan/officer/phien")
    assert officer.get("/").status_code == 302


def test_roles_are_given_and_taken_with_a_reason(world: World):
    administrator, role = world.client("administrator"), {"account": "officer", "role": "head", "unit": "A.VP"}
    refused = administrator.post("/quan-tri/vai-tro/giao", role)
    assert refused.status_code == 422
    assert "lý do" in refused.content.decode()
    assert administrator.post("/quan-tri/vai-tro/giao", role | {"reason": "bổ nhiệm"}).status_code == 302
    assert Grant.objects.filter(account__username="officer", role=Role.HEAD, unit__code="A.VP").exists()
    assert (last_entry("account.grant").reason, last_entry("account.grant").unit.code) == ("bổ nhiệm", "A.VP")
    administrator.post("/quan-tri/vai-tro/thu", role | {"reason": "điều động"})
    assert not Grant.objects.filter(account__username="officer", role=Role.HEAD).exists()
    assert last_entry("account.revoke").before == {"role": "head", "unit": "A.VP"}


@pytest.mark.parametrize("step", ["khoa", "mat-khau", "xac-thuc", "phien", "thong-tin"])
def test_who_also_works_beyond_ones_reach_is_not_ones_to_touch(world: World, step: str):
    officer = world.people["officer"]
    before = officer.password
    Grant.objects.create(account=officer, role=Role.HEAD, unit=world.places["foreign"].unit)
    assert world.client("administrator").post(f"/quan-tri/tai-khoan/officer/{step}").status_code == 403
    officer.refresh_from_db()
    assert (officer.is_active, officer.password) == (True, before)


def test_an_account_beyond_ones_reach_is_not_there(world: World):
    Grant.objects.create(account=world.writer, role=Role.ADMINISTRATOR, unit=world.places["above"].unit)
    administrator = world.client("administrator")
    assert administrator.get("/quan-tri/tai-khoan/writer").status_code == 404
    assert "writer" not in administrator.get("/quan-tri/tai-khoan").content.decode()


def test_nobody_locks_himself_out(world: World):
    administrator = world.client("administrator")
    own = {"account": "administrator", "role": "administrator", "unit": "A", "reason": "x"}
    assert administrator.post("/quan-tri/tai-khoan/administrator/khoa").status_code == 422
    assert administrator.post("/quan-tri/vai-tro/thu", own).status_code == 422
    assert Account.objects.get(username="administrator").is_active


def test_a_token_is_revoked(world: World):
    token = Token.objects.get()
    administrator = world.client("administrator")
    assert token.name in administrator.get("/quan-tri/khoa").content.decode()
    administrator.post(f"/quan-tri/khoa/{token.pk}")
    token.refresh_from_db()
    assert token.revoked
    assert token.name not in administrator.get("/quan-tri/khoa").content.decode()


def test_the_journal_tells_what_changed_and_is_asked_by_person_action_unit_and_day(world: World):
    administrator = world.client("administrator")
    administrator.post("/quan-tri/tai-khoan/officer/thong-tin", {"full_name": "Lê Văn Tám", "email": "tam@example.vn"})
    page = administrator.get("/quan-tri/nhat-ky?action=account.&actor=administrator&unit=A").content.decode()
    assert "<ins>Lê Văn Tám</ins>" in page
    for nothing in (
        "actor=writer&action=account.",
        "until=2020-01-01",
        "unit=A.VP&action=account.describe",
        "subject=no",
    ):
        assert "Lê Văn Tám" not in administrator.get(f"/quan-tri/nhat-ky?{nothing}").content.decode()
    assert administrator.get("/quan-tri/nhat-ky?since=x&until=9999-12-31&before=9" + "9" * 30).status_code == 200


def test_the_journal_speaks_in_words_and_keeps_the_keys_aside(world: World):
    place = world.places["own"]
    opened = {"name": "quý I", "period": "2026-Q1", "due": "2026-04-05", "form": "thu"}
    synthesis = world.client("synthesis")
    synthesis.post("/ky-bao-cao/moi", opened)
    synthesis.post(f"/hop-bao-cao/{place.ids['arrival']}/de-lai", {"start": 111, "reason": "trùng"})
    page = world.client("administrator").get("/quan-tri/nhat-ky?actor=synthesis").content.decode()
    for words in (
        '<td title="round.open">mở kỳ báo cáo</td>',
        "kỳ báo cáo “quý I”",
        '<span title="due">hạn nộp</span>: <ins>05/04/2026</ins>',
        '<span title="period">kỳ số liệu</span>: <ins>quý I năm 2026</ins>',
        '<td title="inbox.leave_out">không lấy số liệu</td>',
        "văn bản “Thư báo cáo.txt”",
    ):
        assert words in page, words


def test_the_journal_shows_nobody_what_is_beyond_his_reach(world: World):
    page = world.client("administrator").get("/quan-tri/nhat-ky?unit=B").content.decode()
    assert "Không có thay đổi nào khớp" in page


def test_the_journal_goes_on_where_a_page_ends(world: World):
    Entry.objects.bulk_create(Entry(actor=world.people["head"], action="x", subject=f"thứ {n}.") for n in range(60))
    head = world.client("head")
    first = head.get("/quan-tri/nhat-ky?action=x").content.decode()
    following = re.search(r'href="([^"]*before=\d+)"', first)[1].replace("&amp;", "&")
    second = head.get(following).content.decode()
    assert [f"thứ {n}." in first for n in (59, 10, 9)] == [True, True, False]
    assert [f"thứ {n}." in second for n in (10, 9, 0)] == [False, True, True]


def test_the_exported_journal_holds_no_formulas(world: World):
    unit = world.places["own"].unit
    Entry.objects.create(actor=world.writer, action="x", subject="=HYPERLINK(1)", unit=unit, reason="@SUM(A1)")
    answer = world.client("administrator").get("/quan-tri/nhat-ky.csv?action=x")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[1].split(";")[3:6] == ["'=HYPERLINK(1)", "A", "'@SUM(A1)"]


def test_a_threshold_holds_for_a_unit_and_those_below_it_until_it_is_taken_back(world: World):
    administrator, sent = world.client("administrator"), {"unit": "A", "nearly": "92,5", "reason": "Quy chế 2026"}
    usual = ask.thresholds("A")
    assert administrator.post("/quan-tri/quy-dinh/nguong", sent).status_code == 302
    assert [str(ask.thresholds(code).nearly) for code in ("A", "A.VP", "B")] == ["92.50", "92.50", str(usual.nearly)]
    assert "92,5%" in world.client("head").get("/chi-tieu").content.decode()
    assert last_entry("threshold.set").after == {"nearly": "92.5"}
    for wrong in ("0", "101", "nan", "x", "90,123"):
        assert administrator.post("/quan-tri/quy-dinh/nguong", sent | {"nearly": wrong}).status_code == 422
    administrator.post("/quan-tri/quy-dinh/nguong", sent | {"nearly": ""})
    assert ask.thresholds("A.VP") == usual


def test_a_calendar_is_ruled_anew_from_a_day_on(world: World):
    administrator = world.client("administrator")
    sent = {"key": "month", "name": "Theo tháng", "day": "25", "start": "2027-01-01", "basis": "QĐ 12", "reason": "x"}
    assert administrator.post("/quan-tri/quy-dinh/lich", sent).status_code == 302
    assert rounds.window("month", Span.of("2026-12")).last == date(2026, 12, 31)
    assert rounds.window("month", Span.of("2027-02")).last == date(2027, 2, 25)
    assert administrator.post("/quan-tri/quy-dinh/lich", sent | {"start": "2026-06-01"}).status_code == 422
    assert administrator.post("/quan-tri/quy-dinh/lich", sent | {"key": "ngày"}).status_code == 422
    assert last_entry("calendar.follow").after["closing_day"] == 25


def test_a_form_follows_another_calendar(world: World):
    administrator = world.client("administrator")
    administrator.post("/quan-tri/quy-dinh/lich", {"key": "moi", "name": "Mới", "day": "0", "start": "2027-01-01"})
    form = {"form": "thu", "calendar": "moi", "reason": "x"}
    assert administrator.post("/quan-tri/quy-dinh/bieu", form).status_code == 302
    assert Form.objects.get(key="thu").calendar == "moi"
    assert administrator.post("/quan-tri/quy-dinh/bieu", form | {"calendar": "khác"}).status_code == 422


def test_what_concerns_everybody_is_not_for_whoever_reaches_only_some(world: World):
    Grant.objects.create(account=world.writer, role=Role.OFFICER, unit=world.places["foreign"].unit)
    rule = {"key": "month", "name": "x", "day": "1", "start": "2027-01-01"}
    assert world.client("administrator").post("/quan-tri/quy-dinh/lich", rule).status_code == 403


def test_the_catalog_tells_how_much_an_indicator_is_used_and_what_it_is_called(world: World):
    page = world.client("administrator").get("/quan-tri/danh-muc?q=thu ngan sach").content.decode()
    assert "budget_revenue" in page
    counts = re.findall(r'<td class="number">([\d.]+)</td>', page)
    settled = FactVersion.objects.filter(settled=True, known_to=None, unit__code__in=("A", "A.VP")).count()
    assert [int(count) for count in counts[:2]] == [settled, 1]
    assert world.client("deputy").get("/quan-tri/danh-muc?group=không có&page=99x").status_code == 200


def test_proposed_words_are_accepted_or_refused_by_whoever_may(world: World):
    synthesis, own = world.client("synthesis"), world.places["own"].ids["proposal"]
    assert "thu của A" in synthesis.get("/quan-tri/danh-muc").content.decode()
    assert "thu của B" not in synthesis.get("/quan-tri/danh-muc").content.decode()
    synthesis.post(f"/quan-tri/danh-muc/cach-goi/{own}/tu-choi", {"reason": "không rõ"})
    assert last_entry("alias.refuse").reason == "không rõ"
    assert synthesis.post(f"/quan-tri/danh-muc/cach-goi/{own}/nhan").status_code == 422


def test_a_job_without_a_document_is_listed_too(world: World):
    job = world.places["own"].ids["job"]
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set args = '{}' where id = %s", [job])
    page = world.client("administrator").get("/quan-tri/viec-nen")
    assert page.status_code == 200
    assert f"số {job}" in page.content.decode()


def test_a_failed_job_is_tried_again(world: World):
    administrator, job = world.client("administrator"), world.places["own"].ids["job"]
    assert "không làm được" in administrator.get("/quan-tri/viec-nen").content.decode()
    assert administrator.post(f"/quan-tri/viec-nen/{job}").status_code == 302
    assert ProcrastinateJob.objects.get(id=job).status == "todo"
    assert administrator.post(f"/quan-tri/viec-nen/{job}").status_code == 404
    assert last_entry("job.retry").actor == world.people["administrator"]


def test_the_health_page_says_what_to_see_to(world: World):
    page = world.client("administrator").get("/quan-tri/tinh-trang").content.decode()
    assert "Đã hơn 7 ngày chưa sao lưu" in page
    assert "PostgreSQL" in page
    accounts.note(None, "backup.make", "office", after={"made": "2026-11-22", "tables": 1, "rows": 1})
    assert "chưa sao lưu" not in world.client("administrator").get("/quan-tri/tinh-trang").content.decode()


def test_only_who_reaches_everybody_makes_a_backup(world: World):
    Grant.objects.create(account=world.writer, role=Role.OFFICER, unit=world.places["foreign"].unit)
    assert world.client("administrator").post("/quan-tri/sao-luu").status_code == 403
