"""Footnotes are read as part of the sentence that cites them."""

from tests.reading.say import document, figure, measures

from tonghop.core.figure import Numeral, Role

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
