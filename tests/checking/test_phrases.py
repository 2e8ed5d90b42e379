"""Phrases for plans and bases that nobody printed."""

import tonghop


def test_a_base_is_named_without_the_period_of_its_successor() -> None:
    text = "Doanh thu từ chè 10 tháng đầu năm 2023 đạt 86 tỷ đồng, tăng 12% so với cùng kỳ năm 2022."
    (inference,) = tonghop.check(tonghop.read(text.encode())).inferences
    assert inference.quantity.lower() == "doanh thu từ chè 10 tháng đầu năm 2022"


def test_a_printed_base_is_not_inferred() -> None:
    text = "Doanh thu từ chè năm 2023 đạt 86 tỷ đồng, tăng 12% so với cùng kỳ năm 2022 (80 tỷ đồng)."
    report = tonghop.check(tonghop.read(text.encode()))
    assert report.inferences == ()
    assert len(report.findings) == 1
