"""What an output is worth at a price, and what gifts cost where several rates are named."""

import pytest
from tests.reading.say import stated, stated_of

from tonghop.core.relation import Certainty, Product


@pytest.mark.parametrize(
    ("text", "product"),
    [
        (
            "Sản lượng 1.420,5 tấn. Giá bình quân 7,5 triệu đồng/tấn, giá trị đạt 10.654 triệu đồng.",
            Product(("1.420,5", "7,5"), "10.654"),
        ),
        (
            "Sản lượng thu hoạch 260,4 tấn, giá bán 8.500 đồng/kg, doanh thu 2.213 triệu đồng.",
            Product(("260,4", "8.500"), "2.213"),
        ),
        (
            "Sản lượng thu hoạch 260,4 tấn, giá bán 8.500 đồng/kg, doanh thu 2.713 triệu đồng.",
            Product(("260,4", "8.500"), "2.713"),
        ),
    ],
)
def test_an_output_times_its_price_is_asked_about(text: str, product: Product) -> None:
    assert stated(text)[product] is Certainty.PRESUMED


def test_an_amount_that_the_output_cannot_be_worth_is_of_something_else() -> None:
    text = "Sản lượng 260,4 tấn, giá bán 8.500 đồng/kg; doanh thu toàn xã 94.310 triệu đồng."
    assert stated_of(text, Product) == []


@pytest.mark.parametrize(
    "text",
    [
        "Xây mới 12 nhà, sửa 20 nhà, tổng kinh phí 1.320 triệu đồng (xây 60 triệu đồng/nhà, sửa 30 triệu đồng/nhà).",
        "Hỗ trợ 214 học sinh với tổng kinh phí 144.450.000 đồng (150.000 đồng/tháng).",
    ],
)
def test_two_rates_and_rates_of_time_make_no_product_that_does_not_fit(text: str) -> None:
    assert stated_of(text, Product) == []


def test_a_rate_for_each_makes_a_product_that_may_be_wrong() -> None:
    text = "Hỗ trợ 214 hộ với tổng kinh phí 430 triệu đồng (1.500.000 đồng/hộ)."
    assert stated_of(text, Product) == [Product(("214", "1.500.000"), "430")]
