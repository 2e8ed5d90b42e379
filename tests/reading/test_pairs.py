"""Pairs over one denominator: parts of what they are all of."""

import pytest
from tests.reading.say import stated
from tests.reading.test_sums import sum_of

from tonghop.core.relation import Certainty, Sum


@pytest.mark.parametrize(
    ("text", "equation", "certainty"),
    [
        (
            "Có 64 kiến nghị. Đến nay 21/64 kiến nghị đã xong; 17/64 kiến nghị được giải trình; 26/64 đang xử lý.",
            "64 = 21 + 17 + 26",
            Certainty.DEFINITE,
        ),
        (
            "Có 21/64 kiến nghị đã giải quyết; 17/64 kiến nghị được giải trình; 27/64 kiến nghị đang giải quyết.",
            "64 = 21 + 17 + 27",
            Certainty.PRESUMED,
        ),
        (
            "Có 5/9 khoản thu đạt dự toán là thuế đất, phí và 3/9 khoản thu không đạt dự toán là lệ phí.",
            "9 = 5 + 3",
            Certainty.DEFINITE,
        ),
    ],
)
def test_pairs_over_one_denominator_leave_nothing_out(text: str, equation: str, certainty: Certainty) -> None:
    assert stated(text)[sum_of(equation)] is certainty


def test_two_counts_of_the_same_things_are_no_parts() -> None:
    text = "Có 18/20 xã đạt chuẩn nông thôn mới, 2/20 xã đạt chuẩn nâng cao."
    assert not any(isinstance(found, Sum) for found in stated(text))
