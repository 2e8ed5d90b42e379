"""What registers come to as figures, in the browser: posted with a round, opened case by case, never out of date in
silence."""

from datetime import date

import pytest
from django.utils.timezone import localdate
from tests.api.world import World

from tonghop.core.span import Span
from tonghop.ledger import cases
from tonghop.ledger.models import FactVersion, Indicator, Posting

LETTER = {"sender": "Trần Thị Bé", "kind": "request", "competence": "own", "content": "Đường tối, xin lắp đèn"}
SPAN = Span(2026, 1, 6)


@pytest.fixture
def posted(world: World) -> Posting:
    """The petitions of the first half year of the own unit, posted as a figure."""
    Posting.objects.all().delete()
    rules = {"direction": "neutral", "time": "flow", "over_units": "sum", "over_time": "sum"}
    Indicator.objects.create(key="petitions", name="đơn thư", unit="đơn", **rules)
    query = cases.Query(SPAN, date(2026, 1, 1), date(2026, 6, 30))
    assert cases.post(world.people["synthesis"], world.places["own"].unit, query).written
    return Posting.objects.get(unit=world.places["own"].unit)


def late(world: World) -> None:
    """One more petition that came in time and is entered only now."""
    cases.receive(world.people["officer"], "petitions", world.places["own"].unit, LETTER, date(2026, 6, 1))


def test_a_posted_figure_opens_its_question_and_its_cases(world: World, posted: Posting) -> None:
    shown = world.client("synthesis").get(f"/so-theo-doi/ket-chuyen/{posted.pk}").content.decode()
    assert "từ 01/01/2026 đến hết 30/06/2026" in shown
    assert "Đòi lại đất" in shown
    assert "Nguyễn Văn An" not in shown
    assert "khác số đã kết chuyển" not in shown
    officer = world.client("officer").get(f"/so-theo-doi/ket-chuyen/{posted.pk}").content.decode()
    assert "1 hồ sơ không thuộc phạm vi được xem" in officer  # that of the department below


def test_a_later_change_shows_wherever_the_figure_is(world: World, posted: Posting) -> None:
    client, late_ = world.client("synthesis"), "status returned"
    pages = (
        f"/so-theo-doi/ket-chuyen/{posted.pk}",
        "/so-theo-doi/petitions/so-lieu?unit=A",
        "/chi-tieu/petitions?unit=A&period=2026-H1",
    )
    for page in pages:
        assert late_ not in client.get(page).content.decode(), page
    late(world)
    for page in pages:
        assert late_ in client.get(page).content.decode(), page
    assert FactVersion.objects.get(source=posted.source).value == 2


def test_a_closed_round_is_posted_again_for_a_reason_and_it_is_told_what_was_written(world: World) -> None:
    rules = {"direction": "neutral", "time": "flow", "over_units": "sum", "over_time": "sum"}
    Indicator.objects.create(key="petitions", name="đơn thư", unit="đơn", **rules)
    cases.receive(world.people["officer"], "petitions", world.places["own"].unit, LETTER, date(2025, 1, 6))
    client, here = world.client("synthesis"), f"/ky-bao-cao/{world.places['own'].ids['round_waiting']}"
    assert client.post(f"{here}/dong", {"reason": "hết hạn"}).status_code == 302
    assert "đã đóng" in client.get(here).content.decode()
    refused = client.post(f"{here}/ket-chuyen", {"reason": " "})
    assert (refused.status_code, "Đề nghị nêu lý do" in refused.content.decode()) == (422, True)
    sent = client.post(f"{here}/ket-chuyen", {"reason": "đơn vào sổ muộn"}, follow=True).content.decode()
    assert "Đã kết chuyển 0 số liệu mới hoặc thay đổi." in sent
    newest = Posting.objects.filter(register="petitions", last__year=2025).latest("id").pk
    assert f'/so-theo-doi/ket-chuyen/{newest}">Sổ tiếp nhận, xử lý đơn</a>' in sent


def test_a_posting_is_taken_back_by_who_may_post_and_that_is_told(world: World, posted: Posting) -> None:
    here, client = f"/so-theo-doi/ket-chuyen/{posted.pk}", world.client("synthesis")
    assert "Hoàn tác" not in world.client("head").get(here).content.decode()
    assert world.client("head").post(f"{here}/hoan-tac", {"reason": "nhầm"}).status_code == 403
    count = FactVersion.objects.filter(known_to=None, entry__action="case.post", year=2026).count()
    assert f"Hoàn tác {count} số liệu</button>" in client.get(here).content.decode()
    refused = client.post(f"{here}/hoan-tac", {"reason": " "})
    assert (refused.status_code, "Ghi lý do" in refused.content.decode()) == (422, True)
    told = client.post(f"{here}/hoan-tac", {"reason": "nhầm kỳ"}, follow=True).content.decode()
    assert "đã hoàn tác lúc" in told
    assert "nhầm kỳ" in told
    assert "Hoàn tác kết chuyển" not in told
    assert not FactVersion.objects.filter(known_to=None, source=posted.source).exists()


def test_what_a_register_comes_to_is_told_of_no_day_to_come(world: World) -> None:
    page = world.client("officer").get("/so-theo-doi/petitions/so-lieu?unit=A&den=2030-12-31").content.decode()
    assert "31/12/2030" not in page
    assert f'name="den" value="{localdate().isoformat()}"' in page
