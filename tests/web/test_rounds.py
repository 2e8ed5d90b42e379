"""Opening a round in the browser: what is wrong with it is told, each thing by itself."""

import pytest
from tests.api.world import World

from tonghop.ledger.models import Round

ADDRESS = "/ky-bao-cao/moi"
SENT = {"name": "9 tháng 2026", "period": "2026-M1..M9", "due": "2026-10-05", "form": "thu"}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name": " "}, "Chưa có tên kỳ báo cáo"),
        ({"name": "k" * 201}, "Tên kỳ báo cáo dài 201 ký tự, nhiều nhất là 200"),
        ({"period": "tháng mười"}, "Không hiểu kỳ số liệu “tháng mười”"),
        ({"due": "2026-02-30"}, "Hạn nộp “2026-02-30” không phải là một ngày"),
        ({"due": "2025-12-31"}, "Hạn nộp 31/12/2025 trước khi kỳ số liệu bắt đầu (01/01/2026)"),
        ({"due": "2036-10-05"}, "Hạn nộp 05/10/2036 quá xa kỳ số liệu"),
        ({"form": ()}, "Chưa chọn biểu nào"),
    ],
)
def test_what_is_wrong_with_a_new_round_is_told(world: World, changed: dict[str, object], told: str) -> None:
    before = Round.objects.count()
    answer = world.client("synthesis").post(ADDRESS, SENT | changed)
    assert (answer.status_code, told in answer.text) == (422, True)
    assert Round.objects.count() == before


def test_a_period_may_be_written_as_officers_say_it(world: World) -> None:
    answer = world.client("synthesis").post(ADDRESS, SENT | {"period": "9 tháng 2026"})
    assert answer.status_code == 302
    opened = Round.objects.get(name="9 tháng 2026")
    assert (opened.year, opened.first, opened.last) == (2026, 1, 9)
