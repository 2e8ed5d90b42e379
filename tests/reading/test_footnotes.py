"""Footnotes are read as part of the sentence that cites them."""

from tests.reading.say import document, figure, measures, stated_of

from tonghop.core.figure import Numeral, Role
from tonghop.core.relation import Sum

TEXT = """Toàn huyện tiếp nhận 45 đơn¹ của công dân, tăng 4% so với cùng kỳ². Đã trồng 25 ha rừng.

¹ Trong đó: khiếu nại 30 đơn, tố cáo 15 đơn.

² Cùng kỳ tiếp nhận 43 đơn.

Trao 12 nhà tình nghĩa."""


def test_a_mark_is_no_measure() -> None:
    marks = [f for f in document(TEXT).figures if f.numeral is Numeral.SUPERSCRIPT]
    assert [(f.text, f.value, f.role) for f in marks] == [("¹", 1, Role.ORDINAL), ("²", 2, Role.ORDINAL)] * 2


def test_figures_of_a_note_belong_to_the_figure_before_its_mark() -> None:
    assert figure(TEXT, "30").footnote_of == figure(TEXT, "15").footnote_of == figure(TEXT, "45").id
    assert figure(TEXT, "43").footnote_of == figure(TEXT, "4").id


def test_figures_of_the_text_belong_to_no_note() -> None:
    assert figure(TEXT, "25").footnote_of is None
    assert figure(TEXT, "12").footnote_of is None


def test_a_raised_two_after_a_metre_is_a_unit() -> None:
    (found,) = measures("Thu hồi 1.250 m² đất.")
    assert (found.text, found.unit) == ("1.250 m²", "m2")


def test_a_mark_after_a_unit_or_noun_ends_the_figure() -> None:
    assert figure(TEXT, "45").text == "45 đơn"
    text = "Tiếp nhận 45 ghe¹ của 12 hộ, bình quân 3 hộ/thôn².\n\n¹ Gồm 5 ghe mới.\n² Chưa tính ghe cũ."
    assert [found.text for found in measures(text)] == ["45 ghe", "12 hộ", "3 hộ/thôn", "5 ghe mới"]


def test_a_mark_is_no_part_of_a_subject() -> None:
    assert figure(TEXT, "45").subject == "đơn của công dân"
    assert "¹" not in (figure(TEXT, "30").subject or "")


NOTES = """BÁO CÁO
Kết quả 9 tháng đầu năm 2026

1. Công tác giảm nghèo
Hỗ trợ nhà ở cho 46 hộ nghèo[1]. Thu ngân sách nhà nước trên địa bàn tháng 9 đạt 12,4 tỷ đồng, đạt 80% dự toán[2].

2. Công tác y tế
Khám bệnh cho 1.250 lượt người.

[1] Xã An Lạc 21 hộ, xã Bình Thuận 15 hộ, xã Cẩm Sơn 10 hộ; trao 120 suất quà.
[2] Thuế ngoài quốc doanh 5,1 tỷ đồng; thu khác 7,3 tỷ đồng.
"""


def test_marks_in_square_brackets_tie_notes_as_raised_ones_do() -> None:
    assert figure(NOTES, "120").footnote_of == figure(NOTES, "46").id
    assert [found.role for found in document(NOTES).figures if found.text == "2"][-1] is Role.NAME


def test_a_note_is_of_the_subject_and_time_of_the_sentence_that_cites_it() -> None:
    assert {figure(NOTES, printed).indicator for printed in ("21", "15", "10")} == {figure(NOTES, "46").indicator}
    assert figure(NOTES, "7,3").period == "2026-09"


def test_the_figures_of_a_note_that_make_up_its_figure_are_its_parts() -> None:
    assert stated_of(NOTES, Sum) == [Sum("46", ("21", "15", "10")), Sum("12,4", ("5,1", "7,3"))]
