"""A form in the browser: filled in as a workbook, returned by single figures, corrected after it was accepted."""

import re
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook
from tests.api.world import World, fact

from tonghop.ledger import permitted, rounds
from tonghop.ledger.models import Duty, FactVersion, FormLine, State
from tonghop.ledger.record import Change

NAME = "Thu ngân sách"


def duty(world: World, state: str) -> Duty:
    return rounds.find_duty(world.places["own"].ids[f"duty_{state}"])


def address(row: Duty, *more: str) -> str:
    return "/".join((f"/ky-bao-cao/bieu/{row.pk}", *more))


def proposed(row: Duty) -> list[object]:
    return [version.value for version in rounds.proposals(row).values()]


def workbook(client: Client, row: Duty, values: dict[str, str]) -> SimpleUploadedFile:
    """The template of a form, with what is to stand in the row of its figure, by the headings of the columns."""
    answer = client.get(address(row, "mau.xlsx"))
    book = load_workbook(BytesIO(answer.content))
    table = list(book.worksheets[0].iter_rows())
    titles = next(cells for cells in table if cells[0].value == "Chỉ tiêu")
    figure = next(cells for cells in table if cells[0].value == NAME)
    for title, cell in zip(titles, figure, strict=True):
        cell.value = values.get(str(title.value).partition(" (")[0], cell.value)
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("Biểu thu.xlsx", file.getvalue())


class TestWorkbook:
    def test_a_filled_template_comes_in_and_says_how_much_of_it(self, world):
        client, row = world.client("officer"), duty(world, "waiting")
        answer = client.post(
            address(row, "tep"), {"file": workbook(client, row, {"Giá trị": "1.234.567,5"})}, follow=True
        )
        assert "Đã nhập 1 số liệu" in answer.text
        assert proposed(row) == [1234567.5]
        assert FactVersion.objects.get(duty=row).source.name == "Biểu thu.xlsx"

    @pytest.mark.parametrize(
        ("values", "said"),
        [({"Giá trị": "nhiều"}, "Dòng 6: “nhiều” không phải là số"), ({"Đơn vị": "B"}, "không có 1 số liệu này")],
    )
    def test_a_wrong_row_is_named_and_nothing_is_written(self, world, values, said):
        client, row = world.client("officer"), duty(world, "draft")
        before = proposed(row)
        answer = client.post(address(row, "tep"), {"file": workbook(client, row, values)})
        assert (answer.status_code, said in answer.text) == (422, True)
        assert proposed(row) == before

    def test_a_formula_that_was_never_computed_is_named_and_not_passed_over(self, world):
        client, row = world.client("officer"), duty(world, "draft")
        before = proposed(row)
        answer = client.post(address(row, "tep"), {"file": workbook(client, row, {"Giá trị": "=2+3"})})
        assert answer.status_code == 422
        assert re.search(r"Ô [A-Z]6 của tệp Biểu thu.xlsx là công thức chưa có kết quả", answer.text)
        assert proposed(row) == before

    def test_the_file_of_another_form_is_refused(self, world):
        client = world.client("officer")
        other = workbook(client, duty(world, "waiting"), {"Giá trị": "1"})
        answer = client.post(address(duty(world, "draft"), "tep"), {"file": other})
        assert answer.status_code == 422
        assert "không phải của “Biểu thu”, đơn vị A" in answer.text

    @pytest.mark.parametrize("name", ["x.xlsx", "x.csv", "x.docx", "…" * 200 + ".xlsx"])
    def test_what_is_no_workbook_is_refused(self, world, name):
        row = duty(world, "draft")
        answer = world.client("officer").post(
            address(row, "tep"), {"file": SimpleUploadedFile(name, b"PK\x03\x04 not a zip")}
        )
        assert answer.status_code == 422
        assert "zip" not in answer.text


def test_who_only_reads_sees_first_what_has_a_figure(world):
    FormLine.objects.update(required=False)
    row = duty(world, "waiting")
    text = world.client("leader").get(address(row)).text
    assert NAME not in text
    assert "1 chỉ tiêu không có số liệu không được hiện" in text
    assert NAME in world.client("leader").get(f"{address(row)}?het=1").text
    assert NAME in world.client("officer").get(address(row)).text


class TestReturn:
    def test_one_figure_goes_back_with_its_reason(self, world):
        row = duty(world, "submitted")
        answer = world.client("head").post(
            address(row, "tra-lai-so"), {"line": "0", "reason": "thấp hơn kho bạc"}, follow=True
        )
        assert answer.text.count("thấp hơn kho bạc") >= 2
        assert [version.state for version in rounds.proposals(row).values()] == [State.RETURNED]
        officer = world.client("officer")
        assert officer.post(address(row, "gui")).status_code == 422
        answer = officer.post(address(row, "gui"), {"reason": "đã đối chiếu"}, follow=True)
        assert answer.context is None
        assert "đã đối chiếu" in answer.text
        assert duty(world, "submitted").state == Duty.State.SUBMITTED

    def test_none_chosen_is_refused_and_not_the_whole_form(self, world):
        answer = world.client("head").post(address(duty(world, "submitted"), "tra-lai-so"), {"reason": "xem lại"})
        assert answer.status_code == 422
        assert "Đánh dấu ít nhất một số liệu cần trả lại." in answer.text
        assert duty(world, "submitted").state == Duty.State.SUBMITTED


@pytest.mark.parametrize(
    ("state", "role", "action", "told"),
    [("draft", "officer", "gui", "đã được gửi"), ("submitted", "synthesis", "tiep-nhan", "đã được tiếp nhận")],
)
def test_what_is_sent_twice_leads_back_to_the_form(world, state, role, action, told):
    row, client = duty(world, state), world.client(role)
    first, second = (client.post(address(row, action), {"reason": "đã đối chiếu"}, follow=True) for _ in range(2))
    assert told not in first.text
    assert (second.status_code, told in second.text) == (200, True)


def test_another_step_than_the_state_allows_is_told_in_words(world):
    answer = world.client("synthesis").post(address(duty(world, "draft"), "tiep-nhan"), {"reason": "đủ"})
    assert answer.status_code == 422
    assert "Biểu “Biểu thu” của đơn vị “đơn vị A”" in answer.text


def test_a_correction_since_acceptance_is_shown_with_before_and_after(world):
    row, synthesis = duty(world, "submitted"), world.client("synthesis")
    synthesis.post(address(row, "tiep-nhan"), {"reason": "đủ"})
    (cell,) = rounds.cells_of(row)
    corrected = fact("A", cell.span.code, 5_000_000)
    permitted.write(world.people["synthesis"], [corrected], Change(None, "fact.correct", "nhầm số"), State.ACCEPTED, {})
    text = synthesis.get(address(row)).text
    assert "5 VND → 5 triệu đồng" in text or "5 đồng → 5 triệu đồng" in text
    assert all(word in text for word in ("Đính chính sau khi tiếp nhận", "nhầm số", "synthesis"))
    assert "nhầm số" not in world.client("deputy").get(address(row)).text


class TestCorrection:
    def test_one_accepted_figure_is_corrected_from_its_form_with_a_reason(self, world):
        row, client = duty(world, "submitted"), world.client("synthesis")
        client.post(address(row, "tiep-nhan"), {"reason": "đủ"})
        (link,) = re.findall(r"/so-lieu/\d+/dinh-chinh", client.get(address(row)).text)
        assert link not in world.client("officer").get(address(row)).text
        assert "5 đồng" in client.get(link).text
        for sent in ({"value": "7"}, {"value": "0,000005", "reason": "nhầm"}, {"value": "bảy", "reason": "nhầm"}):
            assert client.post(link, sent).status_code == 422
        answer = client.post(link, {"value": "7", "reason": "kho bạc điều chỉnh"}, follow=True)
        assert answer.redirect_chain == [(address(row), 302)]
        assert all(word in answer.text for word in ("5 đồng → 7 triệu đồng", "kho bạc điều chỉnh", "synthesis"))
        assert client.post(link, {"value": "8", "reason": "muộn"}).status_code == 422

    def test_the_page_of_the_indicator_leads_to_it(self, world):
        page = "/chi-tieu/budget_revenue?unit=A&period=2026-M1..M3"
        version = world.places["own"].ids["accepted"]
        assert f"/so-lieu/{version}/dinh-chinh" in world.client("synthesis").get(page).text
        assert "/dinh-chinh" not in world.client("leader").get(page).text


class TestTyping:
    def test_a_session_that_ended_leads_back_to_the_form(self, world):
        row = duty(world, "draft")
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address(row)}"}
        answer = Client(headers=headers).post(address(row, "o"), {"line": "0", "value": "1"})
        assert (answer.status_code, unquote(answer.headers["HX-Redirect"])) == (401, f"/dang-nhap?next={address(row)}")

    def test_what_was_miswritten_stays_in_the_field(self, world):
        row = duty(world, "draft")
        seen = next(iter(rounds.proposals(row).values())).pk
        sent = {"line": "0", "value": "mười hai", "seen": seen}
        text = world.client("officer").post(address(row, "o"), sent).text
        assert 'value="mười hai"' in text
        assert "không phải là số" in text

    def test_a_conflict_shows_both_numbers(self, world):
        row = duty(world, "draft")
        text = world.client("officer").post(address(row, "o"), {"line": "0", "value": "77", "seen": ""}).text
        assert 'value="77"' not in text
        assert "Số vừa gõ: 77" in text

    def test_what_is_sent_again_after_a_reload_is_no_conflict(self, world):
        row, client = duty(world, "waiting"), world.client("officer")
        for _ in range(2):
            text = client.post(address(row, "o"), {"line": "0", "value": "77", "seen": ""}).text
            assert 'value="77"' in text
            assert "người khác" not in text


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted"])
def test_a_bounded_number_of_queries(world, state, django_assert_max_num_queries):
    client = world.client("synthesis")
    with django_assert_max_num_queries(62):
        assert client.get(address(duty(world, state))).status_code == 200
