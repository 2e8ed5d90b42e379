"""Parts by units: what the units below reported, beside the whole as it is printed."""

import pytest
from tests.drafting.ward import BILLION, OTHER, WARD, fact, put

import tonghop
from tonghop import printing
from tonghop.core.paper import Paper, Row, Table
from tonghop.core.paper_text import line
from tonghop.core.relation import Sum
from tonghop.core.span import Span
from tonghop.drafting.compose import Wanted, compose

pytestmark = pytest.mark.usefixtures("ward")
NINE = Span(2026, 1, 9)


@pytest.fixture
def city() -> Paper:
    """The nine months of the city, of whose two units one states its share of the people insured alone."""
    put(
        fact("budget_revenue", 41 * BILLION, NINE),
        fact("budget_revenue", 12 * BILLION + 345_000_000, NINE, unit=OTHER),
        fact("petitions", 30, NINE),
        fact("petitions", 12, NINE, unit=OTHER),
        fact("health_insurance_coverage", "94.5", NINE),
        fact("health_insurance_coverage", 96, NINE, unit=OTHER),
        fact("health_insurance_coverage", 95, NINE, unit="T"),
        fact("fires", 3, NINE),
    )
    return compose(Wanted("nine-month", "T", NINE))


def rows(paper: Paper) -> dict[str, list[str]]:
    """The rows of the appendix by units, by their names."""
    annex = next(each for each in paper.appendices if "đơn vị trực thuộc" in each.title)
    told: list[Row] = [row for block in annex.blocks if isinstance(block, Table) for row in block.rows]
    return {line(row.cells[1]): [line(cell) for cell in row.cells[2:]] for row in told if not row.heading}


def test_units_stand_beside_the_whole_where_they_make_it_up(city: Paper) -> None:
    annex = next(each for each in city.appendices if "đơn vị trực thuộc" in each.title)
    summed, apart = (block for block in annex.blocks if isinstance(block, Table))
    assert [column.title for column in summed.columns[3:]] == ["Toàn thành phố", "Phường Tây Hồ", "Xã Đông"]
    assert [column.title for column in apart.columns[3:]] == ["Phường Tây Hồ", "Xã Đông"]
    told = rows(city)
    assert told["Thu ngân sách nhà nước trên địa bàn"] == ["tỷ đồng", "53,35", "41", "12,35"]
    assert told["Tỷ lệ dân số tham gia bảo hiểm y tế"] == ["%", "94,5", "96"]
    assert "Số vụ cháy" not in told  # one unit only has a figure


def test_what_is_printed_in_word_is_read_back_and_adds_up(city: Paper) -> None:
    document = tonghop.read(printing.docx(city), name="báo cáo.docx")
    report = tonghop.check(document)
    assert report.findings == ()
    figures = {figure.id: figure for figure in document.figures}
    sums = [each.statement for each in document.relations if isinstance(each.statement, Sum)]
    parts = {tuple(figures[part].text for part in (each.total, *each.parts)) for each in sums}
    assert {("53,35", "41", "12,35"), ("42", "30", "12")} <= parts


def test_where_values_are_highest_and_lowest_is_told(city: Paper) -> None:
    assert not [each for each in city.sections if each.key.startswith("don-vi/")]
    put(fact("petitions", 40, Span(2026, 1, 12)), fact("petitions", 15, Span(2026, 1, 12), unit=OTHER))
    year = compose(Wanted("year", "T", Span(2026, 1, 12)))
    said = next(each for each in year.sections if each.key == "don-vi/don-thu")
    assert [line(block.runs) for block in said.blocks if not isinstance(block, Table)] == [
        "Số đơn thư tiếp nhận, thuộc thẩm quyền nhiều nhất là phường Tây Hồ với 40 đơn thư, "
        "ít nhất là xã Đông với 15 đơn thư."
    ]
    assert not any(
        "đơn vị trực thuộc" in each.title for each in compose(Wanted("year", WARD, Span(2026, 1, 12))).appendices
    )
