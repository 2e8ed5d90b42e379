"""The shape of a text: what is a sentence, a heading, a paragraph that goes on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.say import document, figure, stated

from tonghop.core.document import Source
from tonghop.core.relation import Fraction, Sum
from tonghop.reading.layout import Kind, paragraphs, sentences
from tonghop.reading.shadow import shadow


def source(text: str) -> Source:
    return Source("thử.txt", "", "text/plain", text)


def split(text: str) -> list[str]:
    return [text[s.start : s.end].strip() for s in sentences(source(text), shadow(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Thu đạt 25 tỷ đồng. Chi đạt 20 tỷ đồng.", 2),
        ("Giá trị 1.250 tỷ đồng tại TP. Hồ Chí Minh.", 1),
        ("Đồng chí Nguyễn Văn A. dự họp.", 1),
        ("Ngày 12. 3. 2024 họp.", 1),
        ("Thu đạt 25 tỷ đồng.\nChi đạt 20 tỷ đồng.", 2),
        ("Thu đạt 25 tỷ đồng;\n- Chi đạt 20 tỷ đồng.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(split(text)) == count


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("I. TÌNH HÌNH KINH TẾ", Kind.HEADING),
        ("2.1. Công tác thu ngân sách", Kind.HEADING),
        ("a) Về giáo dục", Kind.HEADING),
        ("PHẦN THỨ HAI: NHIỆM VỤ TRỌNG TÂM", Kind.HEADING),
        ("1. Thu ngân sách đạt 25 tỷ đồng.", Kind.BODY),
        ("Thu ngân sách đạt 25 tỷ đồng", Kind.BODY),
        ("¹ Trong đó có 12 hộ nghèo.", Kind.NOTE),
    ],
)
def test_kinds_of_paragraph(line: str, kind: Kind) -> None:
    (found,) = paragraphs(source(line), shadow(line))
    assert found.kind is kind


def test_headings_nest() -> None:
    text = "I. KINH TẾ\n1. Ngân sách\nThu 25 tỷ đồng.\n2. Đầu tư\nChi 20 tỷ đồng.\nII. XÃ HỘI\nCó 12 trường."
    bodies = [p.headings for p in paragraphs(source(text), shadow(text)) if p.kind is Kind.BODY]
    assert bodies == [("i. kinh tế", "1. ngân sách"), ("i. kinh tế", "2. đầu tư"), ("ii. xã hội",)]


@pytest.mark.parametrize("line", ["**II. PHƯƠNG HƯỚNG NĂM 2025**", "## Phương hướng năm 2025", "### **2. Nhiệm vụ**"])
def test_headings_of_markdown(line: str) -> None:
    text = f"# Báo cáo\n\n{line}\n\nThu 120 tỷ đồng."
    _, heading, body = paragraphs(source(text), shadow(text))
    assert heading.kind is Kind.HEADING
    assert body.headings == ("báo cáo", line.strip("#* ").lower())


def test_a_sentence_cut_by_a_page_break_is_one_sentence() -> None:
    text = "Toàn huyện có 41 trường, gồm: 18 trường mầm non, 13 trường\n\ntiểu học và 10 trường THCS."
    assert Sum("41", ("18", "13", "10")) in stated(text)


def test_a_note_in_the_middle_of_a_sentence_does_not_cut_it() -> None:
    text = "Toàn huyện có 45 đơn¹, trong đó đã giải quyết\n\n¹ Gồm cả 12 đơn cũ.\n\n30/45 đơn, đạt 66,7%."
    assert document(text).figures
    assert figure(text, "66,7").of == figure(text, "30").id


def test_emphasis_and_odd_blanks_change_nothing() -> None:
    plain = "Đã nghiệm thu 14/25 dự án, đạt 56%."
    printed = "**Đã** nghiệm\u00a0thu 14/25 dự\u00a0án, đạt\u202f56%."
    assert stated(plain) == stated(printed) == {Fraction("14", "25", "56"): stated(plain)[Fraction("14", "25", "56")]}


@given(st.text())
def test_the_shadow_is_as_long_as_its_text(text: str) -> None:
    assert len(shadow(text)) == len(text)


@given(st.text(alphabet="İıßŉǰΐẞﬁ…“”–%\t "))
def test_letters_that_grow_in_lower_case_keep_their_length(text: str) -> None:
    assert len(shadow(text)) == len(text)
