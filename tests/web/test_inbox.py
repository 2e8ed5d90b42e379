"""The inbox: what is let in, what is kept, who decides on it, and what becomes of words that were read wrong."""

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.api.world import World
from tests.intake.town import OTHER, WARD, build, report

from tonghop.intake.background import Reader
from tonghop.ledger import units
from tonghop.ledger.inbox import aliases
from tonghop.ledger.models import Account, AliasProposal, Arrival, Entry, FactVersion, Grant, Source, State

LOCKED, LOCK = Path(__file__).parents[1] / "loaders" / "locked", "mat-khau"
REVENUE = "Thu ngân sách nhà nước trên địa bàn 6 tháng đầu năm đạt 12.500 triệu đồng."
SPENT = "Tổng chi ngân sách đạt 300 triệu đồng, gồm chi đầu tư 120 triệu đồng và chi thường xuyên 150 triệu đồng."
UNKNOWN = "Số bộ hồ sơ dân mang tới bộ phận một cửa là 1.250 bộ."


@pytest.fixture
def town(db: None, settings: object) -> None:  # noqa: ARG001
    """The town of the tests of intake, whose people need no second factor."""
    settings.TOTP_ROLES = ()  # type: ignore[attr-defined]
    build()


def person(role: str, unit: str = WARD) -> Client:
    account = Account.objects.create(username=f"{role} {unit}")
    Grant.objects.create(account=account, role=role, unit=units.find(unit))
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


def sent(client: Client, *files: SimpleUploadedFile, **more: str) -> str:
    answer = client.post("/hop-bao-cao/gui", {"file": files, **more}, headers={"HX-Request": "true"})
    return answer.content.decode()


def file(text: str, name: str = "báo cáo.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def read_all() -> None:
    """What the background does."""
    reader = Reader()
    try:
        for number in Arrival.objects.filter(state=Arrival.State.WAITING).values_list("id", flat=True):
            reader.read(number)
    finally:
        reader.close()


def arrived(client: Client, *texts: str) -> Arrival:
    """The last of some documents, read."""
    for text in texts:
        sent(client, file(text))
    read_all()
    return Arrival.objects.select_related("source", "unit").latest("id")


def do(client: Client, row: Arrival, action: str, **said: object) -> int:
    return client.post(f"/hop-bao-cao/{row.pk}/{action}", said).status_code


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "T U Y Ệ T   M Ậ T"])
def test_nothing_of_a_stamped_document_is_stored(stamp: str):
    client = person("synthesis")
    before = Source.objects.count(), Entry.objects.count()
    told = sent(client, file(f"UBND PHƯỜNG BẾN ĐÒ\n{stamp}\n\nBÁO CÁO\n{REVENUE}"))
    assert "đóng dấu" in told
    assert (Source.objects.count(), Entry.objects.count()) == before
    assert not Arrival.objects.exists()
    assert not ProcrastinateJob.objects.exists()


@pytest.mark.usefixtures("town")
def test_what_cannot_be_read_is_told_and_the_others_go_on():
    told = sent(
        person("synthesis"),
        SimpleUploadedFile("ảnh.docx", b"\x89PNG nothing"),
        SimpleUploadedFile("rỗng.txt", b""),
        file(report(REVENUE)),
    )
    assert told.count('role="alert"') == 2
    assert "đã nhận" in told
    assert Arrival.objects.get().source.name == "báo cáo.txt"
    assert ProcrastinateJob.objects.count() == 1


@pytest.mark.usefixtures("town")
def test_a_large_file_never_touches_the_disk(monkeypatch: pytest.MonkeyPatch):
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("written to disk")

    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", refused)
    assert "đã nhận" in sent(person("synthesis"), file(report(REVENUE) + "\n" * 4_000_000))


@pytest.mark.usefixtures("town")
def test_documents_of_an_archive_come_in_one_by_one_and_the_same_file_once():
    client, packed = person("synthesis"), BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.txt", report(REVENUE))
        archive.writestr("b.txt", "TUYỆT MẬT\n\nBÁO CÁO")
    told = sent(client, SimpleUploadedFile("gói.zip", packed.getvalue()))
    assert "gói.zip/a.txt" in told
    assert Arrival.objects.count() == 1
    assert "từ trước" in sent(client, file(report(REVENUE)))
    assert Arrival.objects.count() == 1


@pytest.mark.usefixtures("town")
def test_a_pasted_text_without_script_leads_back_to_the_inbox():
    answer = person("synthesis").post("/hop-bao-cao/gui", {"text": report(REVENUE)})
    assert urlsplit(answer.headers["Location"]).path == "/hop-bao-cao"
    assert Arrival.objects.get().source.name.endswith(".txt")


@pytest.mark.usefixtures("town")
def test_agreed_figures_are_accepted_at_once_and_then_agree():
    client = person("synthesis")
    row = arrived(client, report(REVENUE))
    assert row.unit.code == WARD
    assert row.tally == {"facts": 1, "open": 1, "conflicts": 0, "errors": 0}
    assert "12.500 triệu đồng" in client.get(f"/hop-bao-cao/{row.pk}").content.decode()
    assert do(client, row, "tiep-nhan") == 302
    fact = FactVersion.objects.get(known_to=None)
    assert (fact.state, fact.value, fact.source_id) == (State.ACCEPTED, 12_500_000_000, row.source_id)
    row.refresh_from_db()
    assert row.tally["open"] == 0
    assert do(client, row, "tiep-nhan") == 422


@pytest.mark.usefixtures("town")
def test_a_contradiction_keeps_figures_out_until_it_is_set_aside_with_a_reason():
    client = person("synthesis")
    row = arrived(client, report(SPENT))
    page = client.get(f"/hop-bao-cao/{row.pk}").content.decode()
    assert "120 + 150 = 270" in page.replace("&#39;", "'")
    assert do(client, row, "tiep-nhan") == 422
    finding = page.split('name="finding" value="')[1].split('"')[0]
    assert do(client, row, "bo-qua", finding=finding) == 422
    assert do(client, row, "bo-qua", finding="", reason="Còn chi khác.") == 422
    assert do(client, row, "bo-qua", finding=finding, reason="Còn chi khác.") == 302
    assert do(client, row, "tiep-nhan") == 302
    assert FactVersion.objects.count() == 3


@pytest.mark.usefixtures("town")
def test_a_figure_that_differs_from_the_ledger_replaces_it_only_with_a_reason():
    client = person("synthesis")
    first = arrived(client, report(REVENUE))
    do(client, first, "tiep-nhan")
    second = arrived(client, report(REVENUE.replace("12.500", "12.900")))
    assert second.tally["conflicts"] == 1
    start = second.source.text.index("12.900")
    assert do(client, second, "tiep-nhan") == 422
    assert do(client, second, "tiep-nhan", start=start) == 422
    assert do(client, second, "tiep-nhan", start=start, reason="Đã đối chiếu kho bạc.") == 302
    assert FactVersion.objects.get(known_to=None).value == 12_900_000_000


@pytest.mark.usefixtures("town")
def test_an_officer_proposes_and_does_not_settle():
    client = person("officer")
    row = arrived(client, report(REVENUE))
    assert do(client, row, "tiep-nhan") == 403
    assert do(client, row, "de-xuat") == 302
    assert FactVersion.objects.get().state == State.DRAFT


@pytest.mark.usefixtures("town")
def test_figures_of_another_unit_are_shown_to_nobody_who_may_not_know_them():
    arrived(person("synthesis", OTHER), report(REVENUE).replace("BẾN ĐÒ", "GÒ SIM"))
    theirs = Arrival.objects.get()
    assert theirs.unit.code == OTHER
    client = person("synthesis")
    row = arrived(client, report(REVENUE + " Năm nay.").replace("BẾN ĐÒ", "GÒ SIM"))
    assert row.unit.code == WARD
    page = client.get(f"/hop-bao-cao/{row.pk}").content.decode()
    assert f"Tài khoản không được nhận số liệu của đơn vị “{OTHER}”" in page
    assert do(client, row, "tiep-nhan") == 422
    assert do(client, row, "gan", unit=OTHER) == 403
    assert client.get(f"/hop-bao-cao/{theirs.pk}").status_code == 404


@pytest.mark.usefixtures("town")
def test_a_locked_file_is_opened_with_its_password_which_is_kept_nowhere():
    client, locked = person("synthesis"), (LOCKED / "bao-cao.pdf").read_bytes()
    assert "Nhập mật khẩu" in sent(client, SimpleUploadedFile("khóa.pdf", locked))
    assert "đã nhận" in sent(client, SimpleUploadedFile("khóa.pdf", locked), password=LOCK)
    assert b"/Encrypt" not in bytes(Source.objects.get().content)
    read_all()
    assert Arrival.objects.get().state == Arrival.State.READY


@pytest.mark.usefixtures("town")
def test_a_figure_is_left_out_with_a_reason_and_brought_back():
    client = person("synthesis")
    row = arrived(client, report(REVENUE))
    start = row.source.text.index("12.500")
    assert do(client, row, "de-lai", start=start) == 422
    assert do(client, row, "de-lai", start=start, reason="Số tạm.") == 302
    assert do(client, row, "tiep-nhan") == 422
    assert "Số tạm." in client.get(f"/hop-bao-cao/{row.pk}").content.decode()
    assert do(client, row, "khoi-phuc", start=start) == 302
    assert do(client, row, "tiep-nhan") == 302
    told = set(Entry.objects.filter(action__startswith="inbox.").values_list("action", flat=True))
    assert told == {"inbox.receive", "inbox.leave_out", "inbox.undo"}


@pytest.mark.usefixtures("town")
def test_a_corrected_reading_counts_and_its_words_are_known_once_they_are_accepted():
    client = person("synthesis")
    row = arrived(client, report(UNKNOWN))
    start = row.source.text.index("1.250")
    assert row.tally["facts"] == 0
    said = {"start": start, "indicator": "hồ sơ thủ tục hành chính tiếp nhận", "period": "2024-H1", "measure": "actual"}
    assert do(client, row, "sua", **said | {"indicator": "không có gì như vậy"}) == 422
    assert do(client, row, "sua", **said | {"period": "tháng năm"}) == 422
    assert do(client, row, "sua", **said) == 302
    assert do(client, row, "tiep-nhan") == 302
    assert FactVersion.objects.get().indicator.key == "tthc_received"
    proposal = AliasProposal.objects.get()
    assert proposal.state == AliasProposal.State.PROPOSED
    aliases.accept(Account.objects.get(), proposal.pk)
    assert aliases.lines()[0].startswith("tthc_received\t")
    later = arrived(client, report(UNKNOWN.replace("1.250", "1.400"), "9 tháng đầu năm 2024"))
    assert "hồ sơ thủ tục hành chính tiếp nhận" in client.get(f"/hop-bao-cao/{later.pk}").content.decode().lower()


@pytest.mark.usefixtures("town")
def test_the_report_before_is_beside_it():
    client = person("synthesis")
    poor = "Trên địa bàn phường còn 25 hộ nghèo."
    arrived(client, report(f"{REVENUE}\n{poor}"))
    last = REVENUE.replace("6 tháng", "9 tháng").replace("12.500", "18.000")
    row = arrived(client, report(f"{last}\n{poor}", "9 tháng đầu năm 2024", day=date(2024, 9, 16)))
    page = client.get(f"/hop-bao-cao/{row.pk}/ky-truoc").content.decode()
    assert "12.500 triệu đồng" in page
    assert "+44%" in page
    assert "cả câu giống hệt" in page


@pytest.mark.usefixtures("town")
def test_the_file_is_given_back_as_it_came_and_never_shown():
    client, text = person("synthesis"), "<script>alert(1)</script> " + REVENUE
    sent(client, file(text, 'a"b\r\nX: y.html'))
    answer = client.get(f"/hop-bao-cao/{Arrival.objects.get().pk}/tep")
    assert answer.content.decode() == text
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    read_all()
    assert "<script>alert" not in client.get(f"/hop-bao-cao/{Arrival.objects.get().pk}").content.decode()


@pytest.mark.usefixtures("town")
def test_a_document_that_fails_is_told_and_can_be_read_again():
    client = person("synthesis")
    sent(client, file(report(REVENUE)))
    row = Arrival.objects.get()
    Source.objects.update(content=b"PK\x03\x04 broken")
    read_all()
    row.refresh_from_db()
    assert row.state == Arrival.State.FAILED
    assert "Đọc lại" in client.get("/hop-bao-cao").content.decode()
    Source.objects.update(content=report(REVENUE).encode())
    assert do(client, row, "doc-lai") == 302
    read_all()
    row.refresh_from_db()
    assert row.state == Arrival.State.READY


def test_nobody_else_learns_that_a_document_is_there(world: World):
    arrival = world.places["foreign"].ids["arrival"]
    for path in ("", "/tep", "/ky-truoc"):
        assert world.client("synthesis").get(f"/hop-bao-cao/{arrival}{path}").status_code == 404
        assert world.client("synthesis").get(f"/hop-bao-cao/999999{path}").status_code == 404
    listed = world.client("officer").get("/hop-bao-cao").content.decode()
    assert listed.count("Thư báo cáo.txt") == 1


@pytest.mark.usefixtures("town")
class TestRemoval:
    def test_a_document_sent_by_mistake_goes_with_its_bytes_and_leaves_its_entry(self):
        client = person("officer")
        row = arrived(client, report(REVENUE))
        assert do(client, row, "go") == 422
        assert do(client, row, "go", reason="gửi nhầm tệp") == 302
        row.source.refresh_from_db()
        assert (row.source.content, row.source.text) == (None, "")
        entry = Entry.objects.get(action="inbox.remove")
        assert (entry.subject, entry.reason, entry.actor.username) == (
            f"arrival {row.pk}", "gửi nhầm tệp", f"officer {WARD}",
        )  # fmt: skip
        assert "đã gỡ" in client.get("/hop-bao-cao").text
        assert client.get(f"/hop-bao-cao/{row.pk}").status_code == 404
        assert client.get(f"/hop-bao-cao/{row.pk}/tep").status_code == 404
        assert arrived(client, report(REVENUE)).pk != row.pk

    def test_what_could_not_be_read_is_removed_from_the_list(self):
        client = person("officer")
        row = arrived(client, "không có số liệu nào")
        Arrival.objects.filter(pk=row.pk).update(state=Arrival.State.FAILED, problem=["x", "Hỏng.", "", "", {}])
        assert f"/hop-bao-cao/{row.pk}/go" in client.get("/hop-bao-cao").text
        assert do(client, row, "go", reason="tệp hỏng") == 302

    def test_the_source_of_figures_stays(self):
        client = person("synthesis")
        row = arrived(client, report(REVENUE))
        assert do(client, row, "tiep-nhan") == 302
        answer = client.post(f"/hop-bao-cao/{row.pk}/go", {"reason": "gửi nhầm"})
        assert (answer.status_code, "sổ đã lấy 1 số liệu" in answer.text) == (422, True)
        row.source.refresh_from_db()
        assert row.source.content
