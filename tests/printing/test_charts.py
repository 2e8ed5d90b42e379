"""Charts: told in Vietnamese numbers on round scales, to be read in grey, the same on the screen and on paper."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from PIL import Image
from tests.printing.papers import BARS, LINES, PAPER, STACK

from tonghop.core.paper import Chart, Series, Shape
from tonghop.printing import charts, wording

VALUES = st.none() | st.decimals(-(10**9), 10**9, places=1) | st.integers(0, 20).map(Decimal)


def picture(chart: Chart) -> Image.Image:
    """The chart as it is in Word, on white."""
    drawn = Image.open(BytesIO(charts.png([chart])[0])).convert("RGBA")
    page = Image.new("RGBA", drawn.size, "white")
    page.alpha_composite(drawn)
    return page.convert("RGB")


def test_all_charts_of_a_paper_are_found_in_reading_order() -> None:
    assert charts.of(PAPER) == (BARS, LINES, STACK)


@pytest.mark.parametrize("chart", [BARS, LINES, STACK])
def test_letters_are_drawn_as_shapes_so_that_no_face_is_needed_and_nothing_is_read_twice(chart: Chart) -> None:
    (drawn,) = charts.svg([chart])
    assert not list(etree.fromstring(drawn).iter("{*}text", "{*}script", "{*}foreignObject"))


@pytest.mark.parametrize("chart", [BARS, LINES, STACK])
def test_pictures_are_fine_enough_for_print(chart: Chart) -> None:
    assert picture(chart).width >= 160 / 25.4 * 200


def test_parts_of_a_stack_differ_in_grey() -> None:
    grey = picture(STACK).convert("L")
    row = [grey.getpixel((x, grey.height - 45)) for x in range(grey.width * 35 // 100, grey.width * 95 // 100)]
    first, last = row[len(row) // 10], row[-len(row) // 10]
    assert first < 110 < 180 < last
    middle = row[len(row) * 45 // 100 : len(row) * 55 // 100]
    assert min(middle) < 110
    assert max(middle) > 240  # a pattern of lines


def test_numbers_are_written_in_vietnamese_with_all_their_digits() -> None:
    assert [wording.number(Decimal(text)) for text in ("1234567.50", "-0.5", "1E+3", "12")] == [
        "1.234.567,50",
        "-0,5",
        "1.000",
        "12",
    ]


def test_the_scale_of_lines_has_round_steps_from_zero() -> None:
    ticks = charts._drawn(LINES)["ticks"]
    assert [tick["text"] for tick in ticks] == ["0", "10", "20", "30", "40", "50"]
    assert [tick["at"] for tick in ticks] == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])


@given(st.sampled_from(Shape), st.lists(st.lists(VALUES, min_size=3, max_size=3), min_size=1, max_size=4), VALUES)
@settings(max_examples=40)
def test_any_values_can_be_drawn(shape: Shape, values: list[list[Decimal | None]], mark: Decimal | None) -> None:
    series = tuple(Series(f"Dãy {number}", tuple(line)) for number, line in enumerate(values))
    chart = replace(BARS, shape=shape, series=series, mark=mark)
    told = charts._drawn(chart)
    assert len(told["ticks"]) <= 12
    places = [value["at"] for line in told["series"] for value in line["values"] if value]
    assert shape is Shape.STACK or all(0 <= place <= 1 for place in places)
    assert charts.svg([chart])[0].startswith(b"<svg")
