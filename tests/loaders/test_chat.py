"""Text pasted from chat: what was said, without who said it when."""

import pytest

from tonghop.reading import read
from tonghop.reading.loaders import load


@pytest.mark.parametrize(
    "head",
    [
        "[08:15, 12/5/2026] Nguyễn Văn A: ",
        "[12/05/2026 08:15:30] Nguyễn Văn A: ",
        "[ 08:15 - 12/05/2026 ] Nguyễn Văn A: ",
        "12/05/2026, 08:15 - Nguyễn Văn A: ",
        "Nguyễn Văn A, [12.05.26 08:15]\n",
    ],
)
def test_names_and_moments_of_messages_are_left_out(head):
    text = load(f"{head}Thu ngân sách 12,5 tỷ đồng\nChi 9 tỷ đồng\n{head}Ok em\n".encode()).text
    assert text == "Thu ngân sách 12,5 tỷ đồng\nChi 9 tỷ đồng\n\nOk em"


def test_lines_that_only_tell_the_time_are_left_out():
    text = load("Lan\nThu 12 tỷ đồng\n08:15\r\nMinh\nChi 9 tỷ đồng\nĐã gửi 08:20\n".encode()).text
    assert [line for line in text.split("\n") if line] == ["Lan", "Thu 12 tỷ đồng", "Minh", "Chi 9 tỷ đồng"]


def test_emoji_before_a_line_are_bullets_and_others_nothing():
    chat = "✅ Thu 12 tỷ đồng 👍\n👉🏻 Chi 9 tỷ đồng\n1️⃣ Hộ nghèo: 86 hộ\n⚠️ - Nợ: 2 tỷ đồng"
    assert load(chat.encode()).text == "- Thu 12 tỷ đồng\n- Chi 9 tỷ đồng\n- Hộ nghèo: 86 hộ\n- Nợ: 2 tỷ đồng"


def test_only_figures_of_what_was_said_are_read():
    chat = "[08:15, 12/5/2026] Lê A: 👉 Thu ngân sách đạt 12,5 tỷ đồng\n2️⃣ Hộ nghèo: 86 hộ\n[08:20, 12/5/2026] Lê B: Ok"
    assert [figure.text for figure in read(chat.encode()).figures] == ["12,5 tỷ đồng", "86 hộ"]


@pytest.mark.parametrize(
    "text",
    [
        "Lịch họp\n08:15\n\nNội dung: thu 12 tỷ đồng.",
        "Ngày 12/5/2026: thu 12 tỷ đồng; 08:15 khai mạc.",
        "- Thu: 12 tỷ → tăng 3%\n+ Chi: 9 tỷ",
    ],
)
def test_a_text_that_is_no_chat_stays_as_it_is(text):
    assert load(text.encode()).text == text
