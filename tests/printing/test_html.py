"""The page of HTML: whole in itself, in the order of the paper, its notes linked both ways."""

import re
from itertools import pairwise

from lxml import html
from tests.printing.papers import INDICATORS, PAPER, STACK, numbers_as_read

from tonghop import printing
from tonghop.core.paper import Chip

PAGE = printing.html(PAPER)
TREE = html.fromstring(PAGE)


def test_it_fetches_nothing_and_runs_nothing() -> None:
    assert not re.search(r"<script|<link|https?://|@import|\son\w+=", PAGE)
    (policy,) = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert not TREE.xpath("//@style")


def test_it_says_its_language_and_title() -> None:
    assert TREE.get("lang") == "vi"
    assert TREE.findtext(".//title").startswith("BÁO CÁO Tình hình kinh tế - xã hội")


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(heading.tag[1]) for heading in TREE.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_footnotes_are_linked_both_ways() -> None:
    marks = TREE.xpath("//sup/a")
    assert [mark.text for mark in marks] == ["1", "2", "3"]
    for mark in marks:
        (note,) = TREE.xpath(f"//*[@id='{mark.get('href')[1:]}']")
        (back,) = note.xpath("./a/@href")
        assert back == f"#{mark.get('id')}"
        assert mark.get("aria-label")


def test_tables_scroll_have_heads_of_their_columns_and_merge_groups() -> None:
    region = TREE.xpath("//div[@class='scroll']")[0]
    assert (region.get("tabindex"), region.get("aria-label")) == ("0", INDICATORS.title)
    heads = region.xpath(".//thead//th")
    assert [(head.get("colspan"), head.get("rowspan")) for head in heads][-4:-2] == [(None, "2"), ("2", None)]
    assert all(head.get("scope") in ("col", "colgroup") for head in heads)


def test_charts_are_told_in_words() -> None:
    pictures = TREE.xpath("//figure/img")
    assert pictures[-1].get("alt") == STACK.told
    assert all(picture.get("src").startswith("data:image/svg+xml;base64,") for picture in pictures)


def test_every_number_is_there_in_order() -> None:
    text, place = TREE.text_content(), 0
    for number in (chip.text for chip in PAPER.chips() if isinstance(chip, Chip) and chip.text != "86,4"):
        place = text.index(number, place) + len(number)
    assert set(numbers_as_read(PAPER)) <= set(re.findall(r"[\d,.]*\d", text))
