"""One unit for what is told side by side, where no number becomes too long or too short in it."""

from fractions import Fraction

from tests.writing.test_sentences import known

from tonghop.writing import styles_of

MILLION, BILLION = 10**6, 10**9


def printed(**values: int) -> list[str]:
    knowns = [known(key, value) for key, value in values.items()]
    styles = styles_of(knowns)
    found = [(styles[each.cell], Fraction(value)) for each, value in zip(knowns, values.values(), strict=True)]
    return [f"{style.text(value)} {style.unit}" for style, value in found]


def test_neighbours_of_a_ward_are_told_in_millions() -> None:
    told = printed(budget_revenue=18_492 * MILLION, tax_arrears_collected=870 * MILLION, tax_debt=3_512 * MILLION)
    assert told == ["18.492 triệu đồng", "870 triệu đồng", "3.512 triệu đồng"]


def test_neighbours_of_a_district_are_told_in_billions() -> None:
    told = printed(budget_revenue=2_979_300 * MILLION, tax_arrears_collected=870 * MILLION)
    assert told == ["2.979 tỷ đồng", "0,87 tỷ đồng"]


def test_what_is_too_far_apart_is_told_each_in_its_own_unit() -> None:
    told = printed(budget_revenue=2_979_300 * MILLION, tax_arrears_collected=7 * MILLION)
    assert told == ["2.979 tỷ đồng", "7 triệu đồng"]


def test_other_groups_and_what_is_told_to_the_last_unit_are_not_drawn_in() -> None:
    told = printed(
        budget_revenue=18_492 * MILLION,
        tax_debt=540_000,
        investment_disbursement=2 * BILLION,
        land_handed_over_area=8_436,
        compensation_approved_area=59_394,
    )
    assert told == ["18,49 tỷ đồng", "540.000 đồng", "2 tỷ đồng", "8.436 m²", "5,939 ha"]
