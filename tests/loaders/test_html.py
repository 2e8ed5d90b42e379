"""Web pages: the text a visitor sees."""

import pytest

from tonghop.core.errors import UnreadableDocument
from tonghop.reading.loaders import load


def page(body, head=""):
    return load(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def test_visible_text_in_blocks():
    source = page("<h1>Tin\n tức</h1><div>Chào <b>bạn</b><p>một<br>hai</p>ba</div>", head="<title>x</title>")
    assert source.media_type == "text/html"
    assert source.text == "Tin tức\n\nChào bạn\n\nmột\nhai\n\nba"


def test_scripts_navigation_and_hidden_parts_are_dropped():
    text = page(
        "<nav>Trang chủ</nav><script>var a = 1</script><style>p {}</style><p hidden>1</p>"
        "<p style='display: none'>2</p><span aria-hidden='true'>3</span><p>Còn</p><footer>Bản quyền</footer><!-- 4 -->"
    ).text
    assert text == "Còn"


def test_raised_digits_are_superscripts():
    assert page("<p>rộng 20 m<sup>2</sup>, 682 hộ<sup><a href='#n'>[10]</a></sup></p>").text == "rộng 20 m², 682 hộ¹⁰"


def test_lists_have_their_marks():
    text = page("<ul><li>một<li><p>hai</p></ul><ol start=3><li>ba</li><li>bốn</li></ol>").text
    assert text == "- một\n\n- hai\n\n3. ba\n\n4. bốn"


def test_a_table_with_merged_cells():
    source = page(
        "<table><tr><th rowspan=2>TT</th><th colspan=2>Năm<br>2024</th></tr>"
        "<tr><td>KH<td>TH</tr><tr><td>1<td>1.000<td>900</table>"
    )
    assert source.text == "TT\tNăm 2024\t\n\tKH\tTH\n1\t1.000\t900"
    assert [(cell.row, cell.column, cell.rows, cell.columns) for cell in source.tables[0].cells][:2] == [
        (0, 0, 2, 1),
        (0, 1, 1, 2),
    ]


def test_a_table_that_lays_out_the_page_is_no_table():
    source = page("<table><tr><td><p>Trái</p><p>dưới</p></td><td>Phải</td></tr></table>")
    assert (source.text, source.tables) == ("Trái\n\ndưới\n\nPhải", ())


def test_the_declared_encoding_is_used_where_the_page_is_not_unicode():
    data = '<html><head><meta charset="windows-1252"></head><body><p>caf\xe9</p></body></html>'.encode("cp1252")
    assert load(data).text == "café"


def test_cells_that_claim_to_reach_over_millions_of_places_are_refused():
    with pytest.raises(UnreadableDocument, match="quá lớn"):
        page("<table>" + "<tr><td rowspan=65534 colspan=1000>1" * 3000 + "</table>")


@pytest.mark.parametrize("levels", [300, 50_000])
def test_a_page_nested_too_deeply_is_refused_and_not_called_empty(levels):
    with pytest.raises(UnreadableDocument, match="lồng nhau quá sâu"):
        load(f"<html><body>{'<div>' * levels}<p>Có 311 hộ.</p></body></html>".encode())


def test_a_page_of_many_levels_is_read():
    assert load(f"<html><body>{'<div>' * 200}<p>Có 311 hộ.</p></body></html>".encode()).text == "Có 311 hộ."
