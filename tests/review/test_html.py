"""The review page: faithful, self-contained, safe and fully linked."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.review.sample import DOCUMENT, MISTAKE, PERCENT, REPORT, REVENUE, TEXT, VISITS

from tonghop.core.document import Cell, Document, Source, Table
from tonghop.core.figure import Figure, Role
from tonghop.core.finding import Finding, Report, Severity
from tonghop.review import html

PAGE = html.render(DOCUMENT, REPORT)
_VOID = {"meta", "link", "br"}


@dataclass
class Element:
    """An element of a page, its text and what stands in it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list["Element"] = field(default_factory=list)


class Reader(HTMLParser):
    """Every element of a page in order, with its text content."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.open: list[Element] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        for outer in self.open:
            outer.inside.append(element)
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements of this tag with these attributes (`class_` among the classes)."""
        wanted = {key.rstrip("_"): value for key, value in attributes.items()}
        return [e for e in self.elements if e.tag == tag and all(_has(e, *item) for item in wanted.items())]


def _has(element: Element, key: str, value: str) -> bool:
    actual = element.attributes.get(key) or ""
    return value in actual.split() if key == "class" else actual == value


def text_of(page: str) -> str:
    """What the page gives as the document's text."""
    (element,) = Reader(page).all("div", class_="text")
    return element.text


def test_the_text_of_the_page_is_the_text_of_the_document():
    assert text_of(PAGE) == TEXT


def test_every_measuring_figure_is_marked_once_and_nothing_else():
    marks = Reader(PAGE).all("mark")
    expected = [figure for figure in DOCUMENT.figures if figure.role.measures]
    assert [(mark.attributes["id"], mark.text) for mark in marks] == [(f.id, f.text) for f in expected]


def test_a_name_is_marked_where_a_finding_speaks_of_it():
    name = next(figure for figure in DOCUMENT.figures if not figure.role.measures)
    finding = Finding("p", "enumeration", Severity.ERROR, (), (name.id, VISITS.id), "Thiếu một tên.", "")
    assert Reader(html.render(DOCUMENT, Report(findings=(finding,)))).all("mark", id=name.id)


def test_tables_are_tables_with_a_header():
    reader = Reader(PAGE)
    (table,) = reader.all("table")
    assert [e.text for e in table.inside if e.tag == "th"] == ["Chỉ tiêu", "Kế hoạch", "Thực hiện"]
    assert [e.text for e in table.inside if e.tag == "td"] == ["Hộ thoát nghèo", "120", "118"]


def test_a_table_out_of_step_with_the_text_is_left_as_lines():
    cells = (Cell(0, 0, 3, 6), Cell(0, 1, 1, 2))
    document = Document(Source("x", "", "text/plain", "một hai ba", (Table(cells),)))
    page = html.render(document, Report())
    assert text_of(page) == "một hai ba"
    assert not Reader(page).all("table")


def test_merged_cells_reach_as_far_as_in_the_file():
    text = "A\t\nb\tc"
    cells = (Cell(0, 0, 0, 1, columns=2), Cell(1, 0, 3, 4), Cell(1, 1, 5, 6))
    page = html.render(Document(Source("x", "", "text/plain", text, (Table(cells),))), Report())
    assert text_of(page) == text
    assert Reader(page).all("th", colspan="2")


def test_a_header_of_two_rows_is_all_header():
    text = "Chỉ tiêu\tNăm\t\n\tKH\tTH\nThu\t5\t4"
    spans = {(0, 0): 2, (0, 1): 1, (1, 1): 1, (1, 2): 1, (2, 0): 1, (2, 1): 1, (2, 2): 1}
    places = (0, 9), (9, 12), (15, 17), (18, 20), (21, 24), (25, 26), (27, 28)
    cells = (
        Cell(row, column, start, min(end, start + 8), rows, 2 if (row, column) == (0, 1) else 1)
        for ((row, column), rows), (start, end) in zip(spans.items(), places, strict=True)
    )
    reader = Reader(html.render(Document(Source("x", "", "text/plain", text, (Table(tuple(cells)),))), Report()))
    assert [e.text for e in reader.all("th")] == ["Chỉ tiêu", "Năm", "KH", "TH"]


def test_headings_and_footnotes_are_recognised():
    reader = Reader(PAGE)
    assert [e.text.strip() for e in reader.all("h3", class_="part")] == [
        "ỦY BAN NHÂN DÂN XÃ MINH TÂN", "BÁO CÁO", "I. KẾT QUẢ ĐẠT ĐƯỢC",
    ]  # fmt: skip
    assert [e.text.strip() for e in reader.all("h4", class_="section")] == ["1. Thu ngân sách", "2. Tiếp công dân"]
    (mark,) = reader.all("a", class_="note-mark")
    (note,) = reader.all("p", id=str(mark.attributes["href"])[1:])
    assert note.text.startswith("¹ Riêng phí chợ")


def test_findings_are_numbered_by_severity_and_tied_to_their_figures_both_ways():
    reader = Reader(PAGE)
    first, second = reader.all("article")
    assert first.attributes["data-figures"] == " ".join(MISTAKE.figures)
    assert MISTAKE.message in first.text
    assert MISTAKE.arithmetic in first.text
    assert "error" in str(first.attributes["class"])
    assert "warning" in str(second.attributes["class"])
    places = {e.attributes["href"] for e in first.inside if e.tag == "a"}
    assert {f"#{figure}" for figure in MISTAKE.figures} <= places
    refs = [e for e in reader.all("a", class_="ref") if e.attributes["href"] == "#phat-hien-1"]
    assert len(refs) == len(MISTAKE.figures)
    assert all(ref.attributes["aria-label"] == "Phát hiện 1" for ref in refs)


def test_suspects_come_with_the_value_that_mends():
    (article, _) = Reader(PAGE).all("article")
    assert "khả năng ngang nhau" in article.text
    assert all(f"nếu là {value} thì khớp" in article.text for value in ("42", "15", "33"))
    assert article.text.index("15 thì khớp") < article.text.index("Ít khả năng hơn") < article.text.index("33 thì")


def test_a_figure_tells_everything_known_of_it():
    (data,) = Reader(PAGE).all("div", id=f"so-{REVENUE.id}")
    for known in ("12,5 tỷ đồng", "12,45–12,55 tỷ đồng", "thu ngân sách", "6 tháng đầu năm 2025", "ước thực hiện"):
        assert known in data.text
    (data,) = Reader(PAGE).all("div", id=f"so-{PERCENT.id}")
    for known in ("tỷ lệ so với kế hoạch", "huyện", "12,5 tỷ đồng"):
        assert known in data.text


def test_bounds_relations_that_hold_and_coverage_are_shown():
    (inferences,) = Reader(PAGE).all("dl", class_="inferences")
    assert "19,904–20,096 tỷ đồng" in inferences.text
    assert "118 ≤ 120" in Reader(PAGE).all("details", class_="held")[0].text
    assert "9 trong 10 số liệu (90%)" in PAGE


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_link_leads_somewhere_and_every_id_is_unique(language):
    reader = Reader(html.render(DOCUMENT, REPORT, language))
    ids = [e.attributes["id"] for e in reader.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in reader.elements:
        if element.tag == "a":
            href = str(element.attributes["href"])
            assert href[0] == "#"
            assert href[1:] in ids


def assert_self_contained(page: str) -> None:
    """No address to fetch, no inline handler or style, and a policy that allows the page's own code alone."""
    assert not re.search(r"https?:|//[a-z]|@import|url\(|\beval\b|new Function", page)
    reader = Reader(page)
    for element in reader.elements:
        assert not any(key.startswith("on") or key in ("style", "src") for key in element.attributes)
    (policy,) = reader.all("meta", **{"http-equiv": "Content-Security-Policy"})
    content = str(policy.attributes["content"])
    assert content.startswith("default-src 'none'")
    for tag in ("style", "script"):
        allowed = re.findall(rf"{tag}-src ([^;]*)", content)
        for element in reader.all(tag):
            assert allowed == [f"'sha256-{b64encode(sha256(element.text.encode()).digest()).decode()}'"]


def test_the_page_needs_and_allows_nothing_from_elsewhere():
    assert_self_contained(PAGE)
    assert_self_contained(html.render_index([html.Entry.of(DOCUMENT, REPORT, "a.html")]))


_LETTERS = st.one_of(
    st.sampled_from("<>&\"'\t\r\n ¹²{}%#-"),
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
)
_HOSTILE = st.text(_LETTERS, max_size=60)


@given(before=_HOSTILE, printed=_HOSTILE.filter(bool), after=_HOSTILE)
@example(before="\x1f", printed="\x1f", after="\x1f")
def test_hostile_text_stays_text(before, printed, after):
    text = before + printed + after
    start = len(before)
    figure = Figure("f1", start, start + len(printed), printed, "x", None, None, printed, Role.NAME, subject=after)
    finding = Finding("p1", "k", Severity.ERROR, (), ("f1",), before, after)
    document = Document(
        Source(printed, "", "text/plain", text), title=before, organisation=after, figures=(figure,), period=printed
    )
    page = html.render(document, Report(findings=(finding,)))
    plain = Reader(PAGE)
    reader = Reader(page)
    assert text_of(page) == text
    assert len(reader.all("script")) == len(plain.all("script"))
    assert {e.tag for e in reader.elements} <= {e.tag for e in plain.elements}


def test_carriage_returns_survive_the_browser():
    document = Document(Source("x", "", "text/plain", "một\r\nhai"))
    assert "một&#13;\n</p>" in html.render(document, Report())


def test_the_index_leads_to_each_review_and_names_what_could_not_be_read():
    entries = [html.Entry.of(DOCUMENT, REPORT, "bao-cao.txt.html"), html.Entry("hong.docx", problem="Tệp bị hỏng.")]
    page = html.render_index(entries, cross=REPORT)
    assert Reader(page).all("a", href="bao-cao.txt.html")[0].text == DOCUMENT.title
    assert "hong.docx" in page
    assert "Tệp bị hỏng." in page
    assert MISTAKE.message in page
