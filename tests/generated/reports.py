"""Whole reports from a seed or from Hypothesis."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from random import Random

from hypothesis import strategies as st
from tests.generated import lists, sentences, varied
from tests.generated.page import Exhausted, Page, Report

Shape = Callable[[Page], None]

SHAPES: tuple[Shape, ...] = (*sentences.SHAPES, *lists.SHAPES, *varied.SHAPES)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def compose(seed: int, shapes: Iterable[Shape]) -> Report:
    """A report of these sentences, in sections, with numbers that measure nothing between them."""
    page = Page(seed)
    _head(page)
    sections = 0
    for index, shape in enumerate(shapes):
        if index % 6 == 0 and sections < len(ROMAN):
            page.write("\n\n{roman}. {heading}\n\n", roman=ROMAN[sections], heading=page.draw("HEADINGS"))
            sections += 1
        with suppress(Exhausted):
            shape(page)
        page.write("\n\n" if page.chance(0.5) or shape in _CLOSED else " ")
        if page.chance(0.3):
            _distraction(page)
    return page.report()


_CLOSED = (lists.table, lists.footnote, lists.sums_of_money)


def _head(page: Page) -> None:
    page.write(
        "ỦY BAN NHÂN DÂN HUYỆN {place}\nSố: {n}/BC-UBND\n{place}, ngày {d} tháng 6 năm {y}\n\nBÁO CÁO\n"
        "Tình hình kinh tế - xã hội 6 tháng đầu năm {y}\n",
        place=page.pick("PLACES"), n=str(page.random.randint(10, 480)), d=f"{page.random.randint(1, 30):02d}",
        y=str(page.year),
    )  # fmt: skip


def _distraction(page: Page) -> None:
    with suppress(Exhausted):
        words = {"n": str(page.random.randint(10, 990)), "s": str(page.random.randint(1, 19)), "y": str(page.year - 1)}
        words |= {
            "d": f"{page.random.randint(1, 28):02d}",
            "m": str(page.random.randint(1, 12)),
            "next": str(page.year),
        }
        page.write(page.draw("DISTRACTIONS") + "\n\n", **words)


def report(seed: int, least: int = 2, most: int = 6) -> Report:
    """A random report of so many sentences."""
    random = Random(seed)
    return compose(seed, random.choices(SHAPES, k=random.randint(least, most)))


def reports(least: int = 1, most: int = 40) -> st.SearchStrategy[Report]:
    """Random reports; they shrink to few and simple sentences."""
    return st.builds(compose, st.integers(0, 10**6), st.lists(st.sampled_from(SHAPES), min_size=least, max_size=most))
