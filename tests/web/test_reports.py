"""Drafting in the browser: text and known figures come in, what changed is shown, what is out is public."""

import json
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.utils.timezone import localdate
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.api.world import World
from tests.ledger.papers import DONE, OF_PLAN, SPAN, SYMBOL, VALUE, paper

from tonghop.core.fact import Fact
from tonghop.core.paper import Kind, Paragraph
from tonghop.drafting import renewal
from tonghop.drafting.examining import Examiner
from tonghop.ledger import papers, permitted, reports, units
from tonghop.ledger.models import Report, ReportSection, State
from tonghop.ledger.record import Change
from tonghop.ledger.reports import Underway
from tonghop.ledger.reports.errors import Malformed
from tonghop.web.reports_posted import blocks_in

KNOWN = {reports.key_of(chip): chip for chip in (VALUE, OF_PLAN)}
KEY = reports.key_of(VALUE)

FORM = {"symbol": SYMBOL, "form": "TM.", "body": "Ủy ban nhân dân", "position": "Chủ tịch",
        "signer": "Nguyễn Văn An", "recipients": "- UBND tỉnh T;\n- Lưu: VT.", "public": "1"}  # fmt: skip


@pytest.fixture
def draft(world: World) -> Report:
    state(world, 12)
    return reports.create(world.people["synthesis"], "quarter", world.places["own"].unit, SPAN, paper())


def state(world: World, billions: int) -> None:
    """Let the ledger hold so many tỷ đồng of revenue."""
    account = world.people["synthesis"]
    held = permitted.open_versions([DONE], settled=True)
    seen = {DONE: held[DONE].pk if held else None}
    fact = Fact(DONE, Decimal(billions * 10**9))
    permitted.write(account, [fact], Change(account, "record", "số mới"), State.ACCEPTED, seen)


def form() -> dict[str, str]:
    """How a report is issued today."""
    return FORM | {"dated": localdate().isoformat()}


def test_who_had_a_section_is_told_and_can_have_it_back(world: World, draft: Report) -> None:
    client, row = world.client("synthesis"), ReportSection.objects.get(report=draft, key="society")
    address, here = f"/bao-cao/{draft.pk}/giao", {"section": row.pk}
    client.post(address, here | {"to": "officer", "seen": ""})
    client.post(address, here | {"to": "head", "seen": "officer"})
    shown = client.get(f"/bao-cao/{draft.pk}?muc={row.pk}").content.decode()
    assert "Trước đó giao cho officer" in shown
    assert "Giao lại cho officer" in shown
    late = client.post(address, here | {"to": "officer", "seen": "officer"})
    assert late.status_code == 422
    assert "vừa được giao cho head" in late.content.decode()
    client.post(address, here | {"to": "officer", "seen": "head"})
    assert ReportSection.objects.get(pk=row.pk).assigned == world.people["officer"]


@pytest.fixture(scope="module")
def examiner() -> Iterator[Examiner]:
    made = Examiner()
    yield made
    made.close()


def checked(examiner: Examiner, draft: Report) -> None:
    """Let what waits to be checked be checked."""
    draft.refresh_from_db()
    examiner.examine(draft.pk, draft.examining["revision"])


def economy(report: Report) -> ReportSection:
    return report.sections.get(key="economy")


def send(client: Client, row: ReportSection, blocks: object, version: int = 1, **more: str) -> object:
    content = {"version": version, "title": row.title, "blocks": json.dumps(blocks)}
    return client.post(f"/bao-cao/{row.report_id}/muc/{row.pk}", content | more)


class TestContent:
    def test_text_and_known_figures_come_in(self):
        sent = [{"from": None, "listed": True, "runs": ["Thu\u00a0đạt ", {"chip": KEY}, " tỷ đồng\n"]}]
        assert blocks_in(json.dumps(sent), (), KNOWN) == (Paragraph(("Thu đạt ", VALUE, " tỷ đồng"), listed=True),)

    def test_footnotes_stay_and_words_are_their_writers_until_they_are_changed(self):
        seen = paper().sections[1].blocks
        told, note = seen[1].runs[0], ["Chưa kể khoản ghi thu; riêng thu thuế ", {"chip": KEY}, " tỷ đồng."]
        sent = [{"from": 1, "listed": True, "runs": [text, {"note": note}]} for text in (told, "Đã chỉ đạo.")]
        same, changed = blocks_in(json.dumps(sent), seen, KNOWN)
        assert (same.author, changed.author) == ("Phòng Kinh tế", "")
        assert changed.runs[1].runs[1] == VALUE

    @pytest.mark.parametrize(
        "sent",
        [
            "", "null", "{}", "[1]", '[{"from": 9}]', '[{"from": -1}]', '[{"from": true}]', '[{"from": 0}]',
            '[{"from": null, "runs": "x", "listed": false}]',
            '[{"from": null, "runs": [{"chip": "0000000000000000"}], "listed": false}]',
            '[{"from": null, "runs": [{"chip": {}}], "listed": false}]',
            '[{"from": null, "runs": [{"note": [{"note": ["x"]}]}], "listed": false}]',
            '[{"from": null, "rows": [[["x"]]]}]',
            "[" * 5000,
        ],
    )  # fmt: skip
    def test_nothing_else_comes_in(self, sent):
        with pytest.raises(Malformed):
            blocks_in(sent, paper().sections[1].blocks, KNOWN)

    def test_what_looks_like_a_page_is_text(self, world, draft):
        client, row = world.client("synthesis"), economy(draft)
        evil = "<img src=x onerror=alert(1)></textarea><script>alert(1)</script>\u0000\u202e"
        send(client, row, [{"from": 0, "listed": False, "runs": [evil]}])
        for address in (f"/bao-cao/{draft.pk}?muc={row.pk}", f"/bao-cao/{draft.pk}/lich-su/{row.pk}"):
            text = client.get(address).text
            assert "&lt;img src=x onerror=alert(1)&gt;" in text
            assert "<img src=x" not in text
            assert "<script>alert" not in text
        preview = client.get(f"/bao-cao/{draft.pk}/xem")
        assert "<img src=x" not in preview.text
        assert "sandbox" in preview.headers["Content-Security-Policy"]


class TestWriting:
    def test_who_saves_second_sees_both_texts_and_loses_none(self, world, draft):
        row = economy(draft)
        send(world.client("officer"), row, [{"from": None, "listed": False, "runs": ["Bản của cán bộ."]}])
        answer = send(
            world.client("synthesis"), row, [{"from": None, "listed": False, "runs": ["Bản của chuyên viên."]}]
        )
        assert answer.status_code == 409
        assert "officer vừa lưu mục này" in answer.text
        assert "<del>cán bộ.</del><ins>chuyên viên.</ins>" in answer.text
        assert 'name="version" value="2"' in answer.text
        assert "data-runs>Bản của chuyên viên.</div>" in answer.text

    @pytest.mark.parametrize(
        ("period", "told"),
        [
            ("2026-13", "“2026-13” không hợp lệ. Ghi như 2026-10"),
            ("2026-M10", "“2026-M10” không hợp lệ. Nếu là tháng, ghi 2026-10;"),
            ("", "Chưa chọn kỳ báo cáo"),
        ],
    )
    def test_a_period_that_is_none_is_told_from_one_that_is_missing(self, world, period, told):
        answer = world.client("synthesis").post("/bao-cao/moi", {"kind": "year", "period": period})
        assert answer.status_code == 422
        assert told in answer.text

    def test_a_report_that_there_is_already_is_named_before_another_is_made(self, world, draft):
        client, count = world.client("synthesis"), Report.objects.count()
        sent = {"kind": "quarter", "unit": draft.unit.code, "period": "2026-Q1"}
        answer = client.post("/bao-cao/moi", sent)
        assert answer.status_code == 409
        assert f'<a href="/bao-cao/{draft.pk}">{draft.title}</a>' in answer.text
        assert Report.objects.count() == count
        assert client.post("/bao-cao/moi", sent | {"another": "1"}).status_code == 302
        reports.abandon(world.people["synthesis"], draft.pk, "thừa")
        assert f'"/bao-cao/{draft.pk}"' not in client.post("/bao-cao/moi", sent).text

    def test_a_section_of_another_report_is_not_saved(self, world, draft):
        other = world.places["own"].ids["section"]
        assert world.client("synthesis").post(f"/bao-cao/{draft.pk}/muc/{other}", {"version": 1}).status_code == 404

    def test_who_may_not_issue_is_told_so_with_the_name_of_the_unit(self, world, draft):
        answer = world.client("synthesis").get(f"/bao-cao/{draft.pk}/ban-hanh")
        assert answer.status_code == 403
        assert f"đối với đơn vị “{units.name_of(draft.unit.code, localdate())}”" in answer.text
        assert f"“{draft.unit.code}”" not in answer.text


class TestFiles:
    def test_a_draft_in_word_is_in_the_offices_own_template_unless_the_common_one_is_asked(self, world, draft):
        document = docx.Document()
        document.add_paragraph("PHƯỜNG CHÚNG TÔI")
        document.add_paragraph("{{ toàn văn }}")
        document.save(own := BytesIO())
        account, client = world.people["synthesis"], world.client("synthesis")
        papers.keep_template(account, draft.unit, draft.kind, "mau-quy.docx", own.getvalue())
        assert "mau-quy.docx" in client.get(f"/bao-cao/{draft.pk}").text
        page = f"/bao-cao/{draft.pk}/tep/docx"
        ours, common = (docx.Document(BytesIO(client.get(page + more).content)) for more in ("", "?mau=chung"))
        assert ours.paragraphs[0].text == "PHƯỜNG CHÚNG TÔI"
        assert any("Thu ngân sách 3 tháng đầu năm 2026 đạt 12 tỷ đồng" in each.text for each in ours.paragraphs)
        assert not any("PHƯỜNG CHÚNG TÔI" in each.text for each in common.paragraphs)


class TestRenewal:
    def test_a_changed_figure_is_amber_and_renewed_with_one_click(self, world, draft):
        state(world, 15)
        client, row = world.client("synthesis"), economy(draft)
        shown = client.get(f"/bao-cao/{draft.pk}?muc={row.pk}").text
        assert f'class="chip changed" contenteditable="false" data-chip="{KEY}"' in shown
        assert "<del>12</del> → <ins>15</ins> tỷ đồng" in shown
        kept = [{"from": 0, "listed": False, "runs": ["Thu đạt ", {"chip": KEY}, " tỷ, bằng ",
                {"chip": reports.key_of(OF_PLAN)}, "%."]}]  # fmt: skip
        assert send(client, row, kept, renew="tat-ca").status_code == 302
        runs = reports.blocks_of(economy(draft))[0].runs
        assert [run if isinstance(run, str) else run.text for run in runs] == [
            "Thu đạt ",
            "15",
            " tỷ, bằng ",
            "50",
            "%.",
        ]
        assert [version.action for version in reports.versions(row)][:2] == ["report.renew", "report.edit"]
        assert not renewal.moved(draft, draft.sections.all())

    def test_growth_that_became_decline_is_left_to_the_officer(self):
        grown = renewal._moved(
            VALUE.__class__("20", Kind.GROWTH, (DONE, DONE), (Decimal(12), Decimal(10)), "%", 0), [9, 10]
        )
        assert grown
        assert grown.turned
        assert (grown.renewed.kind, grown.renewed.text) == (Kind.DECLINE, "10")

    def test_the_number_of_queries_does_not_grow_with_the_figures(self, draft, django_assert_max_num_queries):
        rows = list(draft.sections.all())
        with django_assert_max_num_queries(8):
            renewal.moved(draft, rows)


class TestChecking:
    def test_it_is_done_in_the_background_and_what_was_found_is_of_what_was_read(self, world, draft, examiner):
        client, row = world.client("synthesis"), draft.sections.get(key="society")
        wrong = "Có 100 hộ nghèo, gồm 40 hộ ở thôn Một và 50 hộ ở thôn Hai; tổng cộng 100 hộ = 40 hộ + 50 hộ."
        send(client, row, [{"from": 0, "listed": False, "runs": [wrong]}])
        page, card = f"/bao-cao/{draft.pk}", f"/bao-cao/{draft.pk}/kiem-tra/ket-qua"
        for _ in range(2):
            client.post(f"{page}/kiem-tra")
        assert ProcrastinateJob.objects.filter(task_name="reports.examine", args__number=draft.pk).count() == 1
        assert 'hx-trigger="every 2s"' in client.get(card).text
        checked(examiner, draft)
        text = client.get(card).text
        assert "every 2s" not in text
        assert "40 + 50 = 90" in text
        send(client, row, [{"from": 0, "listed": False, "runs": ["Có 90 hộ nghèo."]}], 2)
        text = client.get(page).text
        assert "kết quả dưới đây là của bản cũ" in text
        assert "40 + 50 = 90" in text

    def test_what_was_changed_while_it_was_read_has_not_been_checked(self, world, draft, examiner):
        client = world.client("synthesis")
        client.post(f"/bao-cao/{draft.pk}/kiem-tra")
        read = reports.waiting(draft.pk, draft.revision)
        send(client, economy(draft), [{"from": None, "listed": False, "runs": ["Khác."]}])
        reports.keep_findings(read, [])
        draft.refresh_from_db()
        assert reports.findings_of(draft) is None
        assert reports.underway(draft) is None
        client.post(f"/bao-cao/{draft.pk}/kiem-tra")
        examiner.examine(draft.pk, read.revision)
        draft.refresh_from_db()
        assert reports.findings_of(draft) is None
        checked(examiner, draft)
        draft.refresh_from_db()
        assert reports.findings_of(draft) == ()

    def test_a_check_without_end_is_told_and_can_be_asked_for_again(self, world, draft):
        client, page = world.client("synthesis"), f"/bao-cao/{draft.pk}"
        client.post(f"{page}/kiem-tra")
        reports.no_end(draft.pk, draft.revision)
        assert "không hoàn thành trong giới hạn" in client.get(page).text
        client.post(f"{page}/kiem-tra")
        draft.refresh_from_db()
        assert reports.underway(draft) == Underway(draft.revision)


class TestIssuing:
    def test_what_stands_against_it_is_told_and_nothing_happens(self, world, draft):
        state(world, 15)
        row = draft.sections.get(key="society")
        send(world.client("synthesis"), row, [{"from": 0, "listed": False, "runs": ["Do [nêu nguyên nhân]."]}])
        answer = world.client("head").post(f"/bao-cao/{draft.pk}/ban-hanh", form())
        assert answer.status_code == 422
        assert "Còn 1 chỗ chưa điền: “Do [nêu nguyên nhân].”" in answer.text
        assert "số liệu trong báo cáo khác với sổ số liệu" in answer.text
        draft.refresh_from_db()
        assert draft.state == Report.State.DRAFT

    def test_a_section_that_was_emptied_is_named_before_only_its_heading_is_printed(self, world, draft, examiner):
        client, address = world.client("head"), f"/bao-cao/{draft.pk}/ban-hanh"
        client.post(address, form())
        checked(examiner, draft)
        ready = client.get(address).text
        assert "sẵn sàng để ban hành" in ready
        assert "chỉ có tiêu đề" not in ready
        send(world.client("synthesis"), draft.sections.get(key="society"), [])
        client.post(address, form())
        checked(examiner, draft)
        emptied = client.get(address).text
        assert "1 mục chỉ có tiêu đề, còn chỗ cần bổ sung" in emptied
        assert "<li>Xã hội</li>" in emptied
        assert "sẵn sàng để ban hành" not in emptied
        ReportSection.objects.filter(report=draft, key__in=("economy", "society")).update(left_out=True)
        left = client.get(address).text
        assert "<li>Kết quả</li>" in left
        assert "<li>Xã hội</li>" not in left

    @pytest.mark.parametrize(
        ("name", "text", "told"),
        [
            ("form", "PP.", "Thẩm quyền ký: không hiểu “PP.”"),
            ("kept", f"bảy/{SYMBOL}", f"Số: không hiểu “bảy/{SYMBOL}”"),
            ("kept", f"/{SYMBOL}", f"Số: không hiểu “/{SYMBOL}”"),
        ],
    )
    def test_how_to_sign_or_a_number_that_is_none_is_refused_and_what_was_typed_stays(
        self, world, draft, examiner, name, text, told
    ):
        reports.open_register(world.people["head"], world.places["own"].unit, localdate().year, SYMBOL)
        client, address = world.client("head"), f"/bao-cao/{draft.pk}/ban-hanh"
        client.post(address, form())
        checked(examiner, draft)
        answer = client.post(address, form() | {name: text})
        assert answer.status_code == 422
        assert told in answer.text
        assert f'<option value="{text}" selected>' in answer.text
        assert 'name="signer" required maxlength="200" value="Nguyễn Văn An"' in answer.text
        draft.refresh_from_db()
        assert draft.state == Report.State.DRAFT
        without = {key: told for key, told in form().items() if key != "form"}
        assert client.post(address, without).status_code == 422
        assert client.post(address, form() | {"kept": ""}).status_code == 302

    def test_an_issued_report_is_public_with_its_files_and_what_became_of_it(self, world, draft, examiner):
        head = world.client("head")
        reports.open_register(world.people["head"], world.places["own"].unit, localdate().year, SYMBOL)
        answer = head.post(f"/bao-cao/{draft.pk}/ban-hanh", form())
        assert answer.status_code == 422
        assert "Đang chờ kiểm tra" in answer.text
        checked(examiner, draft)
        answer = head.post(f"/bao-cao/{draft.pk}/ban-hanh", form())
        assert answer.status_code == 302, answer.text
        visitor = world.client("anonymous")
        shown = visitor.get(f"/cong-khai/bao-cao/{draft.pk}").text
        assert f"01/{SYMBOL}" in shown
        assert f"Báo cáo: {draft.title}" in visitor.get("/cong-khai/bao-cao").text
        file = visitor.get(f"/cong-khai/bao-cao/{draft.pk}/tep/docx")
        assert file.content[:2] == b"PK"
        assert file.content == visitor.get(f"/cong-khai/bao-cao/{draft.pk}/tep/docx").content
        assert visitor.get(f"/bao-cao/{draft.pk}").headers["Location"].startswith("/dang-nhap")
        new = reports.begin_replacement(world.people["synthesis"], draft.pk, "sai số")
        issuing = head.get(f"/bao-cao/{new.pk}/ban-hanh").text
        assert 'name="public" value="1" checked' in issuing
        assert f'<a href="/bao-cao/{new.pk}">' in world.client("synthesis").get(f"/bao-cao/{draft.pk}").text
        assert "Báo cáo bị thay thế đang công khai" in issuing
        head.post(f"/bao-cao/{draft.pk}/sau/thu-hoi", {"reason": "ban hành nhầm", "document": "13/UBND-VP"})
        withdrawn = world.client("head").get(f"/bao-cao/{draft.pk}").text
        assert "đã bị thu hồi" in withdrawn
        assert "ban hành nhầm (13/UBND-VP)" in withdrawn


def test_a_register_begins_with_a_number_that_a_document_can_have(world: World) -> None:
    client, register = world.client("leader"), {"symbol": "TB-UBND", "year": "2026"}
    for wrong in ({"number": "0"}, {"number": "một"}, {"number": "5", "last": "x"}):
        assert client.post("/so-van-ban/mo", register | wrong).status_code == 422
    assert client.post("/so-van-ban/mo", register | {"number": ""}).status_code == 302
    assert client.post("/so-van-ban/giu-so", register | {"number": "0", "purpose": "Giấy mời"}).status_code == 422


def test_issuing_says_plainly_whether_a_draft_was_ever_checked(world: World, draft: Report) -> None:
    client, address = world.client("leader"), f"/bao-cao/{draft.pk}/ban-hanh"
    assert "chưa được kiểm tra lần nào" in client.get(address).content.decode()
    Report.objects.filter(pk=draft.pk).update(examined={"revision": draft.revision - 1, "findings": []})
    assert "đã thay đổi sau lần kiểm tra gần nhất" in client.get(address).content.decode()
